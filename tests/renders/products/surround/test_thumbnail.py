from __future__ import annotations

import av
import numpy as np
import pytest
from manim import tempconfig

from common.stage import Box
from common.words import words_of
from renders.build.clip import Clip
from renders.picture.timeline import Timeline
from renders.products.publishing.platforms import read_platforms
from renders.products.publishing.reading.thumbnail import read_thumbnail
from renders.products.surround.thumbnail import SUBJECTS, _breaks, _pieces, film_thumbnail, scene_thumbnail
from renders.products.surround.wording import wording_of
from renders.request.variant import Variant
from scenes.film import CLIPS, FILM

PLATFORMS = read_platforms().platforms.values()
SIZES = sorted({size for platform in PLATFORMS for size in (platform.thumbnail, *platform.covers)})


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("size", SIZES)
def test_the_title_is_legible_at_a_tenth_of_the_size_and_the_corner_is_free(
    tmp_path, size, subject, language, theme
):
    picture, title = film_thumbnail(wording_of(language).thumbnail, size, theme, subject)
    picture.save(tmp_path / "thumbnail.png")
    measured = {each.measure: each.value for each in read_thumbnail(tmp_path / "thumbnail.png", title)}
    assert (measured["thumbnail.width"], measured["thumbnail.height"]) == size
    assert measured["thumbnail.letters"] >= 6
    assert measured["thumbnail.contrast"] >= 4.5
    assert measured["thumbnail.megabytes"] < 2
    if size[0] > size[1]:
        assert measured["thumbnail.free_corner"] == "yes"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """A video of one dark frame."""
    file = tmp_path_factory.mktemp("clip") / "clip.mp4"
    with av.open(str(file), "w", format="mp4") as write:
        video = write.add_stream("libx264", rate=15)
        video.width, video.height, video.pix_fmt = 854, 480, "yuv420p"
        write.mux(video.encode(av.VideoFrame.from_ndarray(np.full((480, 854, 3), 16, np.uint8), "rgb24")))
        write.mux(video.encode())
    return Clip(Timeline("A", "A", 1, ()), file, "")


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_title_and_claim_is_legible_on_the_thumbnail_of_its_scene(tmp_path, clip, language, size):
    variant = Variant(language)
    words = [words_of(name, language) for name in map(name_of, FILM + CLIPS)]
    texts = {
        text for each in words for text in (each.title, *(beat.claim for beat in each.beats.values())) if text
    }
    small = []
    for text in texts:
        picture, title = scene_thumbnail(clip, variant, size, text)
        picture.save(tmp_path / "thumbnail.png")
        measured = {each.measure: each.value for each in read_thumbnail(tmp_path / "thumbnail.png", title)}
        small += [text] if measured["thumbnail.letters"] < 6 else []
    assert small == []


def name_of(scene: str) -> str:
    return scene.partition(":")[2]


def test_no_two_to_choose_from_are_alike():
    drawn = [film_thumbnail(["L1"], (320, 180), "dark", subject)[0] for subject in SUBJECTS]
    assert len({each.tobytes() for each in drawn}) == len(SUBJECTS) == 3


def test_the_title_stays_within_the_picture():
    _, title = film_thumbnail(wording_of("en").thumbnail, (1280, 720), "dark")
    assert 0 < title.left < title.right < 1
    assert 0 < title.bottom < title.top < 1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("The kink at zero", ["The kink", "at zero"]),
        ("收缩的约束区域", ["收缩的", "约束区域"]),
        ("L1 与 L2", ["L1 与 L2"]),
        ("Recap", ["Recap"]),
    ],
)
def test_a_title_is_broken_where_it_can_be_set_largest_with_lines_of_like_length(tmp_path, title, lines):
    with tempconfig({"media_dir": str(tmp_path)}):
        assert _breaks(_pieces(title), Box(-3, 0, 3, 3)) == lines
