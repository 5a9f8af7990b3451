"""The whole ridge path: every weight at every strength, and at every budget of the round ball."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arguments import representable
from common.maths.homotopy import weight_scale
from common.maths.lasso_path import non_negative_array
from common.maths.losses import FloatArray, LeastSquares, QuadraticLoss
from common.maths.projections import length

__all__ = ["RidgePath", "ridge_path", "ridge_solve"]

NULL = 1e-14  # curvatures below this share of the largest, times d, are rounding of 0
MOST_STEPS = 200
ENOUGH = 1e-15  # a relative step as small as rounding
FAR = 1e-90  # budgets this small beside the weights: the curvatures no longer matter
SOLVABLE = 1e-12  # a ratio of least to largest curvature from which a plain solve is the most exact


@dataclass(frozen=True, eq=False)
class RidgePath:
    """The optima of L(w) + ½ λ‖w‖₂² for all λ >= 0: each principal part fades as 1/(curvature + λ).

    ``curvatures``, shape (d,), are the eigenvalues of H, the null ones exactly 0; ``axes``, (d, d), have the
    eigenvectors as columns; ``parts``, (d,), are the pull along them. All are read-only.

    >>> path = ridge_path(QuadraticLoss(np.diag([1.0, 3.0]), [2.0, 2.0]))
    >>> path.at([0.0, 1.0]).tolist()
    [[2.0, 2.0], [1.0, 1.5]]
    >>> strength = path.strength(1.0)
    >>> round(float(path.budget(strength)), 12)
    1.0
    """

    curvatures: FloatArray
    axes: FloatArray
    parts: FloatArray

    def __post_init__(self) -> None:
        for array in (self.curvatures, self.axes, self.parts):
            array.setflags(write=False)

    def at(self, strengths: npt.ArrayLike) -> FloatArray:
        """Give the optimum at each λ >= 0: any shape (...) to (..., d); at λ = 0 the shortest one of L.

        Raises ``ValueError`` for a negative or non-finite λ. Source: Hastie, Tibshirani & Friedman, The
        Elements of Statistical Learning, eq. 3.47.
        """
        return np.asarray(self._along(non_negative_array("strengths", strengths)) @ self.axes.T)

    def budget(self, strengths: npt.ArrayLike) -> FloatArray:
        """Give the ‖w‖₂ that the optimum at each λ >= 0 spends; errors as in ``at``."""
        return np.asarray(np.linalg.norm(self._along(non_negative_array("strengths", strengths)), axis=-1))

    def strength(self, radii: npt.ArrayLike) -> FloatArray:
        """Give the λ whose optimum has ‖w‖₂ = t, for each t >= 0 of any shape: the secular equation.

        It is 0 from the norm of the unpenalised optimum on, and infinite at t = 0. Raises ``ValueError`` for a
        negative or non-finite t, or a λ past 1.8e308. Source: Conn, Gould & Toint, Trust-Region Methods, §7.3.
        """
        radii = non_negative_array("radii", radii)
        found = representable("strength", self.multiplier(np.where(radii > 0, radii, 1.0)))
        return np.asarray(np.where(radii > 0, found, np.inf if self.parts.any() else 0.0))

    def at_budget(self, radii: npt.ArrayLike) -> FloatArray:
        """Give the least loss with ‖w‖₂ <= t, for each t >= 0: any shape (...) to (..., d).

        Above the norm of the unpenalised optimum it is that optimum. Raises ``ValueError`` for a negative or
        non-finite t.
        """
        radii = non_negative_array("radii", radii)
        numbers = np.finfo(np.float64)
        strengths = np.minimum(self.multiplier(np.maximum(radii, numbers.tiny)), numbers.max)[..., np.newaxis]
        largest = np.maximum(np.maximum(strengths, self.curvatures.max()), numbers.tiny)
        points = self._divided(self.curvatures / largest + strengths / largest)
        size = length(points)[..., np.newaxis]
        spent = points / np.where(size > 0, size, 1.0) * radii[..., np.newaxis]
        return np.asarray(np.where(strengths > 0, spent @ self.axes.T, self.at(0.0)))

    def multiplier(self, radii: npt.ArrayLike) -> FloatArray:
        """Solve the secular equation for radii above 0, of any shape: λ >= 0, infinite where it overflows.

        Newton's method on 1/‖w‖, which is concave and rising in λ, rises to the root and never passes it.

        >>> ridge_path(QuadraticLoss(np.eye(1), [3.0])).multiplier([1.0, 3.0]).tolist()
        [2.0, 0.0]
        """
        radii = np.asarray(radii, np.float64)
        if not self.parts.any():
            return np.zeros(radii.shape)
        steepness, height = float(self.curvatures.max()), float(np.abs(self.parts).max())
        parts, curvatures = self.parts[self.parts != 0] / height, self.curvatures[self.parts != 0] / steepness
        with np.errstate(over="ignore", divide="ignore"):
            scaled = radii / (height / steepness)
            far = np.sqrt(parts @ parts) / scaled
            near = np.maximum(scaled, FAR)
            found = np.where(far < 1 / FAR, np.maximum(far - 1.0, 0.0), 0.0)  # as if all curved the most
            for _step in range(MOST_STEPS):
                shifted = curvatures + found[..., np.newaxis]
                squares = (parts / shifted) ** 2
                size, fall = np.sqrt(squares.sum(axis=-1)), (squares / shifted).sum(axis=-1)
                rise = (size / near - 1.0) * size * size / fall
                if not (rise > ENOUGH * found).any():
                    break
                found = found + np.maximum(rise, 0.0)
            return np.asarray(np.where(scaled < FAR, far, found) * steepness)

    def _along(self, strengths: FloatArray) -> FloatArray:
        return self._divided(self.curvatures + strengths[..., np.newaxis])

    def _divided(self, shifted: FloatArray) -> FloatArray:
        return np.divide(self.parts, shifted, out=np.zeros(shifted.shape), where=self.parts != 0)


def ridge_path(loss: QuadraticLoss | LeastSquares) -> RidgePath:
    """Turn the loss to its principal axes, from which every ridge optimum follows at once.

    λ is in the units of L per squared weight. Raises ``ValueError`` if the weights leave the range 1e±250.

    >>> ridge_path(LeastSquares([[1.0, 1.0]], [2.0], scale=0.5)).at(0.0).round(12).tolist()
    [1.0, 1.0]
    """
    weight_scale(loss.hessian, loss.pull)
    largest = float(np.abs(loss.hessian).max()) or 1.0
    curvatures, axes = np.linalg.eigh(loss.hessian / largest)
    alive = curvatures > NULL * loss.dimension * max(curvatures[-1], 0.0)
    return RidgePath(np.where(alive, curvatures, 0.0) * largest, axes, np.where(alive, loss.pull @ axes, 0.0))


def ridge_solve(loss: QuadraticLoss | LeastSquares, path: RidgePath, strength: float) -> FloatArray:
    """Solve (H + λ) w = pull for λ >= 0 to the last digits, the shortest way where that is singular.

    >>> loss = QuadraticLoss(np.eye(2), [2.0, 4.0])
    >>> ridge_solve(loss, ridge_path(loss), 1.0).tolist()
    [1.0, 2.0]
    """
    if path.curvatures[0] + strength > SOLVABLE * (path.curvatures[-1] + strength):
        return np.asarray(np.linalg.solve(loss.hessian + strength * np.eye(loss.dimension), loss.pull))
    return path.at(strength)
