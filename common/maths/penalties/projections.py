"""Nearest points of balls: ‖w‖₁ <= t, ‖w‖₂ <= t and max |wᵢ| <= t, over the last axis."""

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import finite_array, non_negative, representable
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["length", "project_onto_l1_ball", "project_onto_l2_ball", "project_onto_max_ball"]


def length(w: npt.ArrayLike) -> FloatArray:
    """Return ‖w‖₂ over the last axis, shape (..., d) to (...), with no overflow or underflow on the way.

    Every row is first divided by the power of two next to its largest entry, which rounds nothing. NaN in gives
    NaN out. Source: Higham, Accuracy and Stability of Numerical Algorithms, §27.8.

    >>> length([3e200, 4e200])
    array(5.e+200)
    """
    w = np.asarray(w, np.float64)
    exponents = np.frexp(np.abs(w).max(axis=-1, initial=0.0))[1]
    scaled = np.ldexp(w, -exponents[..., np.newaxis])
    with np.errstate(over="ignore"):
        return np.asarray(np.ldexp(np.sqrt(np.sum(scaled * scaled, axis=-1)), exponents))


def project_onto_l1_ball(w: npt.ArrayLike, radius: float) -> FloatArray:
    """Find the nearest point with ‖v‖₁ <= ``radius``: shape (..., d) to the same, by one sort, exactly.

    The point is ``w`` soft-thresholded by the one amount that spends the whole radius; entries below that become
    exactly 0. A point inside is returned as it is. ``radius`` >= 0 is in the units of ``w``; a negative or
    non-finite number raises ``ValueError``. Sizes are taken as distances below the largest entry, so that a
    radius far smaller than ``w`` cancels nothing.
    Source: Duchi, Shalev-Shwartz, Singer & Chandra, ICML 2008, figure 1.

    >>> project_onto_l1_ball([3.0, -2.0, 0.5], 2.0)
    array([ 1.5, -0.5,  0. ])
    """
    w, radius = _rows(w), non_negative("radius", radius)
    sizes = np.abs(w)
    below = sizes.max(axis=-1, keepdims=True, initial=0.0) - sizes
    ranked = np.sort(below, axis=-1)
    with np.errstate(over="ignore"):
        inside = sizes.sum(axis=-1, keepdims=True) <= radius
        spent = radius + np.cumsum(ranked, axis=-1)
    if inside.all():
        return w.copy()
    tops = representable("the sum of w", spent) / np.arange(1, w.shape[-1] + 1)
    kept = np.sum(ranked < tops, axis=-1, keepdims=True)
    top = np.take_along_axis(tops, np.maximum(kept - 1, 0), axis=-1)
    kept_sizes = np.minimum(np.maximum(top - below, 0.0), sizes)
    return np.asarray(np.where(inside, w, np.copysign(kept_sizes, w) + 0.0))


def project_onto_l2_ball(w: npt.ArrayLike, radius: float) -> FloatArray:
    """Find the nearest point with ‖v‖₂ <= ``radius``: shape (..., d) to the same, by scaling.

    A point inside is returned as it is. ``radius`` >= 0 is in the units of ``w``; a negative or non-finite number
    raises ``ValueError``. Source: Parikh & Boyd, Proximal Algorithms, §6.5.1.

    >>> project_onto_l2_ball([3.0, 4.0], 1.0)
    array([0.6, 0.8])
    """
    w, radius = _rows(w), non_negative("radius", radius)
    exponents = np.frexp(np.abs(w).max(axis=-1, keepdims=True, initial=0.0))[1]
    scaled = np.ldexp(w, -exponents)
    size = np.where(scaled.any(axis=-1, keepdims=True), length(scaled)[..., np.newaxis], 1.0)
    inside = length(w)[..., np.newaxis] <= radius
    return np.asarray(np.where(inside, w, radius * (scaled / size) + 0.0))


def project_onto_max_ball(w: npt.ArrayLike, radius: float) -> FloatArray:
    """Find the nearest point with max |vᵢ| <= ``radius``: every entry clipped on its own, any shape.

    ``radius`` >= 0 is in the units of ``w``; a negative or non-finite number raises ``ValueError``. This ball is
    the dual of the L1 ball, so that ``soft_threshold(w, t) + project_onto_max_ball(w, t)`` is ``w``: Moreau's
    identity. Source: Parikh & Boyd, Proximal Algorithms, §6.5.2 and §2.5.

    >>> project_onto_max_ball([3.0, -0.2], 1.0)
    array([ 1. , -0.2])
    """
    radius = non_negative("radius", radius)
    return np.asarray(np.clip(finite_array("w", w), -radius, radius))


def _rows(w: npt.ArrayLike) -> FloatArray:
    w = finite_array("w", w)
    if w.ndim == 0:
        raise ValueError("w is a single number, but must be a row of weights, or rows of them.")
    return w
