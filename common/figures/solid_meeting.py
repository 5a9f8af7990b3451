"""The loss of three weights as an ellipsoid of glass that grows until it touches an octahedron or a ball."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

import numpy as np
from manim import UP, Dot, Line, ValueTracker, VGroup

from common.figures.claims import Appears, Budgeted, Claim, Lifted, Perspective, Solves, Stands, Zero
from common.figures.lettering import formula
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut, widest_of
from common.figures.seats import Seated, Seats
from common.figures.surface_claims import meeting_claim
from common.figures.surfaces.gaze import Gaze, Viewpoint
from common.figures.surfaces.meeting import MeetingPicture
from common.figures.surfaces.surface import Surface
from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.eye import Eye
from common.style import STROKE, TYPE, Theme

__all__ = ["SolidMeeting"]

STUB = 0.75  # budgets that an axis shows beyond the solid
MARGIN = 0.35  # scene units from a name to what stands below the picture
ROOM = 0.1  # of the picture, left free at its sides
BEHIND = (-0.6, -0.5)  # an axis that leads so far away from the eye fades, and its name
AROUND = np.linspace(-0.2, 0.2, 9)  # scene units about the middle of a name
NAME = 0.38  # budgets from there to its name
SECOND = 0.32  # radius of the ring for a second zero
JOURNEY = np.linspace(0, 1, 21)


class SolidMeeting(Seated):
    """The ball {‖w‖ <= ``budget``}, and the loss of ``journey`` at ``progress``, grown until it touches.

    ``growth`` is 0 where the ellipsoid is a point, ŵ, and 1 where it touches. ``gaze`` shows it in one of
    ``seats``. While the loss moves, the eye goes round through ``azimuths``, at even steps of the way.
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
        seats: Seats,
        theme: Theme,
    ) -> None:
        super().__init__(seats, seat, gaze, progress, growth)
        self.penalty, self.budget, self.theme = penalty, budget, theme
        self._progress, self._growth, self._azimuths = progress, growth, azimuths
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
        self.second_ring = ZeroRing(SECOND, theme, has_halo=True).set_z_index(self.dot.z_index)
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
    def viewpoint(self) -> Viewpoint:
        """How it is seen now: zooming goes in to the contact."""
        box, (azimuth, elevation, nearness, times) = self.box, self.gaze.get_value()
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
            shown = float(np.interp(picture.viewpoint.eye.axes[2, i], BEHIND, [0, 1]))
            line.set_stroke(opacity=shown)
            named = shown * self.alone
            name.set_opacity(named and named * self._clear(beyond, picture))
        self.centre.move_to(see(self.loss.centre))
        self.centre_name.next_to(self.centre, buff=0.05)
        at = see(self.optimum.weights)
        self.dot.mark(self.optimum, at)
        self.second_ring.stand(at, is_zero=self._has_two_zeros)

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
        yield Zero(f"second ring {under}", self.second_ring, self._has_two_zeros)
        for ring in (self.dot.ring, self.second_ring):
            yield Stands(f"ring {under}", ring, self.dot.dot.get_center())
        yield Appears(f"loss's centre {under}", self.centre, loss.centre, perspective)

    @property
    def _has_two_zeros(self) -> bool:
        return self.penalty.holds_zero and bool(self.optimum.zeros.sum() == 2)

    def _clear(self, at: FloatArray, picture: MeetingPicture) -> float:
        """How much is to be seen of a name at a scene point (3,): it fades at the sides, and before the solid."""
        u, v = picture.viewpoint.places(at[0] + AROUND, at[1] + AROUND)
        free = 1 - picture.solid.meet(u, v[:, np.newaxis]).hits.mean()
        return float(np.clip(2 * free - 1, 0, 1)) * self.inside(at - MARGIN * UP / 2, beyond=-MARGIN / 2)

    def _solved(self, progress: float) -> tuple[QuadraticLoss, Optimum]:
        loss = self._journey(progress)
        return loss, budget_optimum(loss, self.penalty, self.budget).certified()

    def _extent(self) -> tuple[FloatArray, FloatArray]:
        """What solids and ellipsoids take of the picture, to either side, while the eye goes round: (2,) each."""
        _, elevation, _, _ = self.gaze.get_value()
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
