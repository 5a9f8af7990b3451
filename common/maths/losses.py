"""Quadratic losses: of one weight, and of several."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arguments import at_least, finite, non_negative, positive

__all__ = ["FloatArray", "OneWeightLoss", "QuadraticLoss"]

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class OneWeightLoss:
    """L(w) = ½ h (w − ŵ)² for one weight.

    ``curvature`` is h > 0 and ``centre`` is ŵ, the unregularised optimum; both finite, else ``ValueError``.
    """

    curvature: float
    centre: float

    def __post_init__(self) -> None:
        positive("curvature", self.curvature)
        finite("centre", self.centre)

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Give L at each entry of ``w``, which has any shape."""
        return np.asarray(0.5 * self.curvature * (np.asarray(w, np.float64) - self.centre) ** 2)

    def slope(self, w: npt.ArrayLike) -> FloatArray:
        """Give L′ = h (w − ŵ) at each entry of ``w``, which has any shape."""
        return np.asarray(self.curvature * (np.asarray(w, np.float64) - self.centre))


@dataclass(frozen=True, eq=False)
class QuadraticLoss:
    """L(w) = ½ (w − ŵ)ᵀ H (w − ŵ) for d >= 1 weights.

    ``hessian`` is H, of shape (d, d), symmetric positive definite; ``centre`` is ŵ, of shape (d,), the
    unregularised optimum. Both are copied and made read-only. Raises ``ValueError`` for any other input.
    """

    hessian: FloatArray
    centre: FloatArray

    def __post_init__(self) -> None:
        centre = np.array(self.centre, np.float64)
        if centre.ndim != 1 or centre.size == 0:
            raise ValueError(f"centre has shape {centre.shape}, but must be one row of one or more weights.")
        if not np.isfinite(centre).all():
            raise ValueError(f"centre is {centre}, but must be finite.")
        hessian = np.array(self.hessian, np.float64)
        if hessian.shape != (centre.size, centre.size):
            needed = (centre.size, centre.size)
            raise ValueError(f"hessian has shape {hessian.shape}, but must be {needed} to match centre.")
        if not np.isfinite(hessian).all():
            raise ValueError(f"hessian is {hessian.tolist()}, but must be finite.")
        if not np.allclose(hessian, hessian.T, rtol=1e-12, atol=1e-12 * np.abs(hessian).max()):
            raise ValueError(f"hessian is {hessian.tolist()}, but must be symmetric.")
        hessian = (hessian + hessian.T) / 2
        try:
            np.linalg.cholesky(hessian)
        except np.linalg.LinAlgError as error:
            raise ValueError(f"hessian is {hessian.tolist()}, but must be positive definite.") from error
        for name, array in (("hessian", hessian), ("centre", centre)):
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def dimension(self) -> int:
        """The number of weights, d."""
        return self.centre.size

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Give L at each point of ``w``: shape (..., d) to shape (...), else ``ValueError``."""
        away = self._offsets(w)
        return np.asarray(0.5 * np.sum(away * (away @ self.hessian), axis=-1))

    def gradient(self, w: npt.ArrayLike) -> FloatArray:
        """Give ∇L = H (w − ŵ) at each point of ``w``: shape (..., d) to the same, else ``ValueError``."""
        return np.asarray(self._offsets(w) @ self.hessian)

    def contour(self, level: float, count: int = 181) -> FloatArray:
        """Trace the ellipse {L = level} of two weights: points (count, 2), the last equal to the first.

        ``level`` >= 0 is in the units of the loss. Raises ``ValueError`` for a negative level, fewer than two
        points, or a loss of other than two weights.
        """
        level = non_negative("level", level)
        count = at_least("count", count, 2)
        if self.dimension != 2:
            raise ValueError(f"loss has {self.dimension} weights, but must have 2 to have a contour line.")
        angles = np.linspace(0.0, 2 * np.pi, count)
        circle = np.stack([np.cos(angles), np.sin(angles)])
        unit_ellipse = np.linalg.solve(np.linalg.cholesky(self.hessian).T, circle).T
        points = self.centre + np.sqrt(2 * level) * unit_ellipse
        points[-1] = points[0]
        return np.asarray(points)

    def _offsets(self, w: npt.ArrayLike) -> FloatArray:
        points = np.asarray(w, np.float64)
        if points.ndim == 0 or points.shape[-1] != self.dimension:
            raise ValueError(f"w has shape {points.shape}, but its last axis must be {self.dimension} long.")
        return points - self.centre
