"""The two penalties, L1 and L2, and everything that follows from the choice between them."""

from abc import abstractmethod
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, finite_array, non_negative, positive, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.projections import length, project_onto_l1_ball, project_onto_l2_ball
from common.maths.penalties.separable import SeparablePenalty

__all__ = ["L1", "L2", "AbsolutePenalty", "Penalty", "SquaredPenalty", "soft_threshold"]


def soft_threshold(w: npt.ArrayLike, amount: float) -> FloatArray:
    """Shrink every entry by ``amount``, and stop at zero: the proximal step of ``amount * |w|``.

    ``w`` is any shape; ``amount`` >= 0 in the units of ``w``. Entries no larger than ``amount`` become
    exactly 0. Raises ``ValueError`` for numbers that are not finite, or a negative ``amount``.
    Source: Parikh & Boyd, Proximal Algorithms, §6.5.2.

    >>> soft_threshold([2.0, -0.5, 0.3], 0.5)
    array([1.5, 0. , 0. ])
    """
    amount = non_negative("amount", amount)
    w = finite_array("w", w)
    return np.asarray(w - np.clip(w, -amount, amount))


class Penalty(SeparablePenalty):
    """A penalty with a norm, whose ball {‖w‖ <= t} is its budget.

    ``norm`` and its kin work over the last axis, and let NaN through as NaN.

    >>> L1.norm([3.0, -4.0]), L2.norm([3.0, -4.0])
    (array(7.), array(5.))
    >>> L1.corners(1.0)
    array([[ 1.,  0.],
           [ 0.,  1.],
           [-1.,  0.],
           [ 0., -1.]])
    >>> L1.project([3.0, 1.0], 1.0), L2.project([3.0, 4.0], 1.0)
    (array([1., 0.]), array([0.6, 0.8]))
    >>> L1.normals([2.0, 0.0]).tolist(), L2.normals([2.0, 0.0]).tolist()
    ([[1.0, -1.0], [1.0, 1.0]], [[2.0, 0.0]])
    """

    @abstractmethod
    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Return ‖w‖ over the last axis: shape (..., d) to shape (...)."""

    @abstractmethod
    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Return max {g·w : ‖w‖ <= 1} over the last axis: shape (..., d) to shape (...)."""

    @abstractmethod
    def project(self, w: npt.ArrayLike, radius: float) -> FloatArray:
        """Find the nearest point of the ball {‖w‖ <= radius}, over the last axis: shape (..., d) to the same.

        A point inside is returned as it is. ``radius`` >= 0 is in the units of the weights, else ``ValueError``.
        """

    @abstractmethod
    def corners(self, radius: float) -> FloatArray:
        """Return the corners of the 2-D ball {‖w‖ <= radius}, shape (k, 2); ``ValueError`` if radius < 0."""

    def normals(self, w: npt.ArrayLike) -> FloatArray:
        """Return the directions that span the normal cone, at ``w``, of the convex ball on whose edge it lies.

        ``w`` is (d,), the directions (k, d): in the plane two at a corner, else one. ``ValueError`` for w = 0.
        They are the extreme subgradients of Σ Ω(wᵢ). Source: Rockafellar, Convex Analysis, theorem 23.7.
        """
        w = finite_array("w", w)
        if not w.any():
            raise ValueError("w is 0, but must lie on the edge of a ball.")
        ends = zip(self.left_slope(w).tolist(), self.right_slope(w).tolist(), strict=True)
        return np.array([*product(*(sorted({*slopes}) for slopes in ends))])

    @abstractmethod
    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Trace the edge of the 2-D ball {‖w‖ <= radius}: points (n, 2), the last equal to the first.

        ``radius`` >= 0 is in the units of the weights. A round ball has n = ``count`` >= 2 points; a ball
        with corners has exactly its corners. Raises ``ValueError`` for a negative radius or a lower count.
        """


@dataclass(frozen=True)
class AbsolutePenalty(Penalty):
    """Ω(w) = |w|, so that the sum is ‖w‖₁.

    >>> AbsolutePenalty().left_slope(0.0), AbsolutePenalty().right_slope(0.0)
    (array(-1.), array(1.))
    """

    name: ClassVar[str] = "L1"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return |w|."""
        return np.asarray(np.abs(finite_array("w", w)))

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return sign(w): the same however small the weight."""
        return np.asarray(np.sign(finite_array("w", w)))

    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return −1 up to and at 0, and 1 above."""
        return np.asarray(np.where(finite_array("w", w) > 0, 1.0, -1.0))

    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return −1 below 0, and 1 from 0 on."""
        return np.asarray(np.where(finite_array("w", w) >= 0, 1.0, -1.0))

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Return soft(pull, λ) / h: exactly 0 when, and only when, |pull| <= λ."""
        curvature, pull = positive("curvature", curvature), finite_array("pull", pull)
        with np.errstate(over="ignore"):
            return representable("w", soft_threshold(pull, non_negative("strength", strength)) / curvature)

    def zero_threshold(self, amount: float) -> float:
        """Return the amount itself: [−λ, λ] goes to 0."""
        return non_negative("amount", amount)

    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Return Σ |wᵢ|."""
        return np.asarray(np.abs(np.asarray(w, np.float64)).sum(axis=-1))

    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Return max |gᵢ|."""
        return np.asarray(np.abs(np.asarray(g, np.float64)).max(axis=-1))

    def project(self, w: npt.ArrayLike, radius: float) -> FloatArray:
        """Soft-threshold by the one amount that spends the radius."""
        return project_onto_l1_ball(w, radius)

    def corners(self, radius: float) -> FloatArray:
        """Return the four points at distance ``radius`` on the axes."""
        return non_negative("radius", radius) * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]], np.float64) + 0.0

    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Return the four corners and the first again, whatever the ``count``: shape (5, 2)."""
        at_least("count", count, 2)
        return self.corners(radius)[[0, 1, 2, 3, 0]]


@dataclass(frozen=True)
class SquaredPenalty(Penalty):
    """Ω(w) = ½ w², so that the sum is ½ ‖w‖₂²; its budget is a ball of ‖·‖₂ itself.

    >>> SquaredPenalty().value([3.0, -4.0]).sum()
    np.float64(12.5)
    """

    name: ClassVar[str] = "L2"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return ½ w²."""
        with np.errstate(over="ignore"):
            return representable("½ w²", 0.5 * finite_array("w", w) ** 2)

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return the weight itself: a push that fades as it shrinks."""
        return finite_array("w", w).copy()

    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the weight itself."""
        return self.push(w)

    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the weight itself: the same from both sides."""
        return self.push(w)

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Return pull / (h + λ): 0 only where the pull is 0."""
        curvature, strength = positive("curvature", curvature), non_negative("strength", strength)
        pull = finite_array("pull", pull)
        with np.errstate(over="ignore"):
            if np.isinf(curvature + strength):
                return np.asarray(pull / 2 / (curvature / 2 + strength / 2))
            return representable("w", pull / (curvature + strength))

    def zero_threshold(self, amount: float) -> float:
        """Return 0: only 0 itself goes to 0."""
        non_negative("amount", amount)
        return 0.0

    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Return √Σ wᵢ²."""
        return length(w)

    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Return √Σ gᵢ²: this norm is its own dual."""
        return self.norm(g)

    def project(self, w: npt.ArrayLike, radius: float) -> FloatArray:
        """Scale down to the radius."""
        return project_onto_l2_ball(w, radius)

    def corners(self, radius: float) -> FloatArray:
        """Return no points: shape (0, 2)."""
        non_negative("radius", radius)
        return np.empty((0, 2))

    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Return ``count`` points of the circle, evenly spaced from the first axis: shape (count, 2)."""
        angles = np.linspace(0.0, 2 * np.pi, at_least("count", count, 2))
        points = non_negative("radius", radius) * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        points[-1] = points[0]
        return np.asarray(points)


L1 = AbsolutePenalty()
L2 = SquaredPenalty()
