"""On the plane of twins every split of L1's edge is optimal, and a rounder region leaves one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.derived import Derived
from common.figures.twin_plane import TwinPlane
from common.maths.data.sets import twins
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.certificate import NotOptimal
from common.maths.optima.faces import optimal_face
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

TWINS = twins().least_squares()
BUDGET = 1.2
STOPS = [
    (1.2, 1, 0, 1),
    (1.2, 1, 0, 0.9),
    (1.2, 0.3, 0, 0.9),
    (1.2, 0.3, 0, 1),
    (1.2, 0, 0, 1.1),
    (1.2, 0.3, 0.5, 1),
    (1.2, 0.3, 1, 1),
    (0.7, 0.3, 1, 1),
    (0.7, 0, 0, 1),
    (1.2, 0, 0, 1),
]


def fitted(penalty: Penalty, loss: LeastSquares, trackers: Sequence[ValueTracker]) -> TwinPlane:
    figure = TwinPlane(penalty, loss, *trackers, DARK, levels=[1.0])
    figure.fit(Box(-5.0, -3.0, 1.0, 2.0))
    return figure


def plane(penalty: Penalty, *values: float, ratio: float = 1.0, loss: LeastSquares = TWINS) -> TwinPlane:
    return fitted(penalty, loss, [ValueTracker(value) for value in (*values, ratio)])


def case(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    figure = fitted(penalty, TWINS, trackers)
    parts = figure.region, figure.bottom, figure.ghosts, figure.contour, figure.face, figure.projections
    return figure, [*parts, figure.dot]


@pytest.mark.parametrize("split", [0.0, 0.2, 0.5, 1.0])
def test_every_split_of_the_edge_is_a_lasso_optimum_of_the_same_loss(split: float) -> None:
    figure = plane(L1, BUDGET, split, 0.0)
    weights = figure.optimum.weights
    strength = float(np.abs(TWINS.gradient(weights)).max())
    assert optimal_face(TWINS, strength).contains(weights)
    assert TWINS.value(weights) == pytest.approx(TWINS.value([BUDGET / 2, BUDGET / 2]), rel=1e-12)
    assert figure.optimum.zeros.any() == (split in {0, 1})
    assert (figure.dot.ring.get_stroke_opacity() == 1) == (split in {0, 1})


def test_the_drawn_edge_is_the_whole_face_of_optima() -> None:
    figure = plane(L1, BUDGET, 0.5, 0.0)
    vertices = optimal_face(TWINS, float(np.abs(TWINS.gradient(figure.optimum.weights)).max())).vertices
    drawn = np.array([figure.window.coordinates(point) for point in figure.face.points[[0, -1]]])
    np.testing.assert_allclose(drawn[drawn[:, 0].argsort()], vertices[vertices[:, 0].argsort()], atol=1e-9)


@pytest.mark.parametrize(("ratio", "kept"), [(1.2, [0, BUDGET]), (1.001, [0, BUDGET]), (0.8, [BUDGET, 0])])
def test_the_stronger_twin_keeps_the_whole_weight(ratio: float, kept: list[float]) -> None:
    figure = plane(L1, BUDGET, kept[0] / BUDGET, 0.0, ratio=ratio)
    assert figure.optimum.weights.tolist() == kept
    edge = BUDGET * np.column_stack([np.linspace(0, 1, 101), np.linspace(1, 0, 101)])
    x = np.array([-1.5, -0.5, 0.5, 1.5])
    assert figure.loss.design[0, 1] / figure.loss.design[0, 0] == pytest.approx(ratio)
    assert f"{ratio:.2f}" == figure.ratio_out.drawn
    losses = [((2 * x - x * (first + ratio * second)) ** 2).mean() for first, second in edge]
    assert edge[int(np.argmin(losses))].tolist() == kept
    assert figure.optimum.certified() is figure.dot.optimum
    assert not figure.is_edge
    assert len(figure.face.points) == 0


@pytest.mark.parametrize(("ratio", "splits"), [(1.2, [1.0, 0.7, 0.2, 0.0]), (0.8, [0.0, 0.4, 0.9, 1.0])])
def test_on_its_way_to_the_corner_the_dot_is_no_optimum_and_the_loss_falls(
    ratio: float, splits: Sequence[float]
) -> None:
    figures = [plane(L1, BUDGET, split, 0.0, ratio=ratio) for split in splits]
    assert [figure.is_on_its_way for figure in figures] == [True, True, True, False]
    losses = [float(figure.loss.value(figure.optimum.weights)) for figure in figures]
    assert losses == sorted(losses, reverse=True)
    for figure in figures[:-1]:
        with pytest.raises(NotOptimal):
            figure.optimum.certified()


@pytest.mark.parametrize(("squared", "share"), [(0.25, "0.20"), (1.0, "0.50"), (3.0, "0.75")])
def test_it_says_how_much_of_the_mix_is_l2(squared: float, share: str) -> None:
    assert plane(L1, BUDGET, 0.5, squared).mix_out.drawn == share


@pytest.mark.parametrize("split", [0.0, 0.7])
def test_ridge_gives_each_half_whatever_the_split(split: float) -> None:
    np.testing.assert_allclose(plane(L2, BUDGET, split, 0.0).optimum.weights, BUDGET / np.sqrt(2))


@pytest.mark.parametrize("split", [0.0, 0.7])
def test_a_little_l2_gives_each_the_same_and_keeps_the_corners(split: float) -> None:
    figure = plane(L1, BUDGET, split, 0.3)
    first, second = figure.optimum.weights
    assert first == pytest.approx(second, abs=1e-12)
    assert first > BUDGET / 2
    edge = np.array([figure.window.coordinates(point) for point in figure.region.edge.points])
    for corner in L1.corners(BUDGET):
        assert np.linalg.norm(edge - corner, axis=1).min() < 1e-9
    assert len(figure.face.points) == 0


def test_features_that_are_not_twins_are_refused() -> None:
    x = np.array([-1.0, 0.0, 1.0])
    with pytest.raises(NotOptimal):
        plane(L1, 0.5, 0.5, 0.0, loss=LeastSquares(np.column_stack([x, 2 * x]), x))


@pytest.mark.parametrize("penalty", [L1, L2])
def test_it_looks_like_a_new_one_wherever_it_has_been(penalty: Penalty) -> None:
    assert_drawn_as_if_new(lambda trackers: case(penalty, trackers), STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(lambda trackers: case(L1, trackers), STOPS)
