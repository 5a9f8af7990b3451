"""Ridge weights that cross zero: at single strengths, never over an interval of them."""

import numpy as np
from scipy.linalg import eigvals, null_space

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.paths.ridge import RidgePath, ridge_path

__all__ = ["sign_flips"]

REAL = 1e-7  # an eigenvalue whose imaginary part is relatively smaller may be real: the sign check decides
NUDGE = 1e-6


def sign_flips(loss: QuadraticLoss | LeastSquares, weight: int) -> FloatArray:
    """Find every λ > 0 at which weight i of the ridge optimum (H + λ I)⁻¹ b changes sign: rising, shape (k,).

    ``weight`` is i, from 0 to d − 1, and b is the loss's pull. For two weights there is one flip, at
    λ = H₁₂ b₂/b₁ − H₂₂ for the first, exactly if that is above 0: features that go together, and the other one
    pulling more. With a diagonal H there is none. In d dimensions wᵢ = 0 says that (H + λ I) u is a multiple of b
    for a u with uᵢ = 0: projected off b, a generalised eigenvalue problem of size d − 1. Flips that lie closer
    than some 1e-6 of their λ may be missed, and one whose λ is below some 1e-12 of H's largest entry, too.
    Raises ``ValueError`` for a weight that is not there.
    Source: Cramer's rule on Hoerl & Kennard, Ridge Regression, Technometrics 12 (1970), equation (2.1).

    >>> sign_flips(QuadraticLoss([[1.0, 0.9], [0.9, 1.0]], [-0.2, 1.0]), 0).round(6).tolist()
    [0.054286]
    >>> sign_flips(QuadraticLoss([[1.0, 0.0], [0.0, 1.0]], [-0.2, 1.0]), 0).tolist()
    []
    """
    if not 0 <= weight < loss.dimension:
        raise ValueError(f"weight is {weight}, but must be from 0 to {loss.dimension - 1}.")
    size = float(np.abs(loss.hessian).max())
    length = float(np.abs(loss.pull).max())
    if loss.dimension == 1 or size == 0 or length == 0:
        return np.empty(0)
    hessian, pull = loss.hessian / size, loss.pull / length
    others = np.delete(np.eye(loss.dimension), weight, axis=1)
    off_pull = null_space(pull[np.newaxis]).T
    values = np.asarray(eigvals(off_pull @ hessian @ others, -off_pull @ others), np.complex128)
    values = values[np.isfinite(values)]
    candidates = np.sort(values.real[(np.abs(values.imag) <= REAL * np.abs(values)) & (values.real > 0)])
    path = ridge_path(loss)
    return np.array([flip for flip in size * candidates if _flips(path, weight, flip)], np.float64)


def _flips(path: RidgePath, weight: int, strength: float) -> bool:
    below, above = path.at(strength * np.array([1 - NUDGE, 1 + NUDGE]))[:, weight]
    return bool(np.sign(below) * np.sign(above) < 0)
