"""Upright sticks, which stand on a graph."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Function, Reaches
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Sticks"]


class Sticks(Part):
    """A stick at each of ``x`` (n,), from y = ``foot`` (x) up to ``foot`` (x) + ``length`` (x); none of length 0.

    Both functions take (n,) to (n,).
    """

    def __init__(
        self, name: str, x: FloatArray, foot: Function, length: Function, colour: ManimColor, width: float
    ) -> None:
        super().__init__()
        self._name, self._x, self._foot, self._length = name, x, foot, length
        self.add(*(VMobject(stroke_color=colour, stroke_width=width) for _ in x))

    def draw(self, window: Window) -> None:
        """Stand each stick on its foot."""
        feet, tops = self._ends()
        for stick, foot, top in zip(self, window.points(feet), window.points(tops), strict=True):
            draw_polylines(stick, [np.array([foot, top])] if top[1] > foot[1] else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that each stick reaches just from end to end."""
        feet, tops = self._ends()
        for stick, foot, top in zip(self, axes.points(feet), axes.points(tops), strict=True):
            yield Reaches(self._name, stick, foot, top)

    def _ends(self) -> tuple[FloatArray, FloatArray]:
        """The coordinates (n, 2) of all feet and of all tops."""
        feet = self._foot(self._x)
        return np.column_stack([self._x, feet]), np.column_stack([self._x, feet + self._length(self._x)])
