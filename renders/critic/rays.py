"""What is seen in space: projection and first crossings, found without the figures' own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.spatial.transform import Rotation

from common.figures.claims import Perspective, Shape
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Met", "Rays", "grazing", "normals", "project"]

_STEPS = 16  # along a ray, in which a point inside is looked for
_STAGES = 10  # of ever smaller steps
_SECANTS = 40  # at most, until a crossing is found
_CLOSE = 1e-12
_ROOM = 0.01  # of what a shape's bounds measure
_FINE = 1e-6  # of that, for slopes

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.intp]
_Height: TypeAlias = Callable[[FloatArray, IntArray], FloatArray]
"""How high above a surface's function points τ of rays are."""


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
        """Look for a point inside on each ray, then for the crossings before and behind it."""

        def height(tau: FloatArray, rays: IntArray) -> FloatArray:
            points = self.start[rays] + tau[..., np.newaxis] * self.way[rays]
            return shape.function(points.reshape(-1, 3)).reshape(tau.shape)

        ends = np.stack(self._within(shape))
        inside = _inside(height, *ends)
        tau = np.full_like(ends, np.nan)
        side, rays = np.nonzero(np.isfinite([inside, inside]))
        outside = height(ends[side, rays], rays) > 0
        side, rays = side[outside], rays[outside]
        tau[side, rays] = _crossing(height, rays, ends[side, rays], inside[rays])
        return Met(*tau)

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


def _inside(height: _Height, near: FloatArray, far: FloatArray) -> FloatArray:
    """Return τ (n,) of a point inside on each ray between ``near`` and ``far``, NaN where there is none.

    The steps around the lowest point get ever smaller, until it is inside or nothing near it can be: a height is
    convex along its ray, and so nowhere below the lines through that point and each of its neighbours.
    """
    inside = np.full(len(near), np.nan)
    rays = np.flatnonzero(near < far)
    low, high = near[rays], far[rays]
    for _ in range(_STAGES):
        if not rays.size:
            break
        tau = np.linspace(low, high, _STEPS + 1, axis=1)
        heights = np.pad(height(tau, rays[:, np.newaxis]), [(0, 0), (1, 1)], constant_values=np.inf)
        each, middle = np.arange(len(rays)), heights.argmin(axis=1)
        lowest, beside = heights[each, middle], np.maximum(heights[each, middle - 1], heights[each, middle + 1])
        inside[rays] = np.where(lowest <= 0, tau[each, middle - 1], np.nan)
        going = np.flatnonzero((lowest > 0) & (2 * lowest <= beside))
        low, high = (tau[going, np.clip(middle[going] + by, 0, _STEPS)] for by in (-2, 0))
        rays = rays[going]
    return inside


def _crossing(height: _Height, rays: IntArray, out: FloatArray, into: FloatArray) -> FloatArray:
    """Return τ (n,) where heights cross 0 between ``out``, where they are above it, and ``into``.

    This is regula falsi in the Illinois variant: the height of an end that stays is halved.
    """
    above, below = height(out, rays), height(into, rays)
    for _ in range(_SECANTS):
        at = into - below * (into - out) / (below - above)
        now = height(at, rays)
        turned = (now > 0) != (below > 0)
        out, above = np.where(turned, into, out), np.where(turned, below, above / 2)
        step, into, below = np.abs(at - into), at, now
        if (step <= _CLOSE * np.abs(out)).all():
            break
    return into


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
