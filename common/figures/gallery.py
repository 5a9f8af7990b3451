"""The film's pictures, each with both penalties on one pair of axes, and a ball that L1 brings to 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np
from manim import DEGREES, DOWN, FadeOut, ValueTracker, VGroup, VMobject, rush_from, smooth, squish_rate_func

from common.easing import landing, pulse, through
from common.figures.belief import Belief
from common.figures.coefficient_paths import CoefficientPaths
from common.figures.cost_plot import CostPlot
from common.figures.density_plot import DensityPlot
from common.figures.derived import Derived
from common.figures.landscape import Landscape, LandscapeTrackers
from common.figures.meeting_plane import MeetingPlane
from common.figures.one_weight_graph import OneWeightGraph
from common.figures.optimum_dot import WeightDot
from common.figures.output_plot import OutputPlot
from common.figures.parts.trail import Trail
from common.figures.seats import Seats
from common.figures.surfaces.relief import Relief
from common.figures.window import View
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box, Stage, about
from common.style import ATTENTION, STROKE, TEMPO, Theme

__all__ = ["ANCHOR", "LANDED", "Gallery", "Picture"]

ANCHOR = 0.5 * DOWN
"""Where the ball stays while the pictures pass."""

_FROM_ASIDE = 24 * DEGREES, 42 * DEGREES, 0.4  # azimuth, elevation and nearness of the gaze on the fold
_GAP = 0.4
_FILLED = 1.2  # how much of the frame a picture that is near fills, across and up, on the average
_DEPTH = 1.75  # how many times larger it leaves than it stays there
LANDED, _STAGGER = 1 + 1e-6, 0.15  # a share that is no matter of rounding; seconds from one landing to the next
_BEFORE, _BEYOND = -0.3, 1.0  # shares of a move by which more is drawn than what is gone over
_FURTHER = 3  # steps that a walk is drawn further
_ROOM = 1.3  # times the weights that move there, above and below 0
_OTHERS = 0.4  # opacity of the other weights


class Picture:
    """A picture in its ``box``, made of ``figures`` with all that is seen of them.

    ``balls`` stand at its optima, L1's first; ``sides`` are all that belongs to either penalty, given without its
    ball. ``drawn`` is all but the ``ball`` of L1.
    """

    def __init__(
        self, box: Box, figures: Sequence[Derived], balls: Iterable[WeightDot], *sides: Iterable[VMobject]
    ) -> None:
        self.box, self.figures, self.balls = box, figures, dict(zip((L1, L2), balls, strict=False))
        self.ball = self.balls[L1]
        self.sides = [VGroup(*parts, ball) for parts, ball in zip(sides, self.balls.values(), strict=False)]
        self.drawn = VGroup(*(part for figure in figures for part in figure if part is not self.ball))

    def enter(self, camera: Any, **how: Any) -> Any:
        """Come into sight."""
        strength: Any = camera.strength(VGroup(*self.figures)).set_value(0.0)
        return strength.animate(**how).set_value(1.0)

    def pass_by(self, camera: Any, share: float) -> None:
        """Let ``camera`` see it after a ``share`` of its passage, on which the ball stays at ``ANCHOR``."""
        near = np.sqrt(camera.frame_width / self.box.width * camera.frame_height / self.box.height)
        times = _FILLED * near * _DEPTH ** (2 * through(share) - 1)
        camera.frame.bring(self.ball.dot.get_center(), ANCHOR, float(times))
        faint = ATTENTION.resting
        camera.strength(self.drawn).set_value(faint + (1 - faint) * pulse(share))


class _Open(Seats):
    """Places beyond which all is painted, too."""

    def bleeding(self, seat: float) -> Box:
        return about(self.at(seat).centre, max(self.aspect.frame))


class Gallery:
    """Six pictures, ``hung`` on ``stage`` row by row; each turns on a number, at first at the end of its move.

    ``figures`` are theirs, ``balls`` those of L1, and ``sides`` all that belongs to either penalty. ``numbers``
    are those of the scene: its ``moves``, and those of the ``film``'s pictures. One more of the ``pictures``, the
    folded ground as the gaze of ``camera`` shows it, is that of the regions as seen from aside.
    """

    def __init__(self, numbers: Any, stage: Stage, camera: Any, theme: Theme) -> None:
        self._box, self._film, self._theme = stage.clear, numbers.film, theme
        self._moves, self._last = numbers.moves, numbers.last
        self.turned_on: dict[str, Any] = {
            name: ValueTracker(move.at(self._last)) for name, move in self._moves.items()
        }
        columns, rows = (2, 3) if self._box.width < self._box.height else (3, 2)
        boxes = dict(zip(self._moves, self._box.grid(columns, rows, _GAP), strict=True))
        self.hung: Mapping[str, Picture] = {name: getattr(self, f"_{name}")(boxes[name]) for name in boxes}
        self._camera, self._gaze = camera, camera.gaze.stand(*_FROM_ASIDE)
        self.pictures: Mapping[str, Picture] = {**self.hung, "fold": self._fold(boxes["region"], stage)}
        camera.upright(*(ball for picture in self.pictures.values() for ball in picture.balls.values()))
        self.sides = [VGroup(*sides) for sides in zip(*(picture.sides for picture in self), strict=True)]
        self.figures = [figure for picture in self for figure in picture.figures]
        self.balls = [picture.ball for picture in self]

    def __iter__(self) -> Iterator[Picture]:
        """The six, in the order of the film."""
        return iter(self.hung.values())

    def climb(self, seconds: float) -> Iterator[Any]:
        """Look at the folded ground, and go above it within so many ``seconds``, until one looks straight down."""
        gaze: Any = self._gaze.animate
        yield gaze(run_time=seconds, rate_func=squish_rate_func(smooth, 0.2, 1.0)).flatten()

    def leave_ground(self) -> Iterator[Any]:
        """Leave the ground for what it is as seen from there, which is at the same place."""
        (ground,) = self.pictures["fold"].figures
        yield FadeOut(ground, run_time=TEMPO.enter)
        yield self.pictures["region"].enter(self._camera, run_time=TEMPO.enter)

    def draw_back(self) -> Iterator[Any]:
        """Let the camera see all, and bring out all but the last, which is seen already."""
        yield self._camera.frame.animate.go_home()
        for picture in list(self)[:-1]:
            self._camera.strength(picture.drawn).set_value(1.0)
            yield picture.enter(self._camera, rate_func=rush_from)

    def go_to(self, share: float = LANDED) -> Iterator[Any]:
        """Move all pictures to the same ``share`` of their way to where L1's weights land on 0, or to there."""
        for name, tracker in self.turned_on.items():
            yield tracker.animate.set_value(self._moves[name].at(share))

    def land(self, seconds: float) -> Iterator[Any]:
        """Land one after the other, the last after so many ``seconds``."""
        for number, (name, tracker) in enumerate(reversed([*self.turned_on.items()])):
            move = tracker.animate(run_time=seconds - number * _STAGGER, rate_func=landing)
            yield move.set_value(self._moves[name].at(LANDED))

    def leave_balls(self) -> Iterator[Any]:
        """Take out all but the balls of L1."""
        for figure in self.figures:
            others = (part for part in figure if part not in self.balls)
            yield figure.conceal(*others, run_time=TEMPO.enter / 2)

    def _kink(self, box: Box) -> Picture:
        """Loss and totals of one weight."""
        plot = CostPlot(self._film.kink.loss, self.turned_on["kink"], self._theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.loss_curve, *plot.totals.values(), *plot.minima.values())
        return Picture(box, [plot], plot.minima.values(), [plot.totals[L1]], [plot.totals[L2]])

    def _region(self, box: Box) -> Picture:
        """The regions that shrink, and the contours of the loss that touch them."""
        loss, budget, still = self._film.region.loss, self.turned_on["region"], ValueTracker(0.0)
        planes = [
            MeetingPlane(each, lambda: loss, budget, still, self._theme, self._plane_view) for each in (L1, L2)
        ]
        for plane in planes:
            plane.fit(box)
        l1, l2 = planes
        sides = [l1.region, l1.contour], [l2.region.edge, l2.contour]  # two fills would have neither's colour
        l1.add(l1.axes, l1.centre, *sides[0], l1.dot)
        l2.add(*sides[1], l2.dot)
        return Picture(box, planes, [l1.dot, l2.dot], *sides)

    @cached_property
    def _plane_view(self) -> View:
        """What is seen of the plane of two weights: the regions at first, and the contour at last."""
        loss, move = self._film.region.loss, self._moves["region"]
        lowest = budget_optimum(loss, L1, move.at(self._last))
        farthest = loss.contour(float(loss.value(lowest.weights)), 181)
        return View((-move.start, move.start), (-move.start, move.start)).holding(farthest, 0.0)

    def _threshold(self, box: Box) -> Picture:
        """What comes out for the weight that goes in."""
        n = self._film.shrinkage
        plot = OutputPlot(n.curvature, n.largest, n.strength, self._theme)
        plot.centre.set_value(self.turned_on["threshold"].get_value())
        self.turned_on["threshold"] = plot.centre
        plot.paid.set_value(1.0)
        for name, end in (("right", 0.0), ("flat", -n.largest), ("line", -n.largest)):
            plot.reached[name].set_value(end)
        plot.fit(box, box, "", "")
        pieces = plot.right, plot.left, plot.flat
        plot.add(*plot.axes, plot.line, *pieces, *plot.answers.values())
        return Picture(box, [plot], plot.answers.values(), pieces, [plot.line])

    def _step(self, box: Box) -> Picture:
        """The weights of walks, against the steps that they have taken."""
        n, last = self._film.step, float(np.ceil(self._moves["step"].at(self._last)) + _FURTHER)
        view = View((-0.75, last), (-0.15 * n.start, 1.1 * n.start))
        graph = OneWeightGraph("of walks", self.turned_on["step"], view, self._theme, n.under_way, n.along)
        graph.fit(box)
        l1, l2 = (graph.following(self._walk(each, last)) for each in (L1, L2))
        graph.redraw()
        graph.add(*graph.axes, l1.set_z_index(1), l2, *graph.balls.values())
        return Picture(box, [graph], graph.balls.values(), [l1], [l2])

    def _walk(self, penalty: Penalty, last: float) -> Trail:
        way, bends = partial(self._film.step.walked, penalty), tuple(np.arange(0, last, 0.5).tolist())
        name, colour = f"walk under {penalty.name}", self._theme.of(penalty)
        return Trail(name, way, lambda: (0.0, last), colour, STROKE.subject, bends)

    def _belief(self, box: Box) -> Picture:
        """What is believed of a weight once the data are in."""
        n, strength = self._film.belief, self.turned_on["belief"]
        beliefs = [
            Belief(prior, n.curvature, strength, ValueTracker(n.centre)) for prior in (LaplacePrior, GaussianPrior)
        ]
        plots = [DensityPlot(belief, self._theme) for belief in beliefs]
        for plot in plots:
            plot.fit(box)
        l1, l2 = plots
        l1.add(*l1.axes[:2], l1.body, l1.curve, l1.mode)
        l2.add(l2.curve, l2.mode)
        return Picture(box, plots, [l1.mode, l2.mode], [l1.body, l1.curve], [l2.curve])

    def _paths(self, box: Box) -> Picture:
        """The weights of the patients' data, and the balls of one of them."""
        n, followed, theme = self._film.paths, self._film.followed, self._theme
        weakest, strongest = (10 ** self._moves["paths"].at(share) for share in (_BEFORE, self._last + _BEYOND))
        reach = _ROOM * max(abs(float(path.at(weakest)[followed])) for path in (n.paths.lasso, n.paths.ridge))
        view = View((float(np.log10(weakest)), float(np.log10(strongest))), (-reach, reach))
        names = {name: number == followed for number, name in enumerate(n.data_set.names)}
        seen = view, names, ValueTracker(view.x[1]), ValueTracker(0.0), theme
        l1 = CoefficientPaths(L1, n.paths.lasso, n.paths.arrivals, *seen)
        l2 = CoefficientPaths(L2, n.paths.ridge, [], *seen)
        for plot in (l1, l2):
            plot.fit(box, bare=True)
            for number, curve in enumerate(plot.curves):
                curve.set_stroke(opacity=1.0 if number == followed else _OTHERS)
        l1.add(l1.level, l1.rest, l1.curves)
        l2.add(l2.curves)
        graph = OneWeightGraph("of one of many", self.turned_on["paths"], view, theme, self._film.alone)
        graph.fit(box)
        graph.add(*graph.balls.values())
        return Picture(box, [l1, l2, graph], graph.balls.values(), [l1.curves, l1.rest], [l2.curves])

    def _fold(self, box: Box, stage: Stage) -> Picture:
        """The ground that L1 folds, at the place of the regions, and under the λ that leads to their meeting."""
        n, view = self._film.fold, self._plane_view
        lowest = budget_optimum(n.loss, L1, self.turned_on["region"].get_value())
        strength = float(np.abs(n.loss.gradient(lowest.weights)).max())
        relief = Relief(L1, n.loss, partial(n.flow, L1), n.enough, view, self._theme)
        by = LandscapeTrackers(*(ValueTracker(value) for value in (strength, 1.0, 1.0, 0.0, 0.0)))
        ground = Landscape(relief, n.shallow, by, self._gaze, _Open(stage.aspect, box, box, box))
        ground.add(ground.surface, ground.dot)
        return Picture(box, [ground], [ground.dot])
