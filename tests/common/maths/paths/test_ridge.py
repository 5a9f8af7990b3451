"""Claims about the path of ridge optima."""

import numpy as np
import pytest
from scipy.optimize import brentq
from sklearn.linear_model import Ridge

from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.paths.ridge import ridge_path


def random_data(seed: int, n: int = 30, d: int = 6) -> LeastSquares:
    rng = np.random.default_rng(seed)
    return LeastSquares(rng.normal(size=(n, d)), rng.normal(size=n), scale=0.5)


def test_scikit_learn_finds_the_same_weights_at_every_strength() -> None:
    loss = random_data(0)
    path, strengths = ridge_path(loss), np.geomspace(1e-6, 1e6, 40)
    for strength, weights in zip(strengths, path.at(strengths), strict=True):
        other = Ridge(alpha=strength, fit_intercept=False, solver="svd").fit(loss.design, loss.targets)
        np.testing.assert_allclose(weights, other.coef_, rtol=1e-9, atol=1e-14)


def test_the_strength_of_a_budget_is_the_one_a_root_finder_brackets() -> None:
    for seed in range(20):
        path = ridge_path(random_data(seed))
        radius = float(path.budget(0.0)) * np.random.default_rng(seed).uniform(0.01, 0.99)
        found = brentq(lambda s, path=path, t=radius: float(path.budget(s)) / t - 1, 0, 1e6, xtol=1e-13)
        assert float(path.strength(radius)) == pytest.approx(found, rel=1e-8, abs=1e-10)


def test_a_sweep_is_each_budget_by_itself_and_spends_all_of_it() -> None:
    path = ridge_path(random_data(1))
    radii = np.random.default_rng(1).uniform(0, 1.3, size=(4, 50)) * path.budget(0.0)
    weights = path.at_budget(radii)
    assert weights.shape == (4, 50, 6)
    np.testing.assert_allclose(np.linalg.norm(weights, axis=-1), np.minimum(radii, path.budget(0.0)), rtol=1e-12)
    for index in np.ndindex(radii.shape):
        np.testing.assert_allclose(path.at_budget(radii[index]), weights[index], rtol=1e-11, atol=1e-15)
    np.testing.assert_allclose(path.at(path.strength(radii)), weights, rtol=1e-9, atol=1e-14)


def test_weights_fade_together_and_never_stick_at_zero() -> None:
    path = ridge_path(random_data(2))
    weights = path.at(np.geomspace(1e-3, 1e9, 500))
    assert (weights != 0).all()
    assert (np.diff(np.linalg.norm(weights, axis=-1)) < 0).all()


def test_a_null_direction_is_never_used() -> None:
    x = np.random.default_rng(3).normal(size=(8, 1))
    path = ridge_path(LeastSquares(np.hstack([x, x, -x]), 3 * x[:, 0]))
    np.testing.assert_allclose(path.at([0.0, 1e-18, 1e-9]), 3 * [[1.0, 1.0, -1.0]], rtol=1e-8)
    np.testing.assert_allclose(path.at_budget([100.0]), [[1.0, 1.0, -1.0]], rtol=1e-12)
    assert float(path.strength(100.0)) == 0.0


def test_no_budget_is_an_infinite_strength_and_no_pull_is_none() -> None:
    path = ridge_path(random_data(4))
    assert float(path.strength(0.0)) == np.inf
    assert path.at_budget(0.0).tolist() == [0.0] * 6
    still = ridge_path(LeastSquares(np.zeros((2, 2)), np.zeros(2)))
    assert still.at([0.0, 1.0]).tolist() == still.at_budget([0.0, 1.0]).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert still.strength([0.0, 1.0]).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("radius", [1e-300, 1e-160, 1e-99, 1e-30])
def test_a_tiny_budget_points_along_the_pull(radius: float) -> None:
    loss = random_data(5)
    pull = loss.pull / np.linalg.norm(loss.pull)
    np.testing.assert_allclose(ridge_path(loss).at_budget(radius) / radius, pull, rtol=1e-12)
    strength = float(ridge_path(loss).strength(radius))
    assert strength * radius == pytest.approx(np.linalg.norm(loss.pull), rel=1e-12)


def test_a_strength_beyond_the_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="strength comes out beyond"):
        ridge_path(QuadraticLoss(np.eye(1), [1e10])).strength(1e-310)


def test_a_block_that_nothing_pulls_keeps_its_exact_zeros() -> None:
    loss = QuadraticLoss(np.array([[2.0, 0.3, 0], [0.3, 1.0, 0], [0, 0, 1.5]]), np.array([1.0, 2.0, 0.0]))
    assert ridge_path(loss).at(0.5)[2] == 0


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    path = ridge_path(random_data(6))
    for ask, name in ((path.at, "strengths"), (path.budget, "strengths"), (path.at_budget, "radii")):
        with pytest.raises(ValueError, match=f"{name} include"):
            ask([0.1, bad])
    with pytest.raises(ValueError, match="radii include"):
        path.strength(bad)


@pytest.mark.parametrize("power", [-250, -160, 160, 249])
def test_weights_anywhere_in_the_range_have_a_length(power: int) -> None:
    size = 10.0**power
    path = ridge_path(QuadraticLoss(np.eye(2), np.array([3.0, 4.0]) * size))
    assert float(path.budget(0.0)) == pytest.approx(5 * size, rel=1e-15)
    assert float(path.strength(2.5 * size)) == pytest.approx(1.0, rel=1e-14)
    np.testing.assert_allclose(path.at_budget(2.5 * size), np.array([1.5, 2.0]) * size, rtol=1e-15)
