"""The track of both minima: where each goes while the strength of its price grows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Line,
    Triangle,
    ValueTracker,
    VectorizedPoint,
    VGroup,
    VMobject,
)

from common.figures.claims import Claim, Reaches, Reads, Stands, Traces, Zero
from common.figures.cost_plot import CostPlot
from common.figures.graph import Graph
from common.figures.lettering import Label
from common.figures.parts.drop import Plumb
from common.figures.parts.mark import OptimumMark
from common.figures.parts.trail import Trail
from common.figures.read_out import ReadOut, widest_of
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.numerals import number_text
from common.stage import LANDSCAPE, Box, Stage
from common.style import STROKE, TYPE

__all__ = ["MinimaTrack", "above_track"]

_TRACK = 0.43  # of the height
_FULL = 0.72  # of the track's height, which the scale's λ takes; numbers stand below
_BESIDE, _BELOW, _BESIDE_RING = 0.15, 0.2, 0.33
_TICK, _TIP = 0.07, 0.09
_CLOSEST = 1.5  # times as close as at first, for what keeps its size to have room
_FIRST = 0.3  # scene units from the axis to the middle of the first number below it
_LEADING = 0.12


def above_track(stage: Stage) -> tuple[Box, Box]:
    """The boxes of a plot and of the track below it; what stands over a wide picture has its place above both."""
    body = stage.body
    if stage.aspect is LANDSCAPE:
        body = Box(body.left, body.bottom, body.right, min(body.top, stage.headline.bottom - _BESIDE))
    track, plot = body.cut_bottom(_TRACK * body.height)
    return plot, track


class MinimaTrack(Graph):
    """The weight of either minimum of ``plot``, against λ, which grows downwards from the plot's own axis.

    The tracks have been written up to λ = ``reached``: ``at_zero`` is the one of L1 where it has arrived, and
    ``heads`` where both are now, on the level ``line`` of the present λ. The track is full at λ = ``scale``, at
    last ``most``. ``mark`` is where the track of L1 arrives, ``ticks`` are at each multiple of that λ, and
    ``most_name`` says how many times as large ``most`` is. ``gap`` leads from 0 to the minimum of L2. ``sides``
    are all parts of a penalty. Numbers have so many ``decimals``.
    """

    def __init__(
        self,
        plot: CostPlot,
        reached: ValueTracker,
        scale: ValueTracker,
        most: float,
        decimals: int,
    ) -> None:
        super().__init__("of minima", plot.strength, reached, scale)
        self._plot, self._reached, self._decimals = plot, reached, decimals
        self._scale, self._most = scale, most
        self._threshold = abs(float(plot.loss.slope(0.0)))
        self._aside, self._beyond = (LEFT, RIGHT) if plot.loss.centre > 0 else (RIGHT, LEFT)
        self.strength_out, self.price_out = (self._strength_out() for _ in range(2))
        self.weight_outs = {penalty: self._weight_out(penalty) for penalty in plot.optima}

    def fit(self, box: Box) -> None:
        """Build the parts for ``box``, to be revealed."""
        theme, strength = self._plot.theme, self._plot.strength
        self.look_through(Window(box, self._view), theme.muted)
        self.tip = Triangle(fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        self.tip.rotate(math.pi).set(width=2 * _TIP).move_to(self.axes[1].get_start(), aligned_edge=DOWN)
        self.zero = Label("0", theme.muted, theme.background)
        self.zero.next_to(self.window.point(0.0, 0.0), UP + self._aside, buff=0.1)
        self.axes.add(self.tip, self.zero)
        self.line = VMobject(stroke_color=theme.muted, stroke_width=STROKE.guide)
        self.pointer = VectorizedPoint()
        self.gap = VMobject(stroke_color=theme.ink, stroke_width=STROKE.edge)
        threshold, times = number_text(self._threshold, self._decimals), self._most / self._threshold
        tick = Line(_TICK * LEFT, _TICK * RIGHT).set_stroke(theme.ink, STROKE.edge)
        self.mark = VGroup(tick, Label(threshold, theme.ink, theme.background))
        self.ticks = VMobject(stroke_color=theme.muted, stroke_width=STROKE.axis)
        self.goal = VectorizedPoint()
        self.most_name = Label(f"{times:.4g} times {threshold}", theme.ink, theme.background)
        border = box.left if self._aside is LEFT else box.right
        beside = abs(self.window.point(0.0, 0.0)[0] - border)
        if (share := (beside - _CLOSEST * _BESIDE_RING) / self.strength_out.width) < 1:
            self.strength_out = self._strength_out(share)
        room = beside - _BESIDE_RING
        self.most_name.scale(min(TYPE.read_out / TYPE.label, room / self.most_name.width))
        self.trails = {penalty: self._trail(penalty) for penalty in self._plot.optima}
        self.at_zero = self.following(
            Trail("track at zero", self._way(L1), self._arrived, theme.zero, STROKE.subject),
            strength,
            self._reached,
        )
        self.heads = {penalty: self._head(penalty) for penalty in self._plot.optima}
        self.plumbs = {penalty: self._plumb(penalty) for penalty in self._plot.optima}
        self.sides: Mapping[Penalty, VGroup] = {
            penalty: VGroup(self.trails[penalty], self.heads[penalty], self.plumbs[penalty])
            for penalty in self._plot.optima
        }
        self.sides[L1].add(self.at_zero)
        self.line.set_z_index(-3)
        self.gap.set_z_index(3)
        self.redraw()

    @property
    def upright(self) -> Iterator[tuple[VMobject, VMobject]]:
        """What keeps its size when seen close, and what it stands beside."""
        yield self.tip, self.tip
        yield self.zero, self._plot.origin
        yield self.strength_out, self.pointer
        yield self.most_name, self.goal
        for penalty, head in self.heads.items():
            yield head, head
            yield self.weight_outs[penalty], head
        yield self.mark, self.mark[0]

    def below(self, strength: float) -> FloatArray:
        """Where (3,) the axis ends if λ = ``strength`` is the last number on it."""
        return self.window.point(0.0, -strength / _FULL)

    def show_weight(self, penalty: Penalty) -> Animation:
        """Bring in the number of a minimum."""
        return self.reveal(self.weight_outs[penalty])

    def refresh(self) -> None:
        """Redraw every part, and its numbers."""
        for out in (self.strength_out, *self.weight_outs.values()):
            out.refresh()
        super().refresh()

    def redraw(self) -> None:
        """Draw both tracks as far as they have been written, and their heads at the present λ."""
        self.window.view = self._view
        super().redraw()
        strength, view = self._plot.strength.get_value(), self.window.view
        present, farthest = self.window.points(self._ends_of_line)
        if self.is_stale(self.line, present[1]):
            draw_polylines(self.line, dashes(np.array([present, farthest])))
            self.pointer.move_to(present)
            self.strength_out.next_to(self._below_zero(present), self._aside, buff=_BESIDE_RING)
        for penalty, out in self.weight_outs.items():
            weight = float(self._plot.optima[penalty].weights[0])
            if self.is_stale(out, weight, present[1]):
                out.move_to(self.window.point(weight, -strength), aligned_edge=UP + self._aside)
                out.shift(_BELOW * (DOWN + self._beyond))
        if self.is_stale(self.gap, present[1]):
            draw_polylines(self.gap, [self.window.points(self._ends_of_gap)])
        if self.is_stale(self.mark, view):
            tick, number = self.mark
            tick.move_to(self.window.point(0.0, -self._threshold))
            number.next_to(self._below_zero(tick.get_center()), self._aside, buff=_BESIDE_RING)
            places = self.window.points(self._multiples)
            draw_polylines(self.ticks, [at + _TICK * np.array([LEFT, RIGHT]) for at in places])
            self.goal.move_to(self.window.point(0.0, -self._most))
            below = (self.strength_out.height / 2 + _LEADING) * DOWN
            edge = self.goal.get_center() + _BESIDE_RING * self._aside + below
            self.most_name.move_to(edge, aligned_edge=UP + self._beyond)

    def claims(self) -> Iterator[Claim]:
        """Yield what the tracks claim: their parts, their numbers, and which λ is the present one."""
        axes, strength = self.drawn_axes, self._plot.strength.get_value()
        yield from super().claims()
        yield Traces("line of λ", self.line, axes.points(self._ends_of_line))
        yield Reaches("gap of L2", self.gap, *axes.points(self._ends_of_gap))
        yield Stands("mark of the threshold", self.mark[0], axes.point(np.array([0.0, -self._threshold])))
        yield Stands("multiples of the threshold", self.ticks, axes.points(self._multiples)[[0, -1]].mean(axis=0))
        yield Reads("strength", self.strength_out, strength)
        yield Reads("strength of the prices", self.price_out, strength)
        yield Zero("track at zero", self.at_zero, self._reached.get_value() > self._threshold)

    @property
    def _view(self) -> View:
        return View(self._plot.window.view.x, (-self._scale.get_value() / _FULL, 0.0))

    @property
    def _ends_of_line(self) -> FloatArray:
        """From 0 to where the tracks begin, at the present λ: coordinates (2, 2)."""
        return np.array([[w, -self._plot.strength.get_value()] for w in (0.0, self._plot.loss.centre)])

    @property
    def _ends_of_gap(self) -> FloatArray:
        return np.array(
            [[w, -self._plot.strength.get_value()] for w in (0.0, float(self._plot.optima[L2].weights[0]))]
        )

    @property
    def _multiples(self) -> FloatArray:
        """The coordinates (k, 2) of those of the threshold that are seen, up to ``most``."""
        last = min(self._most, -self.window.view.y[0]) / self._threshold
        strengths = self._threshold * np.arange(1, math.floor(last * (1 + 1e-9)) + 1)
        return np.column_stack([np.zeros_like(strengths), -strengths])

    def _below_zero(self, place: FloatArray) -> FloatArray:
        """Where a number beside ``place`` stands, which leaves the level axis alone."""
        return np.array([place[0], min(place[1], self.window.box.top - _FIRST), 0.0])

    def _strength_out(self, share: float = 1.0) -> ReadOut:
        """The present λ, in that share of the usual size."""
        return ReadOut(
            "lambda =",
            self._plot.strength.get_value,
            self._plot.theme,
            self._plot.strength,
            decimals=self._decimals,
            widest=widest_of([self._most], self._decimals),
            size=share * TYPE.read_out,
            marks_zero=False,
            rides=True,
        )

    def _weight_out(self, penalty: Penalty) -> ReadOut:
        plot = self._plot
        return ReadOut(
            "w^star =",
            lambda: float(plot.optima[penalty].weights[0]),
            plot.theme,
            plot.strength,
            decimals=self._decimals,
            widest=widest_of([0.0, plot.loss.centre], self._decimals),
            marks_zero=penalty.holds_zero,
            rides=True,
        )

    def _trail(self, penalty: Penalty) -> Trail:
        def swept() -> tuple[float, float]:
            reached = self._reached.get_value()
            return 0.0, min(reached, self._threshold) if penalty.holds_zero else reached

        name, colour = f"track under {penalty.name}", self._plot.theme.of(penalty)
        trail = Trail(name, self._way(penalty), swept, colour, STROKE.subject)
        return self.following(trail, self._plot.strength, self._reached)

    def _arrived(self) -> tuple[float, float]:
        return self._threshold, max(self._reached.get_value(), self._threshold)

    def _way(self, penalty: Penalty) -> Callable[[FloatArray], FloatArray]:
        """Where the minimum is at so many λ (n,): coordinates (n, 2)."""

        @cache
        def place(strength: float) -> tuple[float, float]:
            return float(self._plot.solve(penalty, strength).weights[0]), -strength

        return lambda strengths: np.array([place(each) for each in strengths])

    def _head(self, penalty: Penalty) -> OptimumMark:
        plot = self._plot

        def place(weights: FloatArray) -> FloatArray:
            return np.append(weights, -plot.strength.get_value())

        dot = OptimumMark(
            f"on the track under {penalty.name}",
            penalty,
            lambda: plot.problem(penalty),
            lambda: plot.optima[penalty],
            place,
            [self.weight_outs[penalty]],
            plot.theme,
        )
        return self.following(dot, plot.strength)

    def _plumb(self, penalty: Penalty) -> Plumb:
        def head() -> FloatArray:
            return np.append(self._plot.optima[penalty].weights, -self._plot.strength.get_value())

        plumb = Plumb(f"weight on the track under {penalty.name}", head, self._plot.theme.muted)
        return self.following(plumb, self._plot.strength)
