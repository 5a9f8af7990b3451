"""A video, read back: its boxes, every packet, every decoded picture."""

from __future__ import annotations

import itertools
import math
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream

from renders.products.publishing.measures import Measured
from renders.products.publishing.reading.pixels import INK, shape_of
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.levels import levels
from renders.video.loudness import measure

__all__ = ["read_end_screen", "read_video"]

_BT709 = (ColorPrimaries.BT709, ColorTrc.BT709, Colorspace.ITU709, ColorRange.MPEG)
_IDR = 5  # of H.264's units: a picture at which decoding may begin


def read_video(
    file: Path, frames: int, fps: int, advanced: Callable[[int], None] = lambda _: None
) -> list[Measured]:
    """Measure an MP4 that should have so many ``frames``: its boxes, every packet, every decoded picture.

    ``advanced`` is told how many frames have been decoded.
    """
    boxes = _boxes(file)
    outer = [kind for kind, _ in boxes]
    with av.open(ffmpeg_name(file)) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        tracks = [str(each.type) for each in container.streams if each.type in {"video", "audio"}]
        inside = len(container.chapters())
        tracks += ["chapters"] * bool(inside)
        # All of it now: what is asked of a stream once its file is closed may be anything.
        width, height = codec.width, codec.height
        seconds = float((stream.duration or 0) * (stream.time_base or 0))
        colour = (codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range)
        form: dict[str, float | str] = {
            "video.codec": codec.name,
            "video.profile": str(codec.profile),
            "video.pixels": str(codec.pix_fmt),
            "video.fps": float(stream.average_rate or 0),
        }
        keys = _keyframes(container, stream)
        sound = _sound(container)
    pictures = _decode(file, advanced)
    megabytes = file.stat().st_size / 1e6
    ends = [*(packet for packet, _ in keys[1:]), pictures.count]
    measured: dict[str, float | str] = {
        "video.container": "mp4" if outer[:1] == ["ftyp"] else "something else",
        "video.tracks": ", ".join(tracks),
        "video.chapters_inside": inside,
        "video.index": "first" if outer.index("moov") < outer.index("mdat") else "last",
        "video.edit_lists": sum(count for kind, count in boxes if kind == "moov"),
        **form,
        "video.colour": "BT.709" if colour == _BT709 else "/".join(map(str, colour)),
        "video.aspect": shape_of(width, height),
        "video.width": width,
        "video.height": height,
        "video.short_side": min(width, height),
        "video.seconds": round(seconds, 3),
        "video.megabytes": round(megabytes, 3),
        "video.megabits_a_second": round(8 * megabytes / max(seconds, 1 / fps), 3),
        "video.open_gops": sum(not idr for _, idr in keys),
        "video.gop_share": max((end - start for (start, _), end in zip(keys, ends, strict=True)), default=0) / fps,
        "video.b_frames": pictures.most_b,
        "video.frames_lost": abs(frames - pictures.count),
        **{f"video.free_{side}": round(share, 3) for side, share in pictures.free().items()},
        **sound,
    }
    loudness = measure(file) if sound else None
    if loudness and math.isfinite(loudness.true_peak):
        measured |= {
            "audio.loudness": round(loudness.integrated, 1),
            "audio.peak": round(loudness.true_peak, 1),
        }
    if "audio.seconds" in measured:
        measured["audio.drift"] = round(abs(float(measured.pop("audio.seconds")) - seconds), 3)
    return [Measured(measure, value, file.name) for measure, value in measured.items()]


def read_end_screen(file: Path, frames: int, fps: int) -> list[Measured]:
    """Measure the last ``frames`` of an MP4: how long they are, and what stays empty at the right or below."""
    with av.open(ffmpeg_name(file)) as container:
        stream = container.streams.video[0]
        width, height = stream.codec_context.width, stream.codec_context.height
        first = max(0, (stream.duration or 0) - round(frames / fps / float(stream.time_base or 1)))
        seen = _Pictures(np.zeros(height, np.bool_), np.zeros(width, np.bool_))
        container.seek(first, stream=stream)
        for frame in container.decode(stream):
            if (frame.pts or 0) >= first:
                seen.look(frame)
    free = seen.free()["right" if width > height else "bottom"]
    measured = {"seconds": round(frames / fps, 3), "free": round(free, 3)}
    return [Measured(f"end_screen.{name}", value, file.name) for name, value in measured.items()]


@dataclass
class _Pictures:
    """Observations of the decoded pictures: how many, and which rows and columns ever held something."""

    rows: npt.NDArray[np.bool_]
    columns: npt.NDArray[np.bool_]
    count: int = 0
    most_b: int = 0

    def look(self, frame: VideoFrame) -> None:
        """See what a picture holds."""
        inked = _inked(levels(frame)[0])
        self.rows |= inked.any(axis=1)
        self.columns |= inked.any(axis=0)

    def free(self) -> dict[str, float]:
        """The shares at each side that stay empty from the first frame to the last."""
        return {
            "left": _empty(self.columns),
            "right": _empty(self.columns[::-1]),
            "top": _empty(self.rows),
            "bottom": _empty(self.rows[::-1]),
        }


def _decode(file: Path, advanced: Callable[[int], None]) -> _Pictures:
    """Decode all of ``file``; what its pictures hold is looked at in those at which a group begins."""
    with av.open(ffmpeg_name(file)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        width, height = stream.codec_context.width, stream.codec_context.height
        seen = _Pictures(np.zeros(height, np.bool_), np.zeros(width, np.bool_))
        run = 0
        for frame in container.decode(stream):
            seen.count += 1
            run = run + 1 if frame.pict_type == PictureType.B else 0
            seen.most_b = max(seen.most_b, run)
            if frame.key_frame:
                seen.look(frame)
                advanced(seen.count)
    return seen


def _inked(luma: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return which pixels are not the background, whose colour is the corner's."""
    return np.abs(luma.astype(np.int16) - int(luma[0, 0])) > INK


def _empty(inked: npt.NDArray[np.bool_]) -> float:
    found = np.flatnonzero(inked)
    return float(found[0] / len(inked)) if len(found) else 1.0


def _keyframes(container: InputContainer, stream: VideoStream) -> list[tuple[int, bool]]:
    """Return which packets begin a group of pictures, by number, and whether decoding may begin there."""
    keys = []
    numbers = itertools.count()
    for packet in container.demux(stream):
        if packet.pts is not None:
            number = next(numbers)
            if packet.is_keyframe:
                keys.append((number, _IDR in set(_units(bytes(packet)))))
    return keys


def _units(packet: bytes) -> Iterator[int]:
    """The kinds of the H.264 units in a packet of an MP4, each of which tells its length first."""
    at = 0
    while at + 5 <= len(packet):
        (length,) = struct.unpack_from(">I", packet, at)
        yield packet[at + 4] & 0x1F
        at += 4 + length


def _sound(container: InputContainer) -> dict[str, float | str]:
    if not container.streams.audio:
        return {}
    stream = container.streams.audio[0]
    codec = stream.codec_context
    container.seek(0)
    samples = sum(frame.samples for frame in container.decode(stream))
    name = f"{codec.name.upper()}-{codec.profile}"
    return {
        "audio.form": f"{name}, {codec.sample_rate} Hz, {codec.layout.name}",
        "audio.seconds": samples / codec.sample_rate,
    }


def _boxes(file: Path) -> list[tuple[str, int]]:
    """The outer boxes of an MP4 in their order, and in each the edit lists: of ``moov``, those of its tracks."""
    found = []
    with file.open("rb") as opened:
        while len(head := opened.read(8)) == 8:
            size, kind = struct.unpack(">I4s", head)
            start = 8
            if size == 1:
                (size,) = struct.unpack(">Q", opened.read(8))
                start = 16
            edits = 0
            if kind == b"moov":
                edits = _count(opened.read(size - start), (b"trak", b"edts", b"elst"))
            else:
                opened.seek(size - start, 1)
            found.append((kind.decode("latin-1"), edits))
            if size == 0:  # to the end of the file
                break
    return found


def _count(data: bytes, path: Sequence[bytes]) -> int:
    """Count the boxes at ``path`` in ``data``."""
    total = at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            break
        if kind == path[0]:
            total += _count(data[at + 8 : at + size], path[1:]) if len(path) > 1 else 1
        at += size
    return total
