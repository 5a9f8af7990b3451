"""How far a point of the plane is from its axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE

__all__ = ["Drop", "Height", "Plumb"]


class Drop(Part):
    """Dashed lines from the coordinates ``point()`` (2,) to both axes; none if it is on one of them."""

    def __init__(self, name: str, point: Callable[[], FloatArray], colour: ManimColor) -> None:
        super().__init__(stroke_color=colour, stroke_width=STROKE.ghost)
        self._name, self._point = name, point

    def draw(self, window: Window) -> None:
        """Draw the dashes along one line."""
        draw_polylines(self, dashes(window.points(self._path)) if self._point().all() else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the dashes lie on that line."""
        yield Traces(self._name, self, axes.points(self._path))

    @property
    def _path(self) -> FloatArray:
        x, y = self._point()
        return np.array([[0.0, y], [x, y], [x, 0.0]])


class Plumb(Drop):
    """Dashed line from the coordinates ``point()`` (2,) straight to the level axis; none on the upright one."""

    @property
    def _path(self) -> FloatArray:
        x, y = self._point()
        return np.array([[x, y], [x, 0.0]])


class Height(Plumb):
    """The same, drawn through: it is as long as ``point()`` is high."""

    def draw(self, window: Window) -> None:
        """Draw the line."""
        draw_polylines(self, [window.points(self._path)] if self._point().all() else [])
