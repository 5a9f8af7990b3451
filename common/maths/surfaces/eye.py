"""The eye that looks at surfaces: which ray goes through a place of the picture, and where a point appears."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import finite, non_negative
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Eye"]


@dataclass(frozen=True)
class Eye:
    """An eye that looks at ``target`` (3,), where a length is seen as it is; farther off it looks smaller.

    ``azimuth`` is how far it has gone round, anticlockwise seen from above, from where the first coordinate runs
    to the right; ``elevation`` how high it stands, both in radians; ``nearness`` is 1 / its distance, 0 if all its
    rays are parallel. The third coordinate points up; there is no roll. From straight above, with parallel rays
    and azimuth 0, the first two coordinates are seen as on paper. Raises ``ValueError`` for numbers that are not
    finite or a nearness below 0.

    >>> above = Eye((0.0, 0.0, 0.0), azimuth=0.0, elevation=np.pi / 2)
    >>> above.project([[1.0, 2.0, 3.0]]).round(12).tolist()
    [[1.0, 2.0]]
    """

    target: tuple[float, float, float]
    azimuth: float
    elevation: float
    nearness: float = 0.0

    def __post_init__(self) -> None:
        for number in (*self.target, self.azimuth, self.elevation):
            finite("eye", number)
        non_negative("nearness", self.nearness)

    @cached_property
    def axes(self) -> FloatArray:
        """The directions of right and up in the picture and of the eye itself, orthonormal rows (3, 3)."""
        (sin, cos), (high, flat) = ((np.sin(angle), np.cos(angle)) for angle in (self.azimuth, self.elevation))
        return np.array([[cos, sin, 0.0], [-high * sin, high * cos, flat], [flat * sin, -flat * cos, high]])

    @cached_property
    def rays(self) -> tuple[FloatArray, FloatArray]:
        """The rays a + τ b through places (u, v): a and b are these matrices (3, 3) times (1, u, v).

        At τ = 0 a ray passes the plane through the target that faces the eye, in which u and v are measured; τ
        grows away from the eye, whose own place is at τ = −1 / nearness.
        """
        right, up, towards = self.axes
        return (
            np.stack([np.array(self.target), right, up], axis=-1),
            np.stack([-towards, self.nearness * right, self.nearness * up], axis=-1),
        )

    @property
    def is_straight_above(self) -> bool:
        """True if lengths on the ground are seen as they are, whatever their height."""
        return self.nearness == 0 and bool(abs(self.axes[2, 2] - 1) < 1e-12)

    def project(self, points: npt.ArrayLike) -> FloatArray:
        """Return where points (..., 3) appear, (..., 2); NaN for those that lie behind the eye."""
        right, up, towards = self.axes
        away = np.asarray(points, np.float64) - np.array(self.target)
        spread = 1.0 - self.nearness * (away @ towards)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(spread > 0, 1.0 / spread, np.nan)
        return np.stack([away @ right * scale, away @ up * scale], axis=-1)
