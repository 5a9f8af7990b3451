"""Recap: the film's pictures, one through the ball of another, and six at once; and its first, once more."""

from __future__ import annotations

from typing import Any

from manim import FadeIn, FadeOut, ValueTracker, linear

from common.explainer import BeatClock, Explainer
from common.figures.end_card import EndCard
from common.figures.gallery import Gallery
from common.figures.tags import tags_in
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.recap import RecapNumbers

__all__ = ["Recap"]


class Recap(Explainer[RecapNumbers]):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers = RecapNumbers()
    shaded = True

    def construct(self) -> None:
        """Go from picture to picture through the balls, draw back, let all land, and return to the first bars."""
        n, labels = self.numbers, self.words.labels
        gallery = self.gallery = Gallery(n, self.stage, self.camera, self.theme)
        l1, l2 = self.subjects = gallery.sides
        tags = tags_in(self.stage.headline, labels, self.theme)
        self.show_card()
        with self.beat("pictures") as beat:
            self.see("kink", beat, "kink", 0.25, 0.4)
            self.see("kink", beat, "fold", 0.4)
            self.see("fold", beat, "region", 0.0, 0.5, *gallery.climb(beat.until("region")))
            self.see("region", beat, "threshold", 0.5, 1.0, *gallery.leave_ground())
            self.see("threshold", beat, "step")
            self.see("step", beat, "belief")
            self.see("belief", beat, "paths")
            self.see("paths", beat, "one", 0.0, 0.6)
            self.add(*gallery.figures)
            self.play(*gallery.draw_back(), run_time=1.6)
            self.play(FadeIn(tags), run_time=TEMPO.dim)
        with self.beat("one_move") as beat:
            beat.show("move", gallery.go_to(0.0), run_time=1.2)
            self.play(*gallery.land(beat.until("land")))
            beat.at("land")
            beat.show("none", self.attend(l2), gallery.go_to(n.last), run_time=1.6)
        with self.beat("remember") as beat:
            beat.show("sparse", self.attend(l1), gallery.go_to())
            beat.show("smooth", self.attend(l2))
            beat.show("hold", self.attend(), [FadeOut(tags, run_time=TEMPO.dim)], self.show_claim())
            beat.show("pull", gallery.go_to(n.harder), run_time=0.8)
            self.play(*gallery.go_to(), run_time=1.0)
            card = EndCard(self.claim, n.film.bars, self.stage, self.theme, labels)
            self.play(*gallery.leave_balls())
            self.play(*card.answer())
            self.remove(*gallery.figures).add(*card.bars)
            self.play(*card.land(gallery.balls), run_time=1.2)
            beat.show("these", card.rise(L1))
            beat.show("those", card.rise(L2))
            self.hold(2.7)

    def see(
        self, name: str, beat: BeatClock, until: str, start: float = 0.0, end: float = 1.0, *moves: Any
    ) -> None:
        """Pass a picture until the next is named, its ball always at one place, or a part of that way."""
        picture, share = self.gallery.pictures[name], ValueTracker(start)
        passing: Any = share.animate
        self.add(*picture.figures)
        self.view.add_updater(lambda _: picture.pass_by(self.camera, share.get_value()), call_updater=True)
        self.play(passing(run_time=beat.until(until), rate_func=linear).set_value(end), *moves)
        self.view.clear_updaters()
        beat.at(until)
        if end == 1:
            self.remove(*picture.figures)
