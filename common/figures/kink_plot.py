"""One weight's objective near zero: the loss, the penalty, their sum, its slopes at 0 and its minimum."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, ValueTracker, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Penalised, Reads, Solves, Stands, ToScale
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut, widest_of
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum, slopes
from common.maths.penalties.norms import Penalty
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["KinkPlot"]

_VIEW = View(x=(-1.2, 2.15), y=(-0.3, 2.15))  # in units of ŵ, and of h ŵ²: the loss is as steep in every picture
_TANGENT_LENGTH = 0.95


class KinkPlot(Derived):
    """L + λΩ of one weight, λ = ``strength``, enlarged about the origin as often as ``doublings`` says.

    While ``blend`` is below 1 only that share of the loss has been added, and there is no minimum to show.
    Read-outs have so many ``decimals``; ``strongest`` is the largest λ to come.
    Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        loss: OneWeightLoss,
        strength: ValueTracker,
        doublings: ValueTracker,
        blend: ValueTracker,
        theme: Theme,
        decimals: int = 2,
        strongest: float = 9.0,
    ) -> None:
        super().__init__(strength, doublings, blend)
        self.penalty, self.loss, self.theme = penalty, loss, theme
        self._strength, self._doublings, self._blend = strength, doublings, blend
        self.optimum = self._solve()
        self.strength_out = ReadOut(
            "lambda =",
            strength.get_value,
            theme,
            strength,
            decimals=decimals,
            widest=widest_of([strongest], decimals),
            marks_zero=False,
        )
        widest, centre = float(np.copysign(9.0, loss.centre)), abs(loss.centre)
        self.optimum_out = ReadOut(
            "w^star =",
            lambda: float(self.optimum.weights[0]),
            theme,
            strength,
            decimals=decimals,
            widest=widest,
            marks_zero=penalty.holds_zero,
        )
        self._view = View(_scaled(_VIEW.x, centre), _scaled(_VIEW.y, loss.curvature * centre**2)).facing(
            (loss.centre, 1.0)
        )
        self.zoom_out = ReadOut("times", self._zoom, theme, doublings, decimals=0, widest=99, marks_zero=False)

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.window = Window(box, self._view)
        colour, theme = self.theme.of(self.penalty), self.theme
        self.axes = self.window.axes(theme.muted)
        name = Label("w", theme.muted, theme.background)
        self.axes.add(name.next_to(self.axes[0].get_end(), DL, buff=0.04))
        self.penalty_curve = VMobject(stroke_color=colour, stroke_width=STROKE.ghost, stroke_opacity=0.8)
        self.loss_curve = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.objective = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.tangents = VMobject(stroke_color=theme.ink, stroke_width=STROKE.edge)
        self.dot = OptimumDot(self.penalty, theme)
        self.axes.set_z_index(-2)
        self.loss_curve.set_z_index(-1)
        self.redraw()

    @property
    def slopes_at_zero(self) -> Interval:
        """The subdifferential of the objective at 0."""
        return slopes(self.loss, self.penalty, self._strength.get_value(), 0.0)

    def redraw(self) -> None:
        """Sample the curves over the view, solve for the minimum, and set every part whose numbers are new."""
        zoom, strength, blend = self._zoom(), self._strength.get_value(), self._blend.get_value()
        self.window.view = view = self._view.zoomed(zoom)
        w = np.union1d(np.linspace(*view.x, 241), 0.0)  # 0 itself, so that the corner is sharp
        penalty = strength * self.penalty.value(w)
        loss = self.loss.value(w)
        if self.is_stale(self.loss_curve, zoom):
            draw_polylines(self.loss_curve, [dash for piece in self._curve(w, loss) for dash in dashes(piece)])
        if self.is_stale(self.objective, zoom, strength, blend):
            draw_polylines(self.objective, self._curve(w, blend * loss + penalty))
        if self.is_stale(self.penalty_curve, zoom, strength):
            draw_polylines(self.penalty_curve, self._curve(w, penalty))
            draw_polylines(self.tangents, self._tangent_lines())
            self.optimum = self._solve()
            weight = float(self.optimum.weights[0])
            self.dot.mark(self.optimum, self.window.point(weight, self._value(weight)))

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: its curves, its numbers, and its minimum once all of the loss is in."""
        strength, blend, view = self._strength.get_value(), self._blend.get_value(), self.window.view
        loss, penalty, under = self.loss, self.penalty, f"under {self.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        at_zero, slopes = self._value(0.0), self.slopes_at_zero

        def objective(w: FloatArray) -> FloatArray:
            return np.asarray(blend * loss.value(w) + strength * penalty.value(w))

        def tangents(w: FloatArray) -> FloatArray:
            return np.asarray(at_zero + np.where(w < 0, slopes.low, slopes.high) * w)

        yield ToScale(f"axes {under}", (axes.along, axes.up))
        yield Follows(f"loss {under}", self.loss_curve, loss.value, axes)
        yield Follows(f"penalty {under}", self.penalty_curve, lambda w: strength * penalty.value(w), axes, (0.0,))
        yield Follows(f"objective {under}", self.objective, objective, axes, (0.0,))
        yield Follows(f"tangents {under}", self.tangents, tangents, axes, (0.0,))
        yield Reads(f"strength {under}", self.strength_out, strength)
        yield Reads(f"zoom {under}", self.zoom_out, self._zoom())
        if blend == 1:
            problem = Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1)
            yield Solves(
                f"minimum {under}",
                problem,
                self.optimum.weights,
                lambda w: axes.point(np.array([w[0], self._value(w[0])])),
                self.dot,
                (self.optimum_out,),
            )
            yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())

    def _zoom(self) -> float:
        return float(2 ** self._doublings.get_value())

    def _solve(self) -> Optimum:
        return penalised_optimum(self.loss, self.penalty, self._strength.get_value()).certified()

    def _value(self, w: float) -> float:
        return float(self.loss.value(w) + self._strength.get_value() * self.penalty.value(w))

    def _curve(self, w: FloatArray, y: FloatArray) -> list[FloatArray]:
        return self.window.curve(np.column_stack([w, y]))

    def _tangent_lines(self) -> list[FloatArray]:
        """At 0, the line that continues the curve from each side: both the same where there is no kink."""
        foot = self.window.point(0.0, self._value(0.0))
        at_zero = self.slopes_at_zero
        lines = []
        unit = abs(self.loss.centre)
        for run, slope in ((-unit, at_zero.low), (unit, at_zero.high)):
            along = self.window.point(run, self._value(0.0) + run * slope) - foot
            lines.append(np.array([foot, foot + along * (_TANGENT_LENGTH / np.linalg.norm(along))]))
        return lines


def _scaled(span: tuple[float, float], factor: float) -> tuple[float, float]:
    return span[0] * factor, span[1] * factor
