"""The skins of solids: an octahedron or a ball, lit, and a loss that is of glass."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from manim.utils.color import ManimColor

from common.figures.surfaces.painting import Gradient, Places, traced
from common.figures.surfaces.shading import FILL, Colours, Direction, Packed, dithered, lamp, opaque
from common.maths.penalties.norms import L2, Penalty
from common.maths.surfaces.body import Numbers32, Sight

__all__ = ["FloorSkin", "GlassSkin", "SolidSkin"]

KEY, BOUNCE = lamp(0.0, -0.75, 0.66), lamp(0.45, -0.5, -0.74)
LAMPS = ((KEY, 4.2, 0.6), (BOUNCE, 2.0, 0.1))  # where, how far off in radii, and how bright at the middle
RIM = 0.22
POOL, SOFT = 0.16, 0.35  # opacity of the pool of light, and the width of a shadow's edge, in radii
CLEAR, DENSE = 0.07, 0.85  # opacity of glass seen straight on, and along its surface
FAR = 0.45  # of its opacity, that the far side of glass shows


@dataclass(frozen=True, eq=False)
class SolidSkin:
    """What a solid is painted with: its colours, and the planes on which a weight is 0 traced in ``ink``."""

    body: Colours
    radius: float
    ink: ManimColor
    width: float

    def colours(self, at: Places) -> Packed:
        """Return the colours at places."""
        gradient = gradient_of(at)
        length, facing = _facing(at, gradient)
        light = sum((self._lit(at, gradient, length, *each) for each in LAMPS), np.float32(FILL))
        light += RIM * _grazing(facing)
        found = self.body.at(light, at.noise)
        return traced(at, range(3), gradient_of, found, self.ink, self.width)

    def _lit(
        self, at: Places, normal: Gradient, length: Numbers32, towards: Direction, radii: float, key: float
    ) -> Numbers32:
        """How much comes from a lamp so near that its light falls off over a flat face: by the inverse square."""
        away = radii * self.radius
        way = [away * each - x for each, x in zip(towards, at.x, strict=True)]
        square = sum(each * each for each in way)
        facing = sum(n * each for n, each in zip(normal, way, strict=True))
        return np.asarray(key * away**2 * np.maximum(facing, 0) / (length * square * np.sqrt(square)))


@dataclass(frozen=True, eq=False)
class GlassSkin:
    """What a body of glass is painted with: clear, but bright at its rims; hidden where ``before`` is nearer."""

    colour: ManimColor
    before: Sight

    def colours(self, at: Places) -> Packed:
        """Return the colours at places, of the near and of the far side."""
        met = self.before.meet(at.u, at.v)
        hidden = np.where(met.hits, met.enter, np.float32(np.inf))
        own = at.sight.meet(at.u, at.v)
        cover: Numbers32 = np.zeros(np.shape(at.tau), np.float32)
        for tau, share in ((own.enter, 1.0), (own.leave, FAR)):
            side = replace(at, tau=tau)
            _, facing = _facing(side, gradient_of(side))
            opacity = share * (CLEAR + (DENSE - CLEAR) * _grazing(np.abs(facing)))
            cover = np.where(tau < hidden, cover + (1 - cover) * opacity, cover)
        at.face[own.enter >= hidden] = -1  # so that where it is hidden has an edge, too
        return dithered(np.nan_to_num(cover)[..., np.newaxis] * opaque(self.colour), at.noise)


@dataclass(frozen=True, eq=False)
class FloorSkin:
    """A pool of light on the floor, and in it the shadow of the ``penalty``'s ball, soft at its edge."""

    penalty: Penalty
    radius: float
    reach: float
    colour: ManimColor

    def colours(self, at: Places) -> Packed:
        """Return the colours at places."""
        x, y, z = at.x
        away = np.sqrt(x * x + y * y) / self.reach
        light = POOL * np.clip(1 - away, 0, 1) ** 2
        blocked = (self._nearest(x, y, z) / self.radius - 1) / SOFT
        light = light * np.clip(blocked, 0, 1)
        return dithered(light[..., np.newaxis] * opaque(self.colour), at.noise)

    def _nearest(self, *x: Numbers32) -> Numbers32:
        """The least norm on the way from each point to the lamp: at a kink, or at the foot of a perpendicular."""
        (towards, radii, _), *_ = LAMPS
        way = [radii * self.radius * each - a for each, a in zip(towards, x, strict=True)]
        if self.penalty == L2:
            stops = [-sum(a * b for a, b in zip(x, way, strict=True)) / sum(b * b for b in way)]
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                stops = [-a / b for a, b in zip(x, way, strict=True)]
        on_the_way = [
            [a + np.clip(np.nan_to_num(stop), 0, 1) * b for a, b in zip(x, way, strict=True)] for stop in stops
        ]
        return np.asarray(
            np.minimum.reduce([self.penalty.norm(np.stack(points, axis=-1)) for points in on_the_way])
        )


def gradient_of(at: Places) -> Gradient:
    """The gradient of the face that is seen, out of the body."""
    faces = at.sight.body.faces
    if len(faces) == 1:
        (face,) = faces
        return [
            sum(m * x for m, x in zip(row, at.x, strict=True) if m) + q
            for row, q in zip(face.matrix.tolist(), face.vector.tolist(), strict=True)
        ]
    vectors = np.array([face.vector for face in faces], np.float32)
    return [vectors[np.maximum(at.face, 0), i] for i in range(3)]


def _facing(at: Places, gradient: Gradient) -> tuple[Numbers32, Numbers32]:
    """Return the gradient's length, and how far it points to the eye: 1 straight, 0 across, below 0 away."""
    length = np.sqrt(sum(np.square(each) for each in gradient))
    way = np.sqrt(sum(np.square(each) for each in at.way))
    return length, np.asarray(-at.into(gradient) / (length * way))


def _grazing(facing: Numbers32) -> Numbers32:
    """Return 0 where the eye looks straight at a surface, up to 1 where it looks along it: Schlick's, cubed."""
    return np.asarray((1 - np.clip(facing, 0, 1)) ** 3)
