"""Three weights: a loss touches an octahedron at a face, an edge or a corner, and a ball anywhere."""

from __future__ import annotations

from manim import DEGREES

from common.easing import landing
from common.explainer import Explainer
from common.figures.solid_panel import SolidPanel
from scenes.numbers.three_weights import CONTACTS, STOPS, ThreeWeightsNumbers

__all__ = ["ThreeWeights"]

AZIMUTHS = 60 * DEGREES, 66 * DEGREES, 20 * DEGREES  # from where each contact is seen best
ROUND = 15 * DEGREES


class ThreeWeights(Explainer[ThreeWeightsNumbers]):
    """A face keeps three weights, an edge drops one, a corner two; a ball drops none."""

    numbers = ThreeWeightsNumbers()
    shaded = True

    def construct(self) -> None:
        """Touch each kind of place on the octahedron, then go the same way along the ball."""
        n, gaze = self.numbers, self.camera.gaze.stand(AZIMUTHS[0], 18 * DEGREES, nearness=0.35)
        progress, growth, seat = self.trackers(0.0, 0.0, 0.0)
        self.compare(SolidPanel, n, progress, growth, gaze, seat, AZIMUTHS)
        (octahedron, ball), self.subjects = self.halves, [half.solid for half in self.halves]
        self.add(*octahedron.bare())
        self.show_card()
        with self.beat("solids") as beat:
            beat.at("octa")
            beat.at("ball")
            self.emerge(*ball.nameless())
            self.play(*ball.sit_beside(), *self.attend())
            self.both(SolidPanel.name, run_time=0.3)
            beat.show("loss", octahedron.show_centre(), ball.show_centre())
            beat.sweep(growth, to=1.0, until="touch")
            self.both(SolidPanel.show_contact)
        with self.beat("face") as beat:
            beat.show("face", octahedron.hide_names(), ball.hide_names(), run_time=0.3)
            self.play(*ball.give_way())
            self.play(*octahedron.show_numbers())
            beat.at("none")
        for name in CONTACTS[1:]:
            with self.beat(name) as beat:
                beat.at("move")
                beat.play(*octahedron.travel(n.approach(name)), until=name)
                beat.play(*octahedron.travel(n.arrival(name)), until="land", rate=landing)
                beat.at("count")
                self.play(*octahedron.travel(STOPS[name]), run_time=beat.seconds)
        self.round_the_ball()

    def round_the_ball(self) -> None:
        """Go the same way along the ball, then along both, side by side."""
        gaze, (octahedron, ball) = self.camera.gaze, self.halves
        with self.beat("ball") as beat:
            beat.show("ball", octahedron.leave(), octahedron.hide_numbers(), ball.come_in(), run_time=0.6)
            self.play(*ball.travel(0.0), *ball.show_numbers(), run_time=0.8)
            beat.at("glide")
            beat.play(*ball.travel(1.0), until="none")
            beat.at("round")
            self.play(gaze.animate.orbit(ROUND), run_time=beat.seconds)
        with self.beat("remember") as beat:
            beat.show("face", ball.sit_beside(), ball.travel(0.0), ball.hide_numbers(), run_time=0.7)
            self.both(SolidPanel.name, *octahedron.come_in(), *self.attend(octahedron.solid), run_time=0.3)
            for name in CONTACTS[1:]:
                beat.play(*octahedron.travel(STOPS[name]), until=name)
            beat.at("none")
            self.both(SolidPanel.hide_name, *self.show_claim(), *self.attend(ball.solid), run_time=0.3)
            beat.show("more", self.attend())
            self.play(gaze.animate.orbit(ROUND), run_time=beat.seconds)
