"""Twin weights step by step: a valley of equal fits, and the regions that meet its contours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from manim import Animation, Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup, VMobject
from manim.mobject.mobject import _AnimationBuilder

from common.figures.lettering import formula, lettering
from common.figures.read_out import ReadOut
from common.figures.side_notes import SideNotes
from common.figures.surfaces.gaze import Gaze
from common.figures.twin_plane import TwinPlane
from common.figures.twin_valley import LEVELS, STEP, TwinValley
from common.figures.window import Window
from common.maths.losses.quadratic import LeastSquares
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Aspect, Box
from common.style import TYPE, Theme

__all__ = ["TwinPanel"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_EDGE, _FILLED = 0.62, 0.8  # of the picture, for the edge of a diamond, and for a disk


class TwinPanel:
    """One plane for all; each verb gives the animations of its step. ``numbers`` are those of the scene.

    ``share`` is that of the first twin in the valley, ``split`` that on the diamond's edge, and ``squared`` the λ₂
    that bends it. ``valley``, ``l1`` and ``l2`` are what the words speak of by turns.
    """

    def __init__(
        self,
        place: SideNotes,
        aspect: Aspect,
        loss: LeastSquares,
        numbers: Any,
        labels: Mapping[str, str],
        theme: Theme,
        gaze: Gaze,
    ) -> None:
        n = numbers
        self._place = place
        self.share, self.split, self.squared = (ValueTracker(at) for at in (0.5, 1.0, 0.0))
        self.budgets: Mapping[Penalty, ValueTracker] = {L1: ValueTracker(n.budget), L2: ValueTracker(n.smallest)}
        levels = [STEP * number for number in range(1, LEVELS + 1)]
        self.l1_plane, self.l2_plane = (
            TwinPlane(each, loss, self.budgets[each], self.split, self.squared, theme, n.decimals, levels)
            for each in (L1, L2)
        )
        for plane in (self.l1_plane, self.l2_plane):
            plane.fit(place.picture)
        self.window: Window = self.l1_plane.window
        self.l1, self.l2 = self.l1_plane.own, self.l2_plane.own
        self.valley = VGroup(self.l1_plane.ghosts, self.l1_plane.bottom)
        width, height = aspect.frame
        frame = Box(-width / 2, -height / 2, width / 2, height / 2 if place.is_wide else place.box.bottom)
        self.hills = TwinValley(loss, self.window, frame, self.share, gaze, theme)
        self.model = [
            formula(each, place.size, theme.ink) for each in ("hat(y) = w_1 x + w_2 x", "= (w_1 + w_2) x")
        ]
        self.tags: Mapping[str, VMobject] = {
            key: lettering(labels[key], TYPE.title, colour, bold=True)
            for key, colour in (("diamond", theme.l1), ("elastic", theme.l1), ("disk", theme.l2))
        }
        place.head(*self.model)
        for tag in self.tags.values():
            place.head(tag)
        place.follow(self.model[-1], *self._numbers_of_ball)
        place.follow(self.tags["diamond"], *self._numbers(L1))
        place.follow(self.tags["disk"], *self._numbers(L2))

    @property
    def upright(self) -> Sequence[Mobject]:
        """What keeps its size in a close look."""
        plane = self.l1_plane
        return plane.dot, self.l2_plane.dot, *plane.axis_labels, *plane.pins

    @property
    def notes(self) -> Sequence[Mobject]:
        """What stays where it is in the picture."""
        numbers = *self._numbers_of_ball, *self._numbers(L1), *self._numbers(L2)
        return *self.model, *self.tags.values(), *numbers

    def opening(self) -> Iterator[Mobject]:
        """Give the valley, and a ball in it; and what is empty yet."""
        yield self.hills.add(self.hills.surface, self.hills.names, self.hills.ball)
        yield from (self.l2_plane, self.l1_plane)

    def write_model(self) -> Moves:
        """Predict from a feature that is there twice."""
        yield FadeIn(self.model[0])

    def collect(self) -> Moves:
        """Collect its two weights."""
        yield FadeIn(self.model[1])

    def number_ball(self) -> Moves:
        """Say at which weights the ball is, which will leave its way behind."""
        self.hills.add(self.hills.trail)
        yield FadeIn(*self._numbers_of_ball)

    def draw_lines(self) -> Moves:
        """Let the light go: the level lines stay, on the plane of both weights."""
        hills, plane = self.hills, self.l1_plane
        yield plane.reveal(plane.axes, plane.ghosts, plane.bottom)
        yield hills.conceal(hills.surface, hills.names, hills.ball, hills.trail)
        yield FadeOut(*self.model, *self._numbers_of_ball)

    def draw_diamond(self) -> Moves:
        """Draw the diamond, and the contour that its edge lies along."""
        plane = self.l1_plane
        yield FadeIn(self.tags["diamond"])
        yield plane.conceal(plane.ghosts)
        yield plane.reveal(plane.axis_labels, plane.region)
        yield plane.reveal(plane.contour, by=Create)

    def mark_edge(self) -> Moves:
        """Bring out the edge, and put a dot at its end."""
        plane = self.l1_plane
        yield plane.reveal(plane.face, by=Create)
        yield plane.reveal(plane.dot)
        yield from self._read(L1)

    def open_disk(self) -> Moves:
        """Bring in a small disk, and leave the numbers of the diamond."""
        plane = self.l2_plane
        yield self.l1_plane.reveal(self.l1_plane.ghosts)
        yield FadeOut(self.tags["diamond"], *self._numbers(L1))
        yield FadeIn(self.tags["disk"])
        yield plane.reveal(plane.region)

    def touch(self) -> Moves:
        """Mark where the disk touches a contour."""
        plane = self.l2_plane
        yield plane.reveal(plane.contour, plane.projections, plane.dot)
        yield from self._read(L2)

    def mix(self) -> Moves:
        """Go back to the diamond, without its dot: every split is about to end."""
        plane, disk = self.l1_plane, self.l2_plane
        yield FadeOut(self.tags["disk"], *self._numbers(L2))
        yield FadeIn(self.tags["elastic"])
        yield plane.conceal(plane.face, plane.dot)
        yield disk.conceal(disk.projections, disk.dot, disk.contour)

    def pin(self) -> Moves:
        """Pin down the corners, and put the dot where the bent edge touches."""
        plane = self.l1_plane
        yield plane.reveal(plane.pins)

    def touch_net(self) -> Moves:
        """Mark where the bent edge touches."""
        plane = self.l1_plane
        yield plane.reveal(plane.dot)
        yield from self._read(L1)

    def leave_loss(self) -> Moves:
        """Leave the disk alone, as large as the ball of power 2."""
        plane = self.l1_plane
        parts = plane.region, plane.contour, plane.pins, plane.dot, plane.ghosts, plane.bottom, plane.axis_labels
        yield plane.conceal(*parts)
        yield FadeOut(self.tags["elastic"], *self._numbers(L1))
        yield self.budgets[L2].animate.set_value(1.0)

    def leave_disk(self) -> Moves:
        """Leave the place of the disk to what looks the same."""
        self.l2_plane.remove(self.l2_plane.region)
        yield from ()

    def leave_plane(self) -> Moves:
        """Leave the axes."""
        yield self.l1_plane.conceal(self.l1_plane.axes)

    def look_closely(self, frame: Any) -> Moves:
        """Go close to the edge that lies along the contour."""
        budget = self.budgets[L1].get_value()
        if self._place.is_wide:  # else it would leave the picture, or run into the notes above it
            yield self._place.look(frame, self.window, budget / 2, budget, _EDGE)

    def look_at_disk(self, frame: Any) -> Moves:
        """Draw back until a ball as large as the budget fills the picture."""
        if self._place.is_wide:
            yield self._place.look(frame, self.window, 0.0, 2 * self.budgets[L1].get_value(), _FILLED)

    @property
    def _numbers_of_ball(self) -> Sequence[ReadOut]:
        return *self.hills.read_outs, self.hills.loss_out

    def _numbers(self, penalty: Penalty) -> Sequence[ReadOut]:
        plane = self.l1_plane if penalty == L1 else self.l2_plane
        return *plane.read_outs, *([plane.loss_out] if penalty == L1 else [])

    def _read(self, penalty: Penalty) -> Iterator[Animation]:
        """Bring in numbers, up to date."""
        for number in self._numbers(penalty):
            number.refresh()
            yield FadeIn(number)
