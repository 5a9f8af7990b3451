"""The equations H w = b of a quadratic loss, to twice the working precision, whatever the units of each weight."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr
from scipy.linalg.lapack import dpotrf, dtrtri

from common.maths.arithmetic.arguments import points, representable
from common.maths.arithmetic.arrays import FloatArray
from common.maths.arithmetic.doubled import Doubled

__all__ = ["Equilibrated", "NormalEquations", "gram"]

FLAT = 16 * float(np.finfo(np.float64).eps)  # a curvature up to this, times d, is rounding of 0
CLEAR = 1e-6  # and pivots above this leave no doubt that there is none
ENOUGH = 1e-15  # a relative step after which those to come are below rounding
MOST_STEPS = 30
RANGE = 830  # 2^±830 is 1e±250

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class NormalEquations:
    """H and b to some 32 digits, both brought to sizes near 1 by powers of two, which rounds nothing.

    H is ``hessian`` · 2^``steepness``, (d, d), and b is ``pull`` · 2^``height``, (d,), so that weights are counted
    in 2^(height − steepness), λ of ‖w‖₁ in 2^height and λ of ½‖w‖₂² in 2^steepness.

    >>> equations = NormalEquations.of(Doubled.of([[8.0]]), Doubled.of([2.0]))
    >>> equations.steepness, equations.height, equations.weights(np.array([1.0])).tolist()
    (3, 1, [0.25])
    """

    hessian: Doubled
    pull: Doubled
    steepness: int
    height: int

    @classmethod
    def of(
        cls,
        hessian: Doubled,
        pull: Doubled,
        hessian_exponents: npt.ArrayLike = 0,
        pull_exponents: npt.ArrayLike = 0,
    ) -> "NormalEquations":
        """Take H and b, each entry times the power of two of its exponent."""
        (hessian, steepness), (pull, height) = (
            _near_one(numbers, np.asarray(exponents, np.int32))
            for numbers, exponents in ((hessian, hessian_exponents), (pull, pull_exponents))
        )
        return cls(hessian, pull, steepness, height)

    @property
    def dimension(self) -> int:
        """The number of weights, d."""
        return self.pull.high.size

    def in_range(self) -> "NormalEquations":
        """Return these equations; ``ValueError`` if weights are counted in a unit beyond 1e±250.

        Zeros could not be told from underflow there.

        >>> NormalEquations.of(Doubled.of([[1e-300]]), Doubled.of([1.0])).in_range()
        Traceback (most recent call last):
        ValueError: loss has weights near 1e+300, but must have them from 1e-250 to 1e+250.
        """
        unit = self.height - self.steepness
        if abs(unit) > RANGE:
            near = round(unit * np.log10(2.0))
            raise ValueError(f"loss has weights near 1e{near:+d}, but must have them from 1e-250 to 1e+250.")
        return self

    def with_ridge(self, ridge: float) -> "NormalEquations":
        """Add ρ = ``ridge`` >= 0 to the diagonal: the equations of the loss plus ½ ρ‖w‖₂²."""
        if ridge == 0:
            return self
        exponent = max(self.steepness, int(np.frexp(ridge)[1]) - 1)
        added = np.ldexp(ridge, -exponent) * np.eye(self.dimension)
        return NormalEquations(
            self.hessian.ldexp(self.steepness - exponent) + added, self.pull, exponent, self.height
        )

    def weights(self, scaled: FloatArray) -> FloatArray:
        """Turn weights in these units into weights; ``ValueError`` if they pass 1.8e308."""
        with np.errstate(over="ignore"):
            return representable("w", np.ldexp(scaled, self.height - self.steepness))

    def left(self, w: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return b − H w = −∇L(w), rounded once, and |b| + |H| |w|, its terms' size: shape (..., d) to the same.

        Raises ``ValueError`` for any other shape, or where they pass 1.8e308.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            scaled = np.ldexp(points(w, self.dimension), self.steepness - self.height)
            rest = self.pull - (self.hessian * scaled[..., np.newaxis, :]).sum()
            sizes = np.abs(self.pull.high) + np.abs(scaled) @ np.abs(self.hessian.high)
            left, sizes = np.ldexp(rest.high, self.height), np.ldexp(sizes, self.height)
        return representable("pull − H w", left), representable("|pull| + |H| |w|", sizes)


class Equilibrated:
    """A symmetric positive semidefinite matrix in units of its own, in which its diagonal is near 1.

    With them, equations for weights in far-apart units are solved as well as for weights in one unit. Source:
    van der Sluis, Numer. Math. 14 (1969); Higham, Accuracy and Stability of Numerical Algorithms, §7.3.

    >>> Equilibrated(Doubled.of([[1e16, 1e7], [1e7, 1.0]])).flat.shape
    (2, 0)
    """

    def __init__(self, matrix: Doubled) -> None:
        self._halves = (np.frexp(np.diag(matrix.high))[1] // 2)[:, np.newaxis]
        self._matrix = matrix.ldexp(-self._halves - self._halves.T)
        self._root, self._null = _inverse_root(self._matrix.high)

    @property
    def is_flat(self) -> bool:
        """True if there is a direction along which the matrix is 0 up to rounding."""
        return self._null.size > 0

    @cached_property
    def flat(self) -> FloatArray:
        """The directions, orthonormal columns (d, k) in the units outside, in which the matrix is but rounding.

        The rows are sorted by size, so that small ones keep their digits in a QR.
        Source: Cox & Higham, Stability of Householder QR factorization for weighted least squares problems (1998).
        """
        order = np.argsort(self._halves[:, 0])
        directions = np.ldexp(self._null, -self._halves)
        found = np.zeros(directions.shape)
        if self.is_flat:
            found[order] = qr(directions[order], mode="economic", pivoting=True)[0]
        return found

    def once(self, sides: FloatArray) -> FloatArray:
        """Solve for columns (d, k) to some digits."""
        return np.asarray(np.ldexp(self._inverse(np.ldexp(sides, -self._halves)), -self._halves))

    def solve(self, sides: Doubled) -> Doubled:
        """Solve for columns (d, k), to some 20 digits or more; the shortest way where that is not unique.

        Steps of iterative refinement, their residuals and the solution to twice the precision: each shrinks the
        error by (condition in these units) · 1e-16, which is below 1 wherever the matrix is not flat.
        Source: Demmel, Hida, Kahan, Li, Mukherjee & Riedy, ACM Trans. Math. Software 32 (2006).

        >>> steep = Equilibrated(Doubled.of([[1e16, 1e8], [1e8, 2.0]]))
        >>> steep.solve(Doubled.of([[3e16], [4e8]])).high.tolist()
        [[2.0], [100000000.0]]
        """
        sides = sides.ldexp(-self._halves)
        found = Doubled.of(self._inverse(sides.high))
        for _step in range(MOST_STEPS):
            step = self._inverse((sides - self._matrix @ found).high)
            found = self._off_flat(found + step)
            sizes = np.abs(found.high)
            if (np.abs(step) <= ENOUGH * np.maximum(sizes, ENOUGH * sizes.max(axis=0, initial=0.0))).all():
                break
        return found.ldexp(-self._halves)

    def _inverse(self, sides: FloatArray) -> FloatArray:
        return np.asarray(self._root @ (self._root.T @ sides))

    def _off_flat(self, found: Doubled) -> Doubled:
        if not self.is_flat:
            return found
        weights = np.ldexp(found.high, -self._halves)
        return found - np.asarray(np.ldexp(self.flat @ (self.flat.T @ weights), self._halves))


def gram(design: FloatArray, targets: FloatArray, scale: float) -> NormalEquations:
    """Form 2 s XᵀX w = 2 s Xᵀy to twice the precision; ``design`` is X, (n, d), ``targets`` y, (n,), ``scale`` s.

    >>> equations = gram(np.array([[2.0**30, 1.0], [1.0, 0.0]]), np.array([1.0, 1.0]), 0.5)
    >>> equations.hessian.high[0, 0], equations.hessian.low[0, 0], equations.steepness
    (np.float64(1.0), np.float64(8.673617379884035e-19), 60)
    """
    (columns, units), (goals, unit) = _mantissas(design), _mantissas(targets)
    factor, exponent = np.frexp(2 * scale)
    rows = Doubled.of(np.ascontiguousarray(columns.T))
    hessian, pull = (rows @ Doubled.of(each) * float(factor) for each in (columns, goals))
    return NormalEquations.of(hessian, pull, units + units[:, np.newaxis] + exponent, units + unit + exponent)


def _inverse_root(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return R, with R Rᵀ the inverse off the flat directions, and those: by Cholesky's factor if none can be."""
    factor, failed = dpotrf(matrix) if matrix.size else (matrix, True)
    if not failed and (np.diag(factor) ** 2 > CLEAR).all():
        return dtrtri(factor)[0], np.empty((len(matrix), 0))
    curvatures, axes = np.linalg.eigh(matrix)
    alive = curvatures > FLAT * len(matrix)
    return axes[:, alive] / np.sqrt(curvatures[alive]), axes[:, ~alive]


def _mantissas(numbers: FloatArray) -> tuple[FloatArray, IntArray]:
    """Divide each column by the power of two above its largest entry."""
    exponents = np.asarray(np.frexp(np.abs(numbers).max(axis=0))[1])
    return np.ldexp(numbers, -exponents), exponents


def _near_one(numbers: Doubled, exponents: IntArray) -> tuple[Doubled, int]:
    found = np.broadcast_to(np.frexp(numbers.high)[1] + exponents, numbers.high.shape)[numbers.high != 0]
    top = int(found.max()) - 1 if found.size else 0
    return numbers.ldexp(exponents - top), top
