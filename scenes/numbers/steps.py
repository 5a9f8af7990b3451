"""Numbers of Steps: two weights that walk, and the loss that joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_gradient_steps
from common.maths.descents.subgradient import subgradient_steps
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Numbers, Premise, Visible
from common.numerals import Shown, decimals_for
from scenes.numbers.walking import few_steps, plain_l1_walk, short_steps, whole_steps

__all__ = ["StepsNumbers"]

CLEAR = 0.1  # of 0: a weight there does not look as if it were at 0
SEEN_PULL = 1 / 3  # of the push of L1: an arrow as short as that still shows beside the ball
SEEN_PAST = 0.002  # of 0: where the step that is seen last would have led
SETTLED = 0.005  # how near to where it settles a weight looks as if it were there


def _settles(penalty: Penalty) -> Premise:
    return Premise(
        "balance",
        f"the {penalty.name} weight has settled",
        lambda n: abs(n.settling_walk(penalty)[-1] - n.optimum(penalty)) <= SETTLED * (penalty is L2),
        lambda n: (
            f"settling is {n.settling} steps, but then the {penalty.name} weight is at"
            f" {n.settling_walk(penalty)[-1]:.3g}, not yet at {n.optimum(penalty):.3g}: it, or step, must be more"
        ),
    )


class StepsNumbers(Numbers):
    """Two weights that walk from ``start``, a whole number of L1's steps from 0, and the loss that then joins.

    The loss ½ h (w − ŵ)² must not pull harder at 0 than L1 can hold.
    """

    start: float = Field(default=3.0, ge=1.2, le=3.2, description="where both weights start")
    small: float = Field(default=0.25, ge=0.05, le=0.8, description="a weight at which L1 pushes harder")
    step: float = Field(default=0.5, gt=0, lt=1, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ; ηλ is at most 0.6")
    halvings: int = Field(default=2, ge=1, le=6, description="steps of L2 after L1 has arrived")
    curvature: float = Field(default=0.5, gt=0, description="h of the loss")
    centre: float = Field(default=1.5, ge=0.4, le=3.2, description="ŵ, the weight that the loss would choose")
    settling: int = Field(
        default=8, ge=1, le=30, description="steps with the loss, until the weights have settled"
    )

    story: ClassVar = (
        short_steps("rule"),
        few_steps("race", "start"),
        whole_steps("race", "start"),
        Premise("rule", "a step of L2 takes half", lambda n: n.amount == 0.5, "share"),
        Premise(
            "balance",
            "L1's push beats the loss down to 0, and holds there",
            lambda n: n.curvature * n.centre <= n.strength,
            lambda n: (
                f"curvature times centre is {n.curvature * n.centre:g}, the pull at 0, but must not be above"
                f" strength, {n.strength:g}"
            ),
        ),
        Visible(
            "balance",
            "L2 settles off 0",
            lambda n: n.optimum(L2) >= CLEAR,
            lambda n: (
                f"L2 would settle at {n.optimum(L2):.3g}, but must at {CLEAR:g} or more: curvature must be more"
            ),
        ),
        Premise(
            "add_loss",
            "L2 settles without going past",
            lambda n: n.step * (n.curvature + n.strength) <= 1,
            lambda n: (
                f"step times the sum of curvature and strength is {n.step * (n.curvature + n.strength):g}, with"
                " which steps of L2 would go past where it settles: it must be 1 at most"
            ),
        ),
        *map(_settles, (L1, L2)),
        Visible(
            "balance",
            "L1's last step would have gone past 0",
            lambda n: n.past < -SEEN_PAST,
            lambda n: (
                f"start is {n.start}, from which plain steps with the loss would lead to {n.past:g}, not past 0"
            ),
        ),
    )

    @property
    def amount(self) -> float:
        """ηλ: what a step of L1 takes away, and which share a step of L2."""
        return self.step * self.strength

    @property
    def race(self) -> int:
        """Steps that L1 takes to 0."""
        return round(self.start / self.amount)

    @property
    def seen(self) -> int:
        """The steps that there is room for before the loss joins in."""
        return self.race + self.halvings

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

    def settling_walk(self, penalty: Penalty, count: int | None = None) -> FloatArray:
        """The weights on the way to the minimum of loss and penalty together, ``settling`` steps or ``count``.

        L2 takes plain steps, down both slopes. So does L1, but those that would pass 0 stop there: proximal steps.
        """
        steps = proximal_gradient_steps if penalty is L1 else subgradient_steps
        count = self.settling if count is None else count
        return steps(self.loss, penalty, self.start, step=self.step, strength=self.strength, count=count)

    @property
    def landing(self) -> int:
        """The steps with the loss until the L1 weight is at 0."""
        return int(np.flatnonzero(self.settling_walk(L1) == 0)[0])

    @property
    def outpulled(self) -> int:
        """Those until the loss pulls it up so hard that it is seen, or that before it lands."""
        pulls = -self.loss.slope(self.settling_walk(L1)[: self.landing])
        return min(int((pulls < SEEN_PULL * self.strength).sum()), self.landing - 1)

    @property
    def past(self) -> float:
        """Where the last of them would have led, had it not stopped at 0."""
        weight = float(self.settling_walk(L1)[self.landing - 1])
        return weight - self.step * (float(self.loss.slope(weight)) + self.strength)

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
            "amount": self.amount,
            "steps": self.race,
        }
