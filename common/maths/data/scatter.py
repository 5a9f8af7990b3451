"""Points of a table: brought to one scale, and divided into those that a curve is fitted to and the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from common.maths.arithmetic.arguments import at_least, read_only_row
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet, powers_of

__all__ = ["Scatter"]


@dataclass(frozen=True, eq=False)
class Scatter:
    """Points (xᵢ, yᵢ) of which no true curve is known.

    ``x`` and ``y`` have the same shape (n,), n >= 1, and are finite, else ``ValueError``; both are made read-only
    copies.

    >>> Scatter([0.0, 4.0, 1.0], [5.0, 5.0, 8.0]).scaled().x.tolist()
    [-1.0, 1.0, -0.5]
    """

    x: FloatArray
    y: FloatArray

    def __post_init__(self) -> None:
        for name in ("x", "y"):
            object.__setattr__(self, name, read_only_row(name, getattr(self, name), np.size(self.x)))

    def features(self, degree: int) -> DataSet:
        """Return the powers x, …, x^degree of the points as features, and y as targets; ``degree`` >= 1."""
        return powers_of(self.x, self.y, degree, "powers of a table's x")

    def scaled(self) -> Scatter:
        """The same points with x from −1 to 1, and y about 0 with a standard deviation of 1.

        Raises ``ValueError`` if all x, or all y, are equal.
        """
        for name in ("x", "y"):
            if np.ptp(getattr(self, name)) == 0:
                raise ValueError(f"{name} is constant, but must vary to be scaled.")
        low, high = self.x.min() / 2, self.x.max() / 2
        x, y = (self.x / 2 - low) / (high - low) * 2 - 1, np.ldexp(self.y, -np.frexp(np.abs(self.y).max())[1])
        y = y - y.mean()
        return Scatter(x, y / y.std())

    def thinned(self, most: int) -> Scatter:
        """In order of x, every second point, or every third, and so on, so that there are at most ``most`` >= 1.

        >>> Scatter([3.0, 1.0, 2.0], [9.0, 7.0, 8.0]).thinned(2).y.tolist()
        [7.0, 9.0]
        """
        order = np.argsort(self.x, kind="stable")[:: -(-len(self.x) // at_least("most", most, 1))]
        return Scatter(self.x[order], self.y[order])

    def divided(self, count: int) -> tuple[Scatter, Scatter]:
        """Take ``count`` >= 2 points whose x are as evenly spaced as can be, and leave the others.

        They are those nearest to ``count`` even places from the least x to the largest: the sum of the squared
        distances is as small as it can be. Of points with the same x, the first stands for all. Raises
        ``ValueError`` if fewer than ``count`` x differ, or no point would be left.

        >>> seen, others = Scatter([0.0, 1.0, 1.1, 2.0, 2.0], [0.0, 1.0, 2.0, 3.0, 4.0]).divided(3)
        >>> seen.y.tolist(), others.y.tolist()
        ([0.0, 1.0, 3.0], [2.0, 4.0])
        """
        places, first = np.unique(self.x, return_index=True)
        if len(places) < at_least("count", count, 2):
            raise ValueError(f"x has {len(places)} different values, but must have {count} or more.")
        if len(self.x) == count:
            raise ValueError(f"x has {count} values, but must have more, for others to be left.")
        wanted = np.linspace(places[0], places[-1], count)
        chosen = first[linear_sum_assignment((wanted[:, np.newaxis] - places) ** 2)[1]]
        others = np.setdiff1d(np.arange(len(self.x)), chosen)
        return Scatter(self.x[chosen], self.y[chosen]), Scatter(self.x[others], self.y[others])
