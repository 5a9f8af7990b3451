"""The point on which what lies on an axis is balanced."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import UP
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Stands
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines

__all__ = ["Fulcrum"]

_SHAPE = np.array([[0.0, 0.0, 0.0], [0.15, -0.24, 0.0], [-0.15, -0.24, 0.0], [0.0, 0.0, 0.0]])
_MIDDLE = 0.12 * UP


class Fulcrum(Part):
    """A wedge under the level axis, its tip at ``at()``."""

    def __init__(self, name: str, at: Callable[[], float], colour: ManimColor) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=1)
        self._name, self._at = name, at

    def draw(self, window: Window) -> None:
        """Move there."""
        draw_polylines(self, [_SHAPE + window.point(self._at(), 0.0)])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that its tip is there."""
        yield Stands(self._name, self, axes.point(np.array([self._at(), 0.0])) - _MIDDLE)
