"""Claims about the data sets and the ways they are standardised."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression, lars_path
from sklearn.preprocessing import StandardScaler

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import (
    DataSet,
    NoisyCurve,
    diabetes,
    noisy_points,
    one_weight,
    polynomial_features,
    twins,
)
from common.maths.data.standardisation import centred, unit_norm, unit_variance

CONVENTIONS = [centred, unit_norm, unit_variance]
PUBLISHED_ORDER = ["bmi", "ltg", "map", "hdl", "sex", "glu", "tc", "tch", "ldl", "age"]
R_LARS_KNOTS = [949.435, 889.316, 452.901, 316.074, 130.131, 88.782, 68.965, 19.981, 5.477, 5.089, 2.182, 1.310]


def rows_of(design: object, targets: object = (1.0, 2.0, 4.0)) -> DataSet:
    columns = np.asarray(design, np.float64).shape[1]
    return DataSet(np.asarray(design), np.asarray(targets), tuple("abcdefgh"[:columns]), "a test")


def test_the_diabetes_data_are_scikit_learn_s_raw_ones() -> None:
    theirs = load_diabetes(scaled=False)
    np.testing.assert_array_equal(diabetes().design, theirs.data)
    np.testing.assert_array_equal(diabetes().targets, theirs.target)
    assert "2004" in diabetes().source
    assert (diabetes().rows, diabetes().dimension) == (442, 10)


def test_unit_norm_is_the_published_scaling_of_the_diabetes_data() -> None:
    np.testing.assert_allclose(unit_norm(diabetes()).data.design, load_diabetes().data, atol=1e-15)


def test_the_diabetes_path_has_the_published_entries_departure_and_knots() -> None:
    ours = unit_norm(diabetes()).data
    alphas, _, path = lars_path(ours.design, ours.targets, method="lasso")
    np.testing.assert_allclose(alphas[:-1] * ours.rows, R_LARS_KNOTS, rtol=5e-4)  # of features rounded earlier
    alive = path != 0
    entered = [ours.names[i] for i in np.argsort(alive.argmax(axis=1), kind="stable")]
    assert entered == PUBLISHED_ORDER
    changes = np.diff(alive.astype(int), axis=1)
    assert [ours.names[i] for i in np.argwhere(changes < 0)[:, 0]] == ["hdl"]
    assert (changes[ours.names.index("hdl")] > 0).sum() == 2


def test_the_one_weight_data_make_the_loss_of_row_8() -> None:
    loss = one_weight().least_squares()
    w = np.linspace(-2, 2, 9)
    np.testing.assert_allclose(loss.value(w[:, None]), 0.335 * (w - 0.5) ** 2, rtol=1e-12, atol=1e-15)


def test_a_polynomial_of_degree_nine_threads_the_ten_points() -> None:
    points = noisy_points()
    data = unit_variance(points.features(9))
    fit = data.least_squares().quadratic
    assert fit.constant < 1e-12
    np.testing.assert_allclose(data.predict(fit.centre, points.features(9).design), points.y, atol=1e-6)
    assert points.features(4).design.shape == (10, 4)


def test_as_the_strength_grows_training_error_rises_and_test_error_falls_then_rises() -> None:
    points = noisy_points()
    data, x = unit_variance(points.features(9)), np.linspace(-1, 1, 401)
    loss, train, test = data.least_squares(), [], []
    for strength in np.geomspace(1e-10, 1e2, 49):
        w = np.linalg.solve(loss.hessian + strength * np.eye(9), loss.pull)
        train.append(float(loss.value(w)))
        test.append(np.mean((data.predict(w, polynomial_features(x, 9)) - points.truth(x)) ** 2))
    least = int(np.argmin(test))
    assert (np.diff(train) > 0).all()
    assert 0 < least < 48
    assert (np.diff(test[: least + 1]) < 0).all()
    assert (np.diff(test[least:]) > 0).all()
    assert test[0] > 10 * test[least] < test[-1]


def test_twins_are_one_feature_twice() -> None:
    loss = twins().least_squares()
    assert (loss.value([[2.0, 0.0], [0.5, 1.5], [1.0, 1.0]]) == 0).all()
    with pytest.raises(ValueError, match="design has rank 1"):
        loss.quadratic  # noqa: B018


@pytest.mark.parametrize("data", [one_weight(), noisy_points().features(), twins(), diabetes()])
def test_every_data_set_says_its_source_and_cannot_be_changed(data: DataSet) -> None:
    assert data.source
    assert len(data.names) == data.dimension
    for array in (data.design, data.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


def test_unit_variance_is_scikit_learn_s_scaler_and_lost_one_is_r_s() -> None:
    raw = diabetes()
    np.testing.assert_allclose(
        unit_variance(raw).data.design, StandardScaler().fit_transform(raw.design), atol=1e-12
    )
    np.testing.assert_allclose(unit_variance(raw, lost=1).units, raw.design.std(axis=0, ddof=1), rtol=1e-13)
    assert (centred(raw).units == 1).all()


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_way_back_is_the_regression_with_an_intercept(convention: object) -> None:
    raw = diabetes()
    fit = convention(raw)
    w = fit.least_squares().quadratic.centre
    theirs = LinearRegression().fit(raw.design, raw.targets)
    np.testing.assert_allclose(fit.raw_weights(w), theirs.coef_, rtol=1e-8)
    assert float(fit.intercept(w)) == pytest.approx(theirs.intercept_, rel=1e-9)
    np.testing.assert_allclose(fit.predict(w, raw.design), theirs.predict(raw.design), rtol=1e-9)
    assert fit.intercept(np.stack([w, w])).shape == (2,)


columns = arrays(np.float64, (3, 2), elements=st.floats(-1e6, 1e6)).filter(
    lambda X: (np.ptp(X, axis=0) > 1e-3).all()
)


@given(columns, st.sampled_from([1e-3, 7.0]), st.floats(-100, 100))
def test_unit_norm_forgets_units_and_origins(X: FloatArray, unit: float, origin: float) -> None:
    first, second = unit_norm(rows_of(X)), unit_norm(rows_of(unit * (X + origin)))
    np.testing.assert_allclose(first.data.design, second.data.design, atol=1e-5)
    np.testing.assert_allclose((first.data.design**2).sum(axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(first.data.design.sum(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize("size", [1e-300, 1e-310, 1e-150, 1e150, 1e300])
def test_units_at_the_ends_of_the_range_are_no_trouble(size: float) -> None:
    X = np.array([[1.0], [2.0], [6.0]])
    if size in {1e150, 1e-150}:
        np.testing.assert_allclose(unit_norm(rows_of(size * X)).data.design, unit_norm(rows_of(X)).data.design)
    else:
        with pytest.raises(ValueError, match=r"design .*(under|over)flow"):
            rows_of(size * X)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_constant_columns_are_refused_by_name(convention: object) -> None:
    with pytest.raises(ValueError, match="column 1, b, is constant"):
        convention(rows_of([[1.0, 0.1], [2.0, 0.1], [3.0, 0.1]]))
    with pytest.raises(ValueError, match="column 0, a, is constant"):
        convention(rows_of([[1.0]], [2.0]))


def test_bad_data_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="design has shape"):
        rows_of(np.empty((0, 2)), [])
    with pytest.raises(ValueError, match="targets has shape"):
        rows_of([[1.0], [2.0]])
    with pytest.raises(ValueError, match="design has entries"):
        rows_of([[np.nan]], [1.0])
    with pytest.raises(ValueError, match="names has 1 entries"):
        DataSet(np.eye(2), np.ones(2), ("a",), "a test")
    with pytest.raises(ValueError, match="lost is 2"):
        unit_variance(rows_of([[1.0], [2.0], [4.0]]), lost=2)
    with pytest.raises(ValueError, match="degree is 0"):
        polynomial_features([1.0], 0)
    with pytest.raises(ValueError, match="x has shape"):
        polynomial_features([[1.0]], 2)
    with pytest.raises(ValueError, match="x has powers up to inf"):
        polynomial_features([1e200], 2)
    with pytest.raises(ValueError, match="noise has shape"):
        NoisyCurve(np.zeros(2), np.zeros(3))
    with pytest.raises(ValueError, match="x is"):
        NoisyCurve(np.array([np.nan]), np.zeros(1))
