"""The budget form of the elastic net: the lowest loss in a region with bulging edges and sharp corners."""

import numpy as np
from scipy.optimize import brentq

from common.maths.arguments import positive
from common.maths.elastic_net import ElasticNet
from common.maths.losses import FloatArray, LeastSquares, QuadraticLoss
from common.maths.optimum import Optimum
from common.maths.penalised import penalised_optimum, penalised_violation

__all__ = ["elastic_budget_optimum"]

LEAST = 1e-9  # the share of the largest λ below which a budget does not bind
ROUNDING = 1e-15


def elastic_budget_optimum(loss: QuadraticLoss | LeastSquares, penalty: ElasticNet, budget: float) -> Optimum:
    """Minimise L(w) subject to Σ Ω(wᵢ) <= budget, where that binds: the penalised optimum of the λ that spends it.

    ``budget`` > 0 is in the units of Ω. The violation is the larger of that of the penalised form and how far
    the budget is missed, relative to it. With λ₂ > 0 the optimum is unique, whatever the loss.
    Raises ``ValueError`` for a budget that is not above 0 and finite, a λ₁ or λ₂ of 0, or a budget so large
    that weights with the least loss fit in.

    >>> from common.maths.data import twins
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

    most = float(np.abs(loss.pull).max()) / penalty.absolute
    if most == 0 or overspent(LEAST * most) <= 0:
        raise ValueError(f"budget is {budget}, but must be less than what the least loss costs.")
    strength = float(brentq(overspent, LEAST * most, most, xtol=ROUNDING * most, rtol=4 * ROUNDING))
    weights = at(strength)
    missed = abs(overspent(strength)) / budget
    return Optimum(weights, max(missed, float(penalised_violation(loss, penalty, strength, weights))))
