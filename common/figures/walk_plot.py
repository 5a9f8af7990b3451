"""The plot on which weights walk: weight against step, 0 the ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    Animation,
    Line,
    Mobject,
    ValueTracker,
    VectorizedPoint,
    VGroup,
    VMobject,
)
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Stands
from common.figures.derived import Tracker
from common.figures.graph import Graph
from common.figures.lettering import formula, lettering
from common.figures.parts.curve import Curve
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.numerals import Shown
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["WalkPlot", "legend"]

_LOW, _HIGH = -0.62, 3.35  # of the weights that are seen: the longest step below 0, and a little above 3
_NUMBERS = (0, 1, 2, 3)
_LEFT, _RIGHT = 0.6, 1.3  # scene units for the numbers of the axis, and for what is told at the end of a line
_TICK, _BESIDE, _BETWEEN, _BEYOND = 0.09, 0.14, 0.2, 0.3


class WalkPlot(Graph):
    """Axes for the weights of so many steps as ``reach`` says; ``step`` names the level one.

    ``zoom`` says how close they are seen. Call ``fit`` before the first drawing. A ``Walker`` draws itself on it.
    """

    def __init__(self, reach: ValueTracker, step: str, theme: Theme, zoom: Tracker) -> None:
        super().__init__("of steps", reach)
        self.theme, self.zoom, self._reach, self._step = theme, zoom, reach, step

    def fit(self, box: Box) -> None:
        """Draw the axes in ``box``, to be revealed."""
        colour = self.theme.muted
        self._box = box
        self.look_through(Window(box, self._view), colour)
        self.ticks = VGroup(*(self._tick(weight) for weight in _NUMBERS))
        self.names = VGroup(
            formula("w", TYPE.label, colour).next_to(self.axes[1].get_end(), DL, buff=_BESIDE),
            lettering(self._step, TYPE.note, colour).next_to(self.axes[0].get_end(), DL, buff=_BESIDE),
        )
        self.axes.set_z_index(-2)
        self.redraw()

    @property
    def upright(self) -> Iterator[tuple[VMobject, Mobject]]:
        """What keeps its size when it is seen from close by, and what it stands beside."""
        for tick in self.ticks:
            yield tick, tick[0]
        yield self.names[0], self.axes[1]
        yield self.names[1], self.axes[0]

    @property
    def unit(self) -> float:
        """How long a step is drawn, in scene units."""
        return (self._box.width - _LEFT - _RIGHT) / float(self._reach.get_value())

    def point(self, time: float, weight: float) -> FloatArray:
        """The scene point (3,) of a ``weight`` after so many steps."""
        return self.window.point(time, weight)

    def level(self, name: str, weight: Shown, colour: ManimColor) -> tuple[Curve, VMobject]:
        """A dashed line at ``weight``, and the number at its end."""
        line = Curve(name, lambda x: np.full_like(x, weight), colour, STROKE.companion, dashed=True)
        number = formula(f"{weight}", TYPE.label, colour)
        number.move_to(self._box.corner(RIGHT), aligned_edge=RIGHT).set_y(self.point(0.0, weight)[1])
        number.shift((number.height / 2 + _BESIDE) * UP)
        self.following(line, self._reach).set_z_index(-1)
        return line, number

    def number(self, time: float, weight: Shown) -> tuple[VMobject, VMobject]:
        """Make the number of a ``weight``, beyond it as seen from 0, and the place beside which it stands."""
        place = VectorizedPoint(self.point(time, weight))
        number = formula(f"{weight}", TYPE.read_out, self.theme.ink)
        return number.next_to(place, UP if weight > 0 else DOWN, buff=_BEYOND), place

    def bring(self, *parts: VMobject) -> Iterator[Animation]:
        """Bring in what has been drawn on it."""
        yield self.reveal(*parts)

    def take(self, *parts: VMobject) -> Iterator[Animation]:
        """Take it out again."""
        yield self.conceal(*parts)

    def leave_names(self) -> Iterator[Animation]:
        """Leave out what is written on the axes: it would be cut off from close by."""
        yield self.conceal(self.ticks, self.names)

    def restore_names(self) -> Iterator[Animation]:
        """Write it there again."""
        yield self.reveal(self.ticks, self.names)

    def redraw(self) -> None:
        """Draw axes and parts for the present reach."""
        self.window.view = self._view
        if self.is_stale(self.axes, self.window.view):
            for line, new in zip(self.axes, self.window.axes(self.theme.muted), strict=True):
                line.set_points(new.points)
            for weight, tick in zip(_NUMBERS, self.ticks, strict=True):
                tick.shift(self.point(0.0, weight) - tick[0].get_center())
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what the axes and all parts claim."""
        yield from super().claims()
        for weight, tick in zip(_NUMBERS, self.ticks, strict=True):
            yield Stands(f"tick {weight}", tick[0], self.drawn_axes.point(np.array([0.0, weight])))

    @property
    def _view(self) -> View:
        return View((-_LEFT / self.unit, float(self._reach.get_value()) + _RIGHT / self.unit), (_LOW, _HIGH))

    def _tick(self, weight: float) -> VGroup:
        at, colour = self.point(0.0, weight), self.theme.muted
        mark = Line(at + _TICK * LEFT, at + _TICK * RIGHT).set_stroke(colour, STROKE.axis)
        number = formula(f"{weight}", TYPE.label, colour).next_to(mark, LEFT, buff=_BESIDE)
        return VGroup(mark, number.shift(0.2 * UP) if weight == 0 else number)


def legend(names: Sequence[tuple[str, ManimColor]], box: Box) -> VGroup:
    """The names of colours in the upper right corner of ``box``: in a row if there is no room for more."""
    tags = VGroup(*(lettering(name, TYPE.title, colour, bold=True) for name, colour in names))
    if box.height < 2 * tags.height + _BETWEEN:
        tags.arrange(RIGHT, buff=3 * _BETWEEN)
    else:
        tags.arrange(DOWN, buff=_BETWEEN, aligned_edge=LEFT)
    return tags.move_to(box.corner(UR), aligned_edge=UR)
