"""Proximal steps, which land on zero: alone, or after steps down the loss (ISTA); arguments as in ``walk``."""

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.walk import Loss, amount_of, finite_weights, slope_of, walk
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import Penalty

__all__ = ["proximal_gradient_steps", "proximal_steps", "safe_step"]


def safe_step(loss: Loss) -> float:
    """Return η = 1 / (the largest curvature): with it, proximal gradient steps never raise the objective.

    Raises ``ValueError`` if the loss is flat everywhere, to within 2.3e-308.
    Source: Beck & Teboulle (2009), §1.1 and Remark 3.1.

    >>> from common.maths.losses.quadratic import QuadraticLoss
    >>> safe_step(QuadraticLoss([[4.0, 0.0], [0.0, 1.0]], [1.0, 1.0]))
    0.25
    """
    steepest = loss.curvature if isinstance(loss, OneWeightLoss) else float(np.linalg.eigvalsh(loss.hessian)[-1])
    if not steepest >= np.finfo(np.float64).tiny:
        raise ValueError(f"loss has a largest curvature of {steepest}, but must have one of 2.3e-308 or more.")
    return 1 / steepest


def proximal_steps(
    penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` proximal steps of η λ Ω alone; ``start`` has any shape.

    >>> from common.maths.penalties.norms import L1
    >>> proximal_steps(L1, 1.25, step=0.5, strength=1.0, count=4).tolist()
    [1.25, 0.75, 0.25, 0.0, 0.0]
    """
    amount = amount_of(step, strength)
    return walk(start, count, lambda w, _k: penalty.proximal_step(w, amount))


def proximal_gradient_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η ∇L(w) down the loss, each followed by a proximal step of η λ Ω: ISTA.

    It settles if η times the largest curvature is < 2; up to ``safe_step`` the objective never rises, and after
    k steps is within ‖w₀ − w*‖² / (2 η k) of the least. Source: Beck & Teboulle, SIAM J. Imaging Sciences 2
    (2009), §2.3 and Theorem 3.1.

    >>> from common.maths.penalties.norms import L1
    >>> proximal_gradient_steps(OneWeightLoss(1.0, 0.5), L1, 0.25, step=0.5, strength=1.0, count=3).tolist()
    [0.25, 0.0, 0.0, 0.0]
    """
    amount = amount_of(step, strength)
    return walk(
        start, count, lambda w, _k: penalty.proximal_step(finite_weights(w - step * slope_of(loss, w)), amount)
    )
