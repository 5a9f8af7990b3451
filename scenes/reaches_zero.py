"""Reaching zero: the plain L1 step rattles about it for ever; the proximal step stops on it."""

from __future__ import annotations

import numpy as np
from common.figures.lens import Lens
from common.figures.step_line import StepLine
from manim import FadeIn, FadeOut, ValueTracker

from common.figures.panel import Panel
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.maths.penalties.norms import L1
from common.stage import Box
from scenes.numbers.reaches_zero import ReachesZeroNumbers, Walk
from scenes.walking import Walking

__all__ = ["ReachesZero"]

PLAIN_RULE = 'w arrow.r w - eta lambda op("sign")(w)'
PROXIMAL_RULE = 'w arrow.r op("sign")(w) max(abs(w) - eta lambda, 0)'
LINE_SHARE = 0.42  # of the body's height, above the lens
BEAM_ROOM = 0.35
TICKS = (0.1, 0.2, 0.5, 1.0, 2.0)


class ReachesZero(Walking[ReachesZeroNumbers]):
    """A step that may pass zero may never stand on it; a step that stops there does, from anywhere."""

    numbers = ReachesZeroNumbers()

    def construct(self) -> None:
        """Miss zero, look closer, step smaller; then stop on it, once and many times."""
        numbers = self.numbers
        above, below = self.stage.body.cut_top(LINE_SHARE * self.stage.body.height, gap=BEAM_ROOM)
        line, even = self.line(above, "uneven", numbers.start), self.line(below, "even", numbers.even)
        reach = ValueTracker(numbers.amount)
        lens = Lens(below, line, reach, numbers.about_zero, self.theme)
        self.add(line.add(*line.picture), even.add(*even.picture))

        with self.beat("uneven") as beat:
            for walker, start in ((even, numbers.even), (line, numbers.start)):
                beat.pause(0.15)
                self.walk([walker], [numbers.plain_walk(start, numbers.at_first)], pace=0.5)

        with self.beat("zoom"):
            self.play(FadeOut(even))
            self.add(lens)
            self.play(lens.reveal(*lens.picture))
            self.play(lens.reveal(*lens.marks))
            self.walk([line], [numbers.plain_walk(line.weight.get_value(), numbers.rattles)], pace=0.9)

        with self.beat("smaller_step") as beat:
            beat.pause(0.2)
            for step, walk in numbers.closing_in(line.weight.get_value()):
                nearby = min(numbers.amount, 2 * step * numbers.strength)
                self.play(line.step.animate.set_value(step), reach.animate.set_value(nearby), run_time=0.5)
                self.walk([line], [walk], pace=0.5)

        with self.beat("proximal") as beat:
            self.play(FadeOut(line.forget()), lens.conceal(lens.trail), line.conceal(line.title, line.rule))
            line.is_proximal = True
            self.play(line.rewrite(PROXIMAL_RULE, self.words.labels["proximal"]), lens.reveal(lens.trail))
            self.play(line.step.animate.set_value(numbers.step), reach.animate.set_value(numbers.amount))
            self.play(line.weight.animate.set_value(numbers.start))
            self.walk([line], [numbers.landing[:-1]], pace=0.5)
            self.play(lens.reveal(lens.push))
            beat.pause(0.3)
            self.play(lens.conceal(lens.push))
            self.walk([line], [numbers.landing[-2:]], pace=1.2)

        with self.beat("many") as beat:
            self.play(FadeOut(line, lens))
            progress = ValueTracker(0.0)
            kinds = zip((penalty_steps, proximal_steps), ("plain", "proximal"), self.stage.pair(), strict=True)
            halves = [self.half(walk, label, progress, box) for walk, label, box in kinds]
            self.add(*(bars for bars, _ in halves))
            self.play(
                *(bars.reveal(bars.ground, bars.picture) for bars, _ in halves),
                *(FadeIn(panel) for _, panel in halves),
            )
            beat.pause(0.3)
            self.march(progress, numbers.landed)

        with self.beat("remember"):
            self.march(progress, numbers.landed + numbers.further)

    def line(self, box: Box, label: str, start: float) -> StepLine:
        """The line of a plain walk from ``start``, titled ``label``."""
        numbers, title = self.numbers, self.words.labels[label]
        return StepLine(
            box, L1, numbers.step, numbers.strength, start, title, PLAIN_RULE, self.theme, numbers.decimals
        )

    def half(self, walk: Walk, label: str, progress: ValueTracker, box: Box) -> tuple[WeightBars, Panel]:
        """The bars, now, of the many weights that take the steps of ``walk``, and their panel."""
        numbers, theme, labels = self.numbers, self.theme, self.words.labels
        walks = numbers.many(walk)

        def weights() -> FloatArray:
            return between(walks, progress.get_value())

        tick = max(tick for tick in TICKS if tick < numbers.widest)
        bars = WeightBars(weights, L1, theme, progress, reach=numbers.widest, ticks=(-tick, tick))
        count = ZeroCount(weights, labels["zeros"], theme, progress)
        panel = Panel(box, self.stage.aspect, labels[label], theme.l1, [count])
        panel.seat(bars)
        return bars, panel

    def march(self, progress: ValueTracker, until: int) -> None:
        """Take all the walks of ``progress`` on to step ``until``, each step as long."""
        for step in range(int(progress.get_value()) + 1, until + 1):
            self.play(progress.animate.set_value(step), run_time=0.8)


def between(walks: FloatArray, progress: float) -> FloatArray:
    """The weights after ``progress`` steps of ``walks`` (steps + 1, count), straight on between two steps."""
    last, share = divmod(progress, 1)
    here = walks[int(last)]
    return np.asarray(here if share == 0 else here + share * (walks[int(last) + 1] - here))
