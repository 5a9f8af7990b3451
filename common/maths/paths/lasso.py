"""The whole lasso path: every weight at every strength, and at every budget."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative, non_negative_array
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.normal_equations import NormalEquations
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.paths.homotopy import TIE, Event, descend

__all__ = ["LassoPath", "elastic_net_path", "lasso_path"]


@dataclass(frozen=True, eq=False)
class LassoPath:
    """The optima of L(w) + λ‖w‖₁ for all λ >= 0: straight lines between knots.

    ``knots``, shape (k,), are the λ of the bends, falling to 0, the first the least λ that leaves no weight;
    ``weights``, (k, d), are the optima there, and ``budgets``, (k,), their ‖w‖₁; ``signs``, (k, d), are those
    of the stretch below each knot; ``events`` is what happens, in order. All arrays are read-only.

    >>> path = lasso_path(QuadraticLoss(np.eye(2), [3.0, -1.0]))
    >>> path.knots.tolist(), path.budgets.tolist()
    ([3.0, 1.0, 0.0], [0.0, 2.0, 4.0])
    >>> path.at([0.5, 2.0]).tolist()
    [[2.5, -0.5], [1.0, 0.0]]
    >>> path.at_budget(3.0).tolist(), float(path.strength(3.0)), float(path.budget(0.5))
    ([2.5, -0.5], 0.5, 3.0)
    """

    knots: FloatArray
    weights: FloatArray
    budgets: FloatArray
    signs: FloatArray
    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        for array in (self.knots, self.weights, self.budgets, self.signs):
            array.setflags(write=False)

    def at(self, strengths: npt.ArrayLike) -> FloatArray:
        """Return the optimum at each λ >= 0: any shape (...) to (..., d), with exact zeros.

        Raises ``ValueError`` for a negative or non-finite λ.
        """
        return self._between(-non_negative_array("strengths", strengths), -self.knots, self.weights)

    def at_budget(self, radii: npt.ArrayLike) -> FloatArray:
        """Return the least loss with ‖w‖₁ <= t, for each t >= 0: any shape (...) to (..., d).

        Above the last of ``budgets`` the optimum spends no more than that. Raises ``ValueError`` for a
        negative or non-finite t.
        """
        return self._between(non_negative_array("radii", radii), self.budgets, self.weights)

    def strength(self, radii: npt.ArrayLike) -> FloatArray:
        """Return the λ of which each budget t >= 0 is the optimum's own, shape and errors as in ``at_budget``.

        It is max |∇L(0)| at t = 0, and 0 from the last of ``budgets`` on.
        """
        return self._between(non_negative_array("radii", radii), self.budgets, self.knots[:, np.newaxis])[..., 0]

    def budget(self, strengths: npt.ArrayLike) -> FloatArray:
        """Return the ‖w‖₁ that the optimum at each λ >= 0 spends; errors as in ``at``."""
        return np.asarray(np.abs(self.at(strengths)).sum(axis=-1))

    def _between(self, at: FloatArray, bends: FloatArray, values: FloatArray) -> FloatArray:
        """Join ``values`` by straight lines over rising ``bends``; beyond the ends, and by a bend, they stay."""
        at = np.clip(at, bends[0], bends[-1])
        above = np.clip(np.searchsorted(bends, at, side="left"), 1, max(len(bends) - 1, 1))
        below = above - 1
        above = np.minimum(above, len(bends) - 1)
        past, short = at - bends[below], bends[above] - at
        width = np.maximum(past + short, np.finfo(np.float64).tiny)
        rest, share = (short / width)[..., np.newaxis], (past / width)[..., np.newaxis]
        joined = rest * values[below] + share * values[above]
        joined = np.where((short <= TIE * np.abs(at))[..., np.newaxis], values[above], joined)
        return np.asarray(np.where((past <= TIE * np.abs(at))[..., np.newaxis], values[below], joined) + 0.0)


def lasso_path(loss: QuadraticLoss | LeastSquares) -> LassoPath:
    """Follow the lasso optimum from the λ that leaves no weight down to λ = 0.

    λ is in the units of L per weight. If H is singular, optima need not be unique: the path is that of one
    vertex, and ``optimal_face`` describes the others. Raises ``ValueError`` and has sources as ``descend``.

    >>> [(event.index, event.sign) for event in lasso_path(QuadraticLoss(np.eye(2), [3.0, -1.0])).events]
    [(0, 1), (1, -1)]
    """
    return _collected(loss.equations)


def elastic_net_path(loss: QuadraticLoss | LeastSquares, ridge: float) -> LassoPath:
    """Follow the optimum of L(w) + λ‖w‖₁ + ½ ρ ‖w‖₂² over λ, at a fixed ρ = ``ridge`` >= 0.

    It is the lasso path of H + ρI with the same pull. Raises ``ValueError`` for a negative or non-finite ρ.
    Source: Zou & Hastie, J. R. Statist. Soc. B 67 (2005), lemma 1 (§2.2) and, for the path, §3.4, without their
    rescaling by 1 + ρ.

    >>> elastic_net_path(QuadraticLoss(np.eye(1), [3.0]), ridge=1.0).at(1.0).tolist()
    [1.0]
    """
    return _collected(loss.equations.with_ridge(non_negative("ridge", ridge)))


def _collected(equations: NormalEquations) -> LassoPath:
    knots = list(descend(equations))
    weights = np.array([knot.weights for knot in knots])
    return LassoPath(
        np.array([knot.strength for knot in knots]),
        weights,
        np.maximum.accumulate(np.abs(weights).sum(axis=-1)),
        np.array([knot.signs for knot in knots]),
        tuple(event for knot in knots for event in knot.events),
    )
