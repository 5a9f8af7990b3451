"""Minus the logarithm of a density: the penalty, and with the data the objective and its minimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from manim import DL, DOWN, UP, Dot, ValueTracker, VMobject

from common.figures.belief import Belief
from common.figures.claims import Axes, Axis, Claim, Follows, Solves, Stands, ToScale
from common.figures.density_plot import SEEN, WEIGHTS
from common.figures.derived import Derived
from common.figures.lettering import Label, formula
from common.figures.optimum_dot import OptimumDot
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["NegativeLog"]

_VIEW = View(x=SEEN, y=(-0.3, 2.95))
_STRIP, _ABOVE = 0.5, 0.06
_PENALTIES: Mapping[Penalty, str] = {L1: "lambda abs(w)", L2: "lambda w^2 \\/ 2"}
_LOSS = "L(w)"


class NegativeLog(Derived):
    """−log of the density of ``belief``, without its constant: λΩ, and share × L on top, for w up to ``reach``.

    A dot walks at ``reach``, as far as it is in view. Call ``fit`` before the first drawing.
    """

    def __init__(self, belief: Belief, reach: ValueTracker, theme: Theme) -> None:
        super().__init__(*belief.trackers, reach)
        self.belief, self.theme, self._reach = belief, theme, reach

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        strip, below = box.cut_top(_STRIP)
        self.window = Window(below, _VIEW)
        theme, penalty = self.theme, self.belief.prior.penalty
        colour = theme.of(penalty)
        self.axes = self.window.axes(theme.muted)
        name = Label("w", theme.muted, theme.background)
        self.axes.add(name.next_to(self.axes[0].get_end(), DL, buff=0.06))
        self.penalty_curve = VMobject(stroke_color=colour, stroke_width=STROKE.ghost, stroke_opacity=0.8)
        self.loss_curve = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.objective = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.walker = Dot(radius=0.1, color=theme.ink)
        self.dot = OptimumDot(penalty, theme)
        self.law = formula(f"-log p(w) = {_PENALTIES[penalty]} + c", TYPE.note, colour)
        self.sum_law = formula(f"{_LOSS} + {_PENALTIES[penalty]}", TYPE.note, colour)
        self.sum_law[: len(formula(_LOSS, TYPE.note, colour))].set_fill(theme.loss)
        for law in (self.law, self.sum_law):
            law.move_to(strip.centre).align_to(strip.corner(DOWN) + _ABOVE * UP, DOWN)
        self.axes.set_z_index(-3)
        self.penalty_curve.set_z_index(-1)
        self.loss_curve.set_z_index(-1)
        self.walker.set_z_index(4)
        self.redraw()

    def redraw(self) -> None:
        """Sample the curves, and set every part whose numbers are new."""
        belief, reach = self.belief, self._reach.get_value()
        strength, centre, share = (tracker.get_value() for tracker in belief.trackers)
        w = np.union1d(np.linspace(*WEIGHTS, 241), 0.0)  # 0 itself, so that the corner is sharp
        if self.is_stale(self.penalty_curve, strength):
            draw_polylines(self.penalty_curve, self._pieces(w, belief.penalty(w)))
        if self.is_stale(self.loss_curve, centre):
            pieces = self._pieces(w, belief.loss.value(w))
            draw_polylines(self.loss_curve, [dash for piece in pieces for dash in dashes(piece)])
        if self.is_stale(self.objective, strength, centre, share, reach):
            reached = np.union1d(w[w < reach], reach)
            pieces = self._pieces(reached, belief.objective(reached)) if len(reached) > 1 else []
            draw_polylines(self.objective, pieces)
            self.walker.move_to(self.window.points(self._on_curve(reach))[0])
            self.walker.set_opacity(float(belief.objective(np.array(reach)) <= _VIEW.y[1]))
        if self.is_stale(self.dot, strength, centre, share):
            optimum = belief.optimum
            weight = 0.0 if optimum is None else float(optimum.weights[0])
            at = self.window.points(self._on_curve(weight))[0]
            if optimum is None:
                self.dot.stand(at, is_zero=False)
            else:
                self.dot.mark(optimum, at)

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: its curves, the walker on them, and the minimum once there are data."""
        belief, view = self.belief, self.window.view
        under = f"under {belief.prior.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        yield ToScale(f"axes of logarithms {under}", (axes.along, axes.up))
        yield Follows(f"penalty {under}", self.penalty_curve, belief.penalty, axes, (0.0,))
        yield Follows(f"loss {under}", self.loss_curve, belief.loss.value, axes)
        yield Follows(f"minus log density {under}", self.objective, belief.objective, axes, (0.0,))
        yield Stands(f"walker below {under}", self.walker, axes.points(self._on_curve(self._reach.get_value()))[0])
        if belief.optimum is not None:
            yield Solves(
                f"minimum {under}",
                belief.problem,
                belief.optimum.weights,
                lambda w: axes.points(self._on_curve(float(w[0])))[0],
                self.dot,
            )
            yield Stands(f"ring of the minimum {under}", self.dot.ring, self.dot.dot.get_center())

    def _on_curve(self, w: float) -> FloatArray:
        """The coordinates (1, 2) of the curve at ``w``."""
        return np.array([[w, float(self.belief.objective(np.array(w)))]])

    def _pieces(self, w: FloatArray, y: FloatArray) -> list[FloatArray]:
        return self.window.curve(np.column_stack([w, y]))
