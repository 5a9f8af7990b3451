"""A matrix of low rank under noise: what soft-thresholding its singular values is for."""

from dataclasses import dataclass

import numpy as np

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["NoisyLowRank", "noisy_low_rank"]


@dataclass(frozen=True, eq=False)
class NoisyLowRank:
    """A matrix ``truth``, shape (m, n), and what was seen of it, ``observed``: the same with noise on every entry.

    Both are copied and made read-only. Raises ``ValueError`` if they are not matrices of one shape, or not finite.

    >>> NoisyLowRank(np.eye(2), np.ones((2, 2))).rank
    2
    """

    truth: FloatArray
    observed: FloatArray

    def __post_init__(self) -> None:
        for name in ("truth", "observed"):
            array = np.array(getattr(self, name), np.float64)
            if array.ndim != 2 or array.size == 0 or array.shape != np.shape(self.truth):
                raise ValueError(f"{name} has shape {array.shape}, but must be a matrix of the shape of truth.")
            if not np.isfinite(array).all():
                raise ValueError(f"{name} has entries that are NaN or infinite, but must be finite.")
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def rank(self) -> int:
        """The rank of the truth."""
        return int(np.linalg.matrix_rank(self.truth))


def noisy_low_rank() -> NoisyLowRank:
    """Return a 12 × 10 matrix of two smooth patterns, of singular values 6 and 3, under noise of deviation 0.15.

    The noise is uniform, drawn by ``numpy.random.Generator(numpy.random.PCG64(20)).random``. The nuclear norm's
    proximal step by an amount between the noise's largest singular value, about 1, and the patterns' smaller one
    finds rank 2 again, with no entry 0: sparse in rank.
    Source: the setting of Cai, Candès & Shen, SIAM J. Optimization 20 (2010), §2.

    >>> example = noisy_low_rank()
    >>> example.rank, int(np.linalg.matrix_rank(example.observed))
    (2, 10)
    """
    down, along = (np.arange(size) + 0.5 for size in (12, 10))
    left = np.stack([np.cos(np.pi * k * down / 12) * np.sqrt(2 / 12) for k in (1, 2)], axis=-1)
    right = np.stack([np.cos(np.pi * k * along / 10) * np.sqrt(2 / 10) for k in (1, 3)], axis=-1)
    truth = left @ np.diag([6.0, 3.0]) @ right.T
    noise = np.random.Generator(np.random.PCG64(20)).random(truth.shape) - 0.5
    return NoisyLowRank(truth, truth + 0.15 * np.sqrt(12) * noise)
