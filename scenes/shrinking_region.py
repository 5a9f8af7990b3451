"""The shrinking constraint region: one budget, a diamond and a disk, the same loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Self

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, linear
from pydantic import Field, model_validator

from common.explainer import Explainer
from common.figures.meeting_plane import MeetingPlane
from common.figures.panel import Panel
from common.figures.tally import Tally
from common.maths.budget import budget_optimum
from common.maths.journeys import wandering
from common.maths.lasso_path import lasso_path
from common.maths.losses import FloatArray, QuadraticLoss
from common.maths.penalties import L1, L2, Penalty
from common.numbers import Numbers
from common.stage import Box

__all__ = ["ShrinkingRegion", "ShrinkingRegionNumbers"]

Pair = tuple[float, float]
Weight = Annotated[float, Field(gt=0.1, le=2.4)]  # what the panels' view has room for
FLATTEST = (
    10.0  # how often as curved a loss may be in one direction as in another, before its contours are needles
)


class ShrinkingRegionNumbers(Numbers):
    """The loss ½ (w − ŵ)ᵀ H (w − ŵ) of two weights, the budgets t for ‖w‖, and how the loss wanders at the end."""

    hessian: tuple[Pair, Pair] = Field(((1.0, -0.35), (-0.35, 0.8)), description="H, positive definite")
    centre: tuple[Weight, Weight] = Field((1.9, 1.05), description="ŵ, the weights that the loss would choose")
    least: float = Field(0.02, gt=0, description="t from which the regions grow")
    at_first: float = Field(1.3, gt=0, description="t to begin with")
    loosest: float = Field(2.95, gt=0, description="t that holds ŵ in both regions")
    on_an_edge: float = Field(1.25, gt=0, description="t at which the L1 optimum lies on an edge")
    held: float = Field(0.9, gt=0, description="t at which a corner has just taken hold of it")
    tightest: float = Field(0.6, gt=0, description="t at which a corner holds it")
    while_turning: float = Field(1.0, gt=0, description="t while the loss turns")
    sway: float = Field(0.75, description="how far the centre sways about the origin, in radians")
    approach: float = Field(0.4, ge=0, lt=1, description="the share of its distance by which it comes nearer")
    turns: float = Field(2.0, description="half turns of the loss's axes")
    visits: int = Field(16, ge=1, le=40, description="how many of the losses on the way are counted")

    @model_validator(mode="after")
    def _tells_the_story(self) -> Self:
        if np.linalg.cond(np.array(self.hessian)) > FLATTEST:
            raise ValueError(
                f"the contours are needles: H must not be {FLATTEST:g} times as curved one way as another"
            )
        spent, corner = sum(self.centre), float(lasso_path(self.loss).budgets[1])
        if self.loosest < spent:
            raise ValueError(f"loosest is {self.loosest:g}, but must hold ŵ, whose ‖w‖₁ is {spent:g}")
        if not self.tightest <= self.held < corner < self.on_an_edge < self.loosest:
            raise ValueError(
                f"tightest, held, {corner:.4g} (where the corner is met), on_an_edge and loosest must ascend"
            )
        found = {penalty: self.zeros_found(penalty) for penalty in (L1, L2)}
        if found[L2] or not 0 < found[L1] < self.visits:
            raise ValueError(
                f"of {self.visits} losses on the way {found[L1]} have a zero under L1 and {found[L2]} under L2,"
                " but it must be some and none"
            )
        return self

    def zeros_found(self, penalty: Penalty) -> int:
        """At how many of the stops the optimum has a weight that is exactly 0."""
        optima = (budget_optimum(self.journey(s), penalty, self.while_turning) for s in self.stops)
        return sum(bool(optimum.zeros.any()) for optimum in optima)

    @property
    def loss(self) -> QuadraticLoss:
        """The loss before it wanders."""
        return QuadraticLoss(np.array(self.hessian), np.array(self.centre))

    @property
    def journey(self) -> Callable[[float], QuadraticLoss]:
        """The loss by the progress of its journey, from 0 to 1."""
        return wandering(self.loss, sway=self.sway, approach=self.approach, turns=self.turns)

    @property
    def stops(self) -> FloatArray:
        """The progress, (visits,), at which the optimum is looked at."""
        return (np.arange(self.visits) + 0.5) / self.visits


class ShrinkingRegion(Explainer):
    """One budget, two shapes: the diamond's corner holds a weight at zero."""

    numbers: ShrinkingRegionNumbers = ShrinkingRegionNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """The budget up to which only one weight is in use under L1."""
        return {"corner": float(lasso_path(cls.numbers.loss).budgets[1])}

    def construct(self) -> None:
        """Tighten the budget, then turn the loss."""
        numbers = self.numbers
        self.budget, self.progress = ValueTracker(numbers.least), ValueTracker(0.0)
        self.loss_at = numbers.journey
        planes = [self.plane(penalty) for penalty in (L1, L2)]
        panels = [self.panel(plane, box) for plane, box in zip(planes, self.stage.pair(), strict=True)]
        self.add(*(plane.add(plane.ground, plane.loss_picture) for plane in planes))

        with self.beat("same_budget") as beat:
            beat.pause(0.3)
            for plane in planes:
                plane.add(plane.region)
            self.play(
                self.budget.animate.set_value(numbers.at_first),
                *(FadeIn(panel.title) for panel in panels),
                run_time=1.5,
            )
            beat.pause(0.4)
            self.play(
                *(plane.reveal(plane.contour, by=Create) for plane in planes),
                *(plane.reveal(plane.projections, plane.dot) for plane in planes),
                *(panel.show_read_outs() for panel in panels),
            )

        with self.beat("loosen") as beat:
            self.play(self.budget.animate.set_value(numbers.loosest), run_time=beat.seconds)

        with self.beat("slide") as beat:
            self.play(self.budget.animate.set_value(numbers.on_an_edge), run_time=beat.seconds)

        with self.beat("corner") as beat:
            self.play(self.budget.animate.set_value(numbers.held), run_time=3.5, rate_func=linear)
            beat.pause(0.2)
            self.play(self.budget.animate.set_value(numbers.tightest), run_time=beat.seconds, rate_func=linear)

        with self.beat("turn"):
            self.play(self.budget.animate.set_value(numbers.while_turning), run_time=2)
            tallies = [self.tally(plane, panel) for plane, panel in zip(planes, panels, strict=True)]
            self.play(*(panel.hide_read_outs() for panel in panels))
            self.play(*(FadeIn(tally) for tally in tallies))
            self.play(self.progress.animate.set_value(1.0), run_time=9, rate_func=linear)

        with self.beat("remember") as beat:
            self.play(*(FadeOut(tally) for tally in tallies))
            self.play(*(panel.show_read_outs() for panel in panels))
            self.play(self.budget.animate.set_value(numbers.tightest), run_time=beat.seconds)

    def plane(self, penalty: Penalty) -> MeetingPlane:
        """The plane of ``penalty``, on the shared budget and loss."""
        return MeetingPlane(penalty, self.loss, self.budget, self.progress, self.theme)

    def loss(self) -> QuadraticLoss:
        """The loss at the present progress of its journey."""
        return self.loss_at(self.progress.get_value())

    def panel(self, plane: MeetingPlane, box: Box) -> Panel:
        """The panel of a plane, fitted into ``box``."""
        title = self.words.labels[plane.penalty.name]
        colour = self.theme.of(plane.penalty)
        panel = Panel(box, self.stage.aspect, title, colour, plane.read_outs)
        plane.fit(panel.picture)
        return panel

    def tally(self, plane: MeetingPlane, panel: Panel) -> Tally:
        """What the loss's journey will find on this plane, one mark a visit."""
        budget = self.numbers.while_turning
        visits = [(s, budget_optimum(self.loss_at(s), plane.penalty, budget)) for s in self.numbers.stops]
        return Tally(visits, self.progress, self.words.labels["zeros"], panel.foot, self.theme)
