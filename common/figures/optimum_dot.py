"""The dot of a weight, ringed where it stays at exactly zero, and the dot of a certified optimum."""

from __future__ import annotations

from manim import Dot, VGroup

from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.certificate import Optimum
from common.maths.penalties.separable import SeparablePenalty
from common.style import STROKE, Theme

__all__ = ["OptimumDot", "WeightDot"]


class WeightDot(VGroup):
    """The brightest thing on its line or plane; ringed in the zero colour where a weight stays at exactly 0."""

    def __init__(self, theme: Theme, *, on_surface: bool = False) -> None:
        self.dot = Dot(radius=0.1, color=theme.ink)
        self.dot.set_stroke(theme.background, width=STROKE.edge, background=True)
        self.ring = ZeroRing(0.2, theme, has_halo=on_surface)
        super().__init__(self.dot, self.ring)
        self._shape = self.dot.points.copy()
        self.set_z_index(4)

    def stand(self, at: FloatArray, *, is_zero: bool) -> None:
        """Move to the scene point ``at`` (3,), with or without the ring."""
        self.dot.set_points(self._shape + at)
        self.ring.stand(at, is_zero=is_zero)


class OptimumDot(WeightDot):
    """Stands at an optimum under ``penalty``, and refuses one that its certificate does not bear out."""

    def __init__(self, penalty: SeparablePenalty, theme: Theme, *, on_surface: bool = False) -> None:
        super().__init__(theme, on_surface=on_surface)
        self._penalty = penalty
        self.optimum: Optimum | None = None

    def mark(self, optimum: Optimum, at: FloatArray) -> None:
        """Stand at the scene point ``at`` (3,) for ``optimum``; raises ``NotOptimal`` if it is not one."""
        self.optimum = optimum.certified()
        self.stand(at, is_zero=self._penalty.holds_zero and bool(optimum.zeros.any()))
