"""Any smooth body, met by looking along each ray step by step, and for a root in the step that enters it."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import elementwise

from common.maths.arithmetic.arguments import positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.eye import Eye

__all__ = ["first_crossing"]


def first_crossing(
    function: Callable[[FloatArray], FloatArray],
    eye: Eye,
    u: npt.ArrayLike,
    v: npt.ArrayLike,
    within: tuple[float, float],
    step: float,
) -> FloatArray:
    """Return the least τ ``within`` an interval at which the rays through ``u``, ``v`` have ``function`` <= 0.

    ``function`` takes points (..., 3) to (...), and is continuous; τ has the shape to which ``u`` and ``v``
    broadcast, and is NaN where there is none. What a ray passes in less than ``step`` > 0, in units of τ, may be
    missed. Raises ``ValueError`` for another step, or an interval that does not rise.

    >>> above = Eye((0.0, 0.0, 0.0), azimuth=0.0, elevation=np.pi / 2)
    >>> first_crossing(lambda x: (x**4).sum(axis=-1) - 1, above, [0.0, 2.0], 0.0, (-2.0, 2.0), 0.3).round(12)
    array([-1., nan])
    """
    low, high = within
    if not low < high:
        raise ValueError(f"within is {within}, but must rise.")
    u, v = np.broadcast_arrays(np.asarray(u, np.float64), np.asarray(v, np.float64))
    places = np.stack([np.ones(u.size), u.ravel(), v.ravel()])
    rays = np.concatenate([matrix @ places for matrix in eye.rays])

    def along(tau: FloatArray, *ray: FloatArray) -> FloatArray:
        return function(
            np.stack([start + tau * way for start, way in zip(ray[:3], ray[3:], strict=True)], axis=-1)
        )

    at = along(np.full(u.size, low), *rays)
    found = np.where(at <= 0, low, np.nan)
    ahead = np.flatnonzero(at > 0)
    for near, far in pairwise(np.linspace(low, high, int(np.ceil((high - low) / positive("step", step))) + 1)):
        in_it = along(np.full(ahead.size, far), *rays[:, ahead]) <= 0
        if in_it.any():
            entered = ahead[in_it]
            found[entered] = elementwise.find_root(along, (near, far), args=tuple(rays[:, entered])).x
            ahead = ahead[~in_it]
    return found.reshape(u.shape)
