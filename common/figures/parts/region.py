"""A filled region of a plane; where it goes on beyond what is seen, it fades."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import shapely
from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Function, Level
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines, polylines
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE

__all__ = ["FILL_OPACITY", "Region"]

FILL_OPACITY = 0.25

_FADE, _SOON = 0.05, 3.0  # of the window's height, at most; and of how far the region goes on
_BANDS = 10


class Region(Part):
    """All weights with ``norm`` up to ``budget()``, filled, and ``edge``, where they end, both in ``colour``.

    ``norm`` takes (n, 2) to (n,); ``boundary`` gives the coordinates (n, 2) of the closed curve at a budget.
    Towards a side of the window beyond which it goes on it fades, in bands, so that it does not seem to end there:
    ``edge``, the last of ``edges``, is what has its full strength.
    """

    def __init__(
        self,
        name: str,
        norm: Function,
        boundary: Callable[[float], FloatArray],
        budget: Callable[[], float],
        colour: ManimColor,
    ) -> None:
        super().__init__()
        self._name, self._norm, self._boundary, self._budget = name, norm, boundary, budget
        shares = [*(np.arange(_BANDS) + 0.5) / _BANDS, 1.0]
        self.fill = VGroup(
            *(VMobject(stroke_width=0, fill_color=colour, fill_opacity=share * FILL_OPACITY) for share in shares)
        )
        self.edges = VGroup(
            *(VMobject(stroke_color=colour, stroke_width=STROKE.edge, stroke_opacity=share) for share in shares)
        )
        self.edge = self.edges[-1]
        self.add(self.fill, self.edges)

    def draw(self, window: Window) -> None:
        """Fill what the present budget allows."""
        points = window.points(self._boundary(self._budget()))[:, :2]
        frames = _frames(points, window.box)
        for parts, shape in (self.fill, shapely.Polygon(points)), (self.edges, shapely.LineString(points)):
            inner = shapely.clip_by_rect(shape, *frames[0])
            for part, frame in zip(parts, frames[1:], strict=False):
                outer, inner = inner, shapely.clip_by_rect(shape, *frame)
                draw_polylines(part, _drawn(outer.difference(shapely.box(*frame))))
            draw_polylines(parts[-1], _drawn(inner))

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the edge is where the budget is spent."""
        yield Level(self._name, self.edge, self._norm, self._budget(), axes)


def _frames(points: FloatArray, box: Box) -> FloatArray:
    """Left, bottom, right and top of the box, and of the inside of each band, shape (bands + 1, 4)."""
    low, high = points.min(axis=0), points.max(axis=0)
    beyond = [box.left - low[0], box.bottom - low[1], high[0] - box.right, high[1] - box.top]
    widths = np.clip(_SOON * np.array(beyond), 0.0, _FADE * box.height) * [1, 1, -1, -1]
    shares = np.linspace(0, 1, _BANDS + 1)[:, np.newaxis]
    return np.asarray(np.array([box.left, box.bottom, box.right, box.top]) + shares * widths)


def _drawn(shape: shapely.Geometry) -> list[FloatArray]:
    """Lines as they are, and of what is filled the outlines, wound so that a hole stays empty."""
    is_filled = shapely.area(shape) > 0
    return polylines(shapely.boundary(shapely.orient_polygons(shape)) if is_filled else shape)
