"""The ring around a weight that is exactly 0, and stays there: it closes when the weight has landed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from manim import Circle, Mobject
from manim.utils.color import ManimColor

from common.maths.arithmetic.arrays import FloatArray
from common.style import ATTENTION, STROKE, TEMPO, Theme

__all__ = ["ZeroRing"]

_SHARES = (0.0, 0.6, 1.0)  # of the time that it takes to close
_SIZES, _OPACITIES = (0.6, 1.06, 1.0), (0.1, 1.0, 1.0)
HALO = 6  # wider than the ring
_DIGITS = 6  # of its time, which is as long however many steps it was counted in


class ZeroRing(Circle):
    """A circle in the colour of zero, seen while the weight is at 0.

    A halo sets it off a lit surface. Where the weight is seen to arrive, the ring takes ``TEMPO.landing`` seconds
    to close, by the scene's clock, and blooms for ``TEMPO.bloom``: on white it stays a faint disc instead. How far
    it has come depends on nothing that is longer ago than that.
    """

    def __init__(self, radius: float, theme: Theme, *, has_halo: bool = False) -> None:
        super().__init__(radius=radius, color=theme.zero, stroke_width=STROKE.edge)
        self._has_halo = has_halo
        self._blooms = (ATTENTION.bloom, 0.0) if theme.is_dark else (ATTENTION.bloom_on_white,) * 2
        self._shape = self.points.copy()
        self._at = np.zeros(3)
        self.is_zero = False
        self._closing_for = math.inf  # nobody has seen it open
        self.set_stroke(opacity=0)
        if has_halo:
            self.set_off(theme.engraved)
        self.add_updater(lambda ring, dt: ring._follow(dt))

    def set_off(self, colour: ManimColor) -> None:
        """Set it off what is behind it by a halo of that ``colour``."""
        self._has_halo = True
        opacity = self.get_stroke_opacity()
        self.set_stroke(colour, width=STROKE.edge + HALO, opacity=opacity, background=True)

    def stand(self, at: FloatArray, *, is_zero: bool) -> None:
        """Move to the scene point ``at`` (3,), where the weight is, and say whether that is exactly 0."""
        self._at, self.is_zero = at, is_zero
        self._draw()

    @property
    def remaining(self) -> float:
        """Seconds until it has closed and faded; 0 while there is nothing to close."""
        return max(0.0, round(TEMPO.bloom - self._closing_for, _DIGITS)) if self.is_zero else 0.0

    def __deepcopy__(self, memo: dict[int, Mobject]) -> Any:
        """Copy its picture, which no longer follows anything: animations copy what they bring and take."""
        twin = super().__deepcopy__(memo)
        return twin.clear_updaters()

    def _follow(self, seconds: float) -> None:
        if self.is_zero and self.remaining:
            self._closing_for += seconds
            self._draw()
        elif not self.is_zero:
            self._closing_for = 0.0

    def _draw(self) -> None:
        since = TEMPO.bloom - self.remaining
        share = min(1.0, since / TEMPO.landing)
        self.set_points(np.interp(share, _SHARES, _SIZES) * self._shape + self._at)
        opacity = float(np.interp(share, _SHARES, _OPACITIES)) if self.is_zero else 0.0
        bloom = float(np.interp(since, (0.0, TEMPO.bloom), self._blooms)) if self.is_zero else 0.0
        if (self.get_stroke_opacity(), self.get_fill_opacity()) != (opacity, bloom):
            self.set_stroke(opacity=opacity).set_fill(opacity=bloom)
            if self._has_halo:
                self.set_stroke(opacity=opacity, background=True)
