"""Non-unique optima: the face of lasso optima, as with twin features."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.normal_equations import Equilibrated
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1

__all__ = ["OptimalFace", "optimal_face"]

AT_BOUND = 1e-9  # a correlation this near to λ, relative to it, has reached it
ROUNDING = 1e-12
MOST_CANDIDATES = 20_000  # some seconds of solving


@dataclass(frozen=True, eq=False)
class OptimalFace:
    """All lasso optima at one λ > 0: the convex hull of ``vertices``, shape (m, d), m >= 1.

    ``signs``, (d,), are the only signs that weights can have on it: 0 for a weight that is 0 in every optimum.
    All optima fit the data equally (H w is one vector) and have one ‖w‖₁; they are the points w* + a
    combination of ``directions``, (k, d), along which H does not bend, that keep to the signs.
    The arrays are read-only.

    >>> twins = optimal_face(LeastSquares([[1.0, 1.0]], [3.0], scale=0.5), 1.0)
    >>> twins.vertices.round(12).tolist(), twins.signs.tolist(), twins.dimension
    ([[2.0, 0.0], [0.0, 2.0]], [1.0, 1.0], 1)
    >>> twins.contains([0.5, 1.5]), twins.contains([-1.0, 3.0])
    (True, False)
    """

    loss: QuadraticLoss | LeastSquares
    strength: float
    vertices: FloatArray
    signs: FloatArray
    directions: FloatArray

    def __post_init__(self) -> None:
        for array in (self.vertices, self.signs, self.directions):
            array.setflags(write=False)

    @property
    def dimension(self) -> int:
        """The dimension k of the face: 0 for a single optimum, 1 for an edge."""
        return len(self.directions)

    @property
    def is_unique(self) -> bool:
        """True if there is only one optimum."""
        return self.dimension == 0

    @property
    def lowest(self) -> FloatArray:
        """The least that each weight is in any optimum, shape (d,)."""
        return np.asarray(self.vertices.min(axis=0))

    @property
    def highest(self) -> FloatArray:
        """The most that each weight is in any optimum, shape (d,)."""
        return np.asarray(self.vertices.max(axis=0))

    @property
    def middle(self) -> FloatArray:
        """The mean of the vertices, shape (d,): an optimum that uses every weight that any optimum uses."""
        return np.asarray(self.vertices.mean(axis=0))

    def contains(self, w: npt.ArrayLike, tolerance: float = 1e-9) -> bool:
        """Tell whether ``w``, shape (d,), is an optimum: of the right signs, and fitting as all optima do.

        ``tolerance`` is relative, weight by weight, to |b| + |H| |w| + λ, so that the units of no weight matter.
        Raises ``ValueError`` unless ``w`` is finite and of that shape.
        """
        pull, sizes = self.loss.equations.left(w)
        off = np.where(self.signs == 0, np.abs(w), -self.signs * np.asarray(w, np.float64))
        fit = pull - self.loss.equations.left(self.vertices[0])[0]
        most = tolerance * (sizes + self.strength)
        return bool((np.diag(self.loss.hessian) * off <= most).all() and (np.abs(fit) <= most).all())


def optimal_face(loss: QuadraticLoss | LeastSquares, strength: float) -> OptimalFace:
    """Find all w that minimise L(w) + λ‖w‖₁, for λ = ``strength`` > 0.

    Weights can differ from 0 only where the correlation −∇L has reached ±λ, and optima differ only along null
    directions of H among those; the vertices are the optima whose columns are independent. With H positive
    definite there is one. Raises ``ValueError`` for a λ that is not above 0 and finite, or a face with too
    many candidates for its vertices to be tried one by one.
    Source: Tibshirani, The lasso problem and uniqueness, Electron. J. Statist. 7 (2013), §2.1-2.3 and §4.

    >>> optimal_face(QuadraticLoss(np.eye(2), [3.0, 1.0]), 1.0).is_unique
    True
    """
    strength = positive("strength", strength)
    start = penalised_optimum(loss, L1, strength).weights
    correlation, sizes = loss.equations.left(start)
    slack = AT_BOUND * strength + ROUNDING * sizes
    bound = np.flatnonzero((np.abs(correlation) >= strength - slack) | (start != 0))
    units = np.ldexp(1.0, np.frexp(np.diag(loss.hessian)[bound])[1] // 2)
    null = units[:, np.newaxis] * Equilibrated(loss.equations.hessian[np.ix_(bound, bound)]).flat
    own_signs = np.where(start[bound] != 0, np.sign(start[bound]), np.sign(correlation[bound]))
    corners = _vertices(units * start[bound], own_signs, null)
    spread = np.linalg.svd(corners - corners[0], full_matrices=False)
    count = int(np.count_nonzero(spread.S / max(np.abs(corners).max(initial=0.0), 5e-324) > AT_BOUND))
    vertices, directions = np.zeros((len(corners), loss.dimension)), np.zeros((count, loss.dimension))
    vertices[:, bound], directions[:, bound] = corners / units, spread.Vh[:count] / units
    signs = np.zeros(loss.dimension)
    signs[bound] = own_signs
    return OptimalFace(loss, strength, vertices, np.where((vertices != 0).any(axis=0), signs, 0.0), directions)


def _vertices(start: FloatArray, signs: FloatArray, null: FloatArray) -> FloatArray:
    """Make as many weights 0 as there are flat directions, in every way that keeps the signs.

    Weights are in units in which the diagonal of H is near 1: of like size where they matter alike.
    """
    size, flat = null.shape
    if flat == 0:
        return start[np.newaxis]
    if comb(size, flat) > MOST_CANDIDATES:
        raise ValueError(
            f"loss has {comb(size, flat)} candidates for a vertex, but must have at most {MOST_CANDIDATES}."
        )
    largest = np.abs(start).max()
    found = [start]
    for resting in map(list, combinations(range(size), flat)):
        rows = null[resting]
        if np.linalg.svd(rows, compute_uv=False)[-1] <= AT_BOUND * np.abs(null).max():
            continue
        point = start - null @ np.linalg.solve(rows, start[resting])
        point[resting] = 0.0
        point[np.abs(point) <= ROUNDING * largest] = 0.0
        is_new = all(np.abs(point - other).max() > AT_BOUND * largest for other in found)
        if (signs * point >= 0).all() and is_new:
            found.append(point)
    return np.array(found)
