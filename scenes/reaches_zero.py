"""Reaching zero: the plain L1 step rattles about it for ever; the proximal step stops on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import UR, FadeIn, FadeOut, VGroup, linear

from common.explainer import Explainer
from common.figures.hops import Hops
from common.figures.lettering import formula
from common.figures.walk_bars import WalkBars
from common.figures.walk_plot import WalkPlot
from common.figures.walker import Walker
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.maths.penalties.norms import L1
from common.style import TEMPO, TYPE
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.steps import Steps
from scenes.walking import last_hop, settling, walk_boxes

__all__ = ["ReachesZero"]

RULE = 'w arrow.r op("sign")(w) max(abs(w) - eta lambda, 0)'
CLOSE = 3.5


class ReachesZero(Explainer[ReachesZeroNumbers]):
    """A step that may pass zero may never stand on it; a step that stops there does, from anywhere."""

    numbers = ReachesZeroNumbers()
    continues = "scenes.steps:Steps"

    def construct(self) -> None:
        """Miss zero, look closer, step smaller; then stop on it, once and many times."""
        n, before = self.numbers, Steps.numbers
        (self.reach,) = self.trackers(before.settling)
        box, self.corner = walk_boxes(self.stage)
        self.plot = plot = WalkPlot(self.reach, self.words.labels["step"], self.theme, self.camera.zoom)
        plot.fit(box)
        self.first, self.even, self.uneven, self.stopping = walkers = [
            Walker(plot, L1, n.step, n.strength, self.theme, side=side) for side in (-1, -1, 1, 0)
        ]
        self.subjects = [walker.parts for walker in walkers]
        for part, place in plot.upright:
            self.camera.upright(part, about=place)
        self.first.set_out(settling(before, L1))
        self.first.taken.set_value(before.landing)
        self.missed = self.first.miss(before.landing, before.past)
        self.camera.upright(self.missed[1], *(walker.ball for walker in walkers))
        self.view.bring(*last_hop(self.stage, plot, before))
        self.add(plot.add(plot.axes, self.first.posts, self.first.trail, self.first.ball, *self.missed))
        self.miss()
        self.rattle()
        self.stop()
        self.many()

    def miss(self) -> None:
        """Draw back; land by luck, then go across."""
        n, plot, first, even, uneven = self.numbers, self.plot, self.first, self.even, self.uneven
        self.show_card()
        with self.beat("uneven") as beat:
            beat.at("even")
            first.let_go()
            back = self.view.animate.go_home(), *first.go_to(0, n.even)
            self.play(*back, *first.leave(but=(first.ball,)), *plot.take(*self.missed), run_time=1)
            self.play(*plot.restore_names(), run_time=TEMPO.dim)
            self.reach.set_value(n.seen)
            even.set_out(Hops(L1, n.strength, n.plain_walk(n.even, n.lucky), np.full(n.lucky, n.step)))
            plot.remove(first.ball).add(even.posts, even.trail, even.ball)
            beat.sweep(even.taken, to=n.lucky, seconds=max(beat.until("uneven") - 1, 2), rate=linear)
            weights, steps, self.crossings = n.missing
            uneven.set_out(Hops(L1, n.strength, weights, steps))
            come = plot.bring(uneven.posts, uneven.ball)
            beat.show("uneven", come, self.attend(uneven.parts), run_time=TEMPO.dim)
            plot.add(uneven.trail)
            beat.sweep(uneven.taken, to=n.across, seconds=2.2, rate=linear)

    def rattle(self) -> None:
        """Look closer at how it rattles, then let each crossing halve the step, and go in with it."""
        n, plot, uneven = self.numbers, self.plot, self.uneven
        self.named = VGroup()
        with self.beat("zoom") as beat:
            beat.show("zoom", plot.leave_names(), run_time=TEMPO.dim)
            self.play(self.go_to(n.across + 1, CLOSE), run_time=1)
            for count, weight in enumerate(n.about_zero, n.across + 1):
                number, place = plot.number(uneven.time(count), weight)
                self.camera.upright(number, about=place)
                self.named.add(number)
                beat.sweep(uneven.taken, to=count, seconds=0.5, rate=linear)
                self.play(FadeIn(number), run_time=TEMPO.dim)
            beat.show("back", [FadeOut(self.named)], run_time=TEMPO.dim)
            on = self.go_to(n.rattled, CLOSE), uneven.taken.animate.set_value(n.rattled)
            self.play(*on, run_time=1.4, rate_func=linear)
        with self.beat("smaller_step") as beat:
            first, *others = self.crossings[1:]
            few = 2 * len(others) // 5
            times = CLOSE
            for mark, counts in (("halve", [first]), ("closer", others[:few]), ("beside", others[few:])):
                beat.at(mark)
                for count in counts:
                    times *= 2
                    self.play(self.go_to(count, times), uneven.taken.animate.set_value(count), run_time=0.75)

    def stop(self) -> None:
        """Change the rule: cut the step off at zero; then walk down, and stop there."""
        n, plot, walker = self.numbers, self.plot, self.stopping
        self.rule = formula(RULE, TYPE.read_out, self.theme.l1).move_to(self.corner.corner(UR), aligned_edge=UR)
        with self.beat("proximal") as beat:
            walker.stand_at(self.uneven.time(n.across - 1), n.landing[-2])
            gone = *self.even.leave(), *plot.take(self.uneven.posts, self.uneven.ball)
            seen = self.attend(walker.parts, self.uneven.parts)
            beat.show("rule", [self.go_to(n.across - 1, CLOSE)], gone, seen, run_time=1.4)
            self.play(*plot.bring(walker.ball), *walker.show_pushes(), run_time=TEMPO.dim)
            beat.sweep(walker.stops, to=1.0, seconds=1)
            beat.show("name", walker.hide_pushes(), run_time=TEMPO.dim)
            self.play(self.view.animate.go_home(), *walker.go_to(0, n.start), run_time=1)
            self.play(FadeIn(self.rule), *plot.restore_names())
            walker.set_out(Hops(L1, n.strength, n.landing, np.full(n.across, n.step), is_proximal=True))
            plot.add(walker.posts, walker.trail)
            beat.at("walk")
            beat.sweep(walker.taken, to=n.across - 1, seconds=beat.until("land") - 1, rate=linear)
            beat.land(walker.taken, to=n.across, until="land")

    def many(self) -> None:
        """Let many weights walk by either rule."""
        n, labels, aspect = self.numbers, self.words.labels, self.stage.aspect
        kinds = zip(
            (penalty_steps, proximal_steps), ("plain", "proximal"), self.stage.pair(is_clear=True), strict=True
        )
        self.subjects = plain, proximal = [
            WalkBars(n.many(walk), L1, n.widest, labels[kind], labels["zeros"], box, aspect, self.theme)
            for walk, kind, box in kinds
        ]
        with self.beat("many") as beat:
            gone = [FadeOut(self.plot, self.rule)]
            beat.show("many", gone, [FadeIn(plain.bars), FadeIn(proximal.bars)], run_time=TEMPO.enter)
            self.play(FadeIn(plain.panel), FadeIn(proximal.panel), run_time=TEMPO.dim)
            beat.show("plain", self.attend(plain), run_time=TEMPO.dim)
            self.play(plain.march(n.landed + 1, beat.until("proximal")))
            beat.show("proximal", self.attend(proximal), run_time=TEMPO.dim)
            self.play(proximal.march(n.landed, max(beat.remaining, 2.0)))
        with self.beat("remember") as beat:
            beat.show("zero", self.attend(), self.show_claim())
            self.play(plain.march(n.landed + n.further, beat.until("stop")))
            beat.show("stop", self.attend(proximal))

    def go_to(self, count: int, times: float) -> Any:
        """Go so close to where the weight that misses 0 is after so many steps."""
        return self.view.animate.bring(self.uneven.ground(count), self.stage.body.centre, times)
