"""Claims about quadratic losses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import approx_fprime

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss, QuadraticLoss


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


entries = st.floats(-100, 100)


@given(arrays(np.float64, (5, 3), elements=entries), arrays(np.float64, 5, elements=entries), st.floats(0.01, 10))
def test_least_squares_is_the_sum_of_squares(X: FloatArray, y: FloatArray, scale: float) -> None:
    X = np.where(np.abs(X) < 1e-100, 0.0, X)
    loss, w = LeastSquares(X, y, scale), np.array([[0.5, -1.0, 2.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(loss.value(w), [scale * np.sum((y - X @ row) ** 2) for row in w], rtol=1e-12)
    np.testing.assert_allclose(loss.gradient(w), w @ loss.hessian - loss.pull, atol=1e-8)
    np.testing.assert_array_equal(loss.hessian, loss.hessian.T)
    assert np.linalg.eigvalsh(loss.hessian)[0] >= -1e-9


@pytest.mark.parametrize("dimension", [1, 2, 6])
def test_least_squares_and_its_quadratic_are_one_function(dimension: int) -> None:
    rng = np.random.default_rng(dimension)
    loss = LeastSquares(rng.normal(size=(9, dimension)), rng.normal(size=9))
    same, w = loss.quadratic, rng.normal(size=(4, dimension))
    assert same.constant > 0
    assert same.dimension == loss.dimension == dimension
    np.testing.assert_allclose(same.value(w), loss.value(w), rtol=1e-12)
    np.testing.assert_allclose(same.gradient(w), loss.gradient(w), atol=1e-12)
    np.testing.assert_allclose(same.pull, loss.pull, atol=1e-12)
    np.testing.assert_allclose(loss.gradient(np.zeros(dimension)), -loss.pull, atol=1e-15)
    np.testing.assert_allclose(same.centre, np.linalg.lstsq(loss.design, loss.targets)[0], atol=1e-12)


def test_the_scale_is_one_over_n_unless_told() -> None:
    X, y, w = np.array([[1.0], [2.0]]), np.array([1.0, 0.0]), [1.0]
    assert [float(LeastSquares(X, y, scale).value(w)) for scale in (None, 0.5, 1.0)] == [2.0, 2.0, 4.0]
    assert LeastSquares(X, y).scale == 0.5


def test_least_squares_contours_lie_on_their_level() -> None:
    rng = np.random.default_rng(4)
    loss = LeastSquares(rng.normal(size=(9, 2)), rng.normal(size=9))
    for level in (loss.quadratic.constant, 2.0, 50.0):
        np.testing.assert_allclose(loss.value(loss.contour(level)), level, rtol=1e-12)
    with pytest.raises(ValueError, match="level is 0"):
        loss.contour(0.0)


def test_a_constant_lifts_the_loss_and_moves_nothing(film_loss: QuadraticLoss) -> None:
    lifted = QuadraticLoss(film_loss.hessian, film_loss.centre, 2.5)
    w = np.random.default_rng(1).normal(size=(5, 2))
    np.testing.assert_allclose(lifted.value(w), film_loss.value(w) + 2.5)
    np.testing.assert_array_equal(lifted.gradient(w), film_loss.gradient(w))
    np.testing.assert_allclose(lifted.contour(3.5), film_loss.contour(1.0))


@pytest.mark.parametrize(
    ("design", "targets", "scale", "named"),
    [
        (np.empty((0, 2)), [], None, "design has shape"),
        (np.empty((2, 0)), [1.0, 2.0], None, "design has shape"),
        ([1.0, 2.0], [1.0, 2.0], None, "design has shape"),
        ([[1.0], [2.0]], [1.0], None, "targets has shape"),
        ([[1.0], [2.0]], [[1.0], [2.0]], None, "targets has shape"),
        ([[np.inf]], [1.0], None, "design has entries"),
        ([[1.0]], [np.nan], None, "targets has entries"),
        ([[1.0]], [1.0], 0.0, "scale is 0"),
        ([[1.0]], [1.0], np.nan, "scale is nan"),
        ([[1e200]], [1.0], None, "overflow"),
        ([[1e100]], [1e300], None, "overflow"),
        ([[1e-200]], [1.0], None, "underflow"),
    ],
)
def test_bad_data_are_refused(design: object, targets: object, scale: float | None, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        LeastSquares(np.array(design), np.array(targets), scale)


@pytest.mark.parametrize("size", [1e-300, 1e-150, 1e150, 1e300])
def test_losses_scale_with_their_curvature_at_the_ends_of_the_range(size: float) -> None:
    H = np.array([[1.0, -0.35], [-0.35, 0.8]])
    loss, w = QuadraticLoss(size * H, np.array([1.9, 1.05])), [0.3, 2.0]
    assert float(loss.value(w)) / size == pytest.approx(float(QuadraticLoss(H, loss.centre).value(w)), rel=1e-12)
    np.testing.assert_allclose(loss.value(loss.contour(size)), size, rtol=1e-12)
    assert float(OneWeightLoss(size, 1 / size).slope(0.0)) == pytest.approx(-1.0)
    assert float(OneWeightLoss(1 / size, 0.0).value(size)) == pytest.approx(size / 2)


def test_subnormal_curvature_is_still_positive() -> None:
    loss = QuadraticLoss(np.array([[5e-324]]), np.array([1.0]))
    assert loss.hessian[0, 0] == loss.pull[0] == 5e-324


def test_numbers_past_the_range_are_refused_and_never_a_silent_nan() -> None:
    mixed = QuadraticLoss(np.array([[1.0, -0.9], [-0.9, 1.0]]), np.zeros(2))
    for overflows in (
        lambda: mixed.value([1e200, 1e200]),
        lambda: QuadraticLoss(1e300 * mixed.hessian, np.zeros(2)).gradient([1e10, 1e10]),
        lambda: QuadraticLoss(np.eye(1), np.array([-1.5e308])).gradient([1.5e308]),
        lambda: OneWeightLoss(1.0, 0.0).value(1e200),
        lambda: OneWeightLoss(1e300, 0.0).slope([0.0, 1e10]),
        lambda: LeastSquares(np.eye(2), np.ones(2)).value([1e200, 0.0]),
    ):
        with pytest.raises(ValueError, match="w is too far"):
            overflows()
    np.testing.assert_allclose(np.abs(QuadraticLoss(np.eye(2), np.ones(2)).contour(1e308)).max(), 2**0.5 * 1e154)
    with pytest.raises(ValueError, match="level is 1e"):
        QuadraticLoss(1e-310 * np.eye(2), np.ones(2)).contour(1e308)
    with pytest.raises(ValueError, match="hessian times centre"):
        QuadraticLoss(np.array([[1e200]]), np.array([1e200]))
    with pytest.raises(ValueError, match="constant is inf"):
        QuadraticLoss(np.eye(1), np.ones(1), np.inf)
    for bad in (np.nan, np.inf):
        for asked in (mixed.value, mixed.gradient, LeastSquares(np.eye(2), np.ones(2)).value):
            with pytest.raises(ValueError, match=f"w holds {bad}, but must be finite"):
                asked([[bad, 0.0], [1.0, 1.0]])
        with pytest.raises(ValueError, match=f"w holds {bad}, but must be finite"):
            OneWeightLoss(1.0, 0.0).slope([1.0, bad])


def test_least_squares_cannot_be_changed_from_outside() -> None:
    loss = LeastSquares(np.eye(2), np.ones(2))
    for array in (loss.design, loss.targets, loss.hessian, loss.pull, loss.quadratic.pull):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 3.0


def test_losses_are_equal_when_and_only_when_all_their_numbers_are() -> None:
    rows, wide = [[2.0, 0.5], [0.5, 1.0]], [[1.0, 0.0], [0.0, 2.0], [3.0, 1.0]]
    losses = [
        QuadraticLoss(rows, [1.0, 2.0]),
        QuadraticLoss(rows, [1.0, 2.5]),
        QuadraticLoss([[2.0, 0.4], [0.4, 1.0]], [1.0, 2.0]),
        QuadraticLoss(rows, [1.0, 2.0], constant=1.0),
        LeastSquares(wide, [1.0, 2.0, 3.0]),
        LeastSquares(wide, [1.0, 2.0, 4.0]),
        LeastSquares(wide, [1.0, 2.0, 3.0], scale=0.5),
        LeastSquares([[1.0, 0.0], [0.0, 2.0], [3.0, 2.0]], [1.0, 2.0, 3.0]),
    ]
    assert len(set(losses)) == len(losses)
    assert QuadraticLoss(np.array(rows), np.array([1.0, 2.0])) == losses[0]
    assert len({losses[4], LeastSquares(wide, [1.0, 2.0, 3.0], scale=1 / 3)}) == 1
