"""The plane of two weights on which a budget meets the contours of a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import ValueTracker, VGroup, interpolate_color

from common.figures.claims import Budgeted, Claim, Touches
from common.figures.derived import Tracker
from common.figures.parts.contour import Contour
from common.figures.parts.mark import Mark, OptimumMark
from common.figures.parts.region import Region
from common.figures.weight_plane import WeightPlane
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["GHOSTLY", "VIEW", "MeetingPlane"]

VIEW = View(x=(-1.4, 3.35), y=(-1.35, 2.95))
"""What is seen of the plane of the film's two weights, with some air about it."""

_GHOST_DISTANCES = (0.5, 0.88, 1.25)  # with that view and the film's H; with others, the ghosts look alike
_TRACE = 1.8  # of the film's H
_GHOST_POINTS = 151  # they only show the shape, and are drawn at every frame
GHOSTLY = 0.4  # the strength of a ghost beside a bright contour
_GHOST_ROOM = 0.06  # of the window's height, between its sides and a ghost that has its full strength


class MeetingPlane(WeightPlane):
    """The ball of ``penalty`` with radius ``budget``, the contours of ``loss()``, and where they meet.

    ``progress`` is what ``loss`` depends on. The optimum is solved for, and certified, at every redrawing; the
    bright contour is the one through it, and ghosts of strength ``glow`` make way for it. Of the plane, ``view``
    is seen at least. Read-outs have so many ``decimals``. Call ``fit`` before the first drawing.
    """

    cuts_contours = True
    """False if the bright one, and ghosts on their way, may leave the box."""

    def __init__(
        self,
        penalty: Penalty,
        loss: Callable[[], QuadraticLoss],
        budget: ValueTracker,
        progress: Tracker,
        theme: Theme,
        view: View = VIEW,
        decimals: int = 2,
        *others: Tracker,
    ) -> None:
        first = loss()
        # Between its two ends, at ŵ and along the pull, no weight is negative if neither end is.
        widest = -9.0 if min(first.centre.min(), first.pull.min()) < 0 else 9.0
        optimum = budget_optimum(first, penalty, budget.get_value())
        self.glow = ValueTracker(GHOSTLY)
        followed = (budget, progress, self.glow, *others)
        super().__init__(penalty, optimum, theme, *followed, decimals=decimals, widest=widest)
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
        contour = Contour(
            f"contour {under}", self._loss, self.level, theme.loss, STROKE.subject, cut=self.cuts_contours
        )
        centre = Mark(f"loss's centre {under}", lambda: self._loss().centre, theme.loss, radius=0.07)
        dot = OptimumMark(under, penalty, self._problem, lambda: self.optimum, lambda w: w, self.read_outs, theme)
        self.region = self.following(region, budget)
        self._ghosts = [self.following(self._ghost(share), progress) for share in _GHOST_DISTANCES]
        self.contour = self.following(contour, *self._trackers)
        self.centre = self.following(centre, progress)
        self.dot = self.following(dot, budget, progress)
        self.ghosts = VGroup(*self._ghosts)
        self.ghosts.set_z_index(-2)
        self.axes.set_z_index(-1)
        VGroup(self.contour, self.projections).set_z_index(2)
        self.centre.set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Solve, and set every part whose numbers are new from the answer."""
        self.optimum = budget_optimum(self._loss(), self.penalty, self._budget.get_value()).certified()
        if self.is_stale(self.ghosts, self.cuts_contours and self._progress.get_value()):
            self._ghost_rooms = [self._room_around(ghost.whole) for ghost in self._ghosts]
        super().redraw()
        self._dim_ghosts()

    def claims(self) -> Iterator[Claim]:
        """Yield what the plane claims: its parts, and that the bright contour touches the region."""
        yield from super().claims()
        loss, norm, radius = self._loss(), self.penalty.norm, self._budget.get_value()
        if norm(loss.centre) > radius and self.level() == self._level_at_optimum():
            edge, at = self.region.edge, self.optimum.weights
            name, axes = f"contour {self.under}", self.drawn_axes
            yield Touches(name, self.contour, edge, loss.value, norm, radius, at, axes)

    def level(self) -> float:
        """The loss on the bright contour: that at the optimum."""
        return self._level_at_optimum()

    def _level_at_optimum(self) -> float:
        return float(self._loss().value(self.optimum.weights))

    def _problem(self) -> Budgeted:
        return Budgeted(self._loss().value, self.penalty.norm, self._budget.get_value(), 2)

    def _ghost(self, share: float) -> Contour:
        def level() -> float:
            loss = self._loss()
            return loss.constant + (self._ghost_unit(loss) * share) ** 2 / 2

        name = f"ghost contour {self.under}"
        stroke = STROKE.ghost
        return Contour(name, self._loss, level, self.theme.loss, stroke, _GHOST_POINTS, cut=self.cuts_contours)

    def _ghost_unit(self, loss: QuadraticLoss) -> float:
        return self._size * float(np.sqrt(np.trace(loss.hessian) / _TRACE))

    def _room_around(self, contour: FloatArray) -> float:
        """How far a curve (n, 2) stays from the window's sides, as a share of the window's height."""
        box = self.window.box
        reach = np.abs(self.window.points(contour) - box.centre).max(axis=0)
        return float(min(box.width / 2 - reach[0], box.height / 2 - reach[1]) / box.height)

    def _dim_ghosts(self) -> None:
        """A ghost beside the bright contour would only blur it; one that is cut off would seem to end there."""
        loss = self._loss()
        at = np.sqrt(2 * (self.level() - loss.constant)) / self._ghost_unit(loss)
        clear = [
            float(np.clip(min(abs(share - at) / 0.2, room / _GHOST_ROOM), 0, 1))
            for share, room in zip(_GHOST_DISTANCES, self._ghost_rooms, strict=True)
        ]
        glow = self.glow.get_value()
        if self.is_stale(self._ghosts[0], glow, *clear):
            bare, colour = self.theme.background, self.theme.loss
            for ghost, share in zip(self._ghosts, clear, strict=True):
                ghost.set_stroke(interpolate_color(bare, colour, glow * share), opacity=float(share > 0))
