"""The shrinking constraint region: one budget, a diamond and a disk, the same loss."""

from __future__ import annotations

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, linear

from common.explainer import Explainer
from common.figures.meeting_plane import MeetingPlane
from common.figures.panel import Panel
from common.figures.tally import Tally
from common.maths.budget import budget_optimum
from common.maths.journeys import wandering
from common.maths.losses import QuadraticLoss
from common.maths.penalties import L1, L2, Penalty
from common.stage import Box

__all__ = ["ShrinkingRegion"]

LOSS = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), np.array([1.9, 1.05]))
AT_FIRST, LOOSEST, ON_AN_EDGE, TIGHTEST, WHILE_TURNING = 1.3, 2.95, 1.25, 0.6, 1.0
JOURNEY = {"sway": 0.75, "approach": 0.4, "turns": 2.0}
LOSSES_VISITED = 16


class ShrinkingRegion(Explainer):
    """One budget, two shapes: the diamond's corner holds a weight at zero."""

    def construct(self) -> None:
        """Tighten the budget, then turn the loss."""
        self.budget, self.progress = ValueTracker(AT_FIRST), ValueTracker(0.0)
        self.loss_at = wandering(LOSS, **JOURNEY)
        planes = [self.plane(penalty) for penalty in (L1, L2)]
        panels = [self.panel(plane, box) for plane, box in zip(planes, self.stage.pair(), strict=True)]
        self.add(*(plane.add(plane.ground, plane.loss_picture) for plane in planes))

        with self.beat("same_budget") as beat:
            beat.pause(0.3)
            self.play(
                *(plane.reveal(plane.region, by=Create) for plane in planes),
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
            self.play(self.budget.animate.set_value(LOOSEST), run_time=beat.seconds)

        with self.beat("slide") as beat:
            self.play(self.budget.animate.set_value(ON_AN_EDGE), run_time=beat.seconds)

        with self.beat("corner") as beat:
            self.play(self.budget.animate.set_value(TIGHTEST), run_time=beat.seconds, rate_func=linear)

        with self.beat("turn"):
            self.play(self.budget.animate.set_value(WHILE_TURNING), run_time=2)
            tallies = [self.tally(plane, panel) for plane, panel in zip(planes, panels, strict=True)]
            self.play(*(panel.hide_read_outs() for panel in panels))
            self.play(*(FadeIn(tally) for tally in tallies))
            self.play(self.progress.animate.set_value(1.0), run_time=14, rate_func=linear)

        with self.beat("remember") as beat:
            self.play(*(FadeOut(tally) for tally in tallies))
            self.play(*(panel.show_read_outs() for panel in panels))
            self.play(self.budget.animate.set_value(TIGHTEST), run_time=beat.seconds)

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
        stops = (np.arange(LOSSES_VISITED) + 0.5) / LOSSES_VISITED
        visits = [(s, budget_optimum(self.loss_at(s), plane.penalty, WHILE_TURNING)) for s in stops]
        return Tally(visits, self.progress, self.words.labels["zeros"], panel.foot, self.theme)
