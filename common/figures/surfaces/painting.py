"""Pixels of a body before an eye: shaded tile by tile, its edges smooth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from manim.utils.color import ManimColor

from common.figures.surfaces.shading import Noise, Packed, dither, mixed, packed, unpacked
from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.body import Numbers32, Sight
from common.maths.surfaces.tiles import SIDE, tiled

__all__ = ["Gradient", "Places", "Skin", "cover", "painted", "traced"]

Gradient: TypeAlias = Sequence[Numbers32 | float]
"""A gradient, one array or number a coordinate."""

ACROSS = 4  # samples along each side of a pixel at an edge
NEAR = 8  # times its width away from a line, nothing of it is seen, unless from very flat
MOST = 1536  # pixels of edges at a time


@dataclass(frozen=True, eq=False)
class Places:
    """Places of the picture, ``u`` and ``v``, which broadcast, and what is seen there: the face, at τ.

    ``pixel`` is the size of a pixel, in the units of u and v; ``noise`` is what ``dither`` has for these places.
    """

    sight: Sight
    u: Numbers32
    v: Numbers32
    tau: Numbers32
    face: npt.NDArray[np.int8]
    pixel: float
    noise: Noise

    @cached_property
    def spread(self) -> Numbers32:
        """How many units a unit of u spans there: more, the farther away it is."""
        return np.asarray(1 + np.float32(self.sight.eye.nearness) * self.tau)

    @cached_property
    def way(self) -> list[Numbers32]:
        """The ray's direction, one array a coordinate."""
        return [linear(row, self.u, self.v) for row in self.sight.eye.rays[1]]

    @cached_property
    def x(self) -> list[Numbers32]:
        """The points that are seen, one array a coordinate."""
        start = self.sight.eye.rays[0]
        return [self.tau * way + linear(row, self.u, self.v) for row, way in zip(start, self.way, strict=True)]

    def into(self, gradient: Gradient) -> Numbers32:
        """How fast a function of that ``gradient`` grows along the ray."""
        return _dot(gradient, self.way)

    def steepness(self, i: int, gradient: Gradient, into: Numbers32) -> Numbers32:
        """Return how much coordinate ``i`` changes from pixel to pixel of a face of that ``gradient``.

        ``into`` is what the method of this name gives for it. It follows from f(x(u, v, τ)) = 0 by implicit
        differentiation.
        """
        share = self.way[i] / into
        right, up, _ = self.sight.eye.axes.tolist()
        across, along = (side[i] - share * _dot(gradient, side) for side in (right, up))
        across *= across
        along *= along
        across += along
        np.sqrt(across, out=across)
        across *= self.spread
        across *= self.pixel
        return np.asarray(across)

    def of(self, chosen: npt.NDArray[np.bool_]) -> Places:
        """Return the chosen places, as a row."""
        u, v = (np.broadcast_to(each, chosen.shape)[chosen] for each in (self.u, self.v))
        noise = np.broadcast_to(self.noise, chosen.shape)[chosen]
        return Places(self.sight, u, v, self.tau[chosen], self.face[chosen], self.pixel, noise)


class Skin(Protocol):
    """What a body is painted with."""

    def colours(self, at: Places) -> Packed:
        """Return the colours of what is seen at places; of what is not, whatever."""


@np.errstate(divide="ignore", invalid="ignore")  # of places where nothing is seen
def painted(sight: Sight, skin: Skin, u: FloatArray, v: FloatArray) -> Packed:
    """Paint the picture with pixels at ``u``, (w,), and ``v``, (h,): colours (h, w), 0 where nothing is seen.

    Where neighbours show different faces, a pixel is the mean of 16 samples, so that no edge has steps.
    """
    height, width = v.size, u.size
    u, v = _filled(u), _filled(v)
    pixel, noise = float(u[1] - u[0]), dither(SIDE)
    picture, seen = np.zeros((v.size, u.size), np.uint32), np.full((v.size, u.size), -1, np.int8)
    colours, faces = (each.reshape(v.size // SIDE, SIDE, u.size // SIDE, SIDE) for each in (picture, seen))
    for tiles in tiled(sight, u, v):
        tau, face = sight.seen(tiles.met)
        found = skin.colours(Places(sight, tiles.u, tiles.v, tau, face, pixel, noise[..., np.newaxis]))
        found[face < 0] = 0
        colours[tiles.rows, :, tiles.columns] = found.transpose(2, 0, 1)
        faces[tiles.rows, :, tiles.columns] = face.transpose(2, 0, 1)
    picture, seen = picture[:height, :width], seen[:height, :width]
    rows, columns = np.nonzero(_edges(seen, picture))
    for start in range(0, rows.size, MOST):
        here = rows[start : start + MOST], columns[start : start + MOST]
        some = noise[here[0] % SIDE, here[1] % SIDE]
        picture[here] = _sampled(sight, skin, u[here[1]], v[here[0]], pixel, some)
    return picture


def traced(
    at: Places,
    coordinates: Iterable[int],
    gradient: Callable[[Places], Gradient],
    below: Packed,
    ink: ManimColor,
    width: float,
) -> Packed:
    """Lay lines of ``width``, in pixels, over the colours ``below``: where one of the ``coordinates`` is 0."""
    for i in coordinates:
        near = np.abs(at.x[i]) < NEAR * width * at.pixel
        if near.any():
            some = at.of(near)
            slopes = gradient(some)
            away = np.asarray(np.abs(some.x[i]) / some.steepness(i, slopes, some.into(slopes)), np.float32)
            share = cover(away, width)
            near[near] = share > 0
            below[near] = mixed(below[near], ink, share[share > 0])
    return below


def cover(away: Numbers32, width: float) -> Numbers32:
    """Return how far a line of ``width`` covers a pixel that is so far ``away`` from its middle, all in pixels."""
    return np.asarray(np.clip(width / 2 + 0.5 - away, 0, 1))


def _dot(gradient: Gradient, way: Sequence[Numbers32 | float]) -> Numbers32:
    """Return the scalar product, without the products with 0."""
    parts = [g * w for g, w in zip(gradient, way, strict=True) if not (isinstance(w, float) and w == 0)]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return np.asarray(total)


def linear(row: FloatArray, u: Numbers32, v: Numbers32) -> Numbers32:
    """Evaluate a row times (1, u, v), by rows and columns where it can be."""
    start, across, along = row.tolist()
    by_rows = start + along * v
    return np.asarray(by_rows if across == 0 else by_rows + across * u)


def _filled(ends: FloatArray) -> FloatArray:
    """Go on evenly, until the number of pixels is a multiple of a tile's side."""
    missing = -ends.size % SIDE
    return np.append(ends, ends[-1] + (ends[1] - ends[0]) * np.arange(1, missing + 1))


def _edges(seen: npt.NDArray[np.int8], picture: Packed) -> npt.NDArray[np.bool_]:
    """Return the mask of pixels of which a neighbour shows another face, in another colour: no ink hides it."""
    differs = np.zeros(seen.shape, np.bool_)
    for one, other in ((np.s_[1:, :], np.s_[:-1, :]), (np.s_[:, 1:], np.s_[:, :-1])):
        unequal = seen[one] != seen[other]
        unequal &= picture[one] != picture[other]
        differs[one] |= unequal
        differs[other] |= unequal
    return differs


def _sampled(sight: Sight, skin: Skin, u: FloatArray, v: FloatArray, pixel: float, noise: Noise) -> Packed:
    # Turned, so that no two stand above, beside or aslant of each other: edges of all these ways have 16 steps.
    i, j, _ = np.mgrid[:ACROSS, :ACROSS, :1]
    across, along = (((k + (m + 0.5) / ACROSS) / ACROSS - 0.5) * pixel for k, m in ((i, j), (j, ACROSS - 1 - i)))
    u32, v32 = (u + across).astype(np.float32), (v + along).astype(np.float32)
    tau, face = sight.seen(sight.meet(u32, v32))
    found = skin.colours(Places(sight, u32, v32, tau, face, pixel, noise))
    found[face < 0] = 0
    return packed(unpacked(found).mean(axis=(0, 1)) / 255)
