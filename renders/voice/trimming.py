"""What is done to the model's samples: silence cut off at both ends, and one level for all takes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["LEVEL", "PEAK", "QUIET", "levelled", "pauses", "quiet", "sounding"]

LEVEL = -24.0
"""Decibels of all takes, below full scale: RMS while the voice sounds."""

PEAK = 0.8
"""The loudest sample allowed: what encodes the takes may add a little."""

QUIET = -40.0
"""Decibels below the loudest window where a pause begins and ends."""

WINDOW = 0.01
"""Seconds over which loudness is looked at."""

_LEAD, _TAIL = 0.03, 0.08  # seconds kept before and after the sound
_FADE = 0.005
_SOUND = -50.0  # decibels below the loudest window where sound begins and ends
_LEAST_PAUSE = 0.04
_FRAME = 0.02  # of Opus, in seconds

Samples = npt.NDArray[np.float32]


def sounding(samples: Samples, rate: int, threshold: float = _SOUND) -> tuple[float, Samples]:
    """Cut off the silence at both ends; return how many seconds went before, and whole frames of Opus.

    Silent is what is below ``threshold``, in decibels below the loudest window.
    """
    loud = np.flatnonzero(_decibels(samples, rate) > threshold)
    window, frame, fade = round(WINDOW * rate), round(_FRAME * rate), round(_FADE * rate)
    first = max(0, loud[0] * window - round(_LEAD * rate))
    length = (loud[-1] + 1) * window + round(_TAIL * rate) - first
    kept = np.zeros(-(-length // frame) * frame, dtype=np.float32)
    part = samples[first : first + len(kept)]
    kept[: len(part)] = part
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[-fade:] *= ramp[::-1]
    return float(first / rate), kept


def levelled(samples: Samples, rate: int) -> Samples:
    """Bring a take to ``LEVEL``, or as close as ``PEAK`` allows."""
    window = round(WINDOW * rate)
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    loud = whole[_decibels(samples, rate)[: len(whole)] > QUIET]
    gain = 10 ** (LEVEL / 20) / np.sqrt(np.mean(np.square(loud)))
    return samples * np.float32(min(gain, PEAK / np.abs(samples).max()))


def quiet(samples: Samples, rate: int, after: float, before: float) -> float:
    """When the first pause between two moments, in seconds, begins; ``before`` if there is none."""
    pause = _decibels(samples, rate) < QUIET
    least = round(_LEAST_PAUSE / WINDOW)
    for start in range(round(after / WINDOW), round(before / WINDOW)):
        if pause[start : start + least].all():
            return start * WINDOW
    return before


def pauses(samples: Samples, rate: int, least: float) -> list[tuple[float, float]]:
    """Find where it pauses for ``least`` seconds or more, other than at its ends: when each begins and ends."""
    loud = np.flatnonzero(_decibels(samples, rate) > QUIET)
    return [
        ((before + 1) * WINDOW, after * WINDOW)
        for before, after in pairwise(loud.tolist())
        if (after - before - 1) * WINDOW >= least
    ]


def _decibels(samples: Samples, rate: int) -> npt.NDArray[np.float64]:
    """How loud each window is, in decibels below the loudest."""
    window = round(WINDOW * rate)
    whole = samples[: len(samples) // window * window].reshape(-1, window).astype(np.float64)
    energy = np.mean(np.square(whole), axis=1)
    if not energy.size or not energy.max() > 0:
        raise ValueError("the model gave nothing but silence")
    return np.asarray(10 * np.log10(np.maximum(energy / energy.max(), 1e-12)))
