"""Upright arrows whose length is a number: pushes on a weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Reaches
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Arrow"]

_SHAFT, _HEAD_WIDTH, _HEAD_LENGTH = 0.13, 0.4, 0.34


class Arrow(Part):
    """From the coordinates ``tail()`` (2,) up by ``length()``, or down where it is negative; none of length 0.

    It is as wide at any ``zoom()``.
    """

    def __init__(
        self,
        name: str,
        tail: Callable[[], FloatArray],
        length: Callable[[], float],
        colour: ManimColor,
        zoom: Callable[[], float],
    ) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=1)
        self._name, self._tail, self._length, self._zoom = name, tail, length, zoom

    def draw(self, window: Window) -> None:
        """Draw its outline: a short arrow is all head, so that its length stays true."""
        tail, tip = window.points(self._ends)
        length = abs(tip[1] - tail[1])
        shaft, half, head = np.array([_SHAFT / 2, _HEAD_WIDTH / 2, _HEAD_LENGTH]) / self._zoom()
        half, head = half * min(1, length / head), min(head, length)
        shaft, neck = min(shaft, half), length - head
        side = [(shaft, 0), (shaft, neck), (half, neck), (0, length)]
        outline = np.array([*side, *((-x, y) for x, y in reversed(side[:-1])), side[0]])
        flat = np.column_stack([outline * [1, np.sign(tip[1] - tail[1])], np.zeros(len(outline))])
        draw_polylines(self, [tail + flat] if length > 0 else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that it reaches so far."""
        tail, tip = axes.points(self._ends)
        yield Reaches(self._name, self, tail, tip)

    @property
    def _ends(self) -> FloatArray:
        """The coordinates (2, 2) of tail and tip."""
        tail = self._tail()
        return np.array([tail, tail + np.array([0.0, self._length()])])
