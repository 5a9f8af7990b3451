"""The budget form of the elastic net: the lowest loss in a region with bulging edges and sharp corners."""

import numpy as np
from scipy.optimize import brentq

from common.maths.arithmetic.arguments import positive, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.normal_equations import Equilibrated
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.penalised import penalised_optimum, penalised_violation
from common.maths.penalties.elastic_net import ElasticNet

__all__ = ["elastic_budget_optimum"]

ROUNDING = 1e-15
MOST_HALVINGS = 256  # of the largest λ: below, weights no longer change


def elastic_budget_optimum(loss: QuadraticLoss | LeastSquares, penalty: ElasticNet, budget: float) -> Optimum:
    """Minimise L(w) subject to Σ Ω(wᵢ) <= budget, where that binds: the penalised optimum of the λ that spends it.

    ``budget`` > 0 is in the units of Ω. The violation is the larger of that of the penalised form and how far
    the budget is missed, relative to it. With λ₂ > 0 the optimum is unique, whatever the loss.
    Raises ``ValueError`` for a budget that is not above 0 and finite, a λ₁ or λ₂ of 0, or a budget so large
    that weights with the least loss fit in.

    >>> from common.maths.data.sets import twins
    >>> elastic_budget_optimum(twins().least_squares(), ElasticNet(1.0, 1.0), 1.5).weights.round(12).tolist()
    [0.581138830084, 0.581138830084]
    """
    budget = positive("budget", budget)
    positive("absolute", penalty.absolute)
    positive("squared", penalty.squared)

    def at(strength: float) -> FloatArray:
        return penalised_optimum(loss, penalty, strength).weights

    def overspent(strength: float) -> float:
        return float(penalty.value(at(strength)).sum()) - budget

    high = low = float(representable("max |∇L(0)| / λ₁", np.abs(loss.pull).max() / penalty.absolute))
    halvings = 4
    while overspent(low) <= 0:
        if low == 0 or halvings > MOST_HALVINGS:
            raise ValueError(f"budget is {budget}, but must be less than what the least loss costs.")
        high, low, halvings = low, float(np.ldexp(low, -halvings)), 2 * halvings
    strength = float(brentq(overspent, low, high, xtol=np.finfo(np.float64).tiny, rtol=4 * ROUNDING))
    weights = _spending(loss, penalty, budget, strength, at(strength))
    missed = abs(float(penalty.value(weights).sum()) - budget) / budget
    return Optimum(weights, max(missed, float(penalised_violation(loss, penalty, strength, weights))))


def _spending(
    loss: QuadraticLoss | LeastSquares, penalty: ElasticNet, budget: float, strength: float, weights: FloatArray
) -> FloatArray:
    """Go along the path to where the budget is spent to the last digits, which no λ of 64 bits may tell apart."""
    active = np.flatnonzero(weights)
    push, left = penalty.push(weights[active]), budget - float(penalty.value(weights).sum())
    largest = float(np.abs(push).max())
    hessian = loss.equations.with_ridge(strength * penalty.squared).hessian
    way = Equilibrated(hessian[np.ix_(active, active)]).once(push[:, np.newaxis] / largest)[:, 0]
    found = weights.copy()
    found[active] += way * (left / largest / float(push / largest @ way))
    return found
