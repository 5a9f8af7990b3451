"""One weight fitted to points: a penalty stood on its loss moves the minimum, and one of the two onto zero."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Self

from manim import FadeIn, FadeOut, ValueTracker, linear
from pydantic import Field, model_validator

from common.explainer import Explainer
from common.figures.fitted_line import FittedLine
from common.figures.loss_trace import LossTrace
from common.figures.panel import Panel
from common.figures.penalty_stack import PenaltyStack
from common.maths.data import one_weight
from common.maths.losses import OneWeightLoss
from common.maths.one_weight import penalised_optimum
from common.maths.penalties import L1, L2, Penalty
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from common.stage import Box
from common.style import TEMPO

__all__ = ["OneWeight", "OneWeightNumbers"]

DATA = one_weight()
SQUARES = DATA.least_squares()
LOSS = OneWeightLoss(float(SQUARES.hessian[0, 0]), float(SQUARES.quadratic.centre[0]))
THRESHOLD = abs(float(LOSS.slope(0.0)))
"""The least λ with the L1 minimum at 0: the loss's pull there."""

NEAR, NEAREST = 0.1, 0.001
"""Weights up to which the minimum is small, and from which it is seen not to be at 0."""


class OneWeightNumbers(Numbers):
    """The slopes w that the line is swept over, and the strengths λ of the penalties, in units of the loss."""

    flattest: float = Field(default=-0.3, ge=-0.45, lt=0.5, description="w from which the line is turned")
    steepest: float = Field(default=1.2, gt=0.5, le=1.2, description="w up to which the line is turned")
    first: float = Field(
        default=0.2, ge=0.02, lt=THRESHOLD, description="λ at which the penalties are stood on the loss"
    )
    weak: float = Field(
        default=0.3, gt=0, lt=THRESHOLD, description="λ that does not yet bring the L1 minimum to 0"
    )
    more: float = Field(default=1.0, gt=THRESHOLD, description="λ that holds the L1 minimum at 0")
    times: float = Field(
        default=10.0, gt=1, le=29, description="λ that still does not bring the L2 minimum to 0, in thresholds"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> Self:
        if not (self.first < self.weak and self.more < self.most):
            raise ValueError(f"first, weak, more and times · {THRESHOLD:g} must ascend")
        if self.not_yet < NEAREST:
            raise ValueError(
                f"weak is {self.weak:g}, too near to {THRESHOLD:g} for its minimum to be seen beside 0"
            )
        return self

    @property
    def not_yet(self) -> float:
        """Where weak leaves the L1 minimum."""
        return float(penalised_optimum(LOSS, L1, self.weak).certified().weights[0])

    @property
    def never(self) -> float:
        """Where the greatest λ leaves the L2 minimum."""
        return float(penalised_optimum(LOSS, L2, self.most).certified().weights[0])

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minima that are not at 0."""
        strengths = (self.first, self.weak, THRESHOLD, self.more, self.most)
        return decimals_for(3, strengths, (self.not_yet, self.never))

    @property
    def of_slopes(self) -> int:
        """The decimals of the line's slope."""
        return decimals_for(2, (self.flattest, LOSS.centre, self.steepest))

    @property
    def most(self) -> float:
        """The greatest λ."""
        return self.times * THRESHOLD


class OneWeight(Explainer):
    """Loss plus penalty, stick by stick: past a threshold L1's minimum is exactly zero, and L2's never is."""

    numbers: OneWeightNumbers = OneWeightNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """The best weight, the threshold, and where the minima are before it and far beyond."""
        numbers, decimals = cls.numbers, cls.numbers.decimals
        return {
            "best": Shown(LOSS.centre, numbers.of_slopes),
            "weak": Shown(numbers.weak, decimals),
            "not_yet": Shown(numbers.not_yet, decimals),
            "threshold": Shown(THRESHOLD, decimals),
            "times": numbers.times,
            "never": Shown(numbers.never, decimals),
        }

    @classmethod
    def cases(cls) -> Set[str]:
        """Whether the minimum that is not yet zero is not small either."""
        return {"far"} if cls.numbers.not_yet > NEAR else set()

    def construct(self) -> None:
        """Fit a line, stand both penalties on its loss, then raise λ."""
        numbers = self.numbers
        self.weight, self.reached = ValueTracker(numbers.flattest), ValueTracker(numbers.flattest)
        self.strength, self.lifted = ValueTracker(0.0), ValueTracker(0.0)
        line, trace, fit_panels = self.fit_and_loss()
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        stacks, panels = zip(*halves, strict=True)
        self.add(line.add(*line.picture), trace.add(*trace.picture), *fit_panels)

        with self.beat("one_line") as beat:
            beat.pause(0.3)
            turned = [tracker.animate.set_value(numbers.steepest) for tracker in (self.weight, self.reached)]
            self.play(*turned, run_time=beat.seconds)

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
            self.play(self.strength.animate.set_value(numbers.first), run_time=beat.seconds)

        with self.beat("stack") as beat:
            self.play(*(stack.reveal(stack.plus, stack.objective) for stack in stacks))
            self.play(self.lifted.animate.set_value(1.0), run_time=beat.seconds, rate_func=linear)
            for stack in stacks:
                stack.optimum_out.refresh()
            self.play(
                *(stack.reveal(stack.dot, stack.plumb) for stack in stacks),
                *(FadeIn(stack.optimum_out) for stack in stacks),
            )

        with self.beat("not_yet") as beat:
            self.play(self.strength.animate.set_value(numbers.weak), run_time=beat.seconds)

        with self.beat("threshold") as beat:
            self.play(self.strength.animate.set_value(THRESHOLD), run_time=TEMPO.sweep_least)
            beat.pause(0.2)
            self.play(self.strength.animate.set_value(numbers.more), run_time=beat.seconds)

        with self.beat("never") as beat:
            self.play(self.strength.animate.set_value(numbers.most), run_time=beat.seconds)

        with self.beat("remember") as beat:
            self.play(self.strength.animate.set_value(THRESHOLD), run_time=beat.seconds)

    def fit_and_loss(self) -> tuple[FittedLine, LossTrace, list[Panel]]:
        """The points with their line, the loss beside them, and the panels of both."""
        line = FittedLine(DATA, self.weight, self.theme, self.numbers.of_slopes)
        trace = LossTrace(SQUARES, LOSS, self.numbers.flattest, self.weight, self.reached, self.theme)
        panels = []
        for figure, box, name, out in zip(
            (line, trace), self.stage.pair(), ("data", "loss"), (line.weight_out, trace.loss_out), strict=True
        ):
            panel = Panel(box, self.stage.aspect, self.words.labels[name], self.theme.loss, [out])
            figure.fit(panel.picture)
            panels.append(panel)
        return line, trace, panels

    def half(self, penalty: Penalty, box: Box) -> tuple[PenaltyStack, Panel]:
        """The stack of ``penalty`` and its panel, in ``box``."""
        stack = PenaltyStack(penalty, LOSS, self.strength, self.lifted, self.theme, self.numbers.decimals)
        read_outs = [stack.strength_out, stack.optimum_out]
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], self.theme.of(penalty), read_outs)
        stack.fit(panel.picture)
        return stack, panel
