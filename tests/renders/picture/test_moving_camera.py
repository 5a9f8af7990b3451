"""What a moving camera shows: the same in the engine and in plain manim, and what is fixed stays put."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import LEFT, RIGHT, CairoRenderer, Dot, Square
from tiny_scenes import Diving, Tiny

from common.explainer import Setting
from common.words import BeatWords, SceneWords
from renders.picture.rasterise import rasterise
from renders.picture.renderer import Pixels
from renders.picture.session import session
from renders.request.variant import Quality, Variant

SMALL = Variant(quality=Quality(240, 15))


class Everything:
    """Keeps all frames."""

    def __init__(self) -> None:
        self.pictures: list[Pixels] = []

    def wants(self, _: int) -> bool:
        return True

    def enter(self, _: int) -> None:
        pass

    def take(self, _: int, pixels: Pixels, count: int, __: Sequence[range]) -> None:
        self.pictures += [pixels.copy()] * count


def pictures_of(scene: type) -> list[Pixels]:
    everything = Everything()
    rasterise(scene, SMALL, everything)
    return everything.pictures


class Headed(Tiny):
    """A claim over a square that the camera passes and comes close to."""

    def setup(self) -> None:
        super().setup()
        said = BeatWords("", "", claim="Which one?")
        self.words = SceneWords("", {}, {"pass": said, "follow": said})
        self.beats = []

    @classmethod
    def said(cls, _: str) -> Any:
        return None

    def construct(self) -> None:
        frame, dot = self.camera.frame, Dot(3 * LEFT)
        with self.beat("pass"):
            claiming = list(self.show_claim())
            self.add(Square(0.8, fill_opacity=0.5, stroke_width=0).shift(RIGHT), dot, claiming[0].mobject)
            self.play(frame.animate.shift(RIGHT).scale(0.2), run_time=0.4)
        assert frame not in self.mobjects
        with self.beat("follow"):
            frame.add_updater(lambda each: each.move_to(dot))
            self.play(dot.animate.shift(6 * RIGHT), run_time=0.4)
        assert frame.get_center() == pytest.approx(3 * RIGHT)


def test_plain_manim_draws_the_same_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frames: list[Pixels] = []
    real = CairoRenderer.add_frame

    def add_frame(renderer: CairoRenderer, frame: Any, num_frames: int = 1) -> None:
        frames.extend([np.array(frame)] * num_frames)
        real(renderer, frame, num_frames)

    monkeypatch.setattr(CairoRenderer, "add_frame", add_frame)
    with session(SMALL.size, tmp_path, frame_rate=SMALL.fps):
        Diving(setting=Setting()).render()
    ours = pictures_of(Diving)
    assert len(frames) == len(ours)
    for index, (one, other) in enumerate(zip(frames, ours, strict=True)):
        assert np.array_equal(one, other), index


def test_the_claim_stays_put_while_the_camera_moves_below_it() -> None:
    pictures = pictures_of(Headed)[:6]
    top = [picture[10:35, 100:180] for picture in pictures]
    assert not np.array_equal(pictures[0], pictures[5])
    assert top[0].any()
    assert all(np.array_equal(each, top[0]) for each in top)
