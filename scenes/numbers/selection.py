"""Numbers of Selection: the twins' budget, and the paths of real data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from math import inf
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.data.dependence import first_dependent
from common.maths.data.sets import DataSet, diabetes, twins
from common.maths.data.standardisation import unit_variance
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.budget import budget_optimum
from common.maths.optima.valley import valley
from common.maths.paths.both import WeightPaths, paths_of, unit_of
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L2
from common.numbers import Follow, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, power_of_ten, readable
from common.table import Table, TableNumbers

__all__ = ["MOST_LABELLED", "SelectionNumbers"]

MOST_LABELLED = 10
LEAST_ROWS, MOST_FEATURES = 10, 20
UNRELATED = 1e-6
LEAST = 0.05  # of what the twins need, for the diamond to be seen
SMALL = 0.65  # of the budget, for a disk to be smaller than that which fits as well
WIDE = 100  # times the least λ of the paths, for weights to arrive before the largest
MADE_UP = "columns before them make them up"
BINDING = 0.98  # of the budget that lets the twins fit, for the region to be seen to stop short of it


class SelectionNumbers(TableNumbers):
    """The budget t of the twins' weights, and the strengths λ of the paths, in the units of their loss."""

    total: float = Field(2.0, ge=0.1, le=9, description="what the twins' weights sum to where they fit")
    curvature: float = Field(2.5, ge=0.01, le=99, description="how curved the twins' loss is along either weight")
    budget: float = Field(
        1.2, gt=0, description="t for ‖w‖, less than the twins need to fit: the less, the more squared is"
    )
    smallest: float = Field(0.25, gt=0, description="t from which the disk grows")
    squared: float = Field(1.0, ge=0.05, description="λ₂ of the elastic net, whose λ₁ is 1")
    weakest: float = Field(0.3, gt=0, description="λ at which the paths begin")
    strongest: float = Field(300.0, gt=0, description="λ at which they end")
    doublings: float = Field(4.0, ge=0, le=6, description="how often the weights are doubled in the end")

    @classmethod
    def narrowed(cls, table: Table) -> tuple[Table, Mapping[str, str]]:
        """The ``table`` with as many features as can be drawn, none of which others make up; and why not more."""
        left_out, most = {}, min(MOST_FEATURES, len(table.rows) - 2)
        if len(table.features) > most >= 2:
            kept = {table.features[each] for each in paths_of(table.data_set()).first_to_enter(most)}
            left_out = {
                name: f"the lasso keeps {len(kept)} others longer" for name in table.features if name not in kept
            }
            table = table.predicting_from([name for name in table.features if name in kept])
        while (dependent := first_dependent(unit_variance(table.data_set()).data.design)) is not None:
            left_out[table.features[dependent]] = MADE_UP
            table = table.predicting_from(np.delete(table.features, dependent).tolist())
        return table, left_out

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

    follows: ClassVar = (
        Follow("total", lambda n: n.total_for_budgets, upon={"budget", "smallest"}),
        Follow.ratio("squared", of="per_total", upon={"total"}),
        Follow.ratio(
            "budget",
            of="total",
            low=lambda n: n.smallest / SMALL if "smallest" in n.model_fields_set else 0.0,
            high=lambda n: BINDING * n.fitting_budget,
        ),
        Follow.ratio("smallest", of="budget", high=lambda n: SMALL * n.budget),
        Follow(
            "weakest", lambda n: min(n.weakest, readable(n.strongest / WIDE, usual=n.weakest)), upon={"strongest"}
        ),
        Follow(
            "strongest",
            lambda n: max(n.strongest, readable(n.weakest * WIDE, usual=n.strongest)),
            upon={"weakest"},
        ),
    )

    story: ClassVar = (
        Visible.bound("every_split", "the diamond is large enough", "budget", ">=", lambda n: LEAST * n.total),
        Premise.bound("share", "the disk grows until it fits as well as the diamond", "smallest", "<", "radius"),
        Premise.bound("paths", "λ is raised", "weakest", "<", "strongest", basic=True),
        Premise.bound(
            "elastic_net",
            "the net's region stops short of the least loss",
            "budget",
            "<=",
            lambda n: BINDING * n.fitting_budget,
        ),
        Premise("paths", "they are the film's", lambda n: n.data is None, "own_data"),
        Premise(
            "paths",
            "under L1 one weight after another drops to zero",
            lambda n: sum(map(n.covers, n.paths.arrivals)) >= 2,
            lambda n: (
                f"from weakest, {n.weakest:g}, to strongest, {n.strongest:g}, the lasso drops fewer than two"
                " weights: they must be further apart"
            ),
        ),
        Premise("remember", "ridge weights cross zero", lambda n: len(n.crossing) != 0, "no_crossing"),
        Premise("remember", "several do", lambda n: len(n.crossing) != 1, "one_crossing"),
    )

    @property
    def total_for_budgets(self) -> float:
        """What the twins need, if they can do so with the budgets that are given, or as these ask."""
        film, given = film_numbers(SelectionNumbers), self.model_fields_set
        least = max(
            self.budget if "budget" in given else 0.0, self.smallest / SMALL if "smallest" in given else 0.0
        )
        most = self.budget / LEAST if "budget" in given else inf
        if least <= BINDING * self.fitting_budget and self.total <= most:
            return self.total
        return float(readable(film.total * least / film.budget, high=most))

    @property
    def per_total(self) -> float:
        """What λ₂ is counted in: with twice the weights, half as much bends the edges alike."""
        return 1 / self.total

    @cached_property
    def twins(self) -> LeastSquares:
        """The loss of the twins' weights."""
        return twins(self.total, self.curvature).least_squares()

    @cached_property
    def data_set(self) -> DataSet:
        """The features and the target, in their own units."""
        return diabetes() if self.data is None else self.data.data_set()

    @cached_property
    def paths(self) -> WeightPaths:
        """All weights at every λ, under L1 and under L2."""
        return paths_of(self.data_set)

    @property
    def target(self) -> str:
        """What a table's weights predict, and how it is counted: ``y ÷ 1000: price``."""
        if self.data is None:
            return ""
        power = unit_of(self.data_set.targets)
        sign = "÷" if power > 0 else "×"
        return f"y {sign} {power_of_ten(abs(power))}: {self.data.target}" if power else f"y: {self.data.target}"

    @property
    def elsewhere(self) -> Mapping[str, float]:
        """By what λ of lasso and ridge is to be multiplied where columns and target have a variance of 1.

        ``lasso`` gives scikit-learn's ``alpha`` and glmnet's ``lambda``, under half of the mean squared error;
        ``ridge`` gives scikit-learn's ``alpha``, under the sum of squares, and ``glmnet`` its ``lambda``.
        Source: Friedman, Hastie & Tibshirani, J. Stat. Softw. 33 (2010), equation (1).
        """
        targets = self.data_set.targets
        return {
            "lasso": float(10.0 ** unit_of(targets) / targets.std() / 2),
            "ridge": self.data_set.rows / 2,
            "glmnet": 1 / 2,
        }

    @cached_property
    def labelled(self) -> Set[str]:
        """The features whose names stand on the paths.

        If not all, those are among them that the lasso keeps longest, the one that leaves first, and at least one
        whose ridge weight changes sign.
        """
        names, first = self.data_set.names, self.paths.first_to_leave(self.weakest)
        return {names[each] for each in self.paths.most_lasting(MOST_LABELLED, self.crossing, [first])}

    @property
    def telling(self) -> float:
        """The λ between two arrivals at which the lasso has dropped half of the weights that it drops in sight."""
        arrivals = np.sort([each for each in self.paths.arrivals if self.covers(each)])
        half = len(arrivals) // 2
        return float(np.sqrt(arrivals[half - 1] * arrivals[half]))

    @property
    def fitting_budget(self) -> float:
        """The t of the corners with which the elastic net's region reaches the bottom of the twins' valley."""
        cost = float(ElasticNet(1.0, self.squared).value(valley(self.twins).bottom).sum())
        return 2 * cost / (1 + float(np.sqrt(1 + 2 * self.squared * cost)))  # t + λ₂ t² / 2 = cost

    @property
    def crossing(self) -> Sequence[int]:
        """The ridge weights, by number, that change sign where the paths are drawn."""
        return [number for number, each in enumerate(self.paths.crossings) if any(map(self.covers, each))]

    @property
    def radius(self) -> float:
        """The t of the disk on which ridge's twins sum to what L1's do, so that they fit as well."""
        return self.budget / float(np.sqrt(2))

    @property
    def decimals(self) -> int:
        """Of the twins' weights: the whole budget is one of them, and so is its half."""
        return decimals_for(2, [self.budget, self.budget / 2])

    def covers(self, strength: float) -> bool:
        """Whether the paths are drawn at that λ."""
        return self.weakest <= strength <= self.strongest

    @property
    def facts(self) -> Mapping[str, float]:
        """What ridge gives each twin, the size of the data, and how many weights have no name or change sign."""
        data = self.data_set
        size = ("variables", "patients") if self.data is None else ("features", "rows")
        return {
            "half": Shown(budget_optimum(self.twins, L2, self.radius).weights[0], self.decimals),
            **dict(zip(size, (data.dimension, data.rows), strict=True)),
            "unnamed": data.dimension - len(self.labelled),
            "crossings": len(self.crossing),
        }
