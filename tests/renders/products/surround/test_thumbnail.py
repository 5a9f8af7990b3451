from __future__ import annotations

import pytest
from manim import tempconfig

from common.stage import Box
from renders.products.publishing.platforms import read_platforms
from renders.products.publishing.reading.thumbnail import read_thumbnail
from renders.products.surround.thumbnail import SUBJECTS, _breaks, _pieces, film_thumbnail
from renders.products.surround.wording import wording_of

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
