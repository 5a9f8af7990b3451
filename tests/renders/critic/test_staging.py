"""Scenes staged by the grammar have nothing to be found, and each fault in the staging is found by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP, Line, Mobject, VGroup, config

from common.beats import Beat, Mark
from common.camera import FilmCamera
from common.figures.chapter_card import ChapterCard
from common.figures.lettering import lettering
from common.stage import LANDSCAPE, PORTRAIT, SQUARE, Stage
from common.style import ATTENTION, DARK, TYPE
from common.words import BeatWords
from renders.critic.sight import look
from renders.critic.staging import MOST_DIFFERENT, MOST_STILL, Staging, join_finding
from renders.picture.timeline import Timeline

FPS, FRAMES, LANDED = 10, 60, 30
RESTING = dict.fromkeys(range(LANDED + 6), 1) | {LANDED + 6: 5} | dict.fromkeys(range(LANDED + 11, 60), 1)
"""Frames move one by one, but for half a second soon after the landing."""


@pytest.fixture(autouse=True)
def _wide_frame() -> None:
    config.frame_width, config.frame_height = LANDSCAPE.frame


def curve(width: float = 10.0, height: float = 5.0, colour: Any = DARK.l1) -> VGroup:
    lines = VGroup(Line(LEFT, RIGHT), Line(DOWN, UP)).set_stroke(colour, width=6)
    return lines.stretch_to_fit_width(width).stretch_to_fit_height(height)


def scene(*mobjects: Mobject, claim: str = "It holds", aspect: Any = LANDSCAPE) -> Any:
    return SimpleNamespace(
        mobjects=list(mobjects),
        foreground_mobjects=[],
        stage=Stage(aspect),
        theme=DARK,
        camera=FilmCamera(),
        words=SimpleNamespace(beats={"one": BeatWords("", "", claim=claim)}),
    )


def timeline(landings: Sequence[int] = (LANDED,)) -> Timeline:
    beat = Beat("one", 0, FRAMES, "", "", marks=(Mark("land", LANDED, LANDED),), landings=tuple(landings))
    return Timeline("Scene", "", FRAMES, (beat,))


def found(
    *scenes: Any, runs: Mapping[int, int] = RESTING, landings: Sequence[int] = (LANDED,)
) -> list[tuple[str, tuple[str, ...]]]:
    staging = Staging()
    for number, each in enumerate(scenes):
        each.camera.aim()
        staging.note(each, 10 * number, look(each))
    return [(finding.check, finding.things) for _, finding in staging.findings(timeline(landings), runs, FPS)]


def test_a_large_picture_that_rests_after_its_landing_has_nothing_to_find() -> None:
    assert found(scene(curve())) == []


def test_a_picture_with_next_to_nothing_on_it_is_empty_and_words_do_not_fill_it() -> None:
    words = lettering("A sentence that is as long as the picture is wide", TYPE.claim, DARK.ink)
    assert ("staging/empty", ("the picture",)) in found(scene(words), scene(curve()))
    assert ("staging/empty", ("the picture",)) in found(scene(curve(3, 5)), scene(curve()))


def test_the_share_is_that_of_the_picture_whatever_is_drawn_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "frame_width", SQUARE.frame[0])
    staging, square = Staging(), scene(curve(5, 4), aspect=SQUARE)
    staging.note(square, 0, look(square))
    monkeypatch.undo()
    checks = {finding.check for _, finding in staging.findings(timeline(), RESTING, FPS)}
    assert "staging/empty" not in checks


def test_under_a_chapter_card_nothing_is_missed() -> None:
    stage = Stage(LANDSCAPE)
    assert found(scene(ChapterCard("One", stage, DARK)), scene(curve())) == []


def test_too_many_equal_frames_are_still() -> None:
    most = round(MOST_STILL * FRAMES)
    alike = {0: most + 2} | dict.fromkeys(range(most + 2, FRAMES), 1)
    assert ("staging/still", ("Scene",)) in found(scene(curve()), runs=alike)


def test_no_rest_after_a_landing_is_found() -> None:
    assert found(scene(curve()), runs=dict.fromkeys(range(FRAMES), 1)) == [("staging/landing", ("one[land]",))]


@pytest.mark.parametrize("landings", [(), (LANDED - 5,), (LANDED + 5,)])
def test_a_landing_that_does_not_come_with_its_word_is_found(landings: Sequence[int]) -> None:
    assert found(scene(curve()), landings=landings) == [("staging/landing", ("one[land]",))]


def test_a_small_subject_is_found_though_the_picture_is_large() -> None:
    axes = curve(colour=DARK.muted)
    assert found(scene(axes, curve(2, 2))) == [("staging/small", ("the subject",))]
    assert found(scene(curve(10, 4.2))) == [("staging/small", ("all that is drawn",))]


def test_in_a_tall_picture_the_width_counts() -> None:
    config.frame_width, config.frame_height = PORTRAIT.frame
    assert found(scene(curve(7, 4), aspect=PORTRAIT)) == []
    assert ("staging/small", ("the subject",)) in found(scene(curve(3, 12), aspect=PORTRAIT))


def test_what_stays_at_another_strength_than_a_third_or_all_is_found() -> None:
    def at(strength: float) -> Any:
        picture = curve()
        each = scene(picture)
        each.camera.strength(picture).set_value(strength)
        return each

    assert found(at(ATTENTION.resting), at(ATTENTION.resting)) == []
    assert found(at(1.0), at(0.6), at(ATTENTION.resting)) == []
    assert found(at(0.6), at(0.6)) == [("staging/attention", ("a subject",))]


def test_a_scene_that_claims_nothing_is_not_judged() -> None:
    assert found(scene(claim="")) == []


def test_a_scene_that_does_not_begin_where_the_other_ended_is_found() -> None:
    before = np.zeros((100, 100, 4), np.uint8)
    after = before.copy()
    after[: round(100 * MOST_DIFFERENT)] = 255
    assert join_finding(before, after, "Before") is None
    after[: round(200 * MOST_DIFFERENT)] = 255
    finding = join_finding(before, after, "Before")
    assert finding is not None
    assert (finding.check, finding.things) == ("staging/join", ("Before",))
