"""What two beliefs share: the axis of weights, the data, and the edge of a band around 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DL, DOWN, RIGHT, UP, ValueTracker

from common.figures.belief import likelihood
from common.figures.bell import Bell
from common.figures.graph import Graph
from common.figures.lettering import Label, lettering
from common.figures.parts.area import Area
from common.figures.parts.curve import Curve
from common.figures.parts.mark import Mark
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE, TYPE

__all__ = ["Evidence"]

_BAND = 0.3  # opacity
_FLANK = 0.9  # standard deviations of the likelihood, where it is named
_DOT, _UNDER, _OFF = 0.09, 0.07, 0.09  # the radius of ŵ, and from what is named and the upright axis to a name


class Evidence(Graph):
    """The likelihood of the data of ``bells``, in their window: its ``curve``, and ŵ, ``wanted``.

    The ``bands`` under the bells, of which the first is filled, are as wide as ``radius`` on either side of 0;
    ``zero`` and ``edge`` name their middle and their end, and ``curve_name``, a ``name``, the curve.
    """

    def __init__(self, bells: Sequence[Bell], radius: ValueTracker, name: str) -> None:
        bell = self._filled = bells[0]
        self._belief, self._radius, theme, centre = bell.belief, radius, bell.theme, bell.belief.centre
        super().__init__("of the data", centre, radius)
        self.window, self.axes, self._parts = bell.window, bell.axes, {}
        self.curve = self.following(Curve("likelihood", self._likelihood, theme.loss, STROKE.edge), centre)
        self.bands = [self.following(self._band(each), radius) for each in bells]
        self.wanted = self.following(
            Mark("ŵ", lambda: np.array([centre.get_value(), 0.0]), theme.loss, _DOT), centre
        )
        self.wanted_name, self.edge = (
            Label(name, colour, theme.background)
            for name, colour in (("hat(w)", theme.loss), ("epsilon", theme.ink))
        )
        self.curve_name = lettering(name, TYPE.note, theme.loss)
        self.zero = Label("0", theme.muted, theme.background)
        self.zero.next_to(self.window.point(0.0, 0.0), DL, buff=0.1)
        self.curve.set_z_index(-1)
        self.wanted.set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Draw the data, and put the names where they belong."""
        super().redraw()
        self.wanted_name.next_to(self.wanted, DOWN, buff=_UNDER)
        self._stand_beside_the_curve()
        self.edge.next_to(self.window.point(self._radius.get_value(), 0.0), DOWN, buff=_UNDER)
        beyond = self.window.point(0.0, 0.0)[0] + _OFF - self.edge.get_left()[0]
        self.edge.shift(max(0.0, beyond) * RIGHT)

    def _stand_beside_the_curve(self) -> None:
        """Put its name beside it, away from 0, as far down its flank as there is room."""
        loss, side, box = self._belief.loss, self._filled.side, self.window.box
        end = (box.right if side > 0 else box.left) - side * (self.curve_name.width + _UNDER)
        room = side * self.window.coordinates(end * RIGHT)[0]
        flank = side * np.minimum(side * loss.centre + _FLANK / loss.curvature**0.5, room)
        place = self.window.point(float(flank), float(self._likelihood(flank)))
        self.curve_name.next_to(place, UP + side * RIGHT, buff=_UNDER)

    def _band(self, bell: Bell) -> Area:
        within, name = self._radius.get_value, f"band around 0 {bell.under}"
        band = Area(name, bell.density, bell.colour, _BAND, lambda: (-within(), within()))
        if bell is not self._filled:  # two tints would make a third colour
            band.set_fill(opacity=0).set_stroke(bell.colour, STROKE.companion)
        return band.set_z_index(-1)

    def _likelihood(self, w: FloatArray) -> FloatArray:
        return likelihood(self._belief.loss, w)
