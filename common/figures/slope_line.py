"""The line of slopes: which slopes the objective has at zero, and whether 0 is among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axis, Claim, Joins, Shows, Stands, ToScale, Wears
from common.figures.derived import Derived
from common.figures.lettering import formula, lettering
from common.figures.window import draw_polylines
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["SlopeLine"]

_BAR_WIDTH = 14
_TICK = 0.14


class SlopeLine(Derived):
    """The subdifferential ``slopes()`` at 0 as a bar, or a dot where it is one slope, on a line of slopes.

    ``rest`` is the loss's own slope d₀, in the middle of the line, which leads ``reach`` away from it to both
    sides. ``label`` is a Typst formula, ``name`` the words for what the line measures. The mark of 0 stands out
    while the slopes contain 0: that is when the weight 0 is the minimum.
    """

    def __init__(
        self,
        slopes: Callable[[], Interval],
        strength: ValueTracker,
        rest: float,
        label: str,
        name: str,
        colour: ManimColor,
        theme: Theme,
        reach: float = 3.3,
    ) -> None:
        super().__init__(strength)
        self._slopes, self._theme, self._rest = slopes, theme, rest
        self._colour, self._label, self._name = colour, label, name
        self._span = (rest - reach, rest + reach)

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self._box = box
        theme = self._theme
        self.bar = VMobject(stroke_color=self._colour, stroke_width=_BAR_WIDTH)
        self.point = Dot(radius=0.1, color=self._colour)
        line = Line(self._at(self._span[0]), self._at(self._span[1])).set_stroke(theme.muted, STROKE.axis)
        self.zero = VGroup(*self._tick(0.0, "0"))
        rest = VGroup(*self._tick(self._rest, "d_0")).set_color(theme.loss)
        label = formula(self._label, TYPE.label, theme.ink).next_to(line, DOWN, buff=0.28)
        name = lettering(self._name, TYPE.note, theme.muted)
        name.align_to(line, LEFT if self._rest < 0 else RIGHT).set_y(self.zero[1].get_y())
        self.frame = VGroup(line, rest, self.zero, label, name)
        self.redraw()

    def redraw(self) -> None:
        """Draw the present slopes, and say whether 0 is one of them."""
        slopes, ends = self._slopes(), self._ends
        if self.is_stale(self.bar, slopes.low, slopes.high):
            draw_polylines(self.bar, [np.array([self._at(end) for end in ends])] if ends[0] < ends[1] else [])
            self.point.move_to(self._at(slopes.low)).set_opacity(float(slopes.low == slopes.high))
        if self.is_stale(self.zero, slopes.contains(0.0)):
            self.zero.set_color(self._zero_colour)

    def claims(self) -> Iterator[Claim]:
        """Yield where the slopes end, whether there is but one, and whether 0 is among them."""
        slopes, axis = self._slopes(), Axis(self.frame[0], *self._span)
        low, high = self._ends
        one = slopes.low == slopes.high
        yield ToScale("line of slopes", (axis,))
        yield Joins("bar of slopes", self.bar, axis.point(low), axis.point(high))
        yield Shows("bar of slopes", self.bar, not one, "there is more than one slope")
        yield Stands("dot of the slope", self.point, axis.point(low))
        yield Shows("dot of the slope", self.point, one, "there is one slope")
        yield Stands("mark of 0", self.zero[0], axis.point(0.0))
        yield Stands("mark of the loss's slope", self.frame[1][0], axis.point(self._rest))
        said = f"0 is {'' if slopes.contains(0.0) else 'not '}among the slopes"
        yield Wears("mark of 0", self.zero[0], self._zero_colour, said)

    @property
    def _ends(self) -> tuple[float, float]:
        """The least and the greatest of the slopes, as far as the line goes."""
        slopes = self._slopes()
        return float(np.clip(slopes.low, *self._span)), float(np.clip(slopes.high, *self._span))

    @property
    def _zero_colour(self) -> ManimColor:
        return self._theme.ink if self._slopes().contains(0.0) else self._theme.muted

    def _at(self, slope: float) -> np.ndarray:
        low, high = self._span
        x = self._box.left + (slope - low) / (high - low) * self._box.width
        return np.array([x, self._box.top - 0.62, 0.0])

    def _tick(self, slope: float, name: str) -> tuple[VMobject, VMobject]:
        at = self._at(slope)
        tick = Line(at + _TICK * DOWN, at + _TICK * UP).set_stroke(width=STROKE.edge)
        return tick, formula(name, TYPE.label, self._theme.ink).next_to(tick, UP, buff=0.08)
