"""One weight's objective near zero: the loss, the penalty, their sum, its slopes at 0 and its minimum."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, ValueTracker

from common.figures.claims import Claim, Penalised, Reads
from common.figures.graph import Graph
from common.figures.lettering import Label
from common.figures.parts.curve import Curve, Tangents
from common.figures.parts.mark import OptimumMark
from common.figures.read_out import ReadOut, widest_of
from common.figures.window import View, Window
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


class KinkPlot(Graph):
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
        super().__init__(f"under {penalty.name}", strength, doublings, blend)
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
        colour, theme, under = self.theme.of(self.penalty), self.theme, self.under
        strength, blend, corners = self._strength, self._blend, (0.0,)
        self.look_through(Window(box, self._view), theme.muted)
        name = Label("w", theme.muted, theme.background)
        self.axes.add(name.next_to(self.axes[0].get_end(), DL, buff=0.04))
        loss = Curve(f"loss {under}", self.loss.value, theme.loss, STROKE.edge, dashed=True)
        penalty = Curve(f"penalty {under}", self._price, colour, STROKE.ghost, corners)
        objective = Curve(f"objective {under}", self._blended, colour, STROKE.subject, corners)
        tangents = Tangents(f"tangents {under}", self._bend, theme.ink, STROKE.edge)
        dot = OptimumMark(
            under, self.penalty, self._problem, lambda: self.optimum, self._place, [self.optimum_out], theme
        )
        self.loss_curve = self.following(loss)
        self.penalty_curve = self.following(penalty, strength).set_stroke(opacity=0.8)
        self.objective = self.following(objective, strength, blend)
        self.tangents = self.following(tangents, strength)
        self.dot = self.following(dot, strength)
        self.axes.set_z_index(-2)
        self.loss_curve.set_z_index(-1)
        self.redraw()

    @property
    def slopes_at_zero(self) -> Interval:
        """The subdifferential of the objective at 0."""
        return slopes(self.loss, self.penalty, self._strength.get_value(), 0.0)

    def redraw(self) -> None:
        """Solve for the minimum, and draw it and the curves as far away as they are now."""
        self.window.view = self._view.zoomed(self._zoom())
        self.optimum = self._solve()
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what the plot claims: its parts and its numbers."""
        yield from super().claims()
        yield Reads(f"strength {self.under}", self.strength_out, self._strength.get_value())
        yield Reads(f"zoom {self.under}", self.zoom_out, self._zoom())

    def _zoom(self) -> float:
        return float(2 ** self._doublings.get_value())

    def _solve(self) -> Optimum:
        return penalised_optimum(self.loss, self.penalty, self._strength.get_value()).certified()

    def _price(self, w: FloatArray) -> FloatArray:
        return np.asarray(self._strength.get_value() * self.penalty.value(w))

    def _blended(self, w: FloatArray) -> FloatArray:
        return np.asarray(self._blend.get_value() * self.loss.value(w) + self._price(w))

    def _bend(self, w: FloatArray) -> FloatArray:
        """What continues the sum from 0 to each side: one line where there is no kink."""
        at_zero = self.slopes_at_zero
        return self._whole(np.zeros(1)) + np.where(w < 0, at_zero.low, at_zero.high) * w

    def _whole(self, w: FloatArray) -> FloatArray:
        return np.asarray(self.loss.value(w) + self._price(w))

    def _place(self, weights: FloatArray) -> FloatArray:
        return np.append(weights, self._whole(weights))

    def _problem(self) -> Penalised:
        blend = self._blend.get_value()
        return Penalised(
            lambda w: blend * self.loss.value(w[..., 0]), self.penalty.value, self._strength.get_value(), 1
        )


def _scaled(span: tuple[float, float], factor: float) -> tuple[float, float]:
    return span[0] * factor, span[1] * factor
