"""The plane on which a budget is swept: its contact leaves a trail, and a corner is seen to hold it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

import numpy as np
from manim import ValueTracker, VGroup

from common.figures.claims import Claim, Reads
from common.figures.clearance import covers
from common.figures.derived import Tracker
from common.figures.lettering import formula
from common.figures.meeting_plane import MeetingPlane
from common.figures.parts.cone import Cone, Pull
from common.figures.parts.trail import Trail
from common.figures.read_out import ReadOut, widest_of
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.paths.lasso import LassoPath, lasso_path
from common.maths.paths.ridge import RidgePath, ridge_path
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["SweptPlane", "Together"]

_NAME_GAP, _CENTRE_GAP = 0.08, 0.14
_CLEAR = 0.03  # scene units between a name and a ghost
_REACH, _PULL = 2.0, 0.8  # scene units, of a cone, and of the pull in it
_BALLS = {L1: "abs(w_1) + abs(w_2) <= t", L2: "w_1^2 + w_2^2 <= t^2"}


@dataclass(frozen=True)
class Together:
    """Several trackers as one."""

    trackers: tuple[Tracker, ...]

    def get_value(self) -> Hashable:
        """Their values."""
        return tuple(tracker.get_value() for tracker in self.trackers)


class SweptPlane(MeetingPlane):
    """A ``MeetingPlane`` with names whose bright contour may still be on its way, by ``spread`` from 0 to 1.

    ``trail`` is the way of the contact from the lowest point of ``resting``, the loss that does not move, to where
    the budget has brought it. ``holding`` are all normals where the contact is now, and among them the pull of the
    loss. ``ball`` says what the budget allows. ``price_out`` tells the price that has the same answer as the
    budget, if that does not become smaller than it is at first.
    """

    cuts_contours = False

    def __init__(
        self,
        penalty: Penalty,
        resting: QuadraticLoss,
        loss: Callable[[], QuadraticLoss],
        budget: ValueTracker,
        progress: Tracker,
        spread: ValueTracker,
        theme: Theme,
        view: View,
        decimals: int,
    ) -> None:
        super().__init__(penalty, loss, budget, progress, theme, view, decimals, spread)
        self._spread, self._resting = spread, resting
        self._path: LassoPath | RidgePath = lasso_path(resting) if penalty is L1 else ridge_path(resting)
        self.price_out = ReadOut(
            "lambda =",
            self._price,
            theme,
            budget,
            decimals=decimals,
            widest=widest_of([self._price()], decimals),
            marks_zero=False,
        )
        self.budget_out = ReadOut("t =", budget.get_value, theme, budget, decimals=decimals, marks_zero=False)
        self.ball = formula(_BALLS[penalty], TYPE.label, theme.of(penalty))

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        super().fit(box)
        theme, under, colour = self.theme, self.under, self.theme.of(self.penalty)
        cone = Cone(f"normal cone {under}", self._contact, self._normals, _REACH, colour)
        pull = Pull(f"pull {under}", self._contact, self._pull_there, _PULL, theme.loss)
        self.trail = self.following(self._way(f"trail {under}"), self._budget)
        arrows = [self.following(part, *self._trackers) for part in (cone, pull)]
        self.holding = VGroup(*arrows)
        self.names = VGroup(*(formula(f"w_{i}", TYPE.read_out, theme.ink) for i in (1, 2)))
        away = np.append(np.sign(self._resting.centre), 0.0)
        for name, axis in zip(self.names, self.axes, strict=True):  # on the side of ŵ, as on the landscape
            name.next_to(axis.get_corner(away), -away, buff=_NAME_GAP)
        self.centre_name = formula("hat(w)", TYPE.formula, theme.loss)
        # Away from the origin, to which the contact sets out, and from the edge of a region that just holds it.
        self.centre_name.next_to(self.centre, away, buff=_CENTRE_GAP)
        self.ghosts.remove(*(each for each in self.ghosts if covers(self.centre_name, each.points, _CLEAR)))
        self.trail.set_z_index(1)
        VGroup(self.holding, self.names, self.centre_name).set_z_index(3)
        self.redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what the plane claims, and how large the budget and the price are."""
        yield from super().claims()
        yield Reads(f"price {self.under}", self.price_out, self._price())
        yield Reads(f"budget {self.under}", self.budget_out, self._budget.get_value())

    def level(self) -> float:
        """The loss on the bright contour, which spreads from the lowest point to the contact."""
        spread, level, lowest = self._spread.get_value(), self._level_at_optimum(), self._loss().constant
        return level if spread == 1 else lowest + spread**2 * (level - lowest)

    def _price(self) -> float:
        """The price that has the same answer as the budget, if the loss rests."""
        return float(self._path.strength(self._budget.get_value()))

    def _way(self, name: str) -> Trail:
        """The way of the contact, by the price that belongs to the budget."""
        bends = tuple(self._path.knots.tolist()) if isinstance(self._path, LassoPath) else ()
        return Trail(name, self._path.at, lambda: (0.0, self._price()), self.theme.ink, STROKE.edge, bends)

    def _contact(self) -> FloatArray:
        return self.optimum.weights

    def _normals(self) -> FloatArray:
        return self.penalty.normals(self._contact())[[0, -1]]

    def _pull_there(self) -> FloatArray:
        return -self._loss().gradient(self._contact())
