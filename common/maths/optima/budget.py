"""The budget form: the lowest loss that a ball of the penalty's norm can reach."""

from functools import lru_cache, singledispatch

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.certificate import KEPT, Optimum, backward_error
from common.maths.paths.homotopy import Knot, Stretch, descend
from common.maths.paths.ridge import ridge_path
from common.maths.penalties.norms import L1, AbsolutePenalty, Penalty, SquaredPenalty

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

    >>> from common.maths.penalties.norms import L1, L2
    >>> budget_optimum(QuadraticLoss([[1.0, 0.5], [0.5, 1.0]], [2.0, 1.0]), L1, 1.0).weights.tolist()
    [1.0, 0.0]
    >>> budget_optimum(QuadraticLoss(np.eye(2), [3.0, 4.0]), L2, 1.0).weights.round(12).tolist()
    [0.6, 0.8]
    """
    return _optimum(loss, penalty, non_negative("radius", radius))


@lru_cache(maxsize=KEPT)
def _optimum(loss: QuadraticLoss | LeastSquares, penalty: Penalty, radius: float) -> Optimum:
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
    radius; and the ``backward_error``, weight by weight, of −∂L/∂wᵢ being among μ ∂Ω(wᵢ). Inside the ball μ is 0;
    on its edge it is the number >= 0 that suits the weights best, each by the sizes of its own equation.
    Raises ``ValueError`` as ``budget_optimum`` does, or if the last axis of ``w`` is not d long.
    Source: Boyd & Vandenberghe, Convex Optimization, §5.5.3.

    >>> from common.maths.penalties.norms import L1
    >>> budget_violation(QuadraticLoss(np.eye(2), [2.0, 1.0]), L1, 1.0, [[1.0, 0.0], [0.5, 0.5]]).round(3).tolist()
    [0.0, 0.225]
    """
    radius = non_negative("radius", radius)
    pull, sizes = loss.equations.left(w)
    w = np.asarray(w, np.float64)
    size = penalty.norm(w)
    multiplier = np.where(size < radius * (1 - TIE), 0.0, _multiplier(pull, sizes, penalty.push(w)))
    low, high = (multiplier[..., np.newaxis] * slope(w) for slope in (penalty.left_slope, penalty.right_slope))
    stationarity = np.where((size > 0) | (radius > 0), backward_error(pull, sizes, low, high), 0.0)
    excess = np.maximum(size - radius, 0.0) / max(radius, np.finfo(np.float64).tiny)
    return np.asarray(np.maximum(excess, stationarity))


def _multiplier(pull: FloatArray, sizes: FloatArray, push: FloatArray) -> FloatArray:
    """Return the μ >= 0 with the least Σ ((pullᵢ − μ pushᵢ) / sizesᵢ)²: shape (..., d) to shape (...)."""
    shares, pushes = (np.divide(each, sizes, out=np.zeros_like(each), where=sizes > 0) for each in (pull, push))
    largest = np.abs(pushes).max(axis=-1, keepdims=True)
    pushes = pushes / np.where(largest > 0, largest, 1.0)
    squares = np.sum(pushes * pushes, axis=-1)
    found = np.sum(shares * pushes, axis=-1) / np.where(squares > 0, squares, 1.0)
    return np.asarray(np.maximum(found, 0.0) / np.where(largest > 0, largest, 1.0)[..., 0])


@singledispatch
def _within(penalty: Penalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:  # noqa: ARG001
    raise ValueError(f"penalty is {penalty.name}, but must be L1 or L2 for a budget.")


@_within.register
def _(penalty: AbsolutePenalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:
    above = below = Knot(0.0, np.zeros(loss.dimension), np.zeros(loss.dimension), ())
    for below in descend(loss.equations):
        if penalty.norm(below.weights) >= radius:
            return _on_stretch(loss, radius, above, below)
        above = below
    return below.weights


@_within.register
def _(penalty: SquaredPenalty, loss: QuadraticLoss | LeastSquares, radius: float) -> FloatArray:  # noqa: ARG001
    return ridge_path(loss).at_budget(radius)


@singledispatch
def _unique_centre(loss: QuadraticLoss | LeastSquares) -> FloatArray | None:  # noqa: ARG001
    return None


@_unique_centre.register
def _(loss: QuadraticLoss) -> FloatArray:
    return loss.centre


def _on_stretch(loss: QuadraticLoss | LeastSquares, radius: float, above: Knot, below: Knot) -> FloatArray:
    """Go along the straight line between two knots until it spends the radius; a bend nearby may be meant."""
    active = np.flatnonzero(above.signs)
    if active.size == 1:
        return np.asarray(radius * above.signs + 0.0)
    equations = loss.equations
    budget = float(np.ldexp(radius, equations.steepness - equations.height))
    joined = equations.weights(Stretch.of(equations, active, above.signs[active]).spending(budget))
    spent, reached = (float(np.abs(knot.weights).sum()) for knot in (above, below))
    bends = [above.weights] if spent >= radius * (1 - NEAR) else []
    bends += [below.weights] if reached <= radius * (1 + NEAR) else []
    if not bends:
        return joined
    return _sparsest_of_ties(loss, radius, np.array(sorted([*bends, joined], key=np.count_nonzero)))


def _sparsest_of_ties(loss: QuadraticLoss | LeastSquares, radius: float, points: FloatArray) -> FloatArray:
    points = points * (radius / L1.norm(points))[:, np.newaxis]
    corners = np.count_nonzero(points, axis=-1, keepdims=True) == 1
    points = np.where(corners, radius * np.sign(points), points)
    violations = budget_violation(loss, L1, radius, points)
    return np.asarray(points[np.argmax(violations <= max(TIE, 2 * violations.min()))] + 0.0)
