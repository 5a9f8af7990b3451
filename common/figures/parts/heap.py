"""A rain of numbers: drops on their ways, and the heap that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import RIGHT, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Scatters, Traces, Zero
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Heap", "Streaks"]

_OFF = 0.27  # scene units from the end of the view to the nearest dots
_FILL = 0.45  # of the pitch, for a dot's radius
_ARC = 4 / 3 * (np.sqrt(2) - 1)
_QUARTERS = np.array([[1, 0], [1, _ARC], [_ARC, 1], [0, 1], [-_ARC, 1], [-1, _ARC], [-1, 0]])
_CIRCLE = np.array([*_QUARTERS[:4], *_QUARTERS[3:], *-_QUARTERS[:4], *-_QUARTERS[3:]])
"""Four Bézier curves, (16, 2), of radius 1."""


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


class Heap(Part):
    """Dots for ``values()`` (n,) beyond the end of the view at ``side``, -1 or 1; none for those that are NaN.

    They lie in bins of so much ``breadth``, of which 0 is a border, ``pitch`` scene units apart in so many
    ``rows``; those that are exactly 0 have a bin of their own, and the colour ``zero`` if they stay there.
    """

    def __init__(
        self,
        name: str,
        values: Callable[[], FloatArray],
        breadth: float,
        pitch: float,
        rows: int,
        side: int,
        colour: ManimColor,
        zero: ManimColor,
    ) -> None:
        super().__init__()
        self._name, self._values, self._breadth, self._pitch, self._rows = name, values, breadth, pitch, rows
        self._side = side
        self.rest, self.zeros = (
            VMobject(stroke_width=0, fill_color=each, fill_opacity=1) for each in (colour, zero)
        )
        self.add(self.rest, self.zeros)

    def draw(self, window: Window) -> None:
        """Heap them up in their order."""
        for cloud, values in self._clouds():
            feet, offsets = self._places(values, window.view.x[max(self._side, 0)])
            middles = window.points(feet) + offsets
            dots = middles[:, np.newaxis] + np.pad(_FILL * self._pitch * _CIRCLE, ((0, 0), (0, 1)))
            cloud.set_points(dots.reshape(-1, 3))

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where the dots are, and which are at 0."""
        for cloud, values in self._clouds():
            if len(values):
                feet, offsets = self._places(values, (axes.along.low, axes.along.high)[max(self._side, 0)])
                yield Scatters(self._name, cloud, axes.points(feet) + offsets)
        yield Zero(f"zeros of {self._name}", self.zeros, bool((self._values() == 0).any()))

    def _clouds(self) -> Iterator[tuple[VMobject, FloatArray]]:
        values = self._values()
        yield self.rest, values[(values != 0) & ~np.isnan(values)]
        yield self.zeros, values[values == 0]

    def _places(self, values: FloatArray, end: float) -> tuple[FloatArray, FloatArray]:
        """Where the bins of ``values`` (n,) begin, (n, 2), and how far off the dots are in the scene, (n, 3)."""
        bins = np.floor(values / self._breadth) + 0.5
        middles = np.where(values == 0, 0.0, bins * self._breadth)
        order = np.argsort(middles, kind="stable")
        ranks = np.empty(len(values), int)
        _, first = np.unique(middles[order], return_index=True)
        ranks[order] = np.arange(len(values)) - np.repeat(first, np.diff([*first, len(values)]))
        column, row = np.divmod(ranks, self._rows)
        offsets = np.column_stack([self._side * (column + 0.5), row - (self._rows - 1) / 2, np.zeros(len(values))])
        return (
            np.column_stack([np.full(len(values), end), middles]),
            self._pitch * offsets + self._side * _OFF * RIGHT,
        )
