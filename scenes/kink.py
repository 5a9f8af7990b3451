"""The corner at zero: a fan of lines supports it, and once one of them is level, the minimum is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from manim import linear, smooth
from manim.utils.rate_functions import ease_in_quad, ease_out_quad

from common.explainer import Explainer
from common.figures.corner import Corner
from common.style import TEMPO
from scenes.numbers.kink import KinkNumbers

__all__ = ["Kink"]

FAR, NEAR, NEARER, NEAREST = 2, 5, 9, 80
AT_FIRST, THEN = 1.7, 40  # on a dive to the nearest at one speed


class Kink(Explainer[KinkNumbers]):
    """A corner at zero outpulls the loss; a smooth bottom never does."""

    numbers = KinkNumbers()
    continues = "scenes.one_weight:OneWeight"

    def construct(self) -> None:
        """Dive to zero, where one total becomes a line and the other keeps its corner; see the slopes there."""
        n = self.numbers
        corner = self.corner = Corner.seen_by(self.camera, self.stage, self.theme, self.words.labels, n)
        l1, l2, loss = self.subjects = corner.subjects
        strength = corner.strength
        self.add(corner.opening(), corner)
        self.show_card()
        with self.beat("zoom") as beat:
            beat.at("ask")
            self.play(*corner.show_strength(), run_time=TEMPO.card - self.renderer.time)
            beat.sweep(strength, to=n.weak, until="zoom")
            beat.show("zoom", corner.go_in(), self.go(AT_FIRST, beat.until("flat"), ease_in_quad))
            beat.show("flat", self.attend(l2), corner.flatten(), self.go(THEN, beat.until("corner"), linear))
            beat.show("corner", self.attend(l1), corner.keep(), self.go(NEAREST, beat.remaining, ease_out_quad))
        with self.beat("slopes") as beat:
            beat.show("fan", corner.touch())
            beat.sweep(corner.opened, corner.rocked, to=1.0, until="slopes", then=[corner.erect()])
            beat.sweep(corner.rocked, to=0.0, until="name", then=[corner.write_term()])
            beat.show("l2", self.attend(l2), corner.enter_smooth())
            self.hold(TEMPO.hold)
            self.play(*self.go(NEAR), *self.attend(l1), *corner.leave_smooth())
        with self.beat("grow") as beat:
            beat.sweep(
                corner.strength, to=(n.weak + n.enough) / 2, since="raise", until="level", then=[corner.keep()]
            )
            beat.land(strength, to=n.enough, until="land")
        with self.beat("held") as beat:
            beat.show("pull", self.attend(loss), corner.show_pull())
            beat.play(*self.go(NEARER), until="enough")
            beat.show("enough", self.attend(l1, loss), corner.show_price())
            self.hold(1.2)
            beat.sweep(strength, to=n.more, seconds=max(beat.remaining, 1.5))
        with self.beat("never") as beat:
            beat.show("l2", corner.leave_price())
            beat.play(*self.go(FAR), *self.attend(l2), *corner.turn_to_l2(n.most, FAR), until="same")
            beat.sweep(strength, to=n.most, until="tilted", rate=linear)
            beat.show("elsewhere", corner.leave_wall())
        with self.beat("remember") as beat:
            beat.show("corner", self.attend(l1), corner.open_again(), run_time=TEMPO.enter)
            back = self.view.animate.bring(*corner.below_claim(self.stage)), *corner.go_back()
            beat.play(*back, until="flat", then=[self.attend(l2), corner.name_curves()])
            self.play(*self.attend(), *corner.restore_names(), *self.show_claim())
            self.hold(TEMPO.claim - TEMPO.hold)

    def go(self, times: float, seconds: float = 1.5, rate: Any = smooth) -> Iterator[Any]:
        """See the corner in its place in the picture, so many ``times`` as large as at first."""
        yield self.view.animate(run_time=seconds, rate_func=rate).bring(*self.corner.seen(times))
