"""The dot of a weight, ringed where it is exactly zero, and the dot of a certified optimum."""

from __future__ import annotations

from manim import Circle, Dot, VGroup

from common.maths.losses import FloatArray
from common.maths.optimum import Optimum
from common.style import STROKE, Theme

__all__ = ["OptimumDot", "WeightDot"]


class WeightDot(VGroup):
    """The brightest thing on its line or plane; ringed in the zero colour where a weight is exactly 0."""

    def __init__(self, theme: Theme) -> None:
        self.dot = Dot(radius=0.1, color=theme.ink)
        self.dot.set_stroke(theme.background, width=STROKE.edge, background=True)
        self.ring = Circle(radius=0.2, color=theme.zero, stroke_width=STROKE.edge)
        super().__init__(self.dot, self.ring)
        self._shapes = [part.points.copy() for part in (self.dot, self.ring)]
        self.set_z_index(4)

    def stand(self, at: FloatArray, *, is_zero: bool) -> None:
        """Move to the scene point ``at`` (3,), with or without the ring."""
        for part, shape in zip((self.dot, self.ring), self._shapes, strict=True):
            part.set_points(shape + at)
        opacity = 1.0 if is_zero else 0.0
        if self.ring.get_stroke_opacity() != opacity:
            self.ring.set_stroke(opacity=opacity)


class OptimumDot(WeightDot):
    """Stands at an optimum, and refuses one that its certificate does not bear out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.optimum: Optimum | None = None

    def mark(self, optimum: Optimum, at: FloatArray) -> None:
        """Stand at the scene point ``at`` (3,) for ``optimum``; raises ``NotOptimal`` if it is not one."""
        self.optimum = optimum.certified()
        self.stand(at, is_zero=bool(optimum.zeros.any()))
