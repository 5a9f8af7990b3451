"""One weight fitted to points: a penalty stood on its loss moves the minimum, and one of the two onto zero."""

from __future__ import annotations

from manim import FadeIn, FadeOut, linear

from common.explainer import Explainer
from common.figures.fitted_line import FittedLine
from common.figures.loss_trace import LossTrace
from common.figures.panel import Panel
from common.figures.penalty_stack import PenaltyStack
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import TEMPO
from scenes.numbers.one_weight import DATA, LOSS, SQUARES, THRESHOLD, OneWeightNumbers

__all__ = ["OneWeight"]


class OneWeight(Explainer[OneWeightNumbers]):
    """Loss plus penalty, stick by stick: past a threshold L1's minimum is exactly zero, and L2's never is."""

    numbers = OneWeightNumbers()

    def construct(self) -> None:
        """Fit a line, stand both penalties on its loss, then raise λ."""
        numbers = self.numbers
        self.weight, self.reached = self.trackers(numbers.flattest, numbers.flattest)
        self.strength, self.lifted = self.trackers(0.0, 0.0)
        line, trace, fit_panels = self.fit_and_loss()
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        stacks, panels = zip(*halves, strict=True)
        self.add(line.add(*line.picture), trace.add(*trace.picture), *fit_panels)

        with self.beat("one_line") as beat:
            beat.pause(0.3)
            beat.sweep(self.weight, self.reached, to=numbers.steepest)

        with self.beat("best_line"):
            self.play(self.weight.animate.set_value(LOSS.centre), run_time=TEMPO.sweep_least)
            self.play(trace.reveal(trace.centre_mark))

        with self.beat("cost") as beat:
            self.play(FadeOut(line, *fit_panels), trace.conceal(trace.axes, trace.dot, trace.centre_mark))
            self.remove(trace)
            self.add(*stacks)
            self.play(
                *(stack.reveal(stack.loss_curve, by=trace.hand_over) for stack in stacks),
                *(FadeIn(panel.title) for panel in panels),
            )
            self.play(
                *(stack.reveal(*stack.beside_the_loss) for stack in stacks),
                *(FadeIn(stack.strength_out) for stack in stacks),
            )
            beat.sweep(self.strength, to=numbers.first)

        with self.beat("stack") as beat:
            self.play(*(stack.reveal(stack.plus, stack.objective) for stack in stacks))
            beat.sweep(self.lifted, to=1.0, rate=linear)
            for stack in stacks:
                stack.optimum_out.refresh()
            self.play(
                *(stack.reveal(stack.dot, stack.plumb) for stack in stacks),
                *(FadeIn(stack.optimum_out) for stack in stacks),
            )

        with self.beat("not_yet") as beat:
            beat.sweep(self.strength, to=numbers.weak)

        with self.beat("threshold") as beat:
            self.play(self.strength.animate.set_value(THRESHOLD), run_time=TEMPO.sweep_least)
            beat.pause(0.2)
            beat.sweep(self.strength, to=numbers.more)

        with self.beat("never") as beat:
            beat.sweep(self.strength, to=numbers.most)

        with self.beat("remember") as beat:
            beat.sweep(self.strength, to=THRESHOLD)

    def fit_and_loss(self) -> tuple[FittedLine, LossTrace, list[Panel]]:
        """The points with their line, the loss beside them, and the panels of both."""
        line = FittedLine(DATA, self.weight, self.theme, self.numbers.of_slopes)
        trace = LossTrace(SQUARES, LOSS, self.numbers.flattest, self.weight, self.reached, self.theme)
        panels = []
        for figure, box, name, out in zip(
            (line, trace), self.stage.pair(), ("data", "loss"), (line.weight_out, trace.loss_out), strict=True
        ):
            panel = Panel(box, self.stage.aspect, self.words.labels[name], self.theme.loss, [out])
            panel.seat(figure)
            panels.append(panel)
        return line, trace, panels

    def half(self, penalty: Penalty, box: Box) -> tuple[PenaltyStack, Panel]:
        """The stack of ``penalty`` and its panel, in ``box``."""
        stack = PenaltyStack(penalty, LOSS, self.strength, self.lifted, self.theme, self.numbers.decimals)
        read_outs = [stack.strength_out, stack.optimum_out]
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], self.theme.of(penalty), read_outs)
        panel.seat(stack)
        return stack, panel
