"""A model that only hums, for tests of what is made of speech."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from renders.voice.model import RATE, UNIT, Speaker

SECONDS = UNIT / RATE
EARLY = 0.055


@dataclass(frozen=True)
class Hum(Speaker):
    """Hums four units a phoneme, keeps still for 16 at each mark and 14 at either end; as early as the model."""

    loudness: float = 0.3
    session: None = None
    style: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))

    def speak(self, phonemes: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
        units = np.array([14, *(16 if each in ",.?;:" else 4 for each in phonemes), 14])
        sounds = np.array([False, *(each not in ",.?;:" for each in phonemes), False])
        wave = np.sin(np.arange(units.sum() * UNIT) * 0.05) * np.repeat(sounds, units * UNIT)
        return np.roll(self.loudness * wave, -round(EARLY * RATE)).astype(np.float32), units.astype(np.float64)
