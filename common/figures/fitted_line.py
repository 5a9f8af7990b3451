"""A line through the origin, the points it should meet, how far it misses them, and some squares of that."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, DOWN, DR, UL, UR, Dot, Line, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Reaches, Reads, Stands, ToScale, Traces
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.read_out import ReadOut, widest_of
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["FittedLine"]

_VIEW = View(x=(-1.1, 1.35), y=(-1.27, 1.27))
_LINE_ENDS = np.array([-1.05, 1.05])
_MARGIN = 0.1
_LEAST_RADIUS, _POINT_RADIUS, _POINT_SHARE = 0.05, 0.08, 0.42  # the latter of the way from one point to the next
_FAINT, _FILL = 0.75, 0.13  # opacities of a miss and of its square
_INSET, _GAP = 0.05, 0.25
_UNSEEN = 1e-9
"""A miss that only rounding has left."""


class FittedLine(Derived):
    """The points of ``data``, which has one feature, the line of slope ``weight``, and a stick for each miss.

    What is drawn is ``steep`` times as steep, and ``data`` are in its units, in which they are near 1. Parts, to
    be revealed: ``axes``, ``points_drawn``, ``line``, ``misses``, and the ``squares`` on those of them whose
    squares do not overlap at the slope ``steepest``. Its read-out has so many ``decimals``. Raises
    ``ValueError`` for several features. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        data: DataSet,
        weight: ValueTracker,
        theme: Theme,
        steepest: float,
        decimals: int = 2,
        steep: float = 1.0,
    ) -> None:
        if data.dimension != 1:
            raise ValueError(f"data has {data.dimension} features, but must have one to be drawn over it.")
        super().__init__(weight)
        self.data, self.theme = data, theme
        self._weight, self._steep = weight, steep
        self._squared = _apart(self._x, steep * steepest * self._x - data.targets)
        self.weight_out = ReadOut(
            "w =",
            weight.get_value,
            theme,
            weight,
            decimals=decimals,
            widest=widest_of([-abs(steepest)], decimals),
            marks_zero=False,
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        places = np.column_stack([self._x, self.data.targets])
        free = UL if self._x @ self.data.targets >= 0 else UR
        self.weight_out.move_to(box.corner(free) + _INSET * DOWN, aligned_edge=free)
        if self.weight_out.width > box.width / 2:
            box = box.cut_top(self.weight_out.height, gap=_GAP)[1]
        self.window = Window.true_to_scale(box, _VIEW.holding(places, _MARGIN))
        theme = self.theme
        self.axes = self.window.axes(theme.muted).set_z_index(-1)
        across, up = (Label(name, theme.muted, theme.background) for name in ("x", "y"))
        self.axes.add(across.next_to(self.axes[0].get_end(), DL, buff=0.04))
        self.axes.add(up.next_to(self.axes[1].get_end(), DR, buff=0.06))
        dots = self.window.points(places)
        nearest = float(np.linalg.norm(np.diff(dots, axis=0), axis=1).min())
        radius = min(_POINT_RADIUS, max(_POINT_SHARE * nearest, _LEAST_RADIUS))
        self.points_drawn = VGroup(*(Dot(at, radius=radius, color=theme.loss) for at in dots))
        self.line = Line(stroke_color=theme.ink, stroke_width=STROKE.edge)
        self.misses = VGroup(
            *(VMobject(stroke_color=theme.loss, stroke_width=STROKE.guide, stroke_opacity=_FAINT) for _ in self._x)
        )
        square = VMobject(theme.loss, _FILL, theme.loss, stroke_width=STROKE.guide)
        self.squares = VGroup(*(square.copy() for _ in self._squared))
        self.points_drawn.set_z_index(2)
        self.line.set_z_index(1)
        self.redraw()

    def redraw(self) -> None:
        """Turn the line, and let each stick reach from its point to it."""
        ends = np.column_stack([_LINE_ENDS, self._slope * _LINE_ENDS])
        draw_polylines(self.line, self.window.curve(ends))
        squares = [self.window.points(corners) for corners in self._squares()]
        for stick, place in zip(self.misses, squares, strict=True):
            draw_polylines(stick, [place[:2]] if _is_seen(place) else [])
        for square, index in zip(self.squares, self._squared, strict=True):
            draw_polylines(square, [squares[index]] if _is_seen(squares[index]) else [])

    def claims(self) -> Iterator[Claim]:
        """What the picture claims: its points, its line, each miss, and the slope it reads."""
        weight, slope, view = self._weight.get_value(), self._slope, self.window.view
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        yield ToScale("axes of the fit", (axes.along, axes.up), square=True)
        yield Follows("fitted line", self.line, lambda x: slope * x, axes)
        yield Reads("slope", self.weight_out, weight)
        paths = [axes.points(corners) for corners in self._squares()]
        for dot, stick, path in zip(self.points_drawn, self.misses, paths, strict=True):
            yield Stands("data point", dot, path[0])
            yield Reaches("miss", stick, path[0], path[1])
        for square, index in zip(self.squares, self._squared, strict=True):
            yield Traces("square of a miss", square, paths[index])

    @property
    def _slope(self) -> float:
        return float(self._steep * self._weight.get_value())

    @property
    def _x(self) -> FloatArray:
        return self.data.design[:, 0]

    def _squares(self) -> Iterator[FloatArray]:
        """By point, the corners (5, 2) of the square on its miss: from the point to the line, then inwards."""
        for x, y in zip(self._x, self.data.targets, strict=True):
            end = self._slope * x
            inwards = x - np.copysign(end - y, x)
            yield np.array([[x, y], [x, end], [inwards, end], [inwards, y], [x, y]])


def _is_seen(square: FloatArray) -> bool:
    return bool(np.abs(square[1] - square[0]).max() > _UNSEEN)


def _apart(x: FloatArray, misses: FloatArray) -> list[int]:
    """Which squares on ``misses`` at ``x``, both (n,), drawn towards the origin, leave one another alone."""
    chosen, free = [], {-1.0: np.inf, 1.0: np.inf}
    for index in np.argsort(-np.abs(x), kind="stable"):
        side, distance = np.sign(x[index]), abs(x[index])
        if side and distance <= free[side]:
            chosen.append(int(index))
            free[side] = distance - abs(misses[index])
    return chosen
