"""Numbers of Shrinkage: one weight in and out, and many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from pydantic import Field
from scipy.stats import truncnorm

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, Penalty
from common.numbers import Follow, Numbers, Premise, Visible
from common.numerals import decimals_for

__all__ = ["ShrinkageNumbers"]

MOST_TIMES, MOST_SHARE = 10, 0.64  # how often the flat piece's half goes into the largest ŵ, and its share of it
FEWEST = 2


class ShrinkageNumbers(Numbers):
    """What Shrinkage takes: h is the curvature of the loss, ŵ and λ are in their usual units."""

    curvature: float = Field(default=1.0, gt=0, description="h, of the one weight")
    strength: float = Field(default=1.0, gt=0, le=9, description="λ while the rules are derived")
    largest: float = Field(default=3.0, ge=1, le=9, description="the largest ŵ that goes in; λ / h is below it")
    strong: float = Field(default=1.8, gt=0, le=9, description="λ at which more come out as 0")
    inputs: int = Field(default=200, ge=20, le=400, description="how many ŵ fall in at random")
    seed: int = Field(default=5, ge=0, description="of the generator that draws them")

    follows: ClassVar = (
        Follow.ratio("strength", of="pull", upon={"largest"}),
        Follow.ratio("strength", of="strong", upon={"strong"}),
        Follow.ratio("strong", of="strength"),
        Follow.ratio("largest", of="least_largest", low=lambda n: n.least_largest),
    )

    story: ClassVar = (
        Visible.bound("strength", "L1 leaves enough of the largest ŵ", "largest", ">=", lambda n: n.least_largest),
        Premise(
            "rain",
            "several come out as 0",
            lambda n: n.zeros(n.strength) >= FEWEST,
            lambda n: (
                f"of inputs, {n.inputs}, only {n.zeros(n.strength)} come out as 0: take more, or another seed"
            ),
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
        Visible.bound(
            "dead_zone",
            "the flat piece is a tenth of the inputs or more",
            "strength",
            ">=",
            lambda n: n.curvature * n.largest / MOST_TIMES,
        ),
    )

    @property
    def pull(self) -> float:
        """That of the loss of the largest ŵ at 0."""
        return self.curvature * self.largest

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
        """The ŵ that fall in, shape (inputs,): normal, cut off at ``largest``, two standard deviations from 0."""
        generator = np.random.default_rng(self.seed)
        return self.largest / 2 * truncnorm.rvs(-2, 2, size=self.inputs, random_state=generator)

    def zeros(self, strength: float) -> int:
        """How many of the ``drawn`` come out of L1 as 0."""
        return sum(self.output(L1, centre, strength) == 0 for centre in self.drawn)

    @property
    def decimals(self) -> int:
        """Of λ."""
        return decimals_for(1, (self.strength, self.strong))

    @property
    def facts(self) -> Mapping[str, float]:
        """How many fall in, and how many come out as 0."""
        return {"inputs": self.inputs, "zeros": self.zeros(self.strength)}
