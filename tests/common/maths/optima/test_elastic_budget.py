"""Claims about the elastic net's budget form."""

import numpy as np
import pytest
from scipy.optimize import minimize

from common.maths.data.sets import twins
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.elastic_budget import elastic_budget_optimum
from common.maths.penalties.elastic_net import ElasticNet

TWINS = twins().least_squares()
SKEW = QuadraticLoss([[1.0, -0.35], [-0.35, 0.8]], [1.9, 0.6])


def by_scipy(loss: LeastSquares | QuadraticLoss, net: ElasticNet, budget: float) -> np.ndarray:
    """Solve over w = p − q with p, q >= 0, where the penalty is smooth."""
    d = loss.dimension
    found = minimize(
        lambda parts: float(loss.value(parts[:d] - parts[d:])),
        np.full(2 * d, budget / (4 * d)),
        bounds=[(0, None)] * (2 * d),
        constraints={"type": "ineq", "fun": lambda parts: budget - float(net.value(parts).sum())},
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 300},
    )
    return np.asarray(found.x[:d] - found.x[d:])


@pytest.mark.parametrize("loss", [TWINS, SKEW])
@pytest.mark.parametrize("squared", [0.01, 0.5, 1.0, 4.0])
@pytest.mark.parametrize("budget", [0.2, 1.0, 1.7])
def test_it_is_what_scipy_finds(loss: LeastSquares | QuadraticLoss, squared: float, budget: float) -> None:
    net = ElasticNet(1.0, squared)
    optimum = elastic_budget_optimum(loss, net, budget).certified()
    assert net.value(optimum.weights).sum() == pytest.approx(budget, rel=1e-12)
    np.testing.assert_allclose(optimum.weights, by_scipy(loss, net, budget), atol=2e-4)
    assert float(loss.value(optimum.weights)) <= float(loss.value(by_scipy(loss, net, budget))) + 1e-9


def test_twins_get_the_same_however_little_of_l2_is_added() -> None:
    for squared in (1e-4, 0.1, 1.0):
        first, second = elastic_budget_optimum(TWINS, ElasticNet(1.0, squared), 1.2).weights
        assert first == pytest.approx(second, abs=1e-9)


def test_its_corners_still_hold_a_weight_at_zero() -> None:
    assert elastic_budget_optimum(SKEW, ElasticNet(1.0, 0.5), 0.5).weights[1] == 0


@pytest.mark.parametrize("budget", [0.0, -1.0, np.nan, 100.0])
def test_a_budget_that_does_not_bind_is_refused(budget: float) -> None:
    with pytest.raises(ValueError, match="budget is"):
        elastic_budget_optimum(SKEW, ElasticNet(1.0, 1.0), budget)


@pytest.mark.parametrize("net", [ElasticNet(0.0, 1.0), ElasticNet(1.0, 0.0)])
def test_a_net_with_one_part_only_is_refused(net: ElasticNet) -> None:
    with pytest.raises(ValueError, match="above zero"):
        elastic_budget_optimum(SKEW, net, 1.0)


def test_a_budget_far_above_what_the_absolute_part_costs_still_binds() -> None:
    optimum = elastic_budget_optimum(QuadraticLoss(np.eye(2), [3e9, 1e9]), ElasticNet(1.0, 1.0), 2e18).certified()
    np.testing.assert_allclose(optimum.weights, np.array([3e9, 1e9]) * np.sqrt(0.4), rtol=1e-8)


@pytest.mark.parametrize("seed", range(12))
def test_every_budget_below_what_the_least_loss_costs_binds_and_no_other_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    units = 10 ** rng.uniform(-4, 4, size=3)
    loss = LeastSquares(rng.normal(size=(9, 3)) * units, rng.normal(size=9))
    net = ElasticNet(float(10 ** rng.uniform(-6, 6)), float(10 ** rng.uniform(-6, 6)))
    free = float(net.value(loss.quadratic.centre).sum())
    for share in (1e-6, float(rng.uniform(0.01, 0.99)), 1 - 1e-9):
        optimum = elastic_budget_optimum(loss, net, share * free).certified()
        assert net.value(optimum.weights).sum() == pytest.approx(share * free, rel=1e-12)
    with pytest.raises(ValueError, match="what the least loss costs"):
        elastic_budget_optimum(loss, net, free * (1 + 1e-9))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("power", [-240, -120, 120, 240])
def test_the_units_of_the_loss_do_not_matter(power: int) -> None:
    size = 10.0**power
    plain = elastic_budget_optimum(SKEW, ElasticNet(1.0, 0.5), 0.8).weights
    sized = elastic_budget_optimum(
        QuadraticLoss(SKEW.hessian * size, SKEW.centre), ElasticNet(size, size / 2), 0.8 * size
    )
    np.testing.assert_allclose(sized.certified().weights, plain, rtol=1e-14)
