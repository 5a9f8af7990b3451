"""What is seen in space: projection and first crossings, found without the figures' own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial.transform import Rotation

from common.figures.claims import Function, Perspective, Shape
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Met", "Rays", "grazing", "normals", "project"]

_MARCH = 48  # steps along a ray, in which a crossing is looked for
_HALVINGS = 34
_ROOM = 0.01  # of what a shape's bounds measure
_FINE = 1e-6  # of that, for slopes
_GOLDEN = (5**0.5 - 1) / 2

BoolArray = npt.NDArray[np.bool_]


def project(perspective: Perspective, points: FloatArray) -> FloatArray:
    """Return the scene points (..., 3) at which points of space (..., 3) are seen."""
    turned = (np.asarray(points, np.float64) - perspective.target) @ _turn(perspective)
    scale = perspective.unit / (1 - perspective.nearness * turned[..., 2:])
    flat = turned[..., :2] * scale + perspective.centre
    return np.concatenate([flat, np.zeros_like(flat[..., :1])], axis=-1)


def _turn(perspective: Perspective) -> FloatArray:
    """Right, up and towards the eye, as columns (3, 3): from straight above it leans back, then goes round."""
    lean = np.pi / 2 - perspective.elevation
    return np.asarray(Rotation.from_euler("ZX", [perspective.azimuth, lean]).as_matrix())


@dataclass(frozen=True, eq=False)
class Met:
    """Where rays meet a surface first and last, τ (n,), NaN where they do not."""

    enter: FloatArray
    leave: FloatArray


@dataclass(frozen=True, eq=False)
class Rays:
    """The rays through scene points ``at`` (n, 2): ``start`` + τ ``way``, (n, 3), away from the eye."""

    perspective: Perspective
    at: FloatArray

    @cached_property
    def start(self) -> FloatArray:
        """Where they pass the plane of the target."""
        return np.asarray(self.perspective.target + self._flat @ _turn(self.perspective).T)

    @cached_property
    def way(self) -> FloatArray:
        """Their directions, not of length 1."""
        away = self._flat * self.perspective.nearness - [0.0, 0.0, 1.0]
        return np.asarray(away @ _turn(self.perspective).T)

    @cached_property
    def _flat(self) -> FloatArray:
        return np.pad((self.at - self.perspective.centre) / self.perspective.unit, [(0, 0), (0, 1)])

    def points(self, tau: FloatArray) -> FloatArray:
        """The points of space (n, 3) at ``tau`` (n,)."""
        return np.asarray(self.start + tau[:, np.newaxis] * self.way)

    def meet(self, shape: Shape) -> Met:
        """Look for the crossings of each ray by small steps, then by halves."""
        near, far = self._within(shape)
        share = np.linspace(0, 1, _MARCH + 1)
        asked = np.flatnonzero(near < far)
        met = Met(*(np.full(len(self.at), np.nan) for _ in range(2)))
        if not asked.size:
            return met
        start, way, near, far = self.start[asked], self.way[asked], near[asked], far[asked]

        def height(tau: FloatArray, of: Any = np.s_[:]) -> FloatArray:
            return shape.function(start[of] + tau[:, np.newaxis] * way[of])

        tau = near[:, np.newaxis] + share * (far - near)[:, np.newaxis]
        points = start[:, np.newaxis] + tau[..., np.newaxis] * way[:, np.newaxis]
        heights = shape.function(points.reshape(-1, 3)).reshape(tau.shape)
        rows, lowest = np.arange(len(tau)), heights.argmin(axis=1)
        inside = tau[rows, lowest]
        sliver = np.flatnonzero(heights[rows, lowest] > 0)
        if sliver.size:
            span = [tau[sliver, np.clip(lowest[sliver] + by, 0, _MARCH)] for by in (-1, 1)]
            inside[sliver] = _lowest(lambda at: height(at, sliver), *span)
        is_met = height(inside) <= 0
        first, last = heights[:, 0] > 0, heights[:, -1] > 0
        before = np.where(heights > 0, tau, -np.inf)
        outer = np.where(tau <= inside[:, np.newaxis], before, -np.inf).max(axis=1)
        beyond = np.where((heights > 0) & (tau >= inside[:, np.newaxis]), tau, np.inf).min(axis=1)
        for found, edge, has in ((met.enter, outer, first), (met.leave, beyond, last)):
            crossed = np.flatnonzero(is_met & has & np.isfinite(edge))
            out, into = edge[crossed], inside[crossed]
            for _ in range(_HALVINGS):
                middle = (out + into) / 2
                is_in = height(middle, crossed) <= 0
                out, into = np.where(is_in, out, middle), np.where(is_in, middle, into)
            found[asked[crossed]] = into
        return met

    def seen(self, shape: Shape) -> tuple[FloatArray, BoolArray]:
        """Return τ (n,) of what is seen of ``shape`` itself, NaN where nothing is, and whether from outside."""
        met = self.meet(shape)
        heights = [self.points(tau)[:, 2] for tau in (met.enter, met.leave)]
        with np.errstate(invalid="ignore"):
            outside = heights[0] <= shape.top
            through = (heights[1] <= shape.top) & np.isfinite(shape.top)
        return np.where(outside, met.enter, np.where(through, met.leave, np.nan)), outside

    def _within(self, shape: Shape) -> tuple[FloatArray, FloatArray]:
        """Between which τ they are in the bounds of ``shape`` and before the eye."""
        low, high = shape.bounds
        room = _ROOM * (high - low).max()
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.stack([(low - room - self.start) / self.way, (high + room - self.start) / self.way])
        near, far = np.nanmax(ends.min(axis=0), axis=1), np.nanmin(ends.max(axis=0), axis=1)
        nearness = self.perspective.nearness
        return np.maximum(near, -1 / nearness + 1e-9) if nearness else near, far


def _lowest(height: Function, low: FloatArray, high: FloatArray) -> FloatArray:
    """Golden section of all rays at once; each has one lowest point there."""
    for _ in range(_HALVINGS):
        one, two = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        left = height(one) < height(two)
        low, high = np.where(left, low, one), np.where(left, two, high)
    return np.asarray((low + high) / 2)


def normals(shape: Shape, points: FloatArray) -> FloatArray:
    """Return the outward directions (n, 3) at points of a surface, from differences; at NaN, any."""
    points = np.nan_to_num(points)
    step = _FINE * float((shape.bounds[1] - shape.bounds[0]).max())
    slopes = [shape.function(points + each) - shape.function(points - each) for each in step * np.eye(3)]
    normal = np.stack(slopes, axis=-1)
    return np.asarray(normal / np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-300))


def grazing(facing: FloatArray, way: FloatArray) -> FloatArray:
    """Return 0 where rays ``way`` (n, 3) meet a surface of normals ``facing`` straight, up to 1 along it."""
    cosine = -(facing * way).sum(axis=-1) / np.linalg.norm(way, axis=-1)
    return np.asarray((1 - np.clip(cosine, 0, 1)) ** 3)
