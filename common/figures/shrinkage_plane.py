"""The plane of two weights on which the penalised optimum wanders off as λ grows, and leaves a trail."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from manim import DL, DOWN, DR, RIGHT, UL, UR, Dot, ValueTracker, VGroup, VMobject

from common.figures.claims import (
    Axes,
    Axis,
    Claim,
    Joins,
    Level,
    Penalised,
    Reads,
    Solves,
    Stands,
    ToScale,
    Traces,
)
from common.figures.clearance import covers
from common.figures.derived import Derived
from common.figures.lettering import Label, formula
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["ShrinkagePlane"]

_RULES = {
    L1: ('w_i = op("sign")(hat(w)_i)', "dot max(abs(hat(w)_i) - lambda \\/ H_(i i), 0)"),
    L2: ("w_i = H_(i i) hat(w)_i \\/ (H_(i i) + lambda)",),
}
"""What gives a weight, in pieces for narrow boxes."""

_BELOW = 0.25
"""What is seen beyond the origin, as a share of ŵ."""

_GHOST_SHARES = (0.09, 0.175, 0.26)
"""How far the ghosts are from ŵ where the loss is steepest, as shares of its larger weight."""

_GHOST_POINTS = 121
_GHOST_OPACITY = 0.45
_TRAIL_POINTS = 161
_OFFSET = 0.34
"""Scene units from an axis to what was taken along it: clear of a trail on the axis, and of the ring."""


class ShrinkagePlane(Derived):
    """The minimum of ``loss`` plus λ = ``strength`` times ``penalty``, its way since λ = 0, and what was taken.

    H is diagonal, so that each weight shrinks by itself, and both of ŵ are positive. ``strongest`` is the largest
    λ to come; read-outs have so many ``decimals``. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        loss: QuadraticLoss,
        strength: ValueTracker,
        strongest: float,
        theme: Theme,
        size: float = TYPE.read_out,
        decimals: int = 2,
    ) -> None:
        super().__init__(strength)
        self.penalty, self.loss, self.theme = penalty, loss, theme
        self._strength, self._size = strength, min(size, TYPE.label)
        # Where a weight becomes 0 the trail bends: the strengths there are among its points.
        strengths = np.union1d(
            np.linspace(0.0, strongest, _TRAIL_POINTS), np.minimum(np.abs(loss.pull), strongest)
        )
        self._stops = [(each, self._solve(float(each)).weights) for each in strengths]
        self.optimum = self._solve(strength.get_value())
        number = partial(ReadOut, decimals=decimals)
        self.read_outs = [
            number(
                f"w_{i + 1} =",
                partial(self._weight, i),
                theme,
                strength,
                size=size,
                marks_zero=penalty.holds_zero,
            )
            for i in range(2)
        ]
        self.strength_out = number(
            "lambda =", strength.get_value, theme, strength, size=self._size, marks_zero=False
        )

    def fit(self, picture: Box, words: Box) -> None:
        """Build the parts, the plane for the box ``picture`` and the rule for ``words``, to be revealed."""
        theme, colour = self.theme, self.theme.of(self.penalty)
        contours = [self.loss.contour(level, _GHOST_POINTS) for level in self._levels()]
        low, high = -_BELOW * self.loss.centre, contours[-1].max(axis=0)
        self.window = Window.true_to_scale(picture, View((low[0], high[0]), (low[1], high[1])))
        self.axes = self.window.axes(theme.muted)
        along, up = self.axes
        first, second = (Label(f"w_{i}", theme.muted, theme.background) for i in (1, 2))
        first.next_to(along.get_end(), DL, buff=0.06)
        second.next_to(up.get_end(), DL, buff=0.06)
        self.ghosts = VGroup(
            *(VMobject(stroke_color=theme.loss, stroke_width=STROKE.ghost) for _ in _GHOST_SHARES)
        ).set_stroke(opacity=_GHOST_OPACITY)
        for ghost, contour in zip(self.ghosts, contours, strict=True):
            draw_polylines(ghost, self.window.curve(contour))
        self.centre = Dot(self.window.point(*self.loss.centre), radius=0.07, color=theme.loss)
        label = Label("hat(w)", theme.loss, theme.background).next_to(self.centre, UR, buff=0)
        for end, inwards in ((up.get_end(), DR), (along.get_end(), UL)):
            self.strength_out.next_to(end, inwards, buff=0.12)
            if not any(covers(self.strength_out, part.get_all_points()) for part in (label, *self.ghosts)):
                break
        self.ground = VGroup(self.ghosts, self.axes, first, second, label, self.centre).set_z_index(-1)
        self.rule = VGroup(*(formula(piece, self._size, theme.ink) for piece in _RULES[self.penalty])).arrange(
            RIGHT, buff=0.12
        )
        if self.rule.width > words.width:
            self.rule.arrange(DOWN, buff=0.15)
        self.rule.move_to(words.centre)
        self.trail = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.taken = VGroup(*(VMobject(stroke_color=colour, stroke_width=STROKE.edge) for _ in range(2)))
        self.projections = VMobject(stroke_color=theme.ink, stroke_width=STROKE.ghost)
        self.way = self.trail, self.taken, self.projections
        self.dot = OptimumDot(self.penalty, theme)
        self.redraw()

    def redraw(self) -> None:
        """Solve, and draw the way that led here."""
        strength = self._strength.get_value()
        self.optimum = self._solve(strength)
        weights, centre = self.optimum.weights, self.loss.centre
        passed = np.array([*(stop for at, stop in self._stops if at < strength), weights])
        draw_polylines(self.trail, [self.window.points(passed)] if len(passed) > 1 else [])
        for i, bar in enumerate(self.taken):
            ends = self._bar(i)
            draw_polylines(bar, [ends] if weights[i] != centre[i] else [])
        x, y = weights
        corner = self.window.points(np.array([[0.0, y], [x, y], [x, 0.0]]))
        draw_polylines(self.projections, dashes(corner) if x * y != 0 else [])
        self.dot.mark(self.optimum, self.window.point(x, y))

    def claims(self) -> Iterator[Claim]:
        """What the plane claims: its contours, the optimum, the way there, and what each weight has lost."""
        loss, penalty, strength = self.loss, self.penalty, self._strength.get_value()
        weights, view, under = self.optimum.weights, self.window.view, f"under {self.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        problem = Penalised(loss.value, penalty.value, strength, 2)
        yield ToScale(f"axes {under}", (axes.along, axes.up), square=True)
        yield Stands(f"loss's centre {under}", self.centre, axes.point(loss.centre))
        for ghost, level in zip(self.ghosts, self._levels(), strict=True):
            yield Level(f"ghost contour {under}", ghost, loss.value, level, axes)
        yield Traces(f"trail {under}", self.trail, axes.points(self._way_by_axis(strength)))
        foot, side = axes.point(weights * [1, 0]), axes.point(weights * [0, 1])
        yield Traces(f"projections {under}", self.projections, np.array([side, axes.point(weights), foot]))
        for i, bar in enumerate(self.taken):
            away, unit = _OFFSET * np.eye(3)[1 - i], np.eye(2)[i]
            ends = (axes.point(each * unit) - away for each in (loss.centre[i], weights[i]))
            yield Joins(f"what was taken from weight {i + 1} {under}", bar, *ends)
        yield Reads(f"strength {under}", self.strength_out, strength)
        yield Solves(f"optimum {under}", problem, weights, axes.point, self.dot, tuple(self.read_outs))
        yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())

    def _levels(self) -> Iterator[float]:
        """The loss on each ghost: however large ŵ and H are, they lie alike about ŵ."""
        steepest, farthest = float(self.loss.hessian.max()), float(self.loss.centre.max())
        for share in _GHOST_SHARES:
            yield self.loss.constant + steepest * (share * farthest) ** 2 / 2

    def _weight(self, index: int) -> float:
        return float(self._solve(self._strength.get_value()).weights[index])

    def _solve(self, strength: float) -> Optimum:
        return penalised_optimum(self.loss, self.penalty, strength).certified()

    def _bar(self, index: int) -> FloatArray:
        """From where weight ``index`` was without penalty to where it is, (2, 3), beside its axis."""
        unit = np.eye(2)[index]
        ends = np.array([self.loss.centre[index] * unit, self.optimum.weights[index] * unit])
        return np.asarray(self.window.points(ends) - _OFFSET * np.eye(3)[1 - index])

    def _way_by_axis(self, strength: float) -> FloatArray:
        """The way from λ = 0 to ``strength``, (n, 2), weight by weight: with a diagonal H each has its own."""
        stops = np.minimum(np.abs(self.loss.pull), strength)
        strengths = np.union1d(np.linspace(0.0, strength, 4 * _TRAIL_POINTS), stops)
        step, pairs = (
            self.penalty.proximal_step,
            list(zip(self.loss.centre, np.diag(self.loss.hessian), strict=True)),
        )
        return np.array([[float(step(centre, each / h)) for centre, h in pairs] for each in strengths])
