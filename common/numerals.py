"""Numbers as text, wherever they are shown or said: rounded once, and 0 only if they are 0."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain
from math import inf

import numpy as np

__all__ = ["MOST_DECIMALS", "Shown", "decimals_for", "number_text", "power_of_ten", "readable", "rounded"]

MOST_DECIMALS = 4
_DIGITS, _FOUND_DIGITS = 4, 2  # of a number that is given or found that are told, within those decimals
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_text(value: float, decimals: int) -> str:
    """The number with all its decimals, or ``0`` exactly when it is 0; what would round to 0 is bounded instead.

    >>> number_text(0.0, 2), number_text(-0.304, 2), number_text(0.001, 2), number_text(-0.001, 2)
    ('0', '−0.30', '< 0.01', '> −0.01')
    """
    if value == 0:
        return "0"
    sign = "−" if value < 0 else ""
    text = f"{abs(value):.{decimals}f}"
    if float(text) != 0:
        return f"{sign}{text}"
    return f"{'>' if sign else '<'} {sign}{10.0**-decimals:.{decimals}f}"


def decimals_for(least: int, given: Iterable[float], found: Iterable[float] = ()) -> int:
    """Return how many decimals the read-outs of some numbers at rest need, at least ``least``.

    Numbers that are ``given`` are told in full, up to four digits, and those ``found`` by computing with two at
    least; but nothing takes more than ``MOST_DECIMALS``.

    >>> decimals_for(2, [0.4, 1.0]), decimals_for(2, [0.625]), decimals_for(2, [], [1 / 3, -0.0041])
    (2, 3, 4)
    """
    needed = [_decimals(value, _DIGITS) for value in given]
    needed += [_decimals(value, _FOUND_DIGITS) for value in found]
    return max(least, min(max(needed, default=0), MOST_DECIMALS))


def rounded(value: float, digits: int) -> tuple[float, float]:
    """The nearest number of so many digits that is not above the ``value``, and that which is not below it.

    >>> rounded(0.3456, 2), rounded(-0.3456, 2), rounded(0.34, 2)
    ((0.34, 0.35), (-0.35, -0.34), (0.34, 0.34))
    """
    if value == 0:
        return 0.0, 0.0
    exact = Decimal(repr(value))
    unit = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    return float(exact.quantize(unit, ROUND_FLOOR)), float(exact.quantize(unit, ROUND_CEILING))


def readable(value: float, low: float = -inf, high: float = inf, usual: float | None = None) -> float:
    """The number between two limits nearest to ``value``, rounded to two digits, or as many as keep it there.

    The ``usual`` one is not rounded.

    >>> readable(1.3412), readable(1.3412, high=1.335), readable(0.6421, usual=0.6421)
    (1.3, 1.3, 0.6421)
    """
    exact = min(max(value, low), high)
    if exact == usual:
        return usual
    candidates = (sorted(rounded(exact, digits), key=lambda each: abs(each - exact)) for digits in range(2, 18))
    return next((each for each in chain(*candidates) if low <= each <= high), exact)


def power_of_ten(power: int) -> str:
    """The power of ten in digits, or, if there are many, with its exponent.

    >>> power_of_ten(3), power_of_ten(12)
    ('1000', '10¹²')
    """
    return f"{10**power}" if 0 <= power < _DIGITS else "10" + f"{power}".translate(_RAISED)


class Shown(float):
    """A number that a read-out shows with so many ``decimals``; where it is said, it is in the same rounding.

    >>> f"{Shown(0.625, 2)}, {Shown(1.0, 2)}, {Shown(-1e-9, 2)}"
    '0.62, 1, > −0.01'
    """

    def __new__(cls, value: float, decimals: int) -> Shown:
        """Take the number, and with how many decimals it is shown."""
        shown = super().__new__(cls, value)
        shown.decimals = decimals
        return shown

    decimals: int

    def __format__(self, spec: str) -> str:
        """Format the number as it is shown, without the zeros that keep a read-out's places; takes no format."""
        if spec:
            raise ValueError(f"a number that is shown reads as it is shown, not in the format {spec!r}")
        text = number_text(self, self.decimals)
        return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(value: float, digits: int) -> int:
    """Return how many decimals the number has with so many ``digits``, without zeros at its end."""
    _, _, decimals = np.format_float_positional(float(f"{value:.{digits}g}"), trim="-").partition(".")
    return len(decimals)
