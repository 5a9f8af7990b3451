"""L0, the number of weights that are not zero: what the other sparse penalties stand in for."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, finite_array, non_negative, positive, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.separable import SeparablePenalty

__all__ = ["L0", "CountPenalty", "hard_threshold"]


def hard_threshold(w: npt.ArrayLike, amount: float) -> FloatArray:
    """Keep every entry larger than √(2 amount), and drop the others: the proximal step of ``amount`` · [w ≠ 0].

    ``w`` is any shape; ``amount`` >= 0 in the units of w². At |w| = √(2 amount) keeping and dropping cost the
    same, and the entry is dropped. Raises ``ValueError`` for numbers that are not finite, or a negative amount.
    Source: Blumensath & Davies, J. Fourier Analysis and Applications 14 (2008), §2, where λ is 2 · amount.

    >>> hard_threshold([2.0, -3.0, 0.5], 2.0)
    array([ 0., -3.,  0.])
    """
    w = finite_array("w", w)
    return np.asarray(np.where(np.abs(w) > L0.zero_threshold(amount), w, 0.0))


@dataclass(frozen=True)
class CountPenalty(SeparablePenalty):
    """Ω(w) = [w ≠ 0], so that the sum ‖w‖₀ counts the weights that are not zero.

    It is no norm, since doubling w does not double it; it is neither convex nor continuous. It has no dual, and
    in two dimensions its set ‖w‖₀ <= 1 is the two axes, without a boundary to draw.

    >>> L0.value([0.0, -4.0, 0.1]).sum()
    np.float64(2.0)
    >>> L0.subdifferential(0.0), L0.subdifferential(0.1)
    (Interval(low=-inf, high=inf), Interval(low=0.0, high=0.0))
    >>> L0.project([0.3, -4.0, 2.0], 2)
    array([ 0., -4.,  2.])
    """

    name: ClassVar[str] = "L0"

    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return 1 for a weight other than 0, and 0 for 0."""
        return np.asarray(finite_array("w", w) != 0, np.float64)

    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return 0: a weight that is not zero costs 1, however large."""
        return np.zeros_like(finite_array("w", w))

    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return −∞ at the jump at 0, and 0 elsewhere."""
        return -self.right_slope(w) + 0.0

    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return +∞ at the jump at 0, and 0 elsewhere."""
        return np.asarray(np.where(finite_array("w", w) == 0, np.inf, 0.0))

    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Return pull / h where |pull| > √(2 h λ), and exactly 0 elsewhere."""
        curvature, pull = positive("curvature", curvature), finite_array("pull", pull)
        with np.errstate(over="ignore"):
            threshold = self.zero_threshold(strength) * np.sqrt(curvature)
            return representable("w", np.where(np.abs(pull) > threshold, pull, 0.0) / curvature)

    def zero_threshold(self, amount: float) -> float:
        """Return √(2 amount), the size of the smallest step that is not 0, too."""
        amount = non_negative("amount", amount)
        return float(np.sqrt(2 * amount) if amount < 1 else 2 * np.sqrt(amount / 2))

    def rivals(self, w: npt.ArrayLike, amount: float) -> tuple[FloatArray, ...]:
        """Return 0 and w itself."""
        non_negative("amount", amount)
        w = finite_array("w", w)
        return (np.zeros_like(w), w)

    def _slopes_about(self, v: FloatArray) -> tuple[FloatArray, FloatArray]:
        return self.left_slope(v), self.right_slope(v)

    def project(self, w: npt.ArrayLike, count: int) -> FloatArray:
        """Find a nearest point with ‖v‖₀ <= ``count``, over the last axis: keep the largest, drop the others.

        Of entries of equal size the first is kept. ``count`` >= 0, else ``ValueError``.
        """
        w = finite_array("w", w)
        order = np.argsort(-np.abs(w), axis=-1, kind="stable")
        kept = w.copy()
        np.put_along_axis(kept, order[..., at_least("count", count, 0) :], 0.0, axis=-1)
        return kept


L0 = CountPenalty()
