"""Each sentence is heard on its frame of the joined film, and a landing is heard once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import pytest
from drawn_clips import clip
from recorded import click, heard, onset, record

from common.beats import Beat, Line
from common.voice.takes import OtherTakes, Take, take_file
from renders.build import hearing
from renders.build.clip import Clip
from renders.build.hearing import join_clips, sound_of
from renders.picture.timeline import Timeline, first_frames
from renders.request.variant import QUALITIES, Variant

VARIANT = Variant()
FPS = VARIANT.fps


def timeline(name: str, *landings: int, take: str = "take") -> Timeline:
    lines = (Line("One.", 0.5, 1.5, (), take),) if take else ()
    beats = (Beat("a", 0, 60, "A", "One.", lines), Beat("b", 60, 150, "B", "One.", lines, landings=landings))
    return Timeline(name, name, 150, beats)


def test_takes_stand_where_their_beats_stand_in_the_joined_film() -> None:
    sound = sound_of([timeline("one"), timeline("two")], VARIANT)
    assert sound.seconds == 300 / FPS
    assert [take.start for take in sound.takes] == pytest.approx([0.5, 2.5, 5.5, 7.5])
    assert {take.file for take in sound.takes} == {take_file("take", "en", "af_heart")}
    other = sound_of([timeline("one")], VARIANT.spoken_by("am_michael"))
    assert {take.file.parent.name for take in other.takes} == {"am_michael"}


def test_weights_that_land_together_are_heard_once_and_only_if_that_is_wanted() -> None:
    landings = timeline("one", 70, 72, 100)
    assert sound_of([landings], VARIANT).ticks == pytest.approx((70 / FPS, 100 / FPS))
    assert sound_of([landings], replace(VARIANT, cues=False)).ticks == ()


def test_a_silent_film_is_silent() -> None:
    assert not sound_of([timeline("one", 70, take="")], VARIANT)


def test_a_take_past_the_end_is_refused() -> None:
    late = Beat("a", 0, 10, "A", "One.", (Line("One.", 0.5, 1.5, (), "take"),))
    with pytest.raises(ValueError, match="the picture lasts"):
        sound_of([Timeline("late", "late", 10, (late,))], VARIANT)


# From the first scene to the last

SCENES, FRAMES, SMALL = 24, 37, Variant(quality=QUALITIES["480p15"])
"""Scenes of a length that is no whole number of the coder's frames: what is rounded for each would add up."""


def lateness(folder: Path) -> list[float]:
    """Join scenes that click when a second has passed; by how many seconds each click misses its frame."""
    record(take_file("click", "en", "af_heart", folder), click(1.0, 0.5))
    lines = (Line("Click.", 0.5, 1.5, (), "click"),)
    timelines = [Timeline(f"{n}", "", FRAMES, (Beat("a", 0, FRAMES, "", "", lines),)) for n in range(SCENES)]
    (folder / "clip.mp4").write_bytes(clip(FRAMES).getvalue())
    clips = [Clip(each, folder / "clip.mp4", "") for each in timelines]
    takes = OtherTakes(folder, {"click": Take("click", 1.0, (), ())}, {})
    join_clips(clips, replace(SMALL, others=takes), folder / "film.mp4")
    with av.open(str(folder / "film.mp4")) as container:
        shown = sorted(frame.time for frame in container.decode(video=0))
    due = [shown[scene * FRAMES + SMALL.fps] for scene in range(SCENES)]
    samples = heard(folder / "film.mp4")
    return [onset(samples, each) - each for each in due]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where takes and clips go."""
    (tmp_path / "en/af_heart").mkdir(parents=True)
    return tmp_path


def test_sound_does_not_drift_from_the_picture(folder: Path) -> None:
    assert lateness(folder) == pytest.approx([0] * SCENES, abs=0.002)


def test_a_drift_of_a_millisecond_a_scene_would_be_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drifting(timelines: Sequence[Timeline]) -> list[float]:
        return [first + 0.001 * SMALL.fps * number for number, first in enumerate(first_frames(timelines))]

    monkeypatch.setattr(hearing, "first_frames", drifting)
    late = lateness(folder)
    assert late[-1] == pytest.approx(0.001 * (SCENES - 1), abs=0.002)
    assert late != pytest.approx([0] * SCENES, abs=0.02)
