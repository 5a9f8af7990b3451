"""The ball of a power: |w₁|^p + |w₂|^p up to 1, from the disk by way of the diamond to the axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, ValueTracker, VGroup, VMobject, interpolate_color
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Joins, Reads, Shows, Stands, Traces, Wears
from common.figures.graph import Graph
from common.figures.lettering import formula, lettering
from common.figures.parts.region import Region
from common.figures.read_out import ReadOut
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2
from common.style import STROKE, TYPE, Theme

__all__ = ["LEAST", "PowerBall"]

LEAST = 0.08
"""The power below which the ball looks like its limit, two crossed lines."""

_POINTS, _FINER = 401, 1601
_CORNER, _TICK = 0.08, 0.17
_GAP = 0.18


class _Ball(Region):
    """The ball of radius 1 of ``penalty()``."""

    def __init__(self, penalty: Callable[[], PowerPenalty], colour: ManimColor) -> None:
        def boundary(radius: float) -> FloatArray:
            return penalty().boundary(radius, _POINTS)

        super().__init__("ball's edge", lambda w: penalty().norm(w), boundary, lambda: 1.0, colour)
        self._penalty = penalty

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where it ends; below power 1 its norm is too steep at the axes for its slope to tell how far."""
        if self._penalty().p >= 1:
            yield from super().claim(axes)
        else:
            yield Traces("ball's edge", self.edge, axes.points(self._penalty().boundary(1.0, _FINER)))


class PowerBall(Graph):
    """The ball of the power ``power``, which is 2 at first, on the plane that ``window`` shows.

    It has the colour of L2 at 2, of L1 at 1, and that of ink half-way between and from ½ down. ``corners`` are
    seen where it has some, and ``chord`` joins two points of it: where that leaves the ball, the ball is not
    convex. At power 0 ``cross`` stands for it. ``tags`` say of both whether it is so, in the words ``labels``.
    Formulas have the ``size``, in points of ``TYPE``.
    """

    is_true_to_scale = True

    def __init__(
        self, window: Window, power: ValueTracker, labels: Mapping[str, str], size: float, theme: Theme
    ) -> None:
        super().__init__("of powers", power)
        self.look_through(Window(window.box, window.view), theme.muted)
        self.theme, self._power = theme, power
        self.region = self.following(_Ball(lambda: self._ball, theme.l2), power)
        self._points = L1.corners(1.0)
        self.corners = VGroup(*(Dot(window.point(*at), _CORNER, color=theme.ink) for at in self._points))
        self.chord = VMobject(stroke_color=theme.ink, stroke_width=STROKE.companion)
        draw_polylines(self.chord, [window.points(self._points[:2])])
        self.cross = VGroup(*(VMobject(stroke_color=theme.ink, stroke_width=STROKE.close) for _ in range(2)))
        for arm, ends in zip(self.cross, self._arms(), strict=True):
            draw_polylines(arm, [window.points(ends)])
        self.power_out = ReadOut("p =", power.get_value, theme, power, size=size, marks_zero=False)
        self.rule = formula("abs(w_1)^p + abs(w_2)^p <= 1", size, theme.ink)
        self.count = formula("norm(w)_0 <= 1", size, theme.ink)
        self.tags = VGroup(*(self._tag(labels[each]) for each in ("corners", "convex")))
        VGroup(self.chord, self.cross).set_z_index(2)
        self.corners.set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Draw the ball, in its colour, and say what it has."""
        super().redraw()
        if self.is_stale(self.region.edge, self._power.get_value()):
            for band in (*self.region.fill, *self.region.edges):
                band.set_color(self.colour)
        if self.is_stale(self.corners, self.has_corners):
            self.corners.set_opacity(float(self.has_corners))
        for tag, holds in zip(self.tags, (self.has_corners, self.is_convex), strict=True):
            if self.is_stale(tag, holds):
                tag[0].set_stroke(opacity=float(holds))
                tag[1].set_color(self._shade(holds=holds))

    def claims(self) -> Iterator[Claim]:
        """Yield what the ball looks like, which power it has, and whether it is convex or has corners."""
        yield from super().claims()
        axes = self.drawn_axes
        yield Reads("power", self.power_out, self._power.get_value())
        for dot, at in zip(self.corners, self._points, strict=True):
            yield Stands("corner of the ball", dot, axes.point(at))
            yield Shows("corner of the ball", dot, self.has_corners, "the power is 1 or less, and not 0")
        yield Joins("chord of the ball", self.chord, *axes.points(self._points[:2]))
        for arm, ends in zip(self.cross, self._arms(), strict=True):
            yield Joins("weights of which one is 0", arm, *axes.points(ends))
        said = "it has corners", "it is convex"
        for tag, holds, about in zip(self.tags, (self.has_corners, self.is_convex), said, strict=True):
            yield Shows(f"tick: {about}", tag[0], holds, about)
            yield Wears(f"tag: {about}", tag[1], self._shade(holds=holds), f"whether {about}")

    @property
    def has_corners(self) -> bool:
        """Whether the ball has corners, or cusps: at power 0 there are no ends for them to be at."""
        return self._power.get_value() > 0 and len(self._ball.corners(1.0)) > 0

    @property
    def is_convex(self) -> bool:
        """Whether the ball is convex: Minkowski's inequality holds from power 1 on."""
        return self._power.get_value() >= 1

    @property
    def colour(self) -> ManimColor:
        """The colour of the ball."""
        power, theme = self._power.get_value(), self.theme
        own = theme.of(L1 if power < 1.5 else L2)
        away = min(abs(power - 1), abs(power - 2))
        return interpolate_color(own, theme.ink, min(2 * away, 1.0))

    @property
    def _ball(self) -> PowerPenalty:
        return PowerPenalty(max(self._power.get_value(), LEAST))

    def _arms(self) -> tuple[FloatArray, FloatArray]:
        """The ends (2, 2) of both axes, as far as they are seen."""
        (left, right), (low, high) = self.window.view.x, self.window.view.y
        return np.array([[left, 0.0], [right, 0.0]]), np.array([[0.0, low], [0.0, high]])

    def _shade(self, *, holds: bool) -> ManimColor:
        return self.theme.ink if holds else self.theme.muted

    def _tag(self, text: str) -> VGroup:
        """A word with room for a tick before it."""
        tick = VMobject(stroke_color=self.theme.ink, stroke_width=STROKE.edge)
        tick.set_points_as_corners([_TICK * LEFT, _TICK * DOWN, _TICK * (2 * RIGHT + UP)])
        return VGroup(tick, lettering(text, TYPE.label, self.theme.ink)).arrange(RIGHT, buff=_GAP)
