"""The bodies of the film: a penalised loss above the plane of two weights, and balls and losses of three."""

import numpy as np

from common.maths.arithmetic.arguments import non_negative, positive
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.penalties.norms import L1, Penalty
from common.maths.surfaces.body import Body
from common.maths.surfaces.quadric import Quadric

__all__ = ["ball", "bowl", "ellipsoid", "floor", "octahedron"]

THIN = 1e-3


def bowl(
    loss: QuadraticLoss | LeastSquares,
    penalty: Penalty,
    strength: float,
    rise: float,
    rim: float,
    within: tuple[float, float] | None = None,
) -> Body:
    """Return what lies above J(w) = L(w) + λ Ω(w), drawn ``rise`` > 0 times as high, and below J = ``rim``.

    Of a loss that has no rim all around, what lies ``within`` two numbers in either coordinate is cut out.
    Face 0 is the lid; under L1 a sheet for each quadrant follows, of which each is the highest over its own, so
    that the ground folds along the axes; under L2 there is one sheet. Raises ``ValueError`` for another rise, or
    λ < 0.

    >>> loss = QuadraticLoss([[1.0, 0.0], [0.0, 1.0]], [1.0, 0.0])
    >>> len(bowl(loss, L1, 0.5, rise=2.0, rim=3.0).faces), len(bowl(loss, L1, 0.0, rise=2.0, rim=3.0).faces)
    (5, 2)
    >>> sheet = bowl(loss, L1, 0.5, rise=2.0, rim=3.0).faces[1]
    >>> sheet.value(np.array([[3.0, 0.0, 7.0], [0.0, 0.0, 0.0]])).tolist()
    [0.0, 1.0]
    """
    lid = Quadric.plane(np.array([0.0, 0.0, 1.0]), positive("rise", rise) * rim)
    strength = non_negative("strength", strength)
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) if penalty == L1 and strength else np.zeros((1, 2))
    square = 0.0 if penalty == L1 else strength
    matrix = np.zeros((3, 3))
    matrix[:2, :2] = rise * (loss.hessian + square * np.eye(2))
    constant = rise * float(loss.value(np.zeros(2)))
    sheets = [
        Quadric(matrix, np.array([*(rise * (strength * sign - loss.pull)), -1.0]), constant) for sign in signs
    ]
    sides = [] if within is None else _sides(*within)
    first = 1 + len(sheets)
    return Body([lid, *sheets, *sides], lids=(0, *range(first, first + len(sides))))


def octahedron(radius: float) -> Body:
    """Return {‖w‖₁ <= t} of three weights: eight planes; ``ValueError`` unless t, the ``radius``, is > 0.

    >>> max(float(face.value(np.array([1.0, -0.5, 0.5]))) for face in octahedron(2.0).faces)
    0.0
    """
    signs = np.stack(np.meshgrid([1, -1], [1, -1], [1, -1], indexing="ij"), axis=-1).reshape(-1, 3)
    return Body([Quadric.plane(sign, positive("radius", radius)) for sign in signs])


def ball(radius: float) -> Body:
    """Return {‖w‖₂ <= t} of three weights; ``ValueError`` unless t, the ``radius``, is > 0.

    >>> ball(2.0).faces[0].value(np.array([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0]])).tolist()
    [0.0, -4.0]
    """
    return Body([Quadric(2 * np.eye(3), np.zeros(3), -(positive("radius", radius) ** 2))])


def floor(height: float, reach: float) -> Body:
    """Return the part of the plane x₃ = ``height``, seen from above, with |x₁| and |x₂| up to ``reach``.

    >>> max(float(face.value(np.array([2.0, -2.0, 0.5]))) for face in floor(0.5, reach=2.0).faces)
    0.0
    """
    sides = _sides(-reach, reach)
    top = Quadric.plane(np.array([0.0, 0.0, 1.0]), height)
    return Body([top, *sides, Quadric.plane(np.array([0.0, 0.0, -1.0]), THIN - height)])


def ellipsoid(loss: QuadraticLoss, level: float) -> Body:
    """Return {L(w) <= ``level``} of three weights.

    >>> loss = QuadraticLoss(np.eye(3), [1.0, 0.0, 0.0], constant=0.5)
    >>> float(ellipsoid(loss, 1.0).faces[0].value(np.array([0.0, 0.0, 0.0])))
    0.0
    """
    constant = float(loss.value(np.zeros(3))) - level
    return Body([Quadric(loss.hessian, -loss.pull, constant)])


def _sides(low: float, high: float) -> list[Quadric]:
    """Return the upright planes between which both x₁ and x₂ are from ``low`` to ``high``."""
    ends = (1, high), (-1, -low)
    return [Quadric.plane(np.append(sign * np.eye(2)[i], 0.0), end) for i in (0, 1) for sign, end in ends]
