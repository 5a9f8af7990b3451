"""Recap: the film's pictures, one through the ball of another, and six at once: it was one corner."""

from __future__ import annotations

from itertools import pairwise

from manim import DEGREES, DOWN, FadeIn, FadeOut, ValueTracker, linear

from common.explainer import Explainer
from common.figures.gallery import Gallery
from common.figures.lettering import Headline
from common.figures.tags import tags_in
from common.stage import LANDSCAPE
from common.style import TEMPO, TYPE
from scenes.numbers.recap import RecapNumbers

__all__ = ["Recap"]

MARKS = "kink", "fold", "region", "threshold", "step", "belief", "paths", "one"
SEEN = {"kink": (0.4, 1.0), "paths": (0.0, 0.6)}  # the shares of their passages, if it is not all
ANCHOR = 0.5 * DOWN  # where the ball stays while the pictures pass


class Recap(Explainer[RecapNumbers]):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers = RecapNumbers()
    shaded = True

    def construct(self) -> None:
        """Go from picture to picture through the balls, draw back, let all land, and leave but the zeros."""
        stage = self.stage
        gaze = self.camera.gaze.stand(42 * DEGREES, 56 * DEGREES, nearness=0.4)
        self.gallery = Gallery(self.numbers, stage, gaze, self.theme)
        self.camera.upright(*self.gallery.balls)
        self.subjects = self.l1, self.l2 = self.gallery.sides
        self.tags = tags_in(stage.headline, self.words.labels, self.theme)
        self.show_card()
        self.go_through("kink", 1.0, 0.3, 0.4)
        with self.beat("pictures") as beat:
            for mark, end in pairwise(MARKS):
                beat.at(mark)
                self.go_through(mark, beat.until(end), *SEEN.get(mark, (0.0, 1.0)))
            beat.at("one")
            self.add(*(figure for picture in self.gallery for figure in picture.figures))
            self.play(self.view.animate.go_home(), *self.gallery.appear(self.camera), run_time=1.6)
            self.play(FadeIn(self.tags, run_time=TEMPO.enter))
        self.all_at_once()

    def go_through(self, name: str, seconds: float, start: float, end: float) -> None:
        """Come near a picture, its ball always at one place, and leave through the ball; or part of that."""
        picture, share = self.gallery.pictures[name], ValueTracker(start)
        self.add(*picture.figures)
        self.view.add_updater(lambda _: picture.pass_by(self.camera, share.get_value(), ANCHOR), call_updater=True)
        self.play(share.animate.set_value(end), run_time=seconds, rate_func=linear)
        self.view.clear_updaters()
        if end == 1:
            self.remove(*picture.figures)

    def all_at_once(self) -> None:
        """Land on zero together under L1, go on under L2, remember both, and leave only the zeros."""
        n, gallery = self.numbers, self.gallery
        with self.beat("one_move") as beat:
            beat.show("move", gallery.go_to(0.0), run_time=1.2)
            self.play(*gallery.land(beat.until("land")))
            beat.at("land")
            beat.at("none")
            self.play(*self.attend(self.l2), *gallery.go_to(n.last), run_time=beat.remaining)
        with self.beat("remember") as beat:
            beat.show("sparse", self.attend(self.l1), gallery.land_again())
            beat.show("smooth", self.attend(self.l2), gallery.go_to(n.last))
            beat.show("hold", self.attend(), [FadeOut(self.tags)], self.show_claim(), run_time=0.4)
            self.hold(1.5)
            self.play(*gallery.go_to(n.harder), run_time=0.7)
            self.play(*gallery.land_again(), run_time=0.7)
            self.play(*gallery.leave_balls(), *self.hide_claim(), run_time=0.5)
            size = TYPE.formula if self.stage.aspect is LANDSCAPE else TYPE.claim
            question = Headline(self.words.labels["question"], gallery.clearing, self.theme, size)
            self.play(FadeIn(question, run_time=TEMPO.enter))
            self.hold(3.2)
