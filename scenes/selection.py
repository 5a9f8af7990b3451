"""Selection: of twin features L1 takes any split and L2 the even one; on real data L1 drops, L2 fades."""

from __future__ import annotations

from manim import linear

from common.explainer import Explainer
from common.figures.paths_panel import PathsPanel
from common.figures.power_panel import PowerPanel
from common.figures.twin_panel import TwinPanel
from common.style import TEMPO
from scenes.numbers.selection import SelectionNumbers

__all__ = ["Selection"]


class Selection(Explainer[SelectionNumbers]):
    """L1 picks, and of twins it does not care which; L2 shares; both together do either."""

    numbers = SelectionNumbers()
    shaded = True

    def construct(self) -> None:
        """Split a weight between twins, let chance decide, and bend the edge that leaves it to chance."""
        n, given = self.numbers, (self.stage, self.words.labels, self.theme, self.camera)
        twins = TwinPanel(n, *given)
        powers = self.powers = PowerPanel(twins.disk, *given)
        paths = self.paths = PathsPanel(n, *given)
        self.subjects = twins.valley, twins.l1, twins.l2, *paths.plots, *paths.rows
        self.add(*twins.opening(), powers.ball, *paths.plots, *paths.rows)
        self.show_card()
        with self.beat("twins") as beat:
            beat.show("copy", twins.write_model(), run_time=TEMPO.enter)
            beat.play(*twins.go_round(24), until="sum", then=[twins.collect()])
            beat.play(*twins.go_round(16, 38), until="valley", then=[twins.roll(1.25)])
            self.play(*twins.roll(0.25), *twins.look_down(), run_time=1.5)
        with self.beat("every_split") as beat:
            self.play(*twins.draw_lines(), run_time=0.6)
            beat.show("edge", twins.draw_diamond(), self.attend(twins.l1), run_time=2.4)
            beat.sweep(twins.split, to=0.0, since="slide", until="none")
            self.play(*twins.compare())
            beat.at("chance")
            beat.play(*twins.favour(1.2), until="all")
            self.play(*twins.favour(0.85), run_time=1.4)
        with self.beat("share") as beat:
            beat.show("disk", twins.open_disk(), self.attend(twins.valley, twins.l2))
            beat.sweep(twins.radius, to=n.radius, until="shares")
        with self.beat("elastic_net") as beat:
            beat.show("net", twins.mix(), self.attend(twins.valley, twins.l1, twins.l2))
            beat.show("bulge", twins.pin(), self.attend(twins.valley, twins.l1), run_time=TEMPO.dim)
            beat.sweep(twins.squared, to=n.squared, seconds=max(beat.remaining, 1.0))
        with self.beat("family") as beat:
            beat.show("p2", twins.leave_loss(), self.attend(), run_time=0.4)
            self.play(*powers.take_over(), run_time=0.7)
            beat.sweep(powers.power, to=1.0, until="p1", then=[powers.join_corners()])
            beat.sweep(powers.power, to=powers.least, since="half", until="p0", then=[powers.count()])
            beat.show("only", powers.fill_out(), run_time=TEMPO.dim)
            beat.sweep(powers.power, to=1.0, seconds=2.0)
        self.real_data()

    def real_data(self) -> None:
        """Raise λ on real data, under either penalty, look closely at zero, and stand the weights in rows."""
        n, paths, (l1, l2) = self.numbers, self.paths, self.paths.rows
        with self.beat("paths") as beat:
            beat.show("data", self.powers.leave_words(), run_time=TEMPO.dim)
            self.play(*self.powers.leave(), *paths.open(), run_time=0.6)
            beat.play(*paths.name_weights(), until="l1", rate=linear)
            beat.sweep(paths.l1.exponent, to=paths.last, until="l2", rate=linear)
            self.play(*paths.rename(), *self.attend(paths.l2), run_time=TEMPO.dim)
            beat.sweep(paths.l2.exponent, to=paths.last, seconds=max(beat.remaining, 2.0), rate=linear)
        with self.beat("remember") as beat:
            beat.show("closer", paths.come_close(), run_time=TEMPO.dim)
            beat.sweep(paths.doublings, to=n.doublings, seconds=1.6)
            beat.show("row", paths.line_up(), self.attend(l1, l2), lead=TEMPO.lead)
            beat.sweep(paths.exponent, to=paths.telling, until="selects")
            self.play(*self.show_claim(), *self.attend(l1), run_time=TEMPO.dim)
            beat.show("shares", self.attend(l2), run_time=TEMPO.dim)
            beat.pause(0.5)
            self.play(*self.attend(l1, l2))
