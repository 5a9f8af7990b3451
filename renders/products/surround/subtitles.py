"""Captions in every language, all timed to the one film that is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from common.words import LANGUAGES
from renders.captions.cues import captions, cues
from renders.errors import BadInputError
from renders.picture.timeline import Timeline
from renders.request.scenes import Film, film_words

__all__ = ["in_language", "subtitles"]


def subtitles(scenes: Film, timelines: Sequence[Timeline], spoken: str, fps: int, kind: str) -> dict[str, str]:
    """Compose a caption file, ``srt`` or ``vtt``, for each language; the film itself is in ``spoken``."""
    return {
        language: captions(
            cues(timelines if language == spoken else in_language(scenes, timelines, language), language, fps),
            fps,
            kind,
        )
        for language in LANGUAGES
    }


def in_language(scenes: Film, timelines: Sequence[Timeline], language: str) -> list[Timeline]:
    """The same beats at the same frames, with the words of another language.

    Raises ``BadInputError`` if these words have other beats, or a scene none.
    """
    film_words(scenes, language)
    told = []
    for scene, timeline in zip(scenes, timelines, strict=True):
        try:
            words = scene.load().said(language)
            beats = tuple(replace(beat, said=words.beats[beat.name].said, lines=()) for beat in timeline.beats)
        except (LookupError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise BadInputError(
                f"{timeline.name} has no captions in {language!r}: {reason}; fix common/words/{language}.toml"
            ) from error
        told.append(replace(timeline, beats=beats))
    return told
