"""A walk as it is seen: a weight that hops from step to step, each hop as long as its step is large."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from common.figures.claims import Penalised
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import Penalty

__all__ = ["RISE", "Hops"]

_RESTS = 0.4  # of the time from one landing to the next
RISE = 0.6
"""Four times as many weights as a hop goes above its way."""
_SHORT = 0.4  # weights: a shorter step rises less, and one that leads nowhere does not


@dataclass(frozen=True, eq=False)
class Hops:
    """The ``weights`` (n + 1,) of steps down ``strength`` times a penalty, and perhaps a loss.

    ``steps`` (n,) are η of each.
    Time is the sum of all η so far, in units of the first. Where ``is_proximal``, as with a loss, the steps are
    those of proximal gradient descent, and plain ones else. They are taken from the time ``begun`` on. In the
    middle of a hop of the first size, it is a quarter of ``rise`` above the straight way, or less for a short one.
    """

    penalty: Penalty
    strength: float
    weights: FloatArray
    steps: FloatArray
    loss: OneWeightLoss | None = None
    is_proximal: bool = False
    begun: float = 0.0
    rise: float = RISE

    @cached_property
    def times(self) -> FloatArray:
        """When each of the weights is reached, shape (n + 1,)."""
        return np.asarray(self.begun + np.concatenate([[0.0], np.cumsum(self.steps)]) / self.steps[0])

    def way(self, taken: FloatArray) -> FloatArray:
        """Time and weight, (k, 2), after so many steps ``taken`` (k,): between two it rests, then flies."""
        last = np.clip(np.floor(taken).astype(int), 0, len(self.steps) - 1)
        share = np.clip((taken - last - _RESTS) / (1 - _RESTS), 0.0, 1.0)
        start, end = (np.column_stack([self.times, self.weights])[each] for each in (last, last + 1))
        way = start + share[:, np.newaxis] * (end - start)
        time, length = np.abs(end - start).T
        way[:, 1] += self.rise * share * (1 - share) * np.minimum(time, length / _SHORT)
        way[share == 1] = end[share == 1]
        return np.asarray(way)

    @cached_property
    def landing(self) -> float:
        """The first step that leads to exactly 0; infinite if none does."""
        return np.inf if self.weights.all() else float(np.argmin(self.weights != 0))

    def led(self, taken: float) -> tuple[Penalised, float] | None:
        """What the step solves that has just been ``taken``, and the weight where it leads; none in flight."""
        number = int(taken)
        return (self.problem(number - 1), float(self.weights[number])) if 0 < number == taken else None

    def problem(self, number: int) -> Penalised:
        """What step ``number``, from 0, solves: stay near, and go down the slope or, proximal, the penalty."""
        start, step, strength = self.weights[number], self.steps[number], self.strength
        slope = 0.0 if self.loss is None else float(self.loss.slope(start))
        if not self.is_proximal:
            slope, strength = slope + strength * float(self.penalty.push(start)), 0.0

        def nearby(w: FloatArray) -> FloatArray:
            return np.asarray((w[..., 0] - start) ** 2 / (2 * step) + slope * w[..., 0])

        return Penalised(nearby, self.penalty.value, strength, 1)
