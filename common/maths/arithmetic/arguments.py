"""Checks of the numbers that callers pass in, each with a one-sentence complaint."""

import math

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray

__all__ = [
    "at_least",
    "finite",
    "finite_array",
    "non_negative",
    "non_negative_array",
    "points",
    "positive",
    "read_only_row",
    "representable",
]


def finite(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite.

    >>> finite("weight", 2)
    2.0
    """
    if not math.isfinite(value):
        raise ValueError(f"{name} is {value}, but must be a finite number.")
    return float(value)


def non_negative(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite and >= 0.

    >>> non_negative("strength", -1.0)
    Traceback (most recent call last):
    ValueError: strength is -1.0, but must be a finite number, zero or more.
    """
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} is {value}, but must be a finite number, zero or more.")
    return float(value)


def non_negative_array(name: str, values: npt.ArrayLike) -> FloatArray:
    """Return ``values`` as an array of any shape; ``ValueError`` naming the argument unless all are >= 0.

    >>> non_negative_array("radii", [0, 1]).tolist()
    [0.0, 1.0]
    """
    array = np.asarray(values, np.float64)
    wrong = ~(np.isfinite(array) & (array >= 0))
    if wrong.any():
        raise ValueError(f"{name} include {array[wrong][0]}, but must be finite numbers, zero or more.")
    return array


def positive(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite and > 0.

    >>> positive("curvature", 0.5)
    0.5
    """
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value}, but must be a finite number above zero.")
    return float(value)


def at_least(name: str, value: int, smallest: int) -> int:
    """Return the count ``value``; raise ``ValueError`` naming the argument if it is below ``smallest``.

    >>> at_least("count", 3, 2)
    3
    """
    if value < smallest:
        raise ValueError(f"{name} is {value}, but must be {smallest} or more.")
    return value


def finite_array(name: str, values: npt.ArrayLike) -> FloatArray:
    """Return ``values`` as floats of any shape; raise ``ValueError`` naming the argument unless all are finite.

    >>> finite_array("w", [1, np.nan])
    Traceback (most recent call last):
    ValueError: w holds nan, but must be finite throughout.
    """
    array = np.asarray(values, np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds {array[~np.isfinite(array)][0]}, but must be finite throughout.")
    return array


def points(w: npt.ArrayLike, dimension: int) -> FloatArray:
    """Return points (..., d) of d = ``dimension`` weights; ``ValueError`` for another shape, or NaN or infinity.

    >>> points([1.0, 2.0], 3)
    Traceback (most recent call last):
    ValueError: w has shape (2,), but its last axis must be 3 long.
    """
    array = finite_array("w", w)
    if array.ndim == 0 or array.shape[-1] != dimension:
        raise ValueError(f"w has shape {array.shape}, but its last axis must be {dimension} long.")
    return array


def read_only_row(name: str, values: npt.ArrayLike, length: int) -> FloatArray:
    """Return a read-only copy of ``values``; ``ValueError`` unless they are ``length`` finite numbers in a row.

    >>> read_only_row("y", [1.0, 2.0], length=3)
    Traceback (most recent call last):
    ValueError: y has shape (2,), but must be one row with a number for each point.
    """
    row = np.array(values, np.float64)
    if row.ndim != 1 or row.size == 0 or row.size != length:
        raise ValueError(f"{name} has shape {row.shape}, but must be one row with a number for each point.")
    if not np.isfinite(row).all():
        raise ValueError(f"{name} is {row[~np.isfinite(row)][0]} at some place, but must be finite.")
    row.setflags(write=False)
    return row


def representable(name: str, result: npt.ArrayLike) -> FloatArray:
    """Return a computed ``result``; raise ``ValueError`` if any of it is beyond the range of 64-bit floats.

    >>> representable("w²", 4.0)
    array(4.)
    """
    array = np.asarray(result, np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} comes out beyond 1.8e308, but must be a number that a 64-bit float can hold.")
    return array
