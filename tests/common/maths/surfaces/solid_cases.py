"""Bodies and eyes at random, and where rays meet a body by nothing but the values of its faces."""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2
from common.maths.surfaces.body import Body
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import ball, bowl, ellipsoid, floor, octahedron

KINDS = ("bowl L1", "bowl L2", "octahedron", "ball", "ellipsoid", "floor")
FAR = 40.0


def some_loss(rng: np.random.Generator, dimension: int = 2) -> QuadraticLoss:
    """Curved between 0.2 and 1 in every direction, with its centre anywhere near."""
    turn, _ = np.linalg.qr(rng.normal(size=(dimension, dimension)))
    hessian = turn @ np.diag(rng.uniform(0.2, 1, dimension)) @ turn.T
    return QuadraticLoss((hessian + hessian.T) / 2, rng.uniform(-1.5, 1.5, dimension))


def some_body(rng: np.random.Generator, kind: str) -> Body:
    """One of ``KINDS``."""
    size = float(rng.uniform(0.5, 1.5))
    if kind.startswith("bowl"):
        loss = some_loss(rng)
        rim = float(loss.value(np.zeros(2))) * rng.uniform(0.8, 2) + 0.1
        return bowl(loss, L1 if kind == "bowl L1" else L2, float(rng.uniform(0, 1.5)), 0.4, rim)
    if kind == "ellipsoid":
        return ellipsoid(some_loss(rng, 3), size)
    if kind == "floor":
        return floor(-size / 2, 2 * size)
    return octahedron(size) if kind == "octahedron" else ball(size)


def some_eye(rng: np.random.Generator, lowest: float = 0.02) -> Eye:
    """Anywhere above the ground, from straight above to grazing it, often with parallel rays, never in a body."""
    elevation = rng.choice([np.pi / 2, lowest, rng.uniform(max(lowest, 0.1), 1.5)])
    nearness = rng.choice([0.0, rng.uniform(0.01, 0.1)])
    x, y, z = rng.uniform(-0.5, 0.5, 3).tolist()
    return Eye((x, y, z), float(rng.uniform(0, 7)), float(elevation), float(nearness))


def height_along(body: Body, eye: Eye, u: float, v: float, tau: float) -> float:
    """The greatest of the faces' values at τ: convex along a ray, and <= 0 in the body."""
    start, way = (matrix @ np.array([1.0, u, v]) for matrix in eye.rays)
    return max(float(face.value(start + tau * way)) for face in body.faces)


def searched(body: Body, eye: Eye, u: float, v: float) -> tuple[float, float, float]:
    """Return how far the ray dips into the body, < 0 if at all, and where it enters and leaves it, or NaN."""

    def height(tau: float) -> float:
        return height_along(body, eye, u, v, tau)

    first = -min(FAR, 0.999 / eye.nearness) if eye.nearness else -FAR
    taus = np.linspace(first, FAR, 161)
    lowest = int(np.argmin([height(tau) for tau in taus]))
    around = float(taus[max(lowest - 1, 0)]), float(taus[min(lowest + 1, taus.size - 1)])
    dip = minimize_scalar(height, bounds=around, method="bounded", options={"xatol": 1e-10})
    if dip.fun >= 0:
        return float(dip.fun), np.nan, np.nan
    return float(dip.fun), brentq(height, first, dip.x, xtol=1e-12), brentq(height, dip.x, FAR, xtol=1e-12)
