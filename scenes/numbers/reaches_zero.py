"""Numbers of ReachesZero: weights that walk in steps of L1, off its grid and on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import copysign
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.proximal import proximal_steps
from common.maths.penalties.norms import L1
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable
from scenes.numbers.walking import (
    LONGEST,
    MOST_HOPS,
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

__all__ = ["ReachesZeroNumbers", "Walk"]

OFF_THE_GRID = 0.1  # of a step: both places of the rattling stand clear of 0
CLEARLY_OFF = 0.2  # where it may be chosen
NEAREST = 0.002  # of the steps about 0: at the closest look, lengths in the picture are still those of the numbers
Walk = Callable[..., FloatArray]
"""``penalty_steps`` or ``proximal_steps``."""


class ReachesZeroNumbers(Numbers):
    """A weight that starts off the grid of L1's steps of ηλ, one that starts on it, and many from anywhere."""

    start: float = Field(default=2.2, ge=-9, le=9, description="a start from which the plain step misses 0")
    even: float = Field(
        default=3.0, ge=-9, le=9, description="a start from which it lands: a whole number of steps"
    )
    step: float = Field(default=0.5, gt=0, le=9, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ")
    rattles: int = Field(default=4, ge=2, le=8, multiple_of=2, description="steps about 0 that are seen magnified")
    halvings: int = Field(default=6, ge=1, le=9, description="how often the step is halved")
    count: int = Field(default=12, ge=2, le=24, description="how many weights walk at the end")
    widest: float = Field(
        default=1.7, ge=0.15, le=4, description="they start anywhere between this and its negative"
    )
    seed: int = Field(default=4, ge=0, description="of the generator that draws their starts")
    further: int = Field(
        default=5, ge=1, le=10, description="steps of theirs after the last proximal one has landed"
    )

    follows: ClassVar = (
        Follow("strength", lambda n: round(n.amount_for_starts / n.step, 12), upon={"step"}),
        Follow("step", lambda n: round(n.amount_for_starts / n.strength, 12)),
        Follow("even", lambda n: n.even_beside_start),
        Follow("start", lambda n: n.start_off_the_grid),
        Follow("widest", lambda n: readable(n.widest, n.amount, MOST_HOPS * n.amount, n.widest)),
    )

    story: ClassVar = (
        *(away_from_zero("uneven", name, NEAREST) for name in ("start", "even")),
        Premise(
            "uneven",
            "both start on one side of 0",
            lambda n: n.start * n.even > 0,
            lambda n: f"start is {n.start:g} and even {n.even:g}, but both must be on one side of 0",
            basic=True,
        ),
        few_steps("many", "start", "even", "widest"),
        short_steps("uneven"),
        Visible.bound(
            "many", "the weights start further from 0 than they rattle", "widest", ">=", lambda n: n.amount
        ),
        whole_steps("uneven", "even"),
        Premise(
            "uneven",
            "from start, it jumps across 0",
            lambda n: n.off_the_grid > 0,
            lambda n: f"start is {n.start}, but must not be a whole number of steps of {n.amount:g}",
        ),
        Visible(
            "zoom",
            "it rattles clear of 0",
            lambda n: n.off_the_grid >= OFF_THE_GRID,
            lambda n: (
                f"start is {n.start}, but must be {OFF_THE_GRID:g} steps of {n.amount:g} or more off a whole"
                " number of them"
            ),
        ),
        Visible(
            "smaller_step",
            "it comes as close as one likes, and the view goes with it",
            lambda n: n.amount / 2 ** (n.halvings - 1) >= NEAREST,
            lambda n: f"halvings is {n.halvings}, but must not bring steps of {n.amount:g} below {NEAREST:g}",
        ),
        Premise(
            "smaller_step",
            "it stands beside 0",
            lambda n: all((walk != 0).all() for _, walk in n.closing_in()),
            lambda n: f"start is {n.start}, but must not be one from which halved steps of {n.amount:g} land on 0",
        ),
    )

    @property
    def side(self) -> int:
        """The side of 0 on which both start: 1 or -1."""
        return 1 if self.start > 0 else -1

    @property
    def size(self) -> float:
        """How many times as far as in the film's picture one has to see."""
        return times_as_far(self.start, self.even)

    @property
    def noted(self) -> str:
        """What is noted beside the last step: nothing."""
        return ""

    @property
    def amount_for_starts(self) -> float:
        """What a step is to take away, for the starts that are given to be on its grid and off it."""

        def reads(amount: float) -> list[float]:
            return [amount / self.step] if "step" in self.model_fields_set else [amount / self.strength]

        start = self.given("start", 0.0)
        return amount_near(
            self.amount,
            LONGEST * self.size,
            reads,
            lambda amount: not start or _stays_off(start, amount, self.halvings),
            self.given("even", 0.0),
        )

    @property
    def even_beside_start(self) -> float:
        """A whole number of steps from 0, and no more than one beyond a start that is given."""
        start = self.given("start", film_numbers(ReachesZeroNumbers).start)
        beyond = (np.ceil(in_steps(abs(start), self.amount)) + 1) * self.amount
        return whole_steps_near(copysign(min(film_numbers(ReachesZeroNumbers).even, beyond), start), self.amount)

    @property
    def start_off_the_grid(self) -> float:
        """The start, or one near it in hundredths from which plain steps miss 0, however often halved."""
        film = film_numbers(ReachesZeroNumbers)
        before = round(abs(self.given("even", film.even)) - film.even + film.start, 9)
        usual = copysign(max(before, self.amount), self.even)
        ways = ((each / tens, sign) for tens in (10, 100) for each in range(20) for sign in (1, -1))
        near = (usual + sign * way for way, sign in ways)
        return next(
            round(each, 2) for each in near if self._is_near(each) and _stays_off(each, self.amount, self.halvings)
        )

    def _is_near(self, start: float) -> bool:
        return abs(start) <= MOST_HOPS * self.amount

    @property
    def off_the_grid(self) -> float:
        """How far ``start`` is from a whole number of steps, in steps."""
        return _off_the_grid(self.start, self.amount)

    @property
    def amount(self) -> float:
        """ηλ, which a step takes away."""
        return self.step * self.strength

    @property
    def across(self) -> int:
        """The plain steps from ``start`` until the weight is across 0."""
        return int(np.ceil(in_steps(abs(self.start), self.amount)))

    @property
    def lucky(self) -> int:
        """The plain steps from ``even`` until the weight is at 0."""
        return round(abs(self.even) / self.amount)

    @property
    def rattled(self) -> int:
        """The plain steps from ``start`` until it has been seen to rattle, and is where it was before 0."""
        return self.across + 1 + self.rattles

    @property
    def seen(self) -> int:
        """The steps that there is room for: also for the halved ones, which together take no longer than two."""
        return self.rattled + 2

    def plain_walk(self, start: float, count: int) -> FloatArray:
        """The weights of ``count`` plain steps from ``start``, shape (count + 1,)."""
        return plain_l1_walk(start, self.amount, count)

    @property
    def about_zero(self) -> tuple[Shown, Shown]:
        """The two weights between which it rattles, the one on the side of the start first."""
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

    def closing_in(self) -> Iterator[tuple[float, FloatArray]]:
        """Yield each halved η, and the weights on the way across 0 with it; the first way follows the rattling."""
        step, weight = self.step, float(self.plain_walk(self.start, self.rattled)[-1])
        for _ in range(self.halvings):
            step /= 2
            count = int(abs(weight) // (step * self.strength)) + 1
            walk = plain_l1_walk(weight, step * self.strength, count)
            yield step, walk
            weight = float(walk[-1])

    @property
    def missing(self) -> tuple[FloatArray, FloatArray, Sequence[int]]:
        """The weights from ``start`` on, rattling, then closing in, the η of each step, and where η is halved."""
        ways = list(self.closing_in())
        walk = np.concatenate([self.plain_walk(self.start, self.rattled), *(way[1:] for _, way in ways)])
        counts = [self.rattled, *(len(way) - 1 for _, way in ways)]
        steps = np.repeat([self.step, *(step for step, _ in ways)], counts)
        return walk, steps, np.cumsum(counts).tolist()

    @property
    def closer(self) -> Mapping[str, Sequence[int]]:
        """The steps at which it stands beside 0, having come closer each time, by the words that speak of them."""
        first, *others = self.missing[2][1:]
        few = 2 * len(others) // 5
        return {"halve": [first], "closer": others[:few], "beside": others[few:]}

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
        """The starts, the two places between which it rattles, and how many stop on 0."""
        above, below = self.about_zero
        return {
            "start": Shown(self.start, self.decimals),
            "even": Shown(self.even, self.decimals),
            "above": above,
            "below": below,
            "steps": len(self.landing) - 1,
            "count": self.count,
            "proximal": int((self.many(proximal_steps)[-1] == 0).sum()),
        }


def _off_the_grid(start: float, amount: float) -> float:
    """How far ``start`` is from a whole number of steps of ``amount``, in steps."""
    steps = in_steps(start, amount)
    return abs(steps - round(steps))


def _stays_off(start: float, amount: float, halvings: int) -> bool:
    """Whether ``start`` is clearly off the grid of these steps, and off those of the halved ones."""
    return _off_the_grid(start, amount) >= CLEARLY_OFF and all(
        _off_the_grid(start, amount / 2**each) > 0 for each in range(halvings + 1)
    )
