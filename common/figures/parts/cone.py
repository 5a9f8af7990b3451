"""The normal cone at a corner of a region, and the pull of the loss that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Reaches, Traces
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE

__all__ = ["Cone", "Pull"]

_LAYERS, _ARC = 40, 24
_OPACITY = 0.45  # at the tip
_SHAFT, _HEAD = 0.05, 0.2  # of the pull's length: half of its shaft's breadth, and its head's length


class Cone(Part):
    """All normals at the point ``tip()``, (2,), between the directions ``ends()``, (2, 2), of a true plane.

    They reach ``reach`` scene units, and fade towards there, for they have no end; ``sides`` are the outermost.
    """

    def __init__(
        self,
        name: str,
        tip: Callable[[], FloatArray],
        ends: Callable[[], FloatArray],
        reach: float,
        colour: ManimColor,
    ) -> None:
        super().__init__()
        self._name, self._tip, self._ends, self._reach = name, tip, ends, reach
        layer = _OPACITY / _LAYERS
        self.wedge = VGroup(
            *(VMobject(stroke_width=0, fill_color=colour, fill_opacity=layer) for _ in range(_LAYERS))
        )
        self.sides = VMobject(stroke_color=colour, stroke_width=STROKE.companion)
        self.add(self.wedge, self.sides)

    def draw(self, window: Window) -> None:
        """Draw the wedge in layers, one farther than the other."""
        tip, way = window.point(*self._tip()), _on_the_stage(self._ends())
        share = np.linspace(0, 1, _ARC)[:, np.newaxis]
        arc = (1 - share) * way[0] + share * way[1]
        arc /= np.linalg.norm(arc, axis=1, keepdims=True)
        for layer, radius in zip(self.wedge, self._reach * np.linspace(0.1, 1, _LAYERS), strict=True):
            draw_polylines(layer, [np.array([tip, *(tip + radius * arc), tip])])
        draw_polylines(self.sides, [tip + self._reach * np.array([way[0], np.zeros(3), way[1]])])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that its sides are the outermost normals."""
        first, last = self._ends()
        path = (
            self._tip()
            + np.array([first, [0.0, 0.0], last]) * self._reach / np.linalg.norm(first) / axes.along.unit
        )
        yield Traces(self._name, self.sides, axes.points(path))


class Pull(Part):
    """An arrow from the point ``tail()``, (2,), along ``pull()``, (2,), ``length`` scene units long."""

    def __init__(
        self,
        name: str,
        tail: Callable[[], FloatArray],
        pull: Callable[[], FloatArray],
        length: float,
        colour: ManimColor,
    ) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=1)
        self._name, self._tail, self._pull, self._length = name, tail, pull, length

    def draw(self, window: Window) -> None:
        """Draw its outline; nothing for no pull."""
        if not self._pull().any():
            draw_polylines(self, [])
            return
        tail, (along,) = window.point(*self._tail()), _on_the_stage(self._pull()[np.newaxis])
        aside = np.array([-along[1], along[0], 0.0])
        half = [(0, _SHAFT / 2), (1 - _HEAD, _SHAFT / 2), (1 - _HEAD, _HEAD / 2), (1, 0)]
        outline = [*half, *((x, -y) for x, y in reversed(half)), half[0]]
        draw_polylines(self, [tail + self._length * np.array([x * along + y * aside for x, y in outline])])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that it points where the loss falls fastest, if it pulls at all."""
        tail, pull = self._tail(), self._pull()
        if pull.any():
            start, end = axes.points(np.array([tail, tail + pull]))
            way = (end - start) / np.linalg.norm(end - start)
            yield Reaches(self._name, self, start, start + self._length * way)


def _on_the_stage(directions: FloatArray) -> FloatArray:
    """Unit vectors (n, 3) along directions (n, 2) of a plane that is true to scale."""
    flat = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return np.column_stack([flat, np.zeros(len(flat))])
