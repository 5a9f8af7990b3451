"""Graphs of a function of one number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Follows, Function
from common.figures.parts.part import Part
from common.figures.window import Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Curve", "Tangents"]

_SAMPLES = 241
_TANGENT_LENGTH = 0.95
"""Scene units."""


class Curve(Part):
    """y = ``function`` (x) over the whole view, ``dashed`` or not.

    ``function`` takes (n,) to (n,); ``corners`` are the x where its slope jumps.
    """

    def __init__(
        self,
        name: str,
        function: Function,
        colour: ManimColor,
        width: float,
        corners: tuple[float, ...] = (),
        *,
        dashed: bool = False,
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self._name, self._function, self._corners, self._dashed = name, function, corners, dashed

    def draw(self, window: Window) -> None:
        """Sample the function evenly, at 0 and at its corners, so that these are sharp."""
        x = np.union1d(np.linspace(*window.view.x, _SAMPLES), (0.0, *self._corners))
        pieces = window.curve(np.column_stack([x, self._function(x)]))
        draw_polylines(self, [dash for piece in pieces for dash in dashes(piece)] if self._dashed else pieces)

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the curve follows the function."""
        yield Follows(self._name, self, self._function, axes, self._corners)


class Tangents(Curve):
    """The two lines y = ``function`` (x) that meet at x = 0, equally long on screen; one line if nothing bends."""

    def __init__(self, name: str, function: Function, colour: ManimColor, width: float) -> None:
        super().__init__(name, function, colour, width, (0.0,))

    def draw(self, window: Window) -> None:
        """Draw a line from 0 towards each side of the view."""
        x = np.array([0.0, *window.view.x])
        foot, *ends = window.points(np.column_stack([x, self._function(x)]))
        draw_polylines(self, [_line(foot, end - foot) for end in ends])


def _line(foot: FloatArray, along: FloatArray) -> FloatArray:
    return np.array([foot, foot + along * (_TANGENT_LENGTH / np.linalg.norm(along))])
