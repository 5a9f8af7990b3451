"""Posts that a walker leaves behind: as high as its weight was at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Posts"]


class Posts(Part):
    """Upright lines from 0 to each of the coordinates ``tops()`` (n, 2); none to one that is at 0."""

    def __init__(self, name: str, tops: Callable[[], FloatArray], colour: ManimColor, width: float) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self._name, self._tops = name, tops

    def draw(self, window: Window) -> None:
        """Draw them all."""
        tops = self._tops()
        draw_polylines(self, [window.points(np.array([[x, 0.0], [x, w]])) for x, w in tops if w != 0])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that they lie on a comb, whose teeth are the posts."""
        teeth = [[[x, 0.0], [x, w], [x, 0.0]] for x, w in self._tops()]
        if teeth:
            yield Traces(self._name, self, axes.points(np.concatenate(teeth)))
