"""One half of the comparison of landscapes: the ground under a penalty, and the ball on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
)

from common.figures.derived import Moves
from common.figures.half import Half
from common.figures.landscape import Landscape, LandscapeTrackers
from common.figures.panel import Panel
from common.figures.read_out import widest_of
from common.figures.seats import Seats
from common.figures.surfaces.gaze import Gaze
from common.figures.surfaces.relief import Relief
from common.figures.swept_plane import SweptPlane
from common.maths.penalties.norms import L1
from common.stage import LANDSCAPE
from common.style import TEMPO

__all__ = ["LandscapePanel"]


class LandscapePanel:
    """Says step by step what a price does to the ground; each verb gives the animations of its step.

    ``numbers`` are those of the scene. The ground stands alone while ``by.seat`` is 0, at 1 in its panel, and at 2
    where the next scene has the ``plane`` below it: one plane if the stage is narrow, of which L1's half brings
    what is common.
    """

    def __init__(self, half: Half, numbers: Any, gaze: Gaze) -> None:
        self.by = LandscapeTrackers(*(ValueTracker(0.0) for _ in range(5)))
        n, seats = numbers, Seats.of(half)
        relief = Relief(half.penalty, n.loss, partial(n.flow, half.penalty), n.enough, n.view, half.theme)
        self.tag = Panel.tag(half)
        self.ground = Landscape(relief, n.shallow, self.by, gaze, seats)
        widest = widest_of([*n.centre, *n.start, n.strong], n.decimals)
        self.numbers = VGroup(*self.ground.read_outs(n.decimals, widest))
        seats.number_alone(self.numbers)
        self.price, *_ = self.ground.read_outs(n.decimals, widest)
        free = np.sign([n.centre[0], -n.centre[1], 0.0])
        self.price.move_to(seats.beside.corner(free), aligned_edge=free)
        still, budget = ValueTracker(0.0), ValueTracker(float(half.penalty.norm(relief.lowest(n.enough).weights)))
        self.plane = SweptPlane(
            half.penalty, n.loss, lambda: n.loss, budget, still, still, half.theme, n.view, n.decimals
        )
        self.plane.fit(seats.joined)
        self._is_wide = half.aspect is LANDSCAPE
        self._brings_all = self._is_wide or half.penalty is L1
        self._above = self.tag
        if not self._is_wide:
            corner = UP + half.side
            self._above = self.tag.copy().move_to(half.strip.corner(corner), aligned_edge=corner)

    def bare(self) -> Iterator[VMobject]:
        """Give the ground without a ball, above the grid on its floor."""
        yield self.ground.add(self.ground.grid, self.ground.surface)

    def whole(self) -> Iterator[VMobject]:
        """Give the ground, its ball still out of sight, and λ."""
        ground = self.ground
        self.by.lift.set_value(1.0)
        ground.refresh()
        yield ground.add(ground.surface, ground.names, ground.dot)
        self.numbers[0].refresh()
        yield self.numbers[0]

    def let_go(self) -> Iterator[Animation]:
        """Take the floor out, and name the axes that are traced on the ground."""
        ground = self.ground
        leave = ground.conceal(ground.foot, ground.drop, ground.grid)
        yield LaggedStart(leave, ground.reveal(ground.names), lag_ratio=1)

    def roll(self) -> Moves:
        """Let the ball go all its way, and leave that behind."""
        self.ground.add(self.ground.trail)
        yield self.by.share.animate.set_value(1.0)

    def pick_up(self) -> Moves:
        """Take the ball off the ground, its numbers, and the way that it came."""
        yield from self.hide_way()
        yield FadeOut(*self.numbers[1:])
        yield self.by.lift.animate.set_value(1.0)

    def drop_ball(self) -> Moves:
        """Let the ball fall to where it starts, and give its numbers."""
        self.by.share.set_value(0.0)
        for number in self.numbers[1:]:
            number.refresh()
            yield FadeIn(number)
        yield self.by.lift.animate.set_value(0.0)

    def hide_way(self) -> Iterator[Animation]:
        """Take out the way that the ball came."""
        yield self.ground.conceal(self.ground.trail)

    def charge(self, strength: float) -> Moves:
        """Let the price have that λ."""
        yield self.by.strength.animate.set_value(strength)

    def hide_numbers(self) -> Iterator[Animation]:
        """Take them out."""
        yield FadeOut(*self.numbers)

    def sit_down(self) -> Moves:
        """Move the ground to its panel."""
        yield self.by.seat.animate.set_value(1.0)

    def come_back(self) -> Iterator[Mobject]:
        """Give the ground again, in its panel, its ball at rest at the λ under which it was caught."""
        by = self.by
        for tracker, value in (
            (by.strength, self.ground.relief.tallest),
            (by.share, 1),
            (by.lift, 0),
            (by.seat, 1),
        ):
            tracker.set_value(value)
        self.ground.refresh()
        yield self.ground.remove(self.ground.names)

    def show_price(self) -> Iterator[Animation]:
        """Bring in λ alone, in a corner of the panel."""
        self.price.refresh()
        yield FadeIn(self.price)

    def measure(self, seconds: float) -> Iterator[Animation]:
        """Lead from a pair of weights on the floor, and its numbers, up to the ground above it, and the ball."""
        ground = self.ground
        pair = AnimationGroup(ground.reveal(ground.foot), FadeIn(self.numbers), run_time=0.25 * seconds)
        stick = ground.reveal(ground.drop, by=Create, run_time=0.6 * seconds)
        yield LaggedStart(pair, stick, ground.reveal(ground.dot, run_time=0.15 * seconds), lag_ratio=1)

    def cross(self) -> Iterator[Animation]:
        """Walk straight across a fold, and say by how much steeper it is than the way straight on."""
        ground = self.ground
        ways = (ground.reveal(way, by=Create) for way in (ground.section, ground.ahead))
        yield LaggedStart(*ways, ground.reveal(ground.jump), lag_ratio=1)

    def hide_section(self) -> Iterator[Animation]:
        """Take the walk out."""
        yield self.ground.conceal(self.ground.section, self.ground.ahead, self.ground.jump)

    def draw_lines(self) -> Iterator[Animation]:
        """Let the light go; the level lines stay, as they are seen from straight above, and all gets a name."""
        ground = self.ground
        yield FadeIn(self.tag)
        yield ground.reveal(ground.axes, ground.loss_lines)
        yield ground.conceal(ground.surface)
        if self._is_wide:  # the axes are where they stay
            yield FadeIn(self.plane.add(self.plane.names))

    def touch(self) -> Moves:
        """Leave of both families the two lines that touch where the ball is, and name the axes once they stay."""
        ground, plane = self.ground, self.plane
        yield ground.reveal(ground.touching)
        yield ground.conceal(ground.price_lines)
        if self._brings_all and not self._is_wide:
            yield FadeIn(plane.add(plane.names))

    def draw_loss(self) -> Moves:
        """Draw the loss alone."""
        yield FadeOut(self.price)
        yield self.by.loss.animate.set_value(1.0)

    def draw_price(self) -> Iterator[Animation]:
        """Draw the price alone."""
        yield self.ground.conceal(self.ground.loss_lines)
        yield self.ground.reveal(self.ground.price_lines)

    def join(self) -> Moves:
        """Move to where the next scene begins, with the name above it; a wide picture stands there."""
        seat = cast(Any, self.by.seat).animate.set_value(1.0 if self._is_wide else 2.0)
        if self._is_wide:
            yield seat
        else:
            leave, enter = FadeOut(self.tag, run_time=TEMPO.dim), FadeIn(self._above, run_time=TEMPO.dim)
            yield LaggedStart(leave, seat, enter, lag_ratio=1)

    def keep_loss(self) -> Iterator[Animation]:
        """Leave the loss alone on its plane, as the next scene finds it."""
        yield FadeOut(self._above)
        ground, plane = self.ground, self.plane
        yield ground.conceal(ground.touching, ground.dot)
        if self._brings_all:
            yield plane.reveal(plane.ghosts, plane.centre)
        else:
            yield ground.conceal(ground.axes)
