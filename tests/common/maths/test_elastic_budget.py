"""Claims about the elastic net's budget form."""

import numpy as np
import pytest
from scipy.optimize import minimize

from common.maths.data import twins
from common.maths.elastic_budget import elastic_budget_optimum
from common.maths.elastic_net import ElasticNet
from common.maths.losses import LeastSquares, QuadraticLoss

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
