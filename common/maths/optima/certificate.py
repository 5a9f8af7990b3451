"""An optimum and its certificate: how far the optimality condition is from holding."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["KEPT", "NotOptimal", "Optimum", "backward_error"]

KEPT = 1 << 14
"""Optima of one kind that are kept: a film asks for the same ones in many frames, figures and claims."""


class NotOptimal(ValueError):  # noqa: N818
    """A point offered as an optimum violates the optimality condition by more than rounding.

    >>> Optimum(np.array([1.0]), 0.5).certified()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    common.maths.optima.certificate.NotOptimal: weights [1.0] violate the optimality condition by 0.5, ...
    """


@dataclass(frozen=True, eq=False)
class Optimum:
    """The weights of an optimum, shape (d,), and their ``violation`` >= 0 of the optimality condition.

    The violation is relative, so that rounding alone keeps it near 1e-16. The weights are copied
    and made read-only. Raises ``ValueError`` for any other shape.

    >>> Optimum(np.array([0.5, 0.0]), 1e-16).certified().zeros.tolist()
    [False, True]
    """

    weights: FloatArray
    violation: float

    def __post_init__(self) -> None:
        weights = np.array(self.weights, np.float64)
        if weights.ndim != 1:
            raise ValueError(f"weights has shape {weights.shape}, but must be one row of weights.")
        weights.setflags(write=False)
        object.__setattr__(self, "weights", weights)

    @property
    def zeros(self) -> npt.NDArray[np.bool_]:
        """The mask of weights that are exactly 0, shape (d,)."""
        return np.asarray(self.weights == 0)

    def certified(self, tolerance: float = 1e-12) -> "Optimum":
        """Return this optimum, or raise ``NotOptimal`` unless 0 <= violation <= tolerance; NaN is refused."""
        if not (0 <= self.violation <= tolerance and np.isfinite(self.weights).all()):
            raise NotOptimal(
                f"weights {self.weights.tolist()} violate the optimality condition by {self.violation:.3g}, "
                f"but at most {tolerance:.3g} is allowed."
            )
        return self


def backward_error(pull: FloatArray, sizes: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    """Measure how far 0 is from being among the slopes of L + λ Σ Ω, weight by weight: shape (..., d) to (...).

    ``pull`` is −∇L = b − H w and ``sizes`` |b| + |H| |w|; ``low`` and ``high`` are the ends of λ ∂Ω(wᵢ), which are
    one number where Ω has no kink. The measure is the largest distance of any pullᵢ from its interval, over
    sizesᵢ + the larger |end|: the weights are the exact optimum of a problem in which no number of H, of b or of
    λ ∂Ω differs by a larger share. It depends on the units of no weight, is some 1e-16 for weights rounded from
    the optimum, and up to 1 for a wrong one, however small beside the others. It is no distance from the optimum,
    which may be larger by the condition of H. Source: Oettli & Prager, Numer. Math. 6 (1964), 405-409; Higham,
    Accuracy and Stability of Numerical Algorithms, theorem 7.3; here for an inclusion.

    >>> one, kink = np.ones(1), np.array([0.5])
    >>> float(backward_error(0.5 * one, one, kink, kink)), float(backward_error(one, one, -kink, kink))
    (0.0, 0.3333333333333333)
    """
    distance = np.maximum(np.maximum(low - pull, pull - high), 0.0)
    # Numbers below the smallest normal one have not all their digits.
    whole = np.maximum(sizes + np.maximum(np.abs(low), np.abs(high)), np.finfo(np.float64).tiny)
    return np.asarray((distance / whole).max(axis=-1))
