"""Steps down the slope of the loss alone, or of the penalty alone; arguments as in ``walk``."""

import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.walk import Loss, amount_of, slope_of, walk
from common.maths.penalties.norms import Penalty

__all__ = ["gradient_steps", "penalty_steps"]


def gradient_steps(loss: Loss, start: npt.ArrayLike, *, step: float, count: int) -> FloatArray:
    """Take ``count`` steps w − η ∇L(w) down the loss alone; it settles if η times the largest curvature is < 2.

    >>> from common.maths.losses.quadratic import OneWeightLoss
    >>> gradient_steps(OneWeightLoss(1.0, 0.0), 4.0, step=0.5, count=3).tolist()
    [4.0, 2.0, 1.0, 0.5]
    """
    step = non_negative("step", step)
    return walk(start, count, lambda w, _k: w - step * slope_of(loss, w))


def penalty_steps(
    penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η λ Ω′(w) down the penalty alone, with Ω′ = 0 at a kink; ``start`` has any shape.

    >>> from common.maths.penalties.norms import L1
    >>> penalty_steps(L1, 1.25, step=0.5, strength=1.0, count=4).tolist()
    [1.25, 0.75, 0.25, -0.25, 0.25]
    """
    amount = amount_of(step, strength)
    return walk(start, count, lambda w, _k: w - amount * penalty.push(w))
