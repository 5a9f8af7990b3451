"""Says step by step what comes out of one weight: cases, the gap between them, and what many weights come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    TransformFromCopy,
    VGroup,
    VMobject,
)
from manim.mobject.mobject import _AnimationBuilder

from common.figures.equation import Equation
from common.figures.lettering import formula, lettering
from common.figures.output_plot import OutputPlot
from common.figures.output_rain import OutputRain
from common.figures.slopes_at_zero import SlopesAtZero
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, PORTRAIT, Box, Stage
from common.style import TYPE, Theme

__all__ = ["OutputBoard"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_HEAD = 0.75  # scene units above the plot for what is written there
_ASIDE = {"16:9": 3.05, "9:16": 1.3, "1:1": 1.5}  # for a heap
_WRITING = 2.0  # under the plot, in portrait
_GAP, _LEADING = 0.3, 0.4
_CLOSE = 1.6  # times
_SHORT = 1.04  # of the threshold, up to which a case has been followed


class OutputBoard:
    """The plot, and what is written beside it. Each verb gives the animations of its step.

    ``numbers`` are those of the scene. ``l1`` and ``l2`` are what a penalty has for itself.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any, camera: Any) -> None:
        n, self._stage, self._theme, self._labels, self._camera = numbers, stage, theme, labels, camera
        self._numbers = n
        plot = self.plot = OutputPlot(n.curvature, n.largest, n.strength, theme)
        aside = _ASIDE[stage.aspect.name]
        body = stage.body.cut_top(_HEAD)[1] if stage.aspect is LANDSCAPE else stage.body
        beside = Box(body.left + aside, body.bottom, body.right - aside, body.top)
        whole = body.cut_bottom(_WRITING)[1] if stage.aspect is PORTRAIT else body
        plot.fit(whole, beside, labels["into"], labels["out"])
        self.cases = {each: self._write(*lines) for each, lines in self._derivations().items()}
        self._seat_cases(body)
        self.slopes = SlopesAtZero(n.curvature, plot.centre, plot.strength, theme)
        self._close = self._look_close()
        self.slopes.fit(self._close[UL[0], UL[1]], _CLOSE)
        self.condition = Equation([("h hat(w)", theme.loss), ("in", theme.ink), ("[-lambda, lambda]", theme.l1)], TYPE.formula)
        self.condition.scale(1 / _CLOSE).move_to(self._close[DR[0], DR[1]].centre)
        self.question = formula('"?"', TYPE.card, theme.ink).scale(1 / _CLOSE)
        self.question.move_to(plot.window.point(0.5 * plot.threshold(), 0.0)).shift(_LEADING * DOWN)
        plot.seat.set_value(1.0)
        plot.redraw()
        self.rain = OutputRain(plot, n.drawn, n.strong, aside - _GAP, labels["zeros"])
        plot.seat.set_value(0.0)
        plot.refresh()
        self.rain.refresh()
        self.tags = {each: lettering(labels[each.name], TYPE.title, theme.of(each), bold=True) for each in (L1, L2)}
        self._seat_tags()
        self.term = lettering(labels["term"], TYPE.title, theme.l1, bold=True)
        self.term.next_to(self.condition, DOWN, buff=_LEADING).scale(1 / _CLOSE)
        self.l1, self.l2 = (VGroup(plot.sides[each], self.rain.sides[each]) for each in (L1, L2))
        camera.upright(plot.input, *plot.answers.values(), *plot.gap, self.slopes.mark)

    # The axes.

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
        yield self.plot.reveal(self.plot.names[1])

    def answer(self, penalty: Penalty) -> Moves:
        """Show what comes out now."""
        plot = self.plot
        yield plot.reveal(plot.identity, by=Create)
        yield plot.reveal(plot.plumbs[penalty], plot.answers[penalty])

    # The cases.

    def write(self, case: str) -> Iterator[Animation]:
        """Write the condition of a case, term by term."""
        yield AnimationGroup(*map(FadeIn, self.cases[case][0]), lag_ratio=0.5)

    def pay(self, penalty: Penalty) -> Moves:
        """Take the price."""
        self.plot.add(self.plot.taken[penalty])
        yield self.plot.paid.animate.set_value(1.0)

    def solve(self, case: str) -> Iterator[Animation]:
        """Write what follows in a case, and what is taken."""
        if case != "line":
            yield self.plot.reveal(self.plot.amount)
        yield FadeIn(self.cases[case][1], shift=_LEADING * DOWN)

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
        if self._stage.aspect is PORTRAIT:
            yield FadeOut(self.cases["right"])
        yield from self.write("left")

    def follow_up(self) -> Moves:
        """Follow that case to its end."""
        yield from self.follow("left", -_SHORT * self.plot.threshold())

    def leave_cases(self) -> Moves:
        """Take out what was written, and the last answer."""
        plot = self.plot
        yield FadeOut(self.cases["left"], *(() if self._stage.aspect is PORTRAIT else (self.cases["right"],)))
        yield plot.conceal(plot.answers[L1], plot.taken[L1], plot.plumbs[L1], plot.amount, *plot.names)

    def see_gap(self) -> Moves:
        """Go close to what is left between them."""
        plot = self.plot
        yield plot.reveal(plot.gap, self.question)
        yield self._camera.frame.animate.look_at(self._close[0, 0])

    # The gap.

    def open_interval(self) -> Moves:
        """Show all the slopes of a corner, and that they fill the gap."""
        slopes = self.slopes
        yield slopes.reveal(slopes.price, slopes.fan, slopes.bar, slopes.names)

    def fill(self) -> Moves:
        """Lay the slopes into the gap."""
        yield self.plot.reveal(self.plot.slopes, by=lambda bar: TransformFromCopy(self.slopes.bar.bar, bar))
        yield FadeIn(self.condition)

    def choose(self) -> Moves:
        """Show the slope that cancels the input."""
        yield self.slopes.reveal(self.slopes.chosen, self.slopes.mark)
        yield self.plot.conceal(self.question)

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
        yield FadeIn(self.term)

    # The other price.

    def draw_back(self) -> Moves:
        """See the whole plot again."""
        plot = self.plot
        yield FadeOut(self.condition, self.term, self.slopes)
        yield plot.conceal(plot.answers[L1], plot.taken[L1], plot.gap, plot.input)
        yield self._camera.frame.animate.go_home()

    def divide(self) -> Moves:
        """Write the condition under L2, and show what comes out before its price."""
        plot = self.plot
        plot.paid.set_value(0.0)
        plot.centre.set_value(plot.largest)
        yield plot.reveal(plot.answers[L2], plot.plumbs[L2], plot.input, *plot.names)
        yield from self.write("line")

    # The rain.

    def make_room(self) -> Moves:
        """Put an axis for outputs on either side."""
        plot, rain = self.plot, self.rain
        yield FadeOut(*self.cases["line"])
        yield plot.conceal(plot.answers[L2], plot.taken[L2], plot.plumbs[L2], plot.input, *plot.names)
        yield plot.conceal(plot.identity)
        yield plot.seat.animate.set_value(1.0)
        yield FadeIn(*self.tags.values(), *rain.counts.values())

    def rain_on(self) -> Mobject:
        """Bring in the rain, of which nothing has fallen."""
        rain = self.rain
        rain.refresh()
        by_penalty = rain.shelves, rain.trails, rain.streaks, rain.heaps
        rain.add(rain.ways, rain.drops)
        return rain.add(*(part for parts in by_penalty for part in parts.values()), rain.ring)

    def clear(self) -> Moves:
        """Take out the ways of the drops."""
        rain = self.rain
        yield rain.conceal(rain.ways, rain.drops, *rain.trails.values(), *rain.streaks.values())

    def hide_words(self) -> Moves:
        """Leave the place of names and numbers to a claim."""
        self.plot.centre.set_value(self.plot.largest)
        yield FadeOut(*self.tags.values(), *self.rain.counts.values())

    def feed(self, penalty: Penalty) -> Moves:
        """Show what comes out of one input, again."""
        plot = self.plot
        yield plot.reveal(plot.input, plot.answers[penalty], plot.plumbs[penalty])

    # How it is laid out.

    def _derivations(self) -> Mapping[str, tuple[list[tuple[str, Any]], list[tuple[str, Any]]]]:
        ink, loss, l1, l2 = self._theme.ink, self._theme.loss, self._theme.l1, self._theme.l2
        pull = ("h(w - hat(w))", loss)
        return {
            "right": ([pull, ("+ lambda", l1), ("= 0", ink)], [("w =", ink), ("hat(w)", loss), ("- lambda \\/ h", l1)]),
            "left": ([pull, ("- lambda", l1), ("= 0", ink)], [("w =", ink), ("hat(w)", loss), ("+ lambda \\/ h", l1)]),
            "line": ([pull, ("+ lambda w", l2), ("= 0", ink)], [("w =", ink), ("h \\/ (h + lambda)", l2), ("hat(w)", loss)]),
        }

    def _write(self, *lines: list[tuple[str, Any]]) -> VGroup:
        size = TYPE.formula if self._stage.aspect is not Stage else TYPE.label
        return VGroup(*(Equation(line, size) for line in lines)).arrange(DOWN, buff=_LEADING)

    def _seat_cases(self, body: Box) -> None:
        """Put each into a quadrant of the plot that its graph leaves free, or below."""
        for case, side in (("right", UL), ("left", DR), ("line", DR)):
            if self._stage.aspect is PORTRAIT:
                box = body.cut_bottom(_WRITING - _GAP)[0]
            else:
                origin = self.plot.window.point(0.0, 0.0)
                corner = body.corner(side)
                box = Box(*np.minimum(origin, corner)[:2], *np.maximum(origin, corner)[:2])
            lines = self.cases[case]
            lines.scale(min(1.0, (box.width - 2 * _GAP) / lines.width)).move_to(box.centre)

    def _look_close(self) -> Mapping[tuple[float, float], Box]:
        """What is seen from close by, and its quarters that are free."""
        width, height = (side / _CLOSE for side in self._stage.aspect.frame)
        x, y = self.plot.window.point(0.0, 0.0)[:2]
        return {
            (0, 0): Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2),
            (UL[0], UL[1]): Box(x - 0.4 * width, y + 0.12 * height, x - 0.06 * width, y + 0.4 * height),
            (DR[0], DR[1]): Box(x + 0.06 * width, y - 0.34 * height, x + 0.44 * width, y - 0.1 * height),
        }

    def _seat_tags(self) -> None:
        """Put each in a corner above, and its count under it."""
        narrow = self._stage.aspect is not LANDSCAPE
        box = self._stage.headline if narrow else self._stage.body
        for penalty, side in ((L1, LEFT), (L2, RIGHT)):
            tag, count = self.tags[penalty], self.rain.counts[penalty]
            tag.move_to(box.corner(UP + side), aligned_edge=UP + side)
            count.next_to(tag, DOWN, buff=0.2).align_to(box.corner(side), side)
