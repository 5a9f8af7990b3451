"""A rain of numbers: drops on their ways, one after the other, and the dots that they become."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Scatters, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Dots", "Streaks", "gone", "streak"]

_ARC = 4 / 3 * (np.sqrt(2) - 1)
_QUARTERS = np.array([[1, 0], [1, _ARC], [_ARC, 1], [0, 1], [-_ARC, 1], [-1, _ARC], [-1, 0]])
_CIRCLE = np.array([*_QUARTERS[:4], *_QUARTERS[3:], *-_QUARTERS[:4], *-_QUARTERS[3:]])
"""Four Bézier curves, (16, 2), of radius 1."""


def gone(fallen: float, count: int, lasts: float, alone: float = 0.0) -> FloatArray:
    """How much of its time each of ``count`` drops has behind it, (count,): below 0 before, above 1 after it.

    All together they take from ``fallen`` = 0 to 1, and each of them ``lasts`` such a share; the first falls
    ``alone`` for another.
    """
    starts = np.append(0.0, np.linspace(alone, 1.0 - lasts, count)[1:])
    return np.asarray(np.round((fallen - starts) / lasts, 9))


def streak(behind: FloatArray, tail: float) -> FloatArray:
    """Between which shares (n, 2) of its way each drop with so much ``behind`` it (n,) and a ``tail`` is seen."""
    return np.clip(np.column_stack([behind - tail, behind]), 0.0, 1.0)


class Streaks(Part):
    """Drops on straight ways between ``ends()``, (n, 2, 2), drawn between two ``shares()`` of them, (n, 2)."""

    def __init__(
        self,
        name: str,
        ends: Callable[[], FloatArray],
        shares: Callable[[], FloatArray],
        colour: ManimColor,
        width: float,
        opacity: float = 1.0,
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=width, stroke_opacity=opacity)
        self._name, self._ends, self._shares = name, ends, shares

    def draw(self, window: Window) -> None:
        """Draw what each drop has left."""
        ends, shares = self._ends(), self._shares()
        seen = shares[:, 0] < shares[:, 1]
        start, way = ends[seen, :1], np.diff(ends[seen], axis=1)
        pieces = start + shares[seen][:, :, np.newaxis] * way
        draw_polylines(self, [*window.points(pieces.reshape(-1, 2)).reshape(-1, 2, 3)])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that all lies on these ways."""
        yield Traces(self._name, self, axes.points(self._ends().reshape(-1, 2)))


class Dots(Part):
    """A dot at each of the coordinates ``places()`` (n, 2), of which there may be more and more."""

    def __init__(self, name: str, places: Callable[[], FloatArray], colour: ManimColor, radius: float) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=1)
        self._name, self._places = name, places
        self._dot = np.pad(radius * _CIRCLE, ((0, 0), (0, 1)))

    def draw(self, window: Window) -> None:
        """Draw all of them as one shape."""
        self.set_points((window.points(self._places())[:, np.newaxis] + self._dot).reshape(-1, 3))

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where they are."""
        yield Scatters(self._name, self, axes.points(self._places()))
