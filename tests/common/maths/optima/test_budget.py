"""Claims about the lowest loss within a budget."""

from itertools import pairwise

import cvxpy as cp
import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.linear_model import Lasso, Ridge

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.budget import budget_optimum, budget_violation
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty

ORDER = {L1: 1, L2: 2}
CORNER_EVENT = 1.3575 / 1.35  # where |g₂| = g₁ for g = H (ŵ − t e₁)


def random_loss(rng: np.random.Generator, dimension: int, rows: int = 3) -> QuadraticLoss:
    A = rng.normal(size=(dimension + rows, dimension))
    return QuadraticLoss(A.T @ A / len(A), rng.normal(size=dimension) * 2)


@pytest.mark.parametrize("dimension", [2, 3, 4, 5])
def test_cvxpy_finds_the_same_point(penalty: Penalty, dimension: int) -> None:
    rng = np.random.default_rng([dimension, ORDER[penalty]])
    w, root = cp.Variable(dimension), cp.Parameter((dimension, dimension))
    target, radius = cp.Parameter(dimension), cp.Parameter(nonneg=True)
    problem = cp.Problem(
        cp.Minimize(0.5 * cp.sum_squares(root @ w - target)), [cp.norm(w, ORDER[penalty]) <= radius]
    )
    for _ in range(50):
        loss = random_loss(rng, dimension)
        radius.value = float(penalty.norm(loss.centre)) * rng.uniform(0.02, 1.2)
        root.value = np.linalg.cholesky(loss.hessian).T
        target.value = root.value @ loss.centre
        problem.solve(solver=cp.CLARABEL)
        optimum = budget_optimum(loss, penalty, radius.value).certified(1e-12)
        assert float(loss.value(optimum.weights)) == pytest.approx(problem.value, rel=1e-6, abs=1e-7)
        np.testing.assert_allclose(optimum.weights, w.value, atol=1e-3)
        if penalty is L1:
            clear = (np.abs(w.value) > 1e-3) | (np.abs(w.value) < 1e-5)
            np.testing.assert_array_equal(optimum.zeros[clear], np.abs(w.value[clear]) < 1e-5)


def slsqp_point(loss: QuadraticLoss, penalty: Penalty, radius: float) -> FloatArray:
    """Solve with the weights split as w = u − v, u, v >= 0, which makes the L1 budget a smooth constraint."""
    split = np.vstack([np.eye(loss.dimension), -np.eye(loss.dimension)])
    spare = {
        L1: lambda u_v: radius - u_v.sum(),
        L2: lambda u_v: radius**2 - np.sum((u_v @ split) ** 2),
    }
    found = minimize(
        lambda u_v: float(loss.value(u_v @ split)),
        np.full(len(split), radius / len(split)),
        jac=lambda u_v: split @ loss.gradient(u_v @ split),
        bounds=[(0, None)] * len(split),
        constraints=[{"type": "ineq", "fun": spare[penalty]}],
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return np.asarray(found.x @ split)


@pytest.mark.parametrize("dimension", [2, 3, 5])
def test_slsqp_finds_nothing_lower(penalty: Penalty, dimension: int) -> None:
    rng = np.random.default_rng([7, dimension, ORDER[penalty]])
    for _ in range(25):
        loss = random_loss(rng, dimension)
        radius = float(penalty.norm(loss.centre)) * rng.uniform(0.1, 0.9)
        optimum, found = budget_optimum(loss, penalty, radius), slsqp_point(loss, penalty, radius)
        # SLSQP keeps to a budget only within its own tolerance: what it found is drawn into the ball.
        inside = found * min(1.0, radius / float(penalty.norm(found)))
        assert float(loss.value(optimum.weights)) <= float(loss.value(inside)) + 1e-12
        np.testing.assert_allclose(optimum.weights, found, atol=1e-3)


@pytest.mark.parametrize("seed", range(60))
def test_scikit_learn_s_penalised_fit_is_the_optimum_of_its_own_budget(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count, dimension = 30, int(rng.integers(2, 7))
    X, y = rng.normal(size=(count, dimension)), 2 * rng.normal(size=count)
    H = X.T @ X / count
    loss = QuadraticLoss(H, np.linalg.solve(H, X.T @ y / count))
    strength = float(np.abs(X.T @ y / count).max() * rng.uniform(0.05, 0.95))
    lasso = Lasso(alpha=strength, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(X, y).coef_
    ridge = Ridge(alpha=count * strength, fit_intercept=False).fit(X, y).coef_
    sparse = budget_optimum(loss, L1, float(np.abs(lasso).sum())).certified()
    np.testing.assert_allclose(sparse.weights, lasso, atol=1e-7)
    np.testing.assert_array_equal(sparse.zeros, lasso == 0)
    np.testing.assert_allclose(
        budget_optimum(loss, L2, float(np.linalg.norm(ridge))).certified().weights, ridge, atol=1e-9
    )


def test_the_film_s_diamond_slides_along_an_edge_then_holds_the_corner(film_loss: QuadraticLoss) -> None:
    for radius in np.linspace(2.94, CORNER_EVENT + 1e-6, 200):
        on_edge = budget_optimum(film_loss, L1, radius).certified(1e-12)
        assert not on_edge.zeros.any()
        assert L1.norm(on_edge.weights) == pytest.approx(radius, rel=1e-14)
    for radius in np.linspace(CORNER_EVENT - 1e-9, 0.6, 200):
        assert budget_optimum(film_loss, L1, radius).certified(1e-12).weights.tolist() == [radius, 0.0]


def test_the_film_s_disk_never_touches_an_axis(film_loss: QuadraticLoss) -> None:
    for radius in np.linspace(2.95, 1e-3, 300):
        optimum = budget_optimum(film_loss, L2, radius).certified(1e-12)
        assert (optimum.weights > 0).all()


def test_the_film_s_loosest_budget_is_the_centre_itself(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    for radius in (2.95, 3.0, 1e9):
        optimum = budget_optimum(film_loss, penalty, radius)
        assert optimum.weights.tolist() == [1.9, 1.05]
        assert optimum.violation == 0


def test_a_tighter_budget_costs_more(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    losses = [float(film_loss.value(budget_optimum(film_loss, penalty, t).weights)) for t in np.linspace(0, 3, 99)]
    assert (np.diff(losses) <= 1e-15).all()


@pytest.mark.parametrize("radius", [0.75, 0.5, 2.0**-20])
@pytest.mark.parametrize("signs", [(1, 1), (-1, 1), (1, -1), (-1, -1)])
def test_a_tie_at_the_corner_counts_as_the_corner(radius: float, signs: tuple[int, int]) -> None:
    signs_row = np.array(signs)
    loss = QuadraticLoss(np.eye(2), signs_row * [radius + 1.0, 1.0])  # −∇L = (1, 1) at the corner
    optimum = budget_optimum(loss, L1, radius).certified(0.0)
    assert optimum.weights.tolist() == [signs_row[0] * radius, 0.0]


def test_a_tie_needs_no_round_numbers() -> None:
    rng = np.random.default_rng(5)
    for _ in range(300):
        loss = random_loss(rng, 2)
        corner, pull = (
            np.array([rng.uniform(0.1, 2), 0.0]),
            rng.uniform(0.1, 2) * np.array([1, rng.choice([-1, 1])]),
        )
        tied = QuadraticLoss(loss.hessian, corner + np.linalg.solve(loss.hessian, pull))
        optimum = budget_optimum(tied, L1, corner[0])
        assert optimum.certified(1e-12).zeros.tolist() == [False, True]


def test_a_centre_on_the_diagonal_of_a_round_loss_is_shared_equally(penalty: Penalty) -> None:
    for radius in (1e-3, 0.4, 1.0):
        weights = budget_optimum(QuadraticLoss(np.eye(2), np.ones(2)), penalty, radius).certified(1e-12).weights
        assert weights[0] == pytest.approx(weights[1], rel=1e-12)
        assert weights[0] > 0


@pytest.mark.parametrize("centre", [(2.0, 0.0), (0.0, -2.0), (0.0, 3.0)])
def test_a_centre_on_an_axis_of_a_diagonal_loss_stays_on_it(penalty: Penalty, centre: tuple[float, float]) -> None:
    loss = QuadraticLoss(np.diag([1.3, 0.4]), np.array(centre))
    optimum = budget_optimum(loss, penalty, 0.7).certified(1e-12)
    assert optimum.zeros.tolist() == [weight == 0 for weight in centre]
    assert np.abs(optimum.weights).max() == pytest.approx(0.7, rel=1e-15)


def test_l2_keeps_the_zeros_of_a_block_that_nothing_pulls() -> None:
    loss = QuadraticLoss(np.array([[2.0, 0.3, 0], [0.3, 1.0, 0], [0, 0, 1.5]]), np.array([1.0, 2.0, 0.0]))
    assert budget_optimum(loss, L2, 0.5).certified(1e-12).zeros.tolist() == [False, False, True]


def test_a_centre_at_zero_stays(penalty: Penalty) -> None:
    for radius in (0.0, 1e-9, 1.0, 1e9):
        optimum = budget_optimum(QuadraticLoss(np.eye(3), np.zeros(3)), penalty, radius)
        assert optimum.certified(0.0).zeros.all()


def test_no_budget_is_no_weights(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    assert budget_optimum(film_loss, penalty, 0.0).certified(0.0).zeros.all()


def test_a_budget_of_the_centre_s_own_norm_is_the_centre(penalty: Penalty) -> None:
    rng = np.random.default_rng(3)
    for dimension in (1, 2, 3, 5):
        loss = random_loss(rng, dimension)
        own = float(penalty.norm(loss.centre))
        np.testing.assert_array_equal(budget_optimum(loss, penalty, own).weights, loss.centre)
        just_below = budget_optimum(loss, penalty, np.nextafter(own, 0)).certified()
        np.testing.assert_allclose(just_below.weights, loss.centre, rtol=1e-6)


@pytest.mark.parametrize("radius", [1e-3, 1e-9, 1e-15, 1e-60, 1e-300, 1e-307])
def test_a_tiny_budget_goes_down_the_steepest_way(film_loss: QuadraticLoss, radius: float) -> None:
    assert budget_optimum(film_loss, L1, radius).certified().weights.tolist() == [radius, 0.0]
    pull = film_loss.hessian @ film_loss.centre
    ridge = budget_optimum(film_loss, L2, radius).certified()
    np.testing.assert_allclose(ridge.weights / radius, pull / np.linalg.norm(pull), atol=radius)


@pytest.mark.parametrize("dimension", [2, 4])
def test_ill_conditioned_losses_are_still_certified(penalty: Penalty, dimension: int) -> None:
    rng = np.random.default_rng([11, dimension])
    for _ in range(100):
        Q = np.linalg.qr(rng.normal(size=(dimension, dimension)))[0]
        loss = QuadraticLoss(Q @ np.diag(np.geomspace(1e-3, 1e3, dimension)) @ Q.T, rng.normal(size=dimension))
        radius = float(penalty.norm(loss.centre)) * rng.uniform(0.01, 0.99)
        optimum = budget_optimum(loss, penalty, radius).certified()
        assert penalty.norm(optimum.weights) == pytest.approx(radius, rel=1e-12)
        nearby = optimum.weights + 1e-3 * rng.normal(size=(200, dimension))
        nearby = nearby * np.minimum(1, radius / penalty.norm(nearby))[:, None]
        lowest = float(loss.value(optimum.weights))
        assert (loss.value(nearby) >= lowest * (1 - 1e-9)).all()


def test_one_weight_stops_at_the_budget(penalty: Penalty) -> None:
    loss = QuadraticLoss(np.array([[0.67]]), np.array([-0.5]))
    assert budget_optimum(loss, penalty, 0.2).certified(1e-12).weights.tolist() == [-0.2]


@pytest.mark.parametrize("dimension", [9, 20, 60])
def test_many_weights_spend_the_budget_and_most_are_zero_in_a_tight_one(dimension: int) -> None:
    rng = np.random.default_rng(dimension)
    for _ in range(20):
        loss = random_loss(rng, dimension)
        radius = float(L1.norm(loss.centre)) * rng.uniform(0.001, 0.05)
        sparse = budget_optimum(loss, L1, radius).certified(1e-12)
        assert L1.norm(sparse.weights) == pytest.approx(radius, rel=1e-14)
        assert sparse.zeros.sum() > dimension / 2
        assert not budget_optimum(loss, L2, radius).certified(1e-12).zeros.any()


def test_dependent_columns_leave_a_vertex_or_the_shortest_centre() -> None:
    x = np.random.default_rng(9).normal(size=(12, 1))
    twins = LeastSquares(np.hstack([x, -x]), 2 * x[:, 0])
    for radius in (1.0, 1.9999):
        assert budget_optimum(twins, L1, radius).certified(1e-12).weights.tolist() == [radius, 0.0]
    np.testing.assert_allclose(budget_optimum(twins, L1, 5.0).certified(1e-12).weights, [2, 0], rtol=1e-12)
    np.testing.assert_allclose(budget_optimum(twins, L2, 5.0).certified(1e-12).weights, [1, -1], rtol=1e-12)
    half = np.sqrt(0.5)
    np.testing.assert_allclose(budget_optimum(twins, L2, 1.0).certified(1e-12).weights, [half, -half], rtol=1e-12)


def test_more_columns_than_rows_are_still_certified(penalty: Penalty) -> None:
    rng = np.random.default_rng(10)
    for _ in range(40):
        n, d = int(rng.integers(1, 8)), int(rng.integers(8, 30))
        loss = LeastSquares(rng.normal(size=(n, d)), rng.normal(size=n))
        for radius in (0.0, 1e-3, 0.1, 1.0, 100.0):
            optimum = budget_optimum(loss, penalty, radius).certified(1e-11)
            assert penalty.norm(optimum.weights) <= radius * (1 + 1e-12)
            if penalty is L1:
                assert np.count_nonzero(optimum.weights) <= n


@pytest.mark.parametrize("size", [1e-200, 1e-100, 1e100, 1e200])
def test_the_units_of_the_weights_do_not_matter(penalty: Penalty, film_loss: QuadraticLoss, size: float) -> None:
    plain = budget_optimum(film_loss, penalty, 1.5).weights
    scaled = budget_optimum(QuadraticLoss(film_loss.hessian, size * film_loss.centre), penalty, 1.5 * size)
    np.testing.assert_allclose(scaled.certified(1e-12).weights / size, plain, rtol=1e-12)


def test_a_penalty_without_a_solver_is_refused_by_name(film_loss: QuadraticLoss) -> None:
    with pytest.raises(ValueError, match="penalty is L3"):
        budget_optimum(film_loss, PowerPenalty(3.0), 1.0)


@pytest.mark.parametrize("nudge", [1e-6, -1e-6])
@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("radius", [0.8, 2.0, 5.0])
def test_a_nudged_optimum_is_refused(
    film_loss: QuadraticLoss, penalty: Penalty, radius: float, axis: int, nudge: float
) -> None:
    weights = budget_optimum(film_loss, penalty, radius).weights.copy()
    weights[axis] += nudge
    with pytest.raises(NotOptimal):
        Optimum(weights, float(budget_violation(film_loss, penalty, radius, weights))).certified()


def test_every_other_point_of_the_boundary_is_refused(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    for radius in (0.8, 2.0):
        share = np.linspace(0, 1, 1001)[:, None]
        corners = penalty.boundary(radius, 33)
        points = np.concatenate([a + share * (b - a) for a, b in pairwise(corners)])
        points *= radius / penalty.norm(points)[:, None]
        best = budget_optimum(film_loss, penalty, radius).weights
        elsewhere = points[np.abs(points - best).max(axis=-1) > 1e-6]
        assert (budget_violation(film_loss, penalty, radius, elsewhere) > 1e-8).all()


def test_a_point_that_overspends_or_underspends_is_refused(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    best = budget_optimum(film_loss, penalty, 0.8).weights
    violations = budget_violation(film_loss, penalty, 0.8, [best * 1.001, best * 0.999, film_loss.centre])
    assert (violations > 1e-9).all()
    with pytest.raises(ValueError, match="w holds nan"):
        budget_violation(film_loss, penalty, 0.8, best * np.nan)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(film_loss: QuadraticLoss, penalty: Penalty, bad: float) -> None:
    with pytest.raises(ValueError, match="radius is"):
        budget_optimum(film_loss, penalty, bad)
    with pytest.raises(ValueError, match="radius is"):
        budget_violation(film_loss, penalty, bad, [0.0, 0.0])
    with pytest.raises(ValueError, match="w has shape"):
        budget_violation(film_loss, penalty, 1.0, [0.0, 0.0, 0.0])
