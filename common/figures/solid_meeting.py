"""The loss of three weights as an ellipsoid of glass that grows until it touches an octahedron or a ball."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

import numpy as np
from manim import Dot, Line, ValueTracker, VGroup

from common.figures.claims import Appears, Budgeted, Claim, Lifted, Perspective, Solves, Stands
from common.figures.derived import Derived
from common.figures.lettering import formula
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut, widest_of
from common.figures.surface_claims import meeting_claim
from common.figures.surfaces.gaze import Gaze, Viewpoint
from common.figures.surfaces.meeting import MeetingPicture
from common.figures.surfaces.surface import Surface
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.eye import Eye
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["SolidMeeting"]

STUB = 0.75  # budgets that an axis shows beyond the solid
MARGIN = 0.35  # scene units from a name to what stands below the picture
ROOM = 0.1  # of the picture, left free at its sides
BEHIND = -0.6  # an axis that leads so far away from the eye has no name
NAME = 0.38  # budgets from there to its name
JOURNEY = np.linspace(0, 1, 21)


class SolidMeeting(Derived):
    """The ball {‖w‖ <= ``budget``}, and the loss of ``journey`` at ``progress``, grown until it touches.

    ``growth`` is 0 where the ellipsoid is a point, ŵ, and 1 where it touches. ``gaze`` shows it in the first of
    ``boxes``, painted up to ``bleed``, while ``seat`` is 0, and at 1 in the second. While the loss moves, the eye
    goes round through ``azimuths``, at even steps of the way.
    """

    def __init__(
        self,
        penalty: Penalty,
        budget: float,
        journey: Callable[[float], QuadraticLoss],
        progress: ValueTracker,
        growth: ValueTracker,
        gaze: Gaze,
        seat: ValueTracker,
        azimuths: Sequence[float],
        boxes: tuple[Box, Box],
        bleed: Box,
        theme: Theme,
    ) -> None:
        super().__init__(progress, growth, gaze, seat)
        self.penalty, self.budget, self.theme = penalty, budget, theme
        self._progress, self._growth, self._gaze, self._seat = progress, growth, gaze, seat
        self._boxes, self._bleed, self._azimuths = boxes, bleed, azimuths
        self._reads: list[list[ReadOut]] = []
        self._at = lru_cache(maxsize=64)(self._solved)
        self._journey = journey
        self._low, self._high = self._extent()
        self.surface = Surface(self.frame, self.picture)
        self.axes = VGroup(*(Line() for _ in range(3))).set_stroke(theme.muted, width=STROKE.axis)
        self.names = VGroup(*(formula(f"w_{i}", TYPE.label, theme.ink) for i in (1, 2, 3)))
        self.centre = Dot(radius=0.08, color=theme.loss)
        self.centre_name = formula("hat(w)", TYPE.label, theme.loss)
        self.dot = OptimumDot(penalty, theme, on_surface=True)
        self.axes.set_z_index(-3)
        self.surface.set_z_index(-2)
        VGroup(self.names, self.centre, self.centre_name).set_z_index(1)
        self.redraw()

    def read_outs(self, decimals: int) -> list[ReadOut]:
        """Return new read-outs of the three weights."""
        weights = [self._at(float(share))[1].weights for share in JOURNEY]
        widest = widest_of(np.ravel(weights), decimals)
        reads = [lambda i=i: float(self.optimum.weights[i]) for i in range(3)]
        new = [
            ReadOut(
                f"w_{i} =",
                read,
                self.theme,
                self._progress,
                decimals=decimals,
                widest=widest,
                marks_zero=self.penalty.holds_zero,
            )
            for i, read in enumerate(reads, 1)
        ]
        self._reads.append(new)
        return new

    @property
    def loss(self) -> QuadraticLoss:
        """The loss where it is now."""
        return self._at(self._progress.get_value())[0]

    @property
    def optimum(self) -> Optimum:
        """Where it touches."""
        return self._at(self._progress.get_value())[1]

    @property
    def box(self) -> Box:
        """Where it stands now."""
        return self._boxes[0].towards(self._boxes[1], self._seat.get_value())

    @property
    def frame(self) -> Box:
        """Up to where it is painted now: a picture that is alone runs off the sides."""
        return self._bleed.towards(self._boxes[1], self._seat.get_value())

    @property
    def viewpoint(self) -> Viewpoint:
        """How it is seen now: zooming goes in to the contact."""
        box, (azimuth, elevation, nearness, times) = self.box, self._gaze.get_value()
        across, up = self._high - self._low
        unit = times * min(box.width / across, box.height / up)
        aim = 1 - 1 / times
        target = aim * self.optimum.weights
        eye = Eye((float(target[0]), float(target[1]), float(target[2])), azimuth, elevation, nearness / across)
        off = (1 - aim) * unit * (self._low + self._high) / 2
        return Viewpoint(eye, (float(box.centre[0] - off[0]), float(box.centre[1] - off[1])), unit)

    def picture(self) -> MeetingPicture:
        """What is seen now."""
        loss, least = self.loss, self.loss.constant
        touching = float(loss.value(self.optimum.weights))
        level = least + (touching - least) * self._growth.get_value() ** 2
        return MeetingPicture(self.viewpoint, self.penalty, self.budget, loss, level, self.theme)

    def redraw(self) -> None:
        """Set every part from the trackers' present values."""
        picture = self.picture()
        see = picture.viewpoint.points
        if self.is_stale(self.surface, self.frame):
            self.surface.stand(self.frame)
        for i, (line, name) in enumerate(zip(self.axes, self.names, strict=True)):
            start, end, beyond = see(np.outer([1.0, 1 + STUB, 1 + STUB + NAME], self.budget * np.eye(3)[i]))
            line.set_points_as_corners([start, end])
            name.move_to(beyond)
            is_behind = picture.viewpoint.eye.axes[2, i] < BEHIND
            line.set_stroke(opacity=float(not is_behind))
            is_alone = self._seat.get_value() == 0  # in a panel there is no room for names
            name.set_opacity(float(is_alone and not is_behind and self._is_clear(beyond, picture)))
        self.centre.move_to(see(self.loss.centre))
        self.centre_name.next_to(self.centre, buff=0.05)
        self.dot.mark(self.optimum, see(self.optimum.weights))

    def claims(self) -> Iterator[Claim]:
        """Yield that the dot is where the loss is least within the budget, and ŵ at the middle of the glass."""
        picture, loss, under = self.picture(), self.loss, f"under {self.penalty.name}"
        perspective = Perspective.of(picture.viewpoint)
        yield meeting_claim(f"solid {under}", self.surface, picture)
        problem = Budgeted(loss.value, self.penalty.norm, self.budget, 3)
        weights = self.optimum.weights
        yield Solves(f"contact {under}", problem, weights, Lifted(perspective, np.asarray), self.dot)
        for outs in self._reads:
            yield Solves(f"weights {under}", problem, weights, read_outs=tuple(outs))
        yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())
        yield Appears(f"loss's centre {under}", self.centre, loss.centre, perspective)

    def _is_clear(self, at: FloatArray, picture: MeetingPicture) -> bool:
        """Whether a name at a scene point (3,) is in the box, and not before the solid."""
        box = self.box
        u, v = picture.viewpoint.places(at[:1], at[1:2])
        is_inside = box.left < at[0] < box.right and box.bottom + MARGIN < at[1] < box.top
        return is_inside and not picture.solid.meet(u, v).hits.any()

    def _solved(self, progress: float) -> tuple[QuadraticLoss, Optimum]:
        loss = self._journey(progress)
        return loss, budget_optimum(loss, self.penalty, self.budget).certified()

    def _extent(self) -> tuple[FloatArray, FloatArray]:
        """What solids and ellipsoids take of the picture, to either side, while the eye goes round: (2,) each."""
        _, elevation, _, _ = self._gaze.get_value()
        stops = np.linspace(0, 1, len(self._azimuths))
        low, high = np.full(2, -self.budget), np.full(2, self.budget)
        for share, penalty in product(JOURNEY, (L1, L2)):  # both solids are drawn to one scale
            loss = self._journey(float(share))
            size = 2 * float(loss.value(budget_optimum(loss, penalty, self.budget).weights) - loss.constant)
            axes = Eye((0.0, 0.0, 0.0), float(np.interp(share, stops, self._azimuths)), elevation).axes
            for i, side in enumerate(axes[:2]):
                half = np.sqrt(size * side @ np.linalg.solve(loss.hessian, side))
                low[i] = min(low[i], side @ loss.centre - half)
                high[i] = max(high[i], side @ loss.centre + half)
        room = ROOM * (high - low)
        return low - room, high + room
