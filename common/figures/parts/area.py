"""Areas under the graph of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Function, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Area"]

_SAMPLES = 161


class Area(Part):
    """What lies between the axis and y = ``function`` (x) for the x ``within()`` two, filled.

    ``function`` takes (n,) to (n,), and is sharp at 0.
    """

    def __init__(
        self,
        name: str,
        function: Function,
        colour: ManimColor,
        opacity: float,
        within: Callable[[], tuple[float, float]] = lambda: (-np.inf, np.inf),
    ) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=opacity)
        self._name, self._function, self._within = name, function, within

    def draw(self, window: Window) -> None:
        """Fill it, as far as it is in view."""
        outline = self._outline(*window.view.x)
        draw_polylines(self, [window.points(outline)] if len(outline) else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that its outline is the graph, the axis, and what leads from one to the other."""
        yield Traces(self._name, self, axes.points(self._outline(axes.along.low, axes.along.high)))

    def _outline(self, left: float, right: float) -> FloatArray:
        """Coordinates (n, 2), none if it is empty."""
        low, high = np.clip(self._within(), left, right)
        if low >= high:
            return np.empty((0, 2))
        x = np.union1d(np.linspace(low, high, _SAMPLES), [0.0] if low < 0 < high else [])
        graph = np.column_stack([x, self._function(x)])
        return np.array([[low, 0.0], *graph, [high, 0.0], [low, 0.0]])
