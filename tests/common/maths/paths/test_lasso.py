"""Claims about the path of lasso optima."""

from collections.abc import Callable

import numpy as np
import pytest
from sklearn.linear_model import lars_path

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.paths.homotopy import Event, descend
from common.maths.paths.lasso import elastic_net_path, lasso_path

DESIGNS: dict[str, Callable[[np.random.Generator, int, int], FloatArray]] = {
    "random": lambda rng, n, d: rng.normal(size=(n, d)),
    "small integers": lambda rng, n, d: rng.integers(-2, 3, size=(n, d)).astype(float),
    "signs": lambda rng, n, d: rng.choice([-1.0, 1.0], size=(2 * n, 2 * d)),
    "twins": lambda rng, n, d: rng.normal(size=(n, d))[:, np.arange(d) // 2],
    "mirrored twins": lambda rng, n, d: rng.normal(size=(n, d))[:, np.arange(d) // 2] * (-1.0) ** np.arange(d),
    "a zero column": lambda rng, n, d: rng.normal(size=(n, d)) * (np.arange(d) != 0),
    "a sum of columns": lambda rng, n, d: (
        rng.normal(size=(n, d)) @ (np.eye(d) + np.eye(d)[0] - np.diag(np.eye(d)[0]))
    ),
    "badly scaled": lambda rng, n, d: rng.normal(size=(n, d)) * np.geomspace(1e-3, 1e3, d),
}


def worst_violation(loss: QuadraticLoss | LeastSquares, strengths: FloatArray, weights: FloatArray) -> float:
    """Measure the optimality conditions of the lasso as they stand in the books, over max |pull|."""
    left = loss.pull - weights @ loss.hessian
    active = np.abs(left - strengths[:, None] * np.sign(weights))
    resting = np.maximum(np.abs(left) - strengths[:, None], 0)
    return float(np.where(weights != 0, active, resting).max() / max(np.abs(loss.pull).max(), 1e-300))


@pytest.mark.parametrize("kind", DESIGNS)
def test_every_point_of_every_path_is_optimal_whatever_depends_on_what(kind: str) -> None:
    rng = np.random.default_rng(1)
    for _ in range(60):
        n, d = int(rng.integers(2, 12)), int(rng.integers(2, 15))
        targets = rng.integers(-3, 4, size=n) if kind == "small integers" else rng.normal(size=n)
        design = DESIGNS[kind](rng, n, d)
        loss = LeastSquares(design, np.resize(targets, len(design)))
        path = lasso_path(loss)
        strengths = np.linspace(0, 1.2 * path.knots[0], 97)
        assert worst_violation(loss, strengths, path.at(strengths)) < 1e-11
        assert worst_violation(loss, path.knots, path.weights) < 1e-11
        assert (np.diff(path.knots) < 0).all()
        assert (np.diff(path.budgets) >= 0).all()


def test_the_lars_of_scikit_learn_bends_at_the_same_knots() -> None:
    rng = np.random.default_rng(2)
    for _ in range(40):
        n, d = 60, int(rng.integers(1, 31))
        X, y = rng.normal(size=(n, d)) @ (np.eye(d) + 0.5 * rng.normal(size=(d, d))), rng.normal(size=n)
        knots, _, weights = lars_path(X, y, method="lasso")
        path = lasso_path(LeastSquares(X, y, scale=1 / (2 * n)))
        np.testing.assert_allclose(path.knots[:-1], knots[: len(path.knots) - 1], rtol=1e-7, atol=1e-12)
        np.testing.assert_allclose(path.weights[:-1], weights.T[: len(path.knots) - 1], atol=1e-8)


def test_the_path_is_straight_between_knots_and_has_no_gap() -> None:
    rng = np.random.default_rng(3)
    path = lasso_path(LeastSquares(rng.normal(size=(20, 8)), rng.normal(size=20)))
    for above, below in zip(path.knots, path.knots[1:], strict=False):
        third = path.at(np.linspace(above, below, 4))
        np.testing.assert_allclose(np.diff(third, 2, axis=0), 0, atol=1e-13)
        np.testing.assert_allclose(path.at(above * (1 - 1e-13)), path.at(above * (1 + 1e-13)), atol=1e-11)


def test_weights_of_no_sign_are_exactly_zero_along_their_stretch_and_others_are_not() -> None:
    rng = np.random.default_rng(4)
    path = lasso_path(LeastSquares(rng.normal(size=(20, 8)), rng.normal(size=20)))
    middles = path.at((path.knots[:-1] + path.knots[1:]) / 2)
    np.testing.assert_array_equal(np.sign(middles), path.signs[:-1])
    assert not np.signbit(path.at(2 * path.knots[0])).any()


def test_events_are_the_changes_of_sign_in_order() -> None:
    rng = np.random.default_rng(5)
    returns = 0
    for _ in range(200):
        d = 6
        path = lasso_path(LeastSquares(rng.normal(size=(9, d)) + 2 * rng.normal(size=(9, 1)), rng.normal(size=9)))
        signs, last = np.zeros(d), np.zeros(d)
        for event in path.events:
            assert event.is_entry != event.is_departure
            assert event.is_entry == (signs[event.index] == 0)
            assert event.previous == last[event.index]
            assert event.strength in path.knots
            signs[event.index] = event.sign
            last[event.index] = event.sign or last[event.index]
            returns += event.is_return_with_other_sign
        np.testing.assert_array_equal(signs, path.signs[-1])
    assert returns > 10


@pytest.mark.parametrize("signs", [(1, 1, 1), (1, -1, 1), (-1, -1, -1)])
@pytest.mark.parametrize("coupling", [0.0, 0.5, -0.3])
def test_equal_pulls_enter_at_one_knot(signs: tuple[int, ...], coupling: float) -> None:
    turned = np.diag(np.array(signs, float))
    H = turned @ (np.eye(3) * (1 - coupling) + coupling) @ turned
    path = lasso_path(QuadraticLoss(H, np.array(signs, float)))
    assert len(path.knots) == 2
    assert [(event.index, event.sign) for event in path.events] == list(enumerate(signs))


def test_pulls_far_apart_in_size_are_told_apart() -> None:
    path = lasso_path(QuadraticLoss(np.eye(4), [1.0, 1e-20, 1e-100, 0.0]))
    assert path.knots.tolist() == [1.0, 1e-20, 1e-100, 0.0]
    assert path.at(5e-21).tolist() == [1.0, 5e-21, 0.0, 0.0]


def test_a_sweep_over_budgets_and_one_over_strengths_are_the_same_path() -> None:
    rng = np.random.default_rng(6)
    path = lasso_path(LeastSquares(rng.normal(size=(30, 7)), rng.normal(size=30)))
    radii = rng.uniform(0, path.budgets[-1], size=(20, 50))
    weights = path.at_budget(radii)
    assert weights.shape == (20, 50, 7)
    np.testing.assert_allclose(np.abs(weights).sum(axis=-1), radii, rtol=1e-12)
    np.testing.assert_allclose(path.at(path.strength(radii)), weights, atol=1e-12)
    np.testing.assert_allclose(path.budget(path.strength(radii)), radii, rtol=1e-11)
    np.testing.assert_array_equal(path.at_budget(1e300), path.weights[-1])
    assert path.strength([0.0, 1e300]).tolist() == [path.knots[0], 0.0]


def test_the_elastic_net_is_the_lasso_of_rows_that_pull_every_weight_to_zero() -> None:
    rng = np.random.default_rng(7)
    X, y, ridge = rng.normal(size=(12, 5)), rng.normal(size=12), 0.7
    stacked = LeastSquares(np.vstack([X, np.sqrt(ridge) * np.eye(5)]), np.append(y, np.zeros(5)), scale=0.5)
    net = elastic_net_path(LeastSquares(X, y, scale=0.5), ridge)
    np.testing.assert_allclose(net.knots, lasso_path(stacked).knots, rtol=1e-12)
    np.testing.assert_allclose(net.weights, lasso_path(stacked).weights, atol=1e-12)


def test_no_pull_is_no_path() -> None:
    path = lasso_path(LeastSquares(np.zeros((3, 2)), np.zeros(3)))
    assert path.knots.tolist() == [0.0]
    assert path.events == ()
    assert path.at([0.0, 1.0]).tolist() == path.at_budget([0.0, 1.0]).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("size", [1e-300, 1e-150, 1.0, 1e150, 1e300])
def test_the_units_of_the_loss_do_not_matter(size: float) -> None:
    path = lasso_path(QuadraticLoss(size * np.array([[1.0, 0.25], [0.25, 1.0]]), [2.0, 1.0]))
    np.testing.assert_allclose(path.at_budget([1.0, 2.5]), [[1.0, 0.0], [1.75, 0.75]], rtol=1e-12)
    np.testing.assert_allclose(path.knots / size, [2.25, 0.9375 / 0.75, 0.0][: len(path.knots)], rtol=1e-12)


def test_weights_beyond_the_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="loss has weights near"):
        list(descend(QuadraticLoss(1e-300 * np.eye(1), [1e300]).equations))


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    path = lasso_path(QuadraticLoss(np.eye(1), [1.0]))
    with pytest.raises(ValueError, match="strengths include"):
        path.at([0.5, bad])
    with pytest.raises(ValueError, match="radii include"):
        path.at_budget(bad)
    with pytest.raises(ValueError, match="ridge is"):
        elastic_net_path(QuadraticLoss(np.eye(1), [1.0]), bad)


def test_an_event_of_a_weight_that_never_left_is_no_return() -> None:
    assert not Event(1.0, 0, 1, 0).is_return_with_other_sign
    assert not Event(1.0, 0, 0, 1).is_return_with_other_sign
