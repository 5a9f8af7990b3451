"""Takes and ticks, each at its place, as one row of samples."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import av
import numpy as np
import numpy.typing as npt

from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.sound import RATE, Sound, Take, TakeError, sample

__all__ = ["Samples", "mixed"]

Samples = npt.NDArray[np.float32]
"""Mono, ``RATE`` samples a second, 1 being full scale: (samples,)."""

_BLOCK = RATE
_TOLERANCE = 0.005
"""Seconds by which a take may be longer or shorter than promised: its length is kept in rounded numbers."""


def mixed(sound: Sound, gain: float = 1.0, tick_peak: float = 1.0) -> Iterator[Samples]:
    """Yield ``sound`` in blocks of a second; the last is shorter, and all have ``sound.samples`` together.

    Takes are multiplied by ``gain``; ticks peak at ``tick_peak``. No more than the takes of a block are in memory.
    Raises ``TakeError`` for one that is missing, cannot be decoded or has another length than promised.
    """
    waiting = deque(sorted(sound.takes, key=lambda take: take.start))
    tick = np.float32(tick_peak) * _tick()
    heard = [(sample(start), tick) for start in sound.ticks]
    for start in range(0, sound.samples, _BLOCK):
        end = min(start + _BLOCK, sound.samples)
        while waiting and sample(waiting[0].start) < end:
            take = waiting.popleft()
            heard.append((sample(take.start), np.float32(gain) * _decoded(take)))
        block = np.zeros(end - start, np.float32)
        for place, samples in heard:
            first, last = max(start, place), min(end, place + samples.size)
            if first < last:
                block[first - start : last - start] += samples[first - place : last - place]
        heard = [(place, samples) for place, samples in heard if place + samples.size > end]
        yield block


def _decoded(take: Take) -> Samples:
    """The samples of a take, which must be its promised number; the decoder drops what the encoder led in with."""
    if not take.file.is_file():
        raise TakeError(take, "is missing")
    resampler = av.AudioResampler("fltp", "mono", RATE)
    try:
        with av.open(ffmpeg_name(take.file)) as container:
            frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
            frames += resampler.resample(None)
    except (av.FFmpegError, IndexError) as error:
        raise TakeError(take, "cannot be decoded") from error
    samples = np.concatenate([frame.to_ndarray()[0] for frame in frames] or [np.zeros(0, np.float32)])
    # A page of an Ogg file whose checksum is wrong is left out: what is damaged is too short.
    if abs(samples.size / RATE - take.seconds) > _TOLERANCE:
        raise TakeError(take, f"lasts {samples.size / RATE:.3f} s where {take.seconds:.3f} s were promised")
    return samples


def _tick() -> Samples:
    """A short, soft fifth that peaks at 1."""
    attack, decay = 0.004, 0.030
    t = np.arange(sample(0.18)) / RATE
    envelope = np.minimum(t / attack, 1) * np.exp(-np.maximum(t - attack, 0) / decay)
    wave = envelope * (np.sin(2 * np.pi * 880 * t) + np.sin(2 * np.pi * 1320 * t))
    return np.asarray(wave / np.abs(wave).max(), np.float32)
