"""Numbers of OneWeight: the points, the slopes that are tried on them, and the strengths of the penalties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import copysign, inf
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.data.sets import DataSet, one_weight
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable

__all__ = ["DATA", "LOSS", "THRESHOLD", "OneWeightNumbers"]

DATA = one_weight()
MOST = 40  # points
EXPLAINED = 1 / 3  # of the mean of y², by the best line, for the loss to be a bowl and no floor
ROUNDING = 1e-12  # of that mean
FLATTEST, STEEPEST = -0.9, 2.4  # in best slopes: what there is room for
APART, NEARLY = 0.8, 0.99  # of a number, the most that another below it may follow; of the threshold, weak
LEAST = 0.059  # of the threshold, for a price to be seen
NEAR, NEAREST = 0.2, 0.002
"""Shares of the best weight up to which the minimum is small, and from which it is seen not to be at 0."""


class OneWeightNumbers(Numbers):
    """Points, the slopes w that the line is swept over, and the strengths λ of the penalties."""

    x: tuple[float, ...] = Field(
        default=tuple(DATA.design[:, 0].tolist()), min_length=2, max_length=MOST, description="x of the points"
    )
    y: tuple[float, ...] = Field(
        default=tuple(DATA.targets.tolist()), min_length=2, max_length=MOST, description="y of the points"
    )
    flattest: float = Field(default=-0.3, description="w from which the line is turned")
    steepest: float = Field(default=1.2, description="w up to which the line is turned")
    first: float = Field(default=0.2, gt=0, description="λ at which the penalties are stood on the loss")
    weak: float = Field(default=0.3, gt=0, description="λ that does not yet bring the L1 minimum to 0")
    more: float = Field(default=1.0, gt=0, description="λ that holds the L1 minimum at 0")
    times: float = Field(
        default=10.0, gt=1, le=29, description="λ that still does not bring the L2 minimum to 0, in thresholds"
    )

    follows: ClassVar = (
        Follow("y", lambda n: n.y_for_the_others, upon={"x", "flattest", "steepest", "first", "weak", "more"}),
        Follow.ratio("flattest", of="best"),
        Follow.ratio("steepest", of="best", low=lambda n: min(n.steepnesses), high=lambda n: max(n.steepnesses)),
        Follow.ratio("first", of="threshold", high=lambda n: n.given("weak", inf) * APART),
        Follow.ratio("weak", of="threshold", low=lambda n: n.first / APART, high=lambda n: NEARLY * n.threshold),
        Follow("times", lambda n: max(n.times, readable(n.more / n.threshold / APART)), upon={"more"}),
        Follow.ratio("more", of="threshold", high=lambda n: APART * n.most),
    )

    story: ClassVar = (
        Premise(
            "one_line",
            "the line is fitted to points",
            lambda n: len(n.x) == len(n.y) and any(n.x),
            lambda n: (
                f"x has {len(n.x)} numbers and y {len(n.y)}, but both must have as many, and x one that is not 0"
            ),
            basic=True,
        ),
        Visible(
            "best_line",
            "the line comes near to the points",
            lambda n: n.loss.constant <= (1 - EXPLAINED) * n.at_zero,
            lambda n: (
                f"the best line through 0 explains {1 - n.loss.constant / n.at_zero:.0%} of y, but must"
                f" {EXPLAINED:.0%} or more: take their means from x and y, or use fewer points"
            ),
        ),
        Visible(
            "best_line",
            "there is room for its slope",
            lambda n: 0.01 <= abs(n.best) <= 40,
            lambda n: (
                f"the best slope is {n.best:.3g}, but its size must be from 0.01 to 40: change the unit of y"
            ),
        ),
        Visible(
            "not_yet",
            "there is room for λ",
            lambda n: n.threshold >= 0.01 and n.most < 1000,
            lambda n: (
                f"the slope of the loss at 0 is {n.threshold:.3g}, but must be 0.01 or more, and"
                f" {n.times:g} times it below 1000: change the unit of x"
            ),
        ),
        Visible(
            "one_line",
            "the line turns past all points",
            lambda n: FLATTEST <= n.in_best(n.flattest) < 1 < n.in_best(n.steepest) <= STEEPEST,
            lambda n: (
                f"flattest and steepest are {n.flattest:g} and {n.steepest:g}, but must be from"
                f" {FLATTEST * n.best:.4g} to {n.best:.4g} and from there to {STEEPEST * n.best:.4g}"
            ),
        ),
        Visible.bound("cost", "the price is seen", "first", ">=", lambda n: LEAST * n.threshold),
        Premise.bound("not_yet", "λ is raised to weak", "first", "<", "weak"),
        Premise.bound("not_yet", "the minimum is not at 0", "weak", "<", lambda n: n.threshold),
        Visible(
            "not_yet",
            "the minimum stands beside 0",
            lambda n: abs(n.not_yet) >= NEAREST * abs(n.best),
            lambda n: f"weak is {n.weak:g}, but must be further below {n.threshold:.4g}",
        ),
        Premise("best_line", "the line meets every point", lambda n: n.loss.constant == 0, "scattered"),
        Premise("not_yet", "the minimum is small", lambda n: abs(n.not_yet) <= NEAR * abs(n.best), "far"),
        Premise.bound("threshold", "λ is raised past the threshold", "more", ">", lambda n: n.threshold),
        Premise.bound("never", "λ is raised beyond more", "times", ">", lambda n: n.more / n.threshold),
    )

    def given(self, name: str, otherwise: float) -> float:
        """The number of that name, if it is given."""
        return getattr(self, name) if name in self.model_fields_set else otherwise

    @property
    def steepnesses(self) -> tuple[float, float]:
        """The slopes up to which the line may be turned."""
        return round(self.best / APART, 9), round(STEEPEST * self.best, 9)

    @property
    def y_for_the_others(self) -> tuple[float, ...]:
        """Points on a line whose slope is the film's, or the nearest that suits the slopes and λ given."""
        curvature, side = 2 * float(np.mean(np.square(self.x))), copysign(1.0, self.given("steepest", 1.0))
        flattest, steepest = side * self.given("flattest", 0.0), abs(self.given("steepest", inf))
        weakest = max(self.given("first", 0.0) / APART, self.given("weak", 0.0))
        low = max(flattest / APART, flattest / FLATTEST, weakest / NEARLY / curvature)
        low = low if steepest == inf else max(low, steepest / STEEPEST)
        high = min(APART * steepest, APART * self.given("more", inf) / curvature)
        usual = film_numbers(OneWeightNumbers).y[-1] / film_numbers(OneWeightNumbers).x[-1]
        best = side * readable(usual, low, high, usual)
        return tuple((best * np.array(self.x)).round(9).tolist())

    @cached_property
    def points(self) -> DataSet:
        """The points, in order of x."""
        x, y = np.array(sorted(zip(self.x, self.y, strict=True))).T
        return DataSet(x[:, np.newaxis], y, ("x",), DATA.source)

    @cached_property
    def loss(self) -> OneWeightLoss:
        """The mean squared error on the points."""
        squares = self.points.least_squares()
        centre = float(squares.quadratic.centre[0])
        least, at_zero = squares.value([[centre], [0.0]]).tolist()
        return OneWeightLoss(float(squares.hessian[0, 0]), centre, least if least > ROUNDING * at_zero else 0.0)

    @property
    def best(self) -> float:
        """The slope of the best line."""
        return self.loss.centre

    def in_best(self, slope: float) -> float:
        """The slope in best ones."""
        return round(slope / self.best, 9)

    @property
    def at_zero(self) -> float:
        """The loss at 0."""
        return float(self.loss.value(0.0))

    @property
    def threshold(self) -> float:
        """The least λ with the L1 minimum at 0: the loss's pull there."""
        return abs(float(self.loss.slope(0.0)))

    @property
    def steep(self) -> float:
        """How often as steep the line is drawn, for the best one to have a slope of a half."""
        return round(0.5 / abs(self.best), 9)

    @property
    def drawn(self) -> DataSet:
        """The points as they are drawn: x reaches to 1 from 0, and y is in a unit that makes lines so steep."""
        unit = float(np.abs(self.points.design).max())
        targets = self.points.targets * (self.steep / unit)
        return DataSet(self.points.design / unit, targets, self.points.names, self.points.source)

    @property
    def not_yet(self) -> float:
        """Where weak leaves the L1 minimum."""
        return float(penalised_optimum(self.loss, L1, self.weak).certified().weights[0])

    @property
    def never(self) -> float:
        """Where the greatest λ leaves the L2 minimum."""
        return float(penalised_optimum(self.loss, L2, self.most).certified().weights[0])

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minima that are not at 0."""
        strengths = (self.first, self.weak, self.threshold, self.more, self.most)
        return decimals_for(3, strengths, (self.not_yet, self.never))

    @property
    def of_slopes(self) -> int:
        """The decimals of the line's slope."""
        return decimals_for(2, (self.flattest, self.best, self.steepest))

    @property
    def most(self) -> float:
        """The greatest λ."""
        return self.times * self.threshold

    @property
    def facts(self) -> Mapping[str, float]:
        """The best weight, the threshold, and where the minima are before it and far beyond."""
        decimals = self.decimals
        return {
            "best": Shown(self.best, self.of_slopes),
            "weak": Shown(self.weak, decimals),
            "not_yet": Shown(self.not_yet, decimals),
            "threshold": Shown(self.threshold, decimals),
            "times": self.times,
            "never": Shown(self.never, decimals),
        }


LOSS = OneWeightNumbers().loss
THRESHOLD = OneWeightNumbers().threshold
