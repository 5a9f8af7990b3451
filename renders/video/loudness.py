"""Loudness by EBU R 128: how loud a file is, and a sound brought to a level without clipping."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.filter import Graph

from renders.video.encoder import EncodingError
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.mixing import Samples, mixed
from renders.video.sound import RATE, Sound

__all__ = ["PAGE", "PLATFORM", "Loudness", "levelled", "measure"]

PLATFORM, PAGE = -14.0, -16.0
"""Integrated loudness in LUFS: what video platforms play at, and a calmer one beside text."""

# One channel is measured as what it becomes, two that are equal.
_METER = "dualmono=true:metadata=true"
_PEAKS = f"peak=true:{_METER}"  # which takes half as much time again
# Peaks between the samples show once there are four times as many. -2.5 dB leave room for what a lossy codec adds.
_LIMITER = (
    ("aresample", f"{4 * RATE}"),
    ("alimiter", f"limit={10 ** (-2.5 / 20):.6f}:level=false:latency=true"),
    ("aresample", f"{RATE}"),
    ("pan", "stereo|c0=c0|c1=c0"),
)
_SILENCE = -70.0
"""What the meter says where nothing is as loud as its gate."""
_TICK_BELOW = 12.0
"""Decibels by which a tick's peak stays below the loudness of what is said."""


@dataclass(frozen=True)
class Loudness:
    """``integrated`` loudness in LUFS, and the ``true_peak`` in dBTP; of silence, -70 and minus infinity."""

    integrated: float
    true_peak: float


def measure(file: Path) -> Loudness:
    """Measure the sound of ``file`` as a player decodes it; raises ``EncodingError`` if it has none."""
    with av.open(ffmpeg_name(file)) as container:
        if not container.streams.audio:
            raise EncodingError(f"{file.name} has no sound")
        return _metered(container.decode(audio=0), _PEAKS)


def levelled(sound: Sound, level: float) -> Iterator[av.AudioFrame]:
    """Yield ``sound`` in stereo, its takes at ``level`` LUFS by one gain for all, its peaks limited.

    Raises ``TakeError`` as ``mixed`` does, and ``EncodingError`` if the takes are silent.
    """
    spoken, gain = replace(sound, ticks=()), 1.0
    for filters in ((), _LIMITER) if sound.takes else ():  # again, for the limiter takes some of the loudness away
        found = _metered(_filtered(_framed(mixed(spoken, gain)), *filters)).integrated
        if found <= _SILENCE:
            raise EncodingError("nothing can be heard in the takes")
        gain *= _ratio(level - found)
    return _filtered(_framed(mixed(sound, gain, _ratio(level - _TICK_BELOW))), *_LIMITER)


def _metered(frames: Iterable[av.AudioFrame], how: str = _METER) -> Loudness:
    said: dict[str, str] = {}
    for frame in _filtered(frames, ("ebur128", how)):
        said = frame.metadata or said
    peak = float(said.get("lavfi.r128.true_peak", 0))
    return Loudness(float(said.get("lavfi.r128.I", _SILENCE)), 20 * math.log10(peak) if peak > 0 else -math.inf)


def _filtered(frames: Iterable[av.AudioFrame], *filters: tuple[str, str]) -> Iterator[av.AudioFrame]:
    """``frames``, which are all alike, as they leave a chain of ``filters``, each a name and its options."""
    graph = Graph()
    for frame in frames:
        if not graph.configured:
            source = graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format.name,
                layout=frame.layout.name,
                time_base=Fraction(1, frame.sample_rate),
            )
            graph.link_nodes(source, *(graph.add(*each) for each in filters), graph.add("abuffersink")).configure()
        graph.push(frame)
        yield from _ready(graph)
    if graph.configured:
        graph.push(None)
        yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[av.AudioFrame]:
    """The frames that ``graph`` holds ready; it tells by an error that there are no more."""
    with suppress(av.BlockingIOError, av.EOFError):
        while True:
            yield cast(av.AudioFrame, graph.pull())


def _framed(blocks: Iterable[Samples]) -> Iterator[av.AudioFrame]:
    place = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block[None], "fltp", "mono")
        frame.sample_rate, frame.pts = RATE, place
        place += block.size
        yield frame


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))
