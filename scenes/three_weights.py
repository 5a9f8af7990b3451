"""Three weights: a loss touches an octahedron at a face, an edge or a corner, and a ball anywhere."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import DEGREES, AnimationGroup

from common.easing import landing
from common.explainer import Explainer
from common.figures.solid_panel import SolidPanel
from common.style import TEMPO
from scenes.numbers.three_weights import CONTACTS, STOPS, ThreeWeightsNumbers

__all__ = ["ThreeWeights"]

AZIMUTHS = 60 * DEGREES, 66 * DEGREES, 20 * DEGREES  # from where each contact is seen best
ROUND = 15 * DEGREES
NEARLY = 0.8  # of the way to an edge or a corner: from there on it is landed on


class ThreeWeights(Explainer[ThreeWeightsNumbers]):
    """A face keeps three weights, an edge drops one, a corner two; a ball drops none."""

    numbers = ThreeWeightsNumbers()
    shaded = True

    def construct(self) -> None:
        """Touch each kind of place on the octahedron, then go the same way along the ball."""
        self.gaze = self.camera.gaze.stand(AZIMUTHS[0], 18 * DEGREES, nearness=0.35)
        self.progress, self.growth, self.seat = self.trackers(0.0, 0.0, 0.0)
        self.compare(SolidPanel, self.numbers, self.progress, self.growth, self.gaze, self.seat, AZIMUTHS)
        self.subjects = [half.solid for half in self.halves]
        self.add(*self.halves[0].bare())
        self.show_card()
        self.octahedron()
        self.ball()

    def move(self, share: float) -> tuple[Any, Any]:
        """Move the loss along its way, and go round with it."""
        azimuth = float(np.interp(share, list(STOPS.values()), AZIMUTHS))
        return self.progress.animate.set_value(share), self.gaze.animate.turn(azimuth)

    def octahedron(self) -> None:
        """Grow the loss until it touches; then move it from a face to an edge, and on to a corner."""
        octahedron, ball = self.halves
        with self.beat("solids") as beat:
            beat.at("octa")
            beat.at("ball")
            self.emerge(*ball.nameless())
            self.play(self.seat.animate.set_value(1.0), *self.attend())
            self.both(SolidPanel.name, run_time=0.3)
            beat.at("loss")
            self.both(SolidPanel.show_centre)
            beat.sweep(self.growth, to=1.0, until="touch")
            self.both(SolidPanel.show_contact)
        with self.beat("face") as beat:
            beat.at("face")
            self.play(*octahedron.hide_names(), *ball.hide_names(), run_time=0.3)
            going: Any = self.seat.animate
            self.play(AnimationGroup(*ball.leave(), run_time=0.4), going(run_time=1.2).set_value(0.0))
            self.play(*octahedron.show_numbers())
            beat.at("none")
        for before, name in pairwise(CONTACTS):
            with self.beat(name) as beat:
                beat.at("move")
                arrival = self.numbers.arrival(name)
                beat.play(*self.move(NEARLY * arrival + (1 - NEARLY) * STOPS[before]), until=name)
                beat.play(*self.move(arrival), until="land", rate=landing)
                beat.at("count")
                self.play(*self.move(STOPS[name]), run_time=beat.seconds)

    def ball(self) -> None:
        """Go the same way along the ball, then along both, side by side."""
        octahedron, ball = self.halves
        with self.beat("ball") as beat:
            beat.at("ball")
            self.play(*octahedron.leave(), *octahedron.hide_numbers(), *ball.come_in(), run_time=0.6)
            self.play(*self.move(0.0), *ball.show_numbers(), run_time=0.8)
            beat.at("glide")
            beat.play(*self.move(1.0), until="none")
            beat.at("round")
            self.play(self.gaze.animate.orbit(ROUND), run_time=beat.seconds)
        with self.beat("remember") as beat:
            beat.at("face")
            self.play(self.seat.animate.set_value(1.0), *self.move(0.0), *ball.hide_numbers(), run_time=0.7)
            self.play(
                *octahedron.come_in(),
                *octahedron.name(),
                *ball.name(),
                *self.attend(octahedron.solid),
                run_time=0.3,
            )
            for name in CONTACTS[1:]:
                beat.play(*self.move(STOPS[name]), until=name)
            beat.at("none")
            self.both(SolidPanel.hide_name, *self.show_claim(), *self.attend(ball.solid), run_time=TEMPO.dim)
            beat.at("more")
            self.play(*self.attend())
            self.play(self.gaze.animate.orbit(ROUND), run_time=beat.seconds)
