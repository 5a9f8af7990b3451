"""Steps: the weight that loses a fixed amount arrives at zero; the one that loses a share does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import FadeOut

from common.figures.step_line import StepLine
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from scenes.numbers.steps import StepsNumbers
from scenes.walking import Walking

__all__ = ["Steps"]

PUSH_RULES = {
    L1: 'Omega = abs(w), quad Omega\' = op("sign")(w)',
    L2: "Omega = w^2 \\/ 2, quad Omega' = w",
}
STEP_RULES = {L1: 'w arrow.r w - eta lambda op("sign")(w)', L2: "w arrow.r (1 - eta lambda) w"}
OPTIMUM_SYMBOLS = {L1: "w^star =", L2: "w^star = h hat(w) \\/ (h + lambda) ="}
LOSS = "L(w) = h (w - hat(w))^2 \\/ 2"
OBJECTIVES = {L1: "L(w) + lambda abs(w)", L2: "L(w) + lambda w^2 \\/ 2"}


class Steps(Walking[StepsNumbers]):
    """A fixed amount or a fixed share: which push still acts when the weight is small?"""

    numbers = StepsNumbers()

    def construct(self) -> None:
        """Push, step, race; then the loss joins in."""
        numbers = self.numbers
        pair = [self.line(penalty, box) for penalty, box in zip((L1, L2), self.stage.rows(), strict=True)]
        self.add(*(line.add(*line.picture, line.penalty_push) for line in pair))

        with self.beat("push") as beat:
            beat.pause(0.45)
            self.slide(pair, [numbers.equal] * 2, run_time=1.5)
            beat.pause(0.35)
            self.slide(pair, [numbers.start] * 2, run_time=2)

        with self.beat("rule") as beat:
            self.play(*(line.conceal(line.rule) for line in pair))
            self.play(*(line.rewrite(STEP_RULES[line.penalty]) for line in pair))
            for line, share in zip(pair, (0.1, 0.35), strict=True):
                beat.pause(share)
                self.walk([line], [numbers.plain_walk(line.penalty)[:2]], pace=1.5)

        with self.beat("race") as beat:
            walks = [numbers.plain_walk(line.penalty, numbers.halvings) for line in pair]
            self.walk(pair, [walk[1 : numbers.race] for walk in walks], pace=0.8)
            beat.pause(0.3)
            self.walk(pair, [walk[numbers.race - 1 : numbers.race + 1] for walk in walks], pace=1.2)
            self.walk(pair, [walk[numbers.race :] for walk in walks], pace=0.8)

        with self.beat("add_loss"):
            self.play(*(FadeOut(line.forget()) for line in pair), *(line.conceal(line.rule) for line in pair))
            self.slide(pair, [numbers.start] * 2, run_time=1)
            self.play(*(line.join(numbers.loss) for line in pair))
            self.play(*(line.rewrite(LOSS) for line in pair))
            self.walk(pair, [numbers.settling_walk(line.penalty) for line in pair], pace=0.45)

        with self.beat("balance"):
            self.play(*(FadeOut(line.forget()) for line in pair), *(line.conceal(line.rule) for line in pair))
            self.slide(pair, [numbers.centre] * 2, run_time=1)
            self.play(
                *(line.rewrite(OBJECTIVES[line.penalty]) for line in pair),
                *(line.reveal(line.loss_push, line.penalty_push) for line in pair),
            )
            self.slide(pair, [numbers.optimum(line.penalty) for line in pair], run_time=3)
            self.play(*(line.settle(OPTIMUM_SYMBOLS[line.penalty]) for line in pair))
            self.hold(2)

    def line(self, penalty: Penalty, box: Box) -> StepLine:
        """The line of ``penalty`` in ``box``, its weight still small."""
        numbers, title = self.numbers, self.words.labels[penalty.name]
        rule = PUSH_RULES[penalty]
        return StepLine(
            box,
            penalty,
            numbers.step,
            numbers.strength,
            numbers.small,
            title,
            rule,
            self.theme,
            numbers.decimals,
        )

    def slide(self, lines: Sequence[StepLine], weights: Iterable[float], run_time: float) -> None:
        """Let all weights change smoothly, each to its own of ``weights``."""
        moves = (line.weight.animate.set_value(weight) for line, weight in zip(lines, weights, strict=True))
        self.play(*moves, run_time=run_time)
