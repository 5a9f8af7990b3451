"""Walks towards the optimum, step by step: which of them land on zero, and which only rattle about it.

Every walk is returned whole, as it went, and never averaged: shape (count + 1,) from one weight, (count + 1, d)
from d of them, the start first. Where nothing else is said, ``step`` is η >= 0, ``strength`` is λ >= 0, ``start``
is a number under a ``OneWeightLoss`` and has shape (d,) under any other, and ``count`` >= 0. Each walk raises
``ValueError`` for a number out of these ranges or not finite, and for a walk that runs away past 1.8e308.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from common.maths.arguments import at_least, non_negative, positive
from common.maths.losses import FloatArray, LeastSquares, OneWeightLoss, QuadraticLoss
from common.maths.penalties import Penalty

__all__ = [
    "Loss",
    "Schedule",
    "adam_steps",
    "fading",
    "fista_steps",
    "gradient_steps",
    "penalty_steps",
    "proximal_gradient_steps",
    "proximal_steps",
    "safe_step",
    "subgradient_steps",
    "support_settled",
]

Loss = OneWeightLoss | QuadraticLoss | LeastSquares
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


def safe_step(loss: Loss) -> float:
    """Give η = 1 / (the largest curvature): with it, proximal gradient steps never raise the objective.

    Raises ``ValueError`` if the loss is flat everywhere, to within 2.3e-308.
    Source: Beck & Teboulle (2009), §1.1 and Remark 3.1.

    >>> safe_step(QuadraticLoss([[4.0, 0.0], [0.0, 1.0]], [1.0, 1.0]))
    0.25
    """
    steepest = loss.curvature if isinstance(loss, OneWeightLoss) else float(np.linalg.eigvalsh(loss.hessian)[-1])
    if not steepest >= np.finfo(np.float64).tiny:
        raise ValueError(f"loss has a largest curvature of {steepest}, but must have one of 2.3e-308 or more.")
    return 1 / steepest


def gradient_steps(loss: Loss, start: npt.ArrayLike, *, step: float, count: int) -> FloatArray:
    """Take ``count`` steps w − η ∇L(w) down the loss alone; it settles if η times the largest curvature is < 2.

    >>> gradient_steps(OneWeightLoss(1.0, 0.0), 4.0, step=0.5, count=3).tolist()
    [4.0, 2.0, 1.0, 0.5]
    """
    step = non_negative("step", step)
    return _walk(start, count, lambda w, _k: w - step * _slope(loss, w))


def penalty_steps(
    penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η λ Ω′(w) down the penalty alone, with Ω′ = 0 at a kink; ``start`` has any shape.

    >>> from common.maths.penalties import L1
    >>> penalty_steps(L1, 1.25, step=0.5, strength=1.0, count=4).tolist()
    [1.25, 0.75, 0.25, -0.25, 0.25]
    """
    amount = _amount(step, strength)
    return _walk(start, count, lambda w, _k: w - amount * penalty.push(w))


def proximal_steps(
    penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` proximal steps of η λ Ω alone; ``start`` has any shape.

    >>> from common.maths.penalties import L1
    >>> proximal_steps(L1, 1.25, step=0.5, strength=1.0, count=4).tolist()
    [1.25, 0.75, 0.25, 0.0, 0.0]
    """
    amount = _amount(step, strength)
    return _walk(start, count, lambda w, _k: penalty.proximal_step(w, amount))


def subgradient_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float | Schedule, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η (∇L(w) + λ Ω′(w)), with Ω′ = 0 at a kink: subgradient descent.

    ``step`` is η >= 0, or tells it for each k = 1, 2, …, as ``fading`` does.
    Source: Boyd, Xiao & Mutapcic, Subgradient Methods (Stanford EE392o notes), §1.

    >>> from common.maths.penalties import L1
    >>> subgradient_steps(OneWeightLoss(1.0, 0.5), L1, 0.25, step=0.5, strength=1.0, count=3).tolist()
    [0.25, -0.125, 0.6875, 0.09375]
    """
    size = step if callable(step) else _constant(non_negative("step", step))
    strength = non_negative("strength", strength)
    return _walk(start, count, lambda w, k: w - size(k) * (_slope(loss, w) + strength * penalty.push(w)))


def proximal_gradient_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps w − η ∇L(w) down the loss, each followed by a proximal step of η λ Ω: ISTA.

    It settles if η times the largest curvature is < 2; up to ``safe_step`` the objective never rises, and after
    k steps is within ‖w₀ − w*‖² / (2 η k) of the least. Source: Beck & Teboulle, SIAM J. Imaging Sciences 2
    (2009), §2.3 and Theorem 3.1.

    >>> from common.maths.penalties import L1
    >>> proximal_gradient_steps(OneWeightLoss(1.0, 0.5), L1, 0.25, step=0.5, strength=1.0, count=3).tolist()
    [0.25, 0.0, 0.0, 0.0]
    """
    amount = _amount(step, strength)
    return _walk(start, count, lambda w, _k: penalty.proximal_step(_kept(w - step * _slope(loss, w)), amount))


def fista_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps of FISTA: each starts not where the last ended, but a momentum further on.

    With η up to ``safe_step`` the objective after k steps is within 2 ‖w₀ − w*‖² / (η (k + 1)²) of the least, but
    may rise on the way. Source: Beck & Teboulle, SIAM J. Imaging Sciences 2 (2009), equations (4.1) to (4.3).

    >>> from common.maths.penalties import L1
    >>> fista_steps(OneWeightLoss(1.0, 0.5), L1, 8.0, step=0.5, strength=1.0, count=3).round(3).tolist()
    [8.0, 3.75, 1.625, 0.263]
    """
    amount = _amount(step, strength)
    state = _Momentum()

    def advance(w: FloatArray, _k: int) -> FloatArray:
        ahead = state.lead(w)
        return penalty.proximal_step(_kept(ahead - step * _slope(loss, ahead)), amount)

    return _walk(start, count, advance)


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
        slope = _slope(loss, w) + coupled * w
        mean = first * mean + (1 - first) * slope
        square = second * square + (1 - second) * slope**2
        if not np.isfinite(square).all():
            raise ValueError(
                f"loss has a slope of {np.abs(slope).max():.3g}, but its square must stay below 1.8e308."
            )
        move = (mean / (1 - first**k)) / (np.sqrt(square / (1 - second**k)) + guard)
        return np.asarray(w - step * (move + decoupled * w))

    return _walk(start, count, advance)


def support_settled(walk: npt.ArrayLike) -> int:
    """Tell from which step on the set of exact zeros is the last one's: shape (count + 1, ...) to an index.

    0 means that it never changed. Raises ``ValueError`` for a walk without rows, or with NaN or infinity.

    >>> support_settled([[2.0, 1.0], [1.0, 0.0], [0.5, -0.1], [0.1, 0.0], [0.1, 0.0]])
    3
    """
    walk = np.asarray(walk, np.float64)
    if walk.ndim == 0 or walk.size == 0 or not np.isfinite(walk).all():
        raise ValueError(f"walk has shape {walk.shape}, but must have one or more rows of finite weights.")
    zeros = (walk == 0).reshape(len(walk), -1)
    other = np.flatnonzero((zeros != zeros[-1]).any(axis=1))
    return int(other[-1]) + 1 if other.size else 0


class _Momentum:
    """Where FISTA looks next: beyond the last weights, by (t − 1)/t′ of the last move."""

    def __init__(self) -> None:
        self.before: FloatArray | None = None
        self.t = 1.0

    def lead(self, w: FloatArray) -> FloatArray:
        """Give the point from which to step after having reached ``w``."""
        before, self.before = self.before, w
        if before is None:
            return w
        t, self.t = self.t, (1 + np.sqrt(1 + 4 * self.t**2)) / 2
        return np.asarray(w + (t - 1) / self.t * (w - before))


def _slope(loss: Loss, w: FloatArray) -> FloatArray:
    return loss.slope(w) if isinstance(loss, OneWeightLoss) else loss.gradient(w)


def _constant(step: float) -> Schedule:
    return lambda _k: step


def _amount(step: float, strength: float) -> float:
    return non_negative("step", step) * non_negative("strength", strength)


def _walk(start: npt.ArrayLike, count: int, advance: Callable[[FloatArray, int], FloatArray]) -> FloatArray:
    first = np.asarray(start, np.float64)
    if not np.isfinite(first).all():
        raise ValueError(f"start is {first.tolist()}, but must be finite.")
    walk = np.empty((at_least("count", count, 0) + 1, *first.shape))
    walk[0] = first
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(1, count + 1):
            walk[k] = _kept(advance(walk[k - 1], k))
    return walk


def _kept(w: FloatArray) -> FloatArray:
    if not np.isfinite(w).all():
        raise ValueError("step is too long, but must be short enough for the walk to stay below 1.8e308.")
    return w
