"""The budget form: the lowest loss that a ball of the penalty's norm can reach."""

from functools import singledispatch

import numpy as np
import numpy.typing as npt

from common.maths.arguments import non_negative
from common.maths.homotopy import Knot, descend
from common.maths.losses import FloatArray, LeastSquares, QuadraticLoss
from common.maths.optimum import Optimum
from common.maths.penalties import L1, AbsolutePenalty, Penalty, SquaredPenalty
from common.maths.ridge_path import ridge_path, ridge_solve

__all__ = ["budget_optimum", "budget_violation"]

TIE = 1e-12  # violations this small are rounding: among such candidates the sparsest is meant
NEAR = 1e-9  # a budget this near to a bend of the path may tie with it


def budget_optimum(loss: QuadraticLoss | LeastSquares, penalty: Penalty, radius: float) -> Optimum:
    """Minimise L(w) subject to ‖w‖ <= radius, in the norm of the penalty.

    ``radius`` >= 0 is in the units of the weights. A centre within the budget is returned as it is; of many
    such (H singular) the shortest under L2, and a vertex of the ones of least norm under L1. The zeros of an
    L1 optimum are exact, and where a sparser point ties within rounding, it is taken.
    Raises ``ValueError`` for a negative or non-finite radius, a penalty other than L1 and L2, or weights
    beyond 1e±250. For the λ of a budget see ``LassoPath.strength`` and ``RidgePath.strength``.

    >>> from common.maths.penalties import L1, L2
    >>> budget_optimum(QuadraticLoss([[1.0, 0.5], [0.5, 1.0]], [2.0, 1.0]), L1, 1.0).weights.tolist()
    [1.0, 0.0]
    >>> budget_optimum(QuadraticLoss(np.eye(2), [3.0, 4.0]), L2, 1.0).weights.round(12).tolist()
    [0.6, 0.8]
    """
    radius = non_negative("radius", radius)
    centre = _unique_centre(loss)
    if centre is not None and penalty.norm(centre) <= radius:
        weights = centre
    elif radius == 0:
        weights = np.zeros(loss.dimension)
    else:
        weights = _within(penalty, loss, radius)
    return Optimum(weights, float(budget_violation(loss, penalty, radius, weights)))


def budget_violation(
    loss: QuadraticLoss | LeastSquares, penalty: Penalty, radius: float, w: npt.ArrayLike
) -> FloatArray:
    """Measure how far points are from minimising L over the ball: shape (..., d) to shape (...).

    The larger of two relative numbers, both 0 at the optimum only: how far ‖w‖ exceeds the radius, over the
    radius; and how far −∇L is from a normal of the ball (inside the ball: from 0), over max |∇L(0)|.
    Raises ``ValueError`` as ``budget_optimum`` does, or if the last axis of ``w`` is not d long.
    Source: Boyd & Vandenberghe, Convex Optimization, §4.2.3.

    >>> from common.maths.penalties import L1
    >>> budget_violation(QuadraticLoss(np.eye(2), [2.0, 1.0]), L1, 1.0, [[1.0, 0.0], [0.5, 0.5]]).tolist()
    [0.0, 0.5]
    """
    radius = non_negative("radius", radius)
    w = np.asarray(w, np.float64)
    pull = -loss.gradient(w)
    size = penalty.norm(w)
    inside = size < radius * (1 - TIE)
    stationarity = np.where(inside, np.abs(pull).max(axis=-1), penalty.norm_subgradient_residual(w, pull))
    tiny = np.finfo(np.float64).tiny
    excess = np.maximum(size - radius, 0.0) / max(radius, tiny)
    return np.asarray(np.maximum(excess, stationarity / max(float(np.abs(loss.pull).max()), tiny)))


@singledispatch
def _within(penalty: Penalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:  # noqa: ARG001
    raise ValueError(f"penalty is {penalty.name}, but must be L1 or L2 for a budget.")


@_within.register
def _(penalty: AbsolutePenalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:
    above = below = Knot(0.0, np.zeros(loss.dimension), np.zeros(loss.dimension), ())
    for below in descend(loss.hessian, loss.pull):
        if penalty.norm(below.weights) >= radius:
            return _on_stretch(loss, radius, above, below)
        above = below
    return below.weights


@_within.register
def _(penalty: SquaredPenalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:
    path = ridge_path(loss)
    multiplier = float(path.multiplier(radius))
    if not np.isfinite(multiplier):
        return path.at_budget(radius)
    point = ridge_solve(loss, path, multiplier)
    return point if multiplier == 0 else np.asarray(point / penalty.norm(point) * radius)


@singledispatch
def _unique_centre(loss: QuadraticLoss | LeastSquares) -> FloatArray | None:  # noqa: ARG001
    return None


@_unique_centre.register
def _(loss: QuadraticLoss) -> FloatArray:
    return loss.centre


def _on_stretch(loss: QuadraticLoss | LeastSquares, radius: float, above: Knot, below: Knot) -> FloatArray:
    """Go along the straight line between two knots until it spends the radius; a bend nearby may be meant.

    Both knots are exact solves on the support of the stretch, and so is every point between.
    """
    if np.count_nonzero(above.signs) == 1:
        return np.asarray(radius * above.signs + 0.0)
    spent, reached = float(np.abs(above.weights).sum()), float(np.abs(below.weights).sum())
    joined = above.weights + (radius - spent) / (reached - spent) * (below.weights - above.weights)
    bends = [above.weights] if spent >= radius * (1 - NEAR) else []
    bends += [below.weights] if reached <= radius * (1 + NEAR) else []
    if not bends:
        return np.asarray(joined * (radius / np.abs(joined).sum()))
    return _sparsest_of_ties(loss, radius, np.array(sorted([*bends, joined], key=np.count_nonzero)))


def _sparsest_of_ties(loss: QuadraticLoss | LeastSquares, radius: float, points: FloatArray) -> FloatArray:
    points = points * (radius / L1.norm(points))[:, np.newaxis]
    corners = np.count_nonzero(points, axis=-1, keepdims=True) == 1
    points = np.where(corners, radius * np.sign(points), points)
    violations = budget_violation(loss, L1, radius, points)
    return np.asarray(points[np.argmax(violations <= max(TIE, 2 * violations.min()))] + 0.0)
