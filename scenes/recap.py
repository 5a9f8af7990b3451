"""Recap: the film's pictures beside each other, alive; in each, one of two penalties has a corner at zero."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from manim import FadeIn, ValueTracker, linear

from common.explainer import Explainer
from common.figures.belief import Belief
from common.figures.coefficient_paths import CoefficientPaths, PathRange
from common.figures.density_plot import DensityPlot
from common.figures.derived import Derived
from common.figures.kink_plot import KinkPlot
from common.figures.meeting_plane import MeetingPlane
from common.figures.panel import Panel
from common.figures.shrinkage_graph import ShrinkageGraph
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import diabetes
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box
from common.style import TEMPO
from scenes.numbers.recap import KINK, OVERFIT, PRIORS, REGION, SELECTION, SHRINKAGE, RecapNumbers

__all__ = ["Recap"]

GAP, REACH = 0.35, 2.4
NAMING = 0.3  # the share of the first words that is over before they name the pictures
CLOSING = 2.0  # seconds in which the film's last picture stays


@dataclass(frozen=True)
class Picture:
    """One of the film's figures, and the weight in it that L1 brings to 0."""

    figure: Derived
    weight: Callable[[], float]


class Recap(Explainer[RecapNumbers]):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers = RecapNumbers()

    def construct(self) -> None:
        """Bring in the pictures one by one, move them all, go back, and move them again."""
        self.turned_on = {name: ValueTracker(move.start) for name, move in self.numbers.moves.items()}
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        pictures, panels = zip(*halves, strict=True)
        self.add(*(panel.title for panel in panels), *(half[0] for half in pictures))

        with self.beat("pictures") as beat:
            beat.pause(NAMING)
            each = beat.remaining / len(self.turned_on)
            for same in zip(*(half[1:] for half in pictures), strict=True):
                self.hold(max(0.0, each - TEMPO.enter))
                self.play(*(FadeIn(picture) for picture in same), run_time=TEMPO.enter)

        with self.beat("one_move") as beat:
            self.play(*(panel.show_read_outs() for panel in panels))
            self.advance(1 / self.numbers.landing, beat.seconds)

        with self.beat("corners") as beat:
            self.advance(self.numbers.before, beat.seconds)

        with self.beat("remember") as beat:
            self.advance(1 / self.numbers.landing, beat.seconds)
            self.hold(CLOSING)

    def advance(self, share: float, seconds: float) -> None:
        """Move every picture to the same ``share`` of its way to the landing, at one pace."""
        moves = self.numbers.moves
        moved = (tracker.animate.set_value(moves[name].at(share)) for name, tracker in self.turned_on.items())
        self.play(*moved, run_time=seconds, rate_func=linear)

    def half(self, penalty: Penalty, box: Box) -> tuple[list[Derived], Panel]:
        """The six pictures under ``penalty``, and their panel, which counts those that have landed on 0."""
        pictures: list[Picture] = []
        count = ZeroCount(
            lambda: np.array([picture.weight() for picture in pictures] or [1.0] * len(self.turned_on)),
            self.words.labels["zeros"],
            self.theme,
            *self.turned_on.values(),
        )
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], self.theme.of(penalty), [count])
        columns, rows = (2, 3) if panel.picture.width < panel.picture.height else (3, 2)
        cells = panel.picture.grid(columns, rows, GAP)
        makers = self.kink, self.threshold, self.bars, self.region, self.belief, self.paths
        pictures += [make(penalty, cell) for make, cell in zip(makers, cells, strict=True)]
        return [picture.figure for picture in pictures], panel

    def kink(self, penalty: Penalty, box: Box) -> Picture:
        """Loss and penalty of one weight, and their minimum."""
        plot = KinkPlot(penalty, KINK.loss, self.turned_on["kink"], self.theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.loss_curve, plot.objective, plot.dot)
        return Picture(plot, lambda: plot.optimum.weights[0])

    def threshold(self, penalty: Penalty, box: Box) -> Picture:
        """What comes out for the weight that goes in."""
        n, centre = SHRINKAGE, self.turned_on["threshold"]
        strength, reached = ValueTracker(n.strength), ValueTracker(-n.largest)
        graph = ShrinkageGraph(penalty, n.curvature, n.largest, centre, strength, reached, self.theme)
        graph.fit(box)
        graph.fill_gap()
        graph.add(*graph.axes[:2], graph.identity, graph.curve, graph.flat, graph.dot)
        return Picture(graph, lambda: graph.output)

    def bars(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the polynomial."""
        fits, exponent = OVERFIT.fits, self.turned_on["bars"]

        def weights() -> FloatArray:
            return fits.optimum(penalty, 10 ** exponent.get_value()).weights

        bars = WeightBars(weights, penalty, self.theme, exponent, reach=REACH)
        bars.fit(box)
        bars.add(bars.ground[0], bars.picture)
        return Picture(bars, lambda: np.abs(bars.weights).max())

    def region(self, penalty: Penalty, box: Box) -> Picture:
        """The region that shrinks under the contours of a loss."""
        still = ValueTracker(0.0)
        plane = MeetingPlane(penalty, lambda: REGION.loss, self.turned_on["region"], still, self.theme)
        plane.fit(box)
        plane.add(plane.axes, plane.ghosts, plane.centre, plane.region, plane.contour, plane.dot)
        return Picture(plane, lambda: plane.optimum.weights[1])

    def belief(self, penalty: Penalty, box: Box) -> Picture:
        """What is believed of a weight once the data are in, and its mode."""
        n = PRIORS
        prior = {L1: LaplacePrior, L2: GaussianPrior}[penalty]
        belief = Belief(prior, n.curvature, self.turned_on["belief"], ValueTracker(n.centre))
        plot = DensityPlot(belief, self.theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.body, plot.curve, plot.plumb, plot.mode)
        return Picture(plot, lambda: belief.mode)

    def paths(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the patients' data."""
        exponent, still = self.turned_on["paths"], ValueTracker(0.0)
        n = SELECTION
        lasso, ridge = n.paths.lasso, n.paths.ridge
        covered = PathRange.around((lasso, ridge), n.weakest, n.strongest)
        path, landed = (lasso, n.paths.arrivals) if penalty is L1 else (ridge, [])
        names = dict.fromkeys(diabetes().names, False)
        plot = CoefficientPaths(penalty, path, landed, covered, names, exponent, still, self.theme)
        plot.fit(box, bare=True)
        plot.add(plot.axes, plot.level, plot.curves, plot.rest)
        return Picture(plot, lambda: np.abs(plot.weights).max())
