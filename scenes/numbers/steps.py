"""Numbers of Steps: two weights that walk, and the loss that joins them."""

from __future__ import annotations

from collections.abc import Mapping, Set

from pydantic import Field, model_validator

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_gradient_steps
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from scenes.numbers.walking import MOST_HOPS, plain_l1_walk, require_short_steps, require_whole_steps

__all__ = ["StepsNumbers"]

CLEAR = 0.1  # of 0: a weight there does not look as if it were at 0
SEEN_BELOW = 0.5  # of the line of weights, on the other side of 0
SETTLED = 0.005  # how near to where it settles a weight looks as if it were there


class StepsNumbers(Numbers):
    """Two weights that walk from ``start``, a whole number of L1's steps from 0, and the loss that then joins.

    The loss ½ h (w − ŵ)² must not pull harder at 0 than L1 can hold.
    """

    start: float = Field(default=3.0, ge=1.2, le=3.2, description="where both weights start")
    small: float = Field(default=0.25, ge=0.05, le=0.8, description="a weight at which L1 pushes harder")
    step: float = Field(default=0.5, gt=0, lt=1, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ; ηλ is at most 0.6")
    halvings: int = Field(default=3, ge=1, le=6, description="steps of L2 after L1 has arrived")
    curvature: float = Field(default=0.5, gt=0, description="h of the loss")
    centre: float = Field(default=1.5, ge=0.4, le=3.2, description="ŵ, the weight that the loss would choose")
    settling: int = Field(
        default=14, ge=1, le=30, description="steps with the loss, until the weights have settled"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> StepsNumbers:
        require_short_steps(self.amount)
        if self.start > MOST_HOPS * self.amount:
            raise ValueError(f"start is more than {MOST_HOPS} steps of {self.amount:g} away from 0")
        require_whole_steps("start", self.start, self.amount)
        if self.curvature * self.centre > self.strength:
            raise ValueError("curvature times centre is the loss's pull at 0, and must not be above strength")
        if self.optimum(L2) < CLEAR:
            raise ValueError(
                f"L2 would settle at {self.optimum(L2):.3g}, but must at {CLEAR:g} or more, to be off 0"
            )
        for penalty in (L1, L2):
            walk, end = self.settling_walk(penalty), self.optimum(penalty)
            if not -SEEN_BELOW <= walk.min() <= walk.max() <= self.start:
                raise ValueError(
                    f"step times curvature is {self.step * self.curvature:g}: with the loss, the {penalty.name}"
                    f" weight would walk to {walk.min():.3g}, past the line's end at {-SEEN_BELOW:g}"
                )
            if abs(walk[-1] - end) > SETTLED * (penalty is L2):
                raise ValueError(
                    f"settling is {self.settling} steps, but then the {penalty.name} weight is at {walk[-1]:.3g},"
                    f" not yet at {end:.3g}: let it, or step, be more"
                )
        return self

    @property
    def amount(self) -> float:
        """ηλ: what a step of L1 takes away, and which share a step of L2."""
        return self.step * self.strength

    @property
    def race(self) -> int:
        """Steps that L1 takes to 0."""
        return round(self.start / self.amount)

    @property
    def equal(self) -> float:
        """The weight at which both penalties push equally hard: Ω′ of L1 is constant, that of L2 proportional."""
        return self.start * float(L1.push(self.start) / L2.push(self.start))

    @property
    def loss(self) -> OneWeightLoss:
        """The loss."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def decimals(self) -> int:
        """Of the weights."""
        return decimals_for(3, (self.start, self.small, self.equal, self.centre), [self.optimum(L2)])

    def plain_walk(self, penalty: Penalty, further: int = 0) -> FloatArray:
        """The weights on the way down the penalty alone while L1 walks to 0, and ``further`` steps on."""
        count = self.race + further
        if penalty is L1:
            return plain_l1_walk(self.start, self.amount, count)
        return penalty_steps(penalty, self.start, step=self.step, strength=self.strength, count=count)

    @property
    def is_overtaken(self) -> bool:
        """Whether the L2 weight, ahead after the first step, is no longer ahead when L1's last step begins."""
        ahead = self.plain_walk(L2) < self.plain_walk(L1)
        return not ahead[1 : self.race].all()

    def settling_walk(self, penalty: Penalty) -> FloatArray:
        """The weights on the way to the minimum of loss and penalty together, shape (settling + 1,)."""
        return proximal_gradient_steps(
            self.loss, penalty, self.start, step=self.step, strength=self.strength, count=self.settling
        )

    def optimum(self, penalty: Penalty) -> float:
        """The weight at which loss and penalty together are least."""
        return float(penalised_optimum(self.loss, penalty, self.strength).certified().weights[0])

    @property
    def facts(self) -> Mapping[str, float]:
        """Where the walks start, what a step takes away, when L1 arrives, and where L2 settles."""
        shown = {
            "start": self.start,
            "equal": self.equal,
            "centre": self.centre,
            "settled": self.optimum(L2),
        }
        return {
            **{name: Shown(value, self.decimals) for name, value in shown.items()},
            "step": self.step,
            "amount": self.amount,
            "steps": self.race,
        }

    @property
    def cases(self) -> Set[str]:
        """Whether L2 takes another share than half, and whether L1 overtakes it before the last step."""
        held = {"share": self.amount != 0.5, "overtaken": self.is_overtaken}
        return {case for case, holds in held.items() if holds}
