"""Quadratic losses: of one weight, of several, and of several fitted to data by least squares."""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, finite, finite_array, points, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.arithmetic.doubled import Doubled
from common.maths.losses.normal_equations import NormalEquations, gram

__all__ = ["LeastSquares", "OneWeightLoss", "QuadraticLoss"]


@dataclass(frozen=True)
class OneWeightLoss:
    """L(w) = ½ h (w − ŵ)² + c for one weight.

    ``curvature`` is h > 0, ``centre`` is ŵ, the unregularised optimum, and ``constant`` c, the loss there; all
    finite, else ``ValueError``.

    >>> loss = OneWeightLoss(curvature=0.67, centre=0.5)
    >>> float(loss.slope(0.0))
    -0.335
    >>> loss.value([0.5, 1.5]).tolist()
    [0.0, 0.335]
    """

    curvature: float
    centre: float
    constant: float = 0.0

    def __post_init__(self) -> None:
        positive("curvature", self.curvature)
        finite("centre", self.centre)
        finite("constant", self.constant)

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return L at each entry of ``w``, which has any shape; ``ValueError`` where it passes 1.8e308."""
        w = finite_array("w", w)
        with np.errstate(over="ignore", invalid="ignore"):
            away = w - self.centre
            return _in_range(np.asarray(0.5 * self.curvature * away * away + self.constant))

    def slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return L′ = h (w − ŵ) at each entry of ``w``, which has any shape; ``ValueError`` as for ``value``."""
        w = finite_array("w", w)
        with np.errstate(over="ignore", invalid="ignore"):
            return _in_range(np.asarray(self.curvature * (w - self.centre)))


class _ByValue(ABC):
    """Equal to what has the same numbers: what is solved for one need not be for the other."""

    @cached_property
    @abstractmethod
    def _numbers(self) -> tuple[Hashable, ...]:
        """All that it is made of."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._numbers == self._numbers

    def __hash__(self) -> int:
        return hash(self._numbers)


@dataclass(frozen=True, eq=False)
class QuadraticLoss(_ByValue):
    """L(w) = ½ (w − ŵ)ᵀ H (w − ŵ) + c for d >= 1 weights.

    ``hessian`` is H, of shape (d, d), symmetric positive definite; ``centre`` is ŵ, of shape (d,), the
    unregularised optimum; ``constant`` is c, the loss there. ``pull`` = H ŵ = −∇L(0), shape (d,), follows.
    The arrays are copied and made read-only. Raises ``ValueError`` for any other input.

    >>> loss = QuadraticLoss([[2.0, 0.0], [0.0, 1.0]], [1.0, 3.0], constant=0.5)
    >>> loss.value([[1.0, 3.0], [0.0, 3.0]]).tolist()
    [0.5, 1.5]
    >>> loss.gradient([0.0, 0.0]).tolist(), loss.pull.tolist()
    ([-2.0, -3.0], [2.0, 3.0])
    """

    hessian: FloatArray
    centre: FloatArray
    constant: float = 0.0
    pull: FloatArray = field(init=False, repr=False)

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
        hessian = np.where(hessian == hessian.T, hessian, hessian / 2 + hessian.T / 2)
        try:
            np.linalg.cholesky(hessian)
        except np.linalg.LinAlgError as error:
            raise ValueError(f"hessian is {hessian.tolist()}, but must be positive definite.") from error
        finite("constant", self.constant)
        with np.errstate(over="ignore", invalid="ignore"):
            pull = hessian @ centre
        if not np.isfinite(pull).all():
            raise ValueError(f"hessian times centre is {pull}, but must stay below 1.8e308.")
        _freeze(self, hessian=hessian, centre=centre, pull=pull)

    @property
    def dimension(self) -> int:
        """The number of weights, d."""
        return self.centre.size

    @cached_property
    def _numbers(self) -> tuple[Hashable, ...]:
        return self.hessian.tobytes(), self.centre.tobytes(), self.constant

    @cached_property
    def equations(self) -> NormalEquations:
        """H w = H ŵ to twice the precision."""
        one = NormalEquations.of(Doubled.of(self.hessian), Doubled.of(self.centre))
        pull = one.hessian @ one.pull
        return NormalEquations.of(one.hessian, pull, one.steepness, one.steepness + one.height)

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return L at each point of ``w``: shape (..., d) to shape (...).

        Raises ``ValueError`` for any other shape, or where the loss passes 1.8e308.
        """
        at = points(w, self.dimension)
        with np.errstate(over="ignore", invalid="ignore"):
            away = at - self.centre
            value = 0.5 * np.sum(away * (away @ self.hessian), axis=-1) + self.constant
        return _in_range(np.asarray(value))

    def gradient(self, w: npt.ArrayLike) -> FloatArray:
        """Return ∇L = H (w − ŵ) at each point of ``w``: shape (..., d) to the same; errors as for ``value``."""
        at = points(w, self.dimension)
        with np.errstate(over="ignore", invalid="ignore"):
            gradient = (at - self.centre) @ self.hessian
        return _in_range(np.asarray(gradient))

    def contour(self, level: float, count: int = 181) -> FloatArray:
        """Trace the ellipse {L = level} of two weights: points (count, 2), the last equal to the first.

        ``level`` >= c is in the units of the loss. Raises ``ValueError`` for a lower level, fewer than two
        points, or a loss of other than two weights.
        """
        if not self.constant <= finite("level", level):
            raise ValueError(f"level is {level}, but must be {self.constant} or more, the least of the loss.")
        count = at_least("count", count, 2)
        if self.dimension != 2:
            raise ValueError(f"loss has {self.dimension} weights, but must have 2 to have a contour line.")
        angles = np.linspace(0.0, 2 * np.pi, count)
        circle = np.stack([np.cos(angles), np.sin(angles)])
        unit_ellipse = np.linalg.solve(np.linalg.cholesky(self.hessian).T, circle).T
        with np.errstate(over="ignore", invalid="ignore"):
            ellipse = self.centre + 2 * np.sqrt(level / 2 - self.constant / 2) * unit_ellipse
        if not np.isfinite(ellipse).all():
            raise ValueError(f"level is {level}, but must be low enough for its ellipse to stay within 1.8e308.")
        ellipse[-1] = ellipse[0]
        return np.asarray(ellipse)


@dataclass(frozen=True, eq=False)
class LeastSquares(_ByValue):
    """L(w) = s ‖y − X w‖₂² for n >= 1 rows of data and d >= 1 weights; there is no intercept.

    ``design`` is X, of shape (n, d), ``targets`` is y, of shape (n,), and ``scale`` is s > 0, 1/n if left out:
    the mean squared error (½ makes it the loss of the LARS paper, 1/(2n) that of scikit-learn's ``Lasso``).
    ``hessian`` = 2 s XᵀX, shape (d, d), is positive semidefinite, and singular if columns depend on each
    other; ``pull`` = 2 s Xᵀy = −∇L(0), shape (d,). The arrays are copied and made read-only. Raises
    ``ValueError`` for other shapes, no rows, NaN or infinity, or products that pass 1.8e308.

    >>> loss = LeastSquares([[1.0], [-1.0]], [0.5, -0.5])
    >>> loss.hessian.tolist(), loss.pull.tolist(), float(loss.value([0.5]))
    ([[2.0]], [1.0], 0.0)
    >>> round(float(loss.quadratic.centre[0]), 12)
    0.5
    """

    design: FloatArray
    targets: FloatArray
    scale: float | None = None
    hessian: FloatArray = field(init=False, repr=False)
    pull: FloatArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        design, targets = np.array(self.design, np.float64), np.array(self.targets, np.float64)
        if design.ndim != 2 or design.size == 0:
            raise ValueError(f"design has shape {design.shape}, but must have one or more rows and columns.")
        if targets.shape != design.shape[:1]:
            raise ValueError(f"targets has shape {targets.shape}, but must be {design.shape[:1]} to match design.")
        for name, array in (("design", design), ("targets", targets)):
            if not np.isfinite(array).all():
                raise ValueError(f"{name} has entries that are NaN or infinite, but must be finite.")
        object.__setattr__(self, "scale", 1 / len(design) if self.scale is None else positive("scale", self.scale))
        scale = self._scale
        with np.errstate(over="ignore", invalid="ignore"):
            hessian = 2 * scale * (design.T @ design)
            pull = 2 * scale * (design.T @ targets)
        if not (np.isfinite(hessian).all() and np.isfinite(pull).all()):
            raise ValueError("design and targets have products that overflow, but those must stay below 1.8e308.")
        if (design.any(axis=0) & (np.diag(hessian) < np.finfo(np.float64).tiny)).any():
            raise ValueError("design has a column whose square underflows, but that must stay above 2.3e-308.")
        _freeze(self, design=design, targets=targets, hessian=hessian, pull=pull)

    @property
    def dimension(self) -> int:
        """The number of weights, d."""
        return self.pull.size

    @cached_property
    def _numbers(self) -> tuple[Hashable, ...]:
        return self.design.tobytes(), self.targets.tobytes(), self.scale

    @cached_property
    def equations(self) -> NormalEquations:
        """2 s XᵀX w = 2 s Xᵀy to twice the precision."""
        return gram(self.design, self.targets, self._scale)

    @cached_property
    def quadratic(self) -> QuadraticLoss:
        """The same loss as ½ (w − ŵ)ᵀ H (w − ŵ) + c, with ŵ the least-squares fit and c the loss there.

        Raises ``ValueError`` if the columns of X depend on each other, so that ŵ is not unique.
        """
        units = np.frexp(np.abs(self.design).max(axis=0))[1]
        scaled, _, rank, _ = np.linalg.lstsq(np.ldexp(self.design, -units), self.targets)
        if rank < self.dimension:
            raise ValueError(f"design has rank {rank}, but must have rank {self.dimension} for a unique optimum.")
        centre = np.ldexp(scaled, -units)
        return QuadraticLoss(self.hessian, centre, float(self.value(centre)))

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return L at each point of ``w``: shape (..., d) to shape (...); errors as for ``QuadraticLoss``."""
        at = points(w, self.dimension)
        with np.errstate(over="ignore", invalid="ignore"):
            value = self._scale * np.sum(self._residuals(at) ** 2, axis=-1)
        return _in_range(np.asarray(value))

    def gradient(self, w: npt.ArrayLike) -> FloatArray:
        """Return ∇L = −2 s Xᵀ(y − X w) at each point of ``w``: shape (..., d) to the same, else as ``value``."""
        at = points(w, self.dimension)
        with np.errstate(over="ignore", invalid="ignore"):
            gradient = -2 * self._scale * (self._residuals(at) @ self.design)
        return _in_range(np.asarray(gradient))

    def contour(self, level: float, count: int = 181) -> FloatArray:
        """Trace {L = level} as ``QuadraticLoss.contour`` does, with its errors and those of ``quadratic``."""
        return self.quadratic.contour(level, count)

    @property
    def _scale(self) -> float:
        return self.scale if self.scale is not None else np.nan

    def _residuals(self, at: FloatArray) -> FloatArray:
        return np.asarray(self.targets - at @ self.design.T)


def _in_range(result: FloatArray) -> FloatArray:
    if not np.isfinite(result).all():
        raise ValueError("w is too far from the centre: the loss and its slope there must stay below 1.8e308.")
    return result


def _freeze(loss: object, **arrays: FloatArray) -> None:
    for name, array in arrays.items():
        array.setflags(write=False)
        object.__setattr__(loss, name, array)
