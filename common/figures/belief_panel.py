"""One half of a comparison of beliefs: the density above, minus its logarithm below, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, RIGHT, UP, Animation, Create, FadeIn, FadeOut, ValueTracker, VGroup

from common.figures.belief import Belief
from common.figures.density_plot import DensityPlot
from common.figures.negative_log import NegativeLog
from common.figures.panel import Panel
from common.figures.read_out import ReadOut
from common.stage import Aspect, Box
from common.style import Theme

__all__ = ["BeliefPanel"]


class BeliefPanel:
    """Says step by step what ``belief`` holds; each verb gives the animations of its step.

    ``radius`` is the half-width of the band around 0 whose chance is shown, ``place`` where the walkers are. The
    density has all the room while ``tightness`` is 0, and the upper half when it is 1. ``decimals`` are those of
    mode and mean, and of λ.
    """

    def __init__(
        self,
        belief: Belief,
        radius: ValueTracker,
        place: ValueTracker,
        tightness: ValueTracker,
        box: Box,
        aspect: Aspect,
        title: str,
        theme: Theme,
        decimals: tuple[int, int] = (3, 1),
    ) -> None:
        self.density = DensityPlot(belief, radius, place, tightness, theme, decimals)
        self.log = NegativeLog(belief, place, theme)
        plot = self.density
        colour = theme.of(belief.prior.penalty)
        self.panel = Panel(box, aspect, title, colour, [plot.mode_out, plot.mean_out])
        above, below = self.panel.picture.rows(gap=0.0)
        plot.fit(self.panel.picture, above)
        self.log.fit(below)
        plot.chance_out.move_to(self.panel.foot.centre)
        if aspect.stacked:
            plot.chance_out.align_to(self.panel.foot.corner(RIGHT), RIGHT)
        if not self.panel.read_outs[1].get_top()[1] < self.panel.read_outs[0].get_y():
            _set_level(plot.mean_out, plot.mode_out)
        plot.strength_out.align_to(plot.mean_out, LEFT)
        _set_level(plot.strength_out, plot.mean_out)

    def opening(self) -> VGroup:
        """The title and the bell."""
        self.density.add(self.density.axes, self.density.curve)
        return VGroup(self.panel.title, self.density, self.log)

    def show_chance(self) -> Iterator[Animation]:
        """Bring in the band and its chance."""
        self.density.chance_out.refresh()
        yield self.density.reveal(self.density.band)
        yield FadeIn(self.density.chance_out)

    def hide_chance(self) -> Iterator[Animation]:
        """Take out the band and its chance."""
        yield self.density.conceal(self.density.band)
        yield FadeOut(self.density.chance_out)

    def start_tracing(self) -> Iterator[Animation]:
        """Set a dot on the bell, and one below that will draw minus the logarithm."""
        yield self.density.reveal(self.density.walker)
        yield self.log.reveal(self.log.axes, self.log.walker, self.log.objective)

    def stop_tracing(self) -> Iterator[Animation]:
        """Take the dots away, and write down what they drew."""
        yield self.density.conceal(self.density.walker)
        yield self.log.conceal(self.log.walker)
        yield self.log.reveal(self.log.law)

    def show_data(self) -> Iterator[Animation]:
        """Bring in the likelihood above and the loss below."""
        yield self.density.reveal(self.density.likelihood_curve, by=Create)
        yield self.log.reveal(self.log.loss_curve, by=Create)

    def leave_ghosts(self) -> None:
        """Let the prior and the penalty stay where the belief now leaves them."""
        self.density.reveal(self.density.prior_curve)
        self.log.reveal(self.log.penalty_curve)

    def hide_law(self) -> Iterator[Animation]:
        """Take out the penalty's formula, to make room for the sum's."""
        yield self.log.conceal(self.log.law)

    def show_sum(self) -> Iterator[Animation]:
        """Write down what loss and penalty make."""
        yield self.log.reveal(self.log.sum_law)

    def show_top(self) -> Iterator[Animation]:
        """Mark the top of the density."""
        yield self.density.reveal(self.density.mode)

    def show_minimum(self) -> Iterator[Animation]:
        """Mark the minimum below it."""
        yield self.log.reveal(self.log.dot)

    def show_mode(self) -> Iterator[Animation]:
        """Give the number of both."""
        self.density.mode_out.refresh()
        yield FadeIn(self.density.mode_out)

    def show_strength(self) -> Iterator[Animation]:
        """Give the prior's λ."""
        self.density.strength_out.refresh()
        yield FadeIn(self.density.strength_out)

    def hide_strength(self) -> Iterator[Animation]:
        """Make room for the mean."""
        yield FadeOut(self.density.strength_out)

    def show_mean(self) -> Iterator[Animation]:
        """Fill the density, set it on its point of balance, and give that number."""
        self.density.mean_out.refresh()
        yield self.density.reveal(self.density.body, self.density.wedge)
        yield FadeIn(self.density.mean_out)


def _set_level(read_out: ReadOut, other: ReadOut) -> None:
    """Put the digits of ``read_out`` on the line on which the other's stand: their symbols differ in depth."""
    read_out.shift((other[-1].get_bottom()[1] - read_out[-1].get_bottom()[1]) * UP)
