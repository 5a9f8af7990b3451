"""Selection: of twin features L1 takes any split and L2 the even one; on real data L1 drops, L2 fades."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, linear

from common.explainer import Explainer
from common.figures.coefficient_paths import CoefficientPaths, PathRange, fit_to_one_scale
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula
from common.figures.panel import Panel
from common.figures.penalty_family import PenaltyFamily
from common.figures.twin_plane import TwinPlane
from common.figures.zero_count import ZeroCount
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import TEMPO, TYPE
from scenes.numbers.selection import TWINS, SelectionNumbers

__all__ = ["Selection"]

SHAPES = {L1: "diamond", L2: "disk"}
FITS = {L1: "lasso", L2: "ridge"}


class Selection(Explainer[SelectionNumbers]):
    """L1 picks, and of twins it does not care which; L2 shares; both together do either."""

    numbers = SelectionNumbers()

    def construct(self) -> None:
        """Split a weight between twins, meet the other penalties, and trace the paths of real data."""
        numbers, boxes = self.numbers, dict(zip((L1, L2), self.stage.pair(), strict=True))
        self.split, self.squared = self.trackers(1.0, 0.0)
        self.budgets = {L1: ValueTracker(numbers.budget), L2: ValueTracker(numbers.smallest)}
        halves = [self.twins_half(penalty, box) for penalty, box in boxes.items()]
        planes, panels = zip(*halves, strict=True)
        (diamond, disk), (left, right) = planes, panels
        self.add(*(plane.add(plane.ground, plane.ghosts) for plane in planes), *(panel.title for panel in panels))

        with self.beat("twins") as beat:
            beat.pause(0.25)
            sums = [self.total(plane, panel) for plane, panel in halves]
            self.play(
                *(plane.reveal(plane.bottom, by=Create) for plane in planes), *map(FadeIn, sums), run_time=1.5
            )

        with self.beat("every_split") as beat:
            self.play(*map(FadeOut, sums))
            self.play(diamond.reveal(diamond.region, by=Create), diamond.reveal(diamond.contour, by=Create))
            self.play(diamond.reveal(diamond.projections, diamond.dot, diamond.loss_out), left.show_read_outs())
            beat.pause(0.1)
            beat.sweep(self.split, to=0.0, rate=linear)
            self.play(diamond.reveal(diamond.face, by=Create))

        with self.beat("share"):
            self.play(disk.reveal(disk.region, disk.contour, disk.projections, disk.dot), right.show_read_outs())
            self.play(self.budgets[L2].animate.set_value(numbers.budget), run_time=TEMPO.sweep_least)

        with self.beat("elastic_net") as beat:
            self.play(diamond.conceal(diamond.face), self.split.animate.set_value(0.5))
            elastic = self.panel(boxes[L1], L1, "elastic", diamond.read_outs).title
            self.play(FadeOut(left.title), FadeIn(elastic))
            beat.sweep(self.squared, to=numbers.squared)

        with self.beat("family") as beat:
            self.play(FadeOut(*planes, elastic, right.title, *(panel.read_outs for panel in panels)))
            weight = ValueTracker(numbers.heaviest)
            family = self.family(weight)
            for row, mark in zip(family.rows, family.marks, strict=True):
                self.play(family.reveal(row, mark))
                beat.pause(0.12)
            beat.sweep(weight, to=0.0)

        with self.beat("paths") as beat:
            exponent, doublings = self.trackers(float(np.log10(numbers.weakest)), 0.0)
            self.play(FadeOut(family))
            pair = [self.paths_half(penalty, box, exponent, doublings) for penalty, box in boxes.items()]
            plots, panels = zip(*pair, strict=True)
            fit_to_one_scale(plots, [panel.picture for panel in panels])
            self.add(*plots)
            self.play(
                *(plot.reveal(plot.frame, plot.name_labels, plot.line) for plot in plots),
                *(FadeIn(panel.title) for panel in panels),
                *(panel.show_read_outs() for panel in panels),
            )
            for plot in plots:
                plot.add(plot.curves, plot.rest)
            plots[0].add(plots[0].marks)
            beat.sweep(exponent, to=float(np.log10(numbers.strongest)), rate=linear)

        with self.beat("remember"):
            self.play(*(plot.conceal(plot.name_labels, plot.line) for plot in plots))
            self.play(*(plot.reveal(plot.zoom_out) for plot in plots))
            self.play(doublings.animate.set_value(numbers.doublings), run_time=TEMPO.sweep_least)
            self.play(plots[1].reveal(plots[1].marks))

    def panel(self, box: Box, penalty: Penalty, label: str, read_outs: Sequence[Derived]) -> Panel:
        """A half of the picture, in the colour of its penalty."""
        return Panel(box, self.stage.aspect, self.words.labels[label], self.theme.of(penalty), read_outs)

    def twins_half(self, penalty: Penalty, box: Box) -> tuple[TwinPlane, Panel]:
        """The plane of the twins' weights under ``penalty``, and its panel."""
        plane = TwinPlane(
            penalty, TWINS, self.budgets[penalty], self.split, self.squared, self.theme, self.numbers.decimals
        )
        panel = self.panel(box, penalty, SHAPES[penalty], plane.read_outs)
        panel.seat(plane)
        return plane, panel

    def total(self, plane: TwinPlane, panel: Panel) -> Lettering:
        """What the weights of least loss have in common, where the read-outs will stand."""
        line = formula(f"w_1 + w_2 = {plane.valley.bottom.sum():.3g}", TYPE.read_out, self.theme.loss)
        line.move_to(panel.foot.centre)
        return line

    def family(self, weight: ValueTracker) -> PenaltyFamily:
        """The penalties, one below the other."""
        names, counts = (
            {key: self.words.labels[f"{kind}_{key}"] for key in PenaltyFamily.KEYS} for kind in ("name", "counts")
        )
        family = PenaltyFamily(weight, names, counts, self.theme)
        family.fit(self.stage.body)
        self.add(family)
        return family

    def paths_half(
        self, penalty: Penalty, box: Box, exponent: ValueTracker, doublings: ValueTracker
    ) -> tuple[CoefficientPaths, Panel]:
        """The paths of the data's weights under ``penalty``, and their panel."""
        numbers, paths, names = self.numbers, self.numbers.paths, self.numbers.data_set.names
        plot = CoefficientPaths(
            penalty,
            paths.lasso if penalty is L1 else paths.ridge,
            paths.arrivals if penalty is L1 else np.concatenate(paths.crossings).tolist(),
            PathRange.around((paths.lasso, paths.ridge), numbers.weakest, numbers.strongest),
            {name: name in numbers.labelled for name in names},
            exponent,
            doublings,
            self.theme,
            self.words.labels["unnamed"] if len(numbers.labelled) < len(names) else "",
        )
        count = ZeroCount(lambda: plot.weights, self.words.labels["zeros"], self.theme, exponent)
        panel = self.panel(box, penalty, FITS[penalty], [count])
        return plot, panel
