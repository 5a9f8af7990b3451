"""Sound beside a picture that is already encoded, which is copied packet by packet."""

from __future__ import annotations

import heapq
import shutil
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from renders.video.encoder import create_mp4
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.loudness import levelled
from renders.video.sound import RATE, Sound

__all__ = ["BITS", "add_sound"]

BITS = 192_000
"""A second of both channels; at 128 000, Opus adds a decibel to the peaks."""
# With so many bits, AAC need not guess: taking speech for noise, FFmpeg's encoder would let frames burst out.
_CODECS = {
    ".mp4": ("aac", {"aac_pns": "0", "aac_is": "0", "aac_tns": "0"}),
    ".webm": ("libopus", {}),
    ".mov": ("pcm_s16le", {}),  # for editing, where nothing may be lost
}
_PLAIN = {
    # Frames are reordered without an edit list by letting some be shown before their time of decoding.
    "movflags": "+faststart+negative_cts_offsets",
    "use_editlist": "0",
    "fflags": "+bitexact",
    "write_btrt": "0",
}
_HEAD = 4096
"""Bytes in which the part of a MOV's header lies that is the same for every length."""


def add_sound(video: Path, target: Path, sound: Sound, level: float, *, plain: bool = False) -> None:
    """Write to ``target`` the pictures of ``video`` with ``sound`` at ``level`` LUFS; both are MP4, WebM or MOV.

    Pictures are not encoded again, and keep their times and chapters; the same input gives the same bytes. Where
    nothing is heard, ``target`` is a copy of ``video``. A ``plain`` MP4 is as platforms ask for it: without edit
    lists, and with a sound track even of silence. Raises ``TakeError`` and ``EncodingError`` as ``levelled`` does,
    before anything is written.
    """
    if not (sound or plain):
        shutil.copyfile(video, target)
        return
    heard = levelled(sound, level)
    with av.open(ffmpeg_name(video)) as source, _create(target, plain=plain) as container:
        shown = source.streams.video[0]
        picture, voice = _add_picture(container, shown), _add_voice(container, target.suffix)
        container.set_chapters(source.chapters())
        for packet in heapq.merge(_copied(source, shown, picture), _encoded(heard, voice), key=_seconds):
            # What the encoder leads in with would take an edit list to hide; it is silence.
            if not plain or packet.stream is picture or (packet.pts or 0) >= 0:
                container.mux_one(packet)
    if target.suffix == ".mov":
        _copy_graphics_mode(video, target)


def _add_picture(container: OutputContainer, shown: VideoStream) -> VideoStream:
    stream = container.add_stream_from_template(shown)
    stream.time_base = cast(Fraction, shown.time_base)
    stream.codec_context.codec_tag = shown.codec_context.codec_tag
    stream.codec_context.framerate = cast(Fraction, shown.average_rate)
    stream.metadata.update(shown.metadata)
    return stream


def _add_voice(container: OutputContainer, suffix: str) -> AudioStream:
    codec, options = _CODECS[suffix]
    options = {"flags": "+bitexact", **options}
    stream = cast(AudioStream, container.add_stream(codec, RATE, layout="stereo", options=options))
    stream.bit_rate = BITS
    return stream


def _seconds(packet: Packet[Any]) -> float:
    return float((packet.dts or 0) * packet.time_base)


def _copied(source: InputContainer, shown: VideoStream, stream: VideoStream) -> Iterator[Packet[Any]]:
    for packet in source.demux(shown):
        if packet.dts is not None:  # of the last, which is empty
            packet.stream = stream
            yield packet


def _encoded(frames: Iterable[av.AudioFrame], stream: AudioStream) -> Iterator[Packet[Any]]:
    for frame in frames:
        yield from stream.encode(frame)
    yield from stream.encode()


def _create(target: Path, *, plain: bool) -> OutputContainer:
    """Open a file to write that names neither its time nor its writer, with its index in front if it has one."""
    if plain:
        return av.open(ffmpeg_name(target), "w", format="mp4", options=_PLAIN)
    if target.suffix == ".mp4":
        return create_mp4(target)
    options = {"fflags": "+bitexact", **({"movflags": "+faststart"} if target.suffix == ".mov" else {})}
    return av.open(ffmpeg_name(target), "w", options=options)


def _copy_graphics_mode(video: Path, target: Path) -> None:
    """Let a MOV say as ``video`` does whether colours are multiplied with opacity, for FFmpeg forgets it."""
    with video.open("rb") as source, target.open("r+b") as file:
        mode, place = (each.read(_HEAD).index(b"vmhd") + 8 for each in (source, file))
        source.seek(mode)
        file.seek(place)
        file.write(source.read(2))
