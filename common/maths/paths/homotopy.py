"""Down the lasso path: from the strength that leaves no weight to none at all, knot by knot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray
from common.maths.arithmetic.doubled import Doubled
from common.maths.losses.normal_equations import Equilibrated, NormalEquations

__all__ = ["TIE", "Event", "Knot", "Stretch", "descend"]

TIE = 1e-13  # events this close, relative to their strength, happen at one knot
DEPENDENT = 1e-13  # a correlation that grows at nearly the rate of λ, to within this, never reaches it
ROUNDING = 2.0 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Event:
    """An event: what happens to the weight number ``index`` as λ falls past ``strength``.

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
        """True if the weight becomes active, for the first time or again."""
        return self.sign != 0

    @property
    def is_departure(self) -> bool:
        """True if the weight becomes 0."""
        return self.sign == 0

    @property
    def is_return_with_other_sign(self) -> bool:
        """True if the weight was active before, and now becomes so with the other sign."""
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


@dataclass(frozen=True, eq=False)
class Stretch:
    """The straight line w(λ) = ``free`` − λ ``slope`` on which the weights of one support move; all others rest.

    ``active``, (k,), are the numbers of the weights and ``signs``, (k,), their signs; ``free`` and ``slope``,
    (k,), are H_AA⁻¹ pull_A and H_AA⁻¹ s_A to some 20 digits, all in the units of ``equations``. ``is_flat`` tells
    whether the columns of the support are, up to rounding, dependent.

    >>> equations = NormalEquations.of(Doubled.of(np.eye(2)), Doubled.of([1.5, -1.0]))
    >>> line = Stretch.of(equations, [0], np.array([1.0]))
    >>> line.at(0.5).tolist(), line.spending(0.25).tolist()
    ([1.0, 0.0], [0.25, 0.0])
    """

    equations: NormalEquations
    active: npt.NDArray[np.intp]
    signs: FloatArray
    free: Doubled
    slope: Doubled
    is_flat: bool

    @classmethod
    def of(
        cls, equations: NormalEquations, active: Sequence[int] | npt.NDArray[np.intp], signs: FloatArray
    ) -> "Stretch":
        """Solve on the support of the weights ``active``."""
        chosen = np.asarray(active, np.intp)
        block = Equilibrated(equations.hessian[np.ix_(chosen, chosen)])
        pull = equations.pull[chosen]
        sides = Doubled(np.stack([pull.high, signs], axis=-1), np.stack([pull.low, np.zeros_like(signs)], axis=-1))
        lines = block.solve(sides)
        return cls(equations, chosen, signs, lines[:, 0], lines[:, 1], block.is_flat)

    def at(self, strength: float | Doubled) -> FloatArray:
        """Return the weights (d,) at λ; one that has not its own sign there is 0."""
        solved = (self.free - self.slope * strength).high
        weights = np.zeros(self.equations.dimension)
        weights[self.active] = np.where(solved * self.signs > 0, solved, 0.0)
        return weights

    def spending(self, budget: float) -> FloatArray:
        """Return the weights (d,) on the line whose signed sum, ‖w‖₁ as long as the signs hold, is the budget."""
        signed = [(line * self.signs).sum() for line in (self.free, self.slope)]
        return self.at((signed[0] - budget) / signed[1])

    def correlations(self) -> tuple[FloatArray, Doubled]:
        """Return the parts of pull − H w = left + λ turning, (d,); what of the first is but rounding of 0 is 0."""
        rows = self.equations.hessian[:, self.active]
        left, turning = self.equations.pull - rows @ self.free, rows @ self.slope
        sizes = np.abs(self.equations.pull.high) + np.abs(rows.high) @ np.abs(self.free.high)
        return np.where(np.abs(left.high) > ROUNDING * sizes, left.high, 0.0), turning


def descend(equations: NormalEquations) -> Iterator[Knot]:
    """Follow the w that minimises ½ wᵀHw − pull·w + λ‖w‖₁ from λ = max |pull| down to 0, a knot at a time.

    H is positive semidefinite, and the pull lies in its range. Between knots the active weights are
    w = H_AA⁻¹ (pull_A − λ s_A), a straight line in λ. A weight enters where its correlation pull − Hw reaches ±λ
    and leaves where it reaches 0; of events at one λ the least index goes first, which cannot cycle (Murty). A
    weight whose column the active ones span never enters beside them: of many optima this follows a vertex. At a
    knot, those weights alone are solved for that neither enter nor depart there. The last knot has λ = 0.
    Raises ``ValueError`` if the weights leave the range 1e±250 of floating point.
    Source: Osborne, Presnell & Turlach, IMA J. Numer. Anal. 20 (2000), §4; Efron, Hastie, Johnstone &
    Tibshirani, Ann. Statist. 32 (2004), §3.1; Murty, Opsearch 11 (1974), 123-130, for the least index.

    >>> [knot.strength for knot in descend(NormalEquations.of(Doubled.of(np.eye(2)), Doubled.of([3.0, -1.0])))]
    [3.0, 1.0, 0.0]
    """
    d = equations.in_range().dimension
    strength = float(np.abs(equations.pull.high).max())
    signs, previous = np.zeros(d), np.zeros(d)
    active: list[int] = []
    may_enter = np.ones(d, np.bool_)
    events: list[Event] = []
    above = Stretch.of(equations, active, signs[active])
    while strength > 0:
        line = Stretch.of(equations, active, signs[active])
        if line.is_flat:
            spanned = events.pop().index
            active.remove(spanned)
            signs[spanned], may_enter[spanned] = 0.0, False
            continue
        arrivals, sides = _arrivals(line, may_enter)
        index = int(arrivals.argmax())
        if arrivals[index] >= strength * (1 - TIE):
            index = int(np.flatnonzero(arrivals >= strength * (1 - TIE))[0])
        else:
            yield _knot(above, strength, signs, active, events)
            above, events, strength = line, [], max(float(arrivals[index]), 0.0)
            if strength == 0:
                break
        if signs[index] == 0:
            signs[index] = sides[index]
            active.append(index)
            may_enter[index] = False
        else:
            signs[index] = 0.0
            active.remove(index)
            may_enter[:] = True
            may_enter[active] = False
        events.append(Event(_raised(equations, strength), index, int(signs[index]), int(previous[index])))
        previous[index] = signs[index] or previous[index]
    yield _knot(above, 0.0, signs, active, [])


def _arrivals(line: Stretch, may_enter: npt.NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """Return the λ at which each resting weight enters and each active one departs, and the former's signs."""
    left, turning = line.correlations()
    sides = np.sign(left)
    outward = (-turning * sides + 1.0).high
    arrivals = np.zeros(left.size)
    np.divide(np.abs(left), outward, out=arrivals, where=may_enter & (sides != 0) & (outward > DEPENDENT))
    departs = line.signs * line.slope.high < 0
    arrivals[line.active[departs]] = line.free.high[departs] / line.slope.high[departs]
    return arrivals, sides


def _knot(above: Stretch, strength: float, signs: FloatArray, active: list[int], events: list[Event]) -> Knot:
    """Stop at the end of a stretch, whose line goes on to the knot unless a weight departs there."""
    equations, entered = above.equations, {event.index for event in events}
    staying = [index for index in active if index not in entered]
    line = above if above.active.tolist() == staying else Stretch.of(equations, staying, signs[staying])
    weights = equations.weights(line.at(strength))
    return Knot(_raised(equations, strength), weights, signs.copy(), tuple(events))


def _raised(equations: NormalEquations, strength: float) -> float:
    return float(np.ldexp(strength, equations.height))
