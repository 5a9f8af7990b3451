"""A picture computed from a formula, to be drawn in tests."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from manim import ValueTracker

from common.figures.raster import Paint, Raster
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box


class Swell(Raster):
    """Half transparent waves about the origin, at the phase of a tracker."""

    def __init__(self, box: Box, phase: ValueTracker | None = None) -> None:
        super().__init__(box)
        self.phase = phase or ValueTracker(0.0)
        self.paintings = 0

    def signature(self) -> Hashable:
        return self.phase.get_value()

    def paint(self, x: FloatArray, y: FloatArray) -> Paint:
        self.paintings += 1
        level = np.cos(3 * np.hypot(x, y[:, np.newaxis]) + self.phase.get_value()) / 2 + 0.5
        alpha = np.full_like(level, 0.75)
        colour = np.stack([level * alpha, 0.4 * alpha, (1 - level) * alpha, alpha], axis=-1)
        return np.asarray(np.rint(255 * colour), np.uint8)
