"""A beat as a clip: its frames and its sound, and nothing of the rest of its scene."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from typed import FOLDER, Result

from common.beats import Beat, Line, Mark
from renders.build import planning
from renders.build.clip import timeline_of
from renders.build.task import Segment
from renders.request.scenes import SceneRef

SMALL = ["--quality", "480p15"]
Typed = Callable[[str, list[str]], Result]


def frames(file: Path) -> np.ndarray:
    with av.open(str(file)) as container:
        return np.array([frame.to_ndarray() for frame in container.decode(video=0)])


def test_the_beats_of_a_scene_are_its_frames_one_after_another(
    renders: Typed, film_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = []
    monkeypatch.setattr(planning, "plan", lambda scenes, _: planned.append(scenes) or plan(scenes, 1))
    beats = [f"Moving:{beat}" for beat in ("enter", "cross_over")]
    result = renders("Moving Flat", ["clip", *beats, *SMALL, "--output", str(film_folder.parent)])
    assert result.code == 0, result.err
    assert [list(cost.beats) for cost in planned[0].values()] == [[0], [1]]
    clips = [film_folder / f"Moving-{beat}.mp4" for beat in ("enter", "cross_over")]
    assert np.array_equal(np.concatenate(list(map(frames, clips))), frames(film_folder / "Moving.mp4"))
    for clip in clips:
        assert {clip.with_suffix(kind) for kind in (".mp4", ".png", ".srt", ".vtt")} <= set(film_folder.iterdir())


plan = planning.plan


def test_a_loop_of_a_beat_shows_that_beat_alone(renders: Typed, tmp_path: Path) -> None:
    typed = ["clip", "Moving", "Moving:enter", "Moving:cross_over", "--as", "webp", "--opaque"]
    assert renders("Moving", [*typed, *SMALL, "--output", str(tmp_path)]).code == 0
    last = {}
    for name in ("Moving", "Moving-enter", "Moving-cross_over"):
        with Image.open(tmp_path / FOLDER / f"{name}.png") as poster:
            last[name] = poster.tobytes()
    assert last["Moving"] == last["Moving-cross_over"] != last["Moving-enter"]
    with Image.open(tmp_path / FOLDER / "Moving-enter.webp") as still:
        assert still.n_frames == 1


def test_custom_numbers_go_with_a_beat(renders: Typed, tmp_path: Path) -> None:
    typed = ["clip", "Numbered:bars", "--set", "count=2", *SMALL, "--output", str(tmp_path)]
    result = renders("Numbered", typed)
    assert result.code == 0, result.err
    assert next(Path(each).name for each in result.out.split()) == "Numbered-bars.mp4"


@pytest.mark.parametrize("typed", ["Moving:corss_over", "Moving:"])
def test_a_beat_that_is_not_there_is_refused_with_those_that_are(
    renders: Typed, tmp_path: Path, typed: str
) -> None:
    result = renders("Moving", ["clip", typed, "--output", str(tmp_path)])
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "choose from enter, cross_over" in result.err


def test_what_is_heard_and_when_is_told_from_the_beats_own_first_frame() -> None:
    line = Line("It lands.", 0.5, 1.5, take="abc")
    beat = Beat("held", 103, 130, "Held", "It lands.", (line,), (Mark("land", 110, 112),), (112, 120))
    segment = Segment("Kink", "The corner", beat, 100, 30, b"", 1.0, 0.1)
    timeline = timeline_of([segment], "Kink-held")
    (alone,) = timeline.beats
    assert (timeline.name, timeline.frames) == ("Kink-held", 30)
    assert (alone.start, alone.end, alone.landings) == (3, 30, (12, 20))
    assert (alone.lines, alone.marks) == ((line,), (Mark("land", 10, 12),))


def test_a_scene_and_its_beats_are_told_apart() -> None:
    scene, beat = SceneRef("scenes.kink", "Kink"), SceneRef("scenes.kink", "Kink", beat="held")
    assert str(scene) != str(beat)
    assert (scene.stem, beat.stem) == ("Kink", "Kink-held")
