from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from common.explainer import Beat
from renders.joining import Chapter, chapters, check_film, join
from renders.timeline import Timeline


def times(path: Path) -> list[Fraction]:
    with av.open(str(path)) as container:
        return [frame.pts * frame.time_base for frame in container.decode(video=0)]


def pictures(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]


def test_the_film_is_its_clips_one_after_another_to_the_frame(film_folder: Path) -> None:
    clips = [film_folder / f"{name}.mp4" for name in ("Moving", "Blink", "Flat")]
    assert pictures(film_folder / "film.mp4") == [picture for clip in clips for picture in pictures(clip)]
    film = times(film_folder / "film.mp4")
    assert film == [Fraction(index, 15) for index in range(len(film))]


def test_scenes_of_one_frame_join_in_any_order(film_folder: Path, tmp_path: Path) -> None:
    order = ["Blink", "Blink", "Moving", "Blink", "Flat", "Blink"]
    clips = [film_folder / f"{name}.mp4" for name in order]
    timelines = [Timeline(name, name, len(times(clip)), ()) for name, clip in zip(order, clips, strict=True)]
    join(clips, timelines, 15, tmp_path / "film.mp4")
    film = times(tmp_path / "film.mp4")
    assert film == [Fraction(index, 15) for index in range(sum(each.frames for each in timelines))]
    check_film(tmp_path / "film.mp4", len(film), 15)


def test_chapters_are_in_the_file_and_leave_no_gap(film_folder: Path) -> None:
    with av.open(str(film_folder / "film.mp4")) as container:
        found = container.chapters()
        length = len(times(film_folder / "film.mp4")) / 15
    assert [chapter["metadata"]["title"] for chapter in found] == [
        "The Moving: enter",
        "cross over",
        "The Blink: blink",
        "The Flat: amber",
    ]
    seconds = [
        (chapter["start"] * chapter["time_base"], chapter["end"] * chapter["time_base"]) for chapter in found
    ]
    assert seconds[0][0] == 0
    assert float(seconds[-1][1]) == pytest.approx(length, abs=0.001)
    assert all(before[1] == after[0] for before, after in pairwise(seconds))


def test_chapters_begin_with_the_scene_though_its_first_beat_comes_later() -> None:
    late = Timeline("A", "Title", 50, (Beat("x", 5, 20, "X", ""), Beat("y", 22, 50, "Y", "")))
    silent = Timeline("B", "Silent", 10, ())
    assert chapters([late, silent, late]) == [
        Chapter("Title: X", 0, 22),
        Chapter("Y", 22, 50),
        Chapter("Silent", 50, 60),
        Chapter("Title: X", 60, 82),
        Chapter("Y", 82, 110),
    ]


def test_the_json_says_where_every_beat_stands(film_folder: Path) -> None:
    film = json.loads((film_folder / "film.json").read_text(encoding="utf-8"))
    assert (film["width"], film["height"], film["fps"], film["language"], film["theme"]) == (
        854,
        480,
        15,
        "en",
        "dark",
    )
    assert [scene["file"] for scene in film["scenes"]] == ["Moving.mp4", "Blink.mp4", "Flat.mp4"]
    assert film["frames"] == len(times(film_folder / "film.mp4")) == film["scenes"][-1]["end_frame"]
    moving, blink, _ = film["scenes"]
    assert moving["beats"][1]["said"] == "It goes right & stays <there>."
    assert moving["beats"][1]["end_frame"] == moving["end_frame"] == blink["start_frame"]
    for scene in film["scenes"]:
        for part in (scene, *scene["beats"]):
            assert part["start_seconds"] == pytest.approx(part["start_frame"] / 15, abs=1e-6)
