"""Claims about quadratic losses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from common.maths.losses import OneWeightLoss, QuadraticLoss


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(-0.99, 0.99), st.floats(0, 50), st.integers(2, 60))
def test_contour_points_lie_on_their_level_and_close(
    first: float, second: float, correlation: float, level: float, count: int
) -> None:
    mixed = correlation * np.sqrt(first * second)
    loss = QuadraticLoss(np.array([[first, mixed], [mixed, second]]), np.array([1.5, -0.5]))
    points = loss.contour(level, count)
    assert points.shape == (count, 2)
    np.testing.assert_allclose(loss.value(points), level, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(points[0], points[-1])


def test_contour_goes_all_the_way_round(film_loss: QuadraticLoss) -> None:
    away = film_loss.contour(1.0) - film_loss.centre
    turns = np.unwrap(np.arctan2(away[:, 1], away[:, 0]))
    assert abs(turns[-1] - turns[0]) == pytest.approx(2 * np.pi)
    assert (np.diff(turns) > 0).all() or (np.diff(turns) < 0).all()


@pytest.mark.parametrize("dimension", [1, 2, 5])
def test_gradient_is_the_slope_of_value(dimension: int) -> None:
    rng = np.random.default_rng(dimension)
    A = rng.normal(size=(dimension + 3, dimension))
    loss = QuadraticLoss(A.T @ A, rng.normal(size=dimension))
    points = rng.normal(size=(4, 3, dimension))
    assert loss.value(points).shape == (4, 3)
    assert loss.gradient(points).shape == points.shape
    for point in points.reshape(-1, dimension):
        numerical = approx_fprime(point, lambda w: float(loss.value(w)))
        np.testing.assert_allclose(loss.gradient(point), numerical, rtol=1e-4, atol=1e-5)


def test_the_centre_is_the_lowest_point(film_loss: QuadraticLoss) -> None:
    assert film_loss.dimension == 2
    assert film_loss.value(film_loss.centre) == 0
    np.testing.assert_array_equal(film_loss.gradient(film_loss.centre), [0, 0])
    assert (film_loss.value(np.random.default_rng(0).normal(size=(100, 2))) > 0).all()


def test_one_weight_agrees_with_the_general_loss() -> None:
    one, general = OneWeightLoss(0.67, 0.5), QuadraticLoss(np.array([[0.67]]), np.array([0.5]))
    w = np.linspace(-2, 2, 21).reshape(3, 7)
    np.testing.assert_allclose(one.value(w), general.value(w[..., None]), rtol=1e-15)
    np.testing.assert_allclose(one.slope(w), general.gradient(w[..., None])[..., 0], rtol=1e-15)


def test_the_film_s_one_weight_has_slope_minus_0_335_at_zero() -> None:
    x = np.arange(-10, 10) / 10
    loss = OneWeightLoss(2 * float(np.mean(x**2)), 0.5)
    assert loss.slope(0.0) == pytest.approx(-0.335)
    np.testing.assert_allclose(loss.value([0.2, 1.0]), [np.mean((0.5 * x - w * x) ** 2) for w in (0.2, 1.0)])


def test_a_loss_cannot_be_changed_from_outside() -> None:
    hessian, centre = np.eye(2), np.ones(2)
    loss = QuadraticLoss(hessian, centre)
    hessian[0, 0] = centre[0] = 7.0
    assert loss.value([0.0, 1.0]) == 0.5
    with pytest.raises(ValueError, match="read-only"):
        loss.centre[0] = 3.0


@pytest.mark.parametrize(
    ("hessian", "centre", "named"),
    [
        ([[1.0, 0.0], [0.0, 1.0]], [[1.0, 2.0]], "centre"),
        ([[1.0]], [], "centre"),
        ([[1.0]], [np.nan], "centre"),
        ([[1.0]], [1.0, 2.0], "hessian"),
        ([[np.inf, 0.0], [0.0, 1.0]], [1.0, 2.0], "hessian"),
        ([[1.0, 0.5], [0.2, 1.0]], [1.0, 2.0], "hessian.*symmetric"),
        ([[1.0, 2.0], [2.0, 1.0]], [1.0, 2.0], "hessian.*positive definite"),
        ([[0.0]], [1.0], "hessian.*positive definite"),
    ],
)
def test_bad_quadratics_are_refused(hessian: list[list[float]], centre: list[float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        QuadraticLoss(np.array(hessian), np.array(centre))


def test_bad_numbers_are_refused_by_name(film_loss: QuadraticLoss) -> None:
    with pytest.raises(ValueError, match="curvature is 0"):
        OneWeightLoss(0.0, 1.0)
    with pytest.raises(ValueError, match="centre is nan"):
        OneWeightLoss(1.0, np.nan)
    with pytest.raises(ValueError, match="level is -1"):
        film_loss.contour(-1.0)
    with pytest.raises(ValueError, match="count is 1"):
        film_loss.contour(1.0, 1)
    with pytest.raises(ValueError, match="w has shape"):
        film_loss.value([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="w has shape"):
        film_loss.gradient(1.0)
    with pytest.raises(ValueError, match="loss has 1 weights"):
        QuadraticLoss(np.eye(1), np.ones(1)).contour(1.0)
