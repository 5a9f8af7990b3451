"""The penalised form: the lowest loss plus λ times the penalty, for any number of weights."""

from collections.abc import Iterator
from copy import copy
from functools import lru_cache, singledispatch
from itertools import tee

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import non_negative, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.normal_equations import NormalEquations
from common.maths.losses.quadratic import LeastSquares, OneWeightLoss, QuadraticLoss
from common.maths.optima import one_weight
from common.maths.optima.bridge import bridge_weights
from common.maths.optima.certificate import KEPT, Optimum, backward_error
from common.maths.paths.homotopy import TIE, Knot, Stretch, descend
from common.maths.paths.ridge import ridge_path
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import AbsolutePenalty, SquaredPenalty
from common.maths.penalties.separable import SeparablePenalty
from common.maths.penalties.subdifferential import Interval

__all__ = ["penalised_optimum", "penalised_violation", "subdifferentials"]


@singledispatch
def penalised_optimum(loss: QuadraticLoss | LeastSquares, penalty: SeparablePenalty, strength: float) -> Optimum:
    """Minimise L(w) + λ Σ Ω(wᵢ); the zeros of an L1 optimum are exact, and so is the solve on its support.

    ``strength`` is λ >= 0. Under L1 all weights are 0 when, and only when, λ >= max |∇L(0)|; L2 gives
    (H + λ)⁻¹ H ŵ; the elastic net is the lasso of H + λ λ₂ I; |w|^p with 1 < p < 2 is solved in ``bridge``. If H
    is singular the optimum under L1 is one of perhaps many, a vertex of ``optimal_face``, and at λ = 0 under L2
    the shortest. Any other penalty of single weights needs a diagonal H, which makes the weights separate. A
    ``OneWeightLoss`` goes to ``one_weight.penalised_optimum``. Raises ``ValueError`` for a negative or non-finite
    λ, a penalty that needs a diagonal H and has none, or weights beyond 1e±250.
    Source: Osborne, Presnell & Turlach, IMA J. Numer. Anal. 20 (2000), §4; Hoerl & Kennard, Technometrics 12
    (1970), eq. 2.1.

    >>> from common.maths.penalties.norms import L1, L2
    >>> loss = QuadraticLoss([[1.0, 0.5], [0.5, 1.0]], [2.0, 1.0])
    >>> penalised_optimum(loss, L1, 2.0).weights.tolist()
    [0.5, 0.0]
    >>> penalised_optimum(QuadraticLoss(np.diag([1.0, 3.0]), [2.0, 2.0]), L2, 1.0).weights.tolist()
    [1.0, 1.5]
    """
    return _optimum(loss, penalty, non_negative("strength", strength))


@lru_cache(maxsize=KEPT)
def _optimum(loss: QuadraticLoss | LeastSquares, penalty: SeparablePenalty, strength: float) -> Optimum:
    if np.count_nonzero(loss.hessian) == np.count_nonzero(np.diag(loss.hessian)):
        weights = _separately(penalty, loss, strength)
    else:
        weights = _jointly(penalty, loss, strength)
    return Optimum(weights, float(penalised_violation(loss, penalty, strength, weights)))


penalised_optimum.register(OneWeightLoss, one_weight.penalised_optimum)


def penalised_violation(
    loss: QuadraticLoss | LeastSquares, penalty: SeparablePenalty, strength: float, w: npt.ArrayLike
) -> FloatArray:
    """Measure how far points are from minimising L + λ Σ Ω: shape (..., d) to shape (...).

    It is the ``backward_error``, weight by weight, of −∂L/∂wᵢ being among λ ∂Ω(wᵢ): 0 at the optimum only, if Ω is
    convex, and no weight's failure is too small to be seen beside the others.
    Raises ``ValueError`` for a negative or non-finite λ, or if the last axis of ``w`` is not d long.
    Source: Boyd & Vandenberghe, Convex Optimization, §4.2.3; Tibshirani, Electron. J. Statist. 7 (2013), eq. 4.

    >>> from common.maths.penalties.norms import L1
    >>> penalised_violation(QuadraticLoss(np.eye(2), [2.0, 0.5]), L1, 1.0, [[1.0, 0.0], [2.0, 0.0]]).tolist()
    [0.0, 0.2]
    """
    pull, sizes = loss.equations.left(w)
    low, high = _slopes(penalty, non_negative("strength", strength), np.asarray(w, np.float64))
    return backward_error(pull, sizes, low, high)


def subdifferentials(
    loss: QuadraticLoss | LeastSquares, penalty: SeparablePenalty, strength: float, w: npt.ArrayLike
) -> tuple[Interval, ...]:
    """Give, weight by weight, all slopes of L + λ Σ Ω at the one point ``w``, of shape (d,).

    The point is optimal exactly when each interval contains 0; with a kinked Ω those of zero weights are wide.
    Raises ``ValueError`` as ``penalised_violation`` does. Source: Rockafellar, Convex Analysis, theorem 23.8.

    >>> from common.maths.penalties.norms import L1
    >>> subdifferentials(QuadraticLoss(np.eye(2), [2.0, 0.5]), L1, 1.0, [1.0, 0.0])
    (Interval(low=0.0, high=0.0), Interval(low=-1.5, high=0.5))
    """
    gradient = loss.gradient(w)
    if gradient.ndim != 1:
        raise ValueError(f"w has shape {gradient.shape}, but must be one row of {loss.dimension} weights.")
    low, high = _slopes(penalty, non_negative("strength", strength), np.asarray(w, np.float64))
    return tuple(Interval(float(a + g), float(b + g)) for a, b, g in zip(low, high, gradient, strict=True))


def _slopes(penalty: SeparablePenalty, strength: float, w: FloatArray) -> tuple[FloatArray, FloatArray]:
    if strength == 0:
        return np.zeros(w.shape), np.zeros(w.shape)
    return strength * penalty.left_slope(w), strength * penalty.right_slope(w)


def _separately(penalty: SeparablePenalty, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:
    """Solve for each weight by itself; one that the loss does not feel is 0."""
    pulls = np.ldexp(loss.equations.pull.high, loss.equations.height)
    pairs = zip(pulls, np.diag(loss.hessian), strict=True)
    return np.array([penalty.quadratic_optimum(b, h, strength) if h > 0 else 0.0 for b, h in pairs])


@singledispatch
def _jointly(penalty: SeparablePenalty, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:  # noqa: ARG001
    raise ValueError(
        f"hessian is not diagonal, but must be so under {penalty.name}, or else the penalty L1, L2, elastic net "
        "or L_p with 1 < p < 2."
    )


@_jointly.register
def _(penalty: AbsolutePenalty, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:  # noqa: ARG001
    return _lasso(loss.equations, strength)


@_jointly.register
def _(penalty: ElasticNet, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:
    """Reduce to the lasso: the square joins the loss. Source: Zou & Hastie (2005), lemma 1 (§2.2)."""
    ridge = float(representable("λ λ₂", strength * penalty.squared))
    return _lasso(loss.equations.with_ridge(ridge), penalty.zero_threshold(strength))


@_jointly.register
def _(penalty: SquaredPenalty, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:  # noqa: ARG001
    return ridge_path(loss).at(strength)


@_jointly.register
def _(penalty: PowerPenalty, loss: QuadraticLoss | LeastSquares, strength: float) -> FloatArray:
    amount = float(representable("λ p", strength * penalty.p))
    if not 1 < penalty.p < 2 or amount == 0:
        raise ValueError(
            f"p is {penalty.p:g} and λ {strength:g}, but with such an H 1 < p < 2 and λ > 0 is needed."
        )
    return bridge_weights(loss.hessian, loss.pull, penalty.p, amount, _lasso(loss.equations, amount))


@lru_cache(maxsize=16)
def _descent(equations: NormalEquations) -> Iterator[Knot]:
    """The descent, of which each copy starts anew: what one has walked, the next need not."""
    return tee(descend(equations), 1)[0]


def _lasso(equations: NormalEquations, strength: float) -> FloatArray:
    """Descend to the stretch that holds λ, and solve on its support; by a bend, on the bend's."""
    weights = np.zeros(equations.dimension)
    above = below = Knot(np.inf, weights, weights, ())
    try:
        for below in copy(_descent(equations)):
            if below.strength <= strength * (1 + TIE):
                break
            above = below
    except ValueError:
        _descent.cache_clear()  # the next walk is to end as this one did
        raise
    signs = np.sign(below.weights) if below.strength >= strength * (1 - TIE) else above.signs
    active = np.flatnonzero(signs)
    if active.size == 0:
        return weights
    line = Stretch.of(equations, active, signs[active])
    return equations.weights(line.at(float(np.ldexp(strength, -equations.height))))
