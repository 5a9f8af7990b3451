"""A loss and its price as a landscape above the plane of two weights, and the ball that glides down it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from manim import DL, RIGHT, UP, UR, Dot, Line, ManimColor, ValueTracker, VGroup, VMobject, interpolate_color

from common.figures.claims import (
    Appears,
    Axes,
    Axis,
    Claim,
    Joins,
    Level,
    Lifted,
    Penalised,
    Perspective,
    Reads,
    Solves,
    Stands,
    Zero,
)
from common.figures.lettering import formula
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.seats import FADING, Seated, Seats
from common.figures.surface_claims import ground_claim
from common.figures.surfaces.gaze import Gaze, Viewpoint
from common.figures.surfaces.ground import GroundPicture
from common.figures.surfaces.relief import BREADTH, LEVELS, Relief
from common.figures.surfaces.surface import Surface
from common.figures.window import dashes, draw_polylines, polylines
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE, TYPE

__all__ = ["Landscape", "LandscapeTrackers"]

LINES = 2.5  # width of a level line
LIFTED = 0.3  # of the ground's breadth: how high above it a ball comes into sight
NAME_GAP = 0.32  # scene units from the rim to the name of an axis
GRID = 7
TRAIL = np.linspace(0, 1, 97)
WITHIN = 0.8  # of the way to the rim, at most, for a section
SECTION, SECTION_AT = np.arange(-16, 29) / 100, 1.2  # of the ground's breadth, from a fold; and of ŵ, where


@dataclass(frozen=True)
class LandscapeTrackers:
    """What moves in a landscape: λ; the share of its way that the ball has behind it; and how it comes apart.

    ``loss`` says how far the level lines of the sum have become those of the loss alone, from 0 to 1. ``seat``
    moves it through its seats. ``lift`` is 1 where the ball is out of sight above the ground, and 0 on it.
    """

    strength: ValueTracker
    share: ValueTracker
    loss: ValueTracker
    seat: ValueTracker
    lift: ValueTracker


class Landscape(Seated):
    """The ground of ``relief`` as ``gaze`` shows it in one of ``seats``, with a ball on its way down.

    At the end of its way the ball is at the certified optimum. From λ = ``full`` on the ground has the penalty's
    colour.
    """

    def __init__(self, relief: Relief, full: float, by: LandscapeTrackers, gaze: Gaze, seats: Seats) -> None:
        super().__init__(seats, by.seat, gaze, by.strength, by.share, by.loss, by.lift)
        self.relief, self.penalty, self.theme = relief, relief.penalty, relief.theme
        self._by, self._full = by, full
        self._reads: list[list[ReadOut]] = []
        theme = self.theme
        self.surface = Surface(self.frame, self.picture)
        self.grid = VMobject().set_stroke(theme.faint, width=STROKE.ghost)
        self.trail = VMobject().set_stroke(theme.ink, width=STROKE.edge, opacity=0.75)
        self.axes = VGroup(Line(), Line()).set_stroke(theme.muted, width=STROKE.axis)
        self.names = VGroup(*(formula(f"w_{i}", TYPE.label, theme.ink) for i in (1, 2)))
        self.loss_lines, self.price_lines = (VGroup(*(VMobject() for _ in range(LEVELS))) for _ in range(2))
        self.touching = VGroup(VMobject(), VMobject())
        self.drop, self.foot = Line(), Dot(radius=0.07, color=theme.ink)
        self.section = VMobject().set_stroke(theme.engraved, width=STROKE.subject)
        self.ahead = VMobject().set_stroke(theme.engraved, width=STROKE.companion)
        self.jump = VGroup(Line(), formula("2 lambda", TYPE.label, theme.engraved))
        self.jump[0].set_stroke(theme.engraved, width=STROKE.companion)
        self.drop.set_stroke(theme.ink, width=STROKE.edge)
        self.dot = OptimumDot(self.penalty, theme, on_surface=True)
        for height, part in enumerate((self.grid, self.surface, self.drop, self.axes), -4):  # it is seen whole
            part.set_z_index(height)
        VGroup(self.names, self.loss_lines, self.price_lines).set_z_index(1)
        VGroup(self.trail, self.touching, self.section, self.ahead, self.jump).set_z_index(2)
        self.redraw()

    def read_outs(self, decimals: int, widest: float) -> list[ReadOut]:
        """Return new read-outs of λ and of both weights."""
        by, theme, holds = self._by, self.theme, self.penalty.holds_zero
        price = ReadOut(
            "lambda =",
            by.strength.get_value,
            theme,
            by.strength,
            decimals=decimals,
            widest=abs(widest),
            marks_zero=False,
        )
        reads = [lambda i=i: float(self.weights[i]) for i in (0, 1)]
        new = [
            price,
            *(
                ReadOut(
                    f"w_{i} =",
                    read,
                    theme,
                    by.strength,
                    by.share,
                    decimals=decimals,
                    widest=widest,
                    marks_zero=holds,
                )
                for i, read in enumerate(reads, 1)
            ),
        ]
        self._reads.append(new)
        return new

    def picture(self) -> GroundPicture:
        """What is seen of the ground now."""
        strength = self._by.strength.get_value()
        viewpoint = self.relief.viewpoint(strength, self._by.loss.get_value(), self.gaze.get_value(), self.box)
        return self.relief.picture(strength, viewpoint, self._full)

    @property
    def weights(self) -> FloatArray:
        """Where the ball is, (2,)."""
        share, strength = self._by.share.get_value(), self._by.strength.get_value()
        return self.relief.lowest(strength).weights if share == 1 else self.relief.way(strength).along(share)

    def redraw(self) -> None:
        """Set every part from the trackers' present values."""
        picture = self.picture()
        see, strength, share = picture.viewpoint.points, picture.strength, self._by.share.get_value()
        if self.is_stale(self.surface, self.frame):
            self.surface.stand(self.frame)
        if self.is_stale(self.grid, picture.viewpoint):
            self._draw_plane(picture)
        if self.is_stale(self.names, picture.viewpoint, strength):
            self._set_names(picture)
        weights = self.weights
        at = see(picture.height(weights))
        if self._rests:
            self.dot.mark(self.relief.lowest(strength), at)
        else:
            self.dot.stand(see(self._ball(picture)), is_zero=False)  # only where it stays
        self.dot.dot.set_opacity(1 - self._by.lift.get_value())
        if self.is_stale(self.trail, picture.viewpoint, strength, share):
            draw_polylines(self.trail, [see(picture.height(self.relief.way(strength).along(TRAIL * share)))])
        if self.is_stale(self.drop, picture.viewpoint, strength, share):
            self.foot.move_to(see(_on_the_floor(weights)))
            self.drop.set_points_as_corners([self.foot.get_center(), at])
        if self.is_stale(self.section, picture.viewpoint, strength):
            self._draw_section(picture)
        if picture.viewpoint.eye.is_straight_above:  # from elsewhere they are not seen
            self._draw_from_above(picture)

    def _draw_from_above(self, picture: GroundPicture) -> None:
        """Set the level lines that stay when the light goes."""
        if self.is_stale(self.touching, picture.viewpoint, picture.strength):
            self._draw_touching(picture)
        for family, mixture in self._families:
            if self.is_stale(family, picture.viewpoint, *mixture):
                self._draw_lines(family, mixture, picture)

    def claims(self) -> Iterator[Claim]:
        """Yield where the ball is, at the end of its way or on it, and what the level lines show."""
        picture, strength, holds = self.picture(), self._by.strength.get_value(), self.penalty.holds_zero
        perspective, under = Perspective.of(picture.viewpoint), f"under {self.penalty.name}"
        yield ground_claim(f"ground {under}", self.surface, picture, self.relief.rim(strength))
        name = f"ball {under}"
        if self._rests:
            problem = Penalised(self.relief.loss.value, self.penalty.value, strength, 2)
            place = Lifted(perspective, picture.height)
            yield Solves(name, problem, self.relief.lowest(strength).weights, place, self.dot)
        else:
            yield Appears(name, self.dot.dot, self._ball(picture), perspective)
            yield Zero(name, self.dot.ring, stays=False)
        for strength_out, *outs in self._reads:
            yield Reads(f"λ {under}", strength_out, strength)
            for i, (out, weight) in enumerate(zip(outs, self.weights.tolist(), strict=True), 1):
                yield Reads(f"weight {i} {under}", out, weight, holds)
        yield Stands(f"ring {name}", self.dot.ring, self.dot.dot.get_center())
        yield Joins(f"jump {under}", self.jump[0], *self._apart(picture))
        if picture.viewpoint.eye.is_straight_above:
            yield from self._claimed_lines(picture.viewpoint)

    @property
    def _rests(self) -> bool:
        """Whether the ball is on the ground, at the end of its way."""
        return self._by.share.get_value() == 1 and self._by.lift.get_value() == 0

    def _ball(self, picture: GroundPicture) -> FloatArray:
        """The point of space (3,) where the ball is."""
        above = LIFTED * self.relief.breadth * self._by.lift.get_value()
        return np.asarray(picture.height(self.weights) + np.array([0.0, 0.0, above]))

    @property
    def _families(self) -> tuple[tuple[VGroup, tuple[float, float]], ...]:
        """Both families of level lines: of how much of the price, and of the loss."""
        strength, loss = self._by.strength.get_value(), self._by.loss.get_value()
        return (self.loss_lines, (strength * (1 - loss), 1.0)), (self.price_lines, (strength, 0.0))

    @property
    def _touching(self) -> tuple[tuple[tuple[float, float], ManimColor], ...]:
        """How much of price and loss is in either line that goes through the lowest point, and its colour."""
        strength = self._by.strength.get_value()
        return ((0.0, 1.0), self.theme.loss), ((strength, 0.0), self.theme.of(self.penalty))

    def _draw_lines(self, family: VGroup, mixture: tuple[float, float], picture: GroundPicture) -> None:
        of_sum = self.theme.of(self.penalty)
        alone = self._by.loss.get_value() if family is self.loss_lines else 0.0
        levels = self.relief.levels(*mixture)
        for number, line in enumerate(family):
            ends = [self.relief.line(levels[number], *mixture)] if number < len(levels) else []
            pieces = [picture.viewpoint.points(_on_the_floor(each)) for each in ends]
            draw_polylines(line, pieces)
            colour = interpolate_color(of_sum, self.theme.loss, alone)
            line.set_stroke(colour, width=LINES, opacity=min(map(self.inside, pieces), default=0.0))

    def _draw_touching(self, picture: GroundPicture) -> None:
        """Draw the level line of the loss, and that of the price, through the lowest point: there they touch."""
        lowest = self.relief.lowest(picture.strength).weights
        for line, (mixture, colour) in zip(self.touching, self._touching, strict=True):
            level = float(self.relief.cost(lowest, *mixture))
            ends = [self.relief.line(level, *mixture)] if level > 0 else []
            draw_polylines(line, [picture.viewpoint.points(_on_the_floor(each)) for each in ends])
            line.set_stroke(colour, width=STROKE.subject)

    def _draw_section(self, picture: GroundPicture) -> None:
        """Draw a path straight across a fold, the way straight on without it, and how far apart they come."""
        see, way = picture.viewpoint.points, self._across()
        unfolded = picture.height(way) - self._jumps(way, picture)
        draw_polylines(self.section, [see(picture.height(way))])
        draw_polylines(self.ahead, dashes(see(unfolded[SECTION >= 0])))
        bar, name = self.jump
        bar.set_points_as_corners(self._apart(picture))
        ground = shapely.Polygon(see(picture.height(self.relief.rim(picture.strength)))[:, :2])
        aside = np.sign(bar.get_x() - self.section.get_start()[0]) * RIGHT
        for side in (aside, UP, UP - aside):  # on the ground, from which its colour stands out
            name.next_to(bar, side, buff=0.15)
            if ground.contains(shapely.box(*name.get_corner(DL)[:2], *name.get_corner(UR)[:2])):
                break

    def _across(self) -> FloatArray:
        """Weights (n, 2) straight across the fold that catches the ball, away from the eye, within the ground."""
        first, centre, breadth = self.relief.penalty_axis, self.relief.loss.centre, self.relief.breadth
        fold, onward = SECTION_AT * centre * (np.arange(2) != first), self._onward * np.eye(2)[first]
        ground = shapely.Polygon(self.relief.rim(self._by.strength.get_value()))
        ends = fold + np.outer(SECTION[[0, -1]] * breadth / WITHIN, onward)
        shares = [ground.intersection(way := shapely.LineString([fold, end])).length / way.length for end in ends]
        return np.asarray(fold + np.outer(np.where(SECTION < 0, *shares) * SECTION * breadth, onward))

    @property
    def _onward(self) -> float:
        """The sign of the weight that the fold sets to 0 where one is farther from the eye, which stands at w₁."""
        return (-1.0, 1.0)[self.relief.penalty_axis]

    def _jumps(self, way: FloatArray, picture: GroundPicture) -> FloatArray:
        """How much higher, (n, 3), the ground is beyond the fold than if its slope did not jump there."""
        beyond = way[:, self.relief.penalty_axis] * self._onward
        return np.outer(picture.rise * 2 * picture.strength * beyond.clip(0), [0, 0, 1])

    def _apart(self, picture: GroundPicture) -> tuple[FloatArray, FloatArray]:
        """The scene points where both ways end."""
        end = self._across()[-1:]
        high = picture.height(end)
        low, high = picture.viewpoint.points(np.concatenate([high - self._jumps(end, picture), high]))
        return low, high

    def _claimed_lines(self, viewpoint: Viewpoint) -> Iterator[Claim]:
        axes = Axes(
            *(
                Axis(line, *ends[:, i])
                for i, (line, ends) in enumerate(zip(self.axes, self._axis_lines(viewpoint), strict=True))
            )
        )
        for family, (strength, share) in self._families:

            def height(w: FloatArray, strength: float = strength, share: float = share) -> FloatArray:
                return self.relief.cost(w, strength, share)

            for line, level in zip(family, self.relief.levels(strength, share), strict=False):
                yield Level(f"level line under {self.penalty.name}", line, height, level, axes)
        for line, (mixture, _) in zip(self.touching, self._touching, strict=True):

            def cost(w: FloatArray, mixture: tuple[float, float] = mixture) -> FloatArray:
                return self.relief.cost(w, *mixture)

            level = float(cost(self.relief.lowest(self._by.strength.get_value()).weights))
            yield Level(f"line that touches under {self.penalty.name}", line, cost, level, axes)

    def _draw_plane(self, picture: GroundPicture) -> None:
        """Draw the grid on the floor, within the box, and the axes."""
        see, box = picture.viewpoint.points, self.box
        pieces: list[FloatArray] = []
        for ends in self._grid_lines():
            whole = shapely.LineString(see(_on_the_floor(ends))[:, :2])
            pieces += polylines(shapely.clip_by_rect(whole, box.left, box.bottom, box.right, box.top))
        draw_polylines(self.grid, pieces)
        for line, ends in zip(self.axes, self._axis_lines(picture.viewpoint), strict=True):
            line.set_points_as_corners(see(_on_the_floor(ends)))

    def _grid_lines(self) -> Iterator[FloatArray]:
        reach, middle = self.relief.breadth * BREADTH / 2, self.relief.middle(0.0)
        for at in np.linspace(-reach, reach, GRID):
            half = np.sqrt(max(reach**2 - at**2, 0.0))
            for ends in ([[at, -half], [at, half]], [[-half, at], [half, at]]):
                yield np.add(middle, ends)

    def _axis_lines(self, viewpoint: Viewpoint) -> tuple[FloatArray, FloatArray]:
        """The ends of both axes where they leave the box, if it is seen from straight above, (2, 2) each."""
        box = self.box
        (left, right), (low, high) = viewpoint.places(*np.array([[box.left, box.right], [box.bottom, box.top]]))
        x, y, _ = viewpoint.eye.target
        return np.array([[x + left, 0.0], [x + right, 0.0]]), np.array([[0.0, y + low], [0.0, y + high]])

    def _set_names(self, picture: GroundPicture) -> None:
        """Put the names of the axes just beyond the rim, where these leave the ground."""
        rim, see = self.relief.rim(picture.strength), picture.viewpoint.points
        origin = see(picture.height(np.zeros(2)))
        for i, name in enumerate(self.names):
            ahead = rim[rim[:, i] * np.sign(self.relief.loss.centre[i]) > 0]
            end = see(picture.height(ahead[np.argmin(np.abs(ahead[:, 1 - i]))]))
            way = end - origin
            at = end + NAME_GAP * way / max(float(np.linalg.norm(way)), 1e-9)
            name.move_to(at)
            name.shift(max(self.box.left - name.get_left()[0], 0.0) * RIGHT)
            name.shift(min(self.box.right - name.get_right()[0], 0.0) * RIGHT)
            name.set_opacity(self.alone * self.inside(at, np.array([0.0, FADING])))


def _on_the_floor(line: FloatArray) -> FloatArray:
    return np.concatenate([line, np.zeros((*line.shape[:-1], 1))], axis=-1)
