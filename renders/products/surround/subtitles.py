"""Titles and captions in every language, all timed to the one film that is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from common.words import LANGUAGES
from renders.captions.cues import captions, cues
from renders.errors import BadInputError
from renders.picture.timeline import Timeline
from renders.request.scenes import Film, film_words

__all__ = ["in_every_language", "subtitles"]


def subtitles(told: Mapping[str, Sequence[Timeline]], fps: int, kind: str) -> dict[str, str]:
    """Compose a caption file, ``srt`` or ``vtt``, for each language in which it is ``told``."""
    return {language: captions(cues(timelines, language, fps), fps, kind) for language, timelines in told.items()}


def in_every_language(scenes: Film, timelines: Sequence[Timeline], spoken: str) -> dict[str, Sequence[Timeline]]:
    """The same beats at the same frames in each language; the film itself is in ``spoken``.

    Raises ``BadInputError`` if a language has other beats, or no words for a scene.
    """
    return {each: timelines if each == spoken else _in_language(scenes, timelines, each) for each in LANGUAGES}


def _in_language(scenes: Film, timelines: Sequence[Timeline], language: str) -> list[Timeline]:
    film_words(scenes, language)
    told = []
    for scene, timeline in zip(scenes, timelines, strict=True):
        try:
            words = scene.load().said(language)
            beats = tuple(
                replace(beat, title=words.beats[beat.name].title, said=words.beats[beat.name].said, lines=())
                for beat in timeline.beats
            )
        except (LookupError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise BadInputError(
                f"{timeline.name} has no captions in {language!r}: {reason}; fix common/words/{language}.toml"
            ) from error
        told.append(replace(timeline, title=words.title, beats=beats))
    return told
