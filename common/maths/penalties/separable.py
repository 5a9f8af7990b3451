"""The interface of separable penalties: value, slopes, proximal step and its certificate."""

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from common.maths.arithmetic.arguments import finite, finite_array, non_negative, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.subdifferential import Interval

__all__ = ["SeparablePenalty", "nearest_within"]


class SeparablePenalty(ABC):
    """A penalty Ω(w) = Σ Ω(wᵢ) of single weights, even in each and 0 at 0.

    All methods work entry by entry, on arrays of any shape, and raise ``ValueError`` for numbers that are not
    finite, or for a result that no 64-bit float can hold.

    >>> from common.maths.penalties.norms import L1, L2
    >>> L1.subdifferential(0.0), L2.subdifferential(0.0)
    (Interval(low=-1.0, high=1.0), Interval(low=0.0, high=0.0))
    >>> L1.proximal_step([0.3, -2.0], 0.5), L2.proximal_step([0.3, -2.0], 0.5)
    (array([ 0. , -1.5]), array([ 0.2       , -1.33333333]))
    >>> L1.zero_threshold(0.5), L2.zero_threshold(0.5)
    (0.5, 0.0)
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The usual name of the penalty."""

    @abstractmethod
    def value(self, w: npt.ArrayLike) -> FloatArray:
        """Return Ω of each entry of ``w``."""

    @abstractmethod
    def push(self, w: npt.ArrayLike) -> FloatArray:
        """Return Ω′ of each entry of ``w``: its push towards 0 at λ = 1, taken as 0 at a kink."""

    @abstractmethod
    def left_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the derivative of Ω from the left at each entry of ``w``; −∞ at a cusp or a jump."""

    @abstractmethod
    def right_slope(self, w: npt.ArrayLike) -> FloatArray:
        """Return the derivative of Ω from the right at each entry of ``w``; +∞ at a cusp or a jump."""

    def subdifferential(self, w: float) -> Interval:
        """Return all slopes of lines that touch Ω from below near ``w``: from the left slope to the right one.

        For a convex Ω they stay below it everywhere. For L0 and L_p with p < 1 they need not: this is the
        regular (Fréchet) subdifferential, all of (−∞, ∞) at 0, and a w it certifies is stationary, not yet lowest.
        Source: Rockafellar & Wets, Variational Analysis, definition 8.3 and proposition 8.12.
        """
        w = finite("w", w)
        return Interval(float(self.left_slope(w)), float(self.right_slope(w)))

    @property
    def holds_zero(self) -> bool:
        """True if a weight can stay at exactly 0 against a pull: there is more than one slope at 0.

        Else it is there only in passing, as the pull turns round.
        """
        at_zero = self.subdifferential(0.0)
        return at_zero.low < at_zero.high

    @abstractmethod
    def quadratic_optimum(self, pull: npt.ArrayLike, curvature: float, strength: float) -> FloatArray:
        """Find the w that minimises ½ h w² − pull · w + λ Ω(w), for each entry of ``pull``.

        It is the global minimiser; where 0 and another one tie, it is 0. ``curvature`` is h > 0 and ``strength``
        is λ >= 0, else ``ValueError``. Source: Parikh & Boyd, Proximal Algorithms, §6.1.1 and §6.5.2.
        """

    def proximal_step(self, w: npt.ArrayLike, amount: float) -> FloatArray:
        """Find the v that minimises ½ (v − w)² + amount · Ω(v), for each entry of ``w``; ``amount`` >= 0.

        It is the global minimiser, even where Ω is not convex; where 0 and another one tie, it is 0.
        """
        return self.quadratic_optimum(finite_array("w", w), 1.0, non_negative("amount", amount))

    @abstractmethod
    def zero_threshold(self, amount: float) -> float:
        """Return the largest |w| that ``proximal_step(w, amount)`` sends to 0; all below it go to 0, too."""

    def rivals(self, w: npt.ArrayLike, amount: float) -> tuple[FloatArray, ...]:
        """Return the other points, each shaped as ``w``, that may be lower than a stationary v.

        There are none for a convex Ω; the rest of the arguments are as for ``proximal_step``.
        """
        del w, amount
        return ()

    def proximal_violation(self, w: npt.ArrayLike, amount: float, v: npt.ArrayLike) -> FloatArray:
        """Measure how far v is from minimising ½ (v − w)² + amount · Ω(v), for each entry of ``w`` and ``v``.

        The larger of two relative numbers, both 0 at the global minimiser only: how far w − v is from
        amount · ∂Ω(v), over |w|; and, where Ω is not convex, how much higher v is than the best of ``rivals``,
        over ½ w². Source: Parikh & Boyd, Proximal Algorithms, §1.1 and §3.1.

        >>> from common.maths.penalties.norms import L1
        >>> L1.proximal_violation([2.0, 2.0, 0.3], 0.5, [1.5, 1.4, 0.0])
        array([0.  , 0.05, 0.  ])
        """
        w, v, amount = finite_array("w", w), finite_array("v", v), non_negative("amount", amount)
        scale = np.maximum(np.abs(w), np.finfo(np.float64).tiny)
        low, high = (_times(amount, slope) for slope in self._slopes_about(v))
        with np.errstate(over="ignore", invalid="ignore"):
            violation = np.maximum(np.maximum(low - (w - v), (w - v) - high), 0.0) / scale
            for rival in self.rivals(w, amount):
                gap = self._height(v, w, amount, scale) - self._height(rival, w, amount, scale)
                violation = np.maximum(violation, np.where(v == rival, 0.0, gap))
        return np.asarray(np.where(np.isnan(violation), np.inf, violation))

    def _slopes_about(self, v: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return slopes from the float below v to the one above: the minimiser itself may lie between two floats.

        Right for a convex Ω only, whose slopes rise; the others give those at v alone.
        """
        return self.left_slope(np.nextafter(v, -np.inf)), self.right_slope(np.nextafter(v, np.inf))

    def _height(self, v: FloatArray, w: FloatArray, amount: float, scale: FloatArray) -> FloatArray:
        """Return the objective over ½ w²; both factors of the penalty's part may overflow, but then so does it."""
        paid = self.value(v)
        return np.asarray(((v - w) / scale) ** 2 + np.where(paid > 0, 2 * (amount / scale) * (paid / scale), 0.0))


def nearest_within(penalty: SeparablePenalty, w: npt.ArrayLike, budget: float) -> FloatArray:
    """Find the nearest point with Σ Ω(vᵢ) <= ``budget`` over the last axis, for a convex Ω without closed form.

    It is the proximal step of the one amount that spends the budget, which is found to rounding between
    brackets. A point inside is returned as it is. Shape (..., d) to the same; ``budget`` >= 0, in the units of Ω,
    else ``ValueError``. Source: Parikh & Boyd, Proximal Algorithms, §6.6.

    >>> from common.maths.penalties.elastic_net import ElasticNet
    >>> nearest_within(ElasticNet(1.0, 1.0), [3.0, 1.0], 1.5).round(12)
    array([1., 0.])
    """
    w, budget = finite_array("w", w), non_negative("budget", budget)
    if w.ndim == 0:
        raise ValueError("w is a single number, but must be a row of weights, or rows of them.")
    if w.ndim > 1:
        return np.stack([nearest_within(penalty, row, budget) for row in w]) if w.size else w.copy()
    if _total(penalty, w) <= budget:
        return w.copy()
    if budget == 0:
        return np.zeros_like(w)

    def overspent(log_amount: float) -> float:
        return _total(penalty, penalty.proximal_step(w, np.exp(log_amount))) - budget

    low = high = 0.0
    while overspent(low) <= 0:
        low = 2 * low - 1
    while overspent(high) > 0:
        high = 2 * high + 1
        if high > 700:
            raise ValueError(f"budget is {budget}, but must be larger for a w as large as {np.abs(w).max()}.")
    found = brentq(overspent, low, high, xtol=1e-15, rtol=1e-15)
    return penalty.proximal_step(w, np.exp(found))


def _total(penalty: SeparablePenalty, w: FloatArray) -> float:
    with np.errstate(over="ignore"):
        return float(representable("Σ Ω(wᵢ)", penalty.value(w).sum()))


def _times(amount: float, slope: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):
        return np.asarray(amount * slope if amount > 0 else np.zeros_like(slope))
