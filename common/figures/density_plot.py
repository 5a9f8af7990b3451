"""The density of one weight: the prior, the likelihood, what they make together, its mode and its mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from manim import DL, DOWN, UP, Dot, ValueTracker, VGroup, VMobject

from common.figures.belief import Belief
from common.figures.claims import (
    Axes,
    Axis,
    Claim,
    Follows,
    Joins,
    Reads,
    Shows,
    Solves,
    Stands,
    ToScale,
    Traces,
)
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["HIGHEST", "SEEN", "WEIGHTS", "DensityPlot"]

WEIGHTS = (-2.4, 2.4)
"""The weights at which curves are drawn."""

SEEN = (-2.56, 2.56)
"""The part of the axis of weights that is seen: room for a dot at the end of a curve."""

HIGHEST = 0.86
"""The highest density that is seen."""

_VIEW = View(x=SEEN, y=(-0.13, HIGHEST))
_FILL_OPACITY = 0.25
_WEDGE = np.array([[0.0, 0.0, 0.0], [0.13, -0.2, 0.0], [-0.13, -0.2, 0.0], [0.0, 0.0, 0.0]])


class DensityPlot(Derived):
    """The density of ``belief``, with the chance of the band |w| <= ``radius`` and a dot walking at ``place``.

    All curves have the area 1, on one scale. The mode and the mean are there once data are. ``tightness`` leads
    from the first box of ``fit``, at 0, to the second. ``decimals`` are those of mode and mean, and of λ. Call
    ``fit`` before the first drawing.
    """

    def __init__(
        self,
        belief: Belief,
        radius: ValueTracker,
        place: ValueTracker,
        tightness: ValueTracker,
        theme: Theme,
        decimals: tuple[int, int] = (3, 1),
    ) -> None:
        super().__init__(*belief.trackers, radius, place, tightness)
        self.belief, self.theme = belief, theme
        self._radius, self._place, self._tightness = radius, place, tightness
        follow, (of_weights, of_strength) = belief.trackers, decimals
        self.chance_out = ReadOut(
            "P(abs(w) <= epsilon) =",
            self._chance,
            theme,
            follow[0],
            radius,
            decimals=3,
            widest=0.5,
            marks_zero=False,
        )
        self.strength_out = ReadOut(
            "lambda =", lambda: belief.strength, theme, follow[0], decimals=of_strength, marks_zero=False
        )
        number = partial(ReadOut, decimals=of_weights, widest=0.5)
        holds_zero = belief.prior.penalty.holds_zero
        self.mode_out = number("w^star =", lambda: belief.mode, theme, *follow, marks_zero=holds_zero)
        self.mean_out = number("EE[w] =", self._mean, theme, *follow, marks_zero=False)

    def fit(self, roomy: Box, tight: Box) -> None:
        """Build the parts for a ``roomy`` box, and later a ``tight`` one, and draw them, to be revealed."""
        self._boxes = roomy, tight
        self.window = Window(roomy, _VIEW)
        theme, colour = self.theme, self.theme.of(self.belief.prior.penalty)
        self.axes = self.window.axes(theme.muted)
        self._name = Label("w", theme.muted, theme.background)
        self.axes.add(self._name)
        self.prior_curve = VMobject(stroke_color=colour, stroke_width=STROKE.ghost, stroke_opacity=0.8)
        self.likelihood_curve = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.curve = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.body = VMobject(stroke_width=0, fill_color=colour, fill_opacity=_FILL_OPACITY)
        self._inside = VMobject(stroke_width=0, fill_color=colour, fill_opacity=_FILL_OPACITY)
        self._sides = VMobject(stroke_color=theme.ink, stroke_width=STROKE.edge)
        self._radius_name = Label("epsilon", theme.ink, theme.background)
        self.band = VGroup(self._inside, self._sides, self._radius_name)
        self.walker = Dot(radius=0.1, color=theme.ink)
        self._drop = VMobject(stroke_color=theme.ink, stroke_width=STROKE.ghost)
        self._dot = OptimumDot(self.belief.prior.penalty, theme)
        self.mode = VGroup(self._drop, self._dot)
        self.wedge = VMobject(stroke_width=0, fill_color=theme.ink, fill_opacity=1)
        self.axes.set_z_index(-3)
        for part, order in ((self.body, -2), (self.band, -2), (self.prior_curve, -1), (self.likelihood_curve, -1)):
            part.set_z_index(order)
        self.walker.set_z_index(4)
        self.redraw()

    def redraw(self) -> None:
        """Sample the curves, and set every part whose numbers are new."""
        belief, tightness = self.belief, self._tightness.get_value()
        strength, centre, _ = tuple(tracker.get_value() for tracker in belief.trackers)
        all_of_it = (*(tracker.get_value() for tracker in belief.trackers), tightness)
        if self.is_stale(self.axes, tightness):
            self._set_window(tightness)
        w = np.union1d(np.linspace(*WEIGHTS, 241), 0.0)  # 0 itself, so that the kink is sharp
        if self.is_stale(self.prior_curve, strength, tightness):
            draw_polylines(self.prior_curve, self._pieces(w, belief.prior.density(w)))
        if self.is_stale(self.likelihood_curve, centre, tightness):
            pieces = self._pieces(w, belief.likelihood(w))
            draw_polylines(self.likelihood_curve, [dash for piece in pieces for dash in dashes(piece)])
        if self.is_stale(self.curve, *all_of_it):
            draw_polylines(self.curve, self._pieces(w, belief.density(w)))
            draw_polylines(self.body, [self._under(*WEIGHTS)])
            self._mark_estimates()
        if self.is_stale(self.band, *all_of_it, self._radius.get_value()):
            self._draw_band()
        if self.is_stale(self.walker, *all_of_it, self._place.get_value()):
            self.walker.move_to(self.window.points(self._on_curve(self._place.get_value()))[0])

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: its curves, the chance of the band, the mode, and the point of balance."""
        belief, radius = self.belief, self._radius.get_value()
        under, view = f"under {belief.prior.penalty.name}", self.window.view
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        yield ToScale(f"axes of densities {under}", (axes.along, axes.up))
        yield Follows(f"prior {under}", self.prior_curve, belief.prior.density, axes, (0.0,))
        yield Follows(f"likelihood {under}", self.likelihood_curve, belief.likelihood, axes)
        yield Follows(f"density {under}", self.curve, belief.density, axes, (0.0,))
        ends = (axes.point(np.array([side * radius, 0.0])) for side in (-1, 1))
        yield Joins(f"band {under}", self._inside, *ends)
        yield Reads(f"chance of the band {under}", self.chance_out, self._chance())
        yield Stands(f"walker {under}", self.walker, axes.points(self._on_curve(self._place.get_value()))[0])
        yield Reads(f"strength {under}", self.strength_out, belief.strength)
        optimum, posterior = belief.optimum, belief.posterior
        yield Shows(f"mean {under}", self.wedge, posterior is not None, "there are data")
        if optimum is None or posterior is None:
            return
        yield Solves(
            f"mode {under}",
            belief.problem,
            optimum.weights,
            lambda w: axes.points(self._on_curve(float(w[0])))[0],
            self._dot,
            (self.mode_out,),
        )
        yield Stands(f"ring of the mode {under}", self._dot.ring, self._dot.dot.get_center())
        foot, top = axes.point(optimum.weights * [1, 0]), self._dot.dot.get_center()
        yield Traces(f"line of the mode {under}", self._drop, np.array([foot, top]))
        balance = axes.point(np.array([posterior.mean, 0.0]))
        yield Stands(f"mean {under}", self.wedge, balance - np.ptp(_WEDGE[:, 1]) / 2 * UP)
        yield Reads(f"mean {under}", self.mean_out, posterior.mean)

    def _set_window(self, tightness: float) -> None:
        """Take the room between both boxes, and draw the axes in it."""
        edges = ([getattr(box, edge) for edge in ("left", "bottom", "right", "top")] for box in self._boxes)
        self.window.box = Box(*(float(np.interp(tightness, (0, 1), pair)) for pair in zip(*edges, strict=True)))
        for drawn, line in zip(self.axes, self.window.axes(self.theme.muted), strict=False):
            drawn.set_points(line.points)
        self._name.next_to(self.axes[0].get_end(), DL, buff=0.06)

    def _mark_estimates(self) -> None:
        """Set the dot on the top and the wedge under the point of balance."""
        optimum, posterior = self.belief.optimum, self.belief.posterior
        if optimum is None or posterior is None:
            self._dot.stand(self.window.points(self._on_curve(0.0))[0], is_zero=False)
            draw_polylines(self._drop, [])
            draw_polylines(self.wedge, [])
            return
        weight = float(optimum.weights[0])
        top = self.window.points(self._on_curve(weight))[0]
        self._dot.mark(optimum, top)
        draw_polylines(self._drop, dashes(np.array([self.window.point(weight, 0.0), top])))
        draw_polylines(self.wedge, [_WEDGE + self.window.point(posterior.mean, 0.0)])

    def _draw_band(self) -> None:
        radius = self._radius.get_value()
        draw_polylines(self._inside, [self._under(-radius, radius)])
        ends = np.array([-radius, radius])
        self._radius_name.next_to(self.window.point(radius, 0.0), DOWN, buff=0.06)
        feet = self.window.points(np.column_stack([ends, np.zeros(2)]))
        tops = self.window.points(np.column_stack([ends, self.belief.density(ends)]))
        draw_polylines(self._sides, list(np.stack([feet, tops], axis=1)))

    def _under(self, low: float, high: float) -> FloatArray:
        """The outline (k, 3) of the area under the curve from ``low`` to ``high``, from axis to axis."""
        w = np.concatenate([[low], np.union1d(np.linspace(low, high, 121), 0.0), [high]])
        y = self.belief.density(w)
        y[[0, -1]] = 0
        return self.window.points(np.column_stack([w, y]))

    def _on_curve(self, w: float) -> FloatArray:
        """The coordinates (1, 2) of the curve at ``w``."""
        return np.array([[w, float(self.belief.density(np.array(w)))]])

    def _pieces(self, w: FloatArray, y: FloatArray) -> list[FloatArray]:
        return self.window.curve(np.column_stack([w, y]))

    def _chance(self) -> float:
        return self.belief.prior.chance_within(self._radius.get_value())

    def _mean(self) -> float:
        posterior = self.belief.posterior
        return 0.0 if posterior is None else posterior.mean
