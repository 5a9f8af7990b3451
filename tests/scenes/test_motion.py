"""Nothing flashes: no frame shows what the frames on both sides of it do not. Nothing moves unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from manim import Circle, Mobject
from scenes_watched import SCENES

from common.explainer import Explainer
from common.style import DARK
from renders.picture import renderer as frames
from renders.picture.canvas import Canvas
from renders.picture.rasterise import rasterise
from renders.picture.renderer import Pixels
from renders.request.variant import Quality, Variant
from scenes.kink import Kink

SMALL = Variant(quality=Quality(240, 10))
GROUND = DARK.background.to_int_rgb().sum(dtype=np.int16)
ROUNDING = 3  # levels that a veil in the colour of the ground may leave it away from that
LEAST_INK = 100  # pixels of full contrast, of 102,480: thin lines that turn or grow gain and lose up to 70


class Ink:
    """Keeps how much is drawn on each frame: its distance from the background, in pixels of full contrast."""

    def __init__(self) -> None:
        self.frames: list[tuple[int, float]] = []
        self._rows = np.zeros(SMALL.size[1])

    def wants(self, _: int) -> bool:
        return True

    def enter(self, segment: int) -> None:
        pass

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        for each in rows:
            luma = pixels[each.start : each.stop, :, :3].sum(axis=-1, dtype=np.int16)
            away = np.abs(luma - GROUND)
            away[away <= ROUNDING] = 0
            self._rows[each.start : each.stop] = away.sum(axis=-1)
        self.frames += [(index, float(self._rows.sum()) / (3 * 255))] * min(count, 2)


class Doubting(Canvas):
    """Looks again at what is said to have been at rest since the last look."""

    def look(self, mobjects: Iterable[Mobject], at_rest: Collection[Mobject] = ()) -> bool:
        for leaf, ink in self._known.items():
            assert leaf not in at_rest or self._ink(leaf) is ink, f"{leaf} moves unseen"
        return super().look(mobjects, at_rest)


def flashes(scene: type[Explainer], typeset: Path) -> list[tuple[int, float]]:
    """Frames on which something is, or is not, that comes back on the next; and how much.

    What moves keeps its ink, and what fades changes it one way, or turns no faster than it has been changing.
    """
    ink = Ink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "Canvas", Doubting)
        rasterise(scene, SMALL, ink, typeset)
    found = []
    for (_, first), (_, before), (index, now), (_, after), (_, last) in zip(
        *(ink.frames[start:] for start in range(5)), strict=False
    ):
        jump, back, pace = now - before, now - after, max(abs(before - first), abs(last - after))
        if jump * back > 0 and min(abs(jump), abs(back)) > LEAST_INK + pace:
            found.append((index, jump))
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_flashes_and_what_is_taken_to_be_at_rest_never_moves(
    scene: type[Explainer], typeset: Path
) -> None:
    assert flashes(scene, typeset) == []


class Blinking(Kink):
    def hold(self, seconds: float = 0.5) -> None:
        super().hold(seconds)
        disk = Circle(radius=0.5, fill_opacity=1, color=self.theme.ink)
        self.add(disk)
        super().hold(1 / SMALL.fps)
        self.remove(disk)
        super().hold(1 / SMALL.fps)


def test_a_disk_that_shows_for_one_frame_would_be_noticed(typeset: Path) -> None:
    Blinking.__name__ = "Kink"
    assert flashes(Blinking, typeset)


def test_something_that_moves_unseen_would_be_noticed(typeset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "moved_by", lambda _: ())
    with pytest.raises(AssertionError, match="moves unseen"):
        flashes(Kink, typeset)
