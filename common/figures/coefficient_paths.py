"""Coefficient paths: every weight of a data set traced over λ, and how many of them are exactly 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, ValueTracker, VGroup, VMobject

from common.figures.claims import Axes, Axis, Claim, Follows, Reads, Shows, Stands, ToScale, Traces, Zero
from common.figures.derived import Derived
from common.figures.lettering import Label, formula, lettering
from common.figures.read_out import ReadOut
from common.figures.side_names import SideNames
from common.figures.ticks import every_with_room
from common.figures.window import View, Window, draw_polylines
from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.paths.lasso import LassoPath
from common.maths.paths.ridge import RidgePath
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["CoefficientPaths", "view_of"]

_SAMPLES = 241
_TICKS_HEIGHT, _NAMES_WIDTH = 0.62, 0.85
_NAMES_SHARE, _NAMES_LEAST = 0.34, 1.35  # of the box, and scene units, that a name may have
_NAMES_SPARE = 0.12  # scene units that names keep from the ends of the axis
_TICK = 0.1
_WRITTEN_OUT = 3  # zeros before or behind the 1 of a power of ten
_RING, _CROSSING = 0.11, 0.1
_SINCE, _NEAR = 0.01, 2.0  # decades of λ before a crossing; doublings from which on its name is seen
_OTHERS_OPACITY = 0.75


def view_of(paths: Iterable[LassoPath | RidgePath], weakest: float, strongest: float) -> View:
    """The plane of log₁₀ λ and weights where all of ``paths`` are between these λ > 0, and a little more."""
    exponents = np.linspace(np.log10(weakest), np.log10(strongest), _SAMPLES)
    weights = np.concatenate([path.at(10**exponents) for path in paths])
    spare = 0.05 * np.ptp(weights)
    low, high = float(weights.min() - spare), float(weights.max() + spare)
    return View((float(exponents[0]), float(exponents[-1])), (low, high))


class CoefficientPaths(Derived):
    """The weights of ``path`` up to the λ with the logarithm ``exponent`` (base 10), under ``penalty``.

    ``zeros`` are the λ at which a weight reaches 0. Once λ has grown so far they are marked: with a ring where the
    penalty holds it there, and with a tick where it only passes. What rests at 0 has the colour of zero.
    ``names`` are those of the weights in order; those that are true are labelled where their curves begin, and
    drawn strongly. ``more`` says of how many that cannot be said. ``doublings`` enlarges the weights about 0.
    ``view`` is what it covers of log₁₀ λ and weights. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        path: LassoPath | RidgePath,
        zeros: Sequence[float],
        view: View,
        names: Mapping[str, bool],
        exponent: ValueTracker,
        doublings: ValueTracker,
        theme: Theme,
        more: str = "",
    ) -> None:
        super().__init__(exponent, doublings)
        self.penalty, self.path, self.theme = penalty, path, theme
        self._names, self._more = names, more
        self.exponent, self._doublings, self._covered = exponent, doublings, view
        first, last = view.x
        bends = path.knots[path.knots > 0].tolist() if isinstance(path, LassoPath) else []
        self._zeros, inside = (
            np.array([each for each in np.log10(places).tolist() if first <= each <= last])
            for places in (zeros, [*zeros, *bends])
        )
        # The bends themselves are among the samples, so that corners stay corners.
        self._x = np.union1d(np.linspace(first, last, _SAMPLES), inside)
        self._weights = path.at(10**self._x)
        self.zoom_out = ReadOut(
            "times", self._zoom, theme, doublings, decimals=0, widest=99, size=TYPE.label, marks_zero=False
        )

    @property
    def weights(self) -> FloatArray:
        """The optimum at the present λ, shape (d,)."""
        return self.path.at(10 ** self.exponent.get_value())

    def names_width(self, box: Box) -> float:
        """How much room the names need beside the axis where the plot is fitted into ``box``."""
        return max(_NAMES_WIDTH, self._side_names(_above_ticks(box)).width)

    def fit(self, box: Box, *, names_width: float | None = None, bare: bool = False) -> None:
        """Build the parts for ``box`` and draw them, to be revealed.

        Names have ``names_width``, or what they need; ``bare`` leaves them and the ticks no room.
        """
        theme, view = self.theme, self._covered
        inner = box if bare else _above_ticks(box)
        names = self._side_names(inner)
        if not bare:
            inner = replace(inner, left=box.left + (names_width or self.names_width(box)))
        self.window = Window(inner, view)
        self.axes = VGroup(Line(inner.corner(DOWN + LEFT), inner.corner(DOWN + RIGHT)))
        self.axes.add(Line(inner.corner(DOWN + LEFT), inner.corner(UP + LEFT)))
        self.axes.set_stroke(theme.muted, STROKE.axis)
        self.level = Line(self.window.point(view.x[0], 0), self.window.point(view.x[1], 0))
        self.level.set_stroke(theme.muted, STROKE.axis)
        self.zero = names.zero_beside(inner.left)
        self.frame = VGroup(self.axes, self.level, *self._ticks(), self.zero)
        self.curves = VGroup(*(self._curve(name) for name in self._names))
        self.rest = VMobject(stroke_color=theme.zero, stroke_width=STROKE.subject)
        self.marks = VGroup(*map(self._mark, self._at_zero(self._zeros)))
        self.name_labels = names.beside(inner.left)
        self.mark_names = VGroup() if self.penalty.holds_zero else VGroup(*map(self._named, self._zeros))
        layers = (self.frame, -2), (self.rest, 2), (self.marks, 3), (self.mark_names, 3)
        for part, layer in layers:
            part.set_z_index(layer)
        self.redraw()

    def redraw(self) -> None:
        """Draw the paths up to the present λ, and what they have left at 0."""
        now, zoom = self.exponent.get_value(), self._zoom()
        view = self._covered
        self.window.view = View(view.x, (view.y[0] / zoom, view.y[1] / zoom))
        if not self.is_stale(self.curves, now, zoom):
            return
        self.mark_names.set_opacity(min(max(self._doublings.get_value() - _NEAR, 0.0), 1.0))
        past = self._x < now
        x, weights = np.append(self._x[past], now), np.vstack([self._weights[past], self.weights])
        for curve, w in zip(self.curves, weights.T, strict=True):
            draw_polylines(curve, self._pieces(x, w))
        resting = np.flatnonzero((weights == 0).any(axis=1))
        runs = np.split(resting, np.flatnonzero(np.diff(resting) > 1) + 1)
        draw_polylines(self.rest, [self._at_zero(x[[run[0], run[-1]]]) for run in runs if len(run) > 1])
        for mark, at in zip(self.marks, self._zeros, strict=True):
            if self.is_stale(mark, bool(at <= now)):
                self._show(mark, has_come=bool(at <= now))

    def claims(self) -> Iterator[Claim]:
        """What the plot claims: its scale, each path, where zeros begin, and how many there are."""
        view, under = self.window.view, f"under {self.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        yield ToScale(f"axes {under}", (axes.along, axes.up))
        yield Stands(f"line of 0 {under}", self.level, axes.point(np.array([sum(view.x) / 2, 0.0])))
        for index, (curve, name) in enumerate(zip(self.curves, self._names, strict=True)):
            yield Follows(f"path of {name} {under}", curve, partial(self._weight, index), axes)
        for number, (mark, at) in enumerate(zip(self.marks, self._zeros, strict=True), 1):
            name, has_come = f"zero {number} {under}", bool(at <= self.exponent.get_value())
            yield Stands(name, mark, axes.point(np.array([at, 0.0])))
            yield Shows(name, mark, has_come, f"a weight has reached 0 at λ = {10**at:.3g}")
            if self.penalty.holds_zero:
                yield Zero(name, mark, has_come)
        ends = axes.points(np.column_stack([view.x, (0, 0)]))
        yield Traces(f"zeros {under}", self.rest, ends)
        yield Zero(f"zeros {under}", self.rest, self.rest.has_points())
        yield Reads(f"zoom {under}", self.zoom_out, self._zoom())

    def _pieces(self, x: FloatArray, w: FloatArray) -> list[FloatArray]:
        """Return a path without what rests at 0, which has a line of its own."""
        nonzero = np.pad(w != 0, 1)
        drawn = np.flatnonzero(nonzero[:-2] | nonzero[1:-1] | nonzero[2:])
        runs = np.split(drawn, np.flatnonzero(np.diff(drawn) > 1) + 1)
        return [
            piece for run in runs if len(run) > 1 for piece in self.window.curve(np.column_stack([x[run], w[run]]))
        ]

    def _weight(self, index: int, exponents: FloatArray) -> FloatArray:
        return np.asarray(self.path.at(10**exponents)[..., index])

    def _zoom(self) -> float:
        return float(2 ** self._doublings.get_value())

    def _at_zero(self, x: FloatArray) -> FloatArray:
        return self.window.points(np.column_stack([x, np.zeros(len(x))]))

    def _mark(self, at: FloatArray) -> VMobject:
        """What marks a zero at the scene point ``at`` (3,)."""
        if self.penalty.holds_zero:
            ring = ZeroRing(_RING, self.theme)
            ring.stand(at, is_zero=False)
            return ring
        return Line(at + _CROSSING * DOWN, at + _CROSSING * UP).set_stroke(self.theme.ink, STROKE.edge)

    def _named(self, x: float) -> VMobject:
        """The name of the weight that is 0 at the exponent ``x``, behind its mark, beside its path."""
        before, now = self.path.at(10.0 ** np.array([x - _SINCE, x]))
        index = int(np.abs(now).argmin())
        colour = self.theme.of(self.penalty)
        name = Label(lettering(list(self._names)[index], TYPE.note, colour), colour, self.theme.background)
        side = np.sign(before[index]) * UP
        return name.next_to(self._at_zero(np.array([x]))[0], RIGHT + side, buff=_CROSSING).shift(_CROSSING * side)

    def _show(self, mark: VMobject, *, has_come: bool) -> None:
        if isinstance(mark, ZeroRing):
            mark.stand(mark.get_center(), is_zero=has_come)
        else:
            mark.set_stroke(opacity=float(has_come))

    def _curve(self, name: str) -> VMobject:
        labelled = self._names[name]
        width, opacity = (STROKE.edge, 1.0) if labelled else (STROKE.axis, _OTHERS_OPACITY)
        curve = VMobject(stroke_color=self.theme.of(self.penalty), stroke_width=width, stroke_opacity=opacity)
        return curve.set_z_index(1 if labelled else 0)

    def _ticks(self) -> Iterator[VMobject]:
        (low, high), bottom = self._covered.x, self.window.box.bottom
        name = formula("lambda", TYPE.label, self.theme.ink)
        name.next_to(self.axes[0].get_start(), DOWN + LEFT, buff=_TICK + 0.1)
        powers = range(int(np.ceil(low)), int(np.floor(high)) + 1)
        is_short = all(abs(power) <= _WRITTEN_OUT for power in powers)
        labels = {
            power: formula(f"{10.0**power:g}" if is_short else f"10^({power})", TYPE.label, self.theme.muted)
            for power in powers
        }
        places = {power: self._at_zero(np.array([float(power)]))[0] * [1, 0, 0] + bottom * UP for power in powers}
        widest = max((label.width for label in labels.values()), default=0.0)
        every = every_with_room([at[0] for at in places.values()], widest, self.window.box.right)
        for power in powers[::every]:
            at = places[power]
            tick = Line(at, at + _TICK * DOWN).set_stroke(self.theme.muted, STROKE.axis)
            yield tick
            label = labels[power].next_to(tick, DOWN, buff=0.1)
            yield label.shift(min(self.window.box.right - label.get_right()[0], 0.0) * RIGHT)
            name.shift(min(label.get_left()[0] - _TICK - name.get_right()[0], 0.0) * RIGHT)
        yield name

    def _side_names(self, box: Box) -> SideNames:
        window, theme = Window(box, self._covered), self.theme
        start = window.view.x[0]
        heights = {
            name: float(window.point(start, weight)[1])
            for (name, is_labelled), weight in zip(self._names.items(), self._weights[0], strict=True)
            if is_labelled
        }
        return SideNames(
            heights,
            theme.of(self.penalty),
            widest=max(_NAMES_SHARE * box.width, _NAMES_LEAST),
            low=box.bottom + _NAMES_SPARE,
            zero=formula("0", TYPE.label, theme.muted).move_to(window.point(start, 0.0)),
            high=box.top - _NAMES_SPARE,
            more=lettering(self._more, TYPE.note, theme.muted) if self._more else None,
        )


def _above_ticks(box: Box) -> Box:
    """The part of ``box`` that is left above the ticks and their labels."""
    return replace(box, bottom=box.bottom + _TICKS_HEIGHT)
