"""One weight's objective near zero: the loss, its sum with the penalty, and the minimum of that."""

from __future__ import annotations

import numpy as np
from manim import DL, ValueTracker

from common.figures.claims import Penalised
from common.figures.graph import Graph
from common.figures.lettering import Label
from common.figures.parts.curve import Curve
from common.figures.parts.mark import OptimumMark
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["KinkPlot"]

_VIEW = View(x=(-1.2, 2.15), y=(-0.3, 2.15))  # in units of ŵ, and of h ŵ²: the loss is as steep in every picture


class KinkPlot(Graph):
    """L + λΩ of one weight, λ = ``strength``, over the loss. Call ``fit`` before the first drawing."""

    def __init__(self, penalty: Penalty, loss: OneWeightLoss, strength: ValueTracker, theme: Theme) -> None:
        super().__init__(f"under {penalty.name}", strength)
        self.penalty, self.loss, self.theme, self._strength = penalty, loss, theme, strength
        self.optimum = self._solve()
        centre = abs(loss.centre)
        self._view = View(_scaled(_VIEW.x, centre), _scaled(_VIEW.y, loss.curvature * centre**2)).facing(
            (loss.centre, 1.0)
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        colour, theme, under = self.theme.of(self.penalty), self.theme, self.under
        self.look_through(Window(box, self._view), theme.muted)
        name = Label("w", theme.muted, theme.background)
        self.axes.add(name.next_to(self.axes[0].get_end(), DL, buff=0.04))
        loss = Curve(f"loss {under}", self.loss.value, theme.loss, STROKE.edge, dashed=True)
        objective = Curve(f"objective {under}", self._objective, colour, STROKE.subject, (0.0,))
        dot = OptimumMark(under, self.penalty, self._problem, lambda: self.optimum, self._place, (), theme)
        self.loss_curve = self.following(loss)
        self.objective = self.following(objective, self._strength)
        self.dot = self.following(dot, self._strength)
        self.axes.set_z_index(-2)
        self.loss_curve.set_z_index(-1)
        self.redraw()

    def redraw(self) -> None:
        """Solve for the minimum, and draw it and the objective."""
        self.optimum = self._solve()
        super().redraw()

    def _solve(self) -> Optimum:
        return penalised_optimum(self.loss, self.penalty, self._strength.get_value()).certified()

    def _objective(self, w: FloatArray) -> FloatArray:
        return np.asarray(self.loss.value(w) + self._strength.get_value() * self.penalty.value(w))

    def _place(self, weights: FloatArray) -> FloatArray:
        return np.append(weights, self._objective(weights))

    def _problem(self) -> Penalised:
        return Penalised(lambda w: self.loss.value(w[..., 0]), self.penalty.value, self._strength.get_value(), 1)


def _scaled(span: tuple[float, float], factor: float) -> tuple[float, float]:
    return span[0] * factor, span[1] * factor
