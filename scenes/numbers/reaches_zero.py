"""Numbers of ReachesZero: weights that walk in steps of L1, off its grid and on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from pydantic import Field, model_validator

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.maths.penalties.norms import L1
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from scenes.numbers.walking import (
    MOST_HOPS,
    in_steps,
    plain_l1_walk,
    require_short_steps,
    require_whole_steps,
)

__all__ = ["ReachesZeroNumbers", "Walk"]

OFF_THE_GRID = 0.1  # of a step: both places of the rattling stand clear of 0
NEAREST = 0.002  # of the weights that the lens shows: closer, and its magnification would have no room
Walk = Callable[..., FloatArray]
"""``penalty_steps`` or ``proximal_steps``."""


class ReachesZeroNumbers(Numbers):
    """A weight that starts off the grid of L1's steps of ηλ, one that starts on it, and many from anywhere."""

    start: float = Field(default=2.2, gt=0, le=3.2, description="a start from which the plain step misses 0")
    even: float = Field(
        default=3.0, gt=0, le=3.2, description="a start from which it lands: a whole number of steps"
    )
    step: float = Field(default=0.5, gt=0, le=9, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ")
    rattles: int = Field(default=4, ge=2, le=8, multiple_of=2, description="steps about 0 that are seen magnified")
    halvings: int = Field(default=6, ge=1, le=9, description="how often the step is halved")
    count: int = Field(default=12, ge=2, le=20, description="how many weights walk at the end")
    widest: float = Field(
        default=1.7, ge=0.15, le=4, description="they start anywhere between this and its negative"
    )
    seed: int = Field(default=4, ge=0, description="of the generator that draws their starts")
    further: int = Field(
        default=5, ge=1, le=8, description="steps of theirs after the last proximal one has landed"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> ReachesZeroNumbers:
        if max(self.start, self.even, self.widest) > MOST_HOPS * self.amount:
            raise ValueError(f"start, even and widest must be within {MOST_HOPS} steps of {self.amount:g} from 0")
        require_short_steps(self.amount)
        if self.widest < self.amount:
            raise ValueError(
                f"widest is {self.widest:g}, but the weights would rattle up to {self.amount:g}, a step"
            )
        steps = in_steps(self.start, self.amount)
        require_whole_steps("even", self.even, self.amount)
        if steps % 1 == 0:
            raise ValueError(f"start is {self.start}, but must not be a whole number of steps of {self.amount:g}")
        if abs(steps - round(steps)) < OFF_THE_GRID:
            raise ValueError(
                f"start is {self.start}, but must be {OFF_THE_GRID:g} steps off a whole number of steps of"
                f" {self.amount:g}, to rattle clear of 0"
            )
        if self.amount / 2 ** (self.halvings - 1) < NEAREST:
            raise ValueError(
                f"halvings is {self.halvings}, but would bring steps of {self.amount:g} below {NEAREST:g}"
            )
        if any((walk == 0).any() for _, walk in self.closing_in(self.plain_walk(self.start, self.at_first)[-1])):
            raise ValueError(f"start is {self.start}, from which halved steps of {self.amount:g} would land on 0")
        return self

    @property
    def amount(self) -> float:
        """ηλ, which a step takes away."""
        return self.step * self.strength

    @property
    def across(self) -> int:
        """The plain steps from ``start`` until the weight is across 0."""
        return int(np.ceil(in_steps(self.start, self.amount)))

    @property
    def at_first(self) -> int:
        """The steps that are seen first: until one walker is at 0 and the other is back from across it."""
        return max(self.across + 1, round(self.even / self.amount))

    def plain_walk(self, start: float, count: int) -> FloatArray:
        """The weights of ``count`` plain steps from ``start``, shape (count + 1,)."""
        return plain_l1_walk(start, self.amount, count)

    @property
    def about_zero(self) -> tuple[Shown, Shown]:
        """The two weights between which it rattles, the one above 0 first."""
        below, above = self.plain_walk(self.start, self.across + 1)[-2:]
        return Shown(above, self.decimals), Shown(below, self.decimals)

    @property
    def decimals(self) -> int:
        """Of the weights: each start, and each that is whole steps away from it."""
        return decimals_for(3, (self.start, self.even, self.amount))

    @property
    def landing(self) -> FloatArray:
        """The weights of the proximal steps from ``start`` until they are at 0."""
        return proximal_steps(L1, self.start, step=self.step, strength=self.strength, count=self.across)

    def closing_in(self, weight: float) -> Iterator[tuple[float, FloatArray]]:
        """Each halved η, and the weights on the way across 0 with it; the first way sets out from ``weight``."""
        step = self.step
        for _ in range(self.halvings):
            step /= 2
            count = int(abs(weight) // (step * self.strength)) + 1
            walk = plain_l1_walk(weight, step * self.strength, count)
            yield step, walk
            weight = float(walk[-1])

    @property
    def starts(self) -> FloatArray:
        """Where the many weights start, shape (count,)."""
        return np.random.default_rng(self.seed).uniform(-self.widest, self.widest, self.count)

    @property
    def landed(self) -> int:
        """The steps after which all the proximal walks are at 0."""
        return int(np.ceil(np.abs(self.starts).max() / self.amount))

    def many(self, walk: Walk) -> FloatArray:
        """The weights of all walks, shape (landed + further + 1, count), when ``walk`` takes the steps."""
        return walk(L1, self.starts, step=self.step, strength=self.strength, count=self.landed + self.further)

    @property
    def facts(self) -> Mapping[str, float]:
        """The starts and the step, the two places between which it rattles, and what each rule reaches."""
        above, below = self.about_zero
        plain, proximal = (int((self.many(walk)[-1] == 0).sum()) for walk in (penalty_steps, proximal_steps))
        return {
            "start": Shown(self.start, self.decimals),
            "even": Shown(self.even, self.decimals),
            "amount": self.amount,
            "above": above,
            "below": below,
            "steps": len(self.landing) - 1,
            "count": self.count,
            "plain": plain,
            "proximal": proximal,
        }
