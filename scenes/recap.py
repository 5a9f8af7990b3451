"""Recap: the film's pictures beside each other, alive; in each, one of two penalties has a corner at zero."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from manim import FadeIn, ValueTracker, linear
from pydantic import Field

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
from common.maths.data import diabetes
from common.maths.losses import FloatArray
from common.maths.penalties import L1, L2, Penalty
from common.maths.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers
from common.stage import Box
from scenes.kink import Kink
from scenes.overfit import Overfit
from scenes.priors import Priors
from scenes.selection import Selection, arrivals, paths, patients
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion

__all__ = ["Recap", "RecapNumbers"]

GAP, REACH = 0.35, 2.6
CLOSING = 1.5  # seconds in which the film's last picture stays


class RecapNumbers(Numbers):
    """Where each picture's own number begins, and when all of them arrive together at a zero under L1."""

    landing: float = Field(0.75, gt=0.3, lt=1, description="the share of the move at which L1 arrives at 0")
    before: float = Field(0.55, gt=0, lt=1, description="how far, of the way to there, the corners are looked at")
    kink: float = Field(0.15, gt=0, description="λ of the kink")
    threshold: float = Field(2.7, gt=0, description="ŵ that goes into the soft threshold")
    region: float = Field(1.7, gt=0, description="the budget t")
    belief: float = Field(0.05, gt=0, description="λ of the priors")
    bars: float = Field(1e-3, gt=0, description="λ of the polynomial's weights")
    paths: float = Field(3.0, gt=0, description="λ of the patients' weights")


@dataclass(frozen=True)
class Move:
    """The number that a picture turns on, from ``start`` over ``landing``, where the L1 optimum is at 0."""

    tracker: ValueTracker
    start: float
    landing: float

    def at(self, share: float) -> float:
        """The number after ``share`` of the way to ``landing``."""
        return self.start + share * (self.landing - self.start)


@dataclass(frozen=True)
class Picture:
    """One of the film's figures, and the weight in it that L1 brings to 0."""

    figure: Derived
    weight: Callable[[], float]


class Recap(Explainer):
    """A corner at zero, stronger than the loss's pull, holds the weight there: six times at once."""

    numbers: RecapNumbers = RecapNumbers()

    def construct(self) -> None:
        """Bring in the pictures one by one, move them all, go back, and move them again."""
        self.moves = self.begin()
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        pictures, panels = zip(*halves, strict=True)
        self.add(*(panel.title for panel in panels), *(half[0] for half in pictures))

        with self.beat("pictures") as beat:
            each = beat.remaining / (len(self.moves) + 1)
            for same in zip(*(half[1:] for half in pictures), strict=True):
                self.play(*(FadeIn(picture) for picture in same))
                self.hold(max(0.0, each - 1))

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
        moved = (move.tracker.animate.set_value(move.at(share)) for move in self.moves.values())
        self.play(*moved, run_time=seconds, rate_func=linear)

    def begin(self) -> dict[str, Move]:
        """What moves in each picture, and where it lands: mostly, where λ is as strong as the loss's pull at 0."""
        n, fits = self.numbers, Overfit.numbers.fits
        graph, region = Shrinkage.numbers, ShrinkingRegion.facts()
        spans = {
            "kink": (n.kink, Kink.numbers.enough),
            "threshold": (n.threshold, graph.strength / graph.curvature),
            "bars": (np.log10(n.bars), np.log10(np.abs(fits.loss.pull).max())),
            "region": (n.region, region["corner"]),
            "belief": (n.belief, abs(float(Priors.numbers.loss.slope(0.0)))),
            "paths": (np.log10(n.paths), np.log10(np.abs(patients().pull).max())),
        }
        return {name: Move(ValueTracker(start), start, landing) for name, (start, landing) in spans.items()}

    def half(self, penalty: Penalty, box: Box) -> tuple[list[Derived], Panel]:
        """The six pictures under ``penalty``, and their panel, which counts those that have landed on 0."""
        trackers = [move.tracker for move in self.moves.values()]
        pictures: list[Picture] = []
        count = ZeroCount(
            lambda: np.array([picture.weight() for picture in pictures] or [1.0] * len(trackers)),
            self.words.labels["zeros"],
            self.theme,
            *trackers,
        )
        panel = Panel(box, self.stage.aspect, self.words.labels[penalty.name], self.theme.of(penalty), [count])
        columns, rows = (2, 3) if panel.picture.width < panel.picture.height else (3, 2)
        cells = panel.picture.grid(columns, rows, GAP)
        makers = self.kink, self.threshold, self.bars, self.region, self.belief, self.paths
        pictures += [make(penalty, cell) for make, cell in zip(makers, cells, strict=True)]
        return [picture.figure for picture in pictures], panel

    def kink(self, penalty: Penalty, box: Box) -> Picture:
        """Loss and penalty of one weight, and their minimum."""
        still, whole = ValueTracker(0.0), ValueTracker(1.0)
        plot = KinkPlot(penalty, Kink.numbers.loss, self.moves["kink"].tracker, still, whole, self.theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.loss_curve, plot.objective, plot.dot)
        return Picture(plot, lambda: plot.optimum.weights[0])

    def threshold(self, penalty: Penalty, box: Box) -> Picture:
        """What comes out for the weight that goes in."""
        n, words, centre = Shrinkage.numbers, self.words.labels, self.moves["threshold"].tracker
        strength, reached = ValueTracker(n.strength), ValueTracker(-n.largest)
        graph = ShrinkageGraph(
            penalty, n.curvature, n.largest, centre, strength, reached, words["in"], words["out"], self.theme
        )
        graph.fit(box)
        graph.fill_gap()
        graph.add(*graph.axes[:2], graph.identity, graph.curve, graph.flat, graph.dot)
        return Picture(graph, lambda: graph.output)

    def bars(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the polynomial."""
        fits, exponent = Overfit.numbers.fits, self.moves["bars"].tracker

        def weights() -> FloatArray:
            return fits.optimum(penalty, 10 ** exponent.get_value()).weights

        bars = WeightBars(weights, penalty, self.theme, exponent, reach=REACH)
        bars.fit(box)
        bars.add(bars.ground[0], bars.picture)
        return Picture(bars, lambda: np.abs(bars.weights).max())

    def region(self, penalty: Penalty, box: Box) -> Picture:
        """The region that shrinks under the contours of a loss."""
        still = ValueTracker(0.0)
        plane = MeetingPlane(
            penalty, lambda: ShrinkingRegion.numbers.loss, self.moves["region"].tracker, still, self.theme
        )
        plane.fit(box)
        plane.add(plane.axes, plane.ghosts, plane.centre, plane.region, plane.contour, plane.dot)
        return Picture(plane, lambda: plane.optimum.weights[1])

    def belief(self, penalty: Penalty, box: Box) -> Picture:
        """What is believed of a weight once the data are in, and its mode."""
        n, still = Priors.numbers, ValueTracker(0.0)
        prior = {L1: LaplacePrior, L2: GaussianPrior}[penalty]
        belief = Belief(
            prior, n.curvature, self.moves["belief"].tracker, ValueTracker(n.centre), ValueTracker(1.0)
        )
        plot = DensityPlot(belief, still, still, still, self.theme)
        plot.fit(box, box)
        plot.add(*plot.axes[:2], plot.body, plot.curve, plot.mode)
        return Picture(plot, lambda: belief.mode)

    def paths(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the patients' data."""
        exponent, still = self.moves["paths"].tracker, ValueTracker(0.0)
        lasso, ridge = paths()
        n = Selection.numbers
        covered = PathRange.around((lasso, ridge), n.weakest, n.strongest)
        path, landed = (lasso, arrivals()) if penalty is L1 else (ridge, [])
        names = dict.fromkeys(diabetes().names, False)
        plot = CoefficientPaths(penalty, path, landed, covered, names, exponent, still, self.theme)
        plot.fit(box, bare=True)
        plot.add(plot.axes, plot.level, plot.curves, plot.rest)
        return Picture(plot, lambda: np.abs(plot.weights).max())
