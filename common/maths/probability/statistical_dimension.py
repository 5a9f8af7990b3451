"""High dimension: how many measurements pin down a sparse vector, by the size of the diamond's cone at it."""

import math

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import erfcx

from common.maths.arithmetic.arguments import at_least
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["cross_polytope_faces", "statistical_dimension"]


def statistical_dimension(share: npt.ArrayLike) -> FloatArray:
    """Return ψ(ρ), the share of all directions' dimension that the ℓ₁ descent cone at a ρ-sparse point takes.

    ``share`` is ρ = s/d in [0, 1], of any shape: s of the d entries are not 0. The cone's statistical dimension δ
    obeys ψ − 2/√(s d) <= δ/d <= ψ; ‖w‖₁ minimised subject to m random equations finds the vector with a chance
    that jumps from 0 to 1 as m passes d ψ, within some √d. With Q the tail of the normal law and φ its density,

        ψ(ρ) = inf over τ >= 0 of ρ (1 + τ²) + (1 − ρ) 2 ((1 + τ²) Q(τ) − τ φ(τ)),

    and the minimiser solves ρ = 2 (1 − ρ) (φ(τ)/τ − Q(τ)). Raises ``ValueError`` for a share out of [0, 1] or NaN.
    Source: Amelunxen, Lotz, McCoy & Tropp, Living on the Edge, Information and Inference 3 (2014), Theorem II and
    Proposition 4.5.

    >>> statistical_dimension([0.0, 0.1, 1.0]).round(4).tolist()
    [0.0, 0.3288, 1.0]
    """
    share = np.asarray(share, np.float64)
    if not ((share >= 0) & (share <= 1)).all():
        raise ValueError(f"share is {share.tolist()}, but must lie between 0 and 1.")
    return np.reshape([_one(float(rho)) for rho in share.ravel()], share.shape).astype(np.float64)


def cross_polytope_faces(dimension: int) -> list[int]:
    """Count the faces of the ℓ₁ ball by the number of weights not 0 on them, 1, …, d: exact, length d.

    Face k has 2ᵏ sign patterns on each of C(d, k) supports: the 2 d corners are few, and nearly all faces have
    about two thirds of the weights. Raises ``ValueError`` for a dimension below 1.
    Source: Coxeter, Regular Polytopes, §7.2.

    >>> cross_polytope_faces(2), cross_polytope_faces(3)
    ([4, 4], [6, 12, 8])
    """
    dimension = at_least("dimension", dimension, 1)
    return [2**k * math.comb(dimension, k) for k in range(1, dimension + 1)]


def _one(rho: float) -> float:
    if rho in {0.0, 1.0}:
        return rho
    # ρ/(1 − ρ) = 2 (φ/τ − Q) falls from ∞ to 0 as τ grows; past τ = 39 even a subnormal ρ is above it
    tau = brentq(
        lambda x: rho * x - 2 * (1 - rho) * (_density(x) - x * _tail(x)), 0.0, 39.0, xtol=1e-300, rtol=1e-15
    )
    squares = (1 + tau**2) * _tail(tau) - tau * _density(tau)
    return float(min(rho * (1 + tau**2) + 2 * (1 - rho) * squares, 1.0))


def _density(x: float) -> float:
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def _tail(x: float) -> float:
    """Return Q(x), the chance that a standard normal exceeds ``x`` >= 0."""
    return float(erfcx(x / math.sqrt(2))) * math.exp(-x * x / 2) / 2
