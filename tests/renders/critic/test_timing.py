from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from manim import RIGHT, Dot, Mobject

from common.beats import Beat, Mark
from common.camera import FilmCamera
from common.figures.lettering import Headline, lettering
from common.stage import LANDSCAPE, Box, Stage
from common.style import DARK, TYPE
from renders.captions import cues as captions
from renders.critic.timing import (
    Moment,
    caption_findings,
    glance,
    mark_findings,
    reading_findings,
    rest_findings,
    short_findings,
)
from renders.picture.timeline import Timeline

SOMEWHERE = Box(0, 0, 1, 1)
FPS = 10


def glanced(*mobjects: Mobject) -> Moment:
    scene: Any = SimpleNamespace(mobjects=list(mobjects), camera=FilmCamera(), claim=None)
    return glance(scene)


def shown(text: str, start: int, end: int) -> dict[int, Moment]:
    return {0: Moment(), start: Moment({text: SOMEWHERE}), end: Moment()}


def headline(opacity: float) -> Headline:
    text = Headline("A corner can hold", Stage(LANDSCAPE).headline, DARK)
    text.set_opacity(opacity)
    return text


@pytest.mark.parametrize(
    ("text", "language", "needed"),
    [("one two three four", "en", 15), ("零是一个角落所以它会停", "zh", 13), ("d_0 + lambda", "zh", 12)],
)
def test_a_text_stays_until_it_can_be_read(text: str, language: str, needed: int) -> None:
    assert list(reading_findings(shown(text, 5, 5 + needed), 100, language, FPS)) == []
    ((frame, finding),) = reading_findings(shown(text, 5, 4 + needed), 100, language, FPS)
    assert (frame, finding.check) == (5, "time/reading")


def test_the_longest_stay_counts_and_it_may_last_to_the_end() -> None:
    moments = shown("one two three four", 5, 8) | {20: Moment({"one two three four": SOMEWHERE})}
    assert list(reading_findings(moments, 35, "en", FPS)) == []
    assert len(list(reading_findings(moments, 34, "en", FPS))) == 1


def test_only_what_is_fully_there_can_be_read() -> None:
    label = lettering("zeros", TYPE.note, DARK.ink)
    assert list(glanced(label).texts) == ["zeros"]
    assert list(glanced(label.set_opacity(0.5)).texts) == []
    assert list(glanced(headline(1.0)).texts) == ["A corner can hold"]


def test_what_moves_while_a_headline_comes_in_is_found() -> None:
    dot = Dot()
    moments = {1: glanced(headline(0.3), dot), 2: glanced(headline(0.6), dot)}
    assert list(rest_findings(moments)) == []
    moments[3] = glanced(headline(0.9), dot.shift(0.1 * RIGHT))
    ((frame, finding),) = rest_findings(moments)
    assert (frame, finding.check, finding.things) == (3, "time/restless", ("Dot",))
    moments[4] = glanced(headline(1.0), dot.shift(0.1 * RIGHT))
    assert len(list(rest_findings(moments))) == 1


def timeline(said: str, seconds: float) -> Timeline:
    frames = round(seconds * FPS)
    return Timeline("Tiny", "Tiny", frames, (Beat("only", 0, frames, "Only", said),))


def test_a_beat_shorter_than_its_words_is_found() -> None:
    assert list(short_findings(timeline("one two three four", 1.5), "en", FPS)) == []
    ((_, finding),) = short_findings(timeline("one two three four", 1.4), "en", FPS)
    assert finding.check == "time/short"


def test_captions_as_the_film_breaks_them_keep_the_limits() -> None:
    said = "If the budget is large enough, it holds the loss's own best point, and nothing is shrunk."
    assert list(caption_findings(timeline(said, 7), "en", FPS)) == []


@pytest.mark.parametrize(
    ("text", "seconds", "wrong"),
    [
        ("x" * 60, 6, "60 characters in a line, at most 42"),
        ("一" * 17, 5, "17 characters in a line, at most 16"),
        ("one\ntwo\nthree", 5, "3 lines, at most 2"),
        ("x" * 42, 1, "42.0 characters a second, at most 20"),
        ("one", 8, "8.00 s, not between 0.83 and 7 s"),
        ("one", 0.5, "0.50 s, not between 0.83 and 7 s"),
    ],
)
def test_a_caption_beyond_a_limit_is_found(
    monkeypatch: pytest.MonkeyPatch, text: str, seconds: float, wrong: str
) -> None:
    language = "en" if text.isascii() else "zh"
    planted = [captions.Cue(0, round(seconds * FPS), text)]
    monkeypatch.setattr("renders.critic.timing.cues", lambda *_: planted)
    assert [finding.said for _, finding in caption_findings(timeline("said", seconds), language, FPS)] == [wrong]


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (30, ""),
        (30 + round(0.25 * FPS), ""),
        (30 + round(0.4 * FPS), "0.40 s after its word, at most 0.25 s"),
        (30 - round(0.4 * FPS), "0.40 s before its word, at most 0.25 s"),
        (None, "nothing waits for it"),
    ],
)
def test_a_move_that_misses_its_word_is_found(begun: int | None, said: str) -> None:
    beat = Beat("only", 0, 90, "Only", "Now.", marks=(Mark("now", 30, begun),))
    found = list(mark_findings(Timeline("Tiny", "Tiny", 90, (beat,)), FPS))
    assert [(each.check, each.things, each.said) for _, each in found] == (
        [("time/mark", ("only[now]",), said)] if said else []
    )
