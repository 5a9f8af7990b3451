"""The kink in |w|: at zero it offers an interval of slopes, and that holds the minimum there."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Self

from manim import Create, FadeIn, FadeOut, ValueTracker, VGroup
from pydantic import Field, model_validator

from common.explainer import Explainer
from common.figures.kink_plot import KinkPlot
from common.figures.lettering import Lettering
from common.figures.panel import Panel
from common.figures.slope_line import SlopeLine
from common.figures.terms import terms
from common.maths.losses import OneWeightLoss
from common.maths.one_weight import penalised_optimum
from common.maths.penalties import L1, L2, Penalty
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from common.stage import Box
from common.style import TEMPO

__all__ = ["Kink", "KinkNumbers"]

DOUBLINGS = 6
SLOPES = {L1: "[d_0 - lambda, d_0 + lambda]", L2: "d_0 + lambda dot 0 = d_0"}
PRICES = {L1: "abs(w)", L2: "w^2 \\/ 2"}
SLOPES_HEIGHT = 1.35
REACH, MARGIN, FARTHEST = 3.3, 1.02, 5.0  # of the line of slopes, in pulls of the loss at 0
NEAREST = 0.4  # that ŵ comes to 0, for half a square to be seen to bend up to there
GENTLEST, STEEPEST = 0.25, 4.0  # λ of the penalties alone, in pulls, for the corner to be seen to be one


class KinkNumbers(Numbers):
    """The loss ½ h (w − ŵ)², and the strengths λ that it is set against, all in its units."""

    curvature: float = Field(1.0, gt=0, description="h of the loss")
    centre: float = Field(1.0, ge=-2.5, le=2.5, description="ŵ, the weight that the loss would choose")
    steep: float = Field(1.0, gt=0, description="λ while there are only the penalties to be seen")
    weak: float = Field(0.4, ge=0.01, description="λ that does not yet bring the L1 minimum to 0")
    more: float = Field(1.6, gt=0, description="λ that holds the L1 minimum at 0")
    most: float = Field(3.2, gt=0, le=9, description="λ that still does not bring the L2 minimum to 0")

    @model_validator(mode="after")
    def _tells_the_story(self) -> Self:
        if abs(self.centre) < NEAREST:
            raise ValueError(f"centre is {self.centre:g}, but must be {NEAREST:g} or more away from 0")
        if not self.weak < self.enough < self.more < self.most:
            raise ValueError(f"weak, the loss's pull at 0 ({self.enough:.4g}), more and most must ascend")
        pull = f"the loss's pull at 0 is {self.enough:.4g}, and the picture as large as that asks for"
        if self.most > FARTHEST * self.enough:
            raise ValueError(f"most is {self.most:g}, but must be {FARTHEST * self.enough:.4g} at most: {pull}")
        low, high = GENTLEST * self.enough, STEEPEST * self.enough
        if not low <= self.steep <= high:
            raise ValueError(f"steep is {self.steep:g}, but must be {low:.4g} to {high:.4g}: {pull}")
        return self

    @property
    def loss(self) -> OneWeightLoss:
        """The loss."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minima that are not at 0."""
        strengths = (self.steep, self.weak, self.enough, self.more, self.most)
        minima = ((L1, self.weak), (L2, self.most))
        return decimals_for(
            2, strengths, (float(penalised_optimum(self.loss, *each).weights[0]) for each in minima)
        )

    @property
    def enough(self) -> float:
        """The least λ with the L1 minimum at 0: the loss's pull there."""
        return abs(float(self.loss.slope(0.0)))


class Kink(Explainer):
    """A corner at zero outpulls the loss; a flat bottom never does."""

    numbers: KinkNumbers = KinkNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """What the loss would choose, and how hard it pulls at 0."""
        numbers = cls.numbers
        return {"centre": numbers.centre, "enough": Shown(numbers.enough, numbers.decimals)}

    @classmethod
    def cases(cls) -> Set[str]:
        """Whether the penalties that are first seen have a price other than 1."""
        return {"priced"} if cls.numbers.steep != 1 else set()

    def construct(self) -> None:
        """Zoom in on the two penalties, add the loss, then raise λ."""
        numbers = self.numbers
        self.strength, self.blend = ValueTracker(numbers.steep), ValueTracker(0.0)
        self.doublings = ValueTracker(0.0)
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        plots, lines, panels, prices, sums = zip(*halves, strict=True)
        zooms = [self.zoom_out(plot, panel) for plot, panel in zip(plots, panels, strict=True)]
        self.add(*(plot.add(plot.axes) for plot in plots), *(panel.title for panel in panels), *lines, *prices)

        with self.beat("zoom") as beat:
            self.hold()
            self.play(*(plot.reveal(plot.objective, by=Create) for plot in plots))
            self.play(*(FadeIn(zoom) for zoom in zooms))
            self.play(self.doublings.animate.set_value(DOUBLINGS), run_time=beat.seconds)

        with self.beat("add_loss"):
            self.play(self.doublings.animate.set_value(0.0), run_time=2)
            self.play(
                *(FadeOut(part) for part in (*zooms, *prices)), self.strength.animate.set_value(numbers.weak)
            )
            self.play(
                *(plot.reveal(plot.loss_curve, plot.penalty_curve) for plot in plots),
                *(FadeIn(whole) for whole in sums),
            )
            self.play(self.blend.animate.set_value(1.0), run_time=2)
            self.play(*(plot.reveal(plot.dot) for plot in plots), *(panel.show_read_outs() for panel in panels))

        with self.beat("slopes") as beat:
            self.play(*(plot.reveal(plot.tangents, by=Create) for plot in plots))
            beat.pause(0.25)
            self.play(*(FadeOut(whole) for whole in sums), run_time=TEMPO.enter / 2)
            self.play(*(line.reveal(line.frame) for line in lines))
            beat.pause(0.2)
            self.play(*(line.reveal(line.bar, line.point) for line in lines))

        with self.beat("grow") as beat:
            self.play(self.strength.animate.set_value(numbers.enough), run_time=beat.seconds)

        with self.beat("held") as beat:
            self.play(self.strength.animate.set_value(numbers.more), run_time=beat.seconds)

        with self.beat("never") as beat:
            self.play(self.strength.animate.set_value(numbers.most), run_time=beat.seconds)

        with self.beat("remember") as beat:
            self.play(self.strength.animate.set_value(numbers.enough), run_time=beat.seconds)

    def half(self, penalty: Penalty, box: Box) -> tuple[KinkPlot, SlopeLine, Panel, Lettering, VGroup]:
        """The plot of ``penalty``, its line of slopes and its panel in ``box``, and what the curves are."""
        theme, loss, price = self.theme, self.numbers.loss, PRICES[penalty]
        colour, strongest = theme.of(penalty), max(self.numbers.steep, self.numbers.most)
        plot = KinkPlot(
            penalty, loss, self.strength, self.doublings, self.blend, theme, self.numbers.decimals, strongest
        )
        line = SlopeLine(
            lambda: plot.slopes_at_zero,
            self.strength,
            rest=float(loss.slope(0.0)),
            label=SLOPES[penalty],
            name=self.words.labels["slopes"],
            colour=colour,
            theme=theme,
            reach=max(REACH * self.numbers.enough, MARGIN * self.numbers.most),
        )
        read_outs = [plot.strength_out, plot.optimum_out]
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], colour, read_outs)
        below, above = panel.picture.cut_bottom(SLOPES_HEIGHT, gap=0.1)
        plot.fit(above)
        line.fit(below)
        (alone,) = terms({price if self.numbers.steep == 1 else f"lambda {price}": colour}, below)
        whole = terms({"L(w)": theme.loss, "+": theme.ink, f"lambda {price}": colour}, below)
        return plot, line, panel, alone, VGroup(*whole)

    def zoom_out(self, plot: KinkPlot, panel: Panel) -> VGroup:
        """The read-out of the zoom, where the others will stand later."""
        zoom: VGroup = plot.zoom_out.move_to(panel.foot.centre)
        return zoom
