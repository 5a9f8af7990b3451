"""The slopes of L1's price at zero, and which of them an input asks for: seen from close by, beside a gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, UP, ValueTracker, VGroup

from common.figures.equation import Equation
from common.figures.graph import Graph
from common.figures.lettering import formula
from common.figures.parts.curve import Curve
from common.figures.parts.fan import Fan
from common.figures.parts.mark import Mark
from common.figures.parts.wall import Shadow, Wall
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["SlopesAtZero"]

_RIGHT, _HIGH = 1.42, 1.15  # of the view, in weights and in slopes; the bar stands at 1, its names beside it
_NAME_GAP = 0.18  # the mark comes near


class SlopesAtZero(Graph):
    """The ``price`` λ|w|, the ``fan`` of lines that support it at 0, and their slopes as a ``bar``.

    ``chosen`` is the line of slope h ŵ, which the loss asks for, and ``mark`` that slope. ``condition`` says
    whether it is one of them. ``smooth`` is L2's price, which has one slope at 0.
    """

    def __init__(self, curvature: float, centre: ValueTracker, strength: ValueTracker, theme: Theme) -> None:
        super().__init__("of slopes", centre, strength)
        self._curvature, self._centre, self._strength, self._theme = curvature, centre, strength, theme
        self._told = [
            Equation((("h hat(w)", theme.loss), (sign, theme.ink), ("[-lambda, lambda]", theme.l1)), TYPE.formula)
            for sign in ("in.not", "in")
        ]
        self.condition = self._told[True].copy()
        self.condition.add_updater(lambda _: self._tell())

    def fit(self, box: Box, times: float = 1.0, sides: Sequence[FloatArray] = (UP, DOWN)) -> None:
        """Build the parts in ``box``, their names and the condition for a camera that is ``times`` as close.

        Those of the largest and the least slope stand on these ``sides`` of the ends of the bar.
        """
        theme, high = self._theme, float(self._strength.get_value())
        self.look_through(Window(box, View((-1.0, _RIGHT), (-_HIGH * high, _HIGH * high))), theme.muted)
        reach, both = box.width / 2.4, (self._centre, self._strength)
        wall = Wall(lambda: 1.0, lambda: 1.0, 0.0, Interval(-_HIGH * high, _HIGH * high))
        within = -1.0, 1.0
        price = Curve("price", self._price, theme.l1, STROKE.subject, (0.0,), close=True, within=lambda: within)
        self.price = self.following(price, self._strength)
        fan = Fan("lines", self._price, self._slopes, lambda: reach, theme.l1, theme.l1, within=lambda: within)
        self.fan = self.following(fan, self._strength)
        smooth = Curve("smooth price", self._smooth_price, theme.l2, STROKE.subject, within=lambda: within)
        self.smooth = self.following(smooth, self._strength)
        chosen = Curve("chosen line", self._line, theme.loss, STROKE.edge, within=lambda: within)
        self.chosen = self.following(chosen, *both)
        self.bar = self.following(Shadow("slopes", wall, self._slopes, theme.l1), self._strength)
        mark = Mark("asked slope", lambda: wall.coordinates(self._asked()), theme.loss, 0.1)
        self.mark = self.following(mark, *both)
        self.names = VGroup(
            *(formula(name, TYPE.label, theme.l1) for name in ("lambda abs(w)", "lambda", "-lambda"))
        )
        self.smooth_name = formula("lambda w^2 \\/ 2", TYPE.label, theme.l2)
        VGroup(self.names, self.condition).scale(1 / times)
        places = ((-1.0, high), UP), ((1.0, high), sides[0]), ((1.0, -high), sides[1])
        for name, (at, side) in zip(self.names, places, strict=True):
            name.next_to(self.window.point(*at), side, buff=_NAME_GAP)
        self.names[0].align_to(box.corner(LEFT), LEFT)
        self.smooth_name.next_to(self.window.point(0.0, high / 2), UP, buff=_NAME_GAP)
        self.redraw()

    def _tell(self) -> None:
        """Say whether the asked slope is among those of the price, wherever that is told."""
        condition = self.condition
        told = self._told[self._slopes().contains(self._asked())]
        if self.is_stale(condition, id(told)):
            size = condition[2].height / told[2].height
            condition[1][0].set_points(
                size * (told[1][0].points - told[2].get_center()) + condition[2].get_center()
            )

    def _price(self, w: FloatArray) -> FloatArray:
        return np.asarray(self._strength.get_value() * L1.value(w))

    def _smooth_price(self, w: FloatArray) -> FloatArray:
        return np.asarray(self._strength.get_value() * L2.value(w))

    def _slopes(self) -> Interval:
        return L1.subdifferential(0.0).scaled(float(self._strength.get_value()))

    def _asked(self) -> float:
        return float(self._curvature * self._centre.get_value())

    def _line(self, w: FloatArray) -> FloatArray:
        return self._asked() * w
