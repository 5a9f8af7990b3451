"""Quadrics, and what becomes of one along a ray."""

from dataclasses import dataclass

import numpy as np

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.eye import Eye

__all__ = ["Along", "Quadric"]


@dataclass(frozen=True, eq=False)
class Along:
    """A quadric along the rays of an eye: a τ² + b τ + c, each a quadratic form of (1, u, v), (3, 3).

    >>> ball = Quadric(2 * np.eye(3), np.zeros(3), -1.0)
    >>> ball.along(Eye((0.0, 0.0, 0.0), azimuth=0.0, elevation=0.0)).c.tolist()
    [[-1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """

    a: FloatArray
    b: FloatArray
    c: FloatArray


@dataclass(frozen=True, eq=False)
class Quadric:
    """f(x) = ½ xᵀQx + q·x + c over space; the body is where f <= 0, and f is convex.

    ``matrix`` is Q, (3, 3), symmetric and positive semidefinite, ``vector`` q, (3,), ``constant`` c.

    >>> ball = Quadric(2 * np.eye(3), np.zeros(3), -1.0)
    >>> float(ball.value(np.array([2.0, 0.0, 0.0])))
    3.0
    """

    matrix: FloatArray
    vector: FloatArray
    constant: float

    @classmethod
    def plane(cls, vector: FloatArray, offset: float) -> "Quadric":
        """Return the half-space q·x <= offset."""
        return cls(np.zeros((3, 3)), np.asarray(vector, np.float64), -float(offset))

    @property
    def is_flat(self) -> bool:
        """True for a plane."""
        return not self.matrix.any()

    def value(self, x: FloatArray) -> FloatArray:
        """Return f at points (..., 3)."""
        return np.asarray(0.5 * ((x @ self.matrix) * x).sum(axis=-1) + x @ self.vector + self.constant)

    def gradient(self, x: FloatArray) -> FloatArray:
        """Return ∇f, which points out of the body, at points (..., 3): shape (..., 3)."""
        return np.asarray(x @ self.matrix + self.vector)

    def along(self, eye: Eye) -> Along:
        """Return what f is along the rays of ``eye``."""
        start, way = eye.rays
        curved = self.matrix
        one = np.array([1.0, 0.0, 0.0])
        return Along(
            way.T @ curved @ way / 2,
            _symmetric(start.T @ curved @ way + np.outer(one, self.vector @ way)),
            start.T @ curved @ start / 2
            + _symmetric(np.outer(one, self.vector @ start))
            + self.constant * np.outer(one, one),
        )


def _symmetric(form: FloatArray) -> FloatArray:
    return (form + form.T) / 2
