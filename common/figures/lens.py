"""A lens on a number line: what its walker does around zero, magnified as far as one likes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from manim import DOWN, LEFT, RIGHT, UL, UP, UR, Line, Rectangle, ValueTracker, VGroup, VMobject

from common.figures.arrows import PushArrow
from common.figures.claims import Axis, Claim, Heads, Joins, Reaches, Reads, Stands, Traces, Zero
from common.figures.derived import Derived
from common.figures.hops import Hop, arc_over, tip_of
from common.figures.lettering import formula
from common.figures.optimum_dot import WeightDot
from common.figures.read_out import ReadOut
from common.figures.step_line import StepLine
from common.figures.window import draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.numerals import Shown
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["Lens"]

_HEADER = 0.8
_BELOW = 0.85  # room for numbers under the magnified line
_PUSH_ABOVE = 0.38
_MARGIN = 0.25
_TICK = 0.12
_HOPS_SEEN = 3  # the oldest fades while the last is on its way


class Lens(Derived):
    """The part of ``line`` from ``-reach`` to ``reach``, as wide as ``box``, with its walker and last hops.

    Two beams lead from that part of the line to the lens. Read-outs tell the walker's step size and how many times
    the line is magnified. Add or reveal ``picture``; apart are ``marks``, the ticks at the weights ``marked``, and
    ``push``, where the walker's next step leads.
    """

    def __init__(
        self,
        box: Box,
        line: StepLine,
        reach: ValueTracker,
        marked: Sequence[Shown],
        theme: Theme,
    ) -> None:
        super().__init__(line.weight, line.step, line.stride, reach)
        self._box, self._line, self._reach, self._theme = box, line, reach, theme
        self._y = box.bottom + _BELOW
        self._room = box.height - _BELOW - _HEADER
        self.frame = Rectangle(width=box.width, height=box.height, stroke_width=STROKE.axis, color=theme.muted)
        self.frame.move_to(box.centre)
        self.beams = VGroup(*(Line().set_stroke(theme.muted, STROKE.ghost) for _ in range(2)))
        along = Line(self.frame.get_left(), self.frame.get_right()).set_y(self._y)
        self._axis_line = along.set_stroke(theme.muted, STROKE.axis)
        self._marked = (Shown(0.0, 0), *marked)
        self.zero_mark, *marks = map(self._mark, self._marked)
        self.marks = VGroup(*marks)
        self.trail = VGroup(
            *(
                VGroup(
                    VMobject(stroke_color=line.colour, stroke_width=STROKE.edge),
                    VMobject(stroke_width=0, fill_color=line.colour, fill_opacity=1),
                )
                for _ in range(_HOPS_SEEN)
            )
        )
        self.walker = WeightDot(theme)
        self.push = PushArrow(line.colour)
        self.step_out = ReadOut("eta =", line.step.get_value, theme, line.step, decimals=3, marks_zero=False)
        self.times_out = ReadOut(
            "times", lambda: self.magnification, theme, reach, decimals=0, widest=999, marks_zero=False
        )
        for out, corner, side in ((self.step_out, UL, LEFT), (self.times_out, UR, RIGHT)):
            out.align_to(box.corner(corner) + _MARGIN * (DOWN - side), side + UP)
        self.redraw()

    @property
    def axis(self) -> Axis:
        """The magnified line, and the weights that its ends stand for."""
        half = self._reach.get_value()
        return Axis(self._axis_line, -half, half)

    @property
    def magnification(self) -> float:
        """How many times as long as on the line a weight is drawn."""
        return self.axis.unit / self._line.axis.unit

    @property
    def picture(self) -> tuple[VMobject, ...]:
        """The parts that come in with the lens."""
        drawn = self.trail, self.walker
        return self.frame, self.beams, self._axis_line, self.zero_mark, *drawn, self.step_out, self.times_out

    def redraw(self) -> None:
        """Draw beams, ticks, the last hops as far as the lens shows them, and the walker if it is there."""
        half, share = self._reach.get_value(), self._line.stride.get_value()
        for beam, side, corner in zip(self.beams, (-1, 1), (UL, UR), strict=True):
            if self.is_stale(beam, half):
                beam.put_start_and_end_on(self._line.below(side * half), self._box.corner(corner))
        for mark, marked in zip((self.zero_mark, *self.marks), self._marked, strict=True):
            if self.is_stale(mark, half):
                self._place(mark, marked)
        self._seen = self._hops
        for number, hop in enumerate(self._seen):
            if self.is_stale(self.trail[number], half, share, hop):
                self._draw_hop(number, hop, share)
        weight = self._line.weight.get_value()
        at = self._arc(self._line.hops[-1], share)[-1] if share < 1 else self.axis.point(weight)
        self._stand(at, is_zero=self._line.is_at_zero and share == 1)
        is_drawn = share == 1 and self._holds(at)
        self.push.point(at + _PUSH_ABOVE * UP, self._next_step if is_drawn else 0.0)

    def claims(self) -> Iterator[Claim]:
        """What the lens claims: where it looks, how closely, the walker in it, its last hops and the next step."""
        axis, line = self.axis, self._line
        weight, is_hopping = line.weight.get_value(), line.stride.get_value() < 1
        at = axis.point(weight)
        yield Reads("step size", self.step_out, line.step.get_value())
        yield Reads("magnification", self.times_out, axis.unit / line.axis.unit)
        for beam, end, corner in zip(self.beams, (axis.low, axis.high), (UL, UR), strict=True):
            yield Joins("beam of the lens", beam, line.below(end), self.frame.get_corner(corner))
        for (tick, _), marked in zip((self.zero_mark, *self.marks), self._marked, strict=True):
            yield Stands(f"tick at {marked} in the lens", tick, axis.point(marked))
        for (arc, tip), hop in zip(self.trail, self._seen, strict=True):
            yield Heads("tip in the lens", tip, arc)
            if hop is not None and arc.has_points():
                yield Traces("hop in the lens", arc, self._arc(hop))
        if is_hopping or not axis.low < weight < axis.high:
            return
        yield Stands("walker in the lens", self.walker.dot, at)
        yield Stands("ring in the lens", self.walker.ring, at)
        yield Zero("ring in the lens", self.walker.ring, line.is_at_zero)
        tail = at + _PUSH_ABOVE * UP
        yield Reaches("next step in the lens", self.push, tail, tail + self._next_step * RIGHT)

    @property
    def _hops(self) -> tuple[Hop | None, ...]:
        """The hops that the trail shows, the last one last; None where there are not yet so many."""
        hops = self._line.hops[-_HOPS_SEEN:]
        return (*(None for _ in range(_HOPS_SEEN - len(hops))), *hops)

    @property
    def _next_step(self) -> float:
        """How far the penalty's push leads, in scene units."""
        return self._line.step.get_value() * self._line.pushes[0] * self.axis.unit

    def _arc(self, hop: Hop, share: float = 1.0) -> FloatArray:
        """The way (n, 3) along the first ``share`` of a hop, in the lens and beyond it."""
        return arc_over(self.axis.point(hop.start), self.axis.point(hop.end), self._room, share)

    def _draw_hop(self, number: int, hop: Hop | None, share: float) -> None:
        arc, tip = self.trail[number]
        come = share if number == _HOPS_SEEN - 1 else 1.0
        opacity = 1 - share if number == 0 else 1.0
        arc.set_stroke(opacity=opacity)
        tip.set_fill(opacity=opacity)
        if hop is None or opacity == 0:
            draw_polylines(arc, [])
            draw_polylines(tip, [])
            return
        way = self._arc(hop, come)
        draw_polylines(arc, self._clipped(way))
        draw_polylines(tip, tip_of(way) if self._holds(way[-1]) else [])

    def _clipped(self, path: FloatArray) -> list[FloatArray]:
        """The pieces, each (k, 3), of the way that lie in the lens."""
        box = self._box
        inside = shapely.clip_by_rect(shapely.LineString(path[:, :2]), box.left, box.bottom, box.right, box.top)
        pieces = (shapely.get_coordinates(part) for part in shapely.get_parts(inside))
        return [np.column_stack([piece, np.zeros(len(piece))]) for piece in pieces]

    def _holds(self, at: FloatArray) -> bool:
        """Whether a dot at the scene point ``at`` (3,) is in the lens as a whole."""
        return bool(abs(at[0] - self._box.centre[0]) <= self._box.width / 2 - self.walker.dot.radius)

    def _stand(self, at: FloatArray, *, is_zero: bool) -> None:
        self.walker.stand(at, is_zero=is_zero)
        if not self._holds(at):
            self.walker.dot.clear_points()

    def _mark(self, weight: Shown) -> VGroup:
        colour = self._theme.muted
        tick = Line(_TICK * DOWN, _TICK * UP).set_stroke(colour, STROKE.axis)
        return VGroup(tick, formula(f"{weight}", TYPE.label, colour).next_to(tick, DOWN, buff=0.2))

    def _place(self, mark: VGroup, weight: float) -> None:
        tick = mark[0]
        mark.shift(self.axis.point(weight) - tick.get_center())
        room = self._box.width / 2 - abs(mark.get_x() - self._box.centre[0]) - mark.width / 2
        opacity = float(np.clip((room - 0.1) / _MARGIN, 0.0, 1.0))
        tick.set_stroke(opacity=opacity)
        mark[1].set_fill(opacity=opacity, family=True)
