"""Slopes on an upright line: lines through the graph at 0 meet it the higher, the steeper they rise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from manim import DOWN, RIGHT, UP, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Joins, Reaches, Shows, Stands
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.subdifferential import Interval
from common.style import STROKE

__all__ = ["Rise", "Scale", "Shadow", "Wall"]

_BAR = 10  # stroke width
_TICK, _HEAD = 0.14, 0.24  # scene units where nothing is enlarged


@dataclass(frozen=True)
class Wall:
    """The line at x = ``at()``, where slopes within ``span`` are seen; ``unit()`` is the length of a scene unit.

    ``height`` is that of the graph at 0.
    """

    at: Callable[[], float]
    unit: Callable[[], float]
    height: float
    span: Interval

    def coordinates(self, slope: float) -> FloatArray:
        """Where (2,) a line through the graph at 0 meets it, or its end, where that is nearer."""
        seen = float(np.clip(slope, self.span.low, self.span.high))
        return np.array([self.at(), self.height + seen * self.at()])


class Scale(Part):
    """The ``wall`` itself, with a tick where slopes are 0."""

    def __init__(self, name: str, wall: Wall, colour: ManimColor) -> None:
        super().__init__()
        self._name, self._wall = name, wall
        self.line = VMobject(stroke_color=colour, stroke_width=STROKE.axis)
        self.zero = VMobject(stroke_color=colour, stroke_width=STROKE.axis)
        self.add(self.line, self.zero)

    def draw(self, window: Window) -> None:
        """Draw it from end to end."""
        ends = self._wall.span.low, self._wall.span.high
        draw_polylines(self.line, [np.array([window.point(*self._wall.coordinates(end)) for end in ends])])
        zero, half = window.point(*self._wall.coordinates(0.0)), _TICK * self._wall.unit() * RIGHT
        draw_polylines(self.zero, [np.array([zero - half, zero + half])])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where it ends, and where 0 is."""
        low, zero, high = (
            axes.point(self._wall.coordinates(slope)) for slope in (self._wall.span.low, 0.0, self._wall.span.high)
        )
        yield Joins(self._name, self.line, low, high)
        yield Stands(f"0 of the {self._name}", self.zero, zero)


class Shadow(Part):
    """The ``slopes()`` of a fan, as a ``bar`` on the ``wall``; if there is but one, as a ``tick`` across it."""

    def __init__(self, name: str, wall: Wall, slopes: Callable[[], Interval], colour: ManimColor) -> None:
        super().__init__()
        self._name, self._wall, self._slopes = name, wall, slopes
        self.bar = VMobject(stroke_color=colour, stroke_width=_BAR)
        self.tick = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.add(self.bar, self.tick)

    def draw(self, window: Window) -> None:
        """Draw the one or the other."""
        slopes = self._slopes()
        low, high = (window.point(*self._wall.coordinates(end)) for end in (slopes.low, slopes.high))
        half = _TICK * self._wall.unit() * RIGHT
        is_one = slopes.low == slopes.high
        draw_polylines(self.bar, [] if is_one else [np.array([low, high])])
        draw_polylines(self.tick, [np.array([low - half, low + half])] if is_one else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where the slopes end, and whether there is but one."""
        slopes = self._slopes()
        low, high = (axes.point(self._wall.coordinates(end)) for end in (slopes.low, slopes.high))
        is_one = slopes.low == slopes.high
        if is_one:
            yield Stands(self._name, self.tick, low)
        else:
            yield Joins(self._name, self.bar, low, high)
        yield Shows(self._name, self.bar, not is_one, "there is more than one slope")


class Rise(Part):
    """An upright arrow from one slope to the other of ``between()``, so many scene units ``aside`` of the wall."""

    def __init__(
        self, name: str, wall: Wall, between: Callable[[], tuple[float, float]], aside: float, colour: ManimColor
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=STROKE.subject)
        self._name, self._wall, self._between, self._aside = name, wall, between, aside

    def draw(self, window: Window) -> None:
        """Draw the shaft and the two edges of its head, which is no longer than the arrow."""
        start, end = (window.point(*self._wall.coordinates(slope)) + self._by for slope in self._between())
        back = (DOWN if end[1] > start[1] else UP) * min(_HEAD * self._wall.unit(), abs(end[1] - start[1]))
        edges = [np.array([end + back + side * 0.6 * abs(back[1]) * RIGHT, end]) for side in (-1, 1)]
        draw_polylines(self, [np.array([start, end]), *edges] if end[1] != start[1] else [])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that it reaches from one to the other."""
        start, end = (axes.point(self._wall.coordinates(slope)) + self._by for slope in self._between())
        yield Reaches(self._name, self, start, end)

    @property
    def _by(self) -> FloatArray:
        return np.asarray(self._aside * self._wall.unit() * RIGHT)
