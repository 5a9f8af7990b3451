"""All that is shown of one weight: the line it fits, its loss, the prices on that, the tracks of the minima."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
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
    Transform,
    ValueTracker,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)
from manim.mobject.mobject import _AnimationBuilder

from common.figures.cost_legend import CostLegend
from common.figures.cost_plot import CostPlot, alone_on, under_names
from common.figures.fitted_line import FittedLine
from common.figures.loss_trace import LossTrace
from common.figures.minima_track import MinimaTrack, above_track
from common.figures.price_stack import PriceStack
from common.figures.window import Window
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage
from common.style import TEMPO, Theme

__all__ = ["CostBoard"]

_ASIDE, _OVER, _FLAT = 0.35, 0.1, 0.05
_LOW = 2.8  # scene units below the middle, where the axis is seen from close by
_CLOSE, _CLOSER = 1.5, 3.5  # times as close as at first: the tracks, and the prices near 0


class CostBoard:
    """Says step by step how a price brings a weight to 0, or never does; each verb gives the animations of a step.

    ``numbers`` are those of the scene. ``weight`` is that of the line, and its loss has been traced up to
    ``traced``; ``line`` are both. By penalty, the price has been ``lifted`` onto the loss; λ is ``strength``,
    and has been as large as ``reached``. The plot stands beside the data while ``seat`` is 0, alone at 1, and
    above the tracks at 2. ``camera`` sees it, and goes close. ``subjects`` are what the words speak of by turns:
    both penalties, and the loss.
    """

    def __init__(
        self,
        stage: Stage,
        camera: Any,
        theme: Theme,
        labels: Mapping[str, str],
        numbers: Any,
    ) -> None:
        n, loss, (above, below) = numbers, numbers.loss, above_track(stage)
        self._view = view = camera.frame
        self._width = view.width
        data_box, beside = map(under_names, stage.pair())
        alone = alone_on(stage)
        self.weight, self.traced = ValueTracker(n.flattest), ValueTracker(n.flattest)
        self.line = self.weight, self.traced
        self.strength, self.reached, self.seat = (ValueTracker(0.0) for _ in range(3))
        self.scale, self._most = ValueTracker(n.more), n.most
        self.lifted: Mapping[Penalty, ValueTracker] = {penalty: ValueTracker(0.0) for penalty in (L1, L2)}
        self.fit = FittedLine(n.drawn, self.weight, theme, n.steepest, n.of_slopes, n.steep)
        self.fit.fit(data_box)
        self.plot = plot = CostPlot(loss, self.strength, theme)
        plot.fit(beside, alone, above, seat=self.seat)
        self.trace = LossTrace(plot, n.points.least_squares(), n.flattest, self.weight, self.traced)
        self.stacks = {penalty: PriceStack(plot, penalty, up, n.first) for penalty, up in self.lifted.items()}
        self.track = MinimaTrack(plot, self.reached, self.scale, n.most, n.decimals)
        self.track.fit(below)
        names = alone if stage.aspect is LANDSCAPE else stage.headline
        seen_alone = Window(alone, plot.window.view)
        axis, outside = float(seen_alone.point(0.0, 0.0)[0]), (DL, DR)
        if loss.centre > 0:
            names, inside = Box(axis + _ASIDE, names.bottom, names.right, names.top), UL
        else:
            names, inside, outside = Box(names.left, names.bottom, axis - _ASIDE, names.top), UR, outside[::-1]
        self.legend = CostLegend(labels, theme, self.track.price_out, names, inside)
        self.legend.axis.next_to(plot.axes[1].get_end(), outside[1], buff=0.1)
        first = seen_alone.view.x[0 if loss.centre > 0 else 1]
        end = seen_alone.point(first, float(loss.value(np.array(first))))
        name = self.legend.loss.move_to(end + _OVER * UP, aligned_edge=outside[0])
        name.shift(max(0.0, float(name.get_top()[1]) - stage.safe.top) * outside[1])
        self.legend.names.add_updater(lambda names: self._name_ends(names, stage.body, view))
        l1, l2 = (VGroup(plot.sides[each], self.stacks[each], self.track.sides[each]) for each in (L1, L2))
        self.subjects = l1, l2, plot.loss_curve
        camera.fix(self.legend.tags, self.legend.formulas, self.legend.losses, self.legend.strength)
        for part, place in self._upright:
            camera.upright(part, about=place)

    def opening(self) -> Iterator[Mobject]:
        """Give the points, and the axes of their loss."""
        yield self.fit.add(self.fit.axes, self.fit.points_drawn)
        yield self.plot.add(self.plot.axes, self.trace.curve)
        yield self.legend.axis
        yield self.track

    def draw_line(self) -> Iterator[Animation]:
        """Draw the line."""
        yield self.fit.reveal(self.fit.line, by=Create)
        yield FadeIn(self.fit.weight_out)

    def show_gaps(self) -> Iterator[Animation]:
        """Show how far the line misses each point, and put a ball where its loss will be traced out."""
        yield self.fit.reveal(self.fit.misses, run_time=TEMPO.dim)
        yield self.plot.reveal(self.trace.ball, run_time=TEMPO.dim)

    def square_gaps(self) -> Iterator[Animation]:
        """Square the gaps."""
        yield self.fit.reveal(self.fit.squares)
        yield self.plot.reveal(self.plot.loss_curve)

    def take_mean(self) -> Iterator[Animation]:
        """Let the squares become how high the ball is."""
        height = self.trace.height
        for square in self.fit.squares:
            flat = square.copy().stretch_to_fit_width(_FLAT).stretch_to_fit_height(height.height)
            yield Transform(square.copy(), flat.move_to(height), remover=True)
        yield self.plot.reveal(height, by=_at_last)

    def mark_best(self) -> Iterator[Animation]:
        """Mark the weight that the data want."""
        yield self.plot.reveal(self.plot.wanted)

    def leave_data(self) -> Iterator[Animation | _AnimationBuilder]:
        """Take out what is shown of the data, except their loss, and let that have the stage."""
        self.plot.remove(self.trace.curve, self.trace.ball, self.trace.height)
        yield FadeOut(self.fit, self.fit.weight_out, self.legend.axis, self.trace.ball, run_time=TEMPO.enter)
        seat: Any = self.seat.animate
        yield seat(run_time=1.2).set_value(1.0)
        yield FadeIn(self.legend.loss, run_time=1.5, rate_func=squish_rate_func(smooth, 0.8, 1.0))

    def charge(self, penalty: Penalty) -> Iterator[Animation]:
        """Draw a price over the axis."""
        yield self.plot.reveal(self.stacks[penalty].price, self.stacks[penalty].sticks, run_time=TEMPO.dim)

    def mark_zero(self) -> Iterator[Animation]:
        """Mark the place of the weight 0, where nothing is yet."""
        yield self.plot.reveal(self.plot.goal, by=Create, run_time=TEMPO.enter)

    def come_near(self) -> Iterator[Animation]:
        """Show what a small weight pays, without the names that would be in the way from close by."""
        plot, origin = self.plot, self.plot.origin.get_center()
        leave = FadeOut(self.legend.loss, run_time=TEMPO.dim), plot.conceal(plot.goal, run_time=TEMPO.dim)
        near = self._bring(origin, origin * RIGHT + _LOW * DOWN, _CLOSER, run_time=2.0)
        yield _one_by_one([*leave, *self._fade(0.0, plot.axis_name, plot.wanted)], near)

    def draw_back(self) -> Iterator[Animation]:
        """Show all again, with the names of the axis."""
        back: Any = self._view.animate
        names = self._fade(1.0, self.plot.axis_name, self.plot.wanted)
        yield _one_by_one([back(run_time=1.2).go_home()], names)

    def add_price(self, penalty: Penalty) -> Iterator[Any]:
        """Draw it, and say what it is."""
        yield from self.legend.name(penalty)
        yield from self.charge(penalty)

    def clear_for(self, penalty: Penalty) -> Iterator[Animation]:
        """Leave it alone on the plot, where its sticks will rise."""
        others = (stack for each, stack in self.stacks.items() if each is not penalty)
        yield from (self.plot.conceal(stack.price, stack.sticks, run_time=TEMPO.dim) for stack in others)

    def lift(self, penalty: Penalty) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Put it on the loss."""
        self.plot.add(self.stacks[penalty].tops)
        yield from self.legend.add_loss(penalty)
        yield self.lifted[penalty].animate.set_value(1.0)

    def change_to(self, penalty: Penalty) -> Iterator[Animation]:
        """Draw its price, and take the other out from under its total."""
        yield from self._leave_total(L1 if penalty is L2 else L2)
        yield from self.charge(penalty)

    def mark_least(self) -> Iterator[Animation]:
        """Mark where the totals are least, and lead from there down to the weights."""
        yield from self._leave_total(L2)
        marked = self.plot.reveal(*self.plot.minima.values(), run_time=TEMPO.enter)
        yield _one_by_one([marked], [self.plot.reveal(*self.plot.plumbs.values(), by=Create)])

    def start_again(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Let the prices be nothing, so that both minima are where the data want them, and make room below."""
        yield from self.legend.step_aside()
        yield self.strength.animate.set_value(0.0)
        yield self.seat.animate.set_value(2.0)

    def draw_strengths(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Draw an axis for λ, downwards, where the minima write where they are from now on."""
        track = self.track
        yield track.reveal(track.axes, track.line, track.strength_out, *track.sides.values(), run_time=TEMPO.enter)
        yield self.plot.conceal(self.plot.goal, run_time=TEMPO.enter)
        yield from self._fade(0.0, self.plot.axis_name, self.plot.zero)

    def follow_tracks(self, strength: float) -> Iterator[_AnimationBuilder]:
        """Show, from closer by, where they will have led by λ = ``strength`` on the first scale."""
        return self._bring(self.track.below(strength), self.track.axes[1].get_start(), _CLOSE)

    def show_weight(self) -> Iterator[Animation]:
        """Say where the minimum of L1 is, and which curve is which."""
        yield self.track.show_weight(L1)
        yield FadeIn(self.legend.names)

    def raise_further(self, strength: float) -> Iterator[Mobject | _AnimationBuilder]:
        """Let λ grow up to ``strength``, and the tracks with it."""
        yield from self.follow_tracks(strength)
        yield from (each.animate.set_value(strength) for each in (self.strength, self.reached))

    def count_thresholds(self) -> Iterator[Animation]:
        """Take out the weight, and tick off the multiples of the threshold."""
        yield self.track.conceal(self.track.weight_outs[L1], run_time=TEMPO.dim)
        yield self.track.reveal(self.track.ticks, run_time=TEMPO.dim)

    def lengthen(self) -> Iterator[Mobject | _AnimationBuilder]:
        """Make the axis long enough for the greatest λ."""
        yield self.scale.animate.set_value(self._most)

    def mark_threshold(self) -> Iterator[Animation]:
        """Mark the λ at which L1's minimum has arrived."""
        yield self.track.reveal(self.track.mark)

    def name_most(self) -> Iterator[Animation]:
        """Say how many thresholds λ will be."""
        yield self.track.reveal(self.track.most_name, run_time=TEMPO.dim)

    def mark_gap(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Mark how far the minimum of L2 still is from 0, and say it."""
        yield self.track.reveal(self.track.gap, by=Create)
        yield self.track.show_weight(L2)

    def name_axis(self) -> Iterator[_AnimationBuilder]:
        """Bring back the name that only the whole picture has room for."""
        return self._fade(1.0, self.plot.axis_name)

    def leave_strength(self) -> Iterator[Animation]:
        """Take out the present λ, and the names of the curves that will change with it."""
        track = self.track
        yield FadeOut(self.legend.names)
        yield track.conceal(track.line, track.strength_out, track.most_name, track.gap, track.weight_outs[L2])

    def leave_tracks(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Take out all but the plot."""
        yield self.track.conceal(*self.track.submobjects)
        yield self.plot.conceal(*self.plot.plumbs.values())

    def stand_alone(self) -> Iterator[Mobject | _AnimationBuilder]:
        """Let the plot have all of the stage."""
        yield self.seat.animate.set_value(1.0)
        yield from self._fade(1.0, self.plot.zero)

    @property
    def _upright(self) -> Iterator[tuple[Mobject, Mobject]]:
        """What keeps its size, and what it stands beside."""
        plot = self.plot
        yield from self.track.upright
        yield plot.zero, plot.origin
        yield plot.wanted, plot.wanted[0]
        yield plot.goal, plot.origin
        for each in (plot.axis_name, self.legend.loss, *self.legend.names, *plot.minima.values()):
            yield each, each

    def _name_ends(self, names: VGroup, body: Box, view: Mobject) -> None:
        """Put ``names`` where the curves leave what is seen of ``body`` in the ``view``."""
        unit = view.width / self._width
        left, bottom, _ = view.get_center() + unit * body.corner(DL)
        right, top, _ = view.get_center() + unit * body.corner(UR)
        self.plot.name_ends(names, Box(left, bottom, right, top), unit)

    def _leave_total(self, penalty: Penalty) -> Iterator[Animation]:
        """Take the stack out from under it."""
        self.plot.add(self.plot.totals[penalty])
        yield self.plot.conceal(*self.stacks[penalty], run_time=TEMPO.dim)

    def _bring(self, *seen: Any, **how: Any) -> Iterator[_AnimationBuilder]:
        moved: Any = self._view.animate
        yield moved(**how).bring(*seen)

    @staticmethod
    def _fade(opacity: float, *names: VMobject) -> Iterator[_AnimationBuilder]:
        for name in names:
            moved: Any = name.animate
            yield moved(run_time=TEMPO.dim).set_opacity(opacity)


def _one_by_one(*verbs: Iterable[Any]) -> Animation:
    return AnimationGroup(*(AnimationGroup(*verb) for verb in verbs), lag_ratio=1)


def _at_last(part: VMobject) -> Animation:
    """Bring it in when all else has arrived there."""
    return FadeIn(part, rate_func=squish_rate_func(smooth, 0.8, 1.0))
