from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from common.beats import Beat
from renders.picture.timeline import Timeline
from renders.products.publishing.chapters import platform_chapters
from renders.products.publishing.platforms import ChapterRule
from renders.products.surround.chapters import clock, web_chapters

FPS = 30
YOUTUBE = ChapterRule(seconds=10, count=3, title=49)


def timeline(name: str, seconds: list[float]) -> Timeline:
    beats, at = [], 0
    for number, length in enumerate(seconds):
        end = at + round(length * FPS)
        beats.append(Beat(f"b{number}", at, end, f"{name}{number}", ""))
        at = end
    return Timeline(name, f"The {name}", at, tuple(beats))


def test_a_film_has_one_chapter_a_scene():
    found = platform_chapters([timeline("A", [8, 9]), timeline("B", [30]), timeline("C", [12])], FPS, YOUTUBE)
    assert [(each.title, each.start, each.end) for each in found] == [
        ("The A", 0, 510),
        ("The B", 510, 1410),
        ("The C", 1410, 1770),
    ]


def test_a_single_scene_has_chapters_of_its_beats():
    found = platform_chapters([timeline("A", [9, 4, 12, 3, 11])], FPS, YOUTUBE)
    assert [each.title for each in found] == ["A0", "A2", "A3"]


def test_what_is_too_short_for_a_platform_has_no_chapters():
    assert platform_chapters([timeline("A", [8, 8, 8])], FPS, YOUTUBE) == []


def test_a_long_title_is_cut_where_the_platform_would_cut_it():
    long = Timeline("A", "a" * 60, 900, ())
    found = platform_chapters([long, long, long], FPS, YOUTUBE)
    assert {len(each.title) for each in found} == {49}
    assert found[0].title.endswith("…")


@given(st.lists(st.lists(st.floats(0.1, 25), min_size=1, max_size=8), min_size=1, max_size=12), st.integers(5, 20))
def test_chapters_are_without_gaps_and_long_enough_as_their_times_are_shown(scenes, least):
    timelines = [timeline(f"S{number}", beats) for number, beats in enumerate(scenes)]
    found = platform_chapters(timelines, FPS, ChapterRule(seconds=least, count=2, title=49))
    if found:
        assert found[0].start == 0
        assert found[-1].end == sum(each.frames for each in timelines)
        assert [each.end for each in found[:-1]] == [each.start for each in found[1:]]
        shown = [each.start // FPS for each in found] + [found[-1].end // FPS]
        assert all(after - before >= least for before, after in pairwise(shown))


def test_times_round_down_so_that_no_chapter_starts_after_its_first_frame():
    assert clock(FPS * 61 + FPS - 1, FPS) == "1:01"


def test_a_track_of_chapters_escapes_markup():
    marks = platform_chapters(
        [Timeline("A", "a < b & c", 300, ())], FPS, ChapterRule(seconds=1, count=1, title=49)
    )
    assert "a &lt; b &amp; c" in web_chapters(marks, FPS)
