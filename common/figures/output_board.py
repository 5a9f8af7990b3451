"""Says step by step what comes out of one weight: cases, the gap between them, and what many weights come to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from manim import (
    DOWN,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    TransformFromCopy,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
)

from common.figures.derived import Moves
from common.figures.lettering import Label, formula, lettering
from common.figures.output_cases import UNDER, OutputCases
from common.figures.output_plot import OutputPlot
from common.figures.output_rain import OutputRain
from common.figures.slopes_at_zero import SlopesAtZero
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, PORTRAIT, SQUARE, Box, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["OutputBoard"]

_HEAD = 0.75  # scene units above the plot for what is written there
_ASIDE = {LANDSCAPE: 3.05, PORTRAIT: 1.3, SQUARE: 1.25}  # of the plot, for a heap
_UNDER, _GAP = 0.55, 0.3  # for the names of the heaps, and between a heap and the edge
_CLOSE = 1.6  # times
_LEFT, _MIDDLE, _LOW, _TOP = 0.4, 0.06, 0.11, 0.37  # of what is seen then, from its middle, where the slopes are
_FOOT, _LEADING = 0.33, 0.4  # and what is written on the other side
_SHORT, _FIRST = 1.04, 0.9  # of the threshold, up to which a case has been followed, and where one looks first
_MORE = 1.02  # times the price that leaves nothing of an input


class OutputBoard:
    """The plot, and what is written beside it. Each verb gives the animations of its step.

    ``numbers`` are those of the scene. ``l1`` and ``l2`` are what a penalty has for itself.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any, camera: Any) -> None:
        n, self._camera = numbers, camera
        aside, is_wide = _ASIDE[stage.aspect], stage.aspect is LANDSCAPE
        body = stage.body.cut_top(_HEAD)[1] if is_wide else stage.body
        beside = Box(body.left + aside, body.bottom + _UNDER, body.right - aside, body.top)
        whole = body.cut_bottom(UNDER)[1] if stage.aspect is PORTRAIT else body
        plot = self.plot = OutputPlot(n.curvature, n.largest, n.strength, theme)
        plot.fit(whole, beside, labels["into"], labels["out"])
        self.cases = OutputCases(body, plot.window.point(0.0, 0.0), stage.aspect, theme)
        self.slopes = SlopesAtZero(n.curvature, plot.centre, plot.strength, theme)
        mark = formula('"?"', TYPE.card / _CLOSE, theme.ink)
        self.question = Label(mark, theme.ink, theme.background).set_z_index(3)
        self.term = lettering(labels["term"], TYPE.read_out / _CLOSE, theme.l1, bold=True)
        self._look_close(*stage.aspect.frame)
        self.rain = OutputRain(plot, n.drawn, ValueTracker(0.0), n.strong, aside - _GAP, labels, n.decimals)
        self.rain.head(stage.body if is_wide else stage.headline)
        self.l1, self.l2 = (VGroup(plot.sides[each], self.rain.sides[each]) for each in (L1, L2))
        camera.upright(plot.input, *plot.answers.values(), *plot.gap, self.slopes.mark, self.slopes.smooth_name)

    def _look_close(self, width: float, height: float) -> None:
        """Find what is seen of a frame of this size from close by, and seat there what is about the gap."""
        x, y, _ = middle = self.plot.window.point(0.0, 0.0)
        width, height = width / _CLOSE, height / _CLOSE
        self._close = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        self.slopes.fit(Box(x - _LEFT * width, y + _LOW * height, x - _MIDDLE * width, y + _TOP * height), _CLOSE)
        foot = Box(x + _MIDDLE * width, y - _FOOT * height, x + _LEFT * width, y - _LOW * height)
        self.slopes.condition.move_to(foot.centre)
        self.term.next_to(self.slopes.condition, DOWN, buff=_LEADING / _CLOSE)
        self.question.move_to(middle)

    def put_in(self, axis: VMobject, dot: VMobject) -> Moves:
        """Let ``axis`` of another picture become that for what goes in, and ``dot`` on it what the data want."""
        plot, pairs = self.plot, ((axis, self.plot.axes[0]), (dot, self.plot.input))
        comes = (plot.reveal(ours, by=partial(TransformFromCopy, theirs)) for theirs, ours in pairs)
        yield AnimationGroup(AnimationGroup(*comes), plot.reveal(plot.names[0]), lag_ratio=1)

    def stand_up(self) -> Moves:
        """Stand the axis for what comes out on the other, and show what does without a price."""
        plot, (along, up) = self.plot, self.plot.axes
        stands = plot.reveal(up, by=lambda line: TransformFromCopy(along, line))
        answer = plot.reveal(plot.names[1], plot.plumbs[L1], plot.answers[L1])
        yield AnimationGroup(stands, plot.reveal(plot.identity, by=Create), answer, lag_ratio=0.7)

    def subtract(self) -> Moves:
        """Write the condition for a positive result under L1, take the price, and write what follows."""
        self.plot.add(self.plot.taken[L1])
        paid: Any = self.plot.paid.animate.set_value(1.0)
        follows = AnimationGroup(self.plot.reveal(self.plot.amounts[0]), *self.cases.result("right"))
        yield AnimationGroup(*self.cases.condition("right"), paid, follows, lag_ratio=1)

    def follow(self, piece: str, to: float) -> Moves:
        """Let the input go, and draw what comes out."""
        plot = self.plot
        plot.add(getattr(plot, piece))
        yield plot.centre.animate.set_value(to)
        yield plot.reached[piece].animate.set_value(to)

    def follow_down(self) -> Moves:
        """Follow the case of positive results to its end."""
        yield from self.follow("right", _SHORT * self.plot.threshold())

    def leave_right(self) -> Moves:
        """Take out that input, with what came out."""
        yield self.plot.conceal(*self._input_parts, self.plot.amounts[0])

    def add_same(self) -> Moves:
        """Put in the largest negative input, and write that the same is added there."""
        plot = self.plot
        plot.centre.set_value(-plot.largest)
        yield plot.reveal(*self._input_parts)
        written = *self.cases.condition("left"), *self.cases.result("left")
        yield AnimationGroup(*written, plot.reveal(plot.amounts[1]), lag_ratio=0.7)

    def follow_up(self) -> Moves:
        """Follow the case of negative results to its end."""
        yield from self.follow("left", -_SHORT * self.plot.threshold())

    @property
    def _input_parts(self) -> tuple[VMobject, ...]:
        plot = self.plot
        return plot.input, plot.answers[L1], plot.taken[L1], plot.plumbs[L1]

    def see_gap(self) -> Moves:
        """Go close to what is left between them; take out what was written, and the last input."""
        plot = self.plot
        leaving = plot.conceal(*self._input_parts, plot.amounts[1], *plot.names)
        yield AnimationGroup(*self.cases.leave(), leaving, run_time=TEMPO.dim)
        yield from (plot.reached[side].animate.set_value(0.0) for side in ("left", "right"))
        yield plot.reveal(plot.gap)
        yield FadeIn(self.question)
        yield self._camera.frame.animate(run_time=1.2).look_at(self._close)

    def open_interval(self) -> Moves:
        """Show all the slopes of a corner, which are the answer."""
        slopes = self.slopes
        yield FadeOut(self.question)
        yield slopes.reveal(slopes.price, slopes.fan, slopes.bar, slopes.names)

    def fill(self) -> Moves:
        """Lay the slopes into the gap."""
        yield self.plot.reveal(self.plot.slopes, by=lambda bar: TransformFromCopy(self.slopes.bar.bar, bar))
        yield FadeIn(self.slopes.condition)

    def choose(self) -> Moves:
        """Put an input into the gap; show the slope that cancels it, and what would come out without a price."""
        plot = self.plot
        plot.paid.set_value(0.0)
        plot.centre.set_value(-_FIRST * plot.threshold())
        yield self.slopes.reveal(self.slopes.chosen, self.slopes.mark)
        yield plot.reveal(plot.input, plot.answers[L1], plot.taken[L1])

    def ask(self, share: float) -> Moves:
        """Put in another input of the gap, at that share of the way to its end."""
        yield self.plot.centre.animate.set_value(share * self.plot.threshold())

    @property
    def enough(self) -> float:
        """A share of λ that leaves nothing of this input of the gap."""
        return _MORE * float(abs(self.plot.centre.get_value())) / self.plot.threshold()

    def flatten(self) -> Moves:
        """Draw what comes out of all inputs in the gap."""
        plot = self.plot
        plot.add(plot.flat)
        plot.paid.set_value(1.0)
        yield plot.conceal(plot.slopes)
        yield plot.reached["flat"].animate.set_value(-plot.largest)
        yield plot.centre.animate.set_value(-plot.threshold())
        yield FadeIn(self.term)

    def smooth(self) -> Moves:
        """Show L2's price where L1's stood: its only slope at 0 is 0."""
        slopes = self.slopes
        yield slopes.conceal(slopes.price, slopes.fan, slopes.bar, slopes.chosen, slopes.mark, slopes.names)
        yield slopes.reveal(slopes.smooth, slopes.smooth_name)
        yield FadeOut(slopes.condition, self.term)

    def draw_back(self) -> Moves:
        """See the whole plot again, and put in the largest input."""
        plot = self.plot
        yield plot.conceal(plot.answers[L1], plot.taken[L1], plot.gap)
        yield plot.centre.animate.set_value(plot.largest)
        yield self._camera.frame.animate.go_home()

    def divide(self) -> Moves:
        """Write the condition under L2, and show what comes out before its price."""
        plot = self.plot
        plot.paid.set_value(0.0)
        yield plot.reveal(plot.answers[L2], plot.plumbs[L2], *plot.names)
        yield from self.cases.condition("line")

    def divided(self) -> Moves:
        """Write what follows, and take out the price."""
        yield from self.cases.result("line")
        yield FadeOut(self.slopes)

    def pay(self, penalty: Penalty) -> Moves:
        """Take the price."""
        self.plot.add(self.plot.taken[penalty])
        yield self.plot.paid.animate.set_value(1.0)

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
        yield rain.reveal(*rain.names)
        yield rain.reveal(*rain.shelves.values(), by=lambda shelf: TransformFromCopy(up, shelf))
        rain.add(*rain.ways.values(), *rain.heaps.values(), rain.ring)

    def clear(self) -> Moves:
        """Take out the ways of the drops; where they came from, λ is told."""
        rain = self.rain
        yield rain.conceal(*rain.ways.values(), rain.names[0])
        yield FadeIn(rain.strength_out)

    def turn_up(self, strength: float, seconds: float) -> Moves:
        """Raise λ evenly."""
        tracker: Any = self.plot.strength
        yield tracker.animate(run_time=seconds, rate_func=linear).set_value(strength)

    def hide_heads(self) -> Moves:
        """Leave the place of names and numbers to a claim."""
        self.plot.centre.set_value(self.plot.largest)
        yield FadeOut(self.rain.heads, self.rain.strength_out)

    def feed(self, penalty: Penalty) -> Moves:
        """Show what comes out of one input, again."""
        plot = self.plot
        yield plot.reveal(plot.input, plot.answers[penalty], plot.plumbs[penalty])
