"""Ticks on an upright line, each half as far from a point as the one before: however close, there are as many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import RIGHT, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Stands
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE

__all__ = ["Halvings"]

_TICKS = 12  # above the point, and below: enough to come five hundred times as close
_HALF = 0.05  # of a tick's length, in distances to the point


class Halvings(Part):
    """Ticks above and below the point (0, ``height()``), the first as far away as the view is high.

    A tick is the longer the farther away: a camera that goes in sees them fly past, and ever the same picture.
    """

    def __init__(self, name: str, height: Callable[[], float], colour: ManimColor) -> None:
        super().__init__()
        self._name, self._height = name, height
        self.add(*(VMobject(stroke_color=colour, stroke_width=STROKE.axis) for _ in range(2 * _TICKS)))

    def draw(self, window: Window) -> None:
        """Draw those within the view."""
        (low, high), at = window.view.y, window.point(0.0, self._height())
        for tick, y in zip(self.submobjects, self._heights(low, high), strict=True):
            middle = window.point(0.0, y)
            half = _HALF * abs(middle[1] - at[1]) * RIGHT
            draw_polylines(tick, [np.array([middle - half, middle + half])] if low < y < high else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where they stand."""
        for tick, y in zip(self.submobjects, self._heights(axes.up.low, axes.up.high), strict=True):
            if tick.has_points():
                yield Stands(f"tick of the {self._name}", tick, axes.point(np.array([0.0, y])))

    def _heights(self, low: float, high: float) -> FloatArray:
        away = (high - low) / 2.0 ** np.arange(_TICKS)
        return self._height() + np.concatenate([away, -away])
