"""Subgradient descent on loss and penalty, which rattles about a zero; arguments as in ``walk``."""

import math
from collections.abc import Callable

import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.walk import Loss, slope_of, walk
from common.maths.penalties.norms import Penalty

__all__ = ["Schedule", "fading", "subgradient_steps"]

Schedule = Callable[[int], float]
"""The step size η of step k = 1, 2, …"""


def fading(step: float) -> Schedule:
    """Let the step size fade as η/√k, with which subgradient steps converge; ``step`` is η >= 0.

    Source: Boyd, Xiao & Mutapcic, Subgradient Methods (Stanford EE392o notes), §2.

    >>> [fading(0.5)(k) for k in (1, 4, 100)]
    [0.5, 0.25, 0.05]
    """
    step = non_negative("step", step)
    return lambda k: step / math.sqrt(k)


def subgradient_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float | Schedule, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η (∇L(w) + λ Ω′(w)), with Ω′ = 0 at a kink: subgradient descent.

    ``step`` is η >= 0, or tells it for each k = 1, 2, …, as ``fading`` does.
    Source: Boyd, Xiao & Mutapcic, Subgradient Methods (Stanford EE392o notes), §1.

    >>> from common.maths.losses.quadratic import OneWeightLoss
    >>> from common.maths.penalties.norms import L1
    >>> subgradient_steps(OneWeightLoss(1.0, 0.5), L1, 0.25, step=0.5, strength=1.0, count=3).tolist()
    [0.25, -0.125, 0.6875, 0.09375]
    """
    size = step if callable(step) else _constant(non_negative("step", step))
    strength = non_negative("strength", strength)
    return walk(start, count, lambda w, k: w - size(k) * (slope_of(loss, w) + strength * penalty.push(w)))


def _constant(step: float) -> Schedule:
    return lambda _k: step
