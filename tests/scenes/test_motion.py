"""Nothing flashes: no frame shows what the frames on both sides of it do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import Circle
from scenes_watched import SCENES

from common.explainer import Explainer
from renders.frames import Pixels
from renders.options import Quality, Variant
from renders.rasterise import rasterise
from scenes.kink import Kink

SMALL = Variant(quality=Quality(240, 15))
LEAST_INK = 40  # pixels of full contrast, of 102,480


class Ink:
    """Keeps how much is drawn on each frame: its distance from the background, in pixels of full contrast."""

    def __init__(self) -> None:
        self.frames: list[tuple[int, float]] = []

    def wants(self, _: int) -> bool:
        return True

    def enter(self, segment: int) -> None:
        pass

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        luma = pixels[..., :3].mean(axis=-1)
        ink = float(np.abs(luma - luma[0, 0]).sum() / 255)
        self.frames += [(index, ink)] * min(count, 2)


def flashes(scene: type[Explainer]) -> list[tuple[int, float]]:
    """Frames on which something is, or is not, that comes back on the next; and how much.

    What moves keeps its ink, and what fades changes it one way.
    """
    ink = Ink()
    rasterise(scene, SMALL, ink)
    found = []
    for (_, before), (index, now), (_, after) in zip(ink.frames, ink.frames[1:], ink.frames[2:], strict=False):
        jump, back = now - before, now - after
        if jump * back > 0 and min(abs(jump), abs(back)) > LEAST_INK:
            found.append((index, jump))
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_flashes(scene: type[Explainer]) -> None:
    assert flashes(scene) == []


def test_a_disk_that_shows_for_one_frame_would_be_noticed() -> None:
    class Blinking(Kink):
        def hold(self, seconds: float = 0.5) -> None:
            super().hold(seconds)
            disk = Circle(radius=0.5, fill_opacity=1, color=self.theme.ink)
            self.add(disk)
            super().hold(1 / 15)
            self.remove(disk)
            super().hold(1 / 15)

    Blinking.__name__ = "Kink"
    assert flashes(Blinking)
