"""The film's file as platforms take it: no edit lists, and a sound track even of silence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from renders.build.clip import Clip
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.joining import Chapter, concatenate

__all__ = ["write_video"]

_RATE = 48_000
_BLOCK = 1024
"""Samples in a packet of AAC."""
_BIT_RATE = 128_000

_OPTIONS = {
    # Frames are reordered without an edit list by letting some be shown before their time of decoding.
    "movflags": "+faststart+negative_cts_offsets",
    "use_editlist": "0",
    "fflags": "+bitexact",
    "write_btrt": "0",
}


def write_video(
    clips: Sequence[Clip], fps: int, target: Path, *, silence: bool, marks: Sequence[Chapter] = ()
) -> None:
    """Join ``clips`` to ``target`` without encoding again, with ``marks`` inside it, or with ``silence``.

    Raises ``EncodingError`` if they do not fit together.
    """
    files = [clip.file for clip in clips]
    lengths = [clip.timeline.frames for clip in clips]
    if not silence:
        concatenate(files, lengths, fps, target, marks)
        return
    joined = target.with_name(f"joined-{target.name}")
    try:
        concatenate(files, lengths, fps, joined)
        _add_silence(joined, target, Fraction(sum(lengths), fps))
    finally:
        joined.unlink(missing_ok=True)


def _add_silence(source: Path, target: Path, seconds: Fraction) -> None:
    """Copy the pictures, and put as long a silence beside them."""
    with (
        av.open(ffmpeg_name(source), "r", format="mp4") as pictures,
        av.open(ffmpeg_name(target), "w", format="mp4", options=_OPTIONS) as both,
    ):
        template = pictures.streams.video[0]
        video = both.add_stream_from_template(template)
        video.time_base = template.time_base
        audio = both.add_stream("aac", rate=_RATE, options={"flags": "+bitexact"})
        audio.codec_context.layout = "stereo"
        audio.codec_context.bit_rate = _BIT_RATE
        blocks = _Silence(audio, seconds)
        clock = video.time_base or Fraction(0)
        for packet in pictures.demux(template):
            if packet.pts is None:  # the last, which is empty
                continue
            for block in blocks.until((packet.dts or 0) * clock):
                both.mux_one(block)
            packet.stream = video
            both.mux_one(packet)
        for block in blocks.until(seconds):
            both.mux_one(block)


class _Silence:
    """Packets of silence for ``seconds``, in time with the pictures that they are to lie between."""

    def __init__(self, stream: AudioStream, seconds: Fraction) -> None:
        self._stream = stream
        self._frame = av.AudioFrame.from_ndarray(np.zeros((2, _BLOCK), np.float32), format="fltp", layout="stereo")
        self._frame.sample_rate = _RATE
        self._frame.time_base = Fraction(1, _RATE)
        self._all = round(seconds * _RATE / _BLOCK)
        self._given = self._made = 0

    def until(self, when: Fraction) -> list[av.Packet[AudioStream]]:
        """The packets that begin before ``when``, in seconds, and were not given yet."""
        found: list[av.Packet[AudioStream]] = []
        while self._given < self._all and self._given * _BLOCK < when * _RATE:
            self._frame.pts = self._made * _BLOCK
            self._made += 1
            for packet in self._stream.codec_context.encode(self._frame):
                # The encoder leads by a block, which would take an edit list to hide.
                packet.pts = packet.dts = self._given * _BLOCK
                packet.stream = self._stream
                self._given += 1
                found.append(packet)
        return found
