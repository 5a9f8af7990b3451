"""The plane of two weights on which the penalised optimum wanders off as λ grows, and leaves a trail."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, DOWN, DR, RIGHT, UL, UR, ValueTracker, VGroup, VMobject

from common.figures.claims import Claim, Joins, Penalised, Reads, Traces
from common.figures.clearance import covers
from common.figures.lettering import Label, formula
from common.figures.parts.contour import Contour
from common.figures.parts.mark import Mark, OptimumMark
from common.figures.read_out import ReadOut
from common.figures.weight_plane import WeightPlane
from common.figures.window import View, draw_polylines
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


class ShrinkagePlane(WeightPlane):
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
        self.penalty, self.loss = penalty, loss
        self._strength, self._size = strength, min(size, TYPE.label)
        # Where a weight becomes 0 the trail bends: the strengths there are among its points.
        strengths = np.union1d(
            np.linspace(0.0, strongest, _TRAIL_POINTS), np.minimum(np.abs(loss.pull), strongest)
        )
        self._stops = [(each, self._solve(float(each)).weights) for each in strengths]
        optimum = self._solve(strength.get_value())
        super().__init__(penalty, optimum, theme, strength, decimals=decimals, size=size)
        self.strength_out = ReadOut(
            "lambda =", strength.get_value, theme, strength, decimals=decimals, size=self._size, marks_zero=False
        )

    def fit(self, picture: Box, words: Box) -> None:
        """Build the parts, the plane for the box ``picture`` and the rule for ``words``, to be revealed."""
        theme, colour, under = self.theme, self.theme.of(self.penalty), self.under
        ghosts = [self._ghost(level) for level in self._levels()]
        low, high = -_BELOW * self.loss.centre, ghosts[-1].whole.max(axis=0)
        self.lay_out(picture, View((low[0], high[0]), (low[1], high[1])))
        centre = Mark(f"loss's centre {under}", lambda: self.loss.centre, theme.loss, radius=0.07)
        dot = OptimumMark(
            under, self.penalty, self._problem, lambda: self.optimum, lambda w: w, self.read_outs, theme
        )
        self.ghosts = VGroup(*map(self.following, ghosts)).set_stroke(opacity=_GHOST_OPACITY)
        self.centre = self.following(centre)
        self.dot = self.following(dot, self._strength)
        super().redraw()  # names stand beside what is drawn
        along, up = self.axes
        first, second = (Label(f"w_{i}", theme.muted, theme.background) for i in (1, 2))
        first.next_to(along.get_end(), DL, buff=0.06)
        second.next_to(up.get_end(), DL, buff=0.06)
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
        self.way = self.trail, self.taken, self.projections
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
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what the plane claims: its parts, the way to the optimum, and what each weight has lost."""
        yield from super().claims()
        loss, weights, strength = self.loss, self.optimum.weights, self._strength.get_value()
        axes, under = self.drawn_axes, self.under
        yield Traces(f"trail {under}", self.trail, axes.points(self._way_by_axis(strength)))
        for i, bar in enumerate(self.taken):
            away, unit = _OFFSET * np.eye(3)[1 - i], np.eye(2)[i]
            ends = (axes.point(each * unit) - away for each in (loss.centre[i], weights[i]))
            yield Joins(f"what was taken from weight {i + 1} {under}", bar, *ends)
        yield Reads(f"strength {under}", self.strength_out, strength)

    def _problem(self) -> Penalised:
        return Penalised(self.loss.value, self.penalty.value, self._strength.get_value(), 2)

    def _ghost(self, level: float) -> Contour:
        name, colour = f"ghost contour {self.under}", self.theme.loss
        return Contour(name, lambda: self.loss, lambda: level, colour, STROKE.ghost, _GHOST_POINTS)

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
