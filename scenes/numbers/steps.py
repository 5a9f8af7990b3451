"""Numbers of Steps: two weights that walk, and the loss that joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import numpy as np
from pydantic import Field

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_gradient_steps
from common.maths.descents.subgradient import subgradient_steps
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable
from scenes.numbers.walking import (
    LONGEST,
    amount_near,
    away_from_zero,
    few_steps,
    in_steps,
    plain_l1_walk,
    short_steps,
    times_as_far,
    whole_steps,
    whole_steps_near,
)

__all__ = ["StepsNumbers"]

CLEAR = 0.1  # of 0: a weight there does not look as if it were at 0
SEEN_PULL = 1 / 3  # of the push of L1: an arrow as short as that still shows beside the ball
SEEN_PAST, FAR_PAST = 0.002, 0.02  # of 0: where the step that is seen last would have led, and where it well may
SETTLED = 0.005  # how near to where it settles a weight looks as if it were there
NEAREST = 1.2  # of a start to 0: L2 pushes harder there
PULL, INSIDE = 0.75, 0.5  # what the loss pulls at 0, in pushes of L1, and where its ŵ is, in starts
LONG = 30  # steps, after which all has settled
SHARES = (
    1,
    0.95,
    0.9,
    0.85,
    0.8,
    1.05,
    0.75,
    0.7,
    0.6,
)  # of what a number would be, for L1's last step to go past 0


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

    start: float = Field(default=3.0, ge=-9, le=9, description="where both weights start")
    small: float = Field(default=0.25, ge=0.05, le=0.8, description="a weight at which L1 pushes harder")
    step: float = Field(default=0.5, gt=0, lt=1, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ; ηλ is at most 0.6")
    halvings: int = Field(default=2, ge=1, le=6, description="steps of L2 after L1 has arrived")
    curvature: float = Field(default=0.5, gt=0, description="h of the loss")
    centre: float = Field(default=1.5, ge=-9, le=9, description="ŵ, the weight that the loss would choose")
    settling: int = Field(
        default=8, ge=1, le=LONG, description="steps with the loss, until the weights have settled"
    )

    follows: ClassVar = (
        Follow("strength", lambda n: round(n.amount_for_the_others / n.step, 12), upon={"step"}),
        Follow("step", lambda n: round(n.amount_for_the_others / n.strength, 12)),
        Follow("start", lambda n: n.start_for_the_others),
        Follow("curvature", lambda n: n.going_past("curvature", n.curvature_for_the_others)),
        Follow("centre", lambda n: n.going_past("centre", n.centre_for_the_others)),
        Follow("start", lambda n: n.start_that_settles, upon={"settling"}),
        Follow("centre", lambda n: n.going_past("centre", n.centre_for_the_others), upon={"settling"}),
        Follow("settling", lambda n: max(n.settling, n.until_settled, n.landing + 1)),
    )

    story: ClassVar = (
        away_from_zero("push", "start", NEAREST),
        away_from_zero("add_loss", "centre", CLEAR),
        short_steps("rule"),
        few_steps("race", "start"),
        whole_steps("race", "start"),
        Premise("rule", "a step of L2 takes half", lambda n: n.amount == 0.5, "share"),
        Premise("balance", "zero is below", lambda n: n.side > 0, "below_zero"),
        Premise(
            "add_loss",
            "the loss wants a weight on the same side of 0",
            lambda n: n.start * n.centre > 0,
            lambda n: f"start is {n.start:g} and centre {n.centre:g}, but both must be on one side of 0",
        ),
        Premise(
            "balance",
            "L1's push beats the loss down to 0, and holds there",
            lambda n: n.pull <= n.strength,
            lambda n: (
                f"curvature times centre is {n.pull:g}, the pull at 0, but must not be above"
                f" strength, {n.strength:g}"
            ),
        ),
        Visible(
            "balance",
            "L2 settles off 0",
            lambda n: abs(n.optimum(L2)) >= CLEAR,
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
            lambda n: n.side * n.past < -SEEN_PAST,
            lambda n: (
                f"start is {n.start}, from which plain steps with the loss would lead to {n.past:g}, not past 0"
            ),
        ),
    )

    @property
    def side(self) -> int:
        """The side of 0 on which both are: 1 or -1."""
        return 1 if self.start > 0 else -1

    @property
    def size(self) -> float:
        """How many times as far as in the film's picture one has to see."""
        return times_as_far(self.start)

    @property
    def mirrored(self) -> Self:
        """The same numbers, on the other side of 0."""
        return self.model_copy(update={"start": -self.start, "centre": -self.centre})

    @property
    def noted(self) -> Shown:
        """What is noted beside the last step."""
        return Shown(self.optimum(L2), self.decimals)

    @property
    def near(self) -> float:
        """The weight of the size ``small`` on the side of the start."""
        return self.side * self.small

    @property
    def pull(self) -> float:
        """How hard the loss pulls at 0."""
        return self.curvature * abs(self.centre)

    @property
    def amount_for_the_others(self) -> float:
        """What a step is to take away, that leads to 0 from a start that is given, and reads well."""

        def reads(amount: float) -> list[float]:
            return [amount / self.step] if "step" in self.model_fields_set else [amount / self.strength]

        def fits(amount: float) -> bool:
            return "step" in self.model_fields_set or amount < self.strength

        return amount_near(self.amount, LONGEST * self.size, reads, fits, self.given("start", 0.0))

    @property
    def start_for_the_others(self) -> float:
        """A whole number of steps from 0, well beyond a centre that is given."""
        centre = self.given("centre", self.start)
        start = max(film_numbers(StepsNumbers).start, abs(self.given("centre", 0.0)) * 1.5)
        return whole_steps_near(start if centre > 0 else -start, self.amount, NEAREST)

    @property
    def curvature_for_the_others(self) -> float:
        """With what the loss pulls at 0 as the film's, in pushes of L1, and L2 settles without going past."""
        centre = abs(self.given("centre", film_numbers(StepsNumbers).centre))
        return readable(PULL * self.strength / centre, high=1 / self.step - self.strength)

    @property
    def centre_for_the_others(self) -> float:
        """With what it does, or nearer to 0, to be clear of the start."""
        return self.side * readable(min(PULL * self.strength / self.curvature, INSIDE * abs(self.start)))

    @property
    def start_that_settles(self) -> float:
        """The farthest start from which the weights settle in the steps that are given."""
        trial, least = self, in_steps(NEAREST, self.amount)
        for count in range(self.race, 0, -1):
            if count >= least:
                trial = self.model_copy(update={"start": self.side * round(count * self.amount, 9)})
                trial = trial.model_copy(update={"centre": trial.centre_for_the_others})
                if trial.until_settled <= self.settling:
                    break
        return trial.start

    def going_past(self, name: str, value: float) -> float:
        """The ``value`` for the number of that name, or one near it with which L1's last step would go past 0."""
        for each in (readable(value * share, usual=value) for share in SHARES):
            trial = self.model_copy(update={name: each})
            if trial.until_settled <= LONG and trial.side * trial.past < -FAR_PAST * trial.size:
                return each
        return value

    @property
    def until_settled(self) -> int:
        """The steps with the loss until both weights have settled; more than there may be if they have not."""
        walks = {penalty: self.settling_walk(penalty, LONG) for penalty in (L1, L2)}
        off = [np.abs(walk - self.optimum(each)) > SETTLED * (each is L2) for each, walk in walks.items()]
        return 1 + int(max(np.flatnonzero(off[0] | off[1]), default=-1))

    @property
    def amount(self) -> float:
        """ηλ: what a step of L1 takes away, and which share a step of L2."""
        return self.step * self.strength

    @property
    def race(self) -> int:
        """Steps that L1 takes to 0."""
        return round(abs(self.start) / self.amount)

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
        return int(np.flatnonzero(self.settling_walk(L1, LONG) == 0)[0])

    @property
    def outpulled(self) -> int:
        """Those until the loss pulls it up so hard that it is seen, or that before it lands."""
        pulls = -self.side * self.loss.slope(self.settling_walk(L1, LONG)[: self.landing])
        return min(int((pulls < SEEN_PULL * self.strength).sum()), self.landing - 1)

    @property
    def past(self) -> float:
        """Where the last of them would have led, had it not stopped at 0."""
        weight = float(self.settling_walk(L1, LONG)[self.landing - 1])
        return weight - self.step * (float(self.loss.slope(weight)) + self.side * self.strength)

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
