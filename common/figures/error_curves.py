"""Errors against λ: each traced as far as λ has come, with a dot at its present value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UL, UP, UR, Dot, Line, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Axis, Claim, Follows, Function, Joins, Stands, ToScale
from common.figures.clearance import beside, covers
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula, lettering
from common.figures.ticks import every_with_room
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["ErrorCurves", "Traced"]

_SAMPLES = 201
_TICK, _BESIDE = 0.08, 0.1
_FOOT, _SIDE = 0.5, 0.6  # scene units for the numbers below and, at least, beside the axes
_FROM_DOT, _CLEAR = 0.2, 0.06  # from an error to the text that tells it; between that and a curve
_HIGHER = 0.0, 0.3, 0.6  # than the error, where that has no room
_APART, _NEAR = 0.4, 0.1  # between the legend's names in one row; from a curve that may not come nearer


@dataclass(frozen=True, eq=False)
class Traced:
    """One error: its ``name`` in words, its ``colour``, and ``error``, from strengths λ (n,) to errors (n,)."""

    name: str
    colour: ManimColor
    error: Function


class ErrorCurves(Derived):
    """``traces`` over λ, from the least λ of the ``view`` to 10 ** ``log_strength``.

    ``view`` has log₁₀ λ along and the error up, which ``name`` calls so; ``ticks`` are the whole powers, evenly
    spaced, and ``levels`` the errors, to be labelled; of powers that would run into one another, every second or
    third is. ``marked`` are values of log₁₀ λ at which a text tells the first error. Call ``fit`` before the first
    drawing, then add or reveal the parts: ``ground`` (axes, their numbers and names), ``marks`` (those texts), and
    of each trace its part of ``legend``, ``curves`` and ``dots``.
    """

    def __init__(
        self,
        traces: Sequence[Traced],
        log_strength: ValueTracker,
        theme: Theme,
        *,
        view: View,
        name: str,
        ticks: Sequence[int],
        levels: Sequence[float],
        marked: Sequence[tuple[float, str]] = (),
    ) -> None:
        super().__init__(log_strength)
        self._traces, self._log_strength, self._view = tuple(traces), log_strength, view
        self.theme, self._name, self._ticks, self._levels, self._marked = theme, name, ticks, levels, marked
        self._grid = np.linspace(*view.x, _SAMPLES)
        self._errors = [trace.error(10**self._grid) for trace in self._traces]

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        theme = self.theme
        levels = [formula(f"{error:g}", TYPE.note, theme.muted) for error in self._levels]
        side = max(_SIDE, *(name.width + _TICK + _BESIDE for name in levels))
        self._error: Lettering | None = lettering(self._name, TYPE.note, theme.muted)
        _, under = box.cut_top(self._error.height, gap=_BESIDE)
        plot = Box(box.left + side, box.bottom + _FOOT, box.right, under.top)
        self.legend, self.window = self._legend(), Window(plot, self._view)
        self.legend.move_to(plot.corner(UR), aligned_edge=UR)
        if self._covers(self.legend):
            self.legend.arrange(RIGHT, buff=_APART).move_to(box.corner(UR), aligned_edge=UR)
            self.window = Window(replace(plot, top=self.legend.get_bottom()[1] - _APART / 2), self._view)
            self._error = None  # the legend, in its place, says that these are errors
        self.ground = self._axes(levels)
        self.marks = VGroup(*(self._mark(*mark) for mark in self._marked))
        for one, other in pairwise(self.marks):
            if abs(other.get_y() - one.get_y()) < one.height + _FROM_DOT:
                other.shift(max(0.0, one.get_right()[0] + _FROM_DOT - other.get_left()[0]) * RIGHT)
        self.curves = VGroup(
            *(VMobject(stroke_color=trace.colour, stroke_width=STROKE.subject) for trace in self._traces)
        )
        self.dots = VGroup(*(Dot(radius=0.1, color=trace.colour) for trace in self._traces))
        self.dots.set_stroke(theme.background, width=STROKE.edge, background=True).set_z_index(4)
        self.redraw()

    def redraw(self) -> None:
        """Trace each error up to λ."""
        now = self._log_strength.get_value()
        until = np.searchsorted(self._grid, now)
        for curve, dot, trace, errors in zip(self.curves, self.dots, self._traces, self._errors, strict=True):
            if self.is_stale(curve, now):
                at = float(trace.error(np.array([10**now]))[0])
                path = np.column_stack([np.append(self._grid[:until], now), np.append(errors[:until], at)])
                draw_polylines(curve, self.window.curve(path) if len(path) > 1 else [])
                dot.move_to(self.window.point(now, at))

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: each trace up to its dot."""
        axes = Axes(Axis(self.ground[0], *self._view.x), Axis(self.ground[1], *self._view.y))
        yield ToScale("axes of the errors", (axes.along, axes.up))
        ends = self._view.x[0], self._log_strength.get_value()
        for curve, dot, trace in zip(self.curves, self.dots, self._traces, strict=True):
            first, last = (axes.point(np.array([x, trace.error(np.array([10**x]))[0]])) for x in ends)
            yield Follows(trace.name, curve, lambda x, trace=trace: trace.error(10**x), axes)  # type: ignore[misc]
            yield Joins(trace.name, curve, first, last)
            yield Stands(f"dot: {trace.name}", dot, last)

    def _legend(self) -> VGroup:
        rows = (
            VGroup(Dot(radius=0.1, color=trace.colour), lettering(trace.name, TYPE.note, trace.colour)).arrange(
                RIGHT
            )
            for trace in self._traces
        )
        return VGroup(*rows).arrange(DOWN, buff=0.2, aligned_edge=LEFT)

    def _mark(self, log_strength: float, text: str) -> Lettering:
        """The ``text`` over the first error there, and right of it where the axis is."""
        trace, mark = self._traces[0], formula(text, TYPE.label, self._traces[0].colour)
        at = self.window.point(log_strength, float(trace.error(np.array([10**log_strength]))[0]))
        mark.next_to(at, UR if log_strength == self._view.x[0] else UP, buff=_FROM_DOT)
        box, curves = self.window.box, self._sampled
        if mark.get_top()[1] < box.top:
            if covers(mark, curves, _CLEAR):
                drawn = np.concatenate([curves, self.ground.get_all_points()])
                if not beside(
                    mark, [at + up * UP for up in _HIGHER], drawn, replace(box, bottom=box.bottom + _NEAR)
                ):
                    mark.next_to(at, UP, buff=_FROM_DOT)
            return mark
        if self._error:
            return mark.next_to(self._error, RIGHT, buff=_FROM_DOT)
        return mark.align_to(self.window.box.corner(LEFT), LEFT).set_y(self.legend.get_y())

    def _covers(self, legend: VGroup) -> bool:
        """Whether a curve would pass through a name of the ``legend``, or close by."""
        return any(covers(row, self._sampled, _NEAR) for row in legend)

    @property
    def _sampled(self) -> FloatArray:
        """Scene points (n, 3) on the curves."""
        return np.concatenate(
            [self.window.points(np.column_stack([self._grid, errors])) for errors in self._errors]
        )

    def _axes(self, levels: Sequence[Lettering]) -> VGroup:
        """A level axis along the foot and an upright one at the left, with their numbers and the name λ."""
        colour, window = self.theme.muted, self.window
        (left, right), (low, high) = self._view.x, self._view.y
        ends = ((left, low), (right, low)), ((left, low), (left, high))
        axes = VGroup(*(Line(window.point(*start), window.point(*end)) for start, end in ends))
        axes.set_stroke(colour, STROKE.axis)
        names = [formula(f"10^({tick})" if tick else "1", TYPE.note, colour) for tick in self._ticks]
        feet = [window.point(tick, low) for tick in self._ticks]
        widest = max((name.width for name in names), default=0.0)
        every = every_with_room([at[0] for at in feet], widest, window.box.right)
        marks = [(at, DOWN, name) for at, name in zip(feet[::every], names[::every], strict=True)]
        marks += [
            (window.point(left, error), LEFT, name) for error, name in zip(self._levels, levels, strict=True)
        ]
        for at, side, name in marks:
            tick = Line(at, at + _TICK * side).set_stroke(colour, STROKE.axis)
            name.next_to(tick, side, buff=_BESIDE)
            axes.add(VGroup(tick, name.shift(min(window.box.right - name.get_right()[0], 0.0) * RIGHT)))
        if self._error:
            axes.add(self._error.next_to(axes[1].get_end(), UP, buff=_BESIDE).align_to(axes[1], LEFT))
        return axes.add(formula("lambda", TYPE.label, colour).next_to(axes[0].get_end(), UL, buff=0.08))
