"""FISTA: proximal gradient steps with momentum; arguments as in ``walk``."""

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.walk import Loss, amount_of, finite_weights, slope_of, walk
from common.maths.penalties.norms import Penalty

__all__ = ["fista_steps"]


def fista_steps(
    loss: Loss, penalty: Penalty, start: npt.ArrayLike, *, step: float, strength: float, count: int
) -> FloatArray:
    """Take ``count`` steps of FISTA: each starts not where the last ended, but a momentum further on.

    With η up to ``safe_step`` the objective after k steps is within 2 ‖w₀ − w*‖² / (η (k + 1)²) of the least, but
    may rise on the way. Source: Beck & Teboulle, SIAM J. Imaging Sciences 2 (2009), equations (4.1) to (4.3).

    >>> from common.maths.losses.quadratic import OneWeightLoss
    >>> from common.maths.penalties.norms import L1
    >>> fista_steps(OneWeightLoss(1.0, 0.5), L1, 8.0, step=0.5, strength=1.0, count=3).round(3).tolist()
    [8.0, 3.75, 1.625, 0.263]
    """
    amount = amount_of(step, strength)
    state = _Momentum()

    def advance(w: FloatArray, _k: int) -> FloatArray:
        ahead = state.lead(w)
        return penalty.proximal_step(finite_weights(ahead - step * slope_of(loss, ahead)), amount)

    return walk(start, count, advance)


class _Momentum:
    """FISTA's momentum: step from beyond the last weights, by (t − 1)/t′ of the last move."""

    def __init__(self) -> None:
        self.before: FloatArray | None = None
        self.t = 1.0

    def lead(self, w: FloatArray) -> FloatArray:
        """Return the point from which to step after having reached ``w``."""
        before, self.before = self.before, w
        if before is None:
            return w
        t, self.t = self.t, (1 + np.sqrt(1 + 4 * self.t**2)) / 2
        return np.asarray(w + (t - 1) / self.t * (w - before))
