"""A thumbnail, read back: whether it fits, and can be read at a tenth of its size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from common.stage import Box
from renders.picture.light import contrast_ratio, relative_luminance
from renders.products.publishing.measures import Measured
from renders.products.publishing.reading.pixels import INK, background_of, lowest_line, shape_of

__all__ = ["read_thumbnail"]

_CORNER = (0.20, 0.12)
"""The shares of the width and height that a duration covers, with room around it."""


def read_thumbnail(file: Path, title: Box) -> list[Measured]:
    """Measure a picture with its ``title`` in that box: shares of the picture, from its lower left corner.

    The name of its file tells whether it is a thumbnail or a cover.
    """
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    width, height = picture.size
    small = picture.resize((max(1, width // 10), max(1, height // 10)), Image.Resampling.LANCZOS)
    measured: dict[str, float | str] = {
        "width": width,
        "height": height,
        "aspect": shape_of(width, height),
        "megabytes": round(file.stat().st_size / 1e6, 3),
        "letters": round(lowest_line(_cut(picture, title)) / 10, 1),
        "contrast": round(_contrast(_cut(small, title)), 1),
        "free_corner": "yes" if _is_bare(_cut(picture, Box(1 - _CORNER[0], 0, 1, _CORNER[1]))) else "no",
    }
    what = "cover" if file.name.startswith("cover") else "thumbnail"
    return [Measured(f"{what}.{name}", value, file.name) for name, value in measured.items()]


def _cut(picture: Image.Image, box: Box) -> Image.Image:
    width, height = picture.size
    left, right = (round(x * width) for x in (box.left, box.right))
    top, bottom = (round((1 - y) * height) for y in (box.top, box.bottom))
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _is_bare(picture: Image.Image) -> bool:
    pixels = np.asarray(picture).astype(np.int16)
    return bool((np.abs(pixels - np.array(background_of(picture))).max(axis=2) <= INK).all())


def _contrast(picture: Image.Image) -> float:
    """Return WCAG's contrast ratio, 1 to 21, of the background and the letters: the tenth farthest from it."""
    light = relative_luminance(np.asarray(picture).reshape(-1, 3))
    background = relative_luminance(np.array(background_of(picture), np.uint8))
    return float(np.quantile(contrast_ratio(light, background), 0.9))
