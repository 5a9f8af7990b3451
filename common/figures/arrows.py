"""Arrows whose length is a number: pushes on a weight, to one scale."""

from __future__ import annotations

import numpy as np
from manim import VMobject
from manim.utils.color import ManimColor

from common.figures.window import draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["PushArrow"]

_SHAFT, _HEAD_WIDTH, _HEAD_LENGTH = 0.05, 0.2, 0.2


class PushArrow(VMobject):
    """A level arrow; nothing is drawn for a push of exactly 0."""

    def __init__(self, colour: ManimColor) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=1)

    def point(self, tail: FloatArray, length: float) -> None:
        """Reach from ``tail`` (3,) over ``length`` scene units, to the left where it is negative."""
        if length == 0:
            draw_polylines(self, [])
            return
        # A short arrow is all head: its length stays true.
        head = min(_HEAD_LENGTH, abs(length))
        half = _HEAD_WIDTH / 2 * head / _HEAD_LENGTH
        neck = abs(length) - head
        shaft = min(_SHAFT / 2, half)
        outline = [(0, shaft), (neck, shaft), (neck, half), (abs(length), 0)]
        outline += [(x, -y) for x, y in reversed(outline[:-1])]
        xy = np.array([*outline, outline[0]]) * [np.sign(length), 1]
        draw_polylines(self, [tail + np.column_stack([xy, np.zeros(len(xy))])])
