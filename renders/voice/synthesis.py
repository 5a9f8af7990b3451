"""Speak a sentence: samples, and when each of its words begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.voice.speech import Speech
from renders.voice.model import RATE, UNIT, Speaker
from renders.voice.trimming import levelled, quiet, sounding

__all__ = ["Spoken", "synthesised"]

_EARLY = 0.055
"""Seconds by which a phoneme is heard before the model's durations place it: measured at 206 stops."""

_DIGITS = 3


@dataclass(frozen=True)
class Spoken:
    """A sentence in samples of ``RATE``, without silence at its ends; its words in seconds from the first."""

    samples: npt.NDArray[np.float32]
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return round(len(self.samples) / RATE, _DIGITS)


def synthesised(speech: Speech, speaker: Speaker) -> Spoken:
    """Speak ``speech``; a word before a pause ends where the sound does, any other where the next begins."""
    raw, durations = speaker.speak(speech.phonemes)
    begins = np.cumsum(durations) * UNIT / RATE - _EARLY  # of phoneme n, as a silence goes before
    cut, samples = sounding(raw, RATE)
    seconds = len(samples) / RATE
    begins = np.clip(begins - cut, 0, seconds)
    words = speech.words
    starts = [float(begins[word.first]) for word in words]
    ends = []
    for number, word in enumerate(words):
        after = starts[number + 1] if number + 1 < len(words) else seconds
        pauses = number + 1 == len(words) or words[number + 1].first - word.last > 1
        # The last phoneme sounds until the mark's place at least, give or take a window.
        ends.append(quiet(samples, RATE, min(float(begins[word.last - 1]), after), after) if pauses else after)
    return Spoken(levelled(samples, RATE), _rounded(starts), _rounded(ends))


def _rounded(times: list[float]) -> tuple[float, ...]:
    return tuple(round(time, _DIGITS) for time in times)
