"""The nuclear norm of a matrix, the sum of its singular values: L1 for the rank."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import finite_array, non_negative
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import soft_threshold
from common.maths.penalties.projections import project_onto_l1_ball

__all__ = ["NUCLEAR", "NuclearNorm"]

RANK = 1e-12  # a singular value this far below the largest is rounding


@dataclass(frozen=True)
class NuclearNorm:
    """‖W‖_* = Σ σᵢ(W): all methods work over the last two axes, shape (..., m, n).

    Raises ``ValueError`` for numbers that are not finite, or fewer than two axes.
    Source: Recht, Fazel & Parrilo, SIAM Review 52 (2010), §2.

    >>> W = np.array([[0.0, 3.0], [1.0, 0.0]])
    >>> NUCLEAR.value(W), NUCLEAR.dual_norm(W)
    (array(4.), array(3.))
    >>> NUCLEAR.proximal_step(W, 1.0) + 0.0
    array([[0., 2.],
           [0., 0.]])
    >>> NUCLEAR.project(W, 2.0) + 0.0
    array([[0., 2.],
           [0., 0.]])
    """

    name: ClassVar[str] = "nuclear"

    def value(self, W: npt.ArrayLike) -> FloatArray:
        """Return the sum of the singular values."""
        return np.asarray(np.linalg.svd(_matrices(W), compute_uv=False).sum(axis=-1))

    def norm(self, W: npt.ArrayLike) -> FloatArray:
        """Return the sum of the singular values: the penalty is a norm itself."""
        return self.value(W)

    def dual_norm(self, G: npt.ArrayLike) -> FloatArray:
        """Return the largest singular value, max {⟨G, W⟩ : ‖W‖_* <= 1}."""
        return np.asarray(np.linalg.svd(_matrices(G), compute_uv=False).max(axis=-1, initial=0.0))

    def proximal_step(self, W: npt.ArrayLike, amount: float) -> FloatArray:
        """Minimise ½ ‖V − W‖² + amount · ‖V‖_* over V: soft-threshold the singular values.

        ``amount`` >= 0 is in the units of W, else ``ValueError``. The result is U soft(σ, amount) Vᵀ, whose rank
        is the number of singular values above ``amount``.
        Source: Cai, Candès & Shen, SIAM J. Optimization 20 (2010), theorem 2.1.
        """
        amount = non_negative("amount", amount)
        left, sizes, right = np.linalg.svd(_matrices(W), full_matrices=False)
        return np.asarray((left * soft_threshold(sizes, amount)[..., np.newaxis, :]) @ right)

    def project(self, W: npt.ArrayLike, radius: float) -> FloatArray:
        """Find the nearest matrix with ‖V‖_* <= ``radius``: project the singular values onto the L1 ball.

        One inside is returned as it is. ``radius`` >= 0 is in the units of W, else ``ValueError``.
        """
        W = _matrices(W)
        left, sizes, right = np.linalg.svd(W, full_matrices=False)
        nearest = (left * project_onto_l1_ball(sizes, radius)[..., np.newaxis, :]) @ right
        return np.asarray(np.where((sizes.sum(axis=-1) <= radius)[..., np.newaxis, np.newaxis], W, nearest))

    def directional_slope(self, W: npt.ArrayLike, D: npt.ArrayLike) -> float:
        """Return the one-sided derivative of ‖W + s D‖_* at s = 0, s > 0, for one matrix W and one D.

        It is ⟨U Vᵀ, D⟩ plus the nuclear norm of the part of D outside W's rows and columns: a kink along every
        direction that adds rank. Source: Watson, Linear Algebra and its Applications 170 (1992), theorem 1.

        >>> NUCLEAR.directional_slope(np.diag([1.0, 0.0]), np.diag([0.0, -1.0]))
        1.0
        """
        polar, left, right = _spaces(W)
        D = _matrices(D)
        return float(np.sum(polar * D) + self.value(_outside(D, left, right)))

    def subgradient_residual(self, W: npt.ArrayLike, G: npt.ArrayLike) -> float:
        """Measure how far G is, in its largest singular value, from ∂‖W‖_*, for one matrix W and one G.

        The subdifferential is {U Vᵀ + M : Uᵀ M = 0, M V = 0, ‖M‖₂ <= 1}; the residual is 0 inside, and the
        larger of the two conditions' excesses outside. Singular values up to 1e-12 of the largest count as 0.
        Source: Watson (1992), theorem 2.

        >>> NUCLEAR.subgradient_residual(np.diag([1.0, 0.0]), np.diag([1.0, -0.7]))
        0.0
        """
        polar, left, right = _spaces(W)
        G = _matrices(G)
        free = _outside(G, left, right)
        tied = float(self.dual_norm(G - free - polar))
        return max(tied, float(self.dual_norm(free)) - 1.0)


def _matrices(W: npt.ArrayLike) -> FloatArray:
    W = finite_array("W", W)
    if W.ndim < 2:
        raise ValueError(f"W has shape {W.shape}, but must be a matrix, or several along further axes.")
    return W


def _spaces(W: npt.ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    W = _matrices(W)
    if W.ndim != 2:
        raise ValueError(f"W has shape {W.shape}, but must be one matrix.")
    left, sizes, right = np.linalg.svd(W, full_matrices=False)
    rank = int(np.sum((sizes > RANK * sizes.max(initial=0.0)) & (sizes > 0)))
    return left[:, :rank] @ right[:rank], left[:, :rank], right[:rank].T


def _outside(D: FloatArray, left: FloatArray, right: FloatArray) -> FloatArray:
    D = D - left @ (left.T @ D)
    return np.asarray(D - (D @ right) @ right.T)


NUCLEAR = NuclearNorm()
