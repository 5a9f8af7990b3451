"""One weight's loss with a penalty stood on it, stick by stick, so that their sum is seen to be a sum."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, DOWN, Dot, ValueTracker, VGroup, VMobject

from common.figures.claims import (
    Axes,
    Axis,
    Claim,
    Follows,
    Penalised,
    Reaches,
    Reads,
    Solves,
    Stands,
    ToScale,
    Traces,
)
from common.figures.derived import Derived
from common.figures.lettering import Label, Lettering
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.terms import terms
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["PenaltyStack"]

_REACH = (-0.45, 1.3)
_TOP = 0.4
_SAMPLES = 211
_BELOW = 0.55
"""Scene units under the axis, for what stands there."""

_STICKS = np.arange(-4, 13) / 10
_RISE = 0.35
"""The width, in weights, of the wave in which the sticks rise."""

_FADE = 0.15
"""How far past the view's edge, in units of the loss, the top of a stick is when the stick has faded."""

_FORMULA_HEIGHT = 0.5
_PENALTY = {L1: "lambda abs(w)", L2: "lambda w^2 \\/ 2"}


class PenaltyStack(Derived):
    """Loss, sticks of height λΩ(w), λ = ``strength``, and the sum L + λΩ through their tops, with its minimum.

    While ``lifted`` is 0 the sticks stand on the axis; as it goes to 1 they rise onto the loss, one after another
    from the left, and the sum is drawn as far as they have arrived: before 1 there is no minimum to show.
    Read-outs have so many ``decimals``. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        loss: OneWeightLoss,
        strength: ValueTracker,
        lifted: ValueTracker,
        theme: Theme,
        decimals: int = 3,
    ) -> None:
        super().__init__(strength, lifted)
        self.penalty, self.loss, self.theme = penalty, loss, theme
        self._strength, self._lifted = strength, lifted
        self.optimum = self._solve()
        self.strength_out = ReadOut(
            "lambda =", strength.get_value, theme, strength, decimals=decimals, widest=9, marks_zero=False
        )
        self.optimum_out = ReadOut(
            "w^star =",
            lambda: float(self.optimum.weights[0]),
            theme,
            strength,
            decimals=decimals,
            widest=9,
            marks_zero=penalty.holds_zero,
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        head, plot = box.cut_top(_FORMULA_HEIGHT)
        view = View(_REACH, (-_TOP * _BELOW / (plot.height - _BELOW), _TOP))
        self.window = Window(plot, view)
        colour, theme = self.theme.of(self.penalty), self.theme
        self.axes = self._ground()
        self.loss_curve = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.sticks = VGroup(*(VMobject(stroke_color=colour, stroke_width=STROKE.ghost) for _ in _STICKS))
        self.penalty_curve = VMobject(stroke_color=colour, stroke_width=STROKE.ghost)
        self.objective = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.plumb = VMobject(stroke_color=theme.ink, stroke_width=STROKE.ghost)
        self.dot = OptimumDot(self.penalty, theme)
        self.loss_term, self.plus, self.penalty_term = self._terms(head)
        self.sticks.set_z_index(-1)
        self.objective.set_z_index(1)
        self.plumb.set_z_index(2)
        w = np.linspace(*_REACH, _SAMPLES)
        draw_polylines(self.loss_curve, self._curve(w, self.loss.value(w)))
        self.redraw()

    @property
    def beside_the_loss(self) -> tuple[VMobject, ...]:
        """What is seen besides the loss's curve before the sticks rise."""
        return self.axes, self.loss_term, self.penalty_term, self.sticks, self.penalty_curve

    def redraw(self) -> None:
        """Stand each stick where it has risen to, draw the sum as far as it goes, and solve for its minimum."""
        strength, lifted = self._strength.get_value(), self._lifted.get_value()
        if self.is_stale(self.sticks, strength, lifted):
            for stick, w, foot, top in self._stood():
                self._draw_stick(stick, w, foot, top)
            self._draw_tops(strength)
        if self.is_stale(self.dot, strength):
            self.optimum = self._solve()
            weight = float(self.optimum.weights[0])
            at = self.window.point(weight, self._sum(weight))
            self.dot.mark(self.optimum, at)
            down = np.array([at, self.window.point(weight, 0.0)])
            draw_polylines(self.plumb, dashes(down) if weight != 0 else [])

    def claims(self) -> Iterator[Claim]:
        """What the picture claims: its curves, each stick's two ends, and its minimum once the sum is complete."""
        strength, loss, penalty = self._strength.get_value(), self.loss, self.penalty
        view, under = self.window.view, f"under {penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))

        def objective(w: FloatArray) -> FloatArray:
            return np.asarray(loss.value(w) + strength * penalty.value(w))

        yield ToScale(f"axes {under}", (axes.along, axes.up))
        yield Follows(f"loss {under}", self.loss_curve, loss.value, axes)
        yield Follows(f"penalty {under}", self.penalty_curve, lambda w: strength * penalty.value(w), axes, (0.0,))
        yield Follows(f"sum {under}", self.objective, objective, axes, (0.0,))
        for stick, w, foot, top in self._stood():
            start, end = (axes.point(np.array([w, y])) for y in (foot, min(top, _TOP)))
            yield Reaches(f"stick of the penalty {under}", stick, start, end)
        yield Stands(f"mark of the loss's centre {under}", self.axes[2], axes.point(np.array([loss.centre, 0.0])))
        yield Reads(f"strength {under}", self.strength_out, strength)
        if self._lifted.get_value() == 1:
            weights = self.optimum.weights
            problem = Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1)

            def place(w: FloatArray) -> FloatArray:
                return axes.point(np.array([w[0], float(objective(w)[0])]))

            yield Solves(f"minimum {under}", problem, weights, place, self.dot, (self.optimum_out,))
            yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())
            down = np.array([place(weights), axes.point(np.array([weights[0], 0.0]))])
            yield Traces(f"weight of the minimum {under}", self.plumb, down)

    def _solve(self) -> Optimum:
        return penalised_optimum(self.loss, self.penalty, self._strength.get_value()).certified()

    def _sum(self, w: float) -> float:
        return float(self.loss.value(w) + self._strength.get_value() * self.penalty.value(w))

    def _front(self) -> float:
        """The weight up to which the sticks have arrived on the loss."""
        low, high = _REACH
        return low - _RISE + self._lifted.get_value() * (high - low + _RISE)

    def _stood(self) -> Iterator[tuple[VMobject, float, float, float]]:
        """Each stick, its weight, and the heights of its foot and its top."""
        share = np.clip((self._front() - _STICKS) / _RISE + 1, 0, 1)
        feet = share**2 * (3 - 2 * share) * self.loss.value(_STICKS)
        tops = feet + self._strength.get_value() * self.penalty.value(_STICKS)
        yield from zip(self.sticks, _STICKS.tolist(), feet.tolist(), tops.tolist(), strict=True)

    def _draw_stick(self, stick: VMobject, w: float, foot: float, top: float) -> None:
        seen = min(top, _TOP)
        draw_polylines(stick, [self.window.points(np.array([[w, foot], [w, seen]]))] if seen > foot else [])
        # What no longer carries a part of the sum that is seen would only hatch the picture.
        opacity = float(np.clip(1 - (top - seen) / _FADE, 0, 1))
        if stick.get_stroke_opacity() != opacity:
            stick.set_stroke(opacity=opacity)

    def _draw_tops(self, strength: float) -> None:
        """The penalty's curve over what has not begun to rise, and the sum's over what has arrived."""
        w, front = self._sampled(), self._front()
        penalty = strength * self.penalty.value(w)
        resting, arrived = w >= front + _RISE, w <= front
        draw_polylines(self.penalty_curve, self._curve(w[resting], penalty[resting]))
        draw_polylines(self.objective, self._curve(w[arrived], (self.loss.value(w) + penalty)[arrived]))

    def _sampled(self) -> FloatArray:
        """Weights over the view; 0 itself, so that the corner is sharp, and where the two curves end."""
        ends = [end for end in (self._front(), self._front() + _RISE) if _REACH[0] <= end <= _REACH[1]]
        return np.union1d(np.linspace(*_REACH, _SAMPLES), [0.0, *ends])

    def _curve(self, w: FloatArray, y: FloatArray) -> list[FloatArray]:
        return self.window.curve(np.column_stack([w, y])) if len(w) > 1 else []

    def _ground(self) -> VGroup:
        """Both axes, the mark of the loss's own best weight, and what stands beside them."""
        theme, ground = self.theme, self.theme.background
        axes = self.window.axes(theme.muted)
        name, zero = Label("w", theme.muted, ground), Label("0", theme.muted, ground)
        best, at = Label("hat(w)", theme.loss, ground), self.window.point(self.loss.centre, 0.0)
        axes.add(Dot(at, radius=0.07, color=theme.loss))
        axes.add(name.next_to(axes[0].get_end(), DL, buff=0.04), best.next_to(at, DOWN, buff=0.14))
        zero.next_to(self.window.point(0.0, 0.0), DL, buff=0.1)
        return axes.add(zero).set_z_index(-2)

    def _terms(self, head: Box) -> tuple[Lettering, Lettering, Lettering]:
        """The loss, a plus and the penalty, as they stand in one formula, to be revealed one by one."""
        theme, penalty = self.theme, _PENALTY[self.penalty]
        first, plus, last = terms({"L(w)": theme.loss, "+": theme.ink, penalty: theme.of(self.penalty)}, head)
        return first, plus, last
