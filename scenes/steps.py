"""Steps: the weight that loses a fixed amount arrives at zero; the one that loses a share does not."""

from __future__ import annotations

from collections.abc import Sequence

from manim import FadeOut

from common.explainer import Explainer
from common.figures.step_line import StepLine
from common.maths.descents import penalty_steps, proximal_gradient_steps, proximal_steps
from common.maths.losses import FloatArray, OneWeightLoss
from common.maths.penalties import L1, L2, Penalty
from common.stage import Box

__all__ = ["Steps"]

STEP, STRENGTH = 0.5, 1.0
START, UNEVEN_START = 3.0, 2.2
RACE_STEPS, UNEVEN_STEPS, LOSS_STEPS = 6, 8, 14
EQUAL_PUSH, SMALL = 1.0, 0.25
LOSS = OneWeightLoss(curvature=0.5, centre=1.5)

PUSH_RULES = {
    L1: 'Omega = abs(w), quad Omega\' = op("sign")(w)',
    L2: "Omega = w^2 \\/ 2, quad Omega' = w",
}
STEP_RULES = {
    L1: f'w arrow.r w - eta lambda op("sign")(w), quad eta lambda = {STEP * STRENGTH}',
    L2: f"w arrow.r w - eta lambda w, quad eta lambda = {STEP * STRENGTH}",
}
PLAIN_RULE = 'w arrow.r w - eta lambda op("sign")(w)'
PROXIMAL_RULE = 'w arrow.r op("sign")(w) max(abs(w) - eta lambda, 0)'
OPTIMUM_SYMBOLS = {L1: "w^star =", L2: "w^star = h hat(w) \\/ (h + lambda) ="}
LOSS_RULES = {L1: "L(w) + lambda abs(w)", L2: "L(w) + lambda w^2 \\/ 2"}


class Steps(Explainer):
    """A fixed amount or a fixed share: which push still acts when the weight is small?"""

    def construct(self) -> None:
        """Push, race, overshoot, and then the loss joins in."""
        boxes = self.stage.rows()
        pair = [self.line(box, p, p.name, START, PUSH_RULES[p]) for p, box in zip((L1, L2), boxes, strict=True)]
        self.add(*(line.add(*line.picture) for line in pair))

        with self.beat("push") as beat:
            self.hold()
            self.play(*(line.reveal(line.penalty_push) for line in pair))
            beat.pause(0.2)
            for weight in (EQUAL_PUSH, SMALL):
                self.play(*(line.weight.animate.set_value(weight) for line in pair), run_time=2.5)
                beat.pause(0.2)

        with self.beat("rule") as beat:
            self.play(*(line.conceal(line.penalty_push) for line in pair))
            self.play(*(line.weight.animate.set_value(START) for line in pair))
            self.play(*(line.conceal(line.rule) for line in pair))
            self.play(*(line.rewrite(STEP_RULES[line.penalty]) for line in pair))
            beat.pause(0.3)
            traces = [plain_trace(line.penalty, START, RACE_STEPS) for line in pair]
            self.walk(pair, [trace[:2] for trace in traces], pace=1.5)

        with self.beat("race"):
            self.walk(pair, [trace[1:] for trace in traces], pace=0.9)

        with self.beat("overshoot"):
            self.play(FadeOut(*pair))
            plain = self.line(boxes[0], L1, "plain", UNEVEN_START, PLAIN_RULE)
            proximal = self.line(boxes[1], L1, "proximal", UNEVEN_START, PROXIMAL_RULE)
            self.bring_in([plain, proximal])
            landing = proximal_steps(L1, UNEVEN_START, step=STEP, strength=STRENGTH, count=UNEVEN_STEPS)
            self.walk([plain, proximal], [plain_trace(L1, UNEVEN_START, UNEVEN_STEPS), landing], pace=0.6)

        with self.beat("add_loss"):
            self.play(FadeOut(plain, proximal))
            pair = [
                self.line(box, p, p.name, START, LOSS_RULES[p], loss=LOSS)
                for p, box in zip((L1, L2), boxes, strict=True)
            ]
            self.bring_in(pair)
            self.play(*(line.reveal(line.centre) for line in pair))
            self.walk(pair, [settling_trace(line.penalty) for line in pair], pace=0.45)

        with self.beat("balance") as beat:
            self.play(*(FadeOut(line.forget()) for line in pair))
            self.play(*(line.reveal(line.loss_push) for line in pair))
            beat.pause(0.2)
            self.play(*(line.reveal(line.penalty_push) for line in pair))
            beat.pause(0.3)
            self.play(*(line.settle(OPTIMUM_SYMBOLS[line.penalty]) for line in pair))

    def line(
        self,
        box: Box,
        penalty: Penalty,
        title: str,
        start: float,
        rule: str,
        loss: OneWeightLoss | None = None,
    ) -> StepLine:
        """A walker on its line, with the title of that name."""
        return StepLine(box, penalty, STRENGTH, start, self.words.labels[title], rule, self.theme, loss)

    def bring_in(self, lines: Sequence[StepLine]) -> None:
        """Show the lines with their walkers at the start."""
        self.add(*lines)
        self.play(*(line.reveal(line.line, line.title, line.rule, line.walker, line.read_out) for line in lines))

    def walk(self, lines: Sequence[StepLine], traces: Sequence[FloatArray], pace: float) -> None:
        """Take all lines along their traces side by side, a hop in ``pace`` seconds."""
        for weights in zip(*(trace[1:] for trace in traces), strict=True):
            going = list(zip(lines, weights, strict=True))
            self.play(*(line.hop(w) for line, w in going if w != line.weight.get_value()), run_time=pace)
            for line, w in going:
                line.land(w)


def plain_trace(penalty: Penalty, start: float, count: int) -> FloatArray:
    """The weights of ``count`` plain steps down the penalty alone, shape (count + 1,)."""
    return penalty_steps(penalty, start, step=STEP, strength=STRENGTH, count=count)


def settling_trace(penalty: Penalty) -> FloatArray:
    """The weights on the way to the minimum of loss and penalty together, shape (LOSS_STEPS + 1,)."""
    return proximal_gradient_steps(LOSS, penalty, START, step=STEP, strength=STRENGTH, count=LOSS_STEPS)
