"""The corner at zero: a fan of lines supports it, and once one of them is level, the minimum is there."""

from __future__ import annotations

from typing import Any

from manim import DOWN, VGroup, linear

from common.explainer import Explainer
from common.figures.corner import Corner
from common.figures.cost_plot import CostPlot, alone_on
from common.maths.penalties.norms import L1, L2
from common.stage import Stage
from common.style import TEMPO
from scenes.numbers.kink import KinkNumbers

__all__ = ["Kink"]

FAR, HALF_WAY, NEAR, NEARER, NEAREST = 2, 4, 5, 9, 64


class Kink(Explainer[KinkNumbers]):
    """A corner at zero outpulls the loss; a smooth bottom never does."""

    numbers = KinkNumbers()
    continues = "scenes.one_weight:OneWeight"

    def construct(self) -> None:
        """Go in to zero, open the fan until one of its lines is level, and draw back."""
        n = self.numbers
        (self.strength,) = self.trackers(n.enough)
        plot = self.plot = CostPlot(n.loss, self.strength, self.theme)
        plot.fit(alone_on(self.stage))
        corner = Corner(plot, self.camera.zoom, self.stage.body, self.words.labels, n.decimals, n.more)
        self.corner = corner
        self.camera.upright(*corner.upright, *plot.axes[2:], *plot.wanted)
        self.camera.fix(corner.notes)
        self.l1, self.l2 = (VGroup(plot.sides[each], corner.fans[each], corner.shadows[each]) for each in (L1, L2))
        self.loss = VGroup(plot.loss_curve, corner.pull, corner.tangent)
        self.subjects = self.l1, self.l2, self.loss
        self.add(plot.add(plot.axes, plot.wanted, plot.loss_curve, *plot.totals.values(), *plot.minima.values()))
        self.add(corner)
        self.show_card()
        self.go_in()
        self.see_the_slopes()
        self.raise_strength()
        self.never()
        self.go_back()

    def go_in(self) -> None:
        """Go close: one total becomes a line, the other keeps its corner."""
        n, corner = self.numbers, self.corner
        with self.beat("zoom") as beat:
            beat.at("ask")
            self.play(corner.show_strength(), run_time=TEMPO.card - self.renderer.time)
            beat.sweep(self.strength, to=n.weak, until="zoom")
            self.play(*corner.leave_names(), run_time=TEMPO.dim)
            beat.play(self.go(NEAR), *corner.go_in(), until="flat")
            self.play(*self.attend(self.l2), *corner.flatten(), run_time=TEMPO.enter)
            beat.play(self.go(NEAREST / 2), until="corner")
            self.play(*self.attend(self.l1), corner.tag(L1))
            self.play(self.go(NEAREST), run_time=max(beat.remaining, TEMPO.hold))

    def see_the_slopes(self) -> None:
        """Rock a line on the corner, and back, to see the slopes of all such lines."""
        corner = self.corner
        with self.beat("slopes") as beat:
            beat.at("fan")
            self.play(*corner.touch())
            self.add(corner.add_to_back(corner.fans[L1]))
            beat.sweep(corner.opened, corner.rocked, to=1.0, until="slopes")
            self.play(*corner.erect(), run_time=TEMPO.dim)
            self.add(corner.add(corner.shadows[L1]))
            beat.sweep(corner.rocked, to=0.0, until="name")
            self.play(*corner.write_term())
            beat.at("l2")
            self.play(*self.attend(self.l2), *corner.enter(L2), run_time=TEMPO.enter)
            self.hold(TEMPO.hold)
            self.play(*self.attend(self.l1), *corner.leave(L2), run_time=TEMPO.dim)
            self.play(self.go(NEAR), corner.show_weight(L1), run_time=1.5)

    def raise_strength(self) -> None:
        """Open the fan until one of its lines is level, and say why it is then."""
        n, corner, strength = self.numbers, self.corner, self.strength
        with self.beat("grow") as beat:
            beat.at("raise")
            beat.sweep(strength, to=(n.weak + n.enough) / 2, until="level")
            self.play(corner.leave_zero(), run_time=TEMPO.dim)
            beat.land(strength, to=n.enough, until="land")

        with self.beat("held") as beat:
            beat.at("pull")
            self.play(*self.attend(self.loss), *corner.show_loss())
            self.play(*corner.show_tangent())
            self.play(*corner.show_pull())
            beat.play(self.go(NEARER), until="enough")
            self.play(*self.attend(self.l1, self.loss), *corner.show_price(), run_time=1.2)
            self.hold(1.2)
            beat.sweep(strength, to=n.more, seconds=max(beat.remaining, 1.5))

    def never(self) -> None:
        """Raise λ: the one line of the smooth total stays tilted, so its minimum is elsewhere."""
        n, corner = self.numbers, self.corner
        with self.beat("never") as beat:
            beat.at("l2")
            self.play(*corner.leave_price(), corner.leave_weight(L1), run_time=TEMPO.dim)
            move = *self.attend(self.l2), *corner.enter(L2), corner.show_weight(L2), self.go(HALF_WAY)
            beat.play(*move, until="same")
            beat.sweep(self.strength, to=n.most, until="tilted", rate=linear)
            beat.at("elsewhere")
            self.play(corner.leave_tags(), run_time=TEMPO.dim)
            self.play(self.go(FAR), *corner.leave_wall(), run_time=1.4)

    def go_back(self) -> None:
        """See the whole."""
        corner = self.corner
        with self.beat("remember") as beat:
            beat.at("corner")
            self.play(*self.attend(self.l1), *corner.leave_notes())
            beat.play(self.draw_back(), *corner.go_back(), until="flat")
            self.play(*self.attend(self.l2), corner.name_curves())
            self.play(*self.attend(), *corner.restore_names(), *self.show_claim())
            self.hold(TEMPO.claim)

    def go(self, times: float) -> Any:
        """Go to where the corner is in its place in the picture, so many ``times`` as large as at first."""
        return self.view.animate.bring(self.corner.apex, self.corner.anchor, times)

    def draw_back(self) -> Any:
        """See all of the plot, below where a claim stands."""
        whole, room = self.stage.body, Stage(self.stage.aspect).body
        foot = whole.corner(DOWN)
        return self.view.animate.bring(foot, foot, room.height / whole.height)
