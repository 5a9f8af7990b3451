from __future__ import annotations

import numpy as np
import pytest
from tiny_scenes import Blink, Flat, Moving

from renders.frames import NoFrames, PickedFrames, Pixels
from renders.options import Quality, Variant
from renders.rasterise import rasterise

SMALL = Variant(quality=Quality(240, 15))


class Everything:
    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []
        self.pictures: list[Pixels] = []

    def wants(self, _: int) -> bool:
        return True

    def take(self, index: int, pixels: Pixels, count: int) -> None:
        self.calls.append((index, count))
        self.pictures += [pixels.copy()] * count


@pytest.mark.parametrize("scene", [Moving, Flat, Blink])
def test_counting_and_drawing_agree_to_the_frame(scene: type) -> None:
    everything = Everything()
    drawn = rasterise(scene, SMALL, everything)
    assert rasterise(scene, SMALL, NoFrames()) == drawn
    assert len(everything.pictures) == drawn.frames


@pytest.mark.parametrize("fps", [15, 24, 30, 60])
def test_beats_follow_each_other_to_the_end_of_the_scene(fps: int) -> None:
    timeline = rasterise(Moving, Variant(quality=Quality(120, fps)), NoFrames())
    assert [beat.name for beat in timeline.beats] == ["enter", "cross_over"]
    assert timeline.beats[0].start == 0
    assert timeline.beats[0].end == timeline.beats[1].start
    assert timeline.beats[1].end == timeline.frames


def test_a_picked_frame_looks_as_it_does_in_the_film() -> None:
    everything = Everything()
    timeline = rasterise(Moving, SMALL, everything)
    picked = PickedFrames([0, 11, timeline.frames - 1])
    rasterise(Moving, SMALL, picked)
    assert sorted(picked.pictures) == [0, 11, timeline.frames - 1]
    for index, picture in picked.pictures.items():
        assert np.array_equal(picture, everything.pictures[index])


def test_a_still_stretch_is_drawn_once() -> None:
    everything = Everything()
    timeline = rasterise(Flat, SMALL, everything)
    assert everything.calls == [(0, round(0.4 * 15)), (round(0.4 * 15), timeline.frames - round(0.4 * 15))]


def test_what_stands_still_is_as_opaque_in_a_wait_as_in_a_play() -> None:
    everything = Everything()
    rasterise(Moving, SMALL, everything)
    middle = {tuple(picture[120, 213]) for picture in everything.pictures[:9]}
    assert middle == {tuple(everything.pictures[9][120, 213])}


@pytest.mark.parametrize(("aspect", "size"), [("16:9", (854, 480)), ("9:16", (480, 854)), ("1:1", (480, 480))])
def test_quality_names_the_shorter_side(aspect: str, size: tuple[int, int]) -> None:
    variant = Variant(aspect=aspect, quality=Quality(480, 15))
    picked = PickedFrames([0])
    rasterise(Flat, variant, picked)
    assert variant.size == size
    assert picked.pictures[0].shape == (size[1], size[0], 4)
    assert (picked.pictures[0] == (0xF5, 0xA6, 0x23, 255)).all()
