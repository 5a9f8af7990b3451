"""All lines that support a convex graph at 0: a fan where it has a corner, one line where it has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Function, Supports
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines, straight
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.subdifferential import Interval
from common.style import STROKE

__all__ = ["Fan"]

_RAYS, _WEDGE = 9, 0.18  # how many, and the opacity of what lies between
_ARC = 24  # points from one border of the wedge to the other
_FADE = np.linspace(0.5, 1.0, 21)  # shares of its reach, from which on it fades
_SHARES = np.linspace(1.0, 0.0, len(_FADE), endpoint=False)  # of its opacity that are left there


class Fan(Part):
    """The lines through the graph of ``function`` at 0 whose slopes are ``slopes()``, its subdifferential there.

    ``wedge`` is all that they cover, and ``rays`` are nine of them, or the only one. ``level`` is the level one,
    in the colour ``lit``; it is seen if it is one of them. They reach ``reach()`` scene units, and fade towards
    there: lines have no end. While ``opened()`` is below 1, only that share of them is there, from the least slope
    on. They end where they are no longer ``within()`` two x. ``width`` and ``opacity`` are
    those of the rays, and the ``wedge`` is the latter of what lies between.
    """

    def __init__(
        self,
        name: str,
        function: Function,
        slopes: Callable[[], Interval],
        reach: Callable[[], float],
        colour: ManimColor,
        lit: ManimColor,
        opened: Callable[[], float] = lambda: 1.0,
        within: Callable[[], tuple[float, float]] = lambda: (-np.inf, np.inf),
        *,
        width: float = STROKE.guide,
        opacity: float = 0.6,
        wedge: float = _WEDGE,
    ) -> None:
        super().__init__()
        self._name, self._function = name, function
        self._slopes, self._reach, self._opened, self._within = slopes, reach, opened, within
        self.wedge = VGroup(
            *(VMobject(stroke_width=0, fill_color=colour, fill_opacity=share * wedge) for share in _SHARES)
        )
        self.rays = VGroup(
            *(
                VMobject(stroke_color=colour, stroke_width=width, stroke_opacity=share * opacity)
                for share in _SHARES
            )
        )
        self.level = VMobject(stroke_color=lit, stroke_width=STROKE.edge)
        self.add(self.wedge, self.rays, self.level)

    def draw(self, window: Window) -> None:
        """Draw wedge and rays in rings, each paler than the one before, and the level line as far as the view."""
        slopes, (left, right), height = self._slopes(), window.view.x, float(self._function(np.zeros(1))[0])
        front = slopes.low + self._opened() * (slopes.high - slopes.low)
        all_rays = np.linspace(slopes.low, slopes.high, _RAYS)
        at, radii = window.point(0.0, height), self._reach() * np.array([0.0, *_FADE])
        left_end, right_end = (window.point(x, height)[0] for x in self._within())
        sides = (-1, at[0] - left_end), (1, right_end - at[0])

        def circles(slopes: FloatArray) -> list[FloatArray]:
            """Where lines with these slopes (n,) meet each circle, or end before it: (circles, n, 3) a side."""
            along = _directions(slopes, window)
            lengths = [np.minimum(radii[:, None], room / along[:, 0])[..., None] for _, room in sides]
            return [at + side * length * along for (side, _), length in zip(sides, lengths, strict=True)]

        rays = np.concatenate(circles(np.unique([*all_rays[all_rays < front], front])), axis=1)
        pieces = np.stack([rays[:-1], rays[1:]], axis=2)
        there = (pieces[:, :, 0] != pieces[:, :, 1]).any(axis=-1)
        for lines, edges, seen in zip(self.rays, straight(pieces), there, strict=True):
            lines.set_points(edges[seen].reshape(-1, 3))
        arcs = circles(np.linspace(slopes.low, front, _ARC if front > slopes.low else 0))
        bands = [np.concatenate([arc[:-1], arc[1:, ::-1], arc[:-1, :1]], axis=1) for arc in arcs]
        for sector, edges in zip(self.wedge, np.concatenate(list(map(straight, bands)), axis=1), strict=True):
            sector.set_points(edges.reshape(-1, 3))
        ends = np.array([window.point(left, height), window.point(right, height)])
        draw_polylines(self.level, [ends] if slopes.low <= 0.0 <= front else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that they support the graph, all of them, and that the level one is seen if it does."""
        if self._opened() == 1:
            yield Supports(self._name, self.rays, self.wedge, self.level, self._function, axes)


def _directions(slopes: FloatArray, window: Window) -> FloatArray:
    """Unit vectors (n, 3) to the right along lines with these slopes (n,), as they are drawn."""
    ends = np.column_stack([np.ones_like(slopes), slopes])
    along = window.points(ends) - window.point(0.0, 0.0)
    return np.asarray(along / np.linalg.norm(along, axis=1, keepdims=True))
