"""Light on surfaces: how much of it falls where, and which colours that gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from manim.utils.color import BLACK, WHITE, ManimColor, interpolate_color

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.body import Numbers32
from common.style import DARK, Theme

__all__ = [
    "Colours",
    "Direction",
    "Noise",
    "Packed",
    "dither",
    "dithered",
    "lamp",
    "lit",
    "mixed",
    "opaque",
    "over",
    "packed",
    "unpacked",
]

Packed = npt.NDArray[np.uint32]
"""Premultiplied RGBA, a byte each, in one number."""

Noise = npt.NDArray[np.int16]
"""A number for each place of a picture, from 0 up to NOISES."""

Direction: TypeAlias = tuple[float, float, float]
"""The direction to the light, of length 1."""

FILL, STRENGTH = 0.26, 0.9
DUSK = 0.35  # share of the colour in a shade on a light ground
DARKEST, GLINT = 0.12, 0.45  # shares of the colour in its shade, and of white in its glint
STEPS = 2048
NOISES = 16  # so that a place in the table fits 16 bits
BRIGHTEST = 1.25


@dataclass(frozen=True, eq=False)
class Colours:
    """The colours of one body by how much light it returns: from 0, over 1 at its own ``colour``, to BRIGHTEST.

    ``table`` has STEPS of them for each number of noise.
    """

    table: Packed

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, colour: ManimColor, theme: Theme) -> Colours:
        """Return the ramp from the shade of ``colour``, which still stands off the background, to its glint."""
        night = theme.background if theme is DARK else interpolate_color(BLACK, colour, DUSK)
        dark, light = interpolate_color(night, colour, DARKEST), interpolate_color(colour, WHITE, GLINT)
        levels = np.linspace(0, BRIGHTEST, STEPS)
        ends = [np.array(each.to_rgb()) for each in (dark, colour, light)]
        rgb = np.stack([np.interp(levels, (0, 1, BRIGHTEST), [e[i] for e in ends]) for i in range(3)], axis=-1)
        rgba = np.concatenate([rgb, np.ones((STEPS, 1))], axis=-1) * 255
        return cls(dithered(rgba, np.arange(NOISES, dtype=np.int16)[:, np.newaxis]).ravel())

    def at(self, light: Numbers32, noise: Noise) -> Packed:
        """Return the colour for so much ``light``."""
        steps = (np.clip(light, 0, BRIGHTEST) * np.float32((STEPS - 1) / BRIGHTEST)).astype(np.int16)
        steps += noise * np.int16(STEPS)
        return np.asarray(self.table[steps])


def lamp(right: float, back: float, up: float) -> Direction:
    """Return the direction to a lamp that stands still while the eye moves."""
    x, y, z = (np.array([right, back, up]) / np.linalg.norm([right, back, up])).tolist()
    return x, y, z


def lit(normal: Sequence[Numbers32 | float], length: Numbers32, towards: Direction) -> Numbers32:
    """Return how much light a surface with that ``normal``, of that ``length``, returns."""
    facing = sum(key * each for key, each in zip(towards, normal, strict=True)) / length
    np.maximum(facing, 0, out=facing)
    facing *= STRENGTH
    facing += FILL
    return np.asarray(facing)


def packed(rgba: FloatArray) -> Packed:
    """Pack premultiplied colours (..., 4) of 0 to 1."""
    whole = np.clip(np.rint(rgba * 255), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(whole).view(np.uint32)[..., 0]


def unpacked(colours: Packed) -> Numbers32:
    """Return premultiplied colours (..., 4) of 0 to 255."""
    return np.ascontiguousarray(colours)[..., np.newaxis].view(np.uint8).astype(np.float32)


def mixed(below: Packed, above: ManimColor, cover: Numbers32) -> Packed:
    """Lay ``above`` over colours (n,), as far as it covers them, (n,)."""
    share = cover[:, np.newaxis]
    blend = unpacked(below) * (1 - share) + opaque(above) * share
    return np.asarray(np.rint(blend).astype(np.uint8).view(np.uint32)[..., 0])


def opaque(colour: ManimColor) -> Numbers32:
    """Return a colour (4,) of 0 to 255."""
    return np.append(np.array(colour.to_rgb()), 1.0).astype(np.float32) * 255


def dither(side: int) -> Noise:
    """Return noise for a tile of ``side`` pixels, the same for all, in which neighbours differ.

    Source: Jimenez, Next generation post processing in Call of Duty, SIGGRAPH 2014: interleaved gradient noise.
    """
    y, x = np.mgrid[0:side, 0:side]
    return np.asarray(NOISES * (52.9829189 * ((0.06711056 * x + 0.00583715 * y) % 1.0) % 1.0), np.int16)


def dithered(rgba: Numbers32 | FloatArray, noise: Noise) -> Packed:
    """Pack premultiplied colours (..., 4) of 0 to 255, each up or down by the ``noise`` (...).

    The mean over all noise is the colour, so that a slow gradient has no bands before it is encoded.
    """
    whole = rgba + ((noise.astype(np.float32) + 0.5) / NOISES)[..., np.newaxis]
    return np.asarray(np.minimum(whole, 255).astype(np.uint8).view(np.uint32)[..., 0])


def over(below: Packed, above: Packed) -> Packed:
    """Lay one picture over another, (h, w) both."""
    seen = above > 0
    top = unpacked(above[seen])
    below = below.copy()
    below[seen] = (
        np.rint(top + unpacked(below[seen]) * (1 - top[:, 3:] / 255)).astype(np.uint8).view(np.uint32)[..., 0]
    )
    return below
