"""Closed intervals of slopes: what a derivative becomes at a kink."""

from dataclasses import dataclass

from common.maths.arithmetic.arguments import non_negative

__all__ = ["Interval"]


@dataclass(frozen=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included; a single number where the two are equal.

    Either end may be infinite, as at the cusp of |w|^p with p < 1. Raises ``ValueError`` unless ``low <= high``.

    >>> kink = Interval(-1.0, 1.0)
    >>> kink.scaled(0.5).shifted(-0.335)
    Interval(low=-0.835, high=0.16499999999999998)
    >>> kink.contains(1.0), kink.distance(1.5)
    (True, 0.5)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"low is {self.low}, but must be no larger than high, which is {self.high}.")

    def contains(self, x: float) -> bool:
        """Tell whether ``x`` lies in the interval, its ends included."""
        return self.low <= x <= self.high

    def distance(self, x: float) -> float:
        """Measure how far ``x`` is from the nearest number of the interval: 0 exactly when contained."""
        return 0.0 if self.contains(x) else max(self.low - x, x - self.high)

    def shifted(self, by: float) -> "Interval":
        """Add ``by`` to all numbers of the interval."""
        return Interval(self.low + by, self.high + by)

    def scaled(self, by: float) -> "Interval":
        """Multiply all numbers of the interval by ``by``; ``ValueError`` if that is negative or infinite.

        By 0 even an infinite interval becomes the single number 0: no penalty, no slope.
        """
        by = non_negative("by", by)
        return Interval(by * self.low, by * self.high) if by > 0 else Interval(0.0, 0.0)
