"""The end screen: long enough for a platform, alive, and empty where the next video goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from scenes.film import CLIPS, END_SCREEN, FILM
from scenes.recap import Recap

SCENE = SceneRef.parse(END_SCREEN).load()


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1"])
def test_it_moves_for_ten_to_twenty_seconds_in_one_half_of_the_picture(tmp_path: Path, aspect: str) -> None:
    variant = Variant("zh", aspect, Quality(120, 5))
    timeline = rasterise(SCENE, variant, NoFrames(), tmp_path)
    assert 10 <= timeline.frames / 5 <= 20
    at = [timeline.frames // 4, timeline.frames // 2, timeline.frames - 1]
    frames = PickedFrames(at)
    rasterise(SCENE, variant, frames, tmp_path, timeline)
    pictures = [frames.pictures[index] for index in at]
    assert any((one != pictures[0]).any() for one in pictures[1:])
    for picture in pictures:
        wide = picture.shape[1] > picture.shape[0]
        free = picture[:, round(0.55 * picture.shape[1]) :] if wide else picture[round(0.65 * len(picture)) :]
        assert (free == picture[0, 0]).all()


def test_it_says_nothing_and_shows_what_the_film_ends_on_without_being_part_of_it() -> None:
    assert END_SCREEN not in FILM + CLIPS
    assert [beat.said for beat in SCENE.said("en").beats.values()] == [""]
    assert type(SCENE.numbers) is type(Recap.numbers)
