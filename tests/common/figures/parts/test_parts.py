"""A part claims what it draws: the critic agrees, until the formula has changed and the drawing has not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from manim import ValueTracker, VMobject

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.claims import Penalised
from common.figures.graph import Graph
from common.figures.parts.area import Area
from common.figures.parts.arrow import Arrow
from common.figures.parts.climber import Climber
from common.figures.parts.contour import Contour
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Drop, Plumb
from common.figures.parts.fan import Fan
from common.figures.parts.fulcrum import Fulcrum
from common.figures.parts.halvings import Halvings
from common.figures.parts.mark import Mark, OptimumMark
from common.figures.parts.part import Part
from common.figures.parts.posts import Posts
from common.figures.parts.rain import Dots, Streaks, gone, streak
from common.figures.parts.region import Region
from common.figures.parts.sticks import Sticks
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import DARK, STROKE
from renders.critic.truth import truth_findings

LOSS, ONE_LOSS = QuadraticLoss(np.diag([1.0, 0.8]), np.array([0.4, 0.3]), 0.2), OneWeightLoss(1.0, 1.5)
LINE = DARK.ink, STROKE.edge
WAYS = np.array([[[0.2, 1.5], [0.2, 0.3]], [[-0.7, 1.0], [-0.7, -0.5]]])
TAILS = [[0.0, 0.0], [0.0, 0.1], [0.3, 0.5], [0.9, 1.0], [1.0, 1.0]]
Read = Callable[[], float]


def optimum_of(amount: Read, kind: Any = OptimumMark) -> Any:
    def problem() -> Penalised:
        return Penalised(lambda w: ONE_LOSS.value(w[..., 0]), L1.value, amount(), 1)

    def optimum() -> Optimum:
        return penalised_optimum(ONE_LOSS, L1, amount())

    return kind("of one weight", L1, problem, optimum, lambda w: np.append(w, 0.0), (), DARK)


def climber_of(amount: Read, climbed: float) -> Climber:
    climber: Climber = optimum_of(amount, partial(Climber, np.array([0.1]), lambda: climbed))
    return climber


def fan_of(centre: Read, half: float = 0.5, slopes: Callable[[], Interval] | None = None) -> Fan:
    """A fan under a graph whose slopes at 0 are those up to ``half`` from -``centre``; it may show others."""

    def graph(x: FloatArray) -> FloatArray:
        return x**2 / 2 - centre() * x + half * np.abs(x) + 0.2

    def own() -> Interval:
        return Interval(-centre() - half, half - centre())

    return Fan("fan", graph, slopes or own, lambda: 2.0, DARK.l1, DARK.ink)


PARTS: dict[str, Callable[[Read], Part]] = {
    "curve": lambda a: Curve("curve", lambda x: a() * np.abs(x), *LINE, corners=(0.0,)),
    "dashed curve": lambda a: Curve("curve", lambda x: a() * x**2, *LINE, dashed=True),
    "fan": fan_of,
    "one line": lambda a: fan_of(a, half=0.0),
    "area": lambda a: Area("area", lambda x: a() * x**2, DARK.l1, 0.3, lambda: (-1.0, 1.2)),
    "fulcrum": lambda a: Fulcrum("fulcrum", a, DARK.ink),
    "dots": lambda a: Dots("dots", lambda: a() * np.array([[0.2, 1.0], [0.7, 0.3]]), DARK.l1, 0.05),
    "streaks": lambda a: Streaks("streaks", lambda: a() * WAYS, lambda: np.array([[0.2, 0.9], [0.0, 1.0]]), *LINE),
    "climber": lambda a: climber_of(a, 0.4),
    "climber at the top": lambda a: climber_of(a, 1.0),
    "contour": lambda a: Contour("contour", lambda: LOSS, lambda: LOSS.constant + a(), *LINE),
    "region": lambda a: Region("region", L1.norm, L1.boundary, a, DARK.l1),
    "drop": lambda a: Drop("drop", lambda: np.array([a(), 0.5]), DARK.ink),
    "plumb": lambda a: Plumb("plumb", lambda: np.array([a(), 0.5]), DARK.ink),
    "arrow": lambda a: Arrow("arrow", lambda: np.array([0.5, 1.0]), lambda: -a(), DARK.l1, lambda: 1.0),
    "short arrow": lambda a: Arrow("arrow", lambda: np.array([0.5, 1.0]), lambda: 0.1 * a(), DARK.l1, lambda: 2.0),
    "posts": lambda a: Posts("posts", lambda: np.array([[0.5, a()], [1.0, -0.5], [1.2, 0.0]]), *LINE),
    "sticks": lambda a: Sticks("sticks", np.array([0.5, 1.0]), np.square, lambda x: a() * x, *LINE),
    "halvings": lambda a: Halvings("halvings", a, DARK.muted),
    "mark": lambda a: Mark("mark", lambda: np.array([a(), 0.5]), DARK.loss, radius=0.07),
    "optimum": optimum_of,
}


class Drawn(Graph):
    """One part, which follows ``amount``."""

    def __init__(self, make: Callable[[Read], Part], amount: ValueTracker) -> None:
        super().__init__("of a part", amount)
        self.look_through(Window(Box(-3.0, -3.0, 3.0, 3.0), View((-1.5, 1.5), (-1.0, 2.0))), DARK.muted)
        self.part = self.following(make(amount.get_value), amount)
        self.redraw()
        self.add(self.axes, self.part)


def found(figure: Graph) -> list[str]:
    scene = SimpleNamespace(
        mobjects=[figure], foreground_mobjects=[], animations=(), theme=DARK, camera=FilmCamera()
    )
    return [finding.check for finding in truth_findings(cast(Explainer, scene))]


@pytest.mark.parametrize("make", PARTS.values(), ids=PARTS)
def test_a_part_is_found_as_claimed_and_a_drawing_left_behind_is_found_out(make: Callable[[Read], Part]) -> None:
    amount = ValueTracker(0.6)
    figure = Drawn(make, amount)
    assert found(figure) == []
    amount.set_value(0.7)
    assert found(figure) != []
    figure.update()
    assert found(figure) == []


@pytest.mark.parametrize("make", PARTS.values(), ids=PARTS)
def test_a_copy_of_a_part_is_its_picture_alone(make: Callable[[Read], Part]) -> None:
    part = Drawn(make, ValueTracker(0.6)).part
    twin = part.copy()
    assert type(twin) is VMobject
    for mine, copied in zip(part.get_family(), twin.get_family(), strict=True):
        assert copied is not mine
        np.testing.assert_array_equal(copied.points, mine.points)
        np.testing.assert_array_equal(copied.get_stroke_rgbas(), mine.get_stroke_rgbas())


@pytest.mark.parametrize(
    ("slopes", "expected"),
    [
        ((-0.5, 0.5), []),
        ((-0.5, 0.52), ["truth/curve", "truth/curve"]),  # a ray and the wedge
        ((-0.48, 0.5), ["truth/curve"]),  # what the wedge leaves out
        ((0.1, 0.5), ["truth/curve", "truth/optimum"]),  # and no level line
    ],
)
def test_a_fan_that_crosses_the_graph_or_leaves_lines_out_is_found_out(
    slopes: tuple[float, float], expected: list[str]
) -> None:
    figure = Drawn(lambda _: fan_of(lambda: 0.0, slopes=lambda: Interval(*slopes)), ValueTracker(0.0))
    assert found(figure) == expected


def test_a_level_line_that_crosses_the_graph_is_found_out() -> None:
    figure = Drawn(lambda _: fan_of(lambda: 0.6, slopes=lambda: Interval(-1.1, 0.0)), ValueTracker(0.0))
    assert found(figure) == ["truth/curve"] * 3  # with a ray and the wedge


def test_a_climber_is_ringed_only_where_it_has_arrived_at_zero() -> None:
    climbed = ValueTracker(0.9)
    figure = Drawn(
        lambda strength: optimum_of(strength, partial(Climber, np.array([1.0]), climbed.get_value)),
        ValueTracker(2.0),
    )
    for share, weight, ringed in ((0.9, 0.1, 0), (0.999, 0.001, 0), (1.0, 0.0, 1)):
        climbed.set_value(share)
        figure.refresh()
        assert figure.window.coordinates(figure.part.dot.get_center())[0] == pytest.approx(weight)
        assert figure.part.ring.is_zero == ringed


def test_drops_go_one_after_the_other_and_leave_their_tails_behind() -> None:
    behind = np.array([gone(fallen, 5, 0.3) for fallen in (0.0, 0.5, 1.0)])
    assert (behind[0] <= 0).all()
    assert (np.diff(behind[1]) < 0).all()
    assert (behind[2] >= 1).all()
    np.testing.assert_allclose(streak(np.array([-0.1, 0.1, 0.5, 1.1, 1.2]), 0.2), TAILS)
