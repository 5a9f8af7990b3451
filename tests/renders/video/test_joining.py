from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest
from drawn_clips import clip, decode

from common.beats import Beat
from renders.picture.timeline import Timeline
from renders.video import joining
from renders.video.encoder import REORDERED, EncodingError
from renders.video.joining import Chapter, chapters, check_frames, concatenate

LENGTHS = [1, 2, 1, 3, 7, 20, 1, 9, 2]


@pytest.fixture(scope="module")
def segments() -> list[io.BytesIO]:
    """Clips of ``LENGTHS`` frames that show the disc at one place after another."""
    return [clip(length, start=sum(LENGTHS[:part])) for part, length in enumerate(LENGTHS)]


def times(source: Path | io.BytesIO) -> list[Fraction]:
    return [frame.pts * frame.time_base for frame in decode(source)]


def pictures(source: Path | io.BytesIO) -> list[bytes]:
    return [frame.to_ndarray().tobytes() for frame in decode(source)]


def test_the_film_is_its_clips_one_after_another_to_the_frame(film_folder: Path) -> None:
    clips = [film_folder / f"{name}.mp4" for name in ("Moving", "Blink", "Flat")]
    assert pictures(film_folder / "film.mp4") == [picture for clip in clips for picture in pictures(clip)]
    film = times(film_folder / "film.mp4")
    assert film == [Fraction(index, 15) for index in range(len(film))]


def joined(sources: Sequence[io.BytesIO], lengths: Sequence[int]) -> io.BytesIO:
    target = io.BytesIO()
    concatenate(sources, lengths, 15, target)
    return target


def test_segments_of_any_length_join_to_their_own_frames_in_even_steps(segments: list[io.BytesIO]) -> None:
    film = joined(segments, LENGTHS)
    check_frames(film, sum(LENGTHS), 15)
    assert pictures(film) == [picture for segment in segments for picture in pictures(segment)]
    assert times(film) == [Fraction(index, 15) for index in range(sum(LENGTHS))]


def test_decoding_times_grow_and_lead_by_no_more_than_they_must(segments: list[io.BytesIO]) -> None:
    with av.open(joined(segments, LENGTHS)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    step = packets[0].duration
    assert [packet.dts for packet in packets] == [(k - REORDERED) * step for k in range(sum(LENGTHS))]
    assert min(packet.pts - packet.dts for packet in packets) == 0


def test_too_small_a_lead_is_refused(monkeypatch: pytest.MonkeyPatch, segments: list[io.BytesIO]) -> None:
    monkeypatch.setattr(joining, "REORDERED", 0)
    with pytest.raises(ValueError, match="Invalid"):
        joined(segments, LENGTHS)


@pytest.mark.parametrize("cut", [1, 4, 8])
def test_bytes_do_not_tell_in_how_many_steps_a_film_was_joined(segments: list[io.BytesIO], cut: int) -> None:
    clips = [joined(segments[:cut], LENGTHS[:cut]), joined(segments[cut:], LENGTHS[cut:])]
    film = joined(clips, [sum(LENGTHS[:cut]), sum(LENGTHS[cut:])])
    assert film.getvalue() == joined(segments, LENGTHS).getvalue()


def test_files_join_as_memory_does(segments: list[io.BytesIO], tmp_path: Path) -> None:
    paths = [tmp_path / f"{part}.mp4" for part in range(len(segments))]
    for path, segment in zip(paths, segments, strict=True):
        path.write_bytes(segment.getvalue())
    concatenate(paths, LENGTHS, 15, tmp_path / "film.mp4")
    content = (tmp_path / "film.mp4").read_bytes()
    assert content == joined(segments, LENGTHS).getvalue()
    assert content.index(b"moov") < content.index(b"mdat")


def test_segments_encoded_in_different_ways_are_refused(segments: list[io.BytesIO]) -> None:
    with pytest.raises(EncodingError, match="part 2 is not encoded like the first"):
        joined([segments[5], clip(3, size=(200, 120))], [LENGTHS[5], 3])


@pytest.mark.parametrize("wrong", [-1, 1])
def test_segments_of_another_length_than_said_are_refused(segments: list[io.BytesIO], wrong: int) -> None:
    with pytest.raises(EncodingError, match=f"part 1 has 7 frames where {7 + wrong} were"):
        joined(segments[4:], [7 + wrong, *LENGTHS[5:]])


@pytest.mark.parametrize("wrong", [-1, 1])
def test_a_file_of_another_length_is_noticed(segments: list[io.BytesIO], wrong: int) -> None:
    check_frames(segments[5], 20, 15)
    with pytest.raises(EncodingError, match=f"has 20 frames where {20 + wrong} in even steps"):
        check_frames(segments[5], 20 + wrong, 15)


@pytest.mark.parametrize("fps", [30, 7])
def test_a_file_of_another_pace_is_noticed(segments: list[io.BytesIO], fps: int) -> None:
    with pytest.raises(EncodingError):
        check_frames(segments[5], 20, fps)


def test_a_frame_at_another_time_is_noticed(monkeypatch: pytest.MonkeyPatch, segments: list[io.BytesIO]) -> None:
    early = io.BytesIO()
    monkeypatch.setattr(joining, "_step", lambda *_: 1000)
    concatenate(segments[4:6], LENGTHS[4:6], 15, early)
    monkeypatch.undo()
    with pytest.raises(EncodingError, match="has 27 frames where 27 in even steps"):
        check_frames(early, 27, 15)


def test_joining_does_not_wait_for_manim() -> None:
    code = "import sys, renders.video.joining; sys.exit('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
