from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import pysubs2
import pytest

from common.beats import Beat, Line, Word
from renders.captions.breaking import LIMITS
from renders.captions.cues import LONGEST, SHORTEST, captions, cues, milliseconds
from renders.picture.timeline import Timeline

ENGLISH = (
    "Least squares wants the smallest loss. It may use only a fixed budget of weight, so the answer sits on the "
    "edge, and the shape of the edge decides. With L1, the edge is a diamond: its corners lie on the axes, and "
    "there one weight is exactly 0."
)
CHINESE = (
    "最小二乘要让损失最小，但权重的总量有预算，所以答案落在边界上，而边界的形状决定一切。"
    "L1 的边界是菱形：它的尖角在坐标轴上，那里有一个权重正好等于 0。"
)
SAID = [
    ("en", ENGLISH),
    ("zh", CHINESE),
    ("en", "Zero."),
    ("zh", "零。"),
    ("en", "unbroken" * 40),
    ("zh", "没有标点" * 20),
    ("en", "One. Two. Three. Four! Five? Six."),
]


def scene(said: str, seconds: float, fps: int, title: str = "T") -> Timeline:
    frames = math.ceil(seconds * fps)
    return Timeline("S", title, frames + 7, (Beat("b", 7, 7 + frames, "B", said),))


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize(("language", "said"), SAID)
def test_cues_keep_the_limits_of_their_language(language: str, said: str, fps: int) -> None:
    limits = LIMITS[language]
    reading = max(1.0, 1.15 * len(said) / limits.speed)
    found = cues([scene(said, reading, fps)], language, fps)
    for cue in found:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= limits.line
        seconds = (cue.end - cue.start) / fps
        assert SHORTEST <= seconds <= LONGEST
        assert len(cue.text.replace("\n", "")) / seconds <= limits.speed
    whole = "".join("".join(cue.text.split()) for cue in found)
    assert whole == "".join(said.split())
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert found[0].start == 7


def test_cues_end_where_sentences_and_clauses_do() -> None:
    for language, said in SAID[:2]:
        for cue in cues([scene(said, 16, 30)], language, 30):
            assert cue.text[-1] in ".,:;。，：；"


def test_a_long_silence_after_words_does_not_stretch_their_cue() -> None:
    (cue,) = cues([scene("Zero.", 30, 30)], "en", 30)
    assert cue.end - cue.start == LONGEST * 30


def test_a_beat_that_says_nothing_has_no_cue() -> None:
    assert cues([scene("  ", 3, 30)], "en", 30) == []


def test_cues_follow_the_joined_film() -> None:
    found = cues([scene("Zero.", 2, 30), scene("One.", 2, 30)], "en", 30)
    assert [(cue.start, cue.end) for cue in found] == [(7, 67), (74, 134)]


@pytest.mark.parametrize("fps", [15, 24, 30, 60])
def test_a_time_in_the_file_means_its_frame_and_no_other(fps: int) -> None:
    for frame in range(20 * fps):
        assert math.ceil(milliseconds(frame, fps) * fps / 1000) == frame


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_mathematics_survives_the_file_format(kind: str) -> None:
    said = "So {w} < 1 & |w| > 0."
    text = captions(cues([scene(said, 3, 30)], "en", 30), 30, kind)
    assert (said if kind == "srt" else "So {w} &lt; 1 &amp; |w| &gt; 0.") in text


def test_the_files_of_a_film_tell_the_same_times(film_folder: Path) -> None:
    srt, vtt = (pysubs2.load(str(film_folder / f"film.{kind}")) for kind in ("srt", "vtt"))
    assert [(event.start, event.end) for event in srt] == [(event.start, event.end) for event in vtt]
    assert len(srt) == 3
    clip = pysubs2.load(str(film_folder / "Moving.srt"))
    assert [(event.start, event.end) for event in clip] == [(event.start, event.end) for event in srt[:2]]


def spoken(texts: list[str], pace: float, fps: int) -> Timeline:
    """A beat whose words take ``pace`` seconds a letter, with half a second between sentences."""
    at, lines = 0.6, []
    for text in texts:
        words = tuple(
            Word(word.start(), word.end(), at + pace * word.start(), at + pace * word.end())
            for word in re.finditer(r"\w+", text)
        )
        lines.append(Line(text, at, at + pace * len(text), words, "take"))
        at = lines[-1].end + 0.5
    frames = math.ceil((at + 1) * fps)
    return Timeline("S", "T", frames + 7, (Beat("b", 7, 7 + frames, "B", " ".join(texts), tuple(lines)),))


SENTENCES = [
    ["Here is what one weight costs: its size under one, half its square under two.", "Zoom in at zero."],
    ["Tighten it, and the best allowed point is where the lowest reachable contour touches.", "Why?", "Look."],
]


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize("texts", SENTENCES)
def test_a_cue_comes_with_its_first_word_and_stays_until_its_last_is_heard(texts: list[str], fps: int) -> None:
    timeline = spoken(texts, 0.07, fps)
    (beat,) = timeline.beats
    heard = [(word, line.text[word.first : word.last]) for line in beat.lines for word in line.words]
    for cue in cues([timeline], "en", fps):
        said = re.findall(r"\w+", cue.text)
        assert said == [text for _, text in heard[: len(said)]]
        words, heard = [word for word, _ in heard[: len(said)]], heard[len(said) :]
        assert abs(cue.start - (beat.start + words[0].start * fps)) <= 1
        assert cue.end >= beat.start + words[-1].end * fps - 1
        assert (cue.end - cue.start) / fps <= LONGEST
    assert not heard
