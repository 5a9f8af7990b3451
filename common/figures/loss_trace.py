"""The loss of one weight, traced out as the weight moves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DL, DOWN, DR, Animation, Dot, MoveToTarget, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Reads, Stands
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.read_out import ReadOut
from common.figures.window import View, Window, draw_polylines
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["LossTrace"]

_REACH = (-0.45, 1.3)
_TOP = 0.28
_BELOW = 0.55
"""Scene units under the axis, for what stands there."""


class LossTrace(Derived):
    """The loss over the weight, drawn from ``start`` to ``reached``, and a dot at the present ``weight``.

    ``squares`` is the loss as the data gives it, ``loss`` the same one as a parabola. Call ``fit`` before the
    first drawing.
    """

    def __init__(
        self,
        squares: LeastSquares,
        loss: OneWeightLoss,
        start: float,
        weight: ValueTracker,
        reached: ValueTracker,
        theme: Theme,
    ) -> None:
        super().__init__(weight, reached)
        self.squares, self.loss, self.theme = squares, loss, theme
        self._start, self._weight, self._reached = start, weight, reached
        self.loss_out = ReadOut("L(w) =", self._present, theme, weight, decimals=3, marks_zero=False)

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.window = Window(box, View(_REACH, (-_TOP * _BELOW / (box.height - _BELOW), _TOP)))
        theme = self.theme
        self.axes = self.window.axes(theme.muted).set_z_index(-2)
        across, up = (Label(name, theme.muted, theme.background) for name in ("w", "L(w)"))
        self.axes.add(across.next_to(self.axes[0].get_end(), DL, buff=0.04))
        self.axes.add(up.next_to(self.axes[1].get_end(), DR, buff=0.06))
        self.curve = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.dot = Dot(radius=0.1, color=theme.ink).set_z_index(4)
        self.dot.set_stroke(theme.background, width=STROKE.edge, background=True)
        at = self.window.point(self.loss.centre, 0.0)
        name = Label("hat(w)", theme.loss, theme.background).next_to(at, DOWN, buff=0.18)
        self.centre_mark = VGroup(Dot(at, radius=0.07, color=theme.loss), name).set_z_index(3)
        self.redraw()

    @property
    def picture(self) -> tuple[VMobject, ...]:
        """The parts that are seen from the start."""
        return self.axes, self.curve, self.dot

    def redraw(self) -> None:
        """Draw as much of the curve as has been reached, and stand the dot at the present weight."""
        reached = self._reached.get_value()
        if self.is_stale(self.curve, reached):
            w = np.linspace(self._start, reached, 181)
            pieces = self.window.curve(np.column_stack([w, self.loss.value(w)]))
            draw_polylines(self.curve, pieces if reached > self._start else [])
        self.dot.move_to(self.window.point(self._weight.get_value(), self._present()))

    def hand_over(self, curve: VMobject) -> Animation:
        """Let ``curve``, the same loss in another place, come from where the traced one stands."""
        curve.generate_target()
        return MoveToTarget(curve.match_points(self.curve))

    def claims(self) -> Iterator[Claim]:
        """What the trace claims, by the data's own loss: its curve, its dot, its number and where it is least."""
        view = self.window.view
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        weight = self._weight.get_value()
        present = float(self.squares.value([weight]))
        best = self.squares.quadratic.centre[0]
        yield Follows("traced loss", self.curve, lambda w: self.squares.value(w[:, np.newaxis]), axes)
        yield Stands("present loss", self.dot, axes.point(np.array([weight, present])))
        yield Stands("mark of the least loss", self.centre_mark[0], axes.point(np.array([best, 0.0])))
        yield Reads("present loss", self.loss_out, self._present())

    def _present(self) -> float:
        return float(self.loss.value(self._weight.get_value()))
