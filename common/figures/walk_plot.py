"""The plot on which weights walk: weight against step, 0 the ground."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UP, Animation, Line, Mobject, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Stands
from common.figures.derived import Tracker
from common.figures.graph import Graph
from common.figures.lettering import formula, lettering
from common.figures.parts.curve import Curve
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["WalkPlot"]

_LOW, _HIGH = -0.62, 3.35  # of the weights that are seen: the longest step below 0, and a little above 3
_ABOVE = 0.3  # the weights of both signs
_CROWDED = 1.5  # times as far as usual: every other number is left out
_FADES = 0.25, 0.35  # weights before an end of the axis, between which its numbers fade
_LEFT, _RIGHT = 0.65, 1.3  # scene units for the numbers of the axis, and for what is told at the end of a line
_TICK, _BESIDE, _BETWEEN, _BEYOND = 0.09, 0.14, 0.2, 0.3


class WalkPlot(Graph):
    """Axes for the weights of so many steps as ``reach`` says; ``step`` names the level one.

    Weights some times as far from 0, ``size``, as usual are seen on that ``side`` of 0, 1 or -1. As ``sunk`` goes
    from 0 to 1, 0 comes to the middle, and weights up to ``widest`` are seen on both sides of it. There are some
    scene units more room ``beside`` all steps.
    ``zoom`` says how close they are seen. Call ``fit`` before the first drawing. A ``Walker`` draws itself on it.
    """

    def __init__(
        self,
        reach: ValueTracker,
        step: str,
        theme: Theme,
        zoom: Tracker,
        widest: float = _HIGH,
        size: float = 1.0,
        side: int = 1,
        beside: float = 0.0,
    ) -> None:
        self.sunk, self.size, self.side = ValueTracker(0.0), size, side
        self._right = _RIGHT + beside
        every = math.ceil(size / _CROWDED)
        self._numbers = [side * every * number for number in range(-1, int(_HIGH * size / every) + 1)]
        super().__init__("of steps", reach, self.sunk)
        self.theme, self.zoom, self._reach, self._step, self._widest = theme, zoom, reach, step, widest

    def fit(self, box: Box) -> None:
        """Draw the axes in ``box``, to be revealed."""
        colour = self.theme.muted
        self._box = box
        self.look_through(Window(box, self._view), colour)
        self.ticks = VGroup(*(self._tick(weight) for weight in self._numbers))
        self.names = VGroup(lettering(self._step, TYPE.note, colour), formula("w", TYPE.label, colour))
        self.axes.set_z_index(-2)
        self.redraw()

    @property
    def upright(self) -> Iterator[tuple[VMobject, Mobject]]:
        """What keeps its size when it is seen from close by, and what it goes with."""
        yield from ((tick, tick[0]) for tick in self.ticks)
        yield from ((name, name) for name in self.names)

    @property
    def unit(self) -> float:
        """How long a step is drawn, in scene units."""
        return (self._box.width - _LEFT - self._right) / float(self._reach.get_value())

    @property
    def right(self) -> float:
        """Where it ends, in scene units."""
        return self._box.right

    def point(self, time: float, weight: float) -> FloatArray:
        """The scene point (3,) of a ``weight`` after so many steps."""
        return self.window.point(time, weight)

    def level(
        self, name: str, weight: float, colour: ManimColor, said: str = "", steps: float = np.inf
    ) -> tuple[Curve, VMobject]:
        """A dashed line at ``weight`` of so many ``steps``, and at the right its number after what is ``said``."""

        def ahead() -> tuple[float, float]:
            return 0.0, min(steps, self._view.x[1])

        line = Curve(name, lambda x: np.full_like(x, weight), colour, STROKE.companion, within=ahead, dashed=True)
        label = VGroup(
            *([lettering(said, TYPE.note, colour)] if said else []), formula(f"{weight}", TYPE.label, colour)
        )
        label.arrange(RIGHT, buff=_BETWEEN)
        label.move_to(self._box.corner(RIGHT), aligned_edge=RIGHT).set_y(self.point(0.0, weight)[1])
        label.shift(self.side * (label.height / 2 + _BESIDE) * UP)
        self.following(line, self._reach).set_z_index(-1)
        return line, label

    def bring(self, *parts: VMobject) -> Iterator[Animation]:
        """Bring in those of ``parts`` that are not there."""
        if absent := [part for part in parts if part not in self.submobjects]:
            yield self.reveal(*absent)

    def take(self, *parts: VMobject) -> Iterator[Animation]:
        """Take out those of ``parts`` that are there."""
        if present := [part for part in parts if part in self.submobjects]:
            yield self.conceal(*present)

    def leave_names(self) -> Iterator[Animation]:
        """Leave out what is written on the axes: it would be cut off from close by."""
        yield from self.take(self.ticks, self.names)

    def restore_names(self) -> Iterator[Animation]:
        """Write it there again."""
        yield from self.bring(self.ticks, self.names)

    def redraw(self) -> None:
        """Draw axes and parts for the present reach."""
        self.window.view = self._view
        if self.is_stale(self.axes, self.window.view):
            for line, new in zip(self.axes, self.window.axes(self.theme.muted), strict=True):
                line.set_points(new.points)
            for name, line, aside in zip(self.names, self.axes, (LEFT + self.side * DOWN, DL), strict=True):
                name.next_to(line.get_end(), aside, buff=_BESIDE)
            for weight, tick in zip(self._numbers, self.ticks, strict=True):
                tick.shift(self.point(0.0, weight) - tick[0].get_center())
                inside = min(weight - self.window.view.y[0], self.window.view.y[1] - weight)
                tick.set_opacity(float(np.interp(inside, _FADES, (0.0, 1.0))))
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what the axes and all parts claim."""
        yield from super().claims()
        for weight, tick in zip(self._numbers, self.ticks, strict=True):
            yield Stands(f"tick {weight}", tick[0], self.drawn_axes.point(np.array([0.0, weight])))

    @property
    def _view(self) -> View:
        sunk, end = self.sunk.get_value(), self._widest + _ABOVE
        low, high = ((1 - sunk) * self.size * each + sunk * way for each, way in ((_LOW, -end), (_HIGH, end)))
        view = View((-_LEFT / self.unit, float(self._reach.get_value()) + self._right / self.unit), (low, high))
        return view.facing((1, self.side))

    def _tick(self, weight: float) -> VGroup:
        at, colour = self.point(0.0, weight), self.theme.muted
        mark = Line(at + _TICK * LEFT, at + _TICK * RIGHT).set_stroke(colour, STROKE.axis)
        number = formula(f"{weight}", TYPE.label, colour).next_to(mark, LEFT, buff=_BESIDE)
        return VGroup(mark, number.shift(0.2 * self.side * UP) if weight == 0 else number)
