"""The plane of two weights on which a budget meets the contours of a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    ORIGIN,
    RIGHT,
    UL,
    UP,
    UR,
    Dot,
    ValueTracker,
    VGroup,
    VMobject,
    interpolate_color,
)

from common.figures.claims import Axes, Axis, Budgeted, Claim, Level, Solves, Stands, ToScale, Touches, Traces
from common.figures.derived import Derived
from common.figures.lettering import Label
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.region import FILL_OPACITY, Region
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["VIEW", "MeetingPlane"]

VIEW = View(x=(-1.4, 3.35), y=(-1.35, 2.95))
"""What is seen of the plane of the film's two weights."""

_GHOST_DISTANCES = (0.5, 0.88, 1.25)  # with the film's view and H; with others, the ghosts look alike
_TRACE = 1.8  # of the film's H
_GHOST_POINTS = 121  # they only show the shape, and are drawn at every frame
_GHOST_OPACITY = 0.4
_GHOST_ROOM = 0.06  # of the window's height, between its sides and a ghost that has its full strength
_LABEL_DROP = 0.6  # so that the corner of a loose budget does not end in the label
_RING_ROOM = 0.1  # scene units
_CORNERS, _BETWEEN = (UL, UR, DL, DR), (UP, DOWN, LEFT, RIGHT, ORIGIN)
_LABEL_FADE = 0.25  # of the way under a label


class MeetingPlane(Derived):
    """The ball of ``penalty`` with radius ``budget``, the contours of ``loss()``, and where they meet.

    ``progress`` is the tracker on which ``loss`` depends. The optimum is solved for, and certified, at every
    redrawing; the bright contour is the one through it. Of the plane, ``view`` is seen at least. Read-outs
    have so many ``decimals``. Call ``fit`` before the first drawing. ``has_contour`` tells whether that contour is
    to be seen, so that ghosts make way.
    """

    def __init__(
        self,
        penalty: Penalty,
        loss: Callable[[], QuadraticLoss],
        budget: ValueTracker,
        progress: ValueTracker,
        theme: Theme,
        view: View = VIEW,
        decimals: int = 2,
    ) -> None:
        super().__init__(budget, progress)
        self.penalty, self.theme, self.has_contour = penalty, theme, True
        self._loss, self._budget, self._progress, self._view = loss, budget, progress, view
        first = loss()
        self.optimum = self._solve(first)
        # Between its two ends, at ŵ and along the pull, no weight is negative if neither end is.
        widest = -9.0 if min(first.centre.min(), first.pull.min()) < 0 else 9.0
        self.read_outs = [
            ReadOut(
                f"w_{i + 1} =",
                partial(self._weight, i),
                theme,
                budget,
                progress,
                decimals=decimals,
                widest=widest,
                marks_zero=penalty.holds_zero,
            )
            for i in range(2)
        ]
        self._size = (view.y[1] - view.y[0]) / (VIEW.y[1] - VIEW.y[0])

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.window = Window.true_to_scale(box, self._view)
        colour = self.theme.of(self.penalty)
        self.region = Region(colour)
        self.axes = self.window.axes(self.theme.muted)
        axis_labels = self._axis_labels()
        self.ghosts = VGroup(
            *(VMobject(stroke_color=self.theme.loss, stroke_width=STROKE.ghost) for _ in _GHOST_DISTANCES)
        )
        self.contour = VMobject(stroke_color=self.theme.loss, stroke_width=STROKE.subject)
        self.projections = VMobject(stroke_color=self.theme.ink, stroke_width=STROKE.ghost)
        self.centre = Dot(radius=0.07, color=self.theme.loss)
        self.centre_label = Label("hat(w)", self.theme.loss, self.theme.background)
        # Away from the origin, to which the optimum sets out, and clear of its ring where ŵ itself has a zero.
        away = np.array([np.sign(sum(self._view.x)), np.sign(sum(self._view.y)), 0.0])
        self.centre_label.next_to(self.centre, away, buff=0.0 if self._loss().centre.all() else _RING_ROOM)
        self.dot = OptimumDot(self.penalty, self.theme)
        self.axes.set_z_index(-1)
        self.axis_labels = VGroup(*axis_labels).set_z_index(3)
        self.centre_label.set_z_index(3)
        self.loss_picture = VGroup(self.ghosts.set_z_index(-2), self.centre.set_z_index(3))
        self._backed = {label: self._under(label) for label in axis_labels}
        self.contour.set_z_index(2)
        self.projections.set_z_index(2)
        self.redraw()

    def redraw(self) -> None:
        """Solve, and set every part whose numbers are new from the answer."""
        radius = self._budget.get_value()
        if self.is_stale(self.loss_picture, self._progress.get_value()):
            self._draw_loss(self._loss())
        loss = self._loss_drawn
        self.optimum = self._solve(loss)
        if self.is_stale(self.region, radius):
            self.region.draw(self.penalty.boundary(radius), self.window)
        level = float(loss.value(self.optimum.weights))
        draw_polylines(self.contour, self.window.curve(loss.contour(level)))
        self._dim_ghosts(touching=level)
        self._fade_labels(touching=level)
        self._back_labels(radius)
        x, y = self.optimum.weights
        corner = np.array([[0.0, y], [x, y], [x, 0.0]])
        draw_polylines(self.projections, dashes(self.window.points(corner)) if x * y != 0 else [])
        self.dot.mark(self.optimum, self.window.point(x, y))

    def claims(self) -> Iterator[Claim]:
        """What the plane claims: its scale, its region, its contours, and the optimum where they touch."""
        loss, norm, radius = self._loss(), self.penalty.norm, self._budget.get_value()
        weights, view, under = self.optimum.weights, self.window.view, f"under {self.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        problem = Budgeted(loss.value, norm, radius, 2)
        yield ToScale(f"axes {under}", (axes.along, axes.up), square=True)
        yield Level(f"region's edge {under}", self.region.edge, norm, radius, axes)
        yield Stands(f"loss's centre {under}", self.centre, axes.point(loss.centre))
        for ghost, distance in zip(self.ghosts, self._ghost_distances(loss), strict=True):
            level = loss.constant + distance**2 / 2
            yield Level(f"ghost contour {under}", ghost, loss.value, level, axes)
        foot, side = axes.point(weights * [1, 0]), axes.point(weights * [0, 1])
        yield Traces(f"projections {under}", self.projections, np.array([side, axes.point(weights), foot]))
        yield Solves(f"optimum {under}", problem, weights, axes.point, self.dot, tuple(self.read_outs))
        yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())
        if norm(loss.centre) > radius:
            name, level = f"contour {under}", float(loss.value(weights))
            yield Level(name, self.contour, loss.value, level, axes)
            yield Touches(name, self.contour, self.region.edge, loss.value, norm, radius, weights, axes)

    def _weight(self, index: int) -> float:
        return float(self.optimum.weights[index])

    def _solve(self, loss: QuadraticLoss) -> Optimum:
        return budget_optimum(loss, self.penalty, self._budget.get_value()).certified()

    def _draw_loss(self, loss: QuadraticLoss) -> None:
        self._loss_drawn = loss
        contours = [loss.contour(distance**2 / 2, _GHOST_POINTS) for distance in self._ghost_distances(loss)]
        for ghost, contour in zip(self.ghosts, contours, strict=True):
            draw_polylines(ghost, self.window.curve(contour))
        self._ghost_rooms = [self._room_around(contour) for contour in contours]
        moved = self.window.point(*loss.centre) - self.centre.get_center()
        for part in (self.centre_label, self.centre):
            part.shift(moved)
        self._backed[self.centre_label] = self._under(self.centre_label)

    def _ghost_unit(self, loss: QuadraticLoss) -> float:
        return self._size * float(np.sqrt(np.trace(loss.hessian) / _TRACE))

    def _ghost_distances(self, loss: QuadraticLoss) -> list[float]:
        """How far the ghosts are from the centre, in the units of the square root of twice the loss."""
        return [self._ghost_unit(loss) * distance for distance in _GHOST_DISTANCES]

    def _room_around(self, contour: FloatArray) -> float:
        """How far a curve (n, 2) stays from the window's sides, as a share of the window's height."""
        box = self.window.box
        reach = np.abs(self.window.points(contour) - box.centre).max(axis=0)
        return float(min(box.width / 2 - reach[0], box.height / 2 - reach[1]) / box.height)

    def _dim_ghosts(self, touching: float) -> None:
        """A ghost beside the bright contour would only blur it; one that is cut off would seem to end there."""
        at = np.sqrt(2 * touching) / self._ghost_unit(self._loss_drawn)
        for ghost, distance, room in zip(self.ghosts, _GHOST_DISTANCES, self._ghost_rooms, strict=True):
            apart = abs(distance - at) / 0.2 if self.has_contour else 1.0
            clear = float(np.clip(min(apart, room / _GHOST_ROOM), 0, 1))
            if self.is_stale(ghost, clear):
                bare, colour = self.theme.background, self.theme.loss
                ghost.set_stroke(interpolate_color(bare, colour, _GHOST_OPACITY * clear), opacity=float(clear > 0))

    def _fade_labels(self, touching: float) -> None:
        """Where the bright contour would run through it, a label is in the way."""
        loss = self._loss_drawn
        for label in self._backed:
            under = _CORNERS if label is self.centre_label else (*_CORNERS, *_BETWEEN)
            places = [self.window.coordinates(label.halo.get_critical_point(each)) for each in under]
            levels = np.array([touching, *loss.value(np.array(places))])
            at, *distances = np.sqrt(2 * (levels - loss.constant))
            nearest, farthest = min(distances), max(distances)
            fade = _LABEL_FADE * (farthest - nearest)
            way = [nearest - fade, nearest, farthest, farthest + fade]
            if label is self.centre_label:  # the contour opens from the centre, right beside it
                way = [0, nearest, farthest - fade, farthest]
            clear = np.interp(at, way, [1, 0, 0, 1])
            if self.is_stale(label.lettering, clear):
                label.stand_out(float(clear))

    def _axis_labels(self) -> tuple[Label, Label]:
        first, second = (Label(f"w_{i}", self.theme.muted, self.theme.background) for i in (1, 2))
        drop = self._size * _LABEL_DROP if self._view.y[1] > -self._view.y[0] else 0.0
        below_top = self.window.point(0.0, self._view.y[1] - drop)
        return first.next_to(self.axes[0].get_end(), DL, buff=0.06), second.next_to(below_top, DL, buff=0.06)

    def _under(self, label: Label) -> FloatArray:
        """The weights (2,) on which ``label`` stands."""
        return self.window.coordinates(label.halo.get_center())

    def _back_labels(self, radius: float) -> None:
        """Back each label with the colour of what it stands on: on the region, a muted one would be too pale."""
        bare, colour = self.theme.background, self.theme.of(self.penalty)
        for label, at in self._backed.items():
            # Its edge takes as long to pass behind the label.
            reach = float(self.window.coordinates(label.halo.get_top())[1] - at[1])
            inside = float(np.interp(radius - self.penalty.norm(at), [-reach, reach], [0, 1]))
            if self.is_stale(label, inside):
                label.stand_on(interpolate_color(bare, colour, FILL_OPACITY * inside))
                if label is not self.centre_label:
                    label.lettering.set_fill(interpolate_color(self.theme.muted, self.theme.ink, inside))
