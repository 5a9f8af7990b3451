"""The gradient flow of loss plus penalty, exact: it glides down and, under L1, into a crease and along it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, singledispatch
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, finite_array, non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import AbsolutePenalty, Penalty, SquaredPenalty

__all__ = ["FlowEvent", "GradientFlow"]

ROUNDING = 1e-12  # beside its terms, what is this small is 0: it touches an axis without crossing it
FINE = 256  # points of each stretch, from which lengths are summed


@dataclass(frozen=True)
class FlowEvent:
    """What happens at a ``time``: the weight ``index`` comes to rest at 0 (``sign`` 0), or moves off to a side.

    >>> FlowEvent(0.5, 1, 0).sign
    0
    """

    time: float
    index: int
    sign: int


@dataclass(frozen=True, eq=False)
class GradientFlow:
    """The solution of ẇ = −(∇L(w) + λ g) from ``start``, (d,), with the subgradient g of Ω that leaves ẇ least.

    ``strength`` is λ >= 0. On a stretch without an event the equation is linear, so that weights are sums of
    exponentials; under L1 a weight that reaches 0 stays there for as long as |∂L/∂wᵢ| <= λ. The flow never ends:
    it tends to ``limit``, the optimum. Raises ``ValueError`` for a negative or non-finite λ, a penalty other than
    L1 and L2, a start that is not a row of d finite weights, or a loss that is flat in some direction to 1e-12.
    Source: Brezis, Opérateurs maximaux monotones (1973), theorem 3.1: the flow is unique, and ẇ the least.

    >>> from common.maths.penalties.norms import L1
    >>> flow = GradientFlow(QuadraticLoss(np.eye(2), [2.0, 0.5]), L1, 1.0, [3.0, 0.5])
    >>> [(round(event.time, 6), event.index, event.sign) for event in flow.events]
    [(0.693147, 1, 0)]
    >>> flow.at([0.0, 1.0, np.inf]).round(3).tolist()
    [[3.0, 0.5], [1.736, 0.0], [1.0, 0.0]]
    """

    loss: QuadraticLoss
    penalty: Penalty
    strength: float
    start: FloatArray

    def __post_init__(self) -> None:
        start = finite_array("start", self.start).copy()
        if start.shape != (self.loss.dimension,):
            raise ValueError(
                f"start has shape {start.shape}, but must be one row of {self.loss.dimension} weights."
            )
        non_negative("strength", self.strength)
        if not np.linalg.cond(self.loss.hessian) < 1 / ROUNDING:
            raise ValueError("loss is flat in some direction, to within rounding, but must bend in every one.")
        start.setflags(write=False)
        object.__setattr__(self, "start", start)

    @property
    def events(self) -> tuple[FlowEvent, ...]:
        """What happens on the way, in order: only under L1 does anything."""
        return self._course[1]

    @property
    def limit(self) -> FloatArray:
        """The weights, (d,), that the flow tends to: those of the optimum, and its zeros."""
        return self.at(np.inf)

    @property
    def length(self) -> float:
        """How far the flow goes in all, in the units of the weights."""
        return float(self._travelled[1][-1])

    def at(self, times: npt.ArrayLike) -> FloatArray:
        """Return the weights at times >= 0, up to infinity: shape (...) to (..., d).

        Raises ``ValueError`` for a time that is NaN or below 0.
        """
        times = np.asarray(times, np.float64)
        if not (times >= 0).all():
            raise ValueError(f"times include {times[~(times >= 0)][0]}, but must be zero or more.")
        stretches = self._course[0]
        which = np.searchsorted([each.begins for each in stretches], times, side="right") - 1
        weights = np.empty((*times.shape, self.loss.dimension))
        for index in np.unique(which):
            here = which == index
            weights[here] = stretches[index].at(times[here])
        return weights

    def along(self, shares: npt.ArrayLike) -> FloatArray:
        """Return the weights after shares in [0, 1] of the whole length: shape (...) to (..., d).

        Over time the flow rushes off and then creeps for ever; over its length it glides evenly, so ease that.
        Points are on the path exactly, and in their places along it to 1e-4 of the length unless H is a needle.
        Raises ``ValueError`` for a share that is NaN or out of [0, 1].
        """
        shares = np.asarray(shares, np.float64)
        if not ((shares >= 0) & (shares <= 1)).all():
            raise ValueError(f"shares include {shares[~((shares >= 0) & (shares <= 1))][0]}, but must be 0 to 1.")
        clock, lengths = self._travelled
        phases = np.interp(shares * lengths[-1], lengths, clock)
        return self.at(self._times(phases))

    def share(self, time: float) -> float:
        """Return which share of the whole length lies behind at a time >= 0; 1 if there is none to go."""
        clock, lengths = self._travelled
        whole = lengths[-1]
        return float(np.interp(self._phase(time), clock, lengths) / whole) if whole > 0 else 1.0

    def path(self, count: int = FINE) -> FloatArray:
        """Trace the flow from start to limit: points (n, d), ``count`` >= 2 of each stretch, its ends included."""
        return self.at(self._times(self._clock(at_least("count", count, 2))))

    @cached_property
    def _course(self) -> tuple[tuple[_Stretch, ...], tuple[FlowEvent, ...]]:
        stretches, events = [], []
        for stretch, event in _course(self.penalty, self.loss, self.strength, self.start):
            stretches.append(stretch)
            events += [event] if event else []
        return tuple(stretches), tuple(events)

    @cached_property
    def _travelled(self) -> tuple[FloatArray, FloatArray]:
        """The clock's phases, and the length behind at each."""
        clock = self._clock(FINE)
        steps = np.linalg.norm(np.diff(self.at(self._times(clock)), axis=0), axis=-1)
        return clock, np.concatenate([[0.0], np.cumsum(steps)])

    def _clock(self, count: int) -> FloatArray:
        """Phases 1 − exp(−rate · time) from 0 to 1: even steps of them are steps of like length."""
        bounds = [self._phase(each.begins) for each in self._course[0]] + [1.0]
        each = [np.linspace(low, high, count)[:-1] for low, high in pairwise(bounds)]
        return np.concatenate([*each, [1.0]])

    @cached_property
    def _rate(self) -> float:
        return min((float(each.rates[0]) for each in self._course[0] if each.rates.size), default=1.0)

    def _phase(self, time: float) -> float:
        return float(-np.expm1(-self._rate * time))

    def _times(self, phases: FloatArray) -> FloatArray:
        with np.errstate(divide="ignore"):
            return np.asarray(-np.log1p(-phases) / self._rate)


@dataclass(frozen=True, eq=False)
class _Stretch:
    """From ``begins`` on: weights ``active`` approach ``target`` as exp(−rates · time), the others stay at 0."""

    begins: float
    dimension: int
    active: npt.NDArray[np.intp]
    target: FloatArray  # (k,)
    rates: FloatArray  # (k,), rising
    parts: FloatArray  # (k, k): of each active weight, its share in each of the exponentials

    @classmethod
    def of(
        cls, begins: float, w: FloatArray, active: npt.NDArray[np.intp], hessian: FloatArray, pull: FloatArray
    ) -> _Stretch:
        """Solve ẇ = pull − H w for the ``active`` ones."""
        curved = hessian[np.ix_(active, active)]
        rates, modes = np.linalg.eigh(curved)
        target = np.asarray(np.linalg.solve(curved, pull[active]), np.float64)
        return cls(begins, w.size, active, target, rates, modes * (modes.T @ (w[active] - target)))

    def at(self, times: FloatArray) -> FloatArray:
        weights = np.zeros((*times.shape, self.dimension))
        weights[..., self.active] = (
            self.target + np.exp(-np.multiply.outer(times - self.begins, self.rates)) @ self.parts.T
        )
        return weights

    def leaves(self, row: FloatArray, constant: float, size: float) -> float:
        """When ``row`` · active weights + ``constant``, a sum of terms of about that ``size``, falls below 0."""
        amounts = np.concatenate([[row @ self.target + constant], row @ self.parts])
        return self.begins + _falls_below(np.concatenate([[0.0], self.rates]), amounts, ROUNDING * size)


Course = Iterator[tuple[_Stretch, FlowEvent | None]]


@singledispatch
def _course(penalty: Penalty, loss: QuadraticLoss, strength: float, start: FloatArray) -> Course:  # noqa: ARG001
    raise ValueError(f"penalty is {penalty.name}, but must be L1 or L2 for a flow.")


@_course.register
def _(penalty: SquaredPenalty, loss: QuadraticLoss, strength: float, start: FloatArray) -> Course:  # noqa: ARG001
    everything = np.arange(loss.dimension)
    ridged = loss.hessian + strength * np.eye(loss.dimension)
    yield _Stretch.of(0.0, start, everything, ridged, loss.pull), None


@_course.register
def _(penalty: AbsolutePenalty, loss: QuadraticLoss, strength: float, start: FloatArray) -> Course:  # noqa: ARG001
    time, w = 0.0, start
    signs = np.where(w != 0, np.sign(w), _pulled_off(loss, strength, w))
    while True:
        active = np.flatnonzero(signs)
        stretch = _Stretch.of(time, w, active, loss.hessian, loss.pull - strength * signs)
        time, index, side = min(_bounds(stretch, loss, strength, signs), default=(np.inf, -1, 0))
        if time == np.inf:
            yield stretch, None
            return
        w = stretch.at(np.array(time))
        if side == 0:
            w[index] = 0.0
            side = int(_pulled_off(loss, strength, w)[index])
        yield stretch, FlowEvent(time, index, side)
        signs[index] = side


def _pulled_off(loss: QuadraticLoss, strength: float, w: FloatArray) -> FloatArray:
    """To which side the loss pulls each weight harder than a penalty holds it at 0; 0 if it does not."""
    pull, sizes = -loss.gradient(w), strength + np.abs(loss.pull) + np.abs(w) @ np.abs(loss.hessian)
    return np.where(np.abs(pull) > strength + ROUNDING * sizes, np.sign(pull), 0.0)


def _bounds(
    stretch: _Stretch, loss: QuadraticLoss, strength: float, signs: FloatArray
) -> Iterator[tuple[float, int, int]]:
    """When each weight would reach 0, or be pulled off it, and to which side."""
    active = stretch.active
    reach = np.abs(stretch.target) + np.abs(stretch.parts).sum(axis=-1)
    for place, index in enumerate(active):
        row = np.zeros(active.size)
        row[place] = signs[index]
        yield stretch.leaves(row, 0.0, reach.max()), int(index), 0
    for index in np.flatnonzero(signs == 0):
        row = loss.hessian[index, active]
        size = strength + abs(loss.pull[index]) + float(np.abs(row) @ reach)
        for side in (1, -1):
            yield stretch.leaves(side * row, strength - side * loss.pull[index], size), int(index), side


def _falls_below(rates: FloatArray, amounts: FloatArray, least: float) -> float:
    """Find the first τ >= 0 after which Σ amounts · exp(−rates τ), with rates[0] = 0, is below 0; or infinity."""
    ends = [0.0, *_changes(rates[1:], amounts[1:] * rates[1:]), np.inf]
    values = [_sum(rates, amounts, end) for end in ends]
    for (low, before), (high, after) in pairwise(zip(ends, values, strict=True)):
        if after < -least:
            return low if before <= least else _change(lambda t: _sum(rates, amounts, t), low, high)
    return np.inf


def _changes(rates: FloatArray, amounts: FloatArray) -> list[float]:
    """Find all τ > 0 where Σ amounts · exp(−rates τ) changes its sign, with rates rising.

    Between two of them lies one of the derivative of the same sum without its slowest term, and so on down.
    """
    if rates.size < 2:
        return []
    rates = rates - rates[0]
    ends = [0.0, *_changes(rates[1:], amounts[1:] * rates[1:]), np.inf]
    return [
        _change(lambda t: _sum(rates, amounts, t), low, high)
        for low, high in pairwise(ends)
        if _sum(rates, amounts, low) * _sum(rates, amounts, high) < 0
    ]


def _sum(rates: FloatArray, amounts: FloatArray, time: float) -> float:
    still = rates == 0
    return float(amounts[still].sum() + amounts[~still] @ np.exp(-rates[~still] * time))


def _change(value: Callable[[float], float], low: float, high: float) -> float:
    """Halve the bracket until it is as narrow as floats are."""
    rising = value(high) > value(low)
    if high == np.inf:
        high = max(2 * low, 1.0)
        while (value(high) > 0) != rising:
            low, high = high, 2 * high
    while low < (middle := low + (high - low) / 2) < high:
        low, high = (low, middle) if (value(middle) > 0) == rising else (middle, high)
    return high
