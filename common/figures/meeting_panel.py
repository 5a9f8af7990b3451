"""One half of the comparison of regions: where a budget meets the contours of a loss, and how often on an axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from manim import Animation, Create, FadeIn, FadeOut, Mobject, ValueTracker

from common.figures.half import Half
from common.figures.meeting_plane import MeetingPlane
from common.figures.panel import Panel
from common.figures.tally import Tally
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum

__all__ = ["MeetingPanel"]


class MeetingPanel:
    """Says step by step where a region meets the contours; each verb gives the animations of its step.

    ``journey`` is the loss by the ``progress`` of its way, from 0 to 1; at its ``stops`` the optimum at the budget
    ``while_turning`` is counted if it is sparse. Of the plane, ``view`` is seen at least. Weights have so many
    ``decimals``.
    """

    def __init__(
        self,
        half: Half,
        journey: Callable[[float], QuadraticLoss],
        budget: ValueTracker,
        progress: ValueTracker,
        view: View,
        decimals: int,
        stops: FloatArray,
        while_turning: float,
    ) -> None:
        self.budget, self._journey, self._progress = budget, journey, progress
        self.plane = MeetingPlane(half.penalty, self.loss, budget, progress, half.theme, view, decimals)
        self.panel = Panel.of(half, self.plane.read_outs)
        self.panel.seat(self.plane)
        self.plane.has_contour = False
        visits = [(float(at), budget_optimum(journey(at), half.penalty, while_turning)) for at in stops]
        self.tally = Tally(visits, progress, half.labels["zeros"], self.panel.foot, half.theme)

    def loss(self) -> QuadraticLoss:
        """Return the loss at the present progress of its journey."""
        return self._journey(self._progress.get_value())

    def opening(self) -> Iterator[Mobject]:
        """Give the plane and the loss."""
        plane = self.plane
        yield plane.add(plane.axes, plane.axis_labels, plane.centre_label, plane.loss_picture)

    def open_region(self) -> Iterator[Animation]:
        """Let the region grow from where it is, and bring in its title."""
        self.plane.add(self.plane.region)
        yield FadeIn(self.panel.title)

    def show_meeting(self) -> Iterator[Animation]:
        """Draw the contour that touches the region, mark where, and give its weights."""
        plane = self.plane
        plane.has_contour = True
        yield plane.reveal(plane.contour, by=Create)
        yield plane.reveal(plane.projections, plane.dot)
        yield self.panel.show_read_outs()

    def hide_centre_name(self) -> Iterator[Animation]:
        """Take out the name of ŵ."""
        yield self.plane.conceal(self.plane.centre_label)

    def clear_foot(self) -> Iterator[Animation]:
        """Take out the weights and the names of the axes."""
        yield self.panel.hide_read_outs()
        yield self.plane.conceal(self.plane.axis_labels)

    def show_tally(self) -> Iterator[Animation]:
        """Bring in a mark for each stop of the loss."""
        yield FadeIn(self.tally)

    def hide_tally(self) -> Iterator[Animation]:
        """Take out the marks."""
        yield FadeOut(self.tally)

    def restore(self) -> Iterator[Animation]:
        """Bring back the weights, and all names."""
        yield self.panel.show_read_outs()
        yield self.plane.reveal(self.plane.axis_labels, self.plane.centre_label)
