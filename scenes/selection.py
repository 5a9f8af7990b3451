"""Selection: of twin features L1 takes any split and L2 the even one; on real data L1 drops, L2 fades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Self

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, linear
from pydantic import Field, model_validator

from common.explainer import Explainer
from common.figures.coefficient_paths import CoefficientPaths, PathRange, fit_to_one_scale
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula
from common.figures.panel import Panel
from common.figures.penalty_family import PenaltyFamily
from common.figures.twin_plane import TwinPlane
from common.figures.zero_count import ZeroCount
from common.maths.budget import budget_optimum
from common.maths.data import DataSet, diabetes, twins
from common.maths.dependence import first_dependent
from common.maths.elastic_net import ElasticNet
from common.maths.penalties import L1, L2, Penalty
from common.maths.standardisation import unit_variance
from common.maths.valley import valley
from common.maths.weight_paths import WeightPaths, paths_of
from common.numerals import Shown, decimals_for
from common.stage import Box
from common.style import TEMPO, TYPE
from common.table import Table, TableNumbers

__all__ = ["Selection", "SelectionNumbers"]

TWINS = twins().least_squares()
LABELLED = ("bmi", "map", "sex")
MOST_LABELLED = 5
LEAST_ROWS, MOST_FEATURES = 10, 20
UNRELATED = 1e-6
BINDING = 0.98  # of the budget that lets the twins fit, for the region to be seen to stop short of it
SHAPES = {L1: "diamond", L2: "disk"}
FITS = {L1: "lasso", L2: "ridge"}


class SelectionNumbers(TableNumbers):
    """The budget t of the twins' weights, and the strengths λ of the paths, in the units of their loss."""

    budget: float = Field(
        1.2, ge=0.1, lt=2, description="t for ‖w‖, less than the twins need to fit: the less, the more squared is"
    )
    smallest: float = Field(0.25, gt=0, description="t from which the disk grows")
    squared: float = Field(1.0, ge=0.05, description="λ₂ of the elastic net, whose λ₁ is 1")
    heaviest: float = Field(1.2, gt=0, le=1.3, description="w from which a weight sinks through the penalties")
    weakest: float = Field(0.3, gt=0, description="λ at which the paths begin")
    strongest: float = Field(300.0, gt=0, description="λ at which they end")
    doublings: float = Field(4.0, ge=0, le=6, description="how often the weights are doubled in the end")

    @classmethod
    def fitting(cls, table: Table) -> Mapping[str, float]:
        """The λ of the paths: from where the lasso uses all columns to where it uses none."""
        features, rows = table.features, len(table.rows)
        if not 2 <= len(features) <= MOST_FEATURES:
            raise ValueError(
                f"paths are drawn of 2 to {MOST_FEATURES} columns, and here are {len(features)}: add some, or"
                " leave some out"
            )
        least = max(LEAST_ROWS, len(features) + 2)
        if rows < least:
            raise ValueError(f"{len(features)} columns need {least} rows or more for weights, and here are {rows}")
        dependent = first_dependent(unit_variance(table.data_set()).data.design)
        if dependent is not None:
            raise ValueError(
                f"column {features[dependent]!r} is made up of the columns before it, and then weights are not "
                "unique: leave it out"
            )
        paths = paths_of(table.data_set())
        if np.abs(paths.loss.pull).max() < UNRELATED:
            raise ValueError(f"none of the columns goes along with {table.target!r}, so every weight is 0")
        weakest, strongest = paths.telling_range()
        return {"weakest": weakest, "strongest": strongest}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not (self.smallest < self.budget and self.weakest < self.strongest):
            raise ValueError("smallest must be less than budget, and weakest less than strongest")
        if self.budget > BINDING * self.fitting_budget:
            raise ValueError(
                f"budget is {self.budget:g}, but must be {BINDING * self.fitting_budget:.4g} at most: with squared"
                f" at {self.squared:g}, the elastic net's region holds weights of the least loss from"
                f" {self.fitting_budget:.4g} on"
            )
        if sum(map(self.covers, self.paths.arrivals)) < 2:
            raise ValueError(
                "the lasso drops fewer than two weights between weakest and strongest: set them wider"
            )
        return self

    @cached_property
    def data_set(self) -> DataSet:
        """The features and the target, in their own units."""
        return diabetes() if self.data is None else self.data.data_set()

    @cached_property
    def paths(self) -> WeightPaths:
        """All weights at every λ, under L1 and under L2."""
        return paths_of(self.data_set)

    @cached_property
    def labelled(self) -> Set[str]:
        """The features whose names stand on the paths.

        The one that leaves first is always among them. Of own data, they are those that the lasso keeps longest,
        and at least one whose ridge weight changes sign.
        """
        names, first = self.data_set.names, self.paths.first_to_leave(self.weakest)
        if self.data is None:
            return {*LABELLED, names[first]}
        return {names[each] for each in self.paths.most_lasting(MOST_LABELLED, self.crossing, [first])}

    @property
    def fitting_budget(self) -> float:
        """The t of the corners with which the elastic net's region reaches the bottom of the twins' valley."""
        cost = float(ElasticNet(1.0, self.squared).value(valley(TWINS).bottom).sum())
        return 2 * cost / (1 + float(np.sqrt(1 + 2 * self.squared * cost)))  # t + λ₂ t² / 2 = cost

    @property
    def crossing(self) -> Sequence[int]:
        """The ridge weights, by number, that change sign where the paths are drawn."""
        return [number for number, each in enumerate(self.paths.crossings) if any(map(self.covers, each))]

    @property
    def decimals(self) -> int:
        """Of the twins' weights: the whole budget is one of them."""
        return decimals_for(2, [self.budget])

    def covers(self, strength: float) -> bool:
        """Whether the paths are drawn at that λ."""
        return self.weakest <= strength <= self.strongest


class Selection(Explainer):
    """L1 picks, and of twins it does not care which; L2 shares; both together do either."""

    numbers: SelectionNumbers = SelectionNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """What ridge gives each twin, the size of the data, and how many weights have no name or change sign."""
        data = cls.numbers.data_set
        size = ("variables", "patients") if cls.numbers.data is None else ("features", "rows")
        return {
            "half": Shown(budget_optimum(TWINS, L2, cls.numbers.budget).weights[0], cls.numbers.decimals),
            **dict(zip(size, (data.dimension, data.rows), strict=True)),
            "unnamed": data.dimension - len(cls.numbers.labelled),
            "crossings": len(cls.numbers.crossing),
        }

    @classmethod
    def cases(cls) -> Set[str]:
        """Whether the data are a person's own, and whether no ridge weight or only one changes sign."""
        own = {"own_data"} if cls.numbers.data else set()
        return own | {0: {"no_crossing"}, 1: {"one_crossing"}}.get(len(cls.numbers.crossing), set())

    def construct(self) -> None:
        """Split a weight between twins, meet the other penalties, and trace the paths of real data."""
        numbers, boxes = self.numbers, dict(zip((L1, L2), self.stage.pair(), strict=True))
        self.split, self.squared = ValueTracker(1.0), ValueTracker(0.0)
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
            self.play(self.split.animate.set_value(0.0), run_time=beat.seconds, rate_func=linear)
            self.play(diamond.reveal(diamond.face, by=Create))

        with self.beat("share"):
            self.play(disk.reveal(disk.region, disk.contour, disk.projections, disk.dot), right.show_read_outs())
            self.play(self.budgets[L2].animate.set_value(numbers.budget), run_time=TEMPO.sweep_least)

        with self.beat("elastic_net") as beat:
            self.play(diamond.conceal(diamond.face), self.split.animate.set_value(0.5))
            elastic = self.panel(boxes[L1], L1, "elastic", diamond.read_outs).title
            self.play(FadeOut(left.title), FadeIn(elastic))
            self.play(self.squared.animate.set_value(numbers.squared), run_time=beat.seconds)

        with self.beat("family") as beat:
            self.play(FadeOut(*planes, elastic, right.title, *(panel.read_outs for panel in panels)))
            weight = ValueTracker(numbers.heaviest)
            family = self.family(weight)
            for row, mark in zip(family.rows, family.marks, strict=True):
                self.play(family.reveal(row, mark))
                beat.pause(0.12)
            self.play(weight.animate.set_value(0.0), run_time=beat.seconds)

        with self.beat("paths") as beat:
            exponent, doublings = ValueTracker(float(np.log10(numbers.weakest))), ValueTracker(0.0)
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
            self.play(
                exponent.animate.set_value(float(np.log10(numbers.strongest))),
                run_time=beat.seconds,
                rate_func=linear,
            )

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
        plane.fit(panel.picture)
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
