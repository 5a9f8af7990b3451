"""Clips of a disc that crosses a small picture, drawn without manim."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import numpy as np

from renders.video.encoder import ClipEncoder

SIZE = (214, 120)


def disc(place: int) -> np.ndarray:
    """A soft-edged amber disc on a dark background: RGBA, (120, 214, 4)."""
    width, height = SIZE
    y, x = np.mgrid[:height, :width]
    cover = np.clip(20.5 - np.hypot(x - 30 - 2.5 * place, y - 60), 0, 1)[..., None]
    colour = cover * (0xF5, 0xA6, 0x23, 255) + (1 - cover) * (0x14, 0x18, 0x20, 255)
    return np.round(colour).astype(np.uint8)


def clip(frames: int, *, start: int = 0, target: Any = None, size: tuple[int, int] = SIZE) -> io.BytesIO:
    """The disc at ``start``, ``start + 1``, …, at 15 frames a second, in memory or in the file ``target``."""
    target = target or io.BytesIO()
    with ClipEncoder(target, size, 15) as encoder:
        for place in range(frames):
            encoder.take(place, np.ascontiguousarray(disc(start + place)[: size[1], : size[0]]), 1)
    return target


def decode(source: Path | io.BytesIO) -> list[av.VideoFrame]:
    if isinstance(source, io.BytesIO):
        source.seek(0)
    with av.open(str(source) if isinstance(source, Path) else source) as container:
        return list(container.decode(video=0))
