"""L_p, the sum of |w|^p: from cusps (p < 1) over the kink (p = 1) to round (p > 1)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from common.maths.arithmetic.arguments import at_least, finite_array, non_negative, positive, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.penalties.separable import nearest_within

__all__ = ["PowerPenalty", "half_threshold"]

TINY = float(np.finfo(np.float64).tiny)


def half_threshold(w: npt.ArrayLike, amount: float) -> FloatArray:
    """Minimise ½ (v − w)² + amount · |v|^½ over v for every entry: the proximal step of p = ½, in closed form.

    ``w`` is any shape; ``amount`` >= 0 in the units of w^(3/2). Entries up to (3/2) amount^(2/3) become exactly
    0, the others jump to amount^(2/3) or more; at the jump 0 is taken. Raises ``ValueError`` for numbers that are
    not finite, or a negative amount.
    Source: Xu, Chang, Xu & Zhang, IEEE Trans. Neural Networks 23 (2012), the half thresholding operator, where λ
    is 2 · amount.

    >>> half_threshold([1.5, -3.0], 1.0)
    array([ 0.        , -2.69545315])
    """
    w = finite_array("w", w)
    jump = np.cbrt(non_negative("amount", amount)) ** 2
    sizes = np.abs(w)
    kept = sizes > 1.5 * jump
    ratio = np.where(kept, jump / np.where(kept, sizes / 1.5, 1.0), 0.0)
    angle = np.arccos(ratio * np.sqrt(ratio / 2))
    root = sizes / 1.5 * (1 + np.cos(2 * (np.pi - angle) / 3))
    return np.asarray(np.where(kept, np.copysign(np.minimum(root, sizes), w), 0.0))


@dataclass(frozen=True)
class PowerPenalty(Penalty):
    """Ω(w) = |w|^p for ``p`` > 0, so that the sum is ‖w‖_p^p; ``ValueError`` for any other p.

    ``PowerPenalty(2)`` has no ½: it pushes with 2w. For p < 1 the norm is only a quasi-norm, its ball has four
    inward arcs that meet in cusps, and a proximal step is the global minimiser of a function that may have two
    minima: it jumps. For p > 1 only 0 itself goes to 0, but a result below 5e-324 rounds to it.
    Source: Marjanovic & Solo, IEEE Trans. Signal Processing 60 (2012), theorem 1.

    >>> half = PowerPenalty(0.5)
    >>> half.zero_threshold(1.0), half.jump(1.0)
    (1.5, 1.0)
    >>> half.proximal_step([1.5, 1.6], 1.0)
    array([0.       , 1.1295448])
    >>> half.subdifferential(0.0)
    Interval(low=-inf, high=inf)
    >>> half.corners(1.0)[0], PowerPenalty(3).corners(1.0).shape
    (array([1., 0.]), (0, 2))
    """

    p: float

    def __post_init__(self) -> None:
        positive("p", self.p)

    @property
    def name(self) -> str:
        """L with the power: L0.5, L3."""
        return f"L{self.p:g}"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return |w|^p."""
        with np.errstate(over="ignore"):
            return representable(f"|w|^{self.p:g}", np.abs(finite_array("w", w)) ** self.p)

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return p |w|^(p − 1) sign(w), and 0 at 0: for p < 1 it grows without bound as the weight shrinks."""
        w = finite_array("w", w)
        with np.errstate(over="ignore"):
            steep = self.p * np.where(w == 0, 1.0, np.abs(w)) ** (self.p - 1)
            return np.sign(w) * representable(f"the slope of |w|^{self.p:g}", np.where(w == 0, 0.0, steep))

    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the push, but at 0: −∞ for p < 1, and −1 for p = 1."""
        return np.asarray(np.where(finite_array("w", w) == 0, -self._slope_at_zero(), self.push(w)))

    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the push, but at 0: +∞ for p < 1, and 1 for p = 1."""
        return np.asarray(np.where(finite_array("w", w) == 0, self._slope_at_zero(), self.push(w)))

    def _slope_at_zero(self) -> float:
        return np.inf if self.p < 1 else 1.0 if self.p == 1 else 0.0

    def zero_threshold(self, amount: float) -> float:
        """Return the largest |w| sent to 0: (2 − p)/(2 − 2p) times the jump for p < 1, λ for p = 1, else 0."""
        amount = non_negative("amount", amount)
        if self.p < 1:
            return self.jump(amount) * ((2 - self.p) / (2 - 2 * self.p))
        return amount if self.p == 1 else 0.0

    def jump(self, amount: float) -> float:
        """Return the size of the smallest step that is not 0: (2 λ (1 − p))^(1/(2 − p)) for p < 1, else 0."""
        amount = non_negative("amount", amount)
        if self.p == 0.5:
            return float(np.cbrt(amount) ** 2)
        return (
            float((2 * (1 - self.p)) ** (1 / (2 - self.p)) * amount ** (1 / (2 - self.p))) if self.p < 1 else 0.0
        )

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Find the global minimiser: in closed form for p = ½, 1 and 2, by Newton's method to rounding elsewhere.

        For p < 1 it is 0 up to ``zero_threshold`` and the larger of two stationary points beyond.
        """
        curvature, strength = positive("curvature", curvature), non_negative("strength", strength)
        pull = finite_array("pull", pull)
        if self.p == 1:
            return L1.quadratic_optimum(pull, curvature, strength)
        if self.p == 2:
            return L2.quadratic_optimum(pull, curvature, float(representable("2 strength", 2 * strength)))
        with np.errstate(over="ignore"):
            goal = representable("pull / curvature", pull / curvature)
            amount = float(representable("strength / curvature", strength / curvature))
        if strength > 0 and curvature != 1 and amount < TINY:
            raise ValueError(f"strength / curvature is {amount}, but must be 0 or at least {TINY}.")
        if self.p == 0.5:
            return half_threshold(goal, amount)
        sizes = np.where(np.abs(goal) > self.zero_threshold(amount), np.abs(goal), 0.0)
        return np.asarray(np.copysign(self.stationary_size(sizes, amount), goal) + 0.0)

    def stationary_size(self, sizes: npt.ArrayLike, amount: float) -> FloatArray:
        """Find the largest v >= 0 with v + amount · p v^(p − 1) = size, for each size >= 0; 0 where none is.

        Newton's method on the logarithms, a function of ln v that is convex and rises where the root is: from the
        right it falls to the root and never passes it. One more step on the equation itself removes the rounding
        of the logarithm. Source: Marjanovic & Solo (2012), theorem 1.

        >>> PowerPenalty(1.5).stationary_size([4.0], 2.0)
        array([1.])
        """
        sizes = finite_array("sizes", sizes)
        if non_negative("amount", amount) == 0 or self.p == 1:
            return np.maximum(sizes - amount, 0.0) if self.p == 1 else sizes.copy()
        p = self.p
        with np.errstate(divide="ignore", over="ignore", under="ignore", invalid="ignore"):
            goal, weight = np.log(sizes), np.log(p) + np.log(amount)
            u = np.minimum(goal, (goal - weight) / (p - 1)) if p > 1 else goal.copy()
            for _step in range(100):
                excess = np.logaddexp(u, weight + (p - 1) * u) - goal
                slope = 1 + (p - 2) * expit(weight + (p - 2) * u)
                fall = np.where((excess > 0) & (slope > 0), excess / slope, np.where(slope > 0, 0.0, np.inf))
                if not (fall > 1e-16 * np.maximum(np.abs(u), 1)).any():
                    break
                u = np.where(fall > 0, u - fall, u)
            v = np.exp(u)
            step = (v - sizes + amount * p * v ** (p - 1)) / (1 + amount * p * (p - 1) * v ** (p - 2))
            v = np.where(np.abs(step) <= 1e-6 * v, v - step, v)
        return np.asarray(np.where(v > 0, np.minimum(v, sizes), 0.0))

    def rivals(self, w: npt.ArrayLike, amount: float) -> tuple[FloatArray, ...]:
        """Return 0 and the larger stationary point where p < 1, else none."""
        w = finite_array("w", w)
        if self.p >= 1:
            return ()
        return np.zeros_like(w), np.copysign(self.stationary_size(np.abs(w), amount), w)

    def _slopes_about(self, v: FloatArray) -> tuple[FloatArray, FloatArray]:
        return (self.left_slope(v), self.right_slope(v)) if self.p < 1 else super()._slopes_about(v)

    def norm(self, w: npt.ArrayLike) -> FloatArray:
        """Return (Σ |wᵢ|^p)^(1/p), scaled so that no power leaves the range; a quasi-norm for p < 1."""
        sizes = np.abs(np.asarray(w, np.float64))
        largest = sizes.max(axis=-1, initial=0.0)
        shares = sizes / np.where(largest == 0, 1.0, largest)[..., np.newaxis]
        with np.errstate(over="ignore"):
            return np.asarray(largest * np.sum(shares**self.p, axis=-1) ** (1 / self.p))

    def dual_norm(self, g: npt.ArrayLike) -> FloatArray:
        """Return ‖g‖_q with 1/p + 1/q = 1; for p < 1 max |gᵢ|, as for the diamond that the ball's corners span."""
        return PowerPenalty(self.p / (self.p - 1)).norm(g) if self.p > 1 else L1.dual_norm(g)

    def project(self, w: npt.ArrayLike, radius: float) -> FloatArray:
        """Find the one nearest point of the ball; ``ValueError`` for p < 1, whose ball may have several."""
        if self.p < 1:
            raise ValueError(
                f"p is {self.p}, but must be 1 or more: otherwise the nearest point may not be unique."
            )
        if self.p in {1, 2}:
            return (L1 if self.p == 1 else L2).project(w, radius)
        w, radius = finite_array("w", w), non_negative("radius", radius)
        if radius == 0:
            return np.zeros_like(w)
        with np.errstate(over="ignore"):
            scaled = representable("w / radius", w / radius)
        return np.asarray(
            np.where(self.norm(w)[..., np.newaxis] <= radius, w, radius * nearest_within(self, scaled, 1.0))
        )

    def corners(self, radius: float) -> FloatArray:
        """Return the four cusps (p < 1) or corners (p = 1) on the axes; none for p > 1."""
        return (L1 if self.p <= 1 else L2).corners(radius)

    def boundary(self, radius: float, count: int = 181) -> FloatArray:
        """Trace the edge of the 2-D ball: points (n, 2), the last equal to the first; p = 1 has its corners only.

        n is ``count`` >= 2, rounded up to one more than a multiple of 4, so that the cusps are among the points.
        For p < 2 the points crowd towards them, where the edge bends most.
        """
        if self.p == 1:
            return L1.boundary(radius, count)
        radius = non_negative("radius", radius)
        quarters = -(-(at_least("count", count, 2) - 1) // 4)
        angles = np.linspace(0.0, np.pi / 2, quarters, endpoint=False)
        arc = np.stack([np.cos(angles), np.sin(angles)], axis=-1) ** max(2 / self.p, 1.0)
        arc = radius * (arc / self.norm(arc)[:, np.newaxis] if self.p > 2 else arc)
        swapped = arc[:, ::-1]
        return np.concatenate([arc, swapped * [-1, 1], -arc, swapped * [1, -1], arc[:1]]) + 0.0
