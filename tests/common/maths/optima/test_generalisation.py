"""Claims about fits to a noisy curve: what they do to the points that they saw, and to new ones."""

import numpy as np
import pytest
from scipy.integrate import quad
from sklearn.linear_model import Lasso, LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import noisy_points
from common.maths.optima.generalisation import NOISE, CurveFits, twelve_new_points
from common.maths.penalties.norms import L1, L2

FITS = CurveFits(noisy_points())
X, Y = FITS.curve.x, FITS.curve.y
PLACES = np.linspace(-1, 1, 41)


def predicted_by(model: object, places: FloatArray) -> FloatArray:
    pipeline = make_pipeline(PolynomialFeatures(9, include_bias=False), StandardScaler(), model)
    return np.asarray(pipeline.fit(X[:, np.newaxis], Y).predict(places[:, np.newaxis]))


@pytest.mark.parametrize("strength", [1e-3, 0.02, 1.0])
def test_a_ridge_fit_is_scikit_learn_s(strength: float) -> None:
    theirs = predicted_by(Ridge(alpha=strength * len(X) / 2), PLACES)
    np.testing.assert_allclose(FITS.predict(FITS.optimum(L2, strength).weights, PLACES), theirs, atol=1e-9)


@pytest.mark.parametrize("strength", [0.02, 0.1])
def test_a_lasso_fit_is_scikit_learn_s(strength: float) -> None:
    theirs = predicted_by(Lasso(alpha=strength / 2, tol=1e-12, max_iter=10**7), PLACES)
    np.testing.assert_allclose(FITS.predict(FITS.optimum(L1, strength).weights, PLACES), theirs, atol=1e-5)


def test_with_no_penalty_the_fit_goes_through_every_point_as_the_one_polynomial_does_that_can() -> None:
    weights = FITS.optimum(L2, 0.0).weights
    np.testing.assert_allclose(FITS.predict(weights, X), Y, atol=1e-9)
    assert FITS.training_error(weights) == pytest.approx(0, abs=1e-18)
    theirs = predicted_by(LinearRegression(), PLACES)
    np.testing.assert_allclose(FITS.predict(weights, PLACES), theirs, atol=1e-6)


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("strength", [0.0, 1e-5, 0.02, 3.0])
def test_the_errors_are_the_integral_and_the_mean_that_they_stand_for(penalty: object, strength: float) -> None:
    weights = FITS.optimum(penalty, strength).weights  # type: ignore[arg-type]

    def miss(x: float) -> float:
        return float(FITS.predict(weights, [x])[0] - np.sin(np.pi * x)) ** 2

    apart, _ = quad(miss, -1, 1, limit=200)
    assert FITS.new_error(weights) == pytest.approx(apart / 2 + NOISE**2, rel=1e-8)
    seen = np.mean((FITS.predict(weights, X) - Y) ** 2)
    assert FITS.training_error(weights) == pytest.approx(seen, rel=1e-6, abs=1e-15)


def test_the_error_on_new_points_is_what_many_new_points_show() -> None:
    rng = np.random.default_rng(5)
    weights = FITS.optimum(L2, 1e-5).weights
    x = rng.uniform(-1, 1, 200_000)
    misses = FITS.predict(weights, x) - FITS.curve.truth(x) - rng.normal(0, NOISE, x.size)
    assert FITS.new_error(weights) == pytest.approx(np.mean(misses**2), rel=0.01)


def test_the_best_strength_is_no_worse_than_any_on_a_fine_grid() -> None:
    best = FITS.best_strength(L2, 1e-8, 3.0)
    grid = np.logspace(-8, np.log10(3.0), 2001)
    errors = FITS.new_error(FITS.path(L2, grid))
    assert FITS.new_error(FITS.path(L2, [best]))[0] <= errors.min()
    assert best == pytest.approx(grid[errors.argmin()], rel=0.01)


def test_the_new_points_are_those_that_their_source_draws() -> None:
    rng = np.random.default_rng(1)
    np.testing.assert_array_equal(twelve_new_points().x, np.sort(rng.uniform(-1, 1, 12)).round(2))
    np.testing.assert_array_equal(twelve_new_points().noise, rng.normal(0, NOISE, 12).round(2))


def test_a_noise_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"noise is -1\.0"):
        CurveFits(noisy_points(), noise=-1.0)
