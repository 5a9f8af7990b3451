"""Checks of the numbers that callers pass in, each with a one-sentence complaint."""

import math

__all__ = ["at_least", "finite", "non_negative", "positive"]


def finite(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite."""
    if not math.isfinite(value):
        raise ValueError(f"{name} is {value}, but must be a finite number.")
    return float(value)


def non_negative(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite and >= 0."""
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} is {value}, but must be a finite number, zero or more.")
    return float(value)


def positive(name: str, value: float) -> float:
    """Return ``value`` as a float; raise ``ValueError`` naming the argument unless it is finite and > 0."""
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value}, but must be a finite number above zero.")
    return float(value)


def at_least(name: str, value: int, smallest: int) -> int:
    """Return the count ``value``; raise ``ValueError`` naming the argument if it is below ``smallest``."""
    if value < smallest:
        raise ValueError(f"{name} is {value}, but must be {smallest} or more.")
    return value
