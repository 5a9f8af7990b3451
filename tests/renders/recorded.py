"""Takes that were never spoken, and what is heard in a file."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np

from renders.video.mixing import Samples
from renders.video.sound import RATE, Take

FRAME = 1024
"""Samples that AAC codes together."""


def babble(seconds: float, peak: float = 0.8, seed: int = 0) -> Samples:
    """What a coder finds as hard as speech: a gliding buzz, and hisses, each with pauses of its own."""
    t = np.arange(round(seconds * RATE)) / RATE
    phase = np.cumsum(120 + 40 * np.sin(2 * np.pi * 0.7 * t)) / RATE
    strengths = {k: (1 + 3 * np.exp(-(((k * 150 - 700) / 200) ** 2))) / k**1.2 for k in range(1, 40)}
    buzz = sum(strength * np.sin(2 * np.pi * k * phase) for k, strength in strengths.items())
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=t.size))
    pitch = np.fft.rfftfreq(t.size, 1 / RATE)
    hiss = np.fft.irfft(np.where((pitch > 3000) & (pitch < 9000), spectrum, 0), t.size)
    wave = buzz * _open(t * 3.1 % 1 < 0.6) + hiss * _open((t * 2.3 + 0.16) % 1 < 0.25)
    return np.asarray(peak * wave / np.abs(wave).max(), np.float32)


def click(seconds: float, at: float) -> Samples:
    """Silence, but for 10 ms of 2 kHz that begin ``at`` so many seconds."""
    samples = np.zeros(round(seconds * RATE), np.float32)
    place, length = round(at * RATE), RATE // 100
    samples[place : place + length] = 0.8 * np.sin(2 * np.pi * 2000 * np.arange(length) / RATE)
    return samples


def record(file: Path, samples: Samples, start: float = 0.0) -> Take:
    """Encode ``samples`` as the Opus file of a take that is heard from ``start`` on."""
    with av.open(str(file), "w", format="ogg") as container:
        stream = container.add_stream("libopus", RATE, layout="mono")
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(samples[None], "flt", "mono")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return Take(start, samples.size / RATE, file)


def record_wav(file: Path, samples: Samples) -> None:
    """Write what a person would record."""
    file.parent.mkdir(exist_ok=True)
    with wave.open(str(file), "wb") as opened:
        opened.setparams((1, 2, RATE, 0, "NONE", ""))
        opened.writeframes((samples * 32767).astype("<i2").tobytes())


def heard(file: Path) -> Samples:
    """The left channel of a file's sound, from the time 0 of its picture on."""
    with av.open(str(file)) as container:
        frames = list(container.decode(audio=0))
    assert frames[0].pts == 0
    return left(frames)


def left(frames: list[av.AudioFrame]) -> Samples:
    """The left channel, full scale being 1."""
    step = 1 if frames[0].format.is_planar else 2
    samples = np.concatenate([frame.to_ndarray()[0, ::step] for frame in frames])
    return np.asarray(samples / (32768 if samples.dtype == np.int16 else 1), np.float32)


def onset(samples: Samples, near: float) -> float:
    """When a click within half a second of ``near`` begins, in seconds."""
    first = round((near - 0.5) * RATE)
    loud = np.abs(samples[first : first + RATE])
    return (first + int(np.argmax(loud > loud.max() / 4))) / RATE


def lag(later: Samples, earlier: Samples) -> int:
    """By how many samples ``later`` is behind ``earlier``, by what best makes them coincide."""
    size = later.size + earlier.size
    product = np.fft.irfft(np.fft.rfft(later, size) * np.conj(np.fft.rfft(earlier, size)), size)
    best = int(np.argmax(product))
    return best if best < later.size else best - size


def _open(gate: np.ndarray) -> np.ndarray:
    """A gate that opens and closes within 20 ms."""
    window = np.hanning(RATE // 50)
    return np.convolve(gate, window / window.sum(), "same")
