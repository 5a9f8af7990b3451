"""Captions in the picture: where they stand, that they are there, and that each check can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import tiny_scenes
from hypothesis import given
from hypothesis import strategies as st
from typed import FOLDER

from common.stage import ASPECTS, Stage
from renders.build.site import Site
from renders.build.stock import look_up
from renders.products.publishing import caption_pictures, captioning
from renders.products.publishing.caption_task import Captioned, CaptionTask
from renders.products.publishing.captioning import draw_captions
from renders.products.publishing.inset import Inset
from renders.products.publishing.platforms import FreeArea, read_platforms
from renders.products.publishing.reading.in_picture import read_in_picture
from renders.request import scenes as catalogue
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.video.encoder import ClipEncoder
from renders.video.levels import levels
from renders.work.jobs import Counter

AREA = FreeArea(left=0.05, right=0.16, top=0.08, bottom=0.18, source="nobody")
UPRIGHT = Variant("en", "9:16", QUALITIES["1080p30"])
SHARES = st.floats(0, 0.3)


@pytest.fixture(scope="module")
def made(rendered_film: Path, tmp_path_factory: pytest.TempPathFactory) -> Captioned:
    """Moving with captions in its picture."""
    variant = Variant.of_name(FOLDER)
    assert variant
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        (stock,) = look_up([SceneRef("tiny_scenes", "Moving")], Site(rendered_film.parent, variant))
    assert stock.clip
    target = tmp_path_factory.mktemp("captioned") / "film.mp4"
    return draw_captions(CaptionTask(stock.clip, variant, Inset.of(variant, AREA), target), Counter(None, 0))


def measured(file: Path, made: Captioned) -> dict[str, float | str]:
    return {each.measure.removeprefix("in_picture."): each.value for each in read_in_picture(file, [made])}


def changed(made: Captioned, target: Path, change: Callable[[list[np.ndarray]], None]) -> Path:
    """The video with something else in the levels of each frame."""
    size, fps = made.task.inset.size, made.task.variant.fps
    with av.open(str(made.clip.file)) as source, ClipEncoder(target, size, fps) as encoder:
        for frame in source.decode(video=0):
            copy = av.VideoFrame(*size, "yuv420p")
            for plane, level in zip(levels(copy), levels(frame), strict=True):
                plane[:] = level
            change(levels(copy))
            encoder.encode(copy)
    return target


@given(
    st.sampled_from(sorted(ASPECTS)),
    st.sampled_from(list(QUALITIES.values())),
    st.builds(FreeArea, left=SHARES, right=SHARES, top=SHARES, bottom=SHARES, source=st.just("x")),
)
def test_film_and_captions_stand_in_what_is_free_and_not_on_each_other(aspect, quality, area):
    variant = Variant("en", aspect, quality)
    inset = Inset.of(variant, area)
    (width, height), safe, (across, up) = inset.size, Stage(ASPECTS[aspect]).safe, ASPECTS[aspect].frame
    film, window, captions = inset.film, inset.window, inset.captions
    left = film.left + film.width * (safe.left / across + 0.5)
    right = film.left + film.width * (safe.right / across + 0.5)
    top = film.top + film.height * (0.5 - safe.top / up)
    bottom = film.top + film.height * (0.5 - safe.bottom / up)
    rounding = 4
    for edge in (left, window.left, captions.left):
        assert edge >= area.left * width - rounding
    for edge in (right, window.left + window.width, captions.left + captions.width):
        assert edge <= (1 - area.right) * width + rounding
    assert min(top, window.top) >= area.top * height - rounding
    assert window.top + window.height == captions.top
    assert bottom <= captions.top + rounding
    assert captions.top + captions.height <= (1 - area.bottom) * height + rounding
    assert film.width <= width
    assert film.width / film.height == pytest.approx(width / height, rel=0.03)
    assert not [edge for rect in (film, window, captions) for edge in vars(rect).values() if edge % 2]


def test_captions_are_in_the_picture_and_the_rest_is_the_films_own(made: Captioned):
    found = measured(made.clip.file, made)
    assert (found["absent"], found["strays"]) == (0, 0)
    assert found["elsewhere"] < 0.5
    assert found["contrast"] > 10
    assert found["letters"] > 0.03
    with av.open(str(made.clip.file)) as film:
        assert sum(1 for _ in film.decode(video=0)) == made.clip.timeline.frames


def test_what_runs_off_the_films_edges_ends_where_the_platform_covers_the_picture(made: Captioned, tmp_path: Path):
    def bright(planes: list[np.ndarray]) -> None:
        planes[0][:] = 235

    inset = made.task.inset
    clip = replace(made.task.clip, file=changed(made, tmp_path / "clip.mp4", bright))
    drawn = draw_captions(replace(made.task, clip=clip, target=tmp_path / "film.mp4"), Counter(None, 0))
    with av.open(str(drawn.clip.file)) as film:
        luma = levels(next(film.decode(video=0)))[0].astype(int)
    inside = np.zeros_like(luma, np.bool_)
    for rect in (inset.window, inset.captions):
        inside[rect.top : rect.top + rect.height, rect.left : rect.left + rect.width] = True
    assert (luma[~inside] < 60).all()
    seen = luma[inset.window.top + 4 : inset.film.top + inset.film.height - 4]
    assert seen[4:-4, inset.window.left + 4 : inset.window.left + inset.window.width - 4].max() > 220


def test_a_video_without_them_is_found_out(made: Captioned):
    found = measured(made.task.clip.file, made)
    assert found["absent"] == len(made.task.cues) == 2
    assert found["strays"] > 0.001


def test_other_words_are_found_out(made: Captioned):
    beats = tuple(replace(beat, said="Something else is said.") for beat in made.clip.timeline.beats)
    clip = replace(made.task.clip, timeline=replace(made.clip.timeline, beats=beats))
    assert measured(made.clip.file, replace(made, task=replace(made.task, clip=clip)))["absent"] == 2


def test_colours_that_shift_are_found_out(made: Captioned, tmp_path: Path):
    def lighter(planes: list[np.ndarray]) -> None:
        planes[0][:] += 2

    assert measured(changed(made, tmp_path / "film.mp4", lighter), made)["elsewhere"] > 1


def test_something_on_the_picture_is_found_out(made: Captioned, tmp_path: Path):
    def spot(planes: list[np.ndarray]) -> None:
        planes[0][100:130, 300:330] = 235

    assert measured(changed(made, tmp_path / "film.mp4", spot), made)["strays"] > 0.001


def test_pale_captions_are_found_out(made: Captioned, tmp_path: Path):
    place = made.task.inset.captions

    def paler(planes: list[np.ndarray]) -> None:
        part = planes[0][place.top : place.top + place.height, place.left : place.left + place.width]
        part[:] = part[0, 0] + (part.astype(int) - part[0, 0]) // 5

    assert measured(changed(made, tmp_path / "film.mp4", paler), made)["contrast"] < 4.5


def test_small_letters_are_found_out(made: Captioned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caption_pictures, "SIZE", 12)
    small = draw_captions(replace(made.task, target=tmp_path / "film.mp4"), Counter(None, 0))
    assert measured(small.clip.file, made)["letters"] < 0.03


def test_a_picture_that_is_made_smaller_in_another_colour_space_is_found_out(
    made: Captioned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(captioning, "_COLOURS", "in_range=limited:out_range=limited")
    wrong = draw_captions(replace(made.task, target=tmp_path / "film.mp4"), Counter(None, 0))
    assert measured(wrong.clip.file, made)["elsewhere"] > 1


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_caption_fits_its_place_however_wide_its_letters_are(theme: str):
    inset = Inset.of(UPRIGHT, AREA)
    wide, usual = "W" * 33, "国" * inset.characters("zh")
    for text, picture in caption_pictures.caption_pictures([wide, f"{usual}\n{usual}"], inset, theme).items():
        ink = np.abs(picture[:, :, 0].astype(int) - int(picture[0, 0, 0])) > 40
        assert ink.any(), text
        assert ink.sum() == ink[1:-1, 1:-1].sum(), "nothing at the edges"


def test_upright_platforms_have_captions_in_the_picture_and_others_have_files():
    platforms = read_platforms().platforms
    with_captions = {name for name, platform in platforms.items() if platform.captions_in_picture}
    assert (
        with_captions == {"shorts", "douyin"} == {name for name in platforms if platforms[name].aspect == "9:16"}
    )
