"""A polynomial through noisy points: the fit as λ moves, ghosts of earlier fits, and what new points miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import DR, LEFT, RIGHT, UL, UP, Circle, Dot, Line, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Function, Joins, Reads, Shows, Stands, ToScale
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula
from common.figures.read_out import exponent_out
from common.figures.side_names import shortened
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.scatter import Scatter
from common.maths.data.sets import NoisyCurve
from common.maths.optima.certificate import Optimum
from common.maths.optima.generalisation import PolynomialFits
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["FitPlot"]

_PLACES = -np.cos(np.linspace(0, np.pi, 641))  # denser towards the ends, where a wild fit bends most
_LARGE, _SMALL = 0.1, 0.07  # the radius of a point, in a high box and in a low one
_HIGH = 3.0
_GHOST = 0.4  # opacity
_UNDER_NAMES, _BETWEEN_NAMES = 0.15, 0.5


class FitPlot(Derived):
    """The fit under ``penalty`` at λ = 10 ** ``log_strength``, over the points that it was fitted to.

    ``view`` is the part of the plane that is shown, ``exponents`` are the least and the largest log₁₀ λ to come.
    ``new_points`` are others from where those came from. A ghost of the fit at each of ``ghosts_at``, values of
    log₁₀ λ, stays once λ has passed them. ``names`` are what x and y are called in words. Call ``fit`` before
    the first drawing, then add or reveal the parts: ``ground``, ``named`` (what x and y are), ``seen`` (the
    points), ``truth`` (the curve without noise; empty if it is not known), ``threaded`` (the fit at λ = 0, in
    the loss's colour: it is the loss's own; as far as the x of ``traced``), ``curve`` (the fit at λ),
    ``ghosts``, ``unseen`` (the new points), ``misses`` (from each new point towards the fit, as far as the view)
    and ``strength_out``.
    """

    def __init__(
        self,
        fits: PolynomialFits,
        penalty: Penalty,
        log_strength: ValueTracker,
        theme: Theme,
        *,
        view: View,
        exponents: Sequence[float] = (-9.0, 9.0),
        new_points: NoisyCurve | Scatter | None = None,
        ghosts_at: Sequence[float] = (),
        names: tuple[str, str] | None = None,
        narrowing: ValueTracker | None = None,
        traced: ValueTracker | None = None,
    ) -> None:
        self.narrowing = ValueTracker(0.0) if narrowing is None else narrowing
        self.traced = ValueTracker(1.0) if traced is None else traced
        super().__init__(log_strength, self.narrowing, self.traced)
        self.fits, self.penalty, self.theme = fits, penalty, theme
        self._log_strength, self._view, self._ghosts_at = log_strength, view, tuple(ghosts_at)
        self._known, self._others, self._names = fits.curve, new_points, names
        self.strength_out = exponent_out(log_strength, exponents, theme)

    def fit(self, box: Box, narrowed: Box | None = None, foot: float = 0.0) -> None:
        """Build the parts for ``box`` and draw them; as ``narrowing`` goes to 1 they move into ``narrowed``.

        So many scene units as ``foot`` says stay free below.
        """
        theme, colour = self.theme, self.theme.of(self.penalty)
        boxes = box, narrowed or box
        self.names = VGroup(*self._named(min(each.width for each in boxes)))
        room = self.names.height + _UNDER_NAMES if self.names else 0.0
        large, small = (each.cut_top(room)[1].cut_bottom(foot)[1] for each in boxes)
        self._boxes = large, small
        radius = _LARGE if self._boxes[1].height > _HIGH else _SMALL
        self.ground = VGroup(*(Line().set_stroke(theme.muted, STROKE.axis) for _ in range(2)))
        self.named = VGroup(*(formula(name, TYPE.note, theme.muted) for name in ("x", "y")), self.names)
        self.truth = VMobject(stroke_color=theme.muted, stroke_width=STROKE.edge)
        self.threaded = VMobject(stroke_color=theme.loss, stroke_width=STROKE.subject)
        self.curve = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.ghosts = VGroup(*(VMobject(stroke_color=colour, stroke_width=STROKE.ghost) for _ in self._ghosts_at))
        self.seen = VGroup(*(Dot(radius=radius, color=theme.loss) for _ in self._known.x))
        self.seen.set_stroke(theme.background, width=STROKE.edge, background=True)
        others = () if self._others is None else self._others.x
        self.unseen = VGroup(*(Circle(radius, color=theme.ink, stroke_width=STROKE.edge) for _ in others))
        self.misses = VGroup(*(VMobject(stroke_color=theme.ink, stroke_width=STROKE.companion) for _ in others))
        for part, order in (
            (self.ground, -4),
            (self.ghosts, -3),
            (self.truth, -2),
            (self.threaded, -1),
            (self.seen, 2),
            (self.unseen, 2),
        ):
            part.set_z_index(order)
        self.redraw()
        corner = boxes[1].corner(DR)
        self.strength_out.move_to(corner, aligned_edge=DR)

    @property
    def wildest(self) -> tuple[float, float]:
        """The x at which the threaded fit is farthest off the points, and that of the point before."""
        fitted, known = self._fitted(0.0)(_PLACES), self._known
        order = np.argsort(known.x)
        x = _PLACES[np.abs(fitted - np.interp(_PLACES, known.x[order], known.y[order])).argmax()]
        return float(x), float(known.x[known.x < x].max())

    def threaded_at(self, x: float) -> FloatArray:
        """The scene point (3,) of the threaded fit at ``x``, or the nearest to it in the view."""
        low, high = self._view.y
        return self.window.point(x, float(np.clip(self._fitted(0.0)(np.array([x]))[0], low, high)))

    def redraw(self) -> None:
        """Solve for the fit, and set every part whose numbers are new."""
        narrowing, traced = self.narrowing.get_value(), self.traced.get_value()
        log_strength = self._log_strength.get_value()
        self.window = Window(_between(*self._boxes, narrowing), self._view)
        self.optimum = self._solved(10**log_strength)
        if self.is_stale(self.ground, narrowing):
            self._stand()
        if self.is_stale(self.threaded, narrowing, traced):
            draw_polylines(self.threaded, self._pieces(self._fitted(0.0), until=traced))
        for ghost, at in zip(self.ghosts, self._ghosts_at, strict=True):
            if self.is_stale(ghost, narrowing, at <= log_strength):
                draw_polylines(ghost, self._pieces(self._fitted(10**at)))
                ghost.set_stroke(opacity=_GHOST if at <= log_strength else 0)
        if self.is_stale(self.curve, narrowing, log_strength):
            draw_polylines(self.curve, self._pieces(self._fitted(10**log_strength)))
            if self._others is not None:
                fitted = self._missed(10**log_strength)(self._others.x)
                for miss, x, y, at in zip(self.misses, self._others.x, self._others.y, fitted, strict=True):
                    draw_polylines(miss, [self.window.points(np.array([[x, y], [x, at]]))])

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: its points, its curves, its ghosts, and how far off new points are."""
        under, log_strength = f"under {self.penalty.name}", self._log_strength.get_value()
        axes = Axes(Axis(self.ground[0], *self._view.x), Axis(self.ground[1], *self._view.y))
        fitted = self._fitted(10**log_strength)
        yield ToScale(f"axes of the fit {under}", (axes.along, axes.up))
        if self.fits.truth is not None:
            yield Follows(f"truth {under}", self.truth, self.fits.truth, axes)
        yield Follows("fit through all points", self.threaded, self._fitted(0.0), axes)
        yield Follows(f"fit {under}", self.curve, fitted, axes)
        for ghost, at in zip(self.ghosts, self._ghosts_at, strict=True):
            yield Follows(f"ghost at {at} {under}", ghost, self._fitted(10**at), axes)
            yield Shows(f"ghost at {at} {under}", ghost, at <= log_strength, "λ has passed it")
        for dot, xy in zip(self.seen, _places(self._known), strict=True):
            yield Stands(f"point {under}", dot, axes.point(xy))
        if self._others is not None:
            for ring, miss, xy in zip(self.unseen, self.misses, _places(self._others), strict=True):
                yield Stands(f"new point {under}", ring, axes.point(xy))
                on_fit = np.array([xy[0], self._missed(10**log_strength)(xy[:1])[0]])
                yield Joins(f"miss {under}", miss, axes.point(xy), axes.point(on_fit))
        yield Reads(f"logarithm of the strength {under}", self.strength_out, log_strength)

    def _stand(self) -> None:
        """Set what λ does not move: axes, points and the truth."""
        (left, right), (low, high) = self._view.x, self._view.y
        (along, up), (x, y, names) = self.ground, self.named
        draw_polylines(along, [self.window.points(np.array([[left, 0.0], [right, 0.0]]))])
        draw_polylines(up, [self.window.points(np.array([[left, low], [left, high]]))])
        x.next_to(self.window.point(right, 0.0), UL, buff=0.08)
        y.next_to(self.window.point(left, high), DR, buff=0.08)
        if names:
            corner = self.window.box.corner(UL)
            names.next_to(corner, UP, buff=_UNDER_NAMES).align_to(corner, LEFT)
        for dots, curve in ((self.seen, self._known), (self.unseen, self._others)):
            if curve is not None:
                for dot, at in zip(dots, self.window.points(_places(curve)), strict=True):
                    dot.move_to(at)
        if self.fits.truth is not None:
            draw_polylines(self.truth, self._pieces(self.fits.truth))

    def _named(self, width: float) -> Iterator[Lettering]:
        """What y and x are called, side by side within ``width``."""
        if self._names is not None:
            room = width - _BETWEEN_NAMES
            x, y = (f"{letter}: {name}" for letter, name in zip("xy", self._names, strict=True))
            y_set = self._name(y, max(room / 2, room - self._name(x, room).width))
            x_set = self._name(x, room - y_set.width)
            x_set.next_to(y_set, RIGHT, buff=_BETWEEN_NAMES)
            x_set.shift((y_set[1].get_y() - x_set[1].get_y()) * UP)  # their colons stand on one line
            yield from (y_set, x_set)

    def _name(self, name: str, width: float) -> Lettering:
        return shortened(name, TYPE.note, self.theme.muted, width)

    def _solved(self, strength: float) -> Optimum:
        return self.fits.optimum(self.penalty, strength)

    def _fitted(self, strength: float) -> Function:
        return lambda x: self.fits.predict(self._solved(strength).weights, x)

    def _missed(self, strength: float) -> Function:
        return lambda x: np.clip(self._fitted(strength)(x), *self._view.y)

    def _pieces(self, function: Function, until: float = 1.0) -> list[FloatArray]:
        x = np.append(_PLACES[until > _PLACES], until)
        return self.window.curve(np.column_stack([x, function(x)])) if len(x) > 1 else []


def _places(curve: NoisyCurve | Scatter) -> FloatArray:
    return np.column_stack([curve.x, curve.y])


def _between(one: Box, other: Box, share: float) -> Box:
    start, end = ([box.left, box.bottom, box.right, box.top] for box in (one, other))
    return Box(*((1 - share) * np.array(start) + share * np.array(end)).tolist())
