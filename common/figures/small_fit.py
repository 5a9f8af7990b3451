"""The curve that some weights give, small, through its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import Dot, Line, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Stands, ToScale
from common.figures.derived import Derived
from common.figures.half import Half
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.generalisation import PolynomialFits
from common.stage import Box
from common.style import STROKE

__all__ = ["SmallFit"]

_PLACES = np.linspace(-1, 1, 161)
_ROOM = 0.25  # of what the points span, above and below them, and beside them
_RADIUS = 0.06


class SmallFit(Derived):
    """The polynomial with the weights that ``weights()`` gives, shape (d,), through the points of ``fits``."""

    def __init__(
        self,
        name: str,
        weights: Callable[[], FloatArray],
        fits: PolynomialFits,
        half: Half,
        *trackers: ValueTracker,
        box: Box,
    ) -> None:
        super().__init__(*trackers)
        self._name, self._weights, self._fits = name, weights, fits
        x, y = fits.curve.x, fits.curve.y
        room = _ROOM * np.ptp(y)
        view = View((-1 - _ROOM / 2, 1 + _ROOM / 2), (min(y.min() - room, 0.0), max(y.max() + room, 0.0)))
        self.window = Window(box, view)
        (left, right), (low, high), point = view.x, view.y, self.window.point
        self.ground = VGroup(Line(point(left, 0), point(right, 0)), Line(point(left, low), point(left, high)))
        self.ground.set_stroke(half.theme.muted, STROKE.axis)
        self.curve = VMobject(stroke_color=half.colour, stroke_width=STROKE.edge)
        dots = (
            Dot(at, radius=_RADIUS, color=half.theme.loss) for at in self.window.points(np.column_stack([x, y]))
        )
        self.dots = VGroup(*dots)
        self.redraw()
        self.add(self.ground, self.curve, self.dots)

    def redraw(self) -> None:
        """Draw the curve of the present weights."""
        fitted = self._fits.predict(self._weights(), _PLACES)
        draw_polylines(self.curve, self.window.curve(np.column_stack([_PLACES, fitted])))

    def claims(self) -> Iterator[Claim]:
        """What it claims: its curve and its points."""
        view, known = self.window.view, self._fits.curve
        axes = Axes(Axis(self.ground[0], *view.x), Axis(self.ground[1], *view.y))
        yield ToScale(f"axes of {self._name}", (axes.along, axes.up))
        yield Follows(self._name, self.curve, lambda x: self._fits.predict(self._weights(), x), axes)
        for dot, xy in zip(self.dots, np.column_stack([known.x, known.y]), strict=True):
            yield Stands(f"point of {self._name}", dot, axes.point(xy))
