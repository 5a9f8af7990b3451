"""The valley of a loss that two weights share: one direction that it does not feel, as with twin features."""

from dataclasses import dataclass

import numpy as np

from common.maths.arithmetic.arguments import finite
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.normal_equations import Equilibrated
from common.maths.losses.quadratic import LeastSquares
from common.maths.paths.ridge import ridge_path

__all__ = ["Valley", "valley"]


@dataclass(frozen=True, eq=False)
class Valley:
    """L(w) = c + ½ h (u·(w − b))²: its contours are pairs of lines, which at c fall together.

    ``bottom`` is b, (2,), the shortest of the weights with the least loss; ``across`` is u, (2,), of length 1,
    which points away from the origin; ``curvature`` is h > 0 and ``floor`` is c. The arrays are read-only.

    >>> from common.maths.data.sets import twins
    >>> twin = valley(twins().least_squares())
    >>> twin.bottom.round(12).tolist(), round(twin.curvature, 12), round(twin.offset(0.8), 12)
    ([1.0, 1.0], 5.0, 0.565685424949)
    """

    bottom: FloatArray
    across: FloatArray
    curvature: float
    floor: float

    def __post_init__(self) -> None:
        for array in (self.bottom, self.across):
            array.setflags(write=False)

    @property
    def along(self) -> FloatArray:
        """The direction (2,), of length 1, that the loss does not feel."""
        return np.array([self.across[1], -self.across[0]])

    def offset(self, level: float) -> float:
        """Return how far on either side of the bottom the loss is ``level``, in the units of the weights.

        Raises ``ValueError`` for a level below the floor, or one that is not finite.
        """
        if not self.floor <= finite("level", level):
            raise ValueError(f"level is {level}, but must be {self.floor} or more, the least of the loss.")
        return float(np.sqrt(2 * (level - self.floor) / self.curvature))

    def line(self, offset: float, reach: float) -> FloatArray:
        """Return the ends (2, 2) of a contour ``offset`` past the bottom, ``reach`` long on both sides."""
        middle = self.bottom + offset * self.across
        return np.asarray(middle + reach * np.array([[-1.0], [1.0]]) * self.along)


def valley(loss: LeastSquares) -> Valley:
    """Find the valley of a loss of two weights whose columns depend on each other.

    Raises ``ValueError`` for a loss of other than two weights, or one that is flat in no or in every direction.

    >>> valley(LeastSquares([[3.0, 4.0]], [5.0])).bottom.round(12).tolist()
    [0.6, 0.8]
    """
    flat = Equilibrated(loss.equations.hessian).flat
    curved = loss.dimension - flat.shape[1]
    if loss.dimension != 2 or curved != 1:
        raise ValueError(
            f"loss has {loss.dimension} weights and {curved} curved directions, "
            "but must have 2 and 1 to have a valley."
        )
    bottom, across = ridge_path(loss).at(0.0), np.array([-flat[1, 0], flat[0, 0]])
    outwards = across if across @ bottom >= 0 else -across
    return Valley(bottom, outwards, float(across @ loss.hessian @ across), float(loss.value(bottom)))
