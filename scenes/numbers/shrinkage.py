"""Numbers of Shrinkage: one weight in and out, then two with curvatures of their own."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.optima.penalised import penalised_optimum as penalised_optimum_of_two
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Numbers
from common.numerals import Shown, decimals_for

__all__ = ["ShrinkageNumbers"]

Size = Annotated[float, Field(ge=0.3, le=9)]
Curvature = Annotated[float, Field(gt=0)]
LEAST_SHARE, MOST_SHARE, FLATTEST = 0.1, 0.64, 3.0  # of the largest ŵ; and of the smaller of two numbers


class ShrinkageNumbers(Numbers):
    """What Shrinkage takes: h and the Hᵢᵢ are curvatures of the loss, ŵ and λ are in their usual units."""

    curvature: float = Field(default=1.0, gt=0, description="h, of the one weight")
    strength: float = Field(default=1.0, gt=0, le=9, description="λ while the rules are derived")
    largest: float = Field(default=3.0, ge=1, le=9, description="the largest ŵ that goes in; λ / h is below it")
    within: float = Field(default=0.5, ge=0.2, le=0.9, description="where the gap is tried, as a share of λ / h")
    resting: float = Field(default=1.5, gt=0, description="ŵ while λ moves")
    weak: float = Field(default=0.3, gt=0, description="λ at which little is taken")
    strong: float = Field(default=1.8, gt=0, le=9, description="λ at which L1 makes 0 of the resting ŵ")
    curvatures: tuple[Curvature, Curvature] = Field(default=(1.0, 0.5), description="H₁₁ and H₂₂")
    centre: tuple[Size, Size] = Field(default=(2.0, 1.4), description="ŵ of two weights")
    one_left: float = Field(default=1.2, gt=0, description="λ at which L1 has one of two weights left")
    none_left: float = Field(default=2.4, gt=0, le=9, description="λ at which L1 has none left")

    @model_validator(mode="after")
    def tells_the_story(self) -> Self:
        """Refuse numbers with which the picture would show something other than the words say."""
        least, most = sorted(h * centre for h, centre in zip(self.curvatures, self.centre, strict=True))
        least_largest = max(self.strength, self.strong) / (MOST_SHARE * self.curvature)
        if not self.largest >= least_largest:
            raise ValueError(
                f"largest is {self.largest}, but must be {least_largest:.4g} or more, for L1 to leave enough of it"
            )
        if not self.weak < self.strength < self.curvature * self.resting <= self.strong:
            raise ValueError(f"resting is {self.resting}, but weak, strength, h · resting and strong must ascend")
        if not least < self.one_left < most <= self.none_left:
            raise ValueError(f"L1 drops the weights at λ = {least:g} and {most:g}: not one, then none left")
        if not self.strength >= LEAST_SHARE * self.curvature * self.largest:
            raise ValueError(
                f"strength is {self.strength:g}, but must be {LEAST_SHARE * self.curvature * self.largest:.4g} at"
                " least, a tenth of curvature times largest, for the flat piece to be seen"
            )
        for name, pair in (("curvatures", self.curvatures), ("centre", self.centre)):
            if max(pair) > FLATTEST * min(pair):
                raise ValueError(f"{name} has one of {pair} more than {FLATTEST:g} times the other")
        return self

    @property
    def loss(self) -> QuadraticLoss:
        """The loss of two weights, each with its own curvature."""
        return QuadraticLoss(np.diag(self.curvatures), np.array(self.centre))

    @property
    def first_zero(self) -> float:
        """The λ at which L1 first has a weight of the two at 0."""
        return float(np.abs(self.loss.pull).min())

    def output(self, penalty: Penalty, centre: float, strength: float) -> float:
        """What comes out of ``centre``."""
        loss = OneWeightLoss(self.curvature, centre)
        return float(penalised_optimum(loss, penalty, strength).certified().weights[0])

    @property
    def decimals(self) -> int:
        """Of one weight, in and out, and of its λ."""
        strengths = (self.weak, self.strength, self.strong)
        outputs = [self.output(L2, self.resting, each) for each in strengths]
        return decimals_for(2, (*strengths, self.largest, self.resting), outputs)

    @property
    def of_two(self) -> int:
        """The decimals of two weights, and of their λ."""
        strengths = (self.first_zero, self.one_left, self.none_left)
        return decimals_for(2, strengths, penalised_optimum_of_two(self.loss, L2, self.none_left).weights)

    @property
    def facts(self) -> Mapping[str, float]:
        """The first input and what comes out, and the λ at which L1 first has a weight at 0."""
        shown = {
            "input": self.largest,
            "l1": self.output(L1, self.largest, self.strength),
            "l2": self.output(L2, self.largest, self.strength),
        }
        return {
            **{name: Shown(value, self.decimals) for name, value in shown.items()},
            "first_zero": Shown(self.first_zero, self.of_two),
        }

    @property
    def cases(self) -> Set[str]:
        """Whether both weights are equally curved, so that neither has a speed of its own."""
        one, other = self.curvatures
        return {"alike"} if one == other else set()
