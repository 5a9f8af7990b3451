"""The whole ridge path: every weight at every strength, and at every budget of the round ball."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative_array, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.arithmetic.doubled import Doubled
from common.maths.losses.normal_equations import Equilibrated, NormalEquations
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.penalties.projections import length

__all__ = ["RidgePath", "ridge_path"]

ROUNDING = 1e-14
KEPT = 1 << 15  # optima of a path, and budgets met on it
PATHS = 16  # kept, each with its optima
FAR = 1e-40  # budgets this small beside the weights: H no longer matters


@dataclass(frozen=True, eq=False)
class RidgePath:
    """The optima of L(w) + ½ λ‖w‖₂² for all λ >= 0, each solved for by itself to the last digits.

    ``equations`` are H w = pull. Weights are right to some 1e-16 of each, whatever their units, wherever H + λ, in
    units in which its diagonal is 1, has a condition below some 1e14; where it has not, the flat directions are
    not used, as if H were singular along them.

    >>> path = ridge_path(QuadraticLoss(np.diag([1.0, 3.0]), [2.0, 2.0]))
    >>> path.at([0.0, 1.0]).tolist()
    [[2.0, 2.0], [1.0, 1.5]]
    >>> strength = path.strength(1.0)
    >>> round(float(path.budget(strength)), 12)
    1.0
    """

    equations: NormalEquations

    def at(self, strengths: npt.ArrayLike) -> FloatArray:
        """Return the optimum at each λ >= 0: any shape (...) to (..., d); at λ = 0 the shortest one of L.

        Raises ``ValueError`` for a negative or non-finite λ.
        Source: Hoerl & Kennard, Ridge Regression, Technometrics 12 (1970), eq. 2.1.
        """
        return _each(non_negative_array("strengths", strengths), self.equations.dimension, self._solved)

    @cached_property
    def _solved(self) -> Callable[[float], FloatArray]:
        """The optimum at one λ; kept, as a picture of the path asks for the same ones in every frame."""

        @lru_cache(maxsize=KEPT)
        def solved(strength: float) -> FloatArray:
            equations = self.equations.with_ridge(strength)
            weights = Equilibrated(equations.hessian).solve(equations.pull[:, np.newaxis])
            return equations.weights(weights.high[:, 0])

        return solved

    def budget(self, strengths: npt.ArrayLike) -> FloatArray:
        """Return the ‖w‖₂ that the optimum at each λ >= 0 spends; errors as in ``at``."""
        return length(self.at(strengths))

    def strength(self, radii: npt.ArrayLike) -> FloatArray:
        """Return the λ whose optimum has ‖w‖₂ = t, for each t >= 0 of any shape: the secular equation.

        It is 0 from the norm of the unpenalised optimum on, and infinite at t = 0. Raises ``ValueError`` for a
        negative or non-finite t, or a λ past 1.8e308. Source: Conn, Gould & Toint, Trust-Region Methods, §7.3.
        """
        radii = non_negative_array("radii", radii)
        found = _each(radii, 1, lambda radius: np.array([self._meet(radius)[0]]))[..., 0]
        representable("strength", np.where(radii > 0, found, 0.0))
        return found

    def at_budget(self, radii: npt.ArrayLike) -> FloatArray:
        """Return the least loss with ‖w‖₂ <= t, for each t >= 0: any shape (...) to (..., d).

        Above the norm of the unpenalised optimum it is that optimum. As λ is rounded on the way, a weight that is
        small beside the others is right to some 1e-16 of those, in units in which the diagonal of H + λ is 1.
        Raises ``ValueError`` for a negative or non-finite t.
        """
        radii = non_negative_array("radii", radii)
        return _each(radii, self.equations.dimension, lambda radius: self._meet(radius)[1])

    @cached_property
    def _meet(self) -> Callable[[float], tuple[float, FloatArray]]:
        """The λ of one budget, and the optimum; kept as those of one λ are."""
        return lru_cache(maxsize=KEPT)(self._met)

    def _met(self, radius: float) -> tuple[float, FloatArray]:
        """Solve the secular equation: λ, infinite where it overflows, and the optimum.

        Newton's method on 1/‖w‖, which is concave and rising in λ, rises to the root, until the excess of ‖w‖
        over t no longer falls: it is then below rounding, and is taken off.
        """
        equations, pull = self.equations, self.equations.pull.high
        size = float(length(pull))
        if size == 0:
            return 0.0, np.zeros_like(pull)
        with np.errstate(over="ignore"):
            scaled = float(np.ldexp(radius, equations.steepness - equations.height))
        if scaled < FAR:
            share, exponent = np.frexp(radius)
            with np.errstate(over="ignore", divide="ignore"):
                return float(np.ldexp(size / share, equations.height - exponent)), radius * (pull / size)
        least = size / scaled * (1 - ROUNDING) - float(np.linalg.norm(equations.hessian.high, 2))
        found, before = 0.0, np.inf
        while True:
            system = Equilibrated(equations.hessian + found * np.eye(equations.dimension))
            w = system.solve(equations.pull[:, np.newaxis])[:, 0]
            excess = _excess(w, scaled)
            if found == 0 and excess <= 0:
                return found, equations.weights(w.high)
            if abs(excess) >= before:
                return float(np.ldexp(found, equations.steepness)), equations.weights((w - w * excess).high)
            way, before = (w.high / length(w.high))[:, np.newaxis], abs(excess)
            found = max(found + excess / float(np.sum(way * system.once(way))), least if found == 0 else 0.0)


@lru_cache(maxsize=PATHS)
def ridge_path(loss: QuadraticLoss | LeastSquares) -> RidgePath:
    """Return the path of a loss; λ is in the units of L per squared weight.

    Raises ``ValueError`` if the weights leave the range 1e±250.

    >>> ridge_path(LeastSquares([[1.0, 1.0]], [2.0], scale=0.5)).at(0.0).round(12).tolist()
    [1.0, 1.0]
    """
    return RidgePath(loss.equations.in_range())


def _each(numbers: FloatArray, count: int, found: Callable[[float], FloatArray]) -> FloatArray:
    rows = [found(float(number)) for number in numbers.ravel()]
    return np.reshape(rows, (*numbers.shape, count)).astype(np.float64)


def _excess(w: Doubled, radius: float) -> float:
    """Return ‖w‖/t − 1, with its digits where it is near 0."""
    top = np.frexp(np.abs(w.high).max())[1]
    w, radius = w.ldexp(-top), float(np.ldexp(radius, -top))
    squares = ((w * w).sum() - Doubled.of(radius) * radius).high
    with np.errstate(divide="ignore"):
        return float(squares / (radius * (length(w.high) + radius)))
