"""An optimum and its certificate: how far the optimality condition is from holding."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.losses import FloatArray

__all__ = ["NotOptimal", "Optimum"]


class NotOptimal(ValueError):  # noqa: N818
    """A point offered as an optimum violates the optimality condition by more than rounding.

    >>> Optimum(np.array([1.0]), 0.5).certified()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    common.maths.optimum.NotOptimal: weights [1.0] violate the optimality condition by 0.5, but at most ...
    """


@dataclass(frozen=True, eq=False)
class Optimum:
    """The weights of an optimum, shape (d,), and their ``violation`` >= 0 of the optimality condition.

    The violation is relative, so that rounding alone keeps it near 1e-16. The weights are copied
    and made read-only. Raises ``ValueError`` for any other shape.

    >>> Optimum(np.array([0.5, 0.0]), 1e-16).certified().zeros.tolist()
    [False, True]
    """

    weights: FloatArray
    violation: float

    def __post_init__(self) -> None:
        weights = np.array(self.weights, np.float64)
        if weights.ndim != 1:
            raise ValueError(f"weights has shape {weights.shape}, but must be one row of weights.")
        weights.setflags(write=False)
        object.__setattr__(self, "weights", weights)

    @property
    def zeros(self) -> npt.NDArray[np.bool_]:
        """Which weights are exactly 0, shape (d,)."""
        return np.asarray(self.weights == 0)

    def certified(self, tolerance: float = 1e-9) -> "Optimum":
        """Return this optimum, or raise ``NotOptimal`` unless 0 <= violation <= tolerance; NaN is refused."""
        if not (0 <= self.violation <= tolerance and np.isfinite(self.weights).all()):
            raise NotOptimal(
                f"weights {self.weights.tolist()} violate the optimality condition by {self.violation:.3g}, "
                f"but at most {tolerance:.3g} is allowed."
            )
        return self
