"""Recap: the film's pictures beside each other, alive; in each, one of two penalties has a corner at zero."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from manim import FadeIn, ValueTracker, linear
from pydantic import Field, model_validator

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
from common.maths.losses import FloatArray, LeastSquares, QuadraticLoss
from common.maths.penalties import L1, L2, Penalty
from common.maths.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers
from common.stage import Box
from common.style import TEMPO
from scenes.kink import Kink
from scenes.overfit import Overfit
from scenes.priors import Priors
from scenes.selection import Selection
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion

__all__ = ["Move", "Recap", "RecapNumbers"]

GAP, REACH = 0.35, 2.4
NAMING = 0.3  # the share of the first words that is over before they name the pictures
SHRINKING = ("threshold", "region")  # what becomes smaller as the penalty gains on the loss
CLOSING = 2.0  # seconds in which the film's last picture stays


@dataclass(frozen=True)
class Move:
    """The number that a picture turns on, from ``start`` over ``landing``, where the L1 optimum arrives at 0."""

    start: float
    landing: float

    def at(self, share: float) -> float:
        """The number after ``share`` of the way to ``landing``."""
        return self.start + share * (self.landing - self.start)


class RecapNumbers(Numbers):
    """Where each picture's own number begins, and when all of them arrive together at a zero under L1."""

    landing: float = Field(0.85, gt=0.3, lt=1, description="the share of the move at which L1 arrives at 0")
    before: float = Field(0.55, gt=0, lt=1, description="how far, of the way to there, the corners are looked at")
    kink: float = Field(0.15, gt=0, description="λ of the kink")
    threshold: float = Field(2.7, gt=0, description="ŵ that goes into the soft threshold")
    region: float = Field(1.35, gt=0, lt=1.4, description="the budget t, with the whole diamond in sight")
    belief: float = Field(0.05, gt=0, description="λ of the priors")
    bars: float = Field(3e-3, gt=0, description="λ of the polynomial's weights")
    paths: float = Field(3.0, gt=0, description="λ of the patients' weights")

    @model_validator(mode="after")
    def _all_land(self) -> Self:
        for name, move in self.moves.items():
            shrinks, end = name in SHRINKING, move.at(1 / self.landing)
            if not (move.start > move.landing if shrinks else move.start < move.landing):
                raise ValueError(f"{name} must begin {'above' if shrinks else 'below'} where L1 lands on 0")
            if shrinks and not end > 0:
                raise ValueError(f"{name} would end at {end:.3g}, but must stay above 0")
        if self.threshold > (largest := Shrinkage.numbers.largest):
            raise ValueError(f"threshold is {self.threshold}, but must not be above {largest}, the largest drawn")
        seen, end = Selection.numbers, 10 ** self.moves["paths"].at(1 / self.landing)
        if not (seen.covers(self.paths) and seen.covers(end)):
            raise ValueError(
                f"paths would go from λ = {self.paths:g} to {end:.3g}, but {seen.weakest:g} to {seen.strongest:g}"
                " are drawn: let it, or landing, be more"
            )
        return self

    @property
    def moves(self) -> Mapping[str, Move]:
        """What moves in each picture, and where it lands: mostly, where λ is as strong as the loss's pull at 0."""
        graph = Shrinkage.numbers
        return {
            "kink": Move(self.kink, Kink.numbers.enough),
            "threshold": Move(self.threshold, graph.strength / graph.curvature),
            "bars": Move(float(np.log10(self.bars)), _strongest_pull(Overfit.numbers.fits.loss)),
            "region": Move(self.region, ShrinkingRegion.facts()["corner"]),
            "belief": Move(self.belief, abs(float(Priors.numbers.loss.slope(0.0)))),
            "paths": Move(float(np.log10(self.paths)), _strongest_pull(Selection.numbers.paths.loss)),
        }


def _strongest_pull(loss: QuadraticLoss | LeastSquares) -> float:
    """The logarithm of the λ at which L1 has brought the last weight to 0."""
    return float(np.log10(np.abs(loss.pull).max()))


@dataclass(frozen=True)
class Picture:
    """One of the film's figures, and the weight in it that L1 brings to 0."""

    figure: Derived
    weight: Callable[[], float]


class Recap(Explainer):
    """A corner at zero holds the weight there, unless the loss pulls harder: six times at once."""

    numbers: RecapNumbers = RecapNumbers()

    def construct(self) -> None:
        """Bring in the pictures one by one, move them all, go back, and move them again."""
        self.trackers = {name: ValueTracker(move.start) for name, move in self.numbers.moves.items()}
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), self.stage.pair(), strict=True)]
        pictures, panels = zip(*halves, strict=True)
        self.add(*(panel.title for panel in panels), *(half[0] for half in pictures))

        with self.beat("pictures") as beat:
            beat.pause(NAMING)
            each = beat.remaining / len(self.trackers)
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
        moved = (tracker.animate.set_value(moves[name].at(share)) for name, tracker in self.trackers.items())
        self.play(*moved, run_time=seconds, rate_func=linear)

    def half(self, penalty: Penalty, box: Box) -> tuple[list[Derived], Panel]:
        """The six pictures under ``penalty``, and their panel, which counts those that have landed on 0."""
        pictures: list[Picture] = []
        count = ZeroCount(
            lambda: np.array([picture.weight() for picture in pictures] or [1.0] * len(self.trackers)),
            self.words.labels["zeros"],
            self.theme,
            *self.trackers.values(),
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
        plot = KinkPlot(penalty, Kink.numbers.loss, self.trackers["kink"], still, whole, self.theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.loss_curve, plot.objective, plot.dot)
        return Picture(plot, lambda: plot.optimum.weights[0])

    def threshold(self, penalty: Penalty, box: Box) -> Picture:
        """What comes out for the weight that goes in."""
        n, centre = Shrinkage.numbers, self.trackers["threshold"]
        strength, reached = ValueTracker(n.strength), ValueTracker(-n.largest)
        graph = ShrinkageGraph(penalty, n.curvature, n.largest, centre, strength, reached, self.theme)
        graph.fit(box)
        graph.fill_gap()
        graph.add(*graph.axes[:2], graph.identity, graph.curve, graph.flat, graph.dot)
        return Picture(graph, lambda: graph.output)

    def bars(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the polynomial."""
        fits, exponent = Overfit.numbers.fits, self.trackers["bars"]

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
            penalty, lambda: ShrinkingRegion.numbers.loss, self.trackers["region"], still, self.theme
        )
        plane.fit(box)
        plane.add(plane.axes, plane.ghosts, plane.centre, plane.region, plane.contour, plane.dot)
        return Picture(plane, lambda: plane.optimum.weights[1])

    def belief(self, penalty: Penalty, box: Box) -> Picture:
        """What is believed of a weight once the data are in, and its mode."""
        n, still = Priors.numbers, ValueTracker(0.0)
        prior = {L1: LaplacePrior, L2: GaussianPrior}[penalty]
        belief = Belief(prior, n.curvature, self.trackers["belief"], ValueTracker(n.centre), ValueTracker(1.0))
        plot = DensityPlot(belief, still, still, still, self.theme)
        plot.fit(box, box)
        plot.add(*plot.axes[:2], plot.body, plot.curve, plot.mode)
        return Picture(plot, lambda: belief.mode)

    def paths(self, penalty: Penalty, box: Box) -> Picture:
        """The weights of the patients' data."""
        exponent, still = self.trackers["paths"], ValueTracker(0.0)
        n = Selection.numbers
        lasso, ridge = n.paths.lasso, n.paths.ridge
        covered = PathRange.around((lasso, ridge), n.weakest, n.strongest)
        path, landed = (lasso, n.paths.arrivals) if penalty is L1 else (ridge, [])
        names = dict.fromkeys(diabetes().names, False)
        plot = CoefficientPaths(penalty, path, landed, covered, names, exponent, still, self.theme)
        plot.fit(box, bare=True)
        plot.add(plot.axes, plot.level, plot.curves, plot.rest)
        return Picture(plot, lambda: np.abs(plot.weights).max())
