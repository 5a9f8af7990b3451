"""Convex bodies between quadrics, and where the rays of an eye enter and leave them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.quadric import Along, Quadric

__all__ = ["INSIDE", "Body", "Meetings", "Numbers32", "Sight"]

INSIDE = np.int8(64)

Numbers32 = npt.NDArray[np.float32]
"""A number for each place of a picture: half the digits are enough for pixels, and twice as fast."""


@dataclass(frozen=True, eq=False)
class Body:
    """The points of space at which all ``faces``, convex quadrics, are <= 0; one sees through those in ``lids``.

    >>> ball = Body([Quadric(2 * np.eye(3), np.zeros(3), -1.0)])
    >>> sight = Sight(ball, Eye((0.0, 0.0, 0.0), azimuth=0.3, elevation=0.5))
    >>> met = sight.meet([0.0, 2.0], [0.0, 0.0])
    >>> met.hits.tolist(), met.enter[:1].tolist(), met.leave[:1].tolist()
    ([True, False], [-1.0], [1.0])
    """

    faces: Sequence[Quadric]
    lids: Collection[int] = ()


@dataclass(frozen=True, eq=False)
class Meetings:
    """Where rays enter and leave a body, as τ, and the numbers of the faces there.

    In single precision, τ is right to 5e-5 of the body's size; where the chord in the body is shorter than 1/20 of
    that, to 3e-6 divided by the chord.

    >>> ground = Body([Quadric.plane([0.0, 0.0, 1.0], 0.5)])
    >>> met = Sight(ground, Eye((0.0, 0.0, 0.0), azimuth=0.0, elevation=np.pi / 2)).meet(0.0, 0.0)
    >>> float(met.enter), float(met.leave), bool(met.hits)
    (-0.5, inf, True)
    """

    enter: Numbers32
    leave: Numbers32
    front: npt.NDArray[np.int8]
    back: npt.NDArray[np.int8]

    @property
    def hits(self) -> npt.NDArray[np.bool_]:
        """The mask of rays that meet the body."""
        return np.asarray(self.enter < self.leave)


class Sight:
    """A ``body`` before an ``eye``.

    A ray meets each face where a quadratic equation says, its coefficients formed in double precision, and a
    convex body between the last face that it enters and the first that it leaves; there is no mesh. What is behind
    the eye is met, too. Source: Kay & Kajiya, SIGGRAPH 1986, §2, there for planes.

    >>> wall = Quadric(np.diag([2.0, 2.0, 0.0]), np.array([0.0, 0.0, -1.0]), 0.0)
    >>> sight = Sight(Body([Quadric.plane([0.0, 0.0, 1.0], 1.0), wall], {0}), Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2))
    >>> tau, face = sight.seen(sight.meet([0.5, 2.0], [0.0, 0.0]))
    >>> tau.tolist(), face.tolist(), face[0] - INSIDE
    ([-0.25, 0.0], [65, -1], np.int8(1))
    """

    def __init__(self, body: Body, eye: Eye) -> None:
        self.body, self.eye = body, eye
        self._along = [face.along(eye) for face in body.faces]

    def meet(self, u: npt.ArrayLike, v: npt.ArrayLike, among: Sequence[int] | None = None) -> Meetings:
        """Return where the rays through places ``u``, ``v`` of the picture, which broadcast, enter and leave.

        Only the faces ``among`` are asked, if they are given: those that any of these rays may enter or leave by.
        """
        u, v = np.asarray(u, np.float32), np.asarray(v, np.float32)
        shape = np.broadcast_shapes(u.shape, v.shape)
        enter, leave = np.full(shape, -np.inf, np.float32), np.full(shape, np.inf, np.float32)
        front, back = np.zeros(shape, np.int8), np.zeros(shape, np.int8)
        bends: dict[bytes, Numbers32] = {}
        with np.errstate(divide="ignore", invalid="ignore"):
            for i in range(len(self._along)) if among is None else among:
                along = self._along[i]
                low, high = _roots(along, u, v, bends) if along.a.any() else _crossing(along, u, v)
                np.copyto(front, np.int8(i), where=low > enter)
                np.copyto(back, np.int8(i), where=high < leave)
                np.maximum(enter, low, out=enter)  # NaN, where a face is missed, stays NaN: no hit
                np.minimum(leave, high, out=leave)
        return Meetings(enter, leave, front, back)

    def seen(self, met: Meetings) -> tuple[Numbers32, npt.NDArray[np.int8]]:
        """Return τ and the face that is seen there, the first that is no lid; 0 and −1 where there is none.

        INSIDE is added to the number of a face that is seen from inside, through a lid.
        """
        tau, face, missed = met.enter, met.front, ~met.hits
        if self.body.lids:
            lids = np.zeros(len(self.body.faces), np.bool_)
            lids[list(self.body.lids)] = True
            through = lids[face]
            tau, face = np.where(through, met.leave, tau), np.where(through, met.back + INSIDE, face)
            missed |= through & lids[met.back]
        tau[missed], face[missed] = 0, -1
        return tau, face


def field(form: FloatArray, u: Numbers32, v: Numbers32) -> Numbers32:
    """Evaluate a quadratic form (3, 3) of (1, u, v): what depends on u or v alone once for all that share it."""
    (p, q, r), (_, x, y), (_, _, z) = form.tolist()  # numbers of Python's, which leave single precision as it is
    value = np.asarray(2 * q + 2 * y * v + x * u)
    value *= u
    value += p + (2 * r + z * v) * v
    return value


def _roots(along: Along, u: Numbers32, v: Numbers32, bends: dict[bytes, Numbers32]) -> tuple[Numbers32, Numbers32]:
    """Return where a τ² + b τ + c falls below 0 and where it rises above it again, NaN if nowhere."""
    key = along.a.tobytes()
    if key not in bends:  # sheets of one loss bend alike
        bends[key] = np.abs(field(along.a, u, v))  # convex: where it is below 0, that is rounding
    a, b, c = bends[key], field(along.b, u, v), field(along.c, u, v)
    root = np.asarray(a * c)
    root *= -4
    root += b * b
    np.sqrt(root, out=root)
    half = np.copysign(root, b, out=root)
    half += b
    half *= -0.5  # so that nothing cancels
    one, other = half / a, np.divide(c, half, out=c)
    return np.minimum(one, other), np.maximum(one, other)


def _crossing(along: Along, u: Numbers32, v: Numbers32) -> tuple[Numbers32, Numbers32]:
    """Return the same for a plane: −∞ or ∞ on the side that has no end; a ray along it is all in or all out."""
    b, c = field(along.b, u, v), field(along.c, u, v)
    at = c / np.abs(b)
    return np.where(b > 0, np.float32(-np.inf), at), np.where(b > 0, -at, np.float32(np.inf))
