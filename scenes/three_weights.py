"""Three weights: a loss touches an octahedron at a face, an edge or a corner, and a ball anywhere."""

from __future__ import annotations

from manim import DEGREES, FadeIn

from common.explainer import Explainer
from common.figures.hero import hero_of
from common.figures.solid_panel import SolidPanel
from scenes.numbers.three_weights import ThreeWeightsNumbers

__all__ = ["ThreeWeights"]

FACE, EDGE, CORNER = AZIMUTHS = 60 * DEGREES, 66 * DEGREES, 20 * DEGREES  # from where each contact is seen best


class ThreeWeights(Explainer[ThreeWeightsNumbers]):
    """A face keeps three weights, an edge drops one, a corner two; a ball drops none."""

    numbers = ThreeWeightsNumbers()
    shaded = True

    def construct(self) -> None:
        """Touch each kind of place on the octahedron, then go the same way along the ball."""
        self.gaze = self.camera.gaze.stand(FACE, 18 * DEGREES, nearness=0.35)
        self.progress, self.growth, self.seat = self.trackers(0.0, 0.0, 0.0)
        moving = self.progress, self.growth, self.gaze, self.seat
        self.compare(SolidPanel, self.numbers, *moving, AZIMUTHS, hero_of(self.stage))
        self.add(*self.halves[0].bare())
        self.first_touch()
        self.along_the_octahedron()
        self.along_the_ball()
        self.remember()

    def first_touch(self) -> None:
        """Grow the loss until it touches."""
        octahedron, ball = self.halves
        with self.beat("solids") as beat:
            beat.at("octa")
            beat.at("ball")
            self.play(self.seat.animate.set_value(1.0), run_time=0.8)
            self.add(*ball.bare())
            self.play(FadeIn(ball.solid), *octahedron.title(), *ball.title(), run_time=0.6)
            beat.at("loss")
            self.both(SolidPanel.show_centre)
            beat.sweep(self.growth, to=1.0, until="touch")
            self.both(SolidPanel.show_contact)

    def along_the_octahedron(self) -> None:
        """Move the loss from a face to an edge, and on to a corner."""
        octahedron, ball = self.halves
        with self.beat("face") as beat:
            beat.at("face")
            self.play(*ball.leave(), *octahedron.hide_names(), *ball.hide_names(), run_time=0.5)
            self.play(self.seat.animate.set_value(0.0), run_time=1.2)
            self.play(*octahedron.show_numbers())
            beat.at("none")

        for name, share, azimuth in (("edge", 0.5, EDGE), ("corner", 1.0, CORNER)):
            with self.beat(name) as beat:
                beat.at("move")
                moves = self.progress.animate.set_value(share), self.gaze.animate.turn(azimuth)
                beat.play(*moves, until=name)
                beat.at("land")
                beat.at("count")

    def along_the_ball(self) -> None:
        """Go the same way again."""
        octahedron, ball = self.halves
        with self.beat("ball") as beat:
            beat.at("ball")
            self.play(*octahedron.leave(), *octahedron.hide_numbers(), run_time=0.5)
            self.progress.set_value(0.0)
            self.gaze.turn(FACE)
            self.add(*ball.bare())
            self.play(FadeIn(ball.solid), *ball.show_numbers(), run_time=0.5)
            beat.at("glide")
            moves = self.progress.animate.set_value(1.0), self.gaze.animate.turn(CORNER)
            beat.play(*moves, until="none")
            beat.at("round")

    def remember(self) -> None:
        """Go along both, side by side."""
        octahedron, ball = self.halves
        with self.beat("remember") as beat:
            beat.at("face")
            back = (tracker.animate.set_value(to) for tracker, to in ((self.seat, 1.0), (self.progress, 0.0)))
            self.play(*back, self.gaze.animate.turn(FACE), *ball.hide_numbers(), run_time=0.7)
            self.add(*octahedron.bare())
            self.play(FadeIn(octahedron.solid), *octahedron.title(), *ball.title(), run_time=0.3)
            for mark, share, azimuth in (("edge", 0.5, EDGE), ("corner", 1.0, CORNER)):
                moves = self.progress.animate.set_value(share), self.gaze.animate.turn(azimuth)
                beat.play(*moves, until=mark)
            beat.at("none")
            beat.at("more")
