"""Down the lasso path: from the strength that leaves no weight to none at all, knot by knot."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import frexp, ldexp

import numpy as np
from scipy.linalg.lapack import dposv, dpotrs

from common.maths.losses import FloatArray

__all__ = ["TIE", "Event", "Knot", "descend", "weight_scale"]

TIE = 1e-13  # events this close, relative to their strength, happen at one knot
SUSPICIOUS = 1e-5  # a column with more than this share of its square left is no combination of others
DEPENDENT = 1e-13  # and one is, if what is left is this small beside the terms that cancel
ROUNDING = 2.0 * float(np.finfo(np.float64).eps)
SMALLEST, LARGEST = 1e-250, 1e250  # scales of weights that leave room for every product


@dataclass(frozen=True)
class Event:
    """What happens to the weight number ``index`` as λ falls past ``strength``.

    ``sign`` is the sign it takes on, 0 if it departs; ``previous`` is the sign that it had when it was last
    not 0, and 0 if it never was before.

    >>> Event(0.5, index=3, sign=-1, previous=1).is_return_with_other_sign
    True
    """

    strength: float
    index: int
    sign: int
    previous: int

    @property
    def is_entry(self) -> bool:
        """Whether the weight becomes active, for the first time or again."""
        return self.sign != 0

    @property
    def is_departure(self) -> bool:
        """Whether the weight becomes 0."""
        return self.sign == 0

    @property
    def is_return_with_other_sign(self) -> bool:
        """Whether the weight was active before, and now becomes so with the other sign."""
        return self.sign * self.previous < 0


@dataclass(frozen=True, eq=False)
class Knot:
    """A bend of the path: λ, the ``weights`` there, the ``signs`` of the stretch below it, and its ``events``.

    Weights and signs have shape (d,); along the stretch a weight of sign 0 is exactly 0.

    >>> Knot(0.0, np.zeros(1), np.zeros(1), ()).strength
    0.0
    """

    strength: float
    weights: FloatArray
    signs: FloatArray
    events: tuple[Event, ...]


def descend(hessian: FloatArray, pull: FloatArray) -> Iterator[Knot]:
    """Follow the w that minimises ½ wᵀHw − pull·w + λ‖w‖₁ from λ = max |pull| down to 0, a knot at a time.

    ``hessian`` is H, (d, d), symmetric positive semidefinite, and ``pull``, (d,), lies in its range. Between
    knots the active weights are w = H_AA⁻¹ (pull_A − λ s_A), a straight line in λ. A weight enters where its
    correlation pull − Hw reaches ±λ and leaves where it reaches 0; of events at one λ the least index goes
    first, which cannot cycle (Murty). A weight whose column the active ones span never enters beside them: of
    many optima this follows a vertex. The last knot has λ = 0.
    Raises ``ValueError`` if the weights leave the range 1e±250 of floating point.
    Source: Osborne, Presnell & Turlach, IMA J. Numer. Anal. 20 (2000), §4; Efron, Hastie, Johnstone &
    Tibshirani, Ann. Statist. 32 (2004), §3.1; Murty, Math. Programming 7 (1974), §3.

    >>> [knot.strength for knot in descend(np.eye(2), np.array([3.0, -1.0]))]
    [3.0, 1.0, 0.0]
    """
    steepness, height = weight_scale(hessian, pull)
    for knot in _unit_descent(hessian / steepness, pull / height):
        events = tuple(Event(e.strength * height, e.index, e.sign, e.previous) for e in knot.events)
        yield Knot(knot.strength * height, knot.weights * (height / steepness), knot.signs, events)


def weight_scale(hessian: FloatArray, pull: FloatArray) -> tuple[float, float]:
    """Give powers of two near max |H| and max |pull|, whose ratio is the size of the weights.

    Raises ``ValueError`` if that ratio leaves the range 1e±250, where zeros could not be told from underflow.

    >>> weight_scale(np.array([[3.0]]), np.array([0.3]))
    (2.0, 0.25)
    """
    steepness, height = _power_of_two(hessian), _power_of_two(pull)
    with np.errstate(over="ignore"):
        scale = float(np.divide(height, steepness))
    if not SMALLEST < scale < LARGEST:
        raise ValueError(f"loss has weights near {scale:.3g}, but must have them from {SMALLEST} to {LARGEST}.")
    return steepness, height


def _unit_descent(hessian: FloatArray, pull: FloatArray) -> Iterator[Knot]:
    """Descend where H and the pull are of size one."""
    d = pull.size
    strength = float(np.abs(pull).max())
    weights, signs, previous = np.zeros(d), np.zeros(d), np.zeros(d)
    active: list[int] = []
    may_enter = np.ones(d, np.bool_)
    sizes, pull_sizes, lengths = np.abs(hessian), np.abs(pull), np.sqrt(np.diag(hessian))
    events: list[Event] = []
    while strength > 0:
        rows, sides = hessian[active], np.empty((len(active), 2))
        sides[:, 0], sides[:, 1] = pull[active], signs[active]
        factor, lines, failed = dposv(rows[:, active], sides) if active else (sides, sides, 0)
        if events and events[-1].is_entry and (failed or _spans_its_last(factor, lengths[active])):
            spanned = events.pop().index
            active.remove(spanned)
            signs[spanned], may_enter[spanned] = 0.0, False
            continue
        free, slope = lines.T
        left, turning = pull - free @ rows, slope @ rows
        rounding = ROUNDING * (pull_sizes + np.abs(free) @ sizes[active])
        sides_met = np.where(np.abs(left) > rounding, np.sign(left), 0.0)
        outward = 1.0 - sides_met * turning
        arrivals = np.zeros(d)  # the λ at which each resting weight enters and each active one departs
        np.divide(np.abs(left), outward, out=arrivals, where=may_enter & (sides_met != 0) & (outward > DEPENDENT))
        departures = np.zeros(len(active))
        arrivals[active] = np.divide(free, slope, out=departures, where=sides[:, 1] * slope < 0)
        index = int(arrivals.argmax())
        if arrivals[index] >= strength * (1 - TIE):
            index = int(np.flatnonzero(arrivals >= strength * (1 - TIE))[0])
        else:
            yield Knot(strength, weights, signs.copy(), tuple(events))
            events, strength, weights = [], max(float(arrivals[index]), 0.0), np.zeros(d)
            if active:
                solved = dpotrs(factor, sides[:, 0] - strength * sides[:, 1])[0]
                weights[active] = np.where(solved * sides[:, 1] > 0, solved, 0.0)  # no sign but its own
            if strength == 0:
                break
        if signs[index] == 0:
            signs[index] = sides_met[index]
            active.append(index)
            may_enter[index] = False
        else:
            signs[index] = weights[index] = 0.0
            active.remove(index)
            may_enter[:] = True
            may_enter[active] = False
        events.append(Event(strength, index, int(signs[index]), int(previous[index])))
        previous[index] = signs[index] or previous[index]
    yield Knot(0.0, weights, signs.copy(), tuple(events))


def _spans_its_last(factor: FloatArray, lengths: FloatArray) -> bool:
    """Tell from the Cholesky factor whether the last column is, up to rounding, a combination of the others.

    What is left of it is the least ‖Xz‖² with a last z of 1; rounding is as large as (Σ |zᵢ| ‖xᵢ‖)².
    Source: Higham, Accuracy and Stability of Numerical Algorithms, §10.1.
    """
    left = factor[-1, -1] ** 2
    if left > SUSPICIOUS * lengths[-1] ** 2:
        return False
    last = np.zeros(lengths.size)
    last[-1] = 1.0
    combination = dpotrs(factor, last)[0] * left
    return bool(left <= DEPENDENT * (np.abs(combination) @ lengths) ** 2)


def _power_of_two(numbers: FloatArray) -> float:
    """Give the power of two next below the largest size, by which to divide without rounding; 1 for zeros."""
    largest = float(np.abs(numbers).max())
    return ldexp(1.0, frexp(largest)[1] - 1) if largest > 0 else 1.0
