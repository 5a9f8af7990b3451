"""A window on a plane: where coordinates stand on the stage, and curves cut at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from manim import Line, VGroup, VMobject
from manim.utils.color import ManimColor

from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE

__all__ = ["View", "Window", "dashes", "draw_polylines", "polylines", "straight"]


@dataclass(frozen=True)
class View:
    """The part of a plane that is seen: its ranges of x and y."""

    x: tuple[float, float]
    y: tuple[float, float]

    def zoomed(self, factor: float) -> View:
        """The same view, ``factor`` times as close to the origin, which stays where it is."""
        return View(
            (self.x[0] / factor, self.x[1] / factor),
            (self.y[0] / factor, self.y[1] / factor),
        )

    def facing(self, towards: Sequence[float]) -> View:
        """The same view, mirrored at the origin along x, y or both where ``towards`` (2,) is negative."""
        x, y = (
            (-span[1], -span[0]) if to < 0 else span for span, to in zip((self.x, self.y), towards, strict=True)
        )
        return View(x, y)

    def holding(self, xy: FloatArray, margin: float) -> View:
        """A view of as much, and of the points (n, 2) with a ``margin`` about them where they lie beyond it."""
        low, high = xy.min(axis=0) - margin, xy.max(axis=0) + margin
        x, y = (
            (min(span[0], float(low[i])), max(span[1], float(high[i]))) for i, span in enumerate((self.x, self.y))
        )
        return View(x, y)


class Window:
    """A box on the stage through which ``view`` is seen. The view may be changed later."""

    def __init__(self, box: Box, view: View) -> None:
        self.box = box
        self.view = view

    @classmethod
    def true_to_scale(cls, box: Box, view: View) -> Window:
        """A window whose units are equally long both ways: ``view``, widened or heightened to fill ``box``."""
        scale = min(
            box.width / (view.x[1] - view.x[0]),
            box.height / (view.y[1] - view.y[0]),
        )
        return cls(
            box,
            View(_widened(view.x, box.width / scale), _widened(view.y, box.height / scale)),
        )

    @property
    def unit(self) -> float:
        """The scene units that one of x is long."""
        return self.box.width / (self.view.x[1] - self.view.x[0])

    @property
    def middle(self) -> FloatArray:
        """The coordinates (2,) of its middle."""
        return np.array([sum(self.view.x), sum(self.view.y)]) / 2

    def point(self, x: float, y: float) -> FloatArray:
        """The scene point (3,) of the coordinates ``x``, ``y``."""
        return np.asarray(self.points(np.array([[x, y]]))[0])

    def points(self, xy: FloatArray) -> FloatArray:
        """The scene points (n, 3) of coordinates (n, 2)."""
        (x0, x1), (y0, y1) = self.view.x, self.view.y
        lower = np.array([self.box.left, self.box.bottom])
        scale = np.array([self.box.width / (x1 - x0), self.box.height / (y1 - y0)])
        return _in_space(lower + (xy - np.array([x0, y0])) * scale)

    def axes(self, colour: ManimColor) -> VGroup:
        """Both axes through the whole of the view, the level one first."""
        (left, right), (low, high) = self.view.x, self.view.y
        along = Line(self.point(left, 0), self.point(right, 0))
        up = Line(self.point(0, low), self.point(0, high))
        return VGroup(along, up).set_stroke(colour, width=STROKE.axis)

    def coordinates(self, point: FloatArray) -> FloatArray:
        """The coordinates (2,) of a scene point (3,)."""
        corners = self.points(np.array([[self.view.x[0], self.view.y[0]], [self.view.x[1], self.view.y[1]]]))[
            :, :2
        ]
        share = (point[:2] - corners[0]) / (corners[1] - corners[0])
        return np.array([np.interp(share[0], (0, 1), self.view.x), np.interp(share[1], (0, 1), self.view.y)])

    def curve(self, xy: FloatArray) -> list[FloatArray]:
        """The pieces, each (k, 3), of the line through coordinates (n, 2) that lie in the window."""
        box, line = self.box, shapely.LineString(self.points(xy)[:, :2])
        return polylines(shapely.clip_by_rect(line, box.left, box.bottom, box.right, box.top))


def draw_polylines(mobject: VMobject, pieces: Sequence[FloatArray]) -> None:
    """Give ``mobject`` the straight-edged ``pieces``, each (k, 3): corners stay corners."""
    if not pieces:
        mobject.set_points(np.zeros((0, 3)))
        return
    edges = straight(np.concatenate(pieces))
    if len(pieces) > 1:  # no edge leads from one piece to the next
        edges = np.delete(edges, np.cumsum([len(piece) for piece in pieces[:-1]]) - 1, axis=0)
    mobject.set_points(edges.reshape(-1, 3))


def straight(lines: FloatArray) -> FloatArray:
    """The edges (..., n - 1, 4, 3) of ``lines`` (..., n, 3), each as a curve with its two handles."""
    start, end = lines[..., :-1, :], lines[..., 1:, :]
    third = (end - start) / 3
    return np.stack([start, start + third, end - third, end], axis=-2)


def dashes(piece: FloatArray, dash: float = 0.1, gap: float = 0.08) -> list[FloatArray]:
    """Cut a line (k, 3) into dashes, lengths in scene units."""
    corners = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(piece, axis=0), axis=1))])
    starts = np.arange(0.0, corners[-1], dash + gap)
    ends = np.minimum(starts + dash, corners[-1])
    along = np.union1d(corners, np.concatenate([starts, ends]))
    points = np.column_stack([np.interp(along, corners, coordinate) for coordinate in piece.T])
    bounds = zip(np.searchsorted(along, starts), np.searchsorted(along, ends), strict=True)
    return [points[first : last + 1] for first, last in bounds]


def polylines(shape: shapely.Geometry) -> list[FloatArray]:
    """The lines of which ``shape`` consists, each (k, 3)."""
    flat, line = shapely.get_coordinates(shapely.get_parts(shape), return_index=True)
    return np.split(_in_space(flat), np.flatnonzero(np.diff(line)) + 1) if len(flat) else []


def _in_space(flat: FloatArray) -> FloatArray:
    """Points (n, 2) as points (n, 3) of the picture."""
    points = np.zeros((len(flat), 3))
    points[:, :2] = flat
    return points


def _widened(span: tuple[float, float], length: float) -> tuple[float, float]:
    spare = (length - (span[1] - span[0])) / 2
    return span[0] - spare, span[1] + spare
