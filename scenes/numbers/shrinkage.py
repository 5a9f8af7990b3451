"""Numbers of Shrinkage: one weight in and out, then two with curvatures of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field
from scipy.stats import truncnorm

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.optima.penalised import penalised_optimum as penalised_optimum_of_two
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Numbers, Premise, Visible
from common.numerals import Shown, decimals_for

__all__ = ["ShrinkageNumbers"]

Size = Annotated[float, Field(ge=0.3, le=9)]
Curvature = Annotated[float, Field(gt=0)]
LEAST_SHARE, MOST_SHARE, FLATTEST = 0.1, 0.64, 3.0  # of the largest ŵ; and of the smaller of two numbers
FEWEST = 2


def _are_alike_enough(name: str) -> Premise:
    return Visible(
        "two_axes",
        "each of the two weights takes its time",
        lambda n: max(getattr(n, name)) <= FLATTEST * min(getattr(n, name)),
        lambda n: f"{name} holds {getattr(n, name)}, but one must be at most {FLATTEST:g} times the other",
    )


class ShrinkageNumbers(Numbers):
    """What Shrinkage takes: h and the Hᵢᵢ are curvatures of the loss, ŵ and λ are in their usual units."""

    curvature: float = Field(default=1.0, gt=0, description="h, of the one weight")
    strength: float = Field(default=1.0, gt=0, le=9, description="λ while the rules are derived")
    largest: float = Field(default=3.0, ge=1, le=9, description="the largest ŵ that goes in; λ / h is below it")
    strong: float = Field(default=1.8, gt=0, le=9, description="λ at which more come out as 0")
    inputs: int = Field(default=200, ge=20, le=400, description="how many ŵ fall in at random")
    seed: int = Field(default=5, ge=0, description="of the generator that draws them")
    curvatures: tuple[Curvature, Curvature] = Field(default=(1.0, 0.5), description="H₁₁ and H₂₂")
    centre: tuple[Size, Size] = Field(default=(2.0, 1.4), description="ŵ of two weights")
    one_left: float = Field(default=1.2, gt=0, description="λ at which L1 has one of two weights left")
    none_left: float = Field(default=2.4, gt=0, le=9, description="λ at which L1 has none left")

    story: ClassVar = (
        Visible.bound("strength", "L1 leaves enough of the largest ŵ", "largest", ">=", lambda n: n.least_largest),
        Premise(
            "rain",
            "several come out as 0",
            lambda n: n.zeros(n.strength) >= FEWEST,
            lambda n: f"of inputs, {n.inputs}, only {n.zeros(n.strength)} come out as 0: take more, or another seed",
        ),
        Premise(
            "strength",
            "the pile grows",
            lambda n: n.strong > n.strength and n.zeros(n.strong) > n.zeros(n.strength),
            lambda n: (
                f"strong is {n.strong:g}, at which {n.zeros(n.strong)} come out as 0, but must be so far above"
                f" strength, {n.strength:g}, that more do than {n.zeros(n.strength)}"
            ),
        ),
        Premise(
            "two_axes",
            "L1 drops one weight, then the other",
            lambda n: n.first_zero < n.one_left < n.last_zero <= n.none_left,
            lambda n: (
                f"one_left is {n.one_left:g} and none_left {n.none_left:g}, but L1 drops the weights at"
                f" λ = {n.first_zero:g} and {n.last_zero:g}: one_left must be between, and none_left no less"
            ),
        ),
        Visible.bound(
            "dead_zone",
            "the flat piece is a tenth of the inputs or more",
            "strength",
            ">=",
            lambda n: LEAST_SHARE * n.curvature * n.largest,
        ),
        *map(_are_alike_enough, ("curvatures", "centre")),
    )

    @property
    def loss(self) -> QuadraticLoss:
        """The loss of two weights, each with its own curvature."""
        return QuadraticLoss(np.diag(self.curvatures), np.array(self.centre))

    @property
    def first_zero(self) -> float:
        """The λ at which L1 first has a weight of the two at 0."""
        return float(np.abs(self.loss.pull).min())

    @property
    def last_zero(self) -> float:
        """The λ at which L1 has both of them at 0."""
        return float(np.abs(self.loss.pull).max())

    @property
    def least_largest(self) -> float:
        """The least ``largest`` of which L1 leaves enough."""
        return max(self.strength, self.strong) / (MOST_SHARE * self.curvature)

    def output(self, penalty: Penalty, centre: float, strength: float) -> float:
        """What comes out of ``centre``."""
        loss = OneWeightLoss(self.curvature, centre)
        return float(penalised_optimum(loss, penalty, strength).certified().weights[0])

    @property
    def drawn(self) -> FloatArray:
        """The ŵ that fall in, shape (inputs,): normal, with ``largest`` at two standard deviations, none beyond it."""
        generator = np.random.default_rng(self.seed)
        return self.largest / 2 * truncnorm.rvs(-2, 2, size=self.inputs, random_state=generator)

    def zeros(self, strength: float) -> int:
        """How many of the ``drawn`` come out of L1 as 0."""
        return sum(self.output(L1, centre, strength) == 0 for centre in self.drawn)

    @property
    def decimals(self) -> int:
        """Of one weight, in and out, and of its λ."""
        return decimals_for(2, (self.strength, self.strong, self.largest), [])

    @property
    def of_two(self) -> int:
        """The decimals of two weights, and of their λ."""
        strengths = (self.first_zero, self.one_left, self.none_left)
        return decimals_for(2, strengths, penalised_optimum_of_two(self.loss, L2, self.none_left).weights)

    @property
    def facts(self) -> Mapping[str, float]:
        """How many fall in and come out as 0, and the λ at which L1 first has one of two weights at 0."""
        return {
            "inputs": self.inputs,
            "zeros": self.zeros(self.strength),
            "more": self.zeros(self.strong),
            "first_zero": Shown(self.first_zero, self.of_two),
        }
