"""The elastic net: a kink and a shrink in one penalty."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, finite_array, non_negative, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, soft_threshold
from common.maths.penalties.separable import SeparablePenalty, nearest_within

__all__ = ["ElasticNet"]


@dataclass(frozen=True)
class ElasticNet(SeparablePenalty):
    """Ω(w) = λ₁ |w| + ½ λ₂ w², so that the sum is λ₁ ‖w‖₁ + ½ λ₂ ‖w‖₂².

    ``absolute`` is λ₁ >= 0 and ``squared`` is λ₂ >= 0; not both are 0, else ``ValueError``. This is the naive
    elastic net, without the factor 1 + λ₂ that Zou & Hastie put back. Of scikit-learn's parameters, λ₁ is
    alpha · l1_ratio and λ₂ is alpha · (1 − l1_ratio). Its budget {Ω(w) <= t} is convex but no multiple of a unit
    ball: its shape changes with t. Source: Zou & Hastie, J. R. Statist. Soc. B 67 (2005), §2.

    >>> ElasticNet(0.5, 1.0).proximal_step([2.0, 0.4], 1.0)
    array([0.75, 0.  ])
    >>> ElasticNet(0.5, 1.0).corners(1.0)[0]
    array([1., 0.])
    """

    absolute: float
    squared: float
    name: ClassVar[str] = "elastic net"

    def __post_init__(self) -> None:
        non_negative("absolute", self.absolute)
        non_negative("squared", self.squared)
        if self.absolute == self.squared == 0:
            raise ValueError("absolute and squared are both 0, but at least one must be above zero.")

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return λ₁ |w| + ½ λ₂ w²."""
        sizes = L1.value(w)
        with np.errstate(over="ignore"):
            return representable("Ω(w)", self.absolute * sizes + self.squared * sizes / 2 * sizes)

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return λ₁ sign(w) + λ₂ w."""
        return self._slope(L1.push(w), w)

    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return −λ₁ at 0, and the push elsewhere."""
        return self._slope(L1.left_slope(w), w)

    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return λ₁ at 0, and the push elsewhere."""
        return self._slope(L1.right_slope(w), w)

    def _slope(self, sign: FloatArray, w: npt.ArrayLike) -> FloatArray:
        with np.errstate(over="ignore"):
            return representable("Ω′(w)", self.absolute * sign + self.squared * L2.push(w))

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Return soft(pull, λ λ₁) / (h + λ λ₂): exactly 0 when, and only when, |pull| <= λ λ₁."""
        pull, strength = finite_array("pull", pull), non_negative("strength", strength)
        kept = soft_threshold(pull, self.zero_threshold(strength))
        return L2.quadratic_optimum(kept, curvature, float(representable("λ λ₂", strength * self.squared)))

    def zero_threshold(self, amount: float) -> float:
        """Return amount · λ₁."""
        return float(representable("λ λ₁", non_negative("amount", amount) * self.absolute))

    def project(self, w: npt.ArrayLike, budget: float) -> FloatArray:
        """Find the nearest point with Σ Ω(vᵢ) <= ``budget``, over the last axis: shape (..., d) to the same."""
        return nearest_within(self, w, budget)

    def corners(self, budget: float) -> FloatArray:
        """Return the corners of the 2-D set {Ω(w) <= budget}: four on the axes, or none where λ₁ = 0."""
        if self.absolute == 0:
            return L2.corners(budget)
        return L1.corners(float(self._reach(budget, 1.0)))

    def boundary(self, budget: float, count: int = 181) -> FloatArray:
        """Trace the edge of the 2-D set {Ω(w) <= budget}: points (n, 2), the last equal to the first.

        Four arcs, a quarter of the points each; n is ``count`` >= 2, rounded up to one more than a multiple of 4,
        so that the corners are among the points. ``budget`` >= 0 is in the units of Ω, else ``ValueError``.
        """
        quarters = -(-(at_least("count", count, 2) - 1) // 4)
        angles = np.linspace(0.0, np.pi / 2, quarters, endpoint=False)
        x, y = np.cos(angles), np.sin(angles)
        arc = self._reach(budget, x + y)[:, np.newaxis] * np.stack([x, y], axis=-1)
        swapped = arc[:, ::-1]
        return np.concatenate([arc, swapped * [-1, 1], -arc, swapped * [1, -1], arc[:1]]) + 0.0

    def _reach(self, budget: float, spread: npt.ArrayLike) -> FloatArray:
        """Go from the origin to Ω = budget along u, with ‖u‖₂ = 1 and ‖u‖₁ = spread: the root of a quadratic."""
        budget = non_negative("budget", budget)
        half = self.absolute * np.asarray(spread, np.float64) / 2
        root = np.hypot(half, np.sqrt(self.squared / 2) * np.sqrt(budget))
        return representable("the boundary", budget / (half + root)) if budget > 0 else np.zeros_like(half)
