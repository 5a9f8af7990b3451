"""Twin weights step by step: a valley of equal fits, the regions that meet it, and the balls of other powers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
)
from manim.mobject.mobject import _AnimationBuilder

from common.figures.lettering import formula, lettering
from common.figures.power_ball import PowerBall
from common.figures.surfaces.gaze import Gaze
from common.figures.twin_plane import TwinPlane
from common.figures.twin_valley import LEVELS, STEP, TwinValley
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage
from common.style import TYPE, Theme

__all__ = ["TwinPanel"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_COLUMN, _BELOW = 3.5, 1.5
"""Scene units: width of the notes beside a wide picture, and from their top, or from what is above, to numbers."""
_LEADING, _BESIDE = 0.25, 0.4
_EDGE, _FILLED = 0.62, 0.8  # of the picture, for the edge of a diamond, and for a ball


class TwinPanel:
    """One plane for all; each verb gives the animations of its step. ``numbers`` are those of the scene.

    ``share`` is that of the first twin in the valley, ``split`` that on the diamond's edge, ``squared`` the λ₂
    that bends it, ``power`` that of the ball. ``valley``, ``l1`` and ``l2`` are what the words speak of by turns.
    """

    def __init__(
        self, stage: Stage, loss: LeastSquares, numbers: Any, labels: Mapping[str, str], theme: Theme, gaze: Gaze
    ) -> None:
        n, body = numbers, stage.body
        self._is_wide = stage.aspect is LANDSCAPE
        self.share, self.split, self.squared, self.power = (ValueTracker(at) for at in (0.5, 1.0, 0.0, 2.0))
        self.budgets: Mapping[Penalty, ValueTracker] = {L1: ValueTracker(n.budget), L2: ValueTracker(n.smallest)}
        self._box = Box(body.left + _COLUMN, body.bottom, body.right, body.top) if self._is_wide else body
        self._notes = Box(body.left, body.bottom, self._box.left, body.top) if self._is_wide else stage.headline
        levels = [STEP * number for number in range(1, LEVELS + 1)]
        self.l1_plane, self.l2_plane = (
            TwinPlane(each, loss, self.budgets[each], self.split, self.squared, theme, n.decimals, levels)
            for each in (L1, L2)
        )
        for plane in (self.l1_plane, self.l2_plane):
            plane.fit(self._box)
        self.l1, self.l2 = self.l1_plane.own, self.l2_plane.own
        width, height = stage.aspect.frame
        frame = Box(-width / 2, -height / 2, width / 2, (height / 2 if self._is_wide else self._notes.bottom))
        self.hills = TwinValley(loss, self.window, frame, self.share, gaze, theme)
        self.ball = PowerBall(self.window, self.power, labels, theme)
        self.valley = VGroup(self.l1_plane.ghosts, self.l1_plane.bottom)
        self.model = VGroup(
            formula("hat(y) = w_1 x + w_2 x", TYPE.read_out, theme.ink),
            formula("= (w_1 + w_2) x", TYPE.read_out, theme.ink),
        )
        self.tags: Mapping[str, VMobject] = {
            key: lettering(labels[key], TYPE.title, colour, bold=True)
            for key, colour in (("diamond", theme.l1), ("elastic", theme.l1), ("disk", theme.l2))
        }
        self._place_notes()

    @property
    def window(self) -> Any:
        """What of the plane is seen."""
        return self.l1_plane.window

    @property
    def upright(self) -> Sequence[Mobject]:
        """What keeps its size in a close look."""
        planes = self.l1_plane, self.l2_plane
        return (
            *(plane.dot for plane in planes),
            *self.l1_plane.axis_labels,
            *self.l1_plane.pins,
            *self.ball.corners,
        )

    @property
    def notes(self) -> Sequence[Mobject]:
        """What stays where it is in the picture."""
        ball = self.ball
        words = *self.model, *self.tags.values(), ball.rule, ball.count, ball.power_out, *ball.tags
        return *words, *self.hills.read_outs, self.hills.loss_out, *self._numbers(L1), *self._numbers(L2)

    def opening(self) -> Iterator[Mobject]:
        """Give the valley, and a ball in it; and what is empty yet."""
        yield self.hills.add(self.hills.surface, self.hills.names, self.hills.ball)
        yield from (self.l2_plane, self.l1_plane, self.ball)

    def write_model(self) -> Moves:
        """Predict from a feature that is there twice."""
        yield FadeIn(self.model[0])

    def collect(self) -> Moves:
        """Collect its two weights."""
        yield FadeIn(self.model[1])

    def number_ball(self) -> Moves:
        """Say at which weights the ball is, which will leave its way behind."""
        self.hills.add(self.hills.trail)
        yield FadeIn(*self.hills.read_outs, self.hills.loss_out)

    def draw_lines(self) -> Moves:
        """Let the light go: the level lines stay, on the plane of both weights."""
        hills, plane = self.hills, self.l1_plane
        yield plane.reveal(plane.axes, plane.ghosts, plane.bottom)
        yield hills.conceal(hills.surface, hills.names, hills.ball, hills.trail)
        yield FadeOut(self.model, *hills.read_outs, hills.loss_out)

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

    def name_power(self) -> Moves:
        """Let the ball take the place of the disk, and say what it is."""
        disk, ball = self.l2_plane, self.ball
        disk.remove(disk.region)
        ball.refresh()
        ball.add(ball.region, ball.corners)
        ball.power_out.refresh()
        yield FadeIn(ball.rule, ball.power_out, ball.tags)

    def join_corners(self) -> Moves:
        """Join two points of the ball."""
        yield self.ball.reveal(self.ball.chord, by=Create)

    def count(self) -> Moves:
        """Leave the axes alone: what is counted are weights that are not zero."""
        ball = self.ball
        self.power.set_value(0.0)
        yield ball.conceal(ball.region, ball.chord, ball.corners)
        yield ball.reveal(ball.cross)
        yield FadeIn(ball.count)

    def fill_out(self) -> Moves:
        """Go back from the axes to a ball."""
        ball = self.ball
        yield ball.conceal(ball.cross)
        yield FadeOut(ball.count)
        yield ball.reveal(ball.region, ball.corners, ball.chord)

    def leave_words(self) -> Moves:
        """Leave the ball alone."""
        yield FadeOut(self.ball.rule, self.ball.power_out, self.ball.tags)

    def leave(self) -> Moves:
        """Leave the ball and its plane."""
        ball = self.ball
        yield ball.conceal(ball.region, ball.corners, ball.chord)
        yield self.l1_plane.conceal(self.l1_plane.axes)

    def look_closely(self, frame: Any) -> Moves:
        """Go close to the edge that lies along the contour."""
        budget = self.budgets[L1].get_value()
        if self._is_wide:  # else it would leave the picture, or run into the notes above it
            yield from self._look(frame, budget / 2, budget, _EDGE)

    def look_at_ball(self, frame: Any) -> Moves:
        """Let the ball fill the picture."""
        yield from self._look(frame, 0.0, 2.0, _FILLED)

    def look_at_disk(self, frame: Any) -> Moves:
        """Draw back until a ball as large as the budget fills the picture."""
        if self._is_wide:
            yield from self._look(frame, 0.0, 2 * self.budgets[L1].get_value(), _FILLED)

    def _look(self, frame: Any, middle: float, size: float, filled: float) -> Moves:
        """Look at so much of the plane about (``middle``, ``middle``)."""
        times = filled * min(self._box.width, self._box.height) / (size * self.window.unit)
        yield frame.animate.bring(self.window.point(middle, middle), self._box.centre, times)

    def _numbers(self, penalty: Penalty) -> Sequence[Mobject]:
        plane = self.l1_plane if penalty == L1 else self.l2_plane
        return *plane.read_outs, *([plane.loss_out] if penalty == L1 else [])

    def _read(self, penalty: Penalty) -> Iterator[Animation]:
        """Bring in numbers, up to date."""
        for number in self._numbers(penalty):
            number.refresh()  # type: ignore[attr-defined]
            yield FadeIn(number)

    def _place_notes(self) -> None:
        """Set heads and numbers beside a wide picture, else above it."""
        ball = self.ball
        heads: list[Sequence[Mobject]] = [self.model, [ball.rule, ball.power_out]]
        heads += [[tag] for tag in self.tags.values()]
        for head in heads:
            self._line_up(head, self._notes.corner(UL), UL)
        numbers: list[Sequence[Mobject]] = [
            [*self.hills.read_outs, self.hills.loss_out],
            self._numbers(L1),
            self._numbers(L2),
            ball.tags,
        ]
        for each in numbers:
            if self._is_wide:
                self._line_up(each, self._notes.corner(UL) + _BELOW * DOWN, UL)
            else:
                self._line_up(each, self._notes.corner(DL), DL)
        if self._is_wide:
            ball.count.next_to(ball.tags, DOWN, buff=_LEADING, aligned_edge=LEFT)
            return
        # Between these runs an axis, that may go up to the top of a picture that is not wide.
        for each, height in ((ball.power_out, ball.rule), (ball.tags[1], ball.tags[0])):
            each.align_to(self._notes.corner(DR), DR).set_y(height.get_y())
        ball.count.move_to(self._box.corner(DR), aligned_edge=DR)

    def _line_up(self, parts: Sequence[Mobject], at: FloatArray, corner: FloatArray) -> None:
        group = VGroup(*parts)
        if self._is_wide:
            group.arrange(DOWN, buff=_LEADING, aligned_edge=LEFT)
        else:
            group.arrange(RIGHT, buff=_BESIDE)
        group.move_to(at, aligned_edge=corner)
