"""The kink in |w|: at zero it offers an interval of slopes, and that holds the minimum there."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, ValueTracker, VGroup

from common.explainer import Explainer
from common.figures.kink_plot import KinkPlot
from common.figures.panel import Panel
from common.figures.slope_line import SlopeLine
from common.maths.losses import OneWeightLoss
from common.maths.penalties import L1, L2, Penalty
from common.stage import Box

__all__ = ["Kink"]

LOSS = OneWeightLoss(curvature=1.0, centre=1.0)
STEEP, WEAK, ENOUGH, MORE, MOST = 1.0, 0.4, 1.0, 1.6, 3.2
DOUBLINGS = 6
SLOPES = {L1: "[d_0 - lambda, d_0 + lambda]", L2: "d_0 + lambda dot 0 = d_0"}
SLOPES_HEIGHT = 1.35


class Kink(Explainer):
    """A corner at zero outpulls the loss; a flat bottom never does."""

    def construct(self) -> None:
        """Zoom in on the two penalties, add the loss, then raise λ."""
        self.strength, self.blend = ValueTracker(STEEP), ValueTracker(0.0)
        self.doublings = ValueTracker(0.0)
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        plots, lines, panels = zip(*halves, strict=True)
        zooms = [self.zoom_out(plot, panel) for plot, panel in zip(plots, panels, strict=True)]
        self.add(*(plot.add(plot.axes) for plot in plots), *(panel.title for panel in panels), *lines)

        with self.beat("zoom") as beat:
            self.hold()
            self.play(*(plot.reveal(plot.objective, by=Create) for plot in plots))
            self.play(*(FadeIn(zoom) for zoom in zooms))
            self.play(self.doublings.animate.set_value(DOUBLINGS), run_time=beat.seconds)

        with self.beat("add_loss"):
            self.play(self.doublings.animate.set_value(0.0), run_time=2)
            self.play(*(FadeOut(zoom) for zoom in zooms), self.strength.animate.set_value(WEAK))
            self.play(*(plot.reveal(plot.loss_curve, plot.penalty_curve) for plot in plots))
            self.play(self.blend.animate.set_value(1.0), run_time=2)
            self.play(*(plot.reveal(plot.dot) for plot in plots), *(panel.show_read_outs() for panel in panels))

        with self.beat("slopes") as beat:
            self.play(*(plot.reveal(plot.tangents, by=Create) for plot in plots))
            beat.pause(0.3)
            self.play(*(line.reveal(line.frame) for line in lines))
            beat.pause(0.2)
            self.play(*(line.reveal(line.bar, line.point) for line in lines))

        with self.beat("grow") as beat:
            self.play(self.strength.animate.set_value(ENOUGH), run_time=beat.seconds)

        with self.beat("held") as beat:
            self.play(self.strength.animate.set_value(MORE), run_time=beat.seconds)

        with self.beat("never") as beat:
            self.play(self.strength.animate.set_value(MOST), run_time=beat.seconds)

        with self.beat("remember") as beat:
            self.play(self.strength.animate.set_value(ENOUGH), run_time=beat.seconds)

    def half(self, penalty: Penalty, box: Box) -> tuple[KinkPlot, SlopeLine, Panel]:
        """The plot of ``penalty``, its line of slopes and its panel, in ``box``."""
        colour = self.theme.of(penalty)
        plot = KinkPlot(penalty, LOSS, self.strength, self.doublings, self.blend, self.theme)
        line = SlopeLine(
            lambda: plot.slopes_at_zero,
            self.strength,
            rest=float(LOSS.slope(0.0)),
            label=SLOPES[penalty],
            name=self.words.labels["slopes"],
            colour=colour,
            theme=self.theme,
        )
        read_outs = [plot.strength_out, plot.optimum_out]
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], colour, read_outs)
        below, above = panel.picture.cut_bottom(SLOPES_HEIGHT, gap=0.1)
        plot.fit(above)
        line.fit(below)
        return plot, line, panel

    def zoom_out(self, plot: KinkPlot, panel: Panel) -> VGroup:
        """The read-out of the zoom, where the others will stand later."""
        zoom: VGroup = plot.zoom_out.move_to(panel.foot.centre)
        return zoom
