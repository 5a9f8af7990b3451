"""The slopes of a price at zero: lines that support it there, and one among them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DOWN, UP, ValueTracker, VGroup

from common.figures.claims import Claim
from common.figures.graph import Graph
from common.figures.lettering import formula
from common.figures.parts.curve import Curve
from common.figures.parts.fan import Fan
from common.figures.parts.mark import Mark
from common.figures.parts.wall import Shadow, Wall
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["SlopesAtZero"]

_NAME_GAP = 0.08
_RIGHT, _HIGH = 1.15, 1.15  # of the view; the slopes are seen at 1


class SlopesAtZero(Graph):
    """The price λ|w|, the ``fan`` of lines that support it at 0, and their slopes as a ``bar``.

    ``chosen`` is the line of slope h ŵ, which the loss asks for, and the dot ``mark`` its slope.
    """

    def __init__(self, curvature: float, centre: ValueTracker, strength: ValueTracker, theme: Theme) -> None:
        super().__init__("of slopes", centre, strength)
        self._curvature, self._centre, self._strength, self._theme = curvature, centre, strength, theme

    def fit(self, box: Box, times: float) -> None:
        """Build the parts for ``box``, to be revealed; it will be seen so many ``times`` as large."""
        theme, high = self._theme, float(self._strength.get_value())
        self.look_through(Window(box, View((-1.0, _RIGHT), (-_HIGH * high, _HIGH * high))), theme.muted)
        reach, both = box.width / 2.4, (self._centre, self._strength)
        wall = Wall(lambda: 1.0, lambda: 1.0, 0.0, Interval(-_HIGH * high, _HIGH * high))
        within = -1.0, 1.0
        price = Curve("price", self._price, theme.l1, STROKE.subject, (0.0,), close=True, within=lambda: within)
        self.price = self.following(price, self._strength)
        self.fan = self.following(
            Fan("lines", self._price, self._slopes, lambda: reach, theme.l1, theme.l1, within=lambda: within),
            self._strength,
        )
        self.chosen = self.following(
            Fan(
                "chosen line", self._price, self._asked, lambda: reach, theme.ink, theme.ink,
                within=lambda: within, width=STROKE.edge, opacity=1.0,
            ),
            *both,
        )
        self.bar = self.following(Shadow("slopes", wall, self._slopes, theme.l1), self._strength)
        self.mark = self.following(Mark("asked slope", lambda: wall.coordinates(self._asked().low), theme.ink, 0.09), *both)
        self.names = VGroup(
            *(formula(name, TYPE.label, theme.l1) for name in ("lambda abs(w)", "lambda", "-lambda"))
        )
        for name, (x, y), side in zip(self.names, ((-1.0, high), (1.0, high), (1.0, -high)), (UP, UP, DOWN), strict=True):
            name.scale(1 / times).next_to(self.window.point(x, y), side, buff=_NAME_GAP)
        self.redraw()

    def _price(self, w: FloatArray) -> FloatArray:
        return np.asarray(self._strength.get_value() * L1.value(w))

    def _slopes(self) -> Interval:
        return L1.subdifferential(0.0).scaled(float(self._strength.get_value()))

    def _asked(self) -> Interval:
        slope = float(self._curvature * self._centre.get_value())
        return Interval(slope, slope)
