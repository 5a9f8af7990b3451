"""What the tiny scenes say: beside them, since whoever only looks that up need not load manim."""

from __future__ import annotations

from common.words import BeatWords, SceneWords

SAID = {
    "Moving": {"enter": "A circle.", "cross_over": "It goes right & stays <there>."},
    "Winding": {"there": "It goes.", "and_back": "It comes back."},
    "Diving": {"closer": "It comes closer.", "back": "And goes back."},
    "Flat": {"amber": "One colour."},
    "Calm": {"first": "A square."},
    "Numbered": {"bars": "Some bars."},
    "Crossed": {"first": "A line."},
    "Blink": {"blink": ""},
    "Failing": {"first": "Before."},
    "Killed": {"first": "Before."},
    "KilledSpeaking": {"first": "Before."},
    "Scribbling": {"first": "Before."},
    "Slow": {"first": "For ten minutes."},
    "Typeset": {"first": "With LaTeX."},
    "Unsteady": {"first": "", "second": ""},
    "KilledOnce": {"enter": "A circle.", "cross_over": "It goes right & stays <there>."},
}
"""What is said in each beat of each scene."""


def own_words(name: str, _language: str = "en") -> SceneWords:
    """The words of the scene with that name."""
    beats = {beat: BeatWords(beat.replace("_", " "), said) for beat, said in SAID[name].items()}
    return SceneWords(f"The {name}", {}, beats)
