"""One weight, one penalty: where the minimum is, and the slopes that prove it."""

import numpy as np

from common.maths.arithmetic.arguments import finite, non_negative
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.penalties.separable import SeparablePenalty
from common.maths.penalties.subdifferential import Interval

__all__ = ["penalised_optimum", "slopes"]


def penalised_optimum(loss: OneWeightLoss, penalty: SeparablePenalty, strength: float) -> Optimum:
    """Minimise L(w) + λ Ω(w) over one weight; the optimum's weights have shape (1,).

    ``strength`` is λ >= 0, else ``ValueError``. Under L1 the weight is exactly 0 when, and only when,
    λ >= |h ŵ|, or it is too small for a double; under L2 it is h ŵ / (h + λ). The violation is the distance of 0
    from the slopes there, over |h ŵ|. Source: Parikh & Boyd, Proximal Algorithms, §6.1.1 and §6.5.2.

    >>> from common.maths.penalties.norms import L1, L2
    >>> penalised_optimum(OneWeightLoss(1.0, 0.5), L1, 0.25).weights.tolist()
    [0.25]
    >>> penalised_optimum(OneWeightLoss(1.0, 0.5), L1, 0.5).zeros.tolist()
    [True]
    """
    pull = loss.curvature * loss.centre
    weight = penalty.quadratic_optimum(pull, loss.curvature, strength)
    scale = max(abs(pull), np.finfo(np.float64).tiny)
    return Optimum(weight.reshape(1), slopes(loss, penalty, strength, float(weight)).distance(0.0) / scale)


def slopes(loss: OneWeightLoss, penalty: SeparablePenalty, strength: float, weight: float) -> Interval:
    """Return the subdifferential of L + λ Ω at ``weight``: one slope, or all those between a kink's two sides.

    ``strength`` is λ >= 0 and ``weight`` is finite, else ``ValueError``. The weight is optimal exactly when 0
    is among the slopes. Source: Boyd & Vandenberghe, Subgradients (Stanford EE364b notes).

    >>> from common.maths.penalties.norms import L1
    >>> slopes(OneWeightLoss(1.0, 0.5), L1, 0.25, 0.0)
    Interval(low=-0.75, high=-0.25)
    """
    weight = finite("weight", weight)
    own = penalty.subdifferential(weight).scaled(non_negative("strength", strength))
    return own.shifted(float(loss.slope(weight)))
