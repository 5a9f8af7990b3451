"""Reaching zero: the plain L1 step rattles about it for ever; the proximal step stops on it."""

from __future__ import annotations

from manim import linear

from common.explainer import Explainer
from common.figures.walk_board import WalkBoard
from common.maths.penalties.norms import L1
from common.style import TEMPO
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.steps import Steps

__all__ = ["ReachesZero"]


class ReachesZero(Explainer[ReachesZeroNumbers]):
    """A step that may pass zero may never stand on it; a step that stops there does, from anywhere."""

    numbers = ReachesZeroNumbers()
    continues = "scenes.steps:Steps"

    def construct(self) -> None:
        """Miss zero, look closer, step smaller; then stop on it, once and many times."""
        n = self.numbers
        before = Steps.numbers if n.side > 0 else Steps.numbers.mirrored
        labels = {**Steps.said(self.setting.language).labels, **self.words.labels}
        steps = before.settling
        board = WalkBoard(self.stage, self.theme, labels, n, self.camera, (L1, L1), steps, n.widest)
        one, two = self.subjects = board.walkers
        self.add(*board.end_of(before))
        self.show_card()
        with self.beat("uneven") as beat:
            beat.show("even", board.clear(), run_time=1)
            board.reach.set_value(n.seen)
            self.play(*board.walk(one, n.plain_walk(n.even, n.lucky)), run_time=TEMPO.dim)
            beat.sweep(one.taken, to=n.lucky, until="luck", rate=linear)
            beat.show("uneven", board.walk(two, *n.missing[:2]), self.attend(two), run_time=TEMPO.dim)
            beat.sweep(two.taken, to=n.across, seconds=2.2, rate=linear)
        with self.beat("zoom") as beat:
            beat.show("zoom", board.plot.leave_names(), board.plot.bring(board.size), run_time=TEMPO.dim)
            self.play(*board.go_with(n.across + 1), run_time=1)
            self.play(*board.number(n.about_zero[0]), run_time=TEMPO.dim)
            beat.sweep(two.taken, to=n.across + 2, seconds=0.5, rate=linear)
            self.play(*board.number(n.about_zero[1]), run_time=TEMPO.dim)
            beat.show("back", board.go_with(n.rattled), run_time=1.4, rate_func=linear)
        with self.beat("smaller_step") as beat:
            for mark, counts in n.closer.items():
                beat.at(mark)
                for count in counts:
                    self.play(*board.go_with(count), run_time=0.75)
        with self.beat("proximal") as beat:
            beat.show("rule", board.try_again(n.across - 1), self.attend(), run_time=1.4)
            self.play(*board.stand_in(n.across - 1, n.landing[-2]), run_time=TEMPO.dim)
            beat.sweep(one.stops, to=1.0, seconds=1)
            beat.show("name", board.plot.bring(board.rule), run_time=TEMPO.dim)
            beat.play(*board.go_back(), until="walk")
            self.play(*one.leave(), *self.attend(one), run_time=TEMPO.dim)
            self.play(*board.walk(one, n.landing, stops=True), run_time=TEMPO.dim)
            beat.sweep(one.taken, to=n.across - 1, seconds=max(beat.until("land") - 1, 0.3), rate=linear)
            beat.land(one.taken, to=n.across, until="land")
        with self.beat("many") as beat:
            beat.show("many", board.clear(), run_time=TEMPO.dim)
            self.play(*board.sink(), run_time=TEMPO.enter)
            plain, proximal = self.subjects = board.crowds()
            self.play(*plain.come(), run_time=TEMPO.dim)
            beat.sweep(plain.taken, to=n.landed, since="plain", until="none", rate=linear)
            beat.show("proximal", self.attend(proximal), proximal.come(), lead=TEMPO.lead, run_time=TEMPO.dim)
            beat.sweep(proximal.taken, to=n.landed + 1, seconds=max(beat.remaining - TEMPO.hold, 2.0), rate=linear)
        with self.beat("remember") as beat:
            end = n.landed + n.further
            moves = plain.taken.animate.set_value(end - 1), proximal.taken.animate.set_value(end)
            beat.at("zero")
            beat.play(*moves, until="stop", rate=linear)
            self.play(*self.show_claim(), run_time=TEMPO.dim)
