"""Says step by step what comes out of one weight: cases, the gap between them, and what many weights come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
from manim import (
    DL,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    TransformFromCopy,
    ValueTracker,
    VGroup,
    VMobject,
    smooth,
)
from manim.mobject.mobject import _AnimationBuilder
from manim.utils.rate_functions import squish_rate_func

from common.figures.output_cases import UNDER, OutputCases
from common.figures.output_plot import OutputPlot
from common.figures.output_rain import OutputRain
from common.figures.slopes_at_zero import SlopesAtZero
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, PORTRAIT, SQUARE, Box, Stage
from common.style import Theme

__all__ = ["OutputBoard"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_HEAD = 0.75  # scene units above the plot for what is written there
_ASIDE = {LANDSCAPE: 3.05, PORTRAIT: 1.3, SQUARE: 1.5}  # of the plot, for a heap
_GAP = 0.3
_CLOSE = 1.6  # times
_SHORT = 1.04  # of the threshold, up to which a case has been followed


class OutputBoard:
    """The plot, and what is written beside it. Each verb gives the animations of its step.

    ``numbers`` are those of the scene. ``l1`` and ``l2`` are what a penalty has for itself.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any, camera: Any) -> None:
        n, self._camera = numbers, camera
        aside, is_wide = _ASIDE[stage.aspect], stage.aspect is LANDSCAPE
        body = stage.body.cut_top(_HEAD)[1] if is_wide else stage.body
        beside = Box(body.left + aside, body.bottom, body.right - aside, body.top)
        whole = body.cut_bottom(UNDER)[1] if stage.aspect is PORTRAIT else body
        plot = self.plot = OutputPlot(n.curvature, n.largest, n.strength, theme)
        plot.fit(whole, beside, labels["into"], labels["out"])
        middle, (width, height) = plot.window.point(0.0, 0.0), stage.aspect.frame
        self.cases = OutputCases(body, middle, stage.aspect, theme)
        self.slopes = SlopesAtZero(n.curvature, plot.centre, plot.strength, labels["term"], theme)
        near = np.array([width, height, 0.0]) / (2 * _CLOSE)
        self._close = Box(*(middle - near)[:2], *(middle + near)[:2])
        self.slopes.fit(self._close, _CLOSE)
        self.rain = OutputRain(plot, n.drawn, ValueTracker(0.0), n.strong, aside - _GAP, labels, n.decimals)
        self.rain.head(stage.body if is_wide else stage.headline)
        if not is_wide:  # no room between the heads
            self.rain.strength_out.move_to(body.corner(DL), aligned_edge=DL)
        self.l1, self.l2 = (VGroup(plot.sides[each], self.rain.sides[each]) for each in (L1, L2))
        camera.upright(plot.input, *plot.answers.values(), *plot.gap, self.slopes.mark)

    def slide_out(self, axis: VMobject) -> Moves:
        """Let ``axis`` of another picture become the one for what goes in."""
        yield self.plot.reveal(self.plot.axes[0], by=lambda line: TransformFromCopy(axis, line))

    def put_in(self, dot: VMobject) -> Moves:
        """Let ``dot``, what the data want, go in."""
        yield self.plot.reveal(self.plot.input, by=lambda mark: TransformFromCopy(dot, mark))
        yield self.plot.reveal(self.plot.names[0])

    def stand_up(self) -> Moves:
        """Stand the axis for what comes out on the other."""
        along, up = self.plot.axes
        yield self.plot.reveal(up, by=lambda line: TransformFromCopy(along, line))
        late = squish_rate_func(smooth, 0.6, 1.0)  # it stands where the axis comes by
        yield self.plot.reveal(self.plot.names[1], by=lambda name: FadeIn(name, rate_func=late))

    def answer(self, penalty: Penalty) -> Moves:
        """Show what comes out now."""
        plot = self.plot
        yield plot.reveal(plot.identity, by=Create)
        yield plot.reveal(plot.plumbs[penalty], plot.answers[penalty])

    def pay(self, penalty: Penalty) -> Moves:
        """Take the price."""
        self.plot.add(self.plot.taken[penalty])
        yield self.plot.paid.animate.set_value(1.0)

    def solve(self, case: str) -> Iterator[Animation]:
        """Write what follows in a case, and what is taken."""
        if case == "right":
            yield self.plot.reveal(self.plot.amount)
        yield from self.cases.result(case)

    def follow(self, piece: str, to: float) -> Moves:
        """Let the input go, and draw what comes out."""
        plot = self.plot
        plot.add(getattr(plot, piece))
        yield plot.centre.animate.set_value(to)
        yield plot.reached[piece].animate.set_value(to)

    def follow_down(self) -> Moves:
        """Follow the case of positive results to its end."""
        yield from self.follow("right", _SHORT * self.plot.threshold())

    def turn(self) -> Moves:
        """Go over to the negative ones."""
        plot = self.plot
        plot.centre.set_value(-self.plot.largest)
        plot.refresh()
        yield from self.cases.condition("left")

    def follow_up(self) -> Moves:
        """Follow that case to its end."""
        yield from self.follow("left", -_SHORT * self.plot.threshold())

    def leave_cases(self) -> Moves:
        """Take out what was written, and the last answer."""
        plot = self.plot
        yield from self.cases.leave()
        yield plot.conceal(plot.answers[L1], plot.taken[L1], plot.plumbs[L1], plot.amount, *plot.names)

    def see_gap(self) -> Moves:
        """Go close to what is left between them."""
        plot = self.plot
        yield plot.reveal(plot.gap)
        yield FadeIn(self.slopes.question)
        yield self._camera.frame.animate.look_at(self._close)

    def open_interval(self) -> Moves:
        """Show all the slopes of a corner, and that they fill the gap."""
        slopes = self.slopes
        yield slopes.reveal(slopes.price, slopes.fan, slopes.bar, slopes.names)

    def fill(self) -> Moves:
        """Lay the slopes into the gap."""
        yield self.plot.reveal(self.plot.slopes, by=lambda bar: TransformFromCopy(self.slopes.bar.bar, bar))
        yield FadeIn(self.slopes.condition)

    def choose(self) -> Moves:
        """Show the slope that cancels the input."""
        yield self.slopes.reveal(self.slopes.chosen, self.slopes.mark)
        yield FadeOut(self.slopes.question)

    def ask(self, share: float) -> Moves:
        """Put in another input of the gap."""
        yield self.plot.centre.animate.set_value(share * self.plot.threshold())

    def free(self) -> Moves:
        """Show what comes out of it without a price."""
        plot = self.plot
        plot.paid.set_value(0.0)
        for piece in ("right", "left"):
            plot.reached[piece].set_value(0.0)
        yield plot.reveal(plot.answers[L1], plot.taken[L1])

    def flatten(self) -> Moves:
        """Draw what comes out of all inputs in the gap."""
        plot = self.plot
        plot.add(plot.flat)
        plot.paid.set_value(1.0)
        yield plot.conceal(plot.slopes)
        yield plot.reached["flat"].animate.set_value(-plot.largest)
        yield plot.centre.animate.set_value(-plot.threshold())
        yield FadeIn(self.slopes.term)

    def draw_back(self) -> Moves:
        """See the whole plot again."""
        plot = self.plot
        yield FadeOut(self.slopes.condition, self.slopes.term, self.slopes)
        yield plot.conceal(plot.answers[L1], plot.taken[L1], plot.gap, plot.input)
        yield self._camera.frame.animate.go_home()

    def divide(self) -> Moves:
        """Write the condition under L2, and show what comes out before its price."""
        plot = self.plot
        plot.paid.set_value(0.0)
        plot.centre.set_value(plot.largest)
        yield plot.reveal(plot.answers[L2], plot.plumbs[L2], plot.input, *plot.names)
        yield from self.cases.condition("line")

    def make_room(self) -> Moves:
        """Leave room on either side, and only the graphs."""
        plot = self.plot
        yield from self.cases.leave()
        yield plot.conceal(plot.answers[L2], plot.taken[L2], plot.plumbs[L2], plot.input, *plot.names)
        yield plot.conceal(plot.identity)
        yield plot.seat.animate.set_value(1.0)

    def open_rain(self) -> Moves:
        """Put an axis for outputs on either side, and what will be counted, and let the rain begin."""
        rain, up = self.rain, self.plot.axes[1]
        yield FadeIn(rain.heads)
        yield rain.reveal(*rain.shelves.values(), by=lambda shelf: TransformFromCopy(up, shelf))
        for parts in (rain.trails, rain.streaks, rain.heaps):
            rain.add(*parts.values())
        rain.add(rain.ways, rain.drops, rain.ring)

    def clear(self) -> Moves:
        """Take out the ways of the drops."""
        rain = self.rain
        yield rain.conceal(rain.ways, rain.drops, *rain.trails.values(), *rain.streaks.values())

    def hide_heads(self) -> Moves:
        """Leave the place of names and numbers to a claim."""
        self.plot.centre.set_value(self.plot.largest)
        yield FadeOut(self.rain.heads)

    def feed(self, penalty: Penalty) -> Moves:
        """Show what comes out of one input, again."""
        plot = self.plot
        yield plot.reveal(plot.input, plot.answers[penalty], plot.plumbs[penalty])
