"""The film's pictures, each with both penalties on one pair of axes, and a ball that L1 brings to 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from manim import Animation, ValueTracker, VGroup, VMobject, rush_from

from common.easing import landing
from common.figures.belief import Belief
from common.figures.claims import Penalised
from common.figures.coefficient_paths import CoefficientPaths, PathRange
from common.figures.cost_plot import CostPlot
from common.figures.density_plot import DensityPlot
from common.figures.derived import Derived, Tracker
from common.figures.graph import Graph
from common.figures.landscape import Landscape, LandscapeTrackers
from common.figures.meeting_plane import MeetingPlane
from common.figures.optimum_dot import WeightDot
from common.figures.parts.curve import Curve
from common.figures.parts.mark import OptimumMark
from common.figures.parts.trail import Trail
from common.figures.seats import Seats
from common.figures.surfaces.gaze import Gaze
from common.figures.surfaces.relief import Relief
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box, Stage
from common.style import STROKE, Theme

__all__ = ["Gallery", "Picture", "folded_ground"]

_GAP = 0.4
_FILLED = 1.2  # of the frame
_LANDED, _STAGGER = 1 + 1e-6, 0.15  # a share that is no matter of rounding; seconds from one landing to the next
_AROUND = (-0.3, 2.5)  # shares of its move, between which the paths are drawn
_OTHERS = 0.4  # opacity of the other weights
_ROOM = 1.3  # times the weight that moves there, above and below 0
_BOTH = (L1, L2)


class Picture:
    """A picture in its ``box``, made of ``figures`` with all that is seen of them.

    ``balls`` stand at its optima, ``sides`` are all parts of a penalty, and ``drawn`` is all but the ball of L1.
    """

    def __init__(
        self,
        box: Box,
        figures: Sequence[Derived],
        balls: Mapping[Penalty, WeightDot],
        sides: Mapping[Penalty, Sequence[VMobject]],
    ) -> None:
        self.box, self.figures, self.balls = box, figures, balls
        self.sides = {penalty: VGroup(*parts, balls[penalty]) for penalty, parts in sides.items()}
        self.drawn = VGroup(*(part for figure in figures for part in figure if part is not self.ball))

    @property
    def ball(self) -> WeightDot:
        """That of L1."""
        return self.balls[L1]

    def leave_ball(self) -> Iterator[Animation]:
        """Take out all but the ball of L1."""
        for figure in self.figures:
            yield figure.conceal(*(part for part in figure if part is not self.ball))


class Gallery:
    """Six pictures, hung in ``box``; each turns on a number of its own, at first ``share`` of its move.

    ``numbers`` are those of the scene: its ``moves``, and those of the ``film``'s pictures.
    """

    def __init__(self, numbers: Any, box: Box, theme: Theme) -> None:
        self._box = box
        self._film, self._theme, self._moves, self._last = numbers.film, theme, numbers.moves, numbers.last
        self.turned_on = {name: ValueTracker(move.at(numbers.last)) for name, move in self._moves.items()}
        boxes = dict(zip(self._moves, _hooks(box), strict=True))
        self.pictures: Mapping[str, Picture] = {name: getattr(self, f"_{name}")(boxes[name]) for name in boxes}
        self.balls = [ball for picture in self for ball in picture.balls.values()]
        self.sides = [VGroup(*(picture.sides[penalty] for picture in self)) for penalty in _BOTH]

    def __iter__(self) -> Iterator[Picture]:
        """The pictures, in the order of the film."""
        return iter(self.pictures.values())

    def go_to(self, share: float) -> Iterator[Any]:
        """Move all pictures to the same ``share`` of their way to where L1's weights land on 0."""
        for name, tracker in self.turned_on.items():
            yield tracker.animate.set_value(self._moves[name].at(share))

    def land(self, seconds: float) -> Iterator[Any]:
        """Land one after the other, the last after so many ``seconds``."""
        for number, (name, tracker) in enumerate(reversed(self.turned_on.items())):
            how = {"run_time": seconds - number * _STAGGER, "rate_func": landing}
            yield tracker.animate(**how).set_value(self._moves[name].at(_LANDED))

    def nearness(self, picture: Picture, frame: tuple[float, float]) -> float:
        """How many times nearer than all of them a ``picture`` is seen to fill a ``frame`` so wide and high."""
        return _FILLED * float(np.sqrt(frame[0] / picture.box.width * frame[1] / picture.box.height))

    def appear(self, camera: Any) -> Iterator[Any]:
        """Bring out those that have not been seen yet."""
        for picture in list(self)[:-1]:
            strength = camera.strength(VGroup(*picture.figures))
            strength.set_value(0.0)
            yield strength.animate(rate_func=rush_from).set_value(1.0)

    def leave_balls(self) -> Iterator[Animation]:
        """Take out all but the balls of L1."""
        for picture in self:
            yield from picture.leave_ball()

    @property
    def clearing(self) -> Box:
        """The highest strip of the picture without a ball of L1 between others."""
        heights = np.sort([float(picture.ball.dot.get_y()) for picture in self])
        number = int(np.diff(heights).argmax())
        return Box(self._box.left, heights[number], self._box.right, heights[number + 1])

    def _kink(self, box: Box) -> Picture:
        """Loss and totals of one weight."""
        plot = CostPlot(self._film.kink.loss, self.turned_on["kink"], self._theme)
        plot.fit(box)
        plot.add(*plot.axes[:2], plot.loss_curve, *plot.totals.values(), *plot.minima.values())
        return Picture(box, [plot], plot.minima, {each: [plot.totals[each]] for each in _BOTH})

    def _region(self, box: Box) -> Picture:
        """The regions that shrink, and the contours of the loss that touch them."""
        n, budget = self._film.region, self.turned_on["region"]
        still, move = ValueTracker(), self._moves["region"]
        lowest = budget_optimum(n.loss, L1, move.at(self._last))
        farthest = n.loss.contour(float(n.loss.value(lowest.weights)), 181)
        view = View((-move.start, move.start), (-move.start, move.start)).holding(farthest, 0.0)
        planes = {each: MeetingPlane(each, lambda: n.loss, budget, still, self._theme, view) for each in _BOTH}
        for penalty, plane in planes.items():
            plane.fit(box)
            plane.add(*([plane.axes, plane.centre] if penalty is L1 else []))
            plane.add(plane.region, plane.contour, plane.dot)
        sides = {each: [plane.region, plane.contour] for each, plane in planes.items()}
        return Picture(box, list(planes.values()), {each: plane.dot for each, plane in planes.items()}, sides)

    def _threshold(self, box: Box) -> Picture:
        """What comes out for the weight that goes in."""
        n, centre, theme = self._film.shrinkage, self.turned_on["threshold"], self._theme
        graph = _graph("of outputs", box, View((-0.6 * n.largest, n.largest), (-0.6 * n.largest, n.largest)), theme)

        def outputs(penalty: Penalty, w: FloatArray) -> FloatArray:
            return penalty.proximal_step(w, n.strength / n.curvature)

        end = n.strength / n.curvature
        curves = {
            each: graph.following(
                Curve(f"outputs {each.name}", partial(outputs, each), theme.of(each), STROKE.subject, (-end, end))
            )
            for each in _BOTH
        }
        balls = _balls(
            graph,
            lambda _: (OneWeightLoss(n.curvature, centre.get_value()), n.strength),
            lambda _, weights: np.append(centre.get_value(), weights),
            theme,
            centre,
        )
        return _hung(box, graph, curves, balls)

    def _step(self, box: Box) -> Picture:
        """The weights of walks, against the steps that they have taken."""
        n, taken, theme = self._film.step, self.turned_on["step"], self._theme
        last = int(np.ceil(self._moves["step"].at(2.3)))
        graph = _graph("of steps", box, View((-0.5, last), (-0.15 * n.start, 1.1 * n.start)), theme)
        stairs = {
            each: graph.following(
                Trail(
                    f"walk {each.name}",
                    partial(n.walked, each),
                    lambda: (0.0, float(last)),
                    theme.of(each),
                    STROKE.subject,
                    tuple(np.arange(0, last, 0.5).tolist()),
                )
            )
            for each in _BOTH
        }
        balls = _balls(
            graph,
            lambda penalty: n.under_way(penalty, taken.get_value()),
            lambda penalty, weights: np.append(n.walked(penalty, np.array([taken.get_value()]))[0, :1], weights),
            theme,
            taken,
        )
        return _hung(box, graph, stairs, balls)

    def _belief(self, box: Box) -> Picture:
        """What is believed of a weight once the data are in."""
        n, strength, still = self._film.belief, self.turned_on["belief"], ValueTracker(0.0)
        plots = {
            penalty: DensityPlot(
                Belief(prior, n.curvature, strength, ValueTracker(n.centre), ValueTracker(1.0)),
                still,
                still,
                still,
                self._theme,
            )
            for penalty, prior in ((L1, LaplacePrior), (L2, GaussianPrior))
        }
        for penalty, plot in plots.items():
            plot.fit(box, box)
            plot.add(*([*plot.axes[:2], plot.body] if penalty is L1 else []), plot.curve, plot.mode[1])
        sides = {L1: [plots[L1].body, plots[L1].curve], L2: [plots[L2].curve]}
        return Picture(box, list(plots.values()), {each: plot.mode[1] for each, plot in plots.items()}, sides)

    def _paths(self, box: Box) -> Picture:
        """The weights of the patients' data, and the balls of one of them."""
        n, exponent, theme = self._film.paths, self.turned_on["paths"], self._theme
        paths, followed = {L1: n.paths.lasso, L2: n.paths.ridge}, self._film.followed
        weakest, strongest = (10 ** self._moves["paths"].at(share) for share in _AROUND)
        reach = _ROOM * float(np.abs(paths[L1].at(weakest)[followed]))
        covered = PathRange(weakest, strongest, -reach, reach)
        names = {name: number == followed for number, name in enumerate(n.data_set.names)}
        end, still = ValueTracker(covered.view.x[1]), ValueTracker(0.0)
        plots = {
            each: CoefficientPaths(each, path, [], covered, names, end, still, theme) for each, path in paths.items()
        }
        graph = _graph("of one weight", box, covered.view, theme)

        def alone(penalty: Penalty) -> tuple[OneWeightLoss, float]:
            """The loss of that weight while all others stay at their optimum."""
            strength = 10 ** exponent.get_value()
            weights, h = paths[penalty].at(strength), float(n.paths.loss.hessian[followed, followed])
            slope = float(n.paths.loss.gradient(weights)[followed])
            return OneWeightLoss(h, float(weights[followed]) - slope / h), strength

        balls = _balls(
            graph, alone, lambda _, weights: np.append(exponent.get_value(), weights), theme, exponent
        )
        for penalty, plot in plots.items():
            plot.fit(box, bare=True)
            for number, curve in enumerate(plot.curves):
                curve.set_stroke(opacity=1.0 if number == followed else _OTHERS)
            plot.add(*([plot.level, plot.rest] if penalty is L1 else []), plot.curves)
        graph.add(*balls.values())
        return Picture(box, [*plots.values(), graph], balls, {each: [plot.curves] for each, plot in plots.items()})


def _hooks(box: Box) -> Sequence[Box]:
    """The boxes of six pictures: in three rows, or if there is more room across, in three columns."""
    if box.width < box.height:
        return box.grid(2, 3, _GAP)
    grid = box.grid(3, 2, _GAP)
    return [grid[row * 3 + column] for column in range(3) for row in range(2)]


def folded_ground(n: Any, gaze: Gaze, stage: Stage, theme: Theme) -> Picture:
    """The ground that L1 folds, of which ``n`` are the scene's numbers, with its ball at rest, as ``gaze`` shows it."""
    box = stage.body
    relief = Relief(L1, n.loss, partial(n.flow, L1), n.enough, n.view, theme)
    by = LandscapeTrackers(*(ValueTracker(value) for value in (n.enough, 1.0, 0.0, 0.0, 0.0)))
    ground = Landscape(relief, n.shallow, by, gaze, Seats(stage.aspect, box, box, box))
    ground.add(ground.surface, ground.dot)
    return Picture(box, [ground], {L1: ground.dot}, {})


def _graph(under: str, box: Box, view: View, theme: Theme) -> Graph:
    graph = Graph(under)
    graph.look_through(Window(box, view), theme.muted)
    graph.axes.set_z_index(-2)
    return graph


def _hung(
    box: Box, graph: Graph, curves: Mapping[Penalty, VMobject], balls: Mapping[Penalty, OptimumMark]
) -> Picture:
    """The picture of a graph with one curve for each penalty."""
    curves[L1].set_z_index(1)
    graph.add(*graph.axes, *curves.values(), *balls.values())
    return Picture(box, [graph], balls, {each: [curves[each]] for each in _BOTH})


def _balls(
    graph: Graph,
    problem: Callable[[Penalty], tuple[OneWeightLoss, float]],
    place: Callable[[Penalty, FloatArray], FloatArray],
    theme: Theme,
    *trackers: Tracker,
) -> Mapping[Penalty, OptimumMark]:
    """Balls at the optima of one weight, of which ``problem`` gives loss and λ."""

    def penalised(penalty: Penalty) -> Penalised:
        loss, strength = problem(penalty)
        return Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1)

    balls = {
        each: graph.following(
            OptimumMark(
                f"under {each.name} {graph.under}",
                each,
                partial(penalised, each),
                lambda each=each: penalised_optimum(problem(each)[0], each, problem(each)[1]).certified(),
                partial(place, each),
                (),
                theme,
            ),
            *trackers,
        )
        for each in _BOTH
    }
    graph.redraw()
    return balls
