"""Claims about the penalised optimum of any number of weights."""

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import ElasticNet as OtherElasticNet
from sklearn.linear_model import Lasso, Ridge

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss, QuadraticLoss
from common.maths.optima.budget import budget_optimum, budget_violation
from common.maths.optima.one_weight import penalised_optimum as one_weight_optimum
from common.maths.optima.penalised import penalised_optimum, penalised_violation, subdifferentials
from common.maths.paths.lasso import elastic_net_path, lasso_path
from common.maths.paths.ridge import ridge_path
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.l0 import L0
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty


def conditioned_loss(rng: np.random.Generator, dimension: int, condition: float) -> QuadraticLoss:
    """Draw a loss whose H has the ``condition`` number, with units that differ from weight to weight."""
    axes = np.linalg.qr(rng.normal(size=(dimension, dimension)))[0]
    H = (axes * np.geomspace(1.0, 1.0 / condition, dimension)) @ axes.T
    return QuadraticLoss(10 ** rng.uniform(-3, 3) * (H + H.T) / 2, rng.normal(size=dimension) * 2)


def any_strength(rng: np.random.Generator, loss: QuadraticLoss | LeastSquares) -> float:
    """Draw λ from far below to far above the least that leaves no weight; now and then that λ itself, or 0."""
    return float(np.abs(loss.pull).max() * rng.choice([0.0, 1.0, *10 ** rng.uniform(-6, 1, size=14)]))


def extended(loss: QuadraticLoss, strength: float, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Solve on the support to 64 bits of mantissa: the signs there, and |correlation| − λ off it, over λ."""
    active = np.flatnonzero(weights)
    signs = np.sign(weights[active])
    H, pull = loss.hessian.astype(np.longdouble), loss.pull.astype(np.longdouble)
    block, sides = H[np.ix_(active, active)], pull[active] - strength * signs
    solved = np.zeros(active.size, np.longdouble)
    for _ in range(6):
        solved += np.linalg.solve(block.astype(float), (sides - block @ solved).astype(float))
    resting = np.flatnonzero(weights == 0)
    over = np.abs(pull[resting] - H[np.ix_(resting, active)] @ solved) - strength
    return np.sign(solved).astype(float), np.asarray(over / np.abs(pull).max(), float)


@pytest.mark.parametrize("condition", [1.0, 1e2, 1e4, 1e6, 1e8])
def test_on_many_random_problems_the_optimum_is_certified_and_its_zeros_are_the_true_ones(
    condition: float,
) -> None:
    rng = np.random.default_rng([12, int(condition)])
    for _ in range(60):
        loss = conditioned_loss(rng, int(rng.integers(1, 51)), condition)
        strength = any_strength(rng, loss)
        optimum = penalised_optimum(loss, L1, strength).certified(1e-10 if condition < 1e8 else 1e-8)
        signs, over = extended(loss, strength, optimum.weights)
        np.testing.assert_array_equal(signs, np.sign(optimum.weights[~optimum.zeros]))
        assert (over <= 1e-15).all()
        penalised_optimum(loss, L2, strength).certified(1e-10)


@pytest.mark.parametrize("condition", [1.0, 1e2, 1e4, 1e6, 1e8])
def test_the_budget_form_and_the_penalised_form_are_one(penalty: Penalty, condition: float) -> None:
    rng = np.random.default_rng([13, int(condition)])
    for _ in range(15):
        loss = conditioned_loss(rng, int(rng.integers(2, 51)), condition)
        radius = float(penalty.norm(loss.centre)) * rng.uniform(0.001, 1.0)
        within = budget_optimum(loss, penalty, radius).certified(1e-10 if condition < 1e8 else 1e-8)
        path = {L1: lasso_path, L2: ridge_path}[penalty](loss)
        strength = float(path.strength(radius))
        under = penalised_optimum(loss, penalty, strength if penalty is L1 else strength / radius * radius)
        np.testing.assert_allclose(under.weights, within.weights, atol=1e-12 * condition + 1e-9)
        np.testing.assert_allclose(path.at_budget(radius), within.weights, atol=1e-12 * condition + 1e-9)
        assert penalty.norm(within.weights) == pytest.approx(radius, rel=1e-12)
        np.testing.assert_array_equal(under.zeros, within.zeros)


@pytest.mark.parametrize("seed", range(80))
def test_scikit_learn_finds_the_same_weights_and_the_same_zeros(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = 120, int(rng.integers(1, 51))
    X, y = rng.normal(size=(n, d)) * rng.uniform(0.3, 3, size=d), rng.normal(size=n)
    y += X @ (rng.normal(size=d) * (rng.uniform(size=d) < 0.3))
    loss = LeastSquares(X, y, scale=1 / (2 * n))
    strength = float(np.abs(loss.pull).max() * 10 ** rng.uniform(-3, 0.1))
    settings_ = {"fit_intercept": False, "tol": 1e-14, "max_iter": 200_000}
    lasso = Lasso(alpha=strength, **settings_).fit(X, y).coef_
    found = penalised_optimum(loss, L1, strength).certified(1e-13)
    np.testing.assert_allclose(found.weights, lasso, atol=1e-9)
    np.testing.assert_array_equal(found.zeros, lasso == 0)
    ridge = Ridge(alpha=n * strength, fit_intercept=False).fit(X, y).coef_
    np.testing.assert_allclose(penalised_optimum(loss, L2, strength).certified(1e-13).weights, ridge, atol=1e-9)
    net = OtherElasticNet(alpha=strength, l1_ratio=0.6, **settings_).fit(X, y).coef_
    same = penalised_optimum(loss, ElasticNet(0.6, 0.4), strength).certified(1e-13)
    np.testing.assert_allclose(same.weights, net, atol=1e-9)
    np.testing.assert_array_equal(same.zeros, net == 0)
    np.testing.assert_allclose(elastic_net_path(loss, 0.4 * strength).at(0.6 * strength), net, atol=1e-9)


def test_cvxpy_finds_nothing_lower() -> None:
    rng = np.random.default_rng(14)
    for d in (3, 10, 40):
        X, y = rng.normal(size=(d // 2 + 1, d)), rng.normal(size=d // 2 + 1)
        loss, w = LeastSquares(X, y), cp.Variable(d)
        for share in (0.01, 0.3):
            strength = share * float(np.abs(loss.pull).max())
            other = cp.Problem(cp.Minimize(cp.sum_squares(X @ w - y) / len(y) + strength * cp.norm1(w)))
            other.solve(solver=cp.CLARABEL)
            weights = penalised_optimum(loss, L1, strength).certified(1e-12).weights
            own = float(loss.value(weights) + strength * L1.norm(weights))
            assert own == pytest.approx(other.value, rel=1e-6)


@given(st.integers(0, 10**6), st.integers(2, 8), st.floats(0.01, 1.2))
@settings(max_examples=60)
def test_names_and_directions_of_the_axes_do_not_matter(seed: int, dimension: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    loss = conditioned_loss(rng, dimension, 50.0)
    strength = share * float(np.abs(loss.pull).max())
    order, flips = rng.permutation(dimension), rng.choice([-1.0, 1.0], size=dimension)
    turned = QuadraticLoss(
        (loss.hessian * flips * flips[:, None])[np.ix_(order, order)], (loss.centre * flips)[order]
    )
    for penalty in (L1, L2, ElasticNet(0.5, 0.5)):
        here, there = (penalised_optimum(each, penalty, strength).weights for each in (loss, turned))
        np.testing.assert_allclose(there, (here * flips)[order], atol=1e-12)


NORMAL = st.floats(-10, 10, allow_subnormal=False)  # others have not all their digits, in whatever units


@given(st.lists(st.tuples(st.floats(0.1, 10), NORMAL), min_size=2, max_size=6), st.floats(0, 20))
def test_a_diagonal_loss_is_soft_thresholded_and_scaled(pairs: list[tuple[float, float]], strength: float) -> None:
    h, centre = np.array(pairs).T
    loss = QuadraticLoss(np.diag(h), centre)
    soft = np.sign(loss.pull) * np.maximum(np.abs(loss.pull) - strength, 0) / h
    np.testing.assert_array_equal(penalised_optimum(loss, L1, strength).weights, soft)
    np.testing.assert_allclose(penalised_optimum(loss, L2, strength).weights, h * centre / (h + strength))
    net = penalised_optimum(loss, ElasticNet(1.0, 2.0), strength).certified(1e-12).weights
    np.testing.assert_allclose(net, soft * h / (h + 2 * strength), atol=1e-15)


def test_no_weight_is_left_exactly_from_the_largest_pull_on() -> None:
    rng = np.random.default_rng(15)
    for _ in range(200):
        loss = conditioned_loss(rng, int(rng.integers(2, 20)), 1e3)
        largest = float(np.abs(loss.pull).max())
        assert penalised_optimum(loss, L1, largest).certified(1e-14).zeros.all()
        assert np.count_nonzero(penalised_optimum(loss, L1, largest * (1 - 1e-9)).weights) == 1
        assert penalised_optimum(loss, L1, 1e6 * largest).certified(1e-14).zeros.all()


def test_at_a_bend_the_weight_that_enters_or_leaves_is_zero() -> None:
    rng = np.random.default_rng(16)
    for _ in range(40):
        loss = conditioned_loss(rng, 6, 1e2)
        path = lasso_path(loss)
        for event in path.events:
            assert penalised_optimum(loss, L1, event.strength).certified(1e-12).zeros[event.index]


def test_no_strength_leaves_the_centre(penalty: Penalty) -> None:
    loss = conditioned_loss(np.random.default_rng(17), 7, 1e3)
    np.testing.assert_allclose(penalised_optimum(loss, penalty, 0.0).weights, loss.centre, rtol=1e-11)
    np.testing.assert_allclose(
        penalised_optimum(loss, ElasticNet(0.0, 1.0), 1.0).weights, penalised_optimum(loss, L2, 1.0).weights
    )


def test_twins_share_a_ridge_weight_equally_at_any_strength() -> None:
    x = np.random.default_rng(18).normal(size=(9, 1))
    loss = LeastSquares(np.hstack([x, x]), 2 * x[:, 0])
    for strength in (0.0, 1e-300, 1e-18, 1e-12, 1e-3, 1.0):
        first, second = penalised_optimum(loss, L2, strength).certified(1e-12).weights
        assert first == pytest.approx(second, rel=1e-9)
        assert first == pytest.approx(1.0 if strength < 1e-10 else first, rel=1e-9)


def test_one_weight_goes_to_the_function_of_one_weight(penalty: Penalty) -> None:
    loss = OneWeightLoss(0.67, 0.5)
    here, there = penalised_optimum(loss, penalty, 0.3), one_weight_optimum(loss, penalty, 0.3)
    assert here.weights.tolist() == there.weights.tolist()
    many = QuadraticLoss(np.array([[0.67]]), np.array([0.5]))
    assert penalised_optimum(many, penalty, 0.3).weights.tolist() == there.weights.tolist()


def test_subdifferentials_contain_zero_at_the_optimum_and_nowhere_else(film_loss: QuadraticLoss) -> None:
    optimum = penalised_optimum(film_loss, L1, 0.7)
    slopes = subdifferentials(film_loss, L1, 0.7, optimum.weights)
    assert max(slope.distance(0.0) for slope in slopes) <= 1e-15
    for slope, is_zero in zip(slopes, optimum.zeros, strict=True):
        assert slope.high - slope.low == pytest.approx(1.4 if is_zero else 0.0, abs=1e-15)
    for w in np.random.default_rng(19).normal(size=(50, 2)):
        distances = [slope.distance(0.0) for slope in subdifferentials(film_loss, L1, 0.7, w)]
        sizes = np.abs(film_loss.pull) + np.abs(film_loss.hessian) @ np.abs(w) + 0.7
        violation = float(penalised_violation(film_loss, L1, 0.7, w))
        assert max(distances / sizes) == pytest.approx(violation, rel=1e-12)
        assert max(distances) > 1e-3


@pytest.mark.parametrize("size", [1e-290, 1e-150, 1e150, 1e290])
def test_the_units_of_the_loss_do_not_matter(penalty: Penalty, size: float) -> None:
    H, centre = np.array([[1.0, 0.25], [0.25, 1.0]]), np.array([2.0, 1.0])
    plain = penalised_optimum(QuadraticLoss(H, centre), penalty, 0.5).weights
    scaled = penalised_optimum(QuadraticLoss(size * H, centre), penalty, size * 0.5).certified(1e-12)
    np.testing.assert_allclose(scaled.weights, plain, rtol=1e-12)
    far = QuadraticLoss(H, 1e200 * centre)
    np.testing.assert_allclose(penalised_optimum(far, penalty, 1e199).certified(1e-12).weights[0], 1e200, rtol=1)


def test_what_has_no_solver_is_refused_by_name(film_loss: QuadraticLoss) -> None:
    with pytest.raises(ValueError, match="hessian is not diagonal"):
        penalised_optimum(film_loss, L0, 1.0)
    assert penalised_optimum(QuadraticLoss(np.eye(2), [3.0, 1.0]), L0, 1.0).weights.tolist() == [3.0, 0.0]


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(film_loss: QuadraticLoss, penalty: Penalty, bad: float) -> None:
    for ask in (penalised_optimum, lambda *given: penalised_violation(*given, [0.0, 0.0])):
        with pytest.raises(ValueError, match="strength is"):
            ask(film_loss, penalty, bad)
    with pytest.raises(ValueError, match="w has shape"):
        subdifferentials(film_loss, penalty, 1.0, np.zeros((1, 2)))
    for violation in (budget_violation, penalised_violation):
        with pytest.raises(ValueError, match="w holds nan"):
            violation(film_loss, penalty, 1.0, [np.nan, 0.0])


@pytest.mark.parametrize("p", [1.01, 1.2, 1.5, 1.9])
def test_between_the_lasso_and_ridge_the_optimum_is_certified_lowest_and_without_a_zero(p: float) -> None:
    rng = np.random.default_rng(int(100 * p))
    for condition in (1.0, 1e3, 1e6):
        loss, penalty = conditioned_loss(rng, 6, condition), PowerPenalty(p)
        strength = 10 ** rng.uniform(-3, -0.5) * float(np.abs(loss.pull).max())
        weights = penalised_optimum(loss, penalty, strength).certified().weights
        assert (weights != 0).all()

        points = weights + rng.normal(size=(500, 6)) * 10 ** rng.uniform(-4, 0, size=(500, 1))
        points[0] = weights
        heights = loss.value(points) + strength * penalty.value(points).sum(axis=-1)
        assert heights.argmin() == 0


def test_towards_an_exponent_of_1_or_2_the_optimum_becomes_that_of_the_lasso_or_of_ridge() -> None:
    loss = conditioned_loss(np.random.default_rng(3), 6, 1e3)
    strength = 0.3 * float(np.abs(loss.pull).max())
    for p, penalty in ((1.001, L1), (1.999, L2)):
        near = penalised_optimum(loss, PowerPenalty(p), strength / p).weights
        assert near == pytest.approx(penalised_optimum(loss, penalty, strength).weights, abs=0.01)


@pytest.mark.parametrize(("p", "strength"), [(0.5, 1.0), (3.0, 1.0), (1.5, 0.0)])
def test_other_powers_need_a_diagonal_h(p: float, strength: float) -> None:
    with pytest.raises(ValueError, match="1 < p < 2 and λ > 0"):
        penalised_optimum(QuadraticLoss([[1.0, 0.5], [0.5, 1.0]], [2.0, 1.0]), PowerPenalty(p), strength)
