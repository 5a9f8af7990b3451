"""One half of the comparison at zero: a penalty under the loss, and the slopes that their sum has there."""

from __future__ import annotations

from collections.abc import Iterator

from manim import Animation, Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup

from common.figures.half import Half
from common.figures.kink_plot import KinkPlot
from common.figures.panel import Panel
from common.figures.slope_line import SlopeLine
from common.figures.terms import terms
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2

__all__ = ["KinkPanel"]

_SLOPES = {L1: "[d_0 - lambda, d_0 + lambda]", L2: "d_0 + lambda dot 0 = d_0"}
_PRICES = {L1: "abs(w)", L2: "w^2 \\/ 2"}
_SLOPES_HEIGHT = 1.35
_REACH, _MARGIN = 3.3, 1.02  # of the line of slopes, in pulls of the loss at 0, and in the greatest λ


class KinkPanel:
    """Says step by step why a corner at 0 holds the minimum there; each verb gives the animations of its step.

    λ is ``strength``: ``steep`` of the penalty alone, and at most ``most`` later. ``blend`` is the share of the
    loss that has been added, ``doublings`` how often the picture is enlarged. Read-outs have so many ``decimals``.
    """

    def __init__(
        self,
        half: Half,
        loss: OneWeightLoss,
        strength: ValueTracker,
        blend: ValueTracker,
        doublings: ValueTracker,
        steep: float,
        most: float,
        decimals: int,
    ) -> None:
        self.strength = strength
        penalty, theme, price = half.penalty, half.theme, _PRICES[half.penalty]
        self.plot = KinkPlot(penalty, loss, strength, doublings, blend, theme, decimals, max(steep, most))
        rest = float(loss.slope(0.0))
        self.line = SlopeLine(
            lambda: self.plot.slopes_at_zero,
            strength,
            rest=rest,
            label=_SLOPES[penalty],
            name=half.labels["slopes"],
            colour=half.colour,
            theme=theme,
            reach=max(_REACH * abs(rest), _MARGIN * most),
        )
        self.panel = Panel.of(half, [self.plot.strength_out, self.plot.optimum_out])
        below = self.panel.seat(self.line, _SLOPES_HEIGHT)
        self.panel.seat(self.plot)
        self.zoom = self.plot.zoom_out.move_to(self.panel.foot.centre)  # where the others will stand later
        (self.price,) = terms({price if steep == 1 else f"lambda {price}": half.colour}, below)
        self.sum = VGroup(*terms({"L(w)": theme.loss, "+": theme.ink, f"lambda {price}": half.colour}, below))

    def opening(self) -> Iterator[Mobject]:
        """Give the axes, the title, and what the penalty is."""
        yield self.plot.add(self.plot.axes)
        yield from (self.panel.title, self.line, self.price)

    def draw_penalty(self) -> Iterator[Animation]:
        """Draw the penalty alone."""
        yield self.plot.reveal(self.plot.objective, by=Create)

    def show_zoom(self) -> Iterator[Animation]:
        """Say how often it is enlarged."""
        yield FadeIn(self.zoom)

    def hide_zoom(self) -> Iterator[Animation]:
        """Take that out, and what the penalty is."""
        yield FadeOut(self.zoom)
        yield FadeOut(self.price)

    def show_sum(self) -> Iterator[Animation]:
        """Bring in the loss, beside the penalty, and write down their sum."""
        yield self.plot.reveal(self.plot.loss_curve, self.plot.penalty_curve)
        yield FadeIn(self.sum)

    def show_minimum(self) -> Iterator[Animation]:
        """Mark the minimum, and give its numbers."""
        yield self.plot.reveal(self.plot.dot)
        yield self.panel.show_read_outs()

    def draw_tangents(self) -> Iterator[Animation]:
        """Continue the sum at 0 from each side."""
        yield self.plot.reveal(self.plot.tangents, by=Create)

    def hide_sum(self) -> Iterator[Animation]:
        """Take out the formula, to make room for the line of slopes."""
        yield FadeOut(self.sum)

    def show_line(self) -> Iterator[Animation]:
        """Bring in the line of slopes, empty."""
        yield self.line.reveal(self.line.frame)

    def show_slopes(self) -> Iterator[Animation]:
        """Mark the slopes that the sum has at 0."""
        yield self.line.reveal(self.line.bar, self.line.point)
