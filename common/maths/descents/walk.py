"""Walks towards the optimum: what all iterative methods take, return and share.

Every walk is returned whole, as it went, and never averaged: shape (count + 1,) from one weight, (count + 1, d)
from d of them, the start first. Where nothing else is said, ``step`` is η >= 0, ``strength`` is λ >= 0, ``start``
is a number under a ``OneWeightLoss`` and has shape (d,) under any other, and ``count`` >= 0. Each walk raises
``ValueError`` for a number out of these ranges or not finite, and for a walk that runs away past 1.8e308.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss, QuadraticLoss

__all__ = ["Loss", "amount_of", "finite_weights", "slope_of", "support_settled", "walk"]

Loss = OneWeightLoss | QuadraticLoss | LeastSquares


def walk(start: npt.ArrayLike, count: int, advance: Callable[[FloatArray, int], FloatArray]) -> FloatArray:
    """Collect ``start`` and the weights after each of ``count`` steps; ``advance`` takes step k = 1, 2, … from w.

    >>> walk(8.0, 3, lambda w, k: w - k).tolist()
    [8.0, 7.0, 5.0, 2.0]
    """
    first = np.asarray(start, np.float64)
    if not np.isfinite(first).all():
        raise ValueError(f"start is {first.tolist()}, but must be finite.")
    weights = np.empty((at_least("count", count, 0) + 1, *first.shape))
    weights[0] = first
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(1, count + 1):
            weights[k] = finite_weights(advance(weights[k - 1], k))
    return weights


def finite_weights(w: FloatArray) -> FloatArray:
    """Return ``w``, or raise the ``ValueError`` of a walk that runs away.

    >>> finite_weights(np.array([1.0])).tolist()
    [1.0]
    """
    if not np.isfinite(w).all():
        raise ValueError("step is too long, but must be short enough for the walk to stay below 1.8e308.")
    return w


def slope_of(loss: Loss, w: FloatArray) -> FloatArray:
    """Return ∇L(w), of the shape of ``w``.

    >>> slope_of(OneWeightLoss(2.0, 0.5), np.array(1.0)).tolist()
    1.0
    """
    return loss.slope(w) if isinstance(loss, OneWeightLoss) else loss.gradient(w)


def amount_of(step: float, strength: float) -> float:
    """Return η λ, both checked: the amount of a penalty in one step.

    >>> amount_of(0.5, 3.0)
    1.5
    """
    return non_negative("step", step) * non_negative("strength", strength)


def support_settled(walk: npt.ArrayLike) -> int:
    """Tell from which step on the set of exact zeros is the last one's: shape (count + 1, ...) to an index.

    0 means that it never changed. Raises ``ValueError`` for a walk without rows, or with NaN or infinity.

    >>> support_settled([[2.0, 1.0], [1.0, 0.0], [0.5, -0.1], [0.1, 0.0], [0.1, 0.0]])
    3
    """
    walk = np.asarray(walk, np.float64)
    if walk.ndim == 0 or walk.size == 0 or not np.isfinite(walk).all():
        raise ValueError(f"walk has shape {walk.shape}, but must have one or more rows of finite weights.")
    zeros = (walk == 0).reshape(len(walk), -1)
    other = np.flatnonzero((zeros != zeros[-1]).any(axis=1))
    return int(other[-1]) + 1 if other.size else 0
