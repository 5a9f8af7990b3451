"""Adam, with the L2 penalty in its gradient or with decoupled weight decay; arguments as in ``walk``."""

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.walk import Loss, slope_of, walk

__all__ = ["adam_steps"]


def adam_steps(
    loss: Loss,
    start: npt.ArrayLike,
    *,
    step: float,
    count: int,
    coupled: float = 0.0,
    decoupled: float = 0.0,
    memories: tuple[float, float] = (0.9, 0.999),
    guard: float = 1e-8,
) -> FloatArray:
    """Take ``count`` steps of Adam, with the L2 penalty coupled, or its weight decay decoupled (AdamW), or both.

    ``coupled`` is the λ of ½ λ ‖w‖², whose push λ w joins the gradient and is rescaled with it; ``decoupled`` is
    the λ of a separate shrink by the factor 1 − η λ, that nothing rescales: the two differ unless both are 0.
    ``memories`` are β₁ and β₂ in [0, 1), and ``guard`` is ε > 0.
    Source: Kingma & Ba, Adam (ICLR 2015), Algorithm 1; Loshchilov & Hutter, Decoupled Weight Decay Regularization
    (ICLR 2019), Algorithm 2, whose λ times a schedule is this η λ.

    >>> from common.maths.losses.quadratic import QuadraticLoss
    >>> flat = QuadraticLoss([[1.0, 0.0], [0.0, 1e-4]], [0.0, 0.0])
    >>> adam_steps(flat, [1.0, 1.0], step=0.125, count=1).round(6).tolist()[1]
    [0.875, 0.875012]
    """
    step, coupled, decoupled = (
        non_negative(name, value)
        for name, value in (("step", step), ("coupled", coupled), ("decoupled", decoupled))
    )
    positive("guard", guard)
    if not all(0 <= memory < 1 for memory in memories):
        raise ValueError(f"memories is {memories}, but both must be 0 or more and below 1.")
    first, second = memories
    mean, square = np.zeros(np.shape(start)), np.zeros(np.shape(start))

    def advance(w: FloatArray, k: int) -> FloatArray:
        nonlocal mean, square
        slope = slope_of(loss, w) + coupled * w
        mean = first * mean + (1 - first) * slope
        square = second * square + (1 - second) * slope**2
        if not np.isfinite(square).all():
            raise ValueError(
                f"loss has a slope of {np.abs(slope).max():.3g}, but its square must stay below 1.8e308."
            )
        move = (mean / (1 - first**k)) / (np.sqrt(square / (1 - second**k)) + guard)
        return np.asarray(w - step * (move + decoupled * w))

    return walk(start, count, advance)
