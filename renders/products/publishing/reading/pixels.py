"""Questions that all readers of pictures ask: the shape, the background, where something is drawn."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction

import numpy as np
from PIL import Image

__all__ = ["INK", "background_of", "lowest_line", "shape_of"]

INK = 40
"""The least difference from the background, of 255, of a pixel that carries something; faint lines have less."""


def shape_of(width: int, height: int) -> str:
    """The shape of a picture; pixels are even, so it may be a little off.

    >>> shape_of(1920, 1080), shape_of(854, 480), shape_of(480, 854), shape_of(1080, 1080)
    ('16:9', '16:9', '9:16', '1:1')
    """
    exact = Fraction(width, height)
    near = exact.limit_denominator(16)
    fits = abs(near - exact) * height <= 1
    return f"{near.numerator}:{near.denominator}" if fits else f"{exact.numerator}:{exact.denominator}"


def background_of(picture: Image.Image) -> tuple[int, ...]:
    """The commonest colour."""
    colours = Counter(map(tuple, np.asarray(picture).reshape(-1, 3)[::7].tolist()))
    return colours.most_common(1)[0][0]


def lowest_line(picture: Image.Image) -> int:
    """The rows of the lowest line of letters in ``picture``."""
    pixels = np.asarray(picture).astype(np.int16)
    inked = (np.abs(pixels - np.array(background_of(picture))).max(axis=2) > INK).any(axis=1)
    runs = [len(list(rows)) for ink, rows in itertools.groupby(inked.tolist()) if ink]
    return min((run for run in runs if run >= max(runs) / 4), default=0)
