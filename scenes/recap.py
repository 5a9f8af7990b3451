"""Recap: the film's pictures, one through the ball of another, and all at once: it was one corner."""

from __future__ import annotations

from itertools import pairwise

from manim import DOWN, linear

from common.easing import pulse, through
from common.explainer import Explainer
from common.figures.gallery import Gallery, Picture
from common.stage import Stage
from scenes.numbers.recap import RecapNumbers

__all__ = ["Recap"]

ANCHOR = 0.5 * DOWN  # where the ball stays while the pictures pass


class Recap(Explainer[RecapNumbers]):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers = RecapNumbers()

    def construct(self) -> None:
        self.gallery = Gallery(self.numbers, Stage(self.stage.aspect).body, self.theme)
        self.camera.upright(*self.gallery.balls)
        self.subjects = self.gallery.sides
        n, gallery = self.numbers, self.gallery
        with self.beat("pictures") as beat:
            marks = ("kink", "region", "threshold", "step", "belief", "paths", "one")
            for mark, end in pairwise(marks):
                beat.at(mark)
                self.go_through(gallery.pictures[mark], beat.until(end))
            beat.at("one")
            paths = gallery.pictures["paths"]
            self.view.bring(paths.ball.dot.get_center(), ANCHOR, self.times(paths.box))
            for p in gallery:
                self.add(*p.figures)
            self.play(self.view.animate.go_home(), run_time=1.8)

        with self.beat("one_move") as beat:
            beat.at("move")
            self.play(*gallery.go_to(0.0), run_time=1.2)
            self.play(*gallery.go_to(1.0001), run_time=beat.until("land"))
            beat.at("land")
            beat.at("none")
            self.play(*gallery.go_to(n.last), *self.attend(self.subjects[1]), run_time=beat.seconds)

        with self.beat("remember") as beat:
            beat.at("sparse")
            beat.at("smooth")
            beat.at("hold")
            self.play(*(m for p in gallery for m in p.leave_ball()), run_time=1)

    def times(self, box):
        width, height = self.stage.aspect.frame
        return 0.9 * max(width / box.width, height / box.height)

    def go_through(self, picture: Picture, seconds: float) -> None:
        ball, times, into = picture.ball.dot.get_center(), self.times(picture.box), 2.6
        for p in self.gallery:
            self.remove(*p.figures)
        self.add(*picture.figures)
        strength = self.camera.strength(picture.drawn)
        strength.set_value(0.15)
        self.view.bring(ball, ANCHOR, times / into)
        self.play(
            self.view.animate(rate_func=through).bring(ball, ANCHOR, times * into),
            strength.animate(rate_func=pulse).set_value(1.0),
            run_time=seconds,
        )
        strength.set_value(1.0)
