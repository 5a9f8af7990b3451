"""Each claim of a figure is measured: a planted fault is found by name, and a true picture gives nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from manim import LEFT, RIGHT, UP, AnimationGroup, Circle, Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.claims import Budgeted, Penalised
from common.figures.coefficient_paths import CoefficientPaths, view_of
from common.figures.corner import Corner
from common.figures.cost_plot import CostPlot
from common.figures.hops import Hops
from common.figures.meeting_plane import MeetingPlane
from common.figures.output_plot import OutputPlot
from common.figures.power_ball import PowerBall
from common.figures.read_out import ReadOut
from common.figures.tally import Tally
from common.figures.walk_crowd import WalkCrowd
from common.figures.walk_plot import WalkPlot
from common.figures.walker import Walker
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import diabetes
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_gradient_steps, proximal_steps
from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.paths.both import paths_of
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import SHORT_SIDE, Box
from common.style import DARK, LIGHT, TEMPO, TYPE, Theme
from renders.critic.dots import DotOnScreen, dot_findings
from renders.critic.problem import Finding
from renders.critic.solving import solve
from renders.critic.truth import dots_on, truth_findings

LEFT_BOX, RIGHT_BOX = Box(-6.5, -3.2, -0.3, 2.6), Box(0.3, -3.2, 6.5, 2.6)
PIXEL = SHORT_SIDE / 1080
LOSS = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), np.array([1.9, 1.05]))
ONE_LOSS = OneWeightLoss(curvature=1.0, centre=1.0)


def scene_of(*figures: Mobject, animations: tuple[Any, ...] = (), camera: FilmCamera | None = None) -> Explainer:
    """As much of a scene as the critic reads."""
    stand_in = SimpleNamespace(
        mobjects=[*figures],
        foreground_mobjects=[],
        animations=animations,
        theme=DARK,
        camera=camera or FilmCamera(),
    )
    return cast(Explainer, stand_in)


def found(*figures: Mobject) -> set[str]:
    return {finding.check for finding in truth_findings(scene_of(*figures))}


def plane(
    penalty: Penalty = L1, budget: float = 1.25, box: Box = LEFT_BOX, loss: QuadraticLoss = LOSS
) -> MeetingPlane:
    figure = MeetingPlane(penalty, lambda: loss, ValueTracker(budget), ValueTracker(0.0), DARK)
    figure.fit(box)
    parts = (
        figure.axes,
        figure.ghosts,
        figure.centre,
        figure.region,
        figure.contour,
        figure.projections,
        figure.dot,
    )
    return figure.add(*parts, VGroup(*figure.read_outs))


def corner(strength: float = 0.4, zoom: float = 1.0) -> Corner:
    plot = CostPlot(ONE_LOSS, ValueTracker(strength), DARK)
    plot.fit(LEFT_BOX)
    plot.add(plot.axes, plot.loss_curve, *plot.totals.values(), *plot.minima.values())
    figure = Corner(
        plot,
        ValueTracker(zoom),
        LEFT_BOX,
        dict.fromkeys(("L1", "L2", "slopes", "pull", "level", "subdifferential", "loss"), "name"),
        2,
        2.0,
    )
    figure.opened.set_value(1.0)
    figure.update()
    wall = figure.wall
    wall.add(wall.ruler, *wall.shadows.values(), wall.pull, wall.price, wall.pull_names)
    return figure.add(plot, *figure.fans.values(), figure.tangent, wall, figure.notes)


def walking(penalty: Penalty = L1, taken: float = 3.0, loss: OneWeightLoss | None = None) -> Walker:
    """A weight that has taken so many steps from 1.2, with what pushes it, on a plot of its own."""
    plot = WalkPlot(ValueTracker(6.0), "steps", DARK, ValueTracker(1.0))
    plot.fit(LEFT_BOX)
    if loss is None:
        walk = penalty_steps(penalty, 1.2, step=0.4, strength=1.0, count=5)
    else:
        walk = proximal_gradient_steps(loss, penalty, 1.2, step=0.4, strength=1.0, count=5)
    walker = Walker(plot, penalty, 0.4, 1.0, DARK)
    walker.loss = loss
    walker.set_out(Hops(penalty, 1.0, np.round(walk, 9), np.full(5, 0.4), loss, is_proximal=loss is not None))
    walker.taken.set_value(taken)
    plot.update(TEMPO.bloom)
    plot.add(plot.axes, plot.ticks, plot.names, *walker)
    return walker


def crowd(taken: float = 2.0) -> WalkCrowd:
    """Weights that take proximal steps on a plot with 0 in the middle; after two, one of three stands on 0."""
    plot = WalkPlot(ValueTracker(6.0), "steps", DARK, ValueTracker(1.0), widest=1.2)
    plot.sunk.set_value(1.0)
    plot.fit(LEFT_BOX)
    walks = proximal_steps(L1, np.array([1.1, 0.5, -0.9]), step=0.4, strength=1.0, count=5)
    hops = [Hops(L1, 1.0, walk, np.full(5, 0.4), is_proximal=True, rise=0.0) for walk in walks.T]
    many = WalkCrowd(plot, hops, "proximal", "zeros", 0.6 * UP, DARK)
    many.taken.set_value(taken)
    plot.update(TEMPO.bloom)
    plot.add(plot.axes, plot.ticks, plot.names, *many.ways, *many.balls, many.head)
    many.head.update()
    return many


def tally(progress: float = 0.5) -> Tally:
    visits = [
        (s, budget_optimum(LOSS, penalty, 0.6)) for s, penalty in ((0.1, L1), (0.3, L2), (0.5, L1), (0.7, L1))
    ]
    return Tally(visits, ValueTracker(progress), "zeros", LEFT_BOX, LEFT, np.zeros((4, 3)), DARK)


def crossing() -> CoefficientPaths:
    paths = paths_of(diabetes())
    names = dict.fromkeys(diabetes().names, False)
    covered = view_of((paths.ridge,), 0.3, 300.0)
    zeros = np.concatenate(paths.crossings).tolist()
    plot = CoefficientPaths(L2, paths.ridge, zeros, covered, names, ValueTracker(2.0), ValueTracker(0.0), DARK)
    plot.fit(LEFT_BOX)
    return plot.add(plot.frame, plot.curves, plot.rest, plot.marks)


def passing() -> OutputPlot:
    plot = OutputPlot(1.0, 3.0, 1.0, DARK)
    plot.paid.set_value(1.0)
    plot.centre.set_value(0.0)
    plot.reached["line"].set_value(-3.0)
    plot.fit(LEFT_BOX, LEFT_BOX, "in", "out")
    return plot.add(*plot.axes, plot.line, plot.answers[L2])


def ball(power: float) -> PowerBall:
    window = Window.true_to_scale(LEFT_BOX, View((-1.3, 1.3), (-1.3, 1.3)))
    figure = PowerBall(
        window, ValueTracker(power), {"corners": "corners", "convex": "convex"}, TYPE.read_out, DARK
    )
    return figure.add(figure.region, figure.corners, figure.chord, figure.power_out, figure.tags)


CALM: dict[str, Callable[[], Mobject]] = {
    "a corner holds": lambda: plane(L1, 0.6),
    "an edge is touched": lambda: plane(L1, 2.0),
    "a disk is touched": lambda: plane(L2, 1.25),
    "the budget is ample": lambda: plane(L1, 2.95),
    "the disk's budget is ample": lambda: plane(L2, 2.95),
    "a corner": corner,
    "a corner that just holds": lambda: corner(1.0),
    "a corner that holds": lambda: corner(1.6),
    "a corner whose slopes go past the wall's ends": lambda: corner(4.5),
    "what is drawn for the corner seen from close by": lambda: corner(1.0, zoom=16.0),
    "a walk": lambda: walking().plot,
    "a walk that goes on": lambda: walking(L2).plot,
    "a walk with a loss": lambda: walking(L1, 4.0, ONE_LOSS).plot,
    "a hop that has begun": lambda: walking(L1, 1.5).plot,
    "a hop that is nearly over": lambda: walking(L2, 2.9, ONE_LOSS).plot,
    "many walks": lambda: crowd().plot,
    "many hops": lambda: crowd(2.7).plot,
    "a tally": tally,
    "a minimum too near to 0 for its digits": lambda: corner(0.999),
    "ridge paths that cross 0": crossing,
    "an output of 0 in passing": passing,
    "a disk": lambda: ball(2.0),
    "between disk and diamond": lambda: ball(1.4),
    "a diamond": lambda: ball(1.0),
    "a star": lambda: ball(0.4),
}


@pytest.mark.parametrize("picture", CALM.values(), ids=CALM)
def test_a_true_picture_gives_nothing(picture: Callable[[], Mobject]) -> None:
    assert list(truth_findings(scene_of(picture()))) == []


def test_two_planes_to_one_scale_give_nothing() -> None:
    assert found(plane(L1), plane(L2, box=RIGHT_BOX)) == set()


def dot_off() -> Mobject:
    figure = plane()
    figure.dot.shift(2 * PIXEL * RIGHT)
    return figure


def minimum_off() -> Mobject:
    figure = corner()
    figure.plot.minima[L2].dot.shift(0.4 * PIXEL * UP)
    return figure


def walker_off() -> Mobject:
    walker = walking()
    walker.ball.dot.shift(2 * PIXEL * RIGHT)
    return walker.plot


def ring_off() -> Mobject:
    figure = plane(L1, 0.6)
    figure.dot.ring.shift(2 * PIXEL * RIGHT)
    return figure


def wrong_strength() -> Mobject:
    figure = corner()
    figure.remove(figure.notes.strength)
    figure.notes.strength = ReadOut("lambda =", lambda: 1.1 * 0.4, DARK, marks_zero=False)
    return figure.add(figure.notes.strength)


def stale_digits() -> Mobject:
    """The text is right, and the glyphs are not."""
    figure = corner()
    figure.notes.strength._set("0.41")
    return figure


def plain_zero() -> Mobject:
    figure = corner(1.6)
    figure.notes.weights[L1].set_fill(DARK.ink)
    return figure


def smoothed_corner() -> Mobject:
    figure = corner()
    window = figure.window
    w = np.linspace(*window.view.x, 241)
    smooth = np.sqrt(w**2 + 0.02**2)
    xy = np.column_stack([w, ONE_LOSS.value(w) + 0.4 * smooth])
    draw_polylines(figure.plot.totals[L1], window.curve(xy))
    return figure


def corner_left_out() -> Mobject:
    """Every vertex is on the curve, but none is at 0."""
    figure = corner()
    window = figure.window
    w = np.linspace(*window.view.x, 60)
    assert not (w == 0).any()
    xy = np.column_stack([w, ONE_LOSS.value(w) + 0.4 * np.abs(w)])
    draw_polylines(figure.plot.totals[L1], window.curve(xy))
    return figure


def blunt_diamond() -> Mobject:
    figure = plane()
    corners = L1.boundary(1.25)
    cut = np.concatenate([[0.97 * a + 0.03 * b, 0.03 * a + 0.97 * b] for a, b in pairwise(corners)])
    draw_polylines(figure.region.edge, figure.window.curve(np.concatenate([cut, cut[:1]])))
    return figure


def squeezed_axis() -> Mobject:
    figure = plane(L2)
    figure.axes[1].stretch(0.97, 1)
    return figure


def squeezed_plot_axis() -> Mobject:
    figure = corner()
    figure.axes[1].stretch(0.97, 1)
    return figure


def wrong_optimum() -> Mobject:
    figure = plane(L2)
    wrong = Optimum(figure.optimum.weights + np.array([0.02, -0.02]), 0.0)
    figure.optimum = wrong
    figure.dot.mark(wrong, figure.window.point(*wrong.weights))
    return figure


def wrong_minimum() -> Mobject:
    figure = corner()
    figure.plot.optima[L2] = Optimum(figure.plot.optima[L2].weights + 0.02, 0.0)
    return figure


def wrong_step() -> Mobject:
    walker = walking(L2)
    walker.hops.weights[3] *= 1.1
    walker.plot.refresh()
    return walker.plot


def almost_zero() -> Mobject:
    figure = plane(L1, 0.6)
    figure.optimum = Optimum(figure.optimum.weights + np.array([0.0, 1e-7]), 0.0)
    return figure


def other_level() -> Mobject:
    figure = plane()
    level = float(LOSS.value(figure.optimum.weights))
    draw_polylines(figure.contour, figure.window.curve(LOSS.contour(1.03 * level)))
    return figure


def turned_contour() -> Mobject:
    """Through the optimum, but across the region."""
    figure = plane(L2)
    figure.contour.rotate(0.2, about_point=figure.dot.dot.get_center())
    return figure


def bar_too_long() -> Mobject:
    figure = corner()
    figure.wall.shadows[L1].bar.stretch(1.03, 1)
    return figure


def unlit_level() -> Mobject:
    figure = corner(1.6)
    draw_polylines(figure.fans[L1].level, [])
    return figure


def pink_slope() -> Mobject:
    """0 is a slope here, and no weight."""
    figure = corner(1.6)
    figure.wall.ruler.zero.set_color(DARK.zero)
    return figure


def pink_strength() -> Mobject:
    figure = corner()
    figure.notes.strength.set_fill(DARK.zero, family=True)
    return figure


def crossing_ringed() -> Mobject:
    """A ridge weight that passes 0 is ringed as if it stayed."""
    paths = crossing()
    at = paths.marks[0].get_center()
    paths.marks.submobjects[0] = Circle(radius=0.11, color=DARK.zero).move_to(at)
    return paths


def ring_in_passing() -> Mobject:
    """Under L2 the output of exactly 0 is 0, and that of any other input is not."""
    plot = passing()
    ball = plot.answers[L2]
    ball.ring.stand(ball.dot.get_center(), is_zero=True)
    return plot


def caved_in_too_far() -> Mobject:
    """The ball of a power below 1, drawn as that of a lower one."""
    figure, other = ball(0.5), ball(0.4)
    figure.region.edge.set_points(other.region.edge.points)
    return figure


def corners_of_a_disk() -> Mobject:
    figure = ball(2.0)
    figure.corners.set_opacity(1.0)
    return figure


def rounded_to_zero() -> Mobject:
    plot = corner(0.999)
    plot.notes.weights[L1]._set("0.00")
    return plot


def bounded_zero() -> Mobject:
    plot = corner(1.6)
    plot.notes.weights[L1]._set("< 0.01")
    return plot


def bounded_from_the_wrong_side() -> Mobject:
    plot = corner(0.999)
    plot.notes.weights[L1]._relation = ">"
    plot.notes.weights[L1]._symbol[-1].set_points(plot.notes.weights[L1]._relations[">"].points)
    return plot


def bar_for_one_slope() -> Mobject:
    figure = corner()
    draw_polylines(figure.wall.shadows[L2].bar, [figure.wall.ruler.line.points[[0, -1]]])
    return figure


def push_too_long() -> Mobject:
    walker = walking()
    walker.push.stretch(1.1, 1)
    return walker.plot


def post_too_long() -> Mobject:
    walker = walking()
    walker.posts.stretch(1.1, 1)
    return walker.plot


def ring_without_zero() -> Mobject:
    figure = plane(L2)
    figure.dot.ring.set_stroke(opacity=1)
    return figure


def zero_without_ring() -> Mobject:
    figure = plane(L1, 0.6)
    figure.dot.ring.set_stroke(opacity=0)
    return figure


def walkers_ring_without_zero() -> Mobject:
    walker = walking(L1, 2.0)
    walker.ball.ring.set_stroke(opacity=1)
    return walker.plot


def wrong_way() -> Mobject:
    many = crowd()
    many.ways[0].shift(2 * PIXEL * UP)
    return many.plot


def pink_before_zero() -> Mobject:
    many = crowd()
    many.ways[0].set_stroke(DARK.zero)
    return many.plot


def weight_counted_early() -> Mobject:
    many = crowd()
    many.count.read_out._set("2")
    return many.plot


def tally_off_by_one() -> Mobject:
    figure = tally()
    figure.count._set(" 3")
    return figure


def mark_filled_early() -> Mobject:
    figure = tally()
    figure.marks[3].set_color(DARK.zero)
    return figure


FAULTS: dict[str, list[Callable[[], Mobject]]] = {
    "truth/dot": [dot_off, minimum_off, walker_off, ring_off],
    "truth/optimum": [
        wrong_optimum,
        wrong_minimum,
        wrong_step,
        almost_zero,
        ring_without_zero,
        zero_without_ring,
        ring_in_passing,
        bar_for_one_slope,
        unlit_level,
        corners_of_a_disk,
    ],
    "truth/number": [
        wrong_strength,
        stale_digits,
        plain_zero,
        tally_off_by_one,
        weight_counted_early,
        mark_filled_early,
        rounded_to_zero,
        bounded_zero,
        bounded_from_the_wrong_side,
    ],
    "truth/zero": [
        pink_slope,
        pink_strength,
        crossing_ringed,
        walkers_ring_without_zero,
        pink_before_zero,
        mark_filled_early,
    ],
    "truth/curve": [
        smoothed_corner,
        caved_in_too_far,
        corner_left_out,
        blunt_diamond,
        bar_too_long,
        push_too_long,
        post_too_long,
        wrong_way,
        squeezed_plot_axis,
    ],
    "truth/contact": [other_level, turned_contour],
    "truth/scale": [squeezed_axis],
}


def test_a_contour_that_is_cut_off_is_found_and_nothing_else() -> None:
    assert found(plane(L1, 0.0)) == {"layout/cut"}


@pytest.mark.parametrize(
    ("check", "fault"), [(check, fault) for check, faults in FAULTS.items() for fault in faults]
)
def test_a_planted_fault_is_found_by_name(check: str, fault: Callable[[], Mobject]) -> None:
    assert check in found(fault())


def test_planes_of_different_scale_are_not_compared() -> None:
    smaller = plane(L2, box=Box(0.3, -2.6, 6.0, 2.6))
    assert found(smaller) == set()
    assert found(plane(L1), smaller) == {"truth/scale"}


def test_a_finding_says_in_figures_how_far_off() -> None:
    [finding] = [each for each in truth_findings(scene_of(dot_off())) if each.check == "truth/dot"]
    assert finding.said == "2.00 px off, at most 0.25"
    assert finding.things == ("optimum under L1",)
    assert finding.boxes


def test_what_is_not_on_screen_claims_nothing() -> None:
    figure = dot_off()
    figure.remove(cast(MeetingPlane, figure).dot)
    assert found(figure) == set()


def test_what_an_animation_brings_in_claims_nothing_until_it_stands() -> None:
    figure = plane()
    half = figure.contour.copy()
    coming = AnimationGroup(Create(figure.contour)), FadeIn(figure.dot)
    figure.contour.pointwise_become_partial(half, 0, 0.3)
    figure.dot.ring.set_stroke(opacity=0.5)
    assert "truth/contact" in found(figure)
    assert list(truth_findings(scene_of(figure, animations=coming))) == []


def test_looking_changes_nothing() -> None:
    figure = plane()
    before = [part.points.copy() for part in figure.family_members_with_points()]
    scene = scene_of(figure)
    assert (list(truth_findings(scene)), len(dots_on(scene))) == ([], 1)
    after = [part.points for part in figure.family_members_with_points()]
    assert all(map(np.array_equal, before, after))


@pytest.mark.parametrize("budget", [0.0, 0.3, 1.0, 1.25, 2.0, 2.9, 4.0])
@pytest.mark.parametrize("penalty", [L1, L2])
def test_both_solvers_agree_on_budgets(penalty: Penalty, budget: float) -> None:
    solution = solve(Budgeted(LOSS.value, penalty.norm, budget, 2))
    optimum = budget_optimum(LOSS, penalty, budget)
    np.testing.assert_allclose(solution.weights, optimum.weights, atol=1e-6)
    assert solution.zeros == tuple(optimum.zeros)


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.99, 1.0, 1.01, 3.0])
@pytest.mark.parametrize("penalty", [L1, L2])
def test_both_solvers_agree_on_one_weight(penalty: Penalty, strength: float) -> None:
    solution = solve(Penalised(lambda w: ONE_LOSS.value(w[..., 0]), penalty.value, strength, 1))
    optimum = penalised_optimum(ONE_LOSS, penalty, strength)
    np.testing.assert_allclose(solution.weights, optimum.weights, atol=1e-6)
    assert solution.zeros[0] in {None, bool(optimum.zeros[0])}
    assert (solution.zeros[0] is None) == (penalty is L1 and strength == 1.0)


def test_the_second_solver_takes_several_penalised_weights() -> None:
    loss = QuadraticLoss(np.eye(3), np.array([2.0, -0.5, 0.25]))
    solution = solve(Penalised(loss.value, L1.value, 0.5, 3))
    np.testing.assert_allclose(solution.weights, [1.5, 0.0, 0.0], atol=1e-6)
    assert solution.zeros[::2] == (False, True)


def disc(x: float, y: float, colour: str, background: str, size: tuple[int, int] = (1280, 720)) -> np.ndarray:
    """An RGB picture of a dot of radius 0.1 at the scene point (``x``, ``y``), its edge smoothed over a pixel."""
    scale = size[1] / SHORT_SIDE
    rows, columns = np.mgrid[: size[1], : size[0]]
    away = np.hypot(columns + 0.5 - size[0] / 2 - x * scale, size[1] / 2 - y * scale - rows - 0.5)
    share = np.clip(0.1 * scale + 0.5 - away, 0, 1)[..., np.newaxis]
    ink, bare = (np.array([int(each[at : at + 2], 16) for at in (1, 3, 5)]) for each in (colour, background))
    return np.asarray(np.rint(share * ink + (1 - share) * bare), np.uint8)


def seen(pictured: np.ndarray, theme: Theme) -> list[Finding]:
    dot = DotOnScreen("optimum", (1.234, -0.567), 0.1, theme.ink.to_hex().upper())
    return list(dot_findings([dot], pictured))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("is_grey", [True, False])
def test_a_dot_two_pixels_off_in_the_picture_is_found(theme: Theme, *, is_grey: bool) -> None:
    def pictured(by: float) -> FloatArray:
        rgb = disc(1.234 + by, -0.567, theme.ink.to_hex(), theme.background.to_hex())
        return np.asarray(rgb @ [0.2126, 0.7152, 0.0722], np.uint8) if is_grey else rgb

    pixel = SHORT_SIDE / 720
    assert seen(pictured(0), theme) == []
    assert seen(pictured(0.1 * pixel), theme) == []
    [finding] = seen(pictured(2 * pixel), theme)
    assert finding.check == "truth/dot"
    off, _, said = finding.said.partition(" ")
    assert float(off) == pytest.approx(2, abs=0.05)
    assert said == "px off in the picture, at most 0.25"
    [finding] = seen(pictured(1.0), theme)
    assert finding.said.startswith("nothing in #")


def test_dots_that_overlap_are_not_measured_and_others_are() -> None:
    colour = DARK.ink.to_hex().upper()
    empty = disc(3.0, 3.0, DARK.ink.to_hex(), DARK.background.to_hex())
    dots = [DotOnScreen(name, (x, 0.0), 0.1, colour) for name, x in (("under", 0.0), ("over", 0.15), ("off", 1.0))]
    assert [finding.things for finding in dot_findings(dots, empty)] == [("off",)]


def test_a_dot_on_one_that_rests_is_not_measured_and_beside_it_is() -> None:
    colour = DARK.ink.to_hex().upper()
    resting = DotOnScreen("resting", (0.0, 0.0), 0.1, colour, is_full=False)
    for x, found_off in ((0.15, []), (0.25, [("attended",)])):
        attended = DotOnScreen("attended", (x, 0.0), 0.1, colour)
        off = disc(x + 2 * SHORT_SIDE / 720, 0.0, colour, DARK.background.to_hex())
        assert [finding.things for finding in dot_findings([resting, attended], off)] == found_off


def test_a_dot_that_rests_is_known_to_be_there() -> None:
    figure = plane(L2)
    camera = FilmCamera()
    for strength, known in ((1.0, [True]), (1 / 3, [False]), (0.0, [])):
        camera.strength(figure).set_value(strength)
        assert [dot.is_full for dot in dots_on(scene_of(figure, camera=camera))] == known


def test_a_dot_that_leaves_still_hides_others_but_is_not_measured() -> None:
    figure = plane(L2)
    leaving = [FadeOut(figure.dot)]
    figure.remove(figure.dot)
    assert dots_on(scene_of(figure)) == ()
    assert [dot.is_full for dot in dots_on(scene_of(figure, animations=leaving))] == [False]


def test_each_dot_is_looked_for_where_the_second_solver_puts_it() -> None:
    figure = plane(L2)
    scene = scene_of(figure)
    [before] = dots_on(scene)
    figure.dot.shift(RIGHT)
    assert dots_on(scene) == (before,)
    assert np.allclose(before.point, figure.window.point(*figure.optimum.weights)[:2], atol=0.1 * PIXEL)
    assert before.radius == pytest.approx(0.1)
    assert before.colour == DARK.ink.to_hex().upper()


def test_figures_that_claim_are_each_asked_once() -> None:
    class Twice(Tally):
        asked = 0

        def claims(self) -> Iterator[Any]:
            Twice.asked += 1
            return super().claims()

    visits, places = [(0.1, budget_optimum(LOSS, L1, 0.6))], np.zeros((1, 3))
    figure = Twice(visits, ValueTracker(0.5), "zeros", LEFT_BOX, LEFT, places, DARK)
    assert found(figure, VGroup(figure)) == set()
    assert Twice.asked == 1


def closer(figure: MeetingPlane, zoom: float) -> FilmCamera:
    """A camera that looks at the plane's dot."""
    camera = FilmCamera()
    camera.frame.move_to(figure.dot.dot.get_center() + 0.1 * UP).scale(1 / zoom)
    return camera


@pytest.mark.parametrize("upright", [False, True])
def test_a_dot_is_looked_for_where_the_camera_sees_it(upright: bool) -> None:
    figure = plane(L2)
    camera = closer(figure, 8)
    if upright:
        camera.upright(figure.dot)
    scene = scene_of(figure, camera=camera)
    [before] = dots_on(scene)
    assert before.point == pytest.approx((0, -0.8), abs=PIXEL)
    assert before.radius == pytest.approx(0.1 if upright else 0.8)
    figure.dot.shift(RIGHT)
    assert dots_on(scene) == (before,)


def test_an_error_that_only_a_close_look_shows_is_found() -> None:
    figure = plane(L2)
    figure.dot.dot.shift(0.1 * PIXEL * RIGHT)
    assert found(figure) == set()
    assert "truth/dot" in {each.check for each in truth_findings(scene_of(figure, camera=closer(figure, 4)))}
