"""Numbers of OneWeight: the fit's slopes, and the strengths of the penalties on its loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from common.maths.data.sets import one_weight
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2
from common.numbers import Numbers, Premise, Visible
from common.numerals import Shown, decimals_for

__all__ = ["DATA", "LOSS", "SQUARES", "THRESHOLD", "OneWeightNumbers"]

DATA = one_weight()
SQUARES = DATA.least_squares()
LOSS = OneWeightLoss(float(SQUARES.hessian[0, 0]), float(SQUARES.quadratic.centre[0]))
THRESHOLD = abs(float(LOSS.slope(0.0)))
"""The least λ with the L1 minimum at 0: the loss's pull there."""

NEAR, NEAREST = 0.1, 0.001
"""Weights up to which the minimum is small, and from which it is seen not to be at 0."""


class OneWeightNumbers(Numbers):
    """The slopes w that the line is swept over, and the strengths λ of the penalties, in units of the loss."""

    flattest: float = Field(default=-0.3, ge=-0.45, lt=0.5, description="w from which the line is turned")
    steepest: float = Field(default=1.2, gt=0.5, le=1.2, description="w up to which the line is turned")
    first: float = Field(
        default=0.2, ge=0.02, lt=THRESHOLD, description="λ at which the penalties are stood on the loss"
    )
    weak: float = Field(
        default=0.3, gt=0, lt=THRESHOLD, description="λ that does not yet bring the L1 minimum to 0"
    )
    more: float = Field(default=1.0, gt=THRESHOLD, description="λ that holds the L1 minimum at 0")
    times: float = Field(
        default=10.0, gt=1, le=29, description="λ that still does not bring the L2 minimum to 0, in thresholds"
    )

    story: ClassVar = (
        Premise.bound("not_yet", "λ is raised to weak", "first", "<", "weak"),
        Visible(
            "not_yet",
            "the minimum stands beside 0",
            lambda n: n.not_yet >= NEAREST,
            lambda n: f"weak is {n.weak:g}, but must be further below {THRESHOLD:g}",
        ),
        Premise("not_yet", "the minimum is small", lambda n: n.not_yet <= NEAR, "far"),
        Premise.bound("never", "λ is raised beyond more", "times", ">", lambda n: n.more / THRESHOLD),
    )

    @property
    def not_yet(self) -> float:
        """Where weak leaves the L1 minimum."""
        return float(penalised_optimum(LOSS, L1, self.weak).certified().weights[0])

    @property
    def never(self) -> float:
        """Where the greatest λ leaves the L2 minimum."""
        return float(penalised_optimum(LOSS, L2, self.most).certified().weights[0])

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minima that are not at 0."""
        strengths = (self.first, self.weak, THRESHOLD, self.more, self.most)
        return decimals_for(3, strengths, (self.not_yet, self.never))

    @property
    def of_slopes(self) -> int:
        """The decimals of the line's slope."""
        return decimals_for(2, (self.flattest, LOSS.centre, self.steepest))

    @property
    def most(self) -> float:
        """The greatest λ."""
        return self.times * THRESHOLD

    @property
    def facts(self) -> Mapping[str, float]:
        """The best weight, the threshold, and where the minima are before it and far beyond."""
        decimals = self.decimals
        return {
            "best": Shown(LOSS.centre, self.of_slopes),
            "weak": Shown(self.weak, decimals),
            "not_yet": Shown(self.not_yet, decimals),
            "threshold": Shown(THRESHOLD, decimals),
            "times": self.times,
            "never": Shown(self.never, decimals),
        }
