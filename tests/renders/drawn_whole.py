"""A scene drawn frame by frame: by the engine, whole or in part, and by plain manim."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from manim import CairoRenderer, tempconfig

from common.camera import FilmCamera
from common.explainer import Explainer, Setting
from common.style import DARK
from renders.picture.renderer import PartDone, Pixels
from renders.request.variant import Variant


class Everything:
    """Every frame, or those of one beat only."""

    def __init__(self, only: int | None = None) -> None:
        self.pictures: dict[int, Pixels] = {}
        self._only, self._segment = only, -1

    def wants(self, _: int) -> bool:
        return self._only in (None, self._segment)

    def enter(self, segment: int) -> None:
        self._segment = segment
        if self._only is not None and segment > self._only:
            raise PartDone

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        self.pictures.update((each, pixels.copy()) for each in range(index, index + count))


def drawn_by_manim(scene: type[Explainer], variant: Variant, media: Path) -> list[Pixels]:
    """All frames of ``scene`` as plain manim draws them."""
    frames: list[Pixels] = []

    class Plain(CairoRenderer):
        def add_frame(self, frame: Any, num_frames: int = 1) -> None:
            frames.extend([np.array(frame)] * num_frames)
            super().add_frame(frame, num_frames)

    width, height = variant.size
    choices = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": variant.fps,
        "background_color": DARK.background,
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "media_dir": str(media),
    }
    with tempconfig(choices):
        scene(setting=Setting(), renderer=Plain(camera_class=FilmCamera)).render()
    return frames
