"""Reaching zero: the plain L1 step rattles about it for ever; the proximal step stops on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from manim import FadeIn, FadeOut, ValueTracker
from pydantic import Field, model_validator

from common.figures.lens import Lens
from common.figures.panel import Panel
from common.figures.step_line import StepLine
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.descents import penalty_steps, proximal_steps
from common.maths.losses import FloatArray
from common.maths.penalties import L1
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from common.stage import Box
from scenes.walking import MOST_HOPS, Walking, in_steps, plain_l1_walk, require_short_steps, require_whole_steps

__all__ = ["ReachesZero", "ReachesZeroNumbers"]

PLAIN_RULE = 'w arrow.r w - eta lambda op("sign")(w)'
PROXIMAL_RULE = 'w arrow.r op("sign")(w) max(abs(w) - eta lambda, 0)'
LINE_SHARE = 0.42  # of the body's height, above the lens
BEAM_ROOM = 0.35
TICKS = (0.1, 0.2, 0.5, 1.0, 2.0)
OFF_THE_GRID = 0.1  # of a step: both places of the rattling stand clear of 0
NEAREST = 0.002  # of the weights that the lens shows: closer, and its magnification would have no room

Walk = Callable[..., FloatArray]
"""``penalty_steps`` or ``proximal_steps``."""


class ReachesZeroNumbers(Numbers):
    """A weight that starts off the grid of L1's steps of ηλ, one that starts on it, and many from anywhere."""

    start: float = Field(default=2.2, gt=0, le=3.2, description="a start from which the plain step misses 0")
    even: float = Field(
        default=3.0, gt=0, le=3.2, description="a start from which it lands: a whole number of steps"
    )
    step: float = Field(default=0.5, gt=0, le=9, description="η")
    strength: float = Field(default=1.0, gt=0, description="λ")
    rattles: int = Field(default=4, ge=2, le=8, multiple_of=2, description="steps about 0 that are seen magnified")
    halvings: int = Field(default=6, ge=1, le=9, description="how often the step is halved")
    count: int = Field(default=12, ge=2, le=20, description="how many weights walk at the end")
    widest: float = Field(
        default=1.7, ge=0.15, le=4, description="they start anywhere between this and its negative"
    )
    seed: int = Field(default=4, ge=0, description="of the generator that draws their starts")
    further: int = Field(
        default=5, ge=1, le=8, description="steps of theirs after the last proximal one has landed"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> ReachesZeroNumbers:
        if max(self.start, self.even, self.widest) > MOST_HOPS * self.amount:
            raise ValueError(f"start, even and widest must be within {MOST_HOPS} steps of {self.amount:g} from 0")
        require_short_steps(self.amount)
        if self.widest < self.amount:
            raise ValueError(
                f"widest is {self.widest:g}, but the weights would rattle up to {self.amount:g}, a step"
            )
        steps = in_steps(self.start, self.amount)
        require_whole_steps("even", self.even, self.amount)
        if steps % 1 == 0:
            raise ValueError(f"start is {self.start}, but must not be a whole number of steps of {self.amount:g}")
        if abs(steps - round(steps)) < OFF_THE_GRID:
            raise ValueError(
                f"start is {self.start}, but must be {OFF_THE_GRID:g} steps off a whole number of steps of"
                f" {self.amount:g}, to rattle clear of 0"
            )
        if self.amount / 2 ** (self.halvings - 1) < NEAREST:
            raise ValueError(
                f"halvings is {self.halvings}, but would bring steps of {self.amount:g} below {NEAREST:g}"
            )
        if any((walk == 0).any() for _, walk in self.closing_in(self.plain_walk(self.start, self.at_first)[-1])):
            raise ValueError(f"start is {self.start}, from which halved steps of {self.amount:g} would land on 0")
        return self

    @property
    def amount(self) -> float:
        """ηλ, which a step takes away."""
        return self.step * self.strength

    @property
    def across(self) -> int:
        """The plain steps from ``start`` until the weight is across 0."""
        return int(np.ceil(in_steps(self.start, self.amount)))

    @property
    def at_first(self) -> int:
        """The steps that are seen first: until one walker is at 0 and the other is back from across it."""
        return max(self.across + 1, round(self.even / self.amount))

    def plain_walk(self, start: float, count: int) -> FloatArray:
        """The weights of ``count`` plain steps from ``start``, shape (count + 1,)."""
        return plain_l1_walk(start, self.amount, count)

    @property
    def about_zero(self) -> tuple[Shown, Shown]:
        """The two weights between which it rattles, the one above 0 first."""
        below, above = self.plain_walk(self.start, self.across + 1)[-2:]
        return Shown(above, self.decimals), Shown(below, self.decimals)

    @property
    def decimals(self) -> int:
        """Of the weights: each start, and each that is whole steps away from it."""
        return decimals_for(3, (self.start, self.even, self.amount))

    @property
    def landing(self) -> FloatArray:
        """The weights of the proximal steps from ``start`` until they are at 0."""
        return proximal_steps(L1, self.start, step=self.step, strength=self.strength, count=self.across)

    def closing_in(self, weight: float) -> Iterator[tuple[float, FloatArray]]:
        """Each halved η, and the weights on the way across 0 with it; the first way sets out from ``weight``."""
        step = self.step
        for _ in range(self.halvings):
            step /= 2
            count = int(abs(weight) // (step * self.strength)) + 1
            walk = plain_l1_walk(weight, step * self.strength, count)
            yield step, walk
            weight = float(walk[-1])

    @property
    def starts(self) -> FloatArray:
        """Where the many weights start, shape (count,)."""
        return np.random.default_rng(self.seed).uniform(-self.widest, self.widest, self.count)

    @property
    def landed(self) -> int:
        """The steps after which all the proximal walks are at 0."""
        return int(np.ceil(np.abs(self.starts).max() / self.amount))

    def many(self, walk: Walk) -> FloatArray:
        """The weights of all walks, shape (landed + further + 1, count), when ``walk`` takes the steps."""
        return walk(L1, self.starts, step=self.step, strength=self.strength, count=self.landed + self.further)


class ReachesZero(Walking):
    """A step that may pass zero may never stand on it; a step that stops there does, from anywhere."""

    numbers: ReachesZeroNumbers = ReachesZeroNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """The starts and the step, the two places between which it rattles, and what each rule reaches."""
        numbers = cls.numbers
        above, below = numbers.about_zero
        plain, proximal = (int((numbers.many(walk)[-1] == 0).sum()) for walk in (penalty_steps, proximal_steps))
        return {
            "start": Shown(numbers.start, numbers.decimals),
            "even": Shown(numbers.even, numbers.decimals),
            "amount": numbers.amount,
            "above": above,
            "below": below,
            "steps": len(numbers.landing) - 1,
            "count": numbers.count,
            "plain": plain,
            "proximal": proximal,
        }

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
        bars.fit(panel.picture)
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
