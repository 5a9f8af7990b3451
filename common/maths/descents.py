"""Walks towards the optimum, step by step: which of them land on zero, and which only rattle about it."""

from collections.abc import Callable

import numpy as np

from common.maths.arguments import at_least, finite, non_negative
from common.maths.losses import FloatArray, OneWeightLoss
from common.maths.penalties import Penalty

__all__ = ["penalty_steps", "proximal_gradient_steps", "proximal_steps", "subgradient_steps"]


def penalty_steps(penalty: Penalty, start: float, *, step: float, strength: float, count: int) -> FloatArray:
    """Take ``count`` steps w − η λ Ω′(w) down the penalty alone, with Ω′ = 0 at a kink.

    ``step`` is η >= 0 and ``strength`` is λ >= 0. Returns shape (count + 1,), ``start`` first. Raises
    ``ValueError`` for a negative or non-finite η or λ, a non-finite start or a negative count.
    """
    amount = _amount(step, strength)
    return _walk(start, count, lambda w: w - amount * float(penalty.push(w)))


def proximal_steps(penalty: Penalty, start: float, *, step: float, strength: float, count: int) -> FloatArray:
    """Take ``count`` proximal steps of η λ Ω alone; arguments, shape and errors as for ``penalty_steps``."""
    amount = _amount(step, strength)
    return _walk(start, count, lambda w: float(penalty.proximal_step(w, amount)))


def subgradient_steps(
    loss: OneWeightLoss, penalty: Penalty, start: float, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η (L′(w) + λ Ω′(w)); arguments, shape and errors as for ``penalty_steps``."""
    amount = _amount(step, strength)
    return _walk(start, count, lambda w: w - step * float(loss.slope(w)) - amount * float(penalty.push(w)))


def proximal_gradient_steps(
    loss: OneWeightLoss, penalty: Penalty, start: float, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η L′(w) down the loss, each followed by a proximal step of η λ Ω: ISTA.

    Arguments, shape and errors as for ``penalty_steps``; it settles if η h < 2.
    Source: Beck & Teboulle, SIAM J. Imaging Sciences 2 (2009), §2.3.
    """
    amount = _amount(step, strength)

    def advance(w: float) -> float:
        return float(penalty.proximal_step(w - step * float(loss.slope(w)), amount))

    return _walk(start, count, advance)


def _amount(step: float, strength: float) -> float:
    return non_negative("step", step) * non_negative("strength", strength)


def _walk(start: float, count: int, advance: Callable[[float], float]) -> FloatArray:
    trace = [finite("start", start)]
    for _step in range(at_least("count", count, 0)):
        trace.append(advance(trace[-1]))
    return np.array(trace)
