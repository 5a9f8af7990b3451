"""Posts that a walker leaves behind: as high as its weight was at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Reaches
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Posts"]


class Posts(Part):
    """Upright lines from 0 to each of the coordinates ``tops()`` (n, 2), any number; none to one that is at 0."""

    def __init__(self, name: str, tops: Callable[[], FloatArray], colour: ManimColor, width: float) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self._name, self._tops = name, tops

    def draw(self, window: Window) -> None:
        """Draw them all."""
        tops = self._tops()
        for _ in range(len(self.submobjects), len(tops)):
            self.add(VMobject().match_style(self))
        for number, post in enumerate(self):
            x, w = tops[number] if number < len(tops) else (0.0, 0.0)
            draw_polylines(post, [window.points(np.array([[x, 0.0], [x, w]]))] if w != 0 else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that each reaches so far."""
        for post, (x, w) in zip(self, self._tops(), strict=False):
            if w != 0:
                yield Reaches(self._name, post, *axes.points(np.array([[x, 0.0], [x, w]])))
