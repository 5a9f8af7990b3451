from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import pytest
from clip_folder import SMALL, clips_in
from PIL import Image

from renders.build.clip import Clip
from renders.products.slides.deck import compose


@pytest.fixture
def clips(film_folder: Path) -> Sequence[Clip]:
    return clips_in(film_folder)


def test_each_beat_is_a_slide_with_its_own_words(clips: Sequence[Clip]) -> None:
    deck = compose(clips, SMALL)
    assert [(slide.name, slide.heading, slide.words) for slide in deck.slides] == [
        ("Moving-01-enter", "The Moving · enter", "A circle."),
        ("Moving-02-cross_over", "The Moving · cross over", "It goes right & stays <there>."),
        ("Blink-01-blink", "The Blink · blink", ""),
        ("Flat-01-amber", "The Flat · amber", "One colour."),
    ]
    assert [[slide.scene for slide in slides] for slides in deck.scenes] == [["Moving"] * 2, ["Blink"], ["Flat"]]


def test_a_slide_lasts_as_long_as_its_piece(clips: Sequence[Clip]) -> None:
    for slide in compose(clips, SMALL).slides:
        with av.open(io.BytesIO(slide.clip)) as container:
            frames = sum(1 for _ in container.decode(video=0))
        assert (slide.frames, slide.milliseconds) == (frames, round(frames * 1000 / 15))


@pytest.mark.parametrize(("when", "index"), [("start", 0), ("middle", 17), ("end", -1)])
def test_the_poster_is_the_frame_that_was_asked_for(clips: Sequence[Clip], when: str, index: int) -> None:
    slide = compose(clips, SMALL, when).slides[1]
    with av.open(io.BytesIO(slide.clip)) as container:
        frames = [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]
    with Image.open(io.BytesIO(slide.poster)) as poster:
        assert poster.size == SMALL.size
        away = [np.abs(np.asarray(poster) - frame).mean() for frame in frames]
    assert away[index] < min(away) + 0.02
    assert max(away) > min(away) + 0.5


def test_decks_that_loop_have_a_name_of_their_own(clips: Sequence[Clip]) -> None:
    assert compose(clips, SMALL).name != compose(clips, SMALL, loop=True).name
