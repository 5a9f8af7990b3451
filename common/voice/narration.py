"""When each word of a beat is heard: by its takes, or, in silence, at the pace of reading aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from common.beats import Line, Word
from common.voice.lexicon import UnknownWordError
from common.voice.speech import Speech, sentences_of, speech_of
from common.voice.takes import OFF, Take, find_take, key_of
from common.words import BeatWords, SceneWords, reading_seconds

__all__ = ["Narration", "is_spoken", "narrations"]

LEAD, GAP, BREATH = 0.6, 0.35, 0.35
"""Seconds of picture before the first sentence of a beat; between two sentences; and behind the last."""

_NONE: Mapping[str, Take] = MappingProxyType({})
_Takes = Mapping[str, tuple[Take, Speech]]


@dataclass(frozen=True)
class Narration:
    """The ``lines`` of a beat, none in silence; when its marks are due, in seconds; and how long it lasts."""

    lines: tuple[Line, ...]
    marks: Mapping[str, float]
    seconds: float


def is_spoken(words: SceneWords, language: str, voice: str, others: Mapping[str, Take] = _NONE) -> bool:
    """Tell whether ``voice`` has a take of all ``words``: a scene is spoken as a whole, or not at all.

    ``others`` are takes besides the film's, by the keys of their sentences.
    """
    return _takes_of(words, language, voice, others) is not None


def narrations(
    words: SceneWords, language: str, voice: str, others: Mapping[str, Take] = _NONE
) -> Mapping[str, Narration]:
    """Return when the words of each beat are heard: in ``voice``, if it can say all of them, else in silence.

    ``others`` is as for ``is_spoken``.
    """
    takes = _takes_of(words, language, voice, others)
    if takes is None:
        return MappingProxyType({name: _read(beat, language) for name, beat in words.beats.items()})
    return MappingProxyType({name: _spoken(beat, language, takes) for name, beat in words.beats.items()})


def _sentences(beat: BeatWords, language: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a beat, after the place where it begins."""
    place = 0
    for sentence in sentences_of(beat.said, language):
        place = beat.said.index(sentence, place)
        yield place, sentence
        place += len(sentence)


def _takes_of(words: SceneWords, language: str, voice: str, others: Mapping[str, Take]) -> _Takes | None:
    """Each sentence's take, and how it sounds; nothing if one has none."""
    found: dict[str, tuple[Take, Speech]] = {}
    for beat in words.beats.values() if voice != OFF else ():
        for _, sentence in _sentences(beat, language):
            take = _take_of(sentence, language, voice, others)
            if take is None:
                return None
            found[sentence] = take
    return found if voice != OFF else None


def _take_of(sentence: str, language: str, voice: str, others: Mapping[str, Take]) -> tuple[Take, Speech] | None:
    try:
        speech = speech_of(sentence, language)
    except UnknownWordError:
        return None
    take = others.get(key_of(speech, voice)) or find_take(speech, language, voice)
    return (take, speech) if take else None


def _spoken(beat: BeatWords, language: str, takes: _Takes) -> Narration:
    lines, starts, at = list[Line](), list[int](), LEAD + _rest_after(beat, 0)
    for first, text in _sentences(beat, language):
        take, speech = takes[text]
        words = tuple(
            Word(word.start, word.end, at + start, at + end)
            for word, start, end in zip(speech.words, take.starts, take.ends, strict=True)
        )
        lines.append(Line(text, at, at + take.seconds, words, take.key))
        starts.append(first)
        at += take.seconds + max(GAP, _rest_after(beat, first + len(text)))
    end = max((line.end for line in lines), default=LEAD)
    return Narration(tuple(lines), _due(beat, lines, starts), end + max(BREATH, _rest_after(beat, len(beat.said))))


def _read(beat: BeatWords, language: str) -> Narration:
    """Let each letter take as long as any other: nobody hears when it is read."""
    seconds = reading_seconds(beat.said, language)

    def when(place: int) -> float:
        rests = sum(rest for at, rest in beat.silences.items() if at <= place)
        return LEAD + (seconds - LEAD) * place / len(beat.said) + rests

    marks = {mark: when(place) for mark, place in beat.marks.items()}
    return Narration((), MappingProxyType(marks), seconds + sum(beat.silences.values()))


def _rest_after(beat: BeatWords, place: int) -> float:
    """The silence that stands there, whatever spaces are between."""
    return max(
        (rest for at, rest in beat.silences.items() if not beat.said[place:at].strip() and at >= place),
        default=0.0,
    )


def _due(beat: BeatWords, lines: list[Line], starts: list[int]) -> Mapping[str, float]:
    """When the word behind each mark begins."""
    words = [(first + word.first, word) for first, line in zip(starts, lines, strict=True) for word in line.words]
    due = {}
    for mark, place in beat.marks.items():
        following = [word.start for at, word in words if at + (word.last - word.first) > place]
        due[mark] = following[0] if following else lines[-1].end
    return MappingProxyType(due)
