"""The budget form: the lowest loss that a ball of the penalty's norm can reach."""

from functools import lru_cache, singledispatch
from itertools import product

import numpy as np
import numpy.typing as npt

from common.maths.arguments import non_negative
from common.maths.losses import FloatArray, QuadraticLoss
from common.maths.optimum import Optimum
from common.maths.penalties import AbsolutePenalty, Penalty, SquaredPenalty

__all__ = ["budget_optimum", "budget_violation"]

TIE = 1e-12  # violations this small are rounding: among such candidates the sparsest is meant
MOST_WEIGHTS = 8  # 3⁸ faces take some 10 ms


def budget_optimum(loss: QuadraticLoss, penalty: Penalty, radius: float) -> Optimum:
    """Minimise L(w) subject to ‖w‖ <= radius, in the norm of the penalty.

    ``radius`` >= 0 is in the units of the weights. A centre within the budget is returned as it is. The zeros
    of an L1 optimum are exact, and every face of its ball is tried, so the loss may have at most 8 weights.
    Raises ``ValueError`` for a negative or non-finite radius, or too many weights.
    """
    radius = non_negative("radius", radius)
    if penalty.norm(loss.centre) <= radius:
        weights = loss.centre
    elif radius == 0:
        weights = np.zeros(loss.dimension)
    else:
        weights = _on_boundary(penalty, loss, radius)
    return Optimum(weights, float(budget_violation(loss, penalty, radius, weights)))


def budget_violation(loss: QuadraticLoss, penalty: Penalty, radius: float, w: npt.ArrayLike) -> FloatArray:
    """Measure how far points are from minimising L over the ball: shape (..., d) to shape (...).

    The larger of two relative numbers, both 0 at the optimum only: how far ‖w‖ exceeds the radius, over the
    radius; and how far −∇L is from a normal of the ball (inside the ball: from 0), over max |H ŵ|.
    Raises ``ValueError`` as ``budget_optimum`` does, or if the last axis of ``w`` is not d long.
    Source: Boyd & Vandenberghe, Convex Optimization, §4.2.3.
    """
    radius = non_negative("radius", radius)
    w = np.asarray(w, np.float64)
    pull = -loss.gradient(w)
    size = penalty.norm(w)
    inside = size < radius * (1 - TIE)
    stationarity = np.where(inside, np.abs(pull).max(axis=-1), penalty.norm_subgradient_residual(w, pull))
    tiny = np.finfo(np.float64).tiny
    excess = np.maximum(size - radius, 0.0) / max(radius, tiny)
    return np.asarray(np.maximum(excess, stationarity / max(np.abs(loss.hessian @ loss.centre).max(), tiny)))


@singledispatch
def _on_boundary(penalty: Penalty, loss: QuadraticLoss, radius: float) -> FloatArray:
    raise NotImplementedError(f"penalty is {penalty}, but must be one whose ball has a solver.")


@_on_boundary.register
def _(penalty: AbsolutePenalty, loss: QuadraticLoss, radius: float) -> FloatArray:
    """Solve on the plane of every face at once, and let the optimality condition choose among them."""
    if loss.dimension > MOST_WEIGHTS:
        raise ValueError(f"loss has {loss.dimension} weights, but must have at most {MOST_WEIGHTS} under L1.")
    signs = _faces(loss.dimension)
    support = signs != 0
    block = np.where(support[:, :, None] & support[:, None, :], loss.hessian, np.eye(loss.dimension))
    pull = support * (loss.hessian @ loss.centre)
    free, normal = np.moveaxis(np.linalg.solve(block, np.stack([pull, signs], axis=-1)), -1, 0)
    normal /= np.sum(signs * normal, axis=-1, keepdims=True)
    points = radius * normal + (free - normal * np.sum(signs * free, axis=-1, keepdims=True))
    points = np.where(support.sum(axis=-1, keepdims=True) == 1, radius * signs, points)
    points *= radius / penalty.norm(points)[:, None]
    violations = budget_violation(loss, penalty, radius, points)
    best = np.argmax(violations <= max(TIE, 2 * violations.min()))
    return np.asarray(points[best] + 0.0)


@_on_boundary.register
def _(penalty: SquaredPenalty, loss: QuadraticLoss, radius: float) -> FloatArray:
    """Find the multiplier μ with ‖(H + μ)⁻¹ H ŵ‖ = radius by Newton's method on 1/‖·‖.

    That function is concave and rising in μ, so the steps rise to the root and never pass it.
    Source: Conn, Gould & Toint, Trust-Region Methods, §7.3.
    """
    curvatures, axes = np.linalg.eigh(loss.hessian)
    pull = curvatures * (loss.centre @ axes)
    multiplier = 0.0
    for _step in range(100):
        parts = pull / (curvatures + multiplier)
        size = np.linalg.norm(parts)
        rise = (size / radius - 1) * size**2 / np.sum(parts**2 / (curvatures + multiplier))
        if not multiplier + rise > multiplier:
            break
        multiplier += rise
    shifted = loss.hessian + multiplier * np.eye(loss.dimension)
    point = np.linalg.solve(shifted, loss.hessian @ loss.centre)
    return np.asarray(point / penalty.norm(point) * radius)


@lru_cache
def _faces(dimension: int) -> FloatArray:
    """List the signs of every face of the L1 ball, corners first: shape (3^d − 1, d), entries −1, 0, 1."""
    signs = np.array(list(product((1.0, -1.0, 0.0), repeat=dimension))[:-1])
    signs = signs[np.argsort(np.count_nonzero(signs, axis=-1), kind="stable")]
    signs.setflags(write=False)
    return signs
