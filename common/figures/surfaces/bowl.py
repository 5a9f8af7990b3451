"""The skin of a bowl: lit, with level lines and the two axes traced on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim.utils.color import ManimColor

from common.figures.surfaces.painting import Gradient, Places, cover, traced
from common.figures.surfaces.shading import Colours, Packed, lamp, lit
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.surfaces.body import Numbers32

__all__ = ["BowlSkin"]

LAMP = lamp(-0.55, -0.42, 0.72)
WALL = 0.6  # of its light, that the outside returns
LINE, LIP = 0.24, 0.3  # of light that a level line and the rim add


@dataclass(frozen=True, eq=False)
class BowlSkin:
    """What a bowl of ``loss`` and penalty is painted with; widths are in pixels.

    ``slope`` is λ under L1, ``square`` λ under L2, ``rise`` the height of one unit of J, which has a line at every
    multiple of ``step`` up to the ``rim``.
    """

    loss: QuadraticLoss | LeastSquares
    slope: float
    square: float
    rise: float
    step: float
    rim: float
    body: Colours
    ink: ManimColor
    line: float
    axis: float

    def colours(self, at: Places) -> Packed:
        """Return the colours at places."""
        gradient = self._gradient(at)
        into = at.into(gradient)
        down, across, _ = gradient
        outside = into < 0
        length = np.sqrt(down * down + across * across + 1)
        np.negative(length, out=length, where=~outside)  # where it faces up
        light = lit(gradient, length, LAMP)
        np.multiply(light, WALL, out=light, where=outside)
        light += self._lines(at, gradient, into)
        found = self.body.at(light, at.noise)
        return traced(at, (0, 1), self._gradient, found, self.ink, self.axis)

    def _gradient(self, at: Places) -> Gradient:
        """The gradient of the sheet that is seen, out of the bowl."""
        x, y, _ = at.x
        (a, b), (_, d) = (self.rise * (self.loss.hessian + self.square * np.eye(2))).tolist()
        p, q = (self.rise * self.loss.pull).tolist()
        across, along = a * x + b * y - p, b * x + d * y - q
        if self.slope:
            fold = np.float32(self.rise * self.slope)
            across += np.copysign(fold, x)
            along += np.copysign(fold, y)
        return across, along, -1.0

    def _lines(self, at: Places, gradient: Gradient, into: Numbers32) -> Numbers32:
        """How much light level lines add, and the rim, which catches it."""
        step = self.rise * self.step
        steep = at.steepness(2, gradient, into)
        off = at.x[2] / step
        off -= np.rint(off)
        np.abs(off, out=off)
        off *= step
        off /= steep
        lines = LINE * cover(off, self.line)
        lines += LIP * cover((self.rise * self.rim - at.x[2]) / steep, 3 * self.line)
        return np.asarray(lines)
