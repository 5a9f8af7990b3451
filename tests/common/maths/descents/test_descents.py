"""Claims about walks towards zero."""

from functools import partial

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from sklearn.linear_model import Lasso

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import diabetes
from common.maths.data.standardisation import unit_norm
from common.maths.descents.adam import adam_steps
from common.maths.descents.fista import fista_steps
from common.maths.descents.gradient import gradient_steps, penalty_steps
from common.maths.descents.proximal import proximal_gradient_steps, proximal_steps, safe_step
from common.maths.descents.subgradient import fading, subgradient_steps
from common.maths.descents.walk import Loss, support_settled
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss, QuadraticLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty

FILM = OneWeightLoss(0.67, 0.5)


def test_from_three_l1_takes_six_steps_to_zero_and_stays() -> None:
    walk = penalty_steps(L1, 3.0, step=0.5, strength=1.0, count=9)
    assert walk.tolist() == [3.0, 2.5, 2.0, 1.5, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0]


def test_from_three_l2_halves_and_never_arrives() -> None:
    walk = penalty_steps(L2, 3.0, step=0.5, strength=1.0, count=200)
    np.testing.assert_array_equal(walk, 3.0 * 0.5 ** np.arange(201))
    assert (walk > 0).all()


def test_l2_leads_the_race_above_one_and_l1_wins_it() -> None:
    l1 = penalty_steps(L1, 3.0, step=0.01, strength=1.0, count=400)
    l2 = penalty_steps(L2, 3.0, step=0.01, strength=1.0, count=400)
    assert l2[100] < l1[100]
    assert l1[400] < l2[400]


def test_from_2_2_the_plain_l1_step_rattles_for_ever() -> None:
    tail = penalty_steps(L1, 2.2, step=0.5, strength=1.0, count=1000)[4:]
    np.testing.assert_allclose(tail[0::2], 0.2, atol=1e-12)
    np.testing.assert_allclose(tail[1::2], -0.3, atol=1e-12)


@pytest.mark.parametrize("start", [2.2, -2.2, 3.0, 0.1, 0.0])
def test_the_proximal_l1_step_lands_on_zero_and_stays(start: float) -> None:
    walk = proximal_steps(L1, start, step=0.5, strength=1.0, count=8)
    assert (walk[5 + (abs(start) == 3.0) :] == 0).all()
    assert (walk * start >= 0).all()


def test_the_proximal_l2_step_divides_and_never_arrives() -> None:
    walk = proximal_steps(L2, 3.0, step=0.5, strength=1.0, count=50)
    np.testing.assert_allclose(walk, 3.0 / 1.5 ** np.arange(51))


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.3, 0.335, 0.5])
def test_proximal_gradient_steps_settle_on_the_optimum(penalty: Penalty, strength: float) -> None:
    walk = proximal_gradient_steps(FILM, penalty, 3.0, step=1.0, strength=strength, count=200)
    best = penalised_optimum(FILM, penalty, strength)
    assert walk[-1] == pytest.approx(best.weights[0], abs=1e-12)
    if strength > 0.335:
        assert (walk[-1] == 0) == best.zeros[0]


def test_subgradient_steps_rattle_where_proximal_ones_find_the_zero() -> None:
    plain = subgradient_steps(FILM, L1, 3.0, step=0.1, strength=0.5, count=500)[-100:]
    exact = proximal_gradient_steps(FILM, L1, 3.0, step=0.1, strength=0.5, count=500)[-100:]
    assert (exact == 0).all()
    assert (plain != 0).all()
    assert np.abs(plain).max() < 0.1


def test_with_the_loss_l2_settles_where_the_two_pushes_cancel() -> None:
    walk = subgradient_steps(FILM, L2, 3.0, step=0.5, strength=1.0, count=100)
    assert walk[-1] == pytest.approx(0.67 * 0.5 / 1.67)


def test_no_steps_are_only_the_start(penalty: Penalty) -> None:
    for walk in (
        penalty_steps(penalty, 2.0, step=0.5, strength=1.0, count=0),
        proximal_steps(penalty, 2.0, step=0.5, strength=1.0, count=0),
        subgradient_steps(FILM, penalty, 2.0, step=0.5, strength=1.0, count=0),
        proximal_gradient_steps(FILM, penalty, 2.0, step=0.5, strength=1.0, count=0),
    ):
        assert walk.tolist() == [2.0]


@pytest.mark.parametrize(
    ("argument", "bad"),
    [
        ("step", -0.1),
        ("step", np.nan),
        ("strength", -1.0),
        ("strength", np.inf),
        ("count", -1),
        ("start", np.nan),
    ],
)
def test_bad_numbers_are_refused_by_name(penalty: Penalty, argument: str, bad: float) -> None:
    arguments = {"start": 1.0, "step": 0.5, "strength": 1.0, "count": 3} | {argument: bad}
    for walk in (penalty_steps, proximal_steps):
        with pytest.raises(ValueError, match=f"{argument} is"):
            walk(penalty, **arguments)
    for walk in (subgradient_steps, proximal_gradient_steps):
        with pytest.raises(ValueError, match=f"{argument} is"):
            walk(FILM, penalty, **arguments)


def sparse_problem(seed: int, rows: int = 40, dimension: int = 12) -> tuple[LeastSquares, float, FloatArray]:
    """Give a loss, a strength, and scikit-learn's lasso weights for them, some zero."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, dimension))
    y = X @ np.where(np.arange(dimension) < 4, 2.0, 0.0) + rng.normal(size=rows)
    loss = LeastSquares(X, y, 1 / (2 * rows))
    strength = 0.2 * float(np.abs(loss.pull).max())
    lasso = Lasso(alpha=strength, fit_intercept=False, tol=1e-15, max_iter=100_000).fit(X, y).coef_
    return loss, strength, lasso


def objective(loss: LeastSquares, strength: float, w: FloatArray) -> FloatArray:
    return np.asarray(loss.value(w) + strength * L1.norm(w))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("method", [proximal_gradient_steps, fista_steps])
def test_proximal_methods_find_the_lasso_s_weights_and_its_exact_zeros(seed: int, method: partial) -> None:
    loss, strength, lasso = sparse_problem(seed)
    walk = method(loss, L1, np.zeros(12), step=safe_step(loss), strength=strength, count=2000)
    np.testing.assert_allclose(walk[-1], lasso, atol=1e-7)
    settled = support_settled(walk)
    assert settled < 500
    for weights in (walk[settled], walk[-1]):
        np.testing.assert_array_equal(weights == 0, lasso == 0)
    assert ((walk[settled - 1] == 0) != (lasso == 0)).any()


@pytest.mark.parametrize("step", [0.1, fading(0.1)])
def test_subgradient_steps_come_near_the_lasso_but_never_to_its_zeros(step: float) -> None:
    loss, strength, lasso = sparse_problem(0)
    walk = subgradient_steps(loss, L1, np.ones(12), step=step, strength=strength, count=5000)
    assert (walk[1:] != 0).all()
    assert (lasso == 0).sum() >= 3
    np.testing.assert_allclose(walk[-1], lasso, atol=0.1)


def test_fading_subgradient_steps_come_nearer_than_constant_ones() -> None:
    loss, strength, lasso = sparse_problem(1)
    least = float(objective(loss, strength, lasso))
    gaps = [
        float(
            objective(
                loss,
                strength,
                subgradient_steps(loss, L1, np.zeros(12), step=step, strength=strength, count=20_000)[-1],
            )
        )
        - least
        for step in (0.3, fading(0.3))
    ]
    assert 0 < gaps[1] < gaps[0] / 10


def test_ista_and_fista_keep_their_published_bounds() -> None:
    data = unit_norm(diabetes())
    loss, strength = data.least_squares(0.5), 20.0
    best = (
        Lasso(alpha=strength / 442, fit_intercept=False, tol=1e-15, max_iter=10**6)
        .fit(data.data.design, data.data.targets)
        .coef_
    )
    k, far, step = np.arange(1, 501), float(best @ best), safe_step(loss)
    ista, fista = (
        objective(loss, strength, method(loss, L1, np.zeros(10), step=step, strength=strength, count=500))[1:]
        - float(objective(loss, strength, best))
        for method in (proximal_gradient_steps, fista_steps)
    )
    assert (ista <= far / (2 * step * k) + 1e-6).all()
    assert (fista <= 2 * far / (step * (k + 1) ** 2) + 1e-6).all()
    assert (np.diff(ista) <= 1e-6).all()
    assert fista[100] < ista[100]


def test_a_diagonal_loss_walks_as_its_weights_would_alone(penalty: Penalty) -> None:
    both = QuadraticLoss(np.diag([0.67, 2.0]), np.array([0.5, -1.0]))
    alone = OneWeightLoss(0.67, 0.5), OneWeightLoss(2.0, -1.0)
    for walk in (
        partial(subgradient_steps, step=0.1),
        partial(proximal_gradient_steps, step=0.1),
        partial(fista_steps, step=0.1),
    ):
        together = walk(both, penalty, [3.0, -2.0], strength=0.3, count=40)
        assert together.shape == (41, 2)
        for i, (loss, start) in enumerate(zip(alone, (3.0, -2.0), strict=True)):
            np.testing.assert_allclose(
                together[:, i], walk(loss, penalty, start, strength=0.3, count=40), atol=1e-14
            )


def test_small_gradient_steps_follow_the_flow() -> None:
    loss = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), np.array([1.9, 1.05]))
    flow = solve_ivp(lambda _t, w: -loss.gradient(w), (0, 2), [0.0, 0.0], rtol=1e-10).y[:, -1]
    np.testing.assert_allclose(gradient_steps(loss, [0.0, 0.0], step=1e-4, count=20_000)[-1], flow, atol=1e-3)


@pytest.mark.parametrize("loss", [OneWeightLoss(3.0, 1.0), LeastSquares(np.diag([1.0, 4.0]), np.ones(2))])
def test_the_safe_step_is_the_longest_with_no_overshoot_of_the_steepest_weight(loss: Loss) -> None:
    start = 5.0 if isinstance(loss, OneWeightLoss) else np.array([5.0, 5.0])
    walk = gradient_steps(loss, start, step=safe_step(loss), count=1)
    steepest = walk[1] if isinstance(loss, OneWeightLoss) else walk[1, 1]
    assert float(steepest) == pytest.approx(1.0 if isinstance(loss, OneWeightLoss) else 0.25)


def hand_adam(slope: partial, w: float, step: float, count: int, decoupled: float) -> list[float]:
    m = v = 0.0
    walk = [w]
    for k in range(1, count + 1):
        g = slope(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w - step * decoupled * w - step * (m / (1 - 0.9**k)) / (np.sqrt(v / (1 - 0.999**k)) + 1e-8)
        walk.append(w)
    return walk


def test_adam_is_its_published_recursion_coupled_and_decoupled() -> None:
    coupled = adam_steps(FILM, 3.0, step=0.1, count=50, coupled=0.2)
    decoupled = adam_steps(FILM, 3.0, step=0.1, count=50, decoupled=0.2)
    np.testing.assert_allclose(coupled, hand_adam(lambda w: 0.67 * (w - 0.5) + 0.2 * w, 3.0, 0.1, 50, 0.0))
    np.testing.assert_allclose(decoupled, hand_adam(lambda w: 0.67 * (w - 0.5), 3.0, 0.1, 50, 0.2))
    assert np.abs(coupled - decoupled).max() > 0.05


def test_decoupled_decay_settles_elsewhere_than_l2_in_adam_but_not_in_plain_descent() -> None:
    loss = QuadraticLoss(np.diag([10.0, 0.1]), np.array([1.0, 1.0]))
    ridge = np.array([10 / 10.5, 0.1 / 0.6])
    plain = gradient_steps(QuadraticLoss(np.diag([10.5, 0.6]), ridge), [0.0, 0.0], step=0.05, count=2000)[-1]
    coupled = adam_steps(loss, [0.0, 0.0], step=0.001, count=20_000, coupled=0.5)[-1]
    decoupled = adam_steps(loss, [0.0, 0.0], step=0.001, count=20_000, decoupled=0.5)[-1]
    np.testing.assert_allclose(plain, ridge, atol=1e-6)
    np.testing.assert_allclose(coupled, ridge, atol=1e-3)
    assert np.abs(decoupled - ridge).max() > 0.1
    assert not (decoupled == 0).any()


def test_without_decay_adam_forgets_the_unit_of_the_loss() -> None:
    small, large = (
        adam_steps(QuadraticLoss(unit * np.eye(2), np.ones(2)), [0.0, 0.5], step=0.01, count=100)
        for unit in (1.0, 1e4)
    )
    np.testing.assert_allclose(small, large, atol=1e-5)


def test_the_support_settles_when_it_last_changes() -> None:
    assert support_settled([1.0, 0.0, 1.0, 0.0, 0.0]) == 3
    assert support_settled([[1.0, 2.0]]) == 0
    assert support_settled(np.ones((5, 3))) == 0
    assert support_settled([0.0, 0.0, 1e-300]) == 2
    with pytest.raises(ValueError, match="walk has shape"):
        support_settled(np.empty((0, 2)))
    with pytest.raises(ValueError, match="walk has shape"):
        support_settled([np.nan])


def test_walks_that_run_away_are_refused(penalty: Penalty) -> None:
    for walk in (subgradient_steps, proximal_gradient_steps, fista_steps):
        with pytest.raises(ValueError, match=r"too (long|far)"):
            walk(OneWeightLoss(1.0, 0.0), penalty, 1.0, step=1e10, strength=0.0, count=100)
    with pytest.raises(ValueError, match="too long"):
        penalty_steps(L2, 1.0, step=1e10, strength=1.0, count=100)


def test_the_ends_of_the_range_walk_too() -> None:
    for size in (1e-300, 1e300):
        walk = proximal_gradient_steps(OneWeightLoss(1.0, size), L1, 0.0, step=0.5, strength=size / 2, count=80)
        assert walk[-1] == pytest.approx(size / 2, rel=1e-12)
    assert support_settled(proximal_steps(L1, 1e-320, step=0.5, strength=1.0, count=3)) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"step": -1.0}, "step is -1"),
        ({"coupled": np.nan}, "coupled is nan"),
        ({"decoupled": -0.1}, "decoupled is -0.1"),
        ({"memories": (0.9, 1.0)}, "memories is"),
        ({"guard": 0.0}, "guard is 0"),
        ({"count": -1}, "count is -1"),
    ],
)
def test_adam_refuses_bad_numbers_by_name(arguments: dict[str, float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        adam_steps(FILM, 1.0, **({"step": 0.1, "count": 3} | arguments))


def test_losses_and_starts_must_fit() -> None:
    with pytest.raises(ValueError, match="w has shape"):
        gradient_steps(QuadraticLoss(np.eye(2), np.ones(2)), [1.0, 2.0, 3.0], step=0.1, count=1)
    with pytest.raises(ValueError, match="largest curvature"):
        safe_step(LeastSquares(np.zeros((2, 2)), np.ones(2)))
    with pytest.raises(ValueError, match="largest curvature"):
        safe_step(OneWeightLoss(1e-310, 0.0))
    with pytest.raises(ValueError, match="step is nan"):
        fading(np.nan)
    with pytest.raises(ValueError, match="loss has a slope of 1e"):
        adam_steps(OneWeightLoss(1e200, 0.0), 1.0, step=0.1, count=3)
