"""Pictures of bodies in which a level is all there is to a colour, and what it should be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from common.figures.surfaces.bowl import BowlSkin
from common.figures.surfaces.painting import Places, painted
from common.figures.surfaces.shading import BRIGHTEST, NOISES, STEPS, Colours, Packed
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import bowl
from common.style import DARK

ABOVE = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2)
LOSS = QuadraticLoss([[1.0, -0.35], [-0.35, 0.8]], [0.5, 0.3])
STRENGTH, RISE, RIM, STEP = 0.5, 0.5, 2.0, 0.25
LEVELS = Colours(
    np.tile(np.rint(np.linspace(0, 255, STEPS)).astype(np.uint32)[np.newaxis] * 0x010101 + 0xFF000000, (NOISES, 1))
    .astype(np.uint32)
    .ravel()
)
"""Greys in proportion to the light."""


@dataclass(frozen=True)
class Plain:
    """White, wherever anything is seen."""

    def colours(self, at: Places) -> Packed:
        return np.full(np.shape(at.tau), 0xFFFFFFFF, np.uint32)


def pixels(width: int, height: int, pixel: float) -> tuple[FloatArray, FloatArray]:
    """Places of a picture about the middle."""
    return (np.arange(width) + 0.5 - width / 2) * pixel, -(np.arange(height) + 0.5 - height / 2) * pixel


def channels(picture: Packed) -> FloatArray:
    """Red, green, blue and alpha, (h, w, 4), from 0 to 255."""
    return np.ascontiguousarray(picture).view(np.uint8).reshape(*picture.shape, 4).astype(np.float64)


def light_of(picture: Packed) -> FloatArray:
    """The light that is painted with ``LEVELS``; NaN where nothing is."""
    grey = channels(picture)
    return np.asarray(np.where(grey[..., 3] == 255, grey[..., 0] / 255 * BRIGHTEST, np.nan))


def bowl_picture(penalty: Penalty, eye: Eye, u: FloatArray, v: FloatArray, line: float, axis: float) -> Packed:
    """The bowl of ``LOSS``; a line that is narrower than −1 pixel is none."""
    slope, square = (STRENGTH, 0.0) if penalty is L1 else (0.0, STRENGTH)
    skin = BowlSkin(LOSS, slope, square, RISE, STEP, RIM, LEVELS, DARK.ink, line, axis)
    return painted(Sight(bowl(LOSS, penalty, STRENGTH, RISE, RIM), eye), skin, u, v)


def height(penalty: Penalty, w: FloatArray) -> FloatArray:
    """How high the bowl is above weights (..., 2)."""
    price = np.abs(w).sum(axis=-1) if penalty is L1 else (w**2).sum(axis=-1) / 2
    return np.asarray(RISE * (LOSS.value(w) + STRENGTH * price))
