"""What comes out for each weight that goes in is what scipy finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from manim import RIGHT, UP, Mobject, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.optimize import minimize_scalar

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.derived import Derived
from common.figures.shrinkage_graph import ShrinkageGraph
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK, TEMPO
from renders.critic.truth import truth_findings

BOX = Box(-5.0, -2.0, 1.0, 2.0)
LARGEST = 3.0
UNIT = np.array([BOX.width, BOX.height]) / (2 * 1.12 * LARGEST)
TWO_PIXELS = 2 * 8 / 1080
SIZES = {L1: abs, L2: lambda w: w * w / 2}


def best(penalty: Penalty, curvature: float, centre: float, strength: float) -> float:
    """The minimum of ½h(w − ŵ)² + λΩ(w), sought on each side of 0 and at 0."""

    def objective(w: float) -> float:
        return curvature * (w - centre) ** 2 / 2 + strength * SIZES[penalty](w)

    sides = [
        minimize_scalar(objective, bounds=side, method="bounded", options={"xatol": 1e-12})
        for side in ((-9, 0), (0, 9))
    ]
    lowest = min(sides, key=lambda found: float(found.fun))
    return 0.0 if objective(0.0) <= lowest.fun + 1e-13 else float(lowest.x)


def graphs(
    penalty: Penalty,
    *stops: tuple[float, float, float],
    curvature: float = 1.0,
    has_gap: bool = False,
) -> Iterator[ShrinkageGraph]:
    """One graph, at each of the stops: ŵ, λ, and how far the curve is drawn."""
    trackers = [ValueTracker(value) for value in stops[0]]
    figure = ShrinkageGraph(penalty, curvature, LARGEST, *trackers, DARK)
    figure.fit(BOX)
    figure.add(*figure.picture, figure.flat, figure.zone, figure.input_out, figure.output_out)
    if not has_gap:
        figure.fill_gap()
    for stop in stops:
        for tracker, value in zip(trackers, stop, strict=True):
            tracker.set_value(value)
        figure.update(TEMPO.landing)
        yield figure


def fed(penalty: Penalty, *centres: float, **how: Any) -> Iterator[ShrinkageGraph]:
    return graphs(penalty, *((centre, 1.0, -LARGEST) for centre in centres), **how)


def shown(figure: ShrinkageGraph, part: Mobject) -> FloatArray:
    """The coordinates of the middle of ``part``."""
    return figure.window.coordinates(part.get_center())


def length(line: VMobject) -> float:
    return float(np.linalg.norm(line.points[-1] - line.points[0])) if len(line.points) else 0.0


def faults(*mobjects: Mobject) -> set[str]:
    scene = SimpleNamespace(
        mobjects=[*mobjects], foreground_mobjects=[], animations=(), theme=DARK, camera=FilmCamera()
    )
    return {finding.check for finding in truth_findings(cast(Explainer, scene))}


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("curvature", [1.0, 0.7])
def test_the_dot_stands_where_scipy_finds_the_minimum_and_is_ringed_only_at_zero(
    penalty: Penalty, curvature: float
) -> None:
    for figure in fed(penalty, -2.9, -1.6, -0.4, 0.0, 0.3, 1.7, 3.0, curvature=curvature):
        expected = best(penalty, curvature, figure.input, 1.0)
        assert shown(figure, figure.dot.dot) == pytest.approx([figure.input, expected], abs=1e-5)
        assert figure.dot.ring.get_stroke_opacity() == (penalty is L1 and expected == 0)  # under L2, in passing
        assert (figure.output_out.text == "0") == (expected == 0)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_curve_is_the_output_of_every_input_and_its_zeros_are_a_piece_of_their_own(penalty: Penalty) -> None:
    (figure,) = graphs(penalty, (2.0, 0.8, -LARGEST))
    for part, is_zero in ((figure.curve, False), (figure.flat, True)):
        for point in part.points[::16]:
            centre, weight = figure.window.coordinates(point)
            assert weight == pytest.approx(best(penalty, 1.0, centre, 0.8), abs=1e-5)
            assert not is_zero or abs(centre) <= 0.8 + 1e-9
    assert length(figure.flat) / UNIT[0] == pytest.approx(1.6 if penalty == L1 else 0.0)


def test_l1_takes_the_same_from_every_weight_and_l2_the_same_share() -> None:
    centres = np.array([1.2, 1.8, 3.0])
    for penalty, shares in ((L1, 1 / centres), (L2, np.full(3, 0.5))):
        taken = np.array([length(figure.taken) for figure in fed(penalty, *centres)])
        assert taken / UNIT[1] / centres == pytest.approx(shares)


def test_with_the_shortcut_only_zero_has_an_answer_in_the_gap() -> None:
    asked = {-1.2: False, -0.9: True, 0.0: False, 0.5: True, 1.5: False}
    for figure in fed(L1, *asked, has_gap=True):
        assert (figure.question.lettering[0].get_fill_opacity() == 1) == asked[figure.input]
        assert bool(len(figure.dot.dot.points)) != asked[figure.input]
        assert not faults(figure)
    for figure in fed(L1, *asked):
        assert len(figure.dot.dot.points)
        assert figure.question.lettering[0].get_fill_opacity() == 0
    assert all(len(figure.dot.dot.points) for figure in fed(L2, *asked, has_gap=True))


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_curve_is_traced_as_far_as_the_inputs_have_come(penalty: Penalty) -> None:
    stops = [2.0, 1.5, 0.2, -1.5, -3.0]
    for reached, figure in zip(stops, graphs(penalty, *((2.0, 1.0, at) for at in stops)), strict=True):
        lowest = min(figure.window.coordinates(point)[0] for point in figure.curve.points)
        assert lowest == pytest.approx(1.0 if penalty == L1 and abs(reached) < 1 else reached)


@pytest.mark.parametrize(("strength", "curvature"), [(1.0, 1.0), (0.6, 0.5)])
def test_the_zeros_end_where_the_input_times_its_curvature_is_lambda(strength: float, curvature: float) -> None:
    (figure,) = graphs(L1, (2.0, strength, -LARGEST), curvature=curvature)
    low, high = (shown(figure, end[0])[0] for end in figure.zone)
    assert low == pytest.approx(-high)
    assert best(L1, curvature, 0.999 * high, strength) == 0 < best(L1, curvature, 1.001 * high, strength)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_what_the_figures_claim_holds(penalty: Penalty) -> None:
    assert not any(faults(figure) for figure in fed(penalty, -2.0, 0.4, 2.5))


def test_a_part_that_is_two_pixels_off_is_found() -> None:
    (graph,) = fed(L1, 2.0)
    for name in ("curve", "flat", "taken", "input_mark", "dot", "identity"):
        getattr(graph, name).shift(TWO_PIXELS * (RIGHT - UP))
        assert faults(graph), name
        getattr(graph, name).shift(-TWO_PIXELS * (RIGHT - UP))
    assert not faults(graph)


def followed_graph(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    figure = ShrinkageGraph(penalty, 1.0, LARGEST, *trackers, DARK)
    figure.fit(BOX)
    figure.fill_gap()
    parts: list[Any] = [
        figure.curve,
        figure.flat,
        figure.zone,
        figure.riser,
        figure.taken,
        figure.input_mark,
        figure.dot,
    ]
    return figure, parts


STOPS = [(3.0, 1.0, 3.0), (1.5, 1.0, 1.5), (0.5, 1.0, -3.0), (0.5, 0.3, -3.0), (0.0, 0.3, -3.0), (3.0, 1.0, 3.0)]
CASES = {
    "graph L1": (lambda t: followed_graph(L1, t), STOPS),
    "graph L2": (lambda t: followed_graph(L2, t), STOPS),
}


@pytest.mark.parametrize("case", CASES)
def test_figures_that_have_followed_their_trackers_look_like_new_ones(case: str) -> None:
    assert_drawn_as_if_new(*CASES[case])


@pytest.mark.parametrize("case", ["graph L1", "graph L2"])
def test_an_input_forgotten_would_be_noticed(case: str) -> None:
    assert_notices_a_forgotten_input(*CASES[case])
