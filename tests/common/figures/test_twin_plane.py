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
STOPS = [(1.2, 1, 0), (1.2, 0.3, 0), (1.2, 0.3, 0.5), (1.2, 0.3, 1), (0.7, 0.3, 1), (0.7, 0, 0), (1.2, 0, 0)]


def fitted(penalty: Penalty, loss: LeastSquares, trackers: Sequence[ValueTracker]) -> TwinPlane:
    budget, split, squared = trackers
    figure = TwinPlane(penalty, loss, budget, split, squared, DARK)
    figure.fit(Box(-5.0, -3.0, 1.0, 2.0))
    return figure


def plane(penalty: Penalty, *values: float, loss: LeastSquares = TWINS) -> TwinPlane:
    return fitted(penalty, loss, [ValueTracker(value) for value in values])


def case(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    figure = fitted(penalty, TWINS, trackers)
    return figure, [figure.region, figure.contour, figure.face, figure.projections, figure.dot]


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
