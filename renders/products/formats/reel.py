"""The pictures of a scene without their background, on disk: drawn once, and read for each file that is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from common.style import THEMES
from renders.picture.canvas import Canvas
from renders.picture.rasterise import rasterise
from renders.picture.renderer import FrameRenderer, PartDone, Pixels
from renders.picture.timeline import Timeline
from renders.request.scenes import SceneRef
from renders.request.variant import Variant

__all__ = ["AT_END", "Reel", "draw_reel"]

AT_END = 1.0
"""Seconds for which a loop shows its last picture, at least: one that starts again at once seems cut off."""


@dataclass(frozen=True)
class Reel:
    """Frames at ``fps``, ``size`` (width, height) in pixels; ``order`` names the picture of each.

    ``timeline`` is the scene's, by the clock of the quality in which it was drawn.

    The pictures are PNGs in ``folder``; ``background`` is the colour that belongs behind them, as ``#RRGGBB``.
    """

    folder: Path
    background: str
    size: tuple[int, int]
    fps: int
    order: Sequence[int]
    timeline: Timeline

    @property
    def runs(self) -> list[tuple[int, int]]:
        """Each picture in its turn, and for how many frames it stands."""
        return [(picture, len(list(frames))) for picture, frames in groupby(self.order)]

    def slower(self, fps: int) -> Reel:
        """The same with fewer frames a second: ``fps`` is a divisor of what it has."""
        return replace(self, fps=fps, order=self.order[:: self.fps // fps])

    def clear(self, picture: int) -> Image.Image:
        """A picture without background, RGBA; its colours are not multiplied with its opacity."""
        with Image.open(_file(self.folder, picture)) as opened:
            opened.load()
        return opened

    def whole(self, picture: int) -> Image.Image:
        """A picture on its background, RGB."""
        background = Image.new("RGBA", self.size, self.background)
        return Image.alpha_composite(background, self.clear(picture)).convert("RGB")

    def pictures(self, *, clear: bool) -> Iterator[tuple[Image.Image, int]]:
        """Each picture in its turn, with or without background, and for how many frames it stands."""
        for picture, count in self.runs:
            yield self.clear(picture) if clear else self.whole(picture), count


def draw_reel(
    scene: SceneRef, variant: Variant, folder: Path, advanced: Callable[[int], None] = lambda _: None
) -> Reel:
    """Draw all frames of ``scene``, or of its beat, into a new ``folder``; ``advanced`` is told of them."""
    folder.mkdir()
    played = scene.load()
    beats = list(played.said(variant.language).beats)
    wanted = range(len(beats))
    if scene.beat:
        wanted = range(beats.index(scene.beat), beats.index(scene.beat) + 1)
    sink = _Keeper(folder, wanted, advanced)
    whole = rasterise(played, variant, sink, folder / "media", renderer=_ClearRenderer)
    shown = tuple(beat.earlier(sink.start) for beat in whole.beats[wanted.start : wanted.stop])
    timeline = Timeline(scene.stem, whole.title, len(sink.order), shown)
    held = len(sink.order) - sink.order.index(sink.order[-1])
    order = [*sink.order, *sink.order[-1:] * max(0, round(AT_END * variant.fps) - held)]
    return Reel(folder, THEMES[variant.theme].background.to_hex(), variant.size, variant.fps, order, timeline)


class _ClearRenderer(FrameRenderer):
    """Draws on nothing instead of on the background."""

    def init_scene(self, *given: Any) -> None:
        """Take a camera whose background is empty: manim's own has a colour even where it is transparent."""
        super().init_scene(*given)
        self.camera.background = np.zeros_like(self.camera.pixel_array)
        self.camera.reset()
        self._canvas = Canvas(self.camera)


class _Keeper:
    """A sink that writes each picture of the ``wanted`` beats once.

    ``order`` names the picture of each frame; ``start`` is where the first of them stands in the scene.
    """

    def __init__(self, folder: Path, wanted: range, advanced: Callable[[int], None]) -> None:
        self.order: list[int] = []
        self.start = 0
        self._folder = folder
        self._wanted, self._segment = wanted, 0
        self._advanced = advanced
        self._last: Pixels | None = None
        self._number = -1

    def enter(self, segment: int) -> None:
        """End the playing after the last of the beats."""
        if segment >= self._wanted.stop:
            raise PartDone
        self._segment = segment

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """All of theirs."""
        return self._segment in self._wanted

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        """Write the picture, unless it is the one before."""
        if not self.order:
            self.start = index
        if self._last is None or not np.array_equal(self._last, pixels):
            self._last = pixels.copy()
            self._number += 1
            height, width, _ = pixels.shape
            # Cairo multiplies colours with their opacity; files hold them as they are.
            picture = Image.frombuffer("RGBa", (width, height), self._last).convert("RGBA")
            picture.save(_file(self._folder, self._number), compress_level=1)
        self.order += [self._number] * count
        self._advanced(count)


def _file(folder: Path, picture: int) -> Path:
    return folder / f"{picture:06}.png"
