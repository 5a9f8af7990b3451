"""The way that a point has come while a number was swept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Trail"]

_SAMPLES = 121


class Trail(Part):
    """The points ``path`` gives for the numbers of ``swept()``, from where the sweep began to where it is.

    ``path`` takes (n,) to coordinates (n, 2); ``corners`` are the numbers at which the way bends sharply. It is
    sampled at so many ``samples`` besides.
    """

    def __init__(
        self,
        name: str,
        path: Callable[[FloatArray], FloatArray],
        swept: Callable[[], tuple[float, float]],
        colour: ManimColor,
        width: float,
        corners: tuple[float, ...] = (),
        samples: Callable[[], int] = lambda: _SAMPLES,
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self._name, self._path, self._swept = name, path, swept
        self._corners, self._samples = corners, samples

    def draw(self, window: Window) -> None:
        """Sample the way evenly, and at its corners, so that these are sharp."""
        way = self._way()
        draw_polylines(self, window.curve(way) if len(way) > 1 else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that what is drawn lies on the way."""
        yield Traces(self._name, self, axes.points(self._way()))

    def _way(self) -> FloatArray:
        """Its coordinates (n, 2), no more than one if nothing has been swept."""
        start, end = self._swept()
        low, high = sorted((start, end))
        corners = [corner for corner in self._corners if low < corner < high]
        return self._path(np.union1d(np.linspace(low, high, self._samples()), corners))
