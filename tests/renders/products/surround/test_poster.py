"""What stands for a clip before it is played is a picture of its own, the one that the film chooses."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest

from common.beats import Beat
from common.words import words_of
from renders.build.clip import Clip
from renders.picture.timeline import Timeline
from renders.products.surround.poster import poster_frame, poster_of_clip
from scenes.film import FILM, POSTERS

FRAMES = 48


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """A video that gets lighter by four levels at every frame."""
    file = tmp_path_factory.mktemp("clip") / "clip.mp4"
    with av.open(str(file), "w", format="mp4") as write:
        video = write.add_stream("libx264", rate=15, options={"crf": "5"})
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        for index in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 40 + 4 * index, np.uint8), "rgb24")
            write.mux(video.encode(frame))
        write.mux(video.encode())
    beats = Beat("exponent", 5, 20, "", ""), Beat("question", 20, FRAMES, "", "")
    return Clip(Timeline("Overfit", "", FRAMES, beats), file, "")


@pytest.mark.parametrize(("name", "index"), [("Overfit", 19), ("Kink", FRAMES - 1), ("Landscape", FRAMES - 1)])
def test_it_is_the_end_of_the_beat_that_the_film_chooses_or_the_last(clip: Clip, name: str, index: int) -> None:
    renamed = replace(clip, timeline=replace(clip.timeline, name=name))
    assert poster_frame(renamed.timeline) == index
    assert np.array(poster_of_clip(renamed)).mean() == pytest.approx(40 + 4 * index, abs=1.9)


@pytest.mark.parametrize("name", POSTERS)
def test_what_is_chosen_is_a_beat_of_the_film(name: str) -> None:
    assert any(scene.endswith(f":{name}") for scene in FILM)
    assert POSTERS[name] in words_of(name, "en").beats
