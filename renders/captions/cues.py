"""Captions: what is said, in cues short enough to read, timed to the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import pysubs2

from common.beats import Beat
from renders.captions.breaking import LIMITS, cue_texts
from renders.picture.timeline import Timeline, first_frames

__all__ = ["LONGEST", "SHORTEST", "Cue", "captions", "cues", "milliseconds"]

SHORTEST = 5 / 6
LONGEST = 7.0
"""Seconds that a cue stays."""


@dataclass(frozen=True)
class Cue:
    """One or two lines of text from frame ``start`` to frame ``end`` (not included)."""

    start: int
    end: int
    text: str


def cues(timelines: Sequence[Timeline], language: str, fps: int, line: int | None = None) -> list[Cue]:
    """All cues of scenes played one after another, in frames of the joined film.

    ``line`` is the most characters a line, where that is not the language's own limit.
    """
    return [
        Cue(first + cue.start, first + cue.end, cue.text)
        for timeline, first in zip(timelines, first_frames(timelines), strict=False)
        for beat in timeline.beats
        for cue in (_heard if beat.lines else _read)(beat, language, fps, line)
    ]


def milliseconds(frame: int, fps: int) -> int:
    """Round the time of ``frame`` down: rounded up, a player would show its cue one frame late."""
    return frame * 1000 // fps


def captions(all_cues: Iterable[Cue], fps: int, kind: str) -> str:
    """Compose a caption file; ``kind`` is ``srt`` or ``vtt``."""
    file = pysubs2.SSAFile()
    for cue in all_cues:
        text = cue.text
        if kind == "vtt":
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        event = pysubs2.SSAEvent(milliseconds(cue.start, fps), milliseconds(cue.end, fps))
        event.plaintext = text
        file.append(event)
    # pysubs2 takes words in braces for tags, and would drop them.
    return file.to_string(kind, keep_ssa_tags=True)


def _heard(beat: Beat, language: str, fps: int, line: int | None) -> list[Cue]:
    """Let each cue come with its first word and go with its last, or stay a little longer to be read."""
    spoken = [
        (len("".join(each.text[: word.first].split())) + before, word)
        for each, before in zip(beat.lines, _letters_before(each.text for each in beat.lines), strict=False)
        for word in each.words
    ]
    seconds = beat.lines[-1].end - beat.lines[0].start
    texts = cue_texts(beat.said, language, most=max(1, int(seconds / SHORTEST)), line=line)
    begins = _letters_before(texts)
    groups = [[word for at, word in spoken if begin <= at < end] for begin, end in pairwise(begins)]
    starts = [beat.start + round(words[0].start * fps) for words in groups]
    ends = [beat.start + round(words[-1].end * fps) for words in groups]
    latest = [*starts[1:], beat.end]
    speed = LIMITS[language].speed
    return [
        Cue(
            start,
            min(
                max(end, start + math.ceil(max(SHORTEST, len(text) / speed) * fps)),
                last,
                start + int(LONGEST * fps),
            ),
            text,
        )
        for start, end, last, text in zip(starts, ends, latest, texts, strict=True)
    ]


def _letters_before(texts: Iterable[str]) -> list[int]:
    """How many letters come before each text, spaces aside, and last how many there are."""
    return list(accumulate((len("".join(text.split())) for text in texts), initial=0))


def _read(beat: Beat, language: str, fps: int, line: int | None) -> list[Cue]:
    """Share the frames of a silent beat among the cues of its words, by their length."""
    start, end = beat.start, beat.end
    seconds = (end - start) / fps
    texts = cue_texts(beat.said, language, most=max(1, int(seconds / SHORTEST)), line=line)
    if not texts:
        return []
    # What all cues need at least is set aside first; only the rest goes by length.
    least = min(int(SHORTEST * fps) + 1, (end - start) // len(texts))
    rest = end - start - least * len(texts)
    spoken = list(accumulate((len(text) for text in texts), initial=0))
    marks = [start + least * number + round(rest * done / spoken[-1]) for number, done in enumerate(spoken)]
    longest = int(LONGEST * fps)
    return [
        Cue(begin, min(stop, begin + longest), text)
        for (begin, stop), text in zip(pairwise(marks), texts, strict=True)
    ]
