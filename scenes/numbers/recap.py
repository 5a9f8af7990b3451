"""Numbers of Recap: where each picture begins, and when all land on a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, NamedTuple

import numpy as np
from pydantic import Field

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Numbers, Premise, Visible
from common.numerals import readable
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.landscape import LandscapeNumbers
from scenes.numbers.overfit import OverfitNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.selection import SelectionNumbers
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.numbers.shrinking_region import ShrinkingRegionNumbers
from scenes.numbers.steps import StepsNumbers

__all__ = ["FILM", "Move", "RecapNumbers", "Stair"]

SHORT = 0.95  # of the way on which a move would come to 0
SHRINKING = frozenset({"threshold", "region"})  # what becomes smaller as the penalty gains on the loss
LEVEL = 0.5  # the share of a step in which a ball goes level


class Stair:
    """Walks of Steps with the loss, each step of which goes level first and then down."""

    def __init__(self, numbers: StepsNumbers) -> None:
        self.start, self._numbers = numbers.start, numbers

    @property
    def landing(self) -> float:
        """After how many steps, with that share of the last that is needed, L1's weight is at 0."""
        before, past = self._numbers.settling_walk(L1)[self._numbers.landing - 1], self._numbers.past
        return float(self._numbers.landing - 1 + LEVEL + (1 - LEVEL) * before / (before - past))

    def under_way(self, penalty: Penalty, taken: float) -> tuple[OneWeightLoss, float]:
        """What the weight minimises after ``taken`` steps: how far it is from where slopes lead it, and a price.

        L2's plain steps go down both slopes. L1's pay its price instead: they are proximal.
        """
        n, whole = self._numbers, int(taken)
        weight = float(n.settling_walk(penalty, whole)[-1])
        share = max(0.0, (taken - whole - LEVEL) / (1 - LEVEL))
        slope = float(n.loss.slope(weight)) + (penalty is L2) * n.strength * float(penalty.push(weight))
        return OneWeightLoss(1.0, weight - share * n.step * slope), (penalty is L1) * share * n.amount

    def walked(self, penalty: Penalty, taken: FloatArray) -> FloatArray:
        """Steps and weights, (n, 2), after ``taken`` steps, (n,)."""
        weights = [
            penalised_optimum(loss, penalty, price).weights[0]
            for loss, price in (self.under_way(penalty, t) for t in taken.tolist())
        ]
        return np.column_stack([self.along(taken), weights])

    @staticmethod
    def along(taken: Any) -> Any:
        """How far along the walk is after ``taken`` steps: it goes there in the first part of each."""
        return np.floor(taken) + np.minimum((taken - np.floor(taken)) / LEVEL, 1.0)


class Film(NamedTuple):
    """The film's numbers of the pictures and of its first bars, and which weight of the patients is followed."""

    kink: KinkNumbers = KinkNumbers()
    fold: LandscapeNumbers = LandscapeNumbers()
    region: ShrinkingRegionNumbers = ShrinkingRegionNumbers()
    shrinkage: ShrinkageNumbers = ShrinkageNumbers()
    step: Stair = Stair(StepsNumbers())
    belief: PriorsNumbers = PriorsNumbers()
    paths: SelectionNumbers = SelectionNumbers()
    followed: int = 9
    bars: OverfitNumbers = OverfitNumbers()

    def alone(self, penalty: Penalty, exponent: float) -> tuple[OneWeightLoss, float]:
        """The loss of the followed weight while all others stay at their optimum, and λ = 10 ** ``exponent``."""
        paths, one, strength = self.paths.paths, self.followed, 10**exponent
        weights = (paths.lasso if penalty is L1 else paths.ridge).at(strength)
        curvature = float(paths.loss.hessian[one, one])
        return OneWeightLoss(
            curvature, float(weights[one] - paths.loss.gradient(weights)[one] / curvature)
        ), strength


FILM = Film()


@dataclass(frozen=True)
class Move:
    """The number that a picture turns on, from ``start`` over ``landing``, where the L1 optimum arrives at 0."""

    start: float
    landing: float

    def at(self, share: float) -> float:
        """The number after ``share`` of the way to ``landing``."""
        return self.start + share * (self.landing - self.start)


def _begins_before(name: str) -> Premise:
    way = -1 if name in SHRINKING else 1
    return Premise(
        "one_move",
        "all six land on 0 under L1",
        lambda n: way * n.moves[name].start < way * n.moves[name].landing,
        lambda n: (
            f"{name} is {getattr(n, name):g}, but must begin {'above' if way < 0 else 'below'} where L1 lands on 0"
        ),
    )


def _stays_above_zero(name: str) -> Premise:
    return Premise(
        "one_move",
        "under L2, none lands on 0",
        lambda n: n.end(name) > 0,
        lambda n: f"{name} would end at {n.end(name):.3g}, but must stay above 0: it, or landing, must be more",
    )


def _start(name: str, numbers: RecapNumbers) -> float:
    """A start of that move from which it ends above 0."""
    usual, most = getattr(numbers, name), SHORT * numbers.moves[name].landing / (1 - numbers.landing)
    return readable(usual, high=most, usual=usual)


class RecapNumbers(Numbers):
    """Where each picture's own number begins, and when all of them arrive together at a zero under L1."""

    landing: float = Field(0.83, gt=0.3, lt=1, description="the share of the move at which L1 arrives at 0")
    harder: float = Field(
        0.8, gt=0, lt=1, description="how far, of the way to there, the loss pulls harder than the corner holds"
    )
    kink: float = Field(0.05, gt=0, description="λ of the kink")
    threshold: float = Field(2.7, gt=0, description="ŵ that goes into the soft threshold")
    region: float = Field(1.35, gt=0, lt=1.4, description="the budget t, with the whole diamond in sight")
    belief: float = Field(0.05, gt=0, description="λ of the priors")
    paths: float = Field(1.0, gt=0, description="λ of the patients' weights")

    film: ClassVar = FILM

    follows: ClassVar = (
        Follow("landing", lambda n: n.landing_for_starts, upon=SHRINKING),
        *(Follow(name, partial(_start, name), upon={"landing"}) for name in sorted(SHRINKING)),
    )

    story: ClassVar = (
        *map(_begins_before, ("kink", "threshold", "region", "belief", "paths")),
        *map(_stays_above_zero, sorted(SHRINKING)),
        Visible.bound("pictures", "the input is drawn", "threshold", "<=", FILM.shrinkage.largest),
    )

    @property
    def landing_for_starts(self) -> float:
        """The share of the move at which no start is so far away that it would lead past 0."""
        moves = (self.moves[name] for name in SHRINKING)
        return readable(
            self.landing, low=max(1 - SHORT * move.landing / move.start for move in moves), usual=self.landing
        )

    @property
    def last(self) -> float:
        """The share of the way to the landing at which the pictures end."""
        return 1 / self.landing

    @property
    def moves(self) -> Mapping[str, Move]:
        """What moves in each picture, and where it lands: mostly, where λ is as strong as the loss's pull at 0."""
        film = self.film
        dropped = float(film.paths.paths.leaving[film.followed])
        return {
            "kink": Move(self.kink, film.kink.enough),
            "region": Move(self.region, film.region.corner),
            "threshold": Move(
                self.threshold, L1.zero_threshold(film.shrinkage.strength / film.shrinkage.curvature)
            ),
            "step": Move(0.0, film.step.landing),
            "belief": Move(self.belief, abs(float(film.belief.loss.slope(0.0)))),
            "paths": Move(float(np.log10(self.paths)), float(np.log10(dropped))),
        }

    def end(self, name: str) -> float:
        """Where the move of that picture ends."""
        return self.moves[name].at(self.last)
