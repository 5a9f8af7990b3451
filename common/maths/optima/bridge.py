"""Weights under |w|^p for p between the lasso's 1 and ridge's 2, where none of them is exactly 0."""

import numpy as np

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["bridge_weights"]

_MOST_STEPS, _LEAST_SHARE = 200, 1e-10


def bridge_weights(
    hessian: FloatArray, pull: FloatArray, p: float, strength: float, lasso: FloatArray
) -> FloatArray:
    """Minimise ½ wᵀ H w − bᵀ w + (λ/p) Σ |wᵢ|^p for 1 < p < 2 and λ > 0, from the ``lasso`` weights at this λ.

    H has shape (d, d), b, the lasso's weights and the result (d,). The unknowns are the penalty's slopes
    u = sign(w) |w|^(p − 1): in them H w(u) + λ u = b is smooth, and at p = 1 the lasso's own u solve it. Newton's
    method goes there, by shorter steps where a whole one would not help. Very close to 1, weights are beyond
    64-bit floats, and the result is no optimum: ask for its certificate.
    Source: Frank & Friedman, Technometrics 35 (1993), §6; Fu, J. Comput. Graph. Statist. 7 (1998), §2.

    >>> H, b = np.eye(2), np.array([2.0, 0.75])
    >>> bridge_weights(H, b, 1.5, 1.0, lasso=np.array([1.0, 0.0])).round(12).tolist()
    [1.0, 0.25]
    """
    power = 1 / (p - 1)

    def weights(slopes: FloatArray) -> FloatArray:
        return np.asarray(np.sign(slopes) * np.abs(slopes) ** power)

    def left(slopes: FloatArray) -> FloatArray:
        return np.asarray(hessian @ weights(slopes) + strength * slopes - pull)

    held = np.clip((pull - hessian @ lasso) / strength, -1, 1)
    slopes = np.where(lasso == 0, held, np.sign(lasso) * np.abs(lasso) ** (p - 1))
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        for _step in range(_MOST_STEPS):
            rest = left(slopes)
            bend = hessian * (power * np.abs(slopes) ** (power - 1)) + strength * np.eye(len(pull))
            step, share = np.linalg.solve(bend, -rest), 1.0
            while not np.linalg.norm(left(slopes + share * step)) < np.linalg.norm(rest):
                share /= 2
                if share < _LEAST_SHARE:
                    return weights(slopes)
            slopes = slopes + share * step
    return weights(slopes)
