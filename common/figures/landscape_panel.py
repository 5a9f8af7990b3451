"""One half of the comparison of landscapes: the ground under a penalty, and the ball on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from manim import Animation, Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup, VMobject
from manim.mobject.mobject import _AnimationBuilder

from common.figures.half import Half
from common.figures.hero import above_numbers, bleeding, stand_below, stand_in_corner
from common.figures.landscape import Landscape, LandscapeTrackers
from common.figures.panel import Panel
from common.figures.read_out import widest_of
from common.figures.surfaces.gaze import Gaze
from common.figures.surfaces.relief import Relief
from common.stage import Box

__all__ = ["LandscapePanel"]

DIM, FAINT = 0.33, 0.3


class LandscapePanel:
    """Says step by step what a price does to the ground; each verb gives the animations of its step.

    ``numbers`` are those of the scene. The ground stands in ``hero`` while ``by.seat`` is 0, at 1 in its panel.
    """

    def __init__(self, half: Half, numbers: Any, gaze: Gaze, hero: Box) -> None:
        self.by = LandscapeTrackers(*(ValueTracker(0.0) for _ in range(5)))
        n, aspect = numbers, half.aspect
        relief = Relief(half.penalty, n.loss, partial(n.flow, half.penalty), n.enough, half.theme)
        self.panel = Panel.of(half, ())
        box = self.panel.picture
        picture = above_numbers(box, aspect)
        self.ground = Landscape(relief, n.shallow, self.by, gaze, (hero, picture), bleeding(hero, aspect))
        weights = np.array([n.centre, n.start])
        how = n.decimals, widest_of([*weights.ravel(), n.strong], n.decimals)
        self.numbers, self.below = (VGroup(*self.ground.read_outs(*how)) for _ in range(2))
        stand_in_corner(self.numbers, hero, aspect)
        stand_below(self.below, picture, box, aspect)

    def bare(self) -> Iterator[VMobject]:
        """Give the ground without a ball."""
        self.ground.add(self.ground.surface)
        yield self.ground

    def name_axes(self) -> Iterator[Animation]:
        """Name the axes that are traced on the ground."""
        yield self.ground.reveal(self.ground.names)

    def hide_names(self) -> Iterator[Animation]:
        """Take the names of the axes out."""
        yield self.ground.conceal(self.ground.names)

    def floor(self) -> Iterator[VMobject]:
        """Give the grid on the floor below it."""
        self.ground.add(self.ground.grid)
        yield self.ground

    def let_go(self) -> Iterator[Animation]:
        """Put the ball where it starts, with no way behind it."""
        ground = self.ground
        self.by.share.set_value(0.0)
        yield ground.reveal(ground.dot)
        self.show_way()

    def show_way(self) -> None:
        """Let the ball leave its way behind."""
        self.ground.add(self.ground.trail)

    def put_back(self) -> Iterator[Mobject | _AnimationBuilder]:
        """Bring the ball back to where it starts."""
        yield self.by.share.animate.set_value(0.0)

    def hide_way(self) -> Iterator[Animation]:
        """Take out the way that the ball came."""
        yield self.ground.conceal(self.ground.trail)

    def show_numbers(self) -> Iterator[Animation]:
        """Bring in λ and the weights, in the corner of a ground that is alone."""
        yield FadeIn(self.numbers)

    def hide_numbers(self) -> Iterator[Animation]:
        """Take them out."""
        yield FadeOut(self.numbers)

    def come_down(self) -> Iterator[Animation]:
        """Give the ground its panel's title and read-outs."""
        yield FadeIn(self.panel.title)
        yield FadeIn(self.below)

    def leave_floor(self) -> Iterator[Animation]:
        """Take the grid on the floor out."""
        yield self.ground.conceal(self.ground.grid)

    def rest(self) -> Iterator[Mobject | _AnimationBuilder]:
        """Dim the ground, while the words speak of the other."""
        yield self.ground.surface.animate.set_opacity(DIM)

    def wake(self) -> Iterator[Mobject | _AnimationBuilder]:
        """Give it its full strength again."""
        yield self.ground.surface.animate.set_opacity(1.0)

    def drop(self) -> Iterator[Animation]:
        """Lead from a pair of weights on the floor up to the ground above it."""
        yield self.ground.reveal(self.ground.foot)
        yield self.ground.reveal(self.ground.drop, by=Create)

    def hide_drop(self) -> Iterator[Animation]:
        """Take that out."""
        yield self.ground.conceal(self.ground.foot, self.ground.drop)

    def cross(self) -> Iterator[Animation]:
        """Walk straight across a fold."""
        yield self.ground.reveal(self.ground.section, by=Create)

    def name_jump(self) -> Iterator[Animation]:
        """Say by how much the slope jumps there."""
        yield self.ground.reveal(self.ground.jump)

    def hide_section(self) -> Iterator[Animation]:
        """Take the walk out."""
        yield self.ground.conceal(self.ground.section, self.ground.jump)

    def draw_lines(self) -> Iterator[Animation]:
        """Let the light go; the level lines stay, as they are seen from straight above."""
        ground = self.ground
        yield ground.reveal(ground.axes, ground.axis_names, ground.loss_lines, ground.price_lines)
        yield ground.conceal(ground.surface)

    def touch(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Leave of both families the two lines that touch where the ball is."""
        ground = self.ground
        yield ground.reveal(ground.touching)
        yield ground.loss_lines.animate.set_stroke(opacity=FAINT)
        yield ground.price_lines.animate.set_stroke(opacity=FAINT)
