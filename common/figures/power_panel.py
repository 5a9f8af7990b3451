"""The balls of all powers step by step, from the disk by way of the diamond to what only counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manim import DOWN, DR, LEFT, Create, FadeIn, FadeOut, GrowFromPoint, ValueTracker

from common.figures.derived import Moves
from common.figures.power_ball import LEAST, PowerBall
from common.figures.side_notes import LEADING, SideNotes
from common.figures.twin_plane import TwinPlane
from common.figures.window import Window
from common.stage import Stage
from common.style import TEMPO, Theme

__all__ = ["PowerPanel"]

_FILLED = 0.8  # of the picture


class PowerPanel:
    """The ``ball`` of ``power`` in the place of a ``disk``; each verb gives the animations of its step.

    Below ``least`` it looks like its limit. ``camera`` is the scene's.
    """

    least = LEAST

    def __init__(
        self, disk: TwinPlane, stage: Stage, labels: Mapping[str, str], theme: Theme, camera: Any
    ) -> None:
        self.power, self._place, self._camera = ValueTracker(2.0), SideNotes.of(stage), camera
        self._disk = disk
        # The ball, of radius 1, is as large as the disk that it replaces, however large the twins are.
        window = Window(disk.window.box, disk.window.view.zoomed(disk.size))
        place, ball = self._place, PowerBall(window, self.power, labels, self._place.size, theme)
        self.ball, (corners, convex) = ball, ball.tags
        place.head(ball.rule, ball.power_out)
        place.part(ball.rule, ball.power_out)
        place.follow(ball.power_out, corners, convex)
        place.part(corners, convex)
        if place.is_wide:
            ball.count.next_to(ball.tags, DOWN, buff=LEADING, aligned_edge=LEFT)
        else:
            ball.count.move_to(place.picture.corner(DR), aligned_edge=DR)
        camera.fix(ball.rule, ball.power_out, ball.tags, ball.count)
        camera.upright(*ball.corners)

    def take_over(self) -> Moves:
        """Be there instead of the disk, which looks the same, fill the picture, and say what it is."""
        ball = self.ball
        self._disk.remove(self._disk.region)
        ball.refresh()
        ball.add(ball.region, ball.corners)
        ball.power_out.refresh()
        yield FadeIn(ball.rule, ball.power_out)
        yield ball.reveal(ball.tags)
        yield self._place.look(self._camera.frame, ball.window, 0.0, 2.0, _FILLED)

    def join_corners(self) -> Moves:
        """Join two points of the ball."""
        yield self.ball.reveal(self.ball.chord, by=Create, run_time=TEMPO.enter)

    def count(self) -> Moves:
        """Let the arms grow without end: what is counted are weights that are not zero, however large."""
        ball = self.ball
        self.power.set_value(0.0)
        yield ball.conceal(ball.region, ball.chord, ball.corners)
        yield ball.reveal(ball.cross, by=lambda cross: GrowFromPoint(cross, ball.window.point(0.0, 0.0)))
        yield FadeIn(ball.count, run_time=TEMPO.dim)

    def fill_out(self) -> Moves:
        """Go back from the axes to a ball."""
        ball = self.ball
        self.power.set_value(self.least)
        yield ball.conceal(ball.cross)
        yield FadeOut(ball.count)
        yield ball.reveal(ball.region, ball.corners, ball.chord)

    def leave_words(self) -> Moves:
        """Leave what is said of the ball."""
        yield FadeOut(self.ball.rule, self.ball.power_out)
        yield self.ball.conceal(self.ball.tags)

    def leave(self) -> Moves:
        """Leave the ball and its axes."""
        ball = self.ball
        yield ball.conceal(ball.region, ball.corners, ball.chord)
        yield self._disk.conceal(self._disk.axes)
