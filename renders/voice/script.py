"""What is to be spoken: each sentence of some scenes, and the name of the file in which a person records it."""

from __future__ import annotations

from dataclasses import dataclass

from common.voice.speech import sentences_of
from renders.request.scenes import Film

__all__ = ["ScriptLine", "script_of"]


@dataclass(frozen=True)
class ScriptLine:
    """A ``sentence``, the ``name`` of its recording without an ending, and the titles of its scene and beat.

    ``claim`` is what the beat shows as a headline, if anything.
    """

    name: str
    sentence: str
    scene: str
    beat: str
    claim: str = ""


def script_of(scenes: Film, language: str) -> list[ScriptLine]:
    """List the sentences in the order in which they are heard, the second of a beat as ``Scene-beat-2``."""
    said = {scene: scene.load().said(language) for scene in scenes}
    return [
        ScriptLine(f"{scene.name}-{name}-{number}", sentence, words.title, beat.title, beat.claim)
        for scene, words in said.items()
        for name, beat in words.beats.items()
        for number, sentence in enumerate(sentences_of(beat.said, language), start=1)
    ]
