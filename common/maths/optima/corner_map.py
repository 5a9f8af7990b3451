"""The corner map: which centres of a loss the budget holds at which corner or edge of its ball.

Under L1 a corner holds a whole wedge of centres, an edge a strip, and with the diamond itself they tile the plane.
Under L2 a point of the circle holds a ray of centres, of no area: a random loss stops there with chance 0.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import finite, non_negative, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty

__all__ = ["Region", "Window", "corner_map", "held_at_corner"]

Window = tuple[float, float, float, float]
"""The left, right, lower and upper end of a part of the plane of two weights."""

TOUCH = 1e-12  # times the window's size: corners nearer to each other are one, up to rounding
CORNERS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
EDGES = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])


@dataclass(frozen=True, eq=False)
class Region:
    """Loss centres whose optimum lies on one face of the ball.

    ``face`` holds the signs of the optimum's two weights: one is 0 at a corner, none on an edge, and (0, 0) stands
    for the ball's inside. ``polygon`` holds its corners, anticlockwise, shape (n, 2): two for a ray, none if the
    region is out of sight.

    >>> Region((1, 0), np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]])).area
    2.0
    """

    face: tuple[int, int]
    polygon: FloatArray

    @property
    def area(self) -> float:
        """The area of the polygon, by the shoelace formula; 0 for a ray."""
        x, y = (self.polygon - self.polygon[:1]).T
        return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def held_at_corner(
    hessian: npt.ArrayLike, radius: float, centres: npt.ArrayLike, face: npt.ArrayLike
) -> npt.NDArray[np.bool_]:
    """Tell which centres the L1 ball of ``radius`` holds at one of its corners: shape (..., d) to (...).

    ``hessian`` is H, shape (d, d), and ``face`` the corner's signs, shape (d,): one entry ±1, the rest 0. The
    corner t·face is optimal exactly when |gₖ| <= g·face for all k, with g = H (ŵ − t·face); a centre at the
    corner itself counts. ``radius`` is t >= 0. Raises ``ValueError`` for other input.
    Source: −∇L must be μ >= 0 times a subgradient of ‖·‖₁; Boyd & Vandenberghe, Convex Optimization, §5.5.3.

    >>> held_at_corner(np.eye(2), 1.0, [[2.0, 0.5], [2.0, 1.5], [-2.0, 0.0]], [1, 0]).tolist()
    [True, False, False]
    """
    face = np.asarray(face, np.float64)
    if face.ndim != 1 or np.count_nonzero(face) != 1 or np.abs(face).sum() != 1:
        raise ValueError(f"face is {face.tolist()}, but must have one entry of 1 or −1 and zeros elsewhere.")
    corner = non_negative("radius", radius) * face
    centres = np.asarray(centres, np.float64)
    if not np.isfinite(centres).all():
        raise ValueError("centres has entries that are NaN or infinite, but must be finite.")
    pull = QuadraticLoss(np.asarray(hessian, np.float64), corner).gradient(centres)
    return np.asarray((np.abs(pull) <= (pull @ face)[..., np.newaxis]).all(axis=-1))


def corner_map(hessian: npt.ArrayLike, penalty: Penalty, radius: float, window: Window) -> tuple[Region, ...]:
    """Divide a window by where the optimum of ½ (w − ŵ)ᵀ H (w − ŵ) over ‖w‖ <= t lies, as its centre ŵ varies.

    Under L1: the diamond, its four corners and its four edges, nine regions whose areas add up to the window's.
    Under L2: the four rays of centres held where the circle crosses an axis, so that a weight is 0.
    ``hessian`` is H, shape (2, 2), and ``radius`` is t > 0. Raises ``ValueError`` for other input, for a window
    whose ends are not in order, or for another penalty. Source: as for ``held_at_corner``.

    >>> areas = {region.face: region.area for region in corner_map(np.eye(2), L1, 1.0, (-2, 2, -2, 2))}
    >>> areas[0, 0], areas[1, 0], areas[1, 1]
    (2.0, 1.0, 2.5)
    >>> [region.area for region in corner_map(np.eye(2), L2, 1.0, (-2, 2, -2, 2))]
    [0.0, 0.0, 0.0, 0.0]
    """
    checked = QuadraticLoss(np.asarray(hessian, np.float64), np.zeros(2)).hessian
    curvature = checked / np.abs(checked).max()
    radius = positive("radius", radius)
    left, right, low, high = (finite("window", end) for end in window)
    if not (left < right and low < high):
        raise ValueError(f"window is {window}, but must be (left, right, low, high), each pair in order.")
    if penalty == L1:
        frame = np.array([[left, low], [right, low], [right, high], [left, high]])
        return (
            Region((0, 0), _clipped(frame, -EDGES, -radius * np.ones(4))),
            *(Region(_signs(face), _clipped(frame, *_wedge(curvature, radius, face))) for face in CORNERS),
            *(Region(_signs(face), _clipped(frame, *_strip(curvature, radius, face))) for face in EDGES),
        )
    if penalty == L2:
        return tuple(Region(_signs(face), _ray(curvature, radius, face, window)) for face in CORNERS)
    raise ValueError(f"penalty is {penalty}, but must be L1 or L2 to have a corner map.")


def _signs(face: FloatArray) -> tuple[int, int]:
    return int(face[0]), int(face[1])


def _wedge(hessian: FloatArray, radius: float, face: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two half-planes normal·ŵ >= offset of the centres held at a corner: (face ± other)ᵀ g >= 0."""
    other = np.abs(face[::-1])
    normals = np.stack([face + other, face - other]) @ hessian
    return normals, radius * normals @ face


def _strip(hessian: FloatArray, radius: float, face: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the three half-planes of the centres held on an edge: beyond it, and led back between its ends."""
    way = np.linalg.solve(hessian, face)
    share = way / (face @ way)
    normals = np.stack([face, *(face[:, np.newaxis] * (np.eye(2) - np.outer(share, face)))])
    return normals, np.array([radius, *(-radius * face * share)])


def _clipped(polygon: FloatArray, normals: FloatArray, offsets: FloatArray) -> FloatArray:
    """Cut a convex polygon by half-planes normal·x >= offset: Sutherland & Hodgman, CACM 17 (1974)."""
    size = np.abs(polygon).max()
    for normal, offset in zip(normals, offsets, strict=True):
        heights = polygon @ normal - offset
        kept = []
        for i, (point, height) in enumerate(zip(polygon, heights, strict=True)):
            before, lower = polygon[i - 1], heights[i - 1]
            if min(lower, height) < 0 < max(lower, height):
                kept.append(before + lower / (lower - height) * (point - before))
            if height >= 0:
                kept.append(point)
        polygon = np.array(kept).reshape(-1, 2)
    apart = np.abs(polygon - np.roll(polygon, 1, axis=0)).max(axis=1, initial=0.0) > TOUCH * size
    return polygon[apart] if apart.sum() > 2 else np.empty((0, 2))


def _ray(hessian: FloatArray, radius: float, face: FloatArray, window: Window) -> FloatArray:
    """Return the two ends of the part of t·face + μ H⁻¹ face, μ >= 0, in the window, or none."""
    start, way = radius * face, np.linalg.solve(hessian, face)
    ends = np.array(window, np.float64).reshape(2, 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = (ends - start[:, np.newaxis]) / way[:, np.newaxis]
    inside = (ends[:, 0] <= start) & (start <= ends[:, 1])
    still = np.where(inside, -np.inf, np.inf), np.where(inside, np.inf, -np.inf)
    nearest = np.where(way == 0, still[0], crossings.min(axis=1)).max()
    furthest = np.where(way == 0, still[1], crossings.max(axis=1)).min()
    reach = np.array([max(nearest, 0.0), furthest])
    return start + reach[:, np.newaxis] * way if reach[0] < reach[1] else np.empty((0, 2))
