"""A line through the origin, the points it should meet, and how far it misses each of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, DR, Dot, Line, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Reaches, Reads, Stands
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.read_out import ReadOut
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["FittedLine"]

_VIEW = View(x=(-1.15, 1.45), y=(-1.3, 1.3))
_LINE_ENDS = np.array([-1.05, 1.05])
_POINT_RADIUS, _POINT_SHARE = 0.08, 0.42  # the latter of the way from one point to the next
_UNSEEN = 1e-9
"""A miss that only rounding has left."""


class FittedLine(Derived):
    """The points of ``data``, which has one feature, the line of slope ``weight``, and a stick for each miss.

    Its read-out has so many ``decimals``. Raises ``ValueError`` for several features. Call ``fit`` before the
    first drawing.
    """

    def __init__(self, data: DataSet, weight: ValueTracker, theme: Theme, decimals: int = 2) -> None:
        if data.dimension != 1:
            raise ValueError(f"data has {data.dimension} features, but must have one to be drawn over it.")
        super().__init__(weight)
        self.data, self.theme = data, theme
        self._weight = weight
        self.weight_out = ReadOut(
            "w =", weight.get_value, theme, weight, decimals=decimals, widest=-9, marks_zero=False
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.window = Window(box, _VIEW)
        theme = self.theme
        self.axes = self.window.axes(theme.muted).set_z_index(-1)
        across, up = (Label(name, theme.muted, theme.background) for name in ("x", "y"))
        self.axes.add(across.next_to(self.axes[0].get_end(), DL, buff=0.04))
        self.axes.add(up.next_to(self.axes[1].get_end(), DR, buff=0.06))
        places = self.window.points(np.column_stack([self._x, self.data.targets]))
        nearest = np.linalg.norm(np.diff(places, axis=0), axis=1).min()
        radius = min(_POINT_RADIUS, _POINT_SHARE * float(nearest))
        self.points_drawn = VGroup(*(Dot(at, radius=radius, color=theme.loss) for at in places))
        self.line = Line(stroke_color=theme.ink, stroke_width=STROKE.edge)
        self.misses = VGroup(*(VMobject(stroke_color=theme.loss, stroke_width=STROKE.ghost) for _ in self._x))
        self.points_drawn.set_z_index(2)
        self.line.set_z_index(1)
        self.redraw()

    @property
    def picture(self) -> tuple[VMobject, ...]:
        """The parts, all of which are seen from the start."""
        return self.axes, self.misses, self.line, self.points_drawn

    def redraw(self) -> None:
        """Turn the line, and let each stick reach from its point to it."""
        weight = self._weight.get_value()
        ends = np.column_stack([_LINE_ENDS, weight * _LINE_ENDS])
        draw_polylines(self.line, self.window.curve(ends))
        from_points = self.window.points(np.column_stack([self._x, self.data.targets]))
        to_line = self.window.points(np.column_stack([self._x, weight * self._x]))
        for stick, start, end in zip(self.misses, from_points, to_line, strict=True):
            draw_polylines(stick, [np.array([start, end])] if np.abs(end - start).max() > _UNSEEN else [])

    def claims(self) -> Iterator[Claim]:
        """What the picture claims: its points, its line, each miss, and the slope it reads."""
        weight, targets = self._weight.get_value(), self.data.targets
        axes = Axes(Axis(self.axes[0], *_VIEW.x), Axis(self.axes[1], *_VIEW.y))
        yield Follows("fitted line", self.line, lambda x: weight * x, axes)
        yield Reads("slope", self.weight_out, weight)
        for x, y, dot, stick in zip(self._x, targets, self.points_drawn, self.misses, strict=True):
            point = axes.point(np.array([x, y]))
            yield Stands("data point", dot, point)
            yield Reaches("miss", stick, point, axes.point(np.array([x, weight * x])))

    @property
    def _x(self) -> FloatArray:
        return self.data.design[:, 0]
