"""The two penalties, L1 and L2, and everything that follows from the choice between them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.maths.arguments import at_least, non_negative, positive
from common.maths.intervals import Interval
from common.maths.losses import FloatArray

__all__ = ["L1", "L2", "AbsolutePenalty", "Penalty", "SquaredPenalty", "soft_threshold"]


def soft_threshold(w: npt.ArrayLike, amount: float) -> FloatArray:
    """Shrink every entry by ``amount``, and stop at zero: the proximal step of ``amount * |w|``.

    ``w`` is any shape; ``amount`` >= 0 in the units of ``w``. Entries no larger than ``amount`` become
    exactly 0. Raises ``ValueError`` for a negative or non-finite ``amount``.
    Source: Parikh & Boyd, Proximal Algorithms, §6.5.2.
    """
    amount = non_negative("amount", amount)
    w = np.asarray(w, np.float64)
    return np.asarray(w - np.clip(w, -amount, amount))


class Penalty(ABC):
    """A penalty Ω(w) = Σ Ω(wᵢ), and the norm whose ball is its budget {‖w‖ <= t}.

    Methods of one weight work entrywise on any shape; ``norm`` and its kin work over the last axis.
    """

    name: ClassVar[str]

    @abstractmethod
    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Give Ω of each entry of ``w``."""

    @abstractmethod
    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Give Ω′ of each entry of ``w``: its push towards 0 at λ = 1, taken as 0 at a kink."""

    @abstractmethod
    def subdifferential(self, w: float) -> Interval:
        """Give all slopes of lines that touch Ω from below at ``w``."""

    @abstractmethod
    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Find the w that minimises ½ h w² − pull · w + λ Ω(w), for each entry of ``pull``.

        ``curvature`` is h > 0 and ``strength`` is λ >= 0, else ``ValueError``.
        Source: Parikh & Boyd, Proximal Algorithms, §6.1.1 and §6.5.2.
        """

    def proximal_step(self, w: npt.ArrayLike, amount: float) -> FloatArray:
        """Find the v that minimises ½ (v − w)² + amount · Ω(v), for each entry of ``w``; ``amount`` >= 0."""
        return self.quadratic_optimum(w, 1.0, non_negative("amount", amount))

    @abstractmethod
    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Give ‖w‖ over the last axis: shape (..., d) to shape (...)."""

    @abstractmethod
    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Give max {g·w : ‖w‖ <= 1} over the last axis: shape (..., d) to shape (...)."""

    @abstractmethod
    def norm_subgradient_residual(self, w: npt.ArrayLike, direction: npt.ArrayLike) -> FloatArray:
        """Measure how far ``direction`` is, in max-norm, from ``dual_norm(direction)`` times ∂‖·‖(w).

        Both have shape (..., d), the result (...). It is 0 exactly when ``w`` maximises
        ``direction · w`` over the ball it lies on.
        Source: Boyd & Vandenberghe, Convex Optimization, §5.5.3 and §A.1.6.
        """

    @abstractmethod
    def corners(self, radius: float) -> FloatArray:
        """Give the corners of the 2-D ball {‖w‖ <= radius}, shape (k, 2); ``ValueError`` if radius < 0."""

    @abstractmethod
    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Trace the edge of the 2-D ball {‖w‖ <= radius}: points (n, 2), the last equal to the first.

        ``radius`` >= 0 is in the units of the weights. A round ball has n = ``count`` >= 2 points; a ball
        with corners has exactly its corners. Raises ``ValueError`` for a negative radius or a lower count.
        """


@dataclass(frozen=True)
class AbsolutePenalty(Penalty):
    """Ω(w) = |w|, so that the sum is ‖w‖₁."""

    name: ClassVar[str] = "L1"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Give |w|."""
        return np.asarray(np.abs(np.asarray(w, np.float64)))

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Give sign(w): the same however small the weight."""
        return np.asarray(np.sign(np.asarray(w, np.float64)))

    def subdifferential(self, w: float) -> Interval:
        """Give [−1, 1] at 0, and the one slope sign(w) elsewhere."""
        return Interval(-1.0, 1.0) if w == 0 else Interval(float(np.sign(w)), float(np.sign(w)))

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Give soft(pull, λ) / h: exactly 0 when, and only when, |pull| <= λ."""
        curvature = positive("curvature", curvature)
        return np.asarray(soft_threshold(pull, non_negative("strength", strength)) / curvature)

    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Give Σ |wᵢ|."""
        return np.asarray(np.abs(np.asarray(w, np.float64)).sum(axis=-1))

    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Give max |gᵢ|."""
        return np.asarray(np.abs(np.asarray(g, np.float64)).max(axis=-1))

    def norm_subgradient_residual(self, w: npt.ArrayLike, direction: npt.ArrayLike) -> FloatArray:
        """Give the max over wᵢ ≠ 0 of |directionᵢ − max|direction| · sign(wᵢ)|; a zero allows any entry."""
        w, direction = np.asarray(w, np.float64), np.asarray(direction, np.float64)
        steepest = self.dual_norm(direction)[..., np.newaxis]
        off = np.abs(direction - steepest * np.sign(w))
        return np.asarray(np.where(w == 0, 0.0 * direction, off).max(axis=-1))

    def corners(self, radius: float) -> FloatArray:
        """Give the four points at distance ``radius`` on the axes."""
        return non_negative("radius", radius) * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]], np.float64) + 0.0

    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Give the four corners and the first again, whatever the ``count``: shape (5, 2)."""
        at_least("count", count, 2)
        return self.corners(radius)[[0, 1, 2, 3, 0]]


@dataclass(frozen=True)
class SquaredPenalty(Penalty):
    """Ω(w) = ½ w², so that the sum is ½ ‖w‖₂²; its budget is a ball of ‖·‖₂ itself."""

    name: ClassVar[str] = "L2"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Give ½ w²."""
        return np.asarray(0.5 * np.asarray(w, np.float64) ** 2)

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Give the weight itself: a push that fades as it shrinks."""
        return np.array(w, np.float64)

    def subdifferential(self, w: float) -> Interval:
        """Give the one slope w."""
        return Interval(float(w), float(w))

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Give pull / (h + λ): 0 only where the pull is 0."""
        curvature = positive("curvature", curvature)
        return np.asarray(np.asarray(pull, np.float64) / (curvature + non_negative("strength", strength)))

    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Give √Σ wᵢ²."""
        return np.asarray(np.linalg.norm(np.asarray(w, np.float64), axis=-1))

    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Give √Σ gᵢ²: this norm is its own dual."""
        return self.norm(g)

    def norm_subgradient_residual(self, w: npt.ArrayLike, direction: npt.ArrayLike) -> FloatArray:
        """Give max |direction − ‖direction‖ · w/‖w‖|; the origin allows any direction."""
        w, direction = np.asarray(w, np.float64), np.asarray(direction, np.float64)
        length = self.norm(w)[..., np.newaxis]
        along = w / np.where(length == 0, 1.0, length)
        off = np.abs(direction - self.dual_norm(direction)[..., np.newaxis] * along)
        return np.asarray(np.where(length == 0, 0.0 * direction, off).max(axis=-1))

    def corners(self, radius: float) -> FloatArray:
        """Give none: shape (0, 2)."""
        non_negative("radius", radius)
        return np.empty((0, 2))

    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Give ``count`` points of the circle, evenly spaced from the first axis: shape (count, 2)."""
        angles = np.linspace(0.0, 2 * np.pi, at_least("count", count, 2))
        points = non_negative("radius", radius) * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        points[-1] = points[0]
        return np.asarray(points)


L1 = AbsolutePenalty()
L2 = SquaredPenalty()
