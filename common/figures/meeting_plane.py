"""The plane of two weights on which a budget meets the contours of a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import DL, DOWN, DR, LEFT, ORIGIN, RIGHT, UL, UP, UR, ValueTracker, VGroup, interpolate_color

from common.figures.claims import Budgeted, Claim, Touches
from common.figures.lettering import Label
from common.figures.parts.contour import Contour
from common.figures.parts.mark import Mark, OptimumMark
from common.figures.parts.region import FILL_OPACITY, Region
from common.figures.weight_plane import WeightPlane
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
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


class MeetingPlane(WeightPlane):
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
        first = loss()
        # Between its two ends, at ŵ and along the pull, no weight is negative if neither end is.
        widest = -9.0 if min(first.centre.min(), first.pull.min()) < 0 else 9.0
        optimum = budget_optimum(first, penalty, budget.get_value())
        super().__init__(penalty, optimum, theme, budget, progress, decimals=decimals, widest=widest)
        self.has_contour = True
        self._loss, self._budget, self._progress, self._view = loss, budget, progress, view
        self._size = (view.y[1] - view.y[0]) / (VIEW.y[1] - VIEW.y[0])

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.lay_out(box, self._view)
        penalty, theme, under = self.penalty, self.theme, self.under
        budget, progress = self._budget, self._progress
        region = Region(
            f"region's edge {under}", penalty.norm, penalty.boundary, budget.get_value, theme.of(penalty)
        )
        contour = Contour(f"contour {under}", self._loss, self._level, theme.loss, STROKE.subject)
        centre = Mark(f"loss's centre {under}", lambda: self._loss().centre, theme.loss, radius=0.07)
        dot = OptimumMark(under, penalty, self._problem, lambda: self.optimum, lambda w: w, self.read_outs, theme)
        self.region = self.following(region, budget)
        self._ghosts = [self.following(self._ghost(share), progress) for share in _GHOST_DISTANCES]
        self.contour = self.following(contour, budget, progress)
        self.centre = self.following(centre, progress)
        self.dot = self.following(dot, budget, progress)
        labels = self._axis_labels()
        self.centre_label = Label("hat(w)", theme.loss, theme.background)
        # Away from the origin, to which the optimum sets out, and clear of its ring where ŵ itself has a zero.
        away = np.array([np.sign(sum(self._view.x)), np.sign(sum(self._view.y)), 0.0])
        self.centre_label.next_to(self.centre, away, buff=0.0 if self._loss().centre.all() else _RING_ROOM)
        self._backed = {label: self._under(label) for label in labels}
        self.ghosts, self.axis_labels = VGroup(*self._ghosts), VGroup(*labels)
        self.loss_picture = VGroup(self.ghosts, self.centre)
        self.ghosts.set_z_index(-2)
        self.axes.set_z_index(-1)
        VGroup(self.contour, self.projections).set_z_index(2)
        VGroup(self.axis_labels, self.centre_label, self.centre).set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Solve, and set every part whose numbers are new from the answer."""
        self.optimum = budget_optimum(self._loss(), self.penalty, self._budget.get_value()).certified()
        if self.is_stale(self.loss_picture, self._progress.get_value()):
            self.centre_label.shift(self.window.point(*self._loss().centre) - self.centre.get_center())
            self._backed[self.centre_label] = self._under(self.centre_label)
            self._ghost_rooms = [self._room_around(ghost.whole) for ghost in self._ghosts]
        super().redraw()
        level = self._level()
        self._dim_ghosts(touching=level)
        self._fade_labels(touching=level)
        self._back_labels(self._budget.get_value())

    def claims(self) -> Iterator[Claim]:
        """Yield what the plane claims: its parts, and that the bright contour touches the region."""
        yield from super().claims()
        loss, norm, radius = self._loss(), self.penalty.norm, self._budget.get_value()
        if norm(loss.centre) > radius:
            edge, at = self.region.edge, self.optimum.weights
            name, axes = f"contour {self.under}", self.drawn_axes
            yield Touches(name, self.contour, edge, loss.value, norm, radius, at, axes)

    def _problem(self) -> Budgeted:
        return Budgeted(self._loss().value, self.penalty.norm, self._budget.get_value(), 2)

    def _level(self) -> float:
        """The loss at the optimum."""
        return float(self._loss().value(self.optimum.weights))

    def _ghost(self, share: float) -> Contour:
        def level() -> float:
            loss = self._loss()
            return loss.constant + (self._ghost_unit(loss) * share) ** 2 / 2

        name = f"ghost contour {self.under}"
        return Contour(name, self._loss, level, self.theme.loss, STROKE.ghost, _GHOST_POINTS)

    def _ghost_unit(self, loss: QuadraticLoss) -> float:
        return self._size * float(np.sqrt(np.trace(loss.hessian) / _TRACE))

    def _room_around(self, contour: FloatArray) -> float:
        """How far a curve (n, 2) stays from the window's sides, as a share of the window's height."""
        box = self.window.box
        reach = np.abs(self.window.points(contour) - box.centre).max(axis=0)
        return float(min(box.width / 2 - reach[0], box.height / 2 - reach[1]) / box.height)

    def _dim_ghosts(self, touching: float) -> None:
        """A ghost beside the bright contour would only blur it; one that is cut off would seem to end there."""
        at = np.sqrt(2 * touching) / self._ghost_unit(self._loss())
        clear = [
            float(np.clip(min(abs(share - at) / 0.2 if self.has_contour else 1.0, room / _GHOST_ROOM), 0, 1))
            for share, room in zip(_GHOST_DISTANCES, self._ghost_rooms, strict=True)
        ]
        if self.is_stale(self.ghosts, *clear):
            bare, colour = self.theme.background, self.theme.loss
            for ghost, share in zip(self.ghosts, clear, strict=True):
                ghost.set_stroke(interpolate_color(bare, colour, _GHOST_OPACITY * share), opacity=float(share > 0))

    def _fade_labels(self, touching: float) -> None:
        """Where the bright contour would run through it, a label is in the way."""
        loss = self._loss()
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
