"""Recap: the film's pictures, one through the ball of another, and six at once: it was one corner."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from manim import DEGREES, DOWN, FadeIn, FadeOut, ValueTracker, linear

from common.easing import pulse, through
from common.explainer import Explainer
from common.figures.gallery import Gallery, folded_ground
from common.figures.lettering import Headline
from common.figures.tags import tags_in
from common.stage import LANDSCAPE, Stage
from common.style import TEMPO, TYPE
from scenes.numbers.recap import RecapNumbers

__all__ = ["Recap"]

MARKS = "kink", "fold", "region", "threshold", "step", "belief", "paths", "one"
ANCHOR = 0.5 * DOWN  # where the ball stays while the pictures pass
DEPTH, FAINT = 2.2, 0.3  # how much larger a picture leaves than it stays, and how faint


class Recap(Explainer[RecapNumbers]):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers = RecapNumbers()
    shaded = True

    def construct(self) -> None:
        """Go from picture to picture through the balls, draw back, let all land, and leave but the zeros."""
        n, stage = self.numbers, Stage(self.stage.aspect)
        gaze = self.camera.gaze.stand(42 * DEGREES, 56 * DEGREES, nearness=0.4)
        self.gallery = Gallery(n, stage.body, self.theme)
        fold = folded_ground(n.film.fold, gaze, stage, self.theme)
        self.pictures = {**self.gallery.pictures, "fold": fold}
        self.camera.upright(*self.gallery.balls, fold.ball)
        self.subjects = self.l1, self.l2 = self.gallery.sides
        self.tags = tags_in(stage.headline, self.words.labels, self.theme)
        self.one_by_one()
        self.all_at_once()
        self.what_stays()

    def one_by_one(self) -> None:
        """Go through one picture after the other, and draw back from the last."""
        self.show_card()
        self.go_through("kink", 1.0, 0.3, 0.4)
        with self.beat("pictures") as beat:
            for mark, end in pairwise(MARKS):
                beat.at(mark)
                self.go_through(
                    mark, beat.until(end), 0.4 if mark == "kink" else 0.0, 0.6 if end == "one" else 1.0
                )
            beat.at("one")
            self.add(*(figure for picture in self.gallery for figure in picture.figures))
            self.play(self.view.animate.go_home(), *self.gallery.appear(self.camera), run_time=1.6)
            self.play(FadeIn(self.tags, run_time=TEMPO.enter))

    def go_through(self, name: str, seconds: float, start: float, end: float) -> None:
        """Come near a picture, with its ball always at one place, and go on through the ball."""
        picture = self.pictures[name]
        share: Any = ValueTracker(start)
        ball, strength = picture.ball.dot.get_center(), self.camera.strength(picture.drawn)
        times = picture.nearness(self.stage.aspect.frame)

        def pass_by(view: Any) -> None:
            at = share.get_value()
            view.bring(ball, ANCHOR, times * DEPTH ** (2 * through(at) - 1))
            strength.set_value(FAINT + (1 - FAINT) * pulse(at))

        self.add(*picture.figures)
        self.view.add_updater(pass_by, call_updater=True)
        self.play(share.animate(rate_func=linear).set_value(end), run_time=seconds)
        self.view.clear_updaters()
        if end == 1:
            self.remove(*picture.figures)
            strength.set_value(1.0)

    def all_at_once(self) -> None:
        """Go back, and land on zero together under L1; go on under L2."""
        n, gallery = self.numbers, self.gallery
        with self.beat("one_move") as beat:
            beat.show("move", gallery.go_to(0.0), run_time=1.2)
            self.play(*gallery.land(beat.until("land")))
            beat.at("land")
            beat.at("none")
            self.play(*self.attend(self.l2), *gallery.go_to(n.last), run_time=beat.remaining)

    def what_stays(self) -> None:
        """Remember what L1 holds, and what L2 moves; then leave only the zeros, and ask once more."""
        n, gallery = self.numbers, self.gallery
        with self.beat("remember") as beat:
            beat.show("sparse", self.attend(self.l1), gallery.land_again())
            beat.show("smooth", self.attend(self.l2), gallery.go_to(n.last))
            beat.show("hold", self.attend(), [FadeOut(self.tags)], self.show_claim(), run_time=0.4)
            self.hold(1.6)
            self.play(*gallery.go_to(n.harder), run_time=0.7)
            self.play(*gallery.land_again(), run_time=0.7)
            self.play(*gallery.leave_balls(), *self.hide_claim(), run_time=0.5)
            size = TYPE.formula if self.stage.aspect is LANDSCAPE else TYPE.claim
            question = Headline(self.words.labels["question"], gallery.clearing, self.theme, size)
            self.play(FadeIn(question, run_time=TEMPO.enter))
            self.hold(3.2)
