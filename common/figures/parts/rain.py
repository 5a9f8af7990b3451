"""Drops that fall to their places, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import Dot, VGroup
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Stands
from common.figures.parts.part import Part
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Rain"]

_HIGH = 0.45  # of the view's height: from so far above its place
_FALL = 0.3  # the share of the whole time that a drop takes
_APPEARS = 0.15  # the share of its fall in which it comes into sight


class Rain(Part):
    """A drop for each of the coordinates ``places()`` (n, 2), where it comes to rest; it falls from above.

    What would fall beside the view is not seen. ``fallen()`` is the share of the whole time that is over.
    """

    def __init__(
        self,
        name: str,
        places: Callable[[], FloatArray],
        fallen: Callable[[], float],
        colour: ManimColor,
        radius: float,
    ) -> None:
        super().__init__()
        self._name, self._places, self._fallen = name, places, fallen
        self._drop = Dot(radius=radius).points.copy()
        self.drops = VGroup(*(Dot(radius=radius, color=colour) for _ in places()))
        self.add(self.drops)

    def draw(self, window: Window) -> None:
        """Let each fall faster and faster from where it appeared."""
        rest = self._places()
        shares = self._shares(len(rest))
        at = rest.copy()
        low, high = window.view.y
        at[:, 1] += np.minimum(_HIGH * (high - low), high - rest[:, 1]) * (1 - shares**2)
        left, right = window.view.x
        opacities = np.where((left <= rest[:, 0]) & (rest[:, 0] <= right), np.minimum(1.0, shares / _APPEARS), 0.0)
        for drop, point, opacity in zip(self.drops, window.points(at), opacities, strict=True):
            drop.set_points(self._drop + point)
            drop.set_fill(opacity=opacity)

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where those that have come to rest lie."""
        rest = self._places()
        for drop, point, share in zip(self.drops, axes.points(rest), self._shares(len(rest)), strict=True):
            if share == 1:
                yield Stands(self._name, drop, point)

    def _shares(self, count: int) -> FloatArray:
        """Which share of its fall each has behind it (count,)."""
        starts = np.linspace(0.0, 1 - _FALL, count)
        return np.asarray(np.clip((self._fallen() - starts) / _FALL, 0.0, 1.0))
