"""What was written, read back: the video and captions by FFmpeg's readers, the picture and texts as they are."""

from __future__ import annotations

import html
import itertools
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from PIL import Image

from common.stage import Box
from renders.publishing.measures import Measured

__all__ = [
    "INK",
    "contrast_of",
    "lowest_line",
    "luma",
    "read_captions",
    "read_tags",
    "read_text",
    "read_thumbnail",
    "read_timestamps",
    "read_video",
]

_BT709 = (ColorPrimaries.BT709, ColorTrc.BT709, Colorspace.ITU709, ColorRange.MPEG)
INK = 40  # of 255: how far from the ground a pixel is that carries something, more than faint lines are
_IDR, _SEQUENCE = 5, 7  # of H.264's units: pictures at which decoding may begin
_TIMESTAMP = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2}) (\S.*)$", re.MULTILINE)
_CORNER = (0.20, 0.12)
"""The shares of the width and height that a duration covers, with room around it."""


def read_video(
    file: Path, frames: int, fps: int, advanced: Callable[[int], None] = lambda _: None
) -> list[Measured]:
    """Measure an MP4 that should have so many ``frames``: its boxes, every packet, every decoded picture.

    ``advanced`` is told how many frames have been decoded.
    """
    boxes = _boxes(file)
    outer = [kind for kind, _ in boxes]
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        tracks = [str(each.type) for each in container.streams if each.type in {"video", "audio"}]
        tracks += ["chapters"] * bool(container.chapters())
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
        "video.index": "first" if outer.index("moov") < outer.index("mdat") else "last",
        "video.edit_lists": sum(count for kind, count in boxes if kind == "moov"),
        **form,
        "video.colour": "BT.709" if colour == _BT709 else "/".join(map(str, colour)),
        "video.aspect": _ratio(width, height),
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
    if "audio.seconds" in measured:
        measured["audio.drift"] = round(abs(float(measured.pop("audio.seconds")) - seconds), 3)
    return [Measured(measure, value, file.name) for measure, value in measured.items()]


def read_captions(file: Path, language: str, seconds: float) -> list[Measured]:
    """Measure a caption file for a video of so many ``seconds``; the cues are FFmpeg's reading of it."""
    cues = _cues(file)
    speeds = {cue: len(cue.text.replace("\n", "")) / max(cue.end - cue.start, 0.001) for cue in cues}
    fastest = max(cues, key=lambda cue: speeds[cue], default=None)
    where = f"at {fastest.start:.2f} s: {fastest.text!r}" if fastest else ""
    lengths = [cue.end - cue.start for cue in cues]
    measured: dict[str, float] = {
        "cues": len(cues),
        "characters_a_line": max((len(line) for cue in cues for line in cue.text.split("\n")), default=0),
        "lines": max((cue.text.count("\n") + 1 for cue in cues), default=0),
        "characters_a_second": round(max(speeds.values(), default=0.0), 2),
        "shortest": round(min(lengths, default=0.0), 3),
        "longest": round(max(lengths, default=0.0), 3),
        "overlaps": sum(after.start < before.end - 1e-6 for before, after in itertools.pairwise(cues)),
        "after_end": round(max((cue.end for cue in cues), default=0.0) - seconds, 3),
    }
    return [
        Measured(f"captions.{language}.{name}", value, file.name, where if name == "characters_a_second" else "")
        for name, value in measured.items()
    ]


def read_text(file: Path) -> list[Measured]:
    """Measure ``title.txt`` or ``description.txt``, whose name says which it is."""
    text = file.read_text(encoding="utf-8").strip()
    measured = {
        "characters": len(text),
        "bytes": len(text.encode()),
        "angle_brackets": sum(map(text.count, "<>")),
    }
    return [Measured(f"{file.stem}.{name}", value, file.name) for name, value in measured.items()]


def read_tags(file: Path) -> list[Measured]:
    """Measure a line of tags, parted by commas."""
    line = file.read_text(encoding="utf-8").strip()
    tags = [tag.strip() for tag in line.split(",") if tag.strip()]
    measured = {"count": len(tags), "characters": len(line), "longest": max(map(len, tags), default=0)}
    return [Measured(f"tags.{name}", value, file.name) for name, value in measured.items()]


def read_timestamps(file: Path, seconds: float) -> list[Measured]:
    """Measure the chapters in a text as a platform finds them, in lines that begin with a time; there may be none.

    Of a WebVTT file, the cues are its chapters.
    """
    if file.suffix == ".vtt":
        found = [(cue.start, cue.text) for cue in _cues(file)]
    else:
        found = [
            (int(hours or 0) * 3600.0 + int(minutes) * 60 + int(rest), title)
            for hours, minutes, rest, title in _TIMESTAMP.findall(file.read_text(encoding="utf-8"))
        ]
    if not found:
        return []
    ends = [*(start for start, _ in found[1:]), seconds]
    measured = {
        "count": len(found),
        "first": found[0][0],
        "shortest": round(min(end - start for (start, _), end in zip(found, ends, strict=True)), 3),
        "longest_title": max(len(title) for _, title in found),
    }
    return [Measured(f"chapters.{name}", value, file.name) for name, value in measured.items()]


def read_thumbnail(file: Path, title: Box) -> list[Measured]:
    """Measure a picture with its ``title`` in that box: shares of the picture, from its lower left corner."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    width, height = picture.size
    small = picture.resize((max(1, width // 10), max(1, height // 10)), Image.Resampling.LANCZOS)
    measured: dict[str, float | str] = {
        "width": width,
        "height": height,
        "aspect": _ratio(width, height),
        "megabytes": round(file.stat().st_size / 1e6, 3),
        "letters": round(lowest_line(_cut(picture, title)) / 10, 1),
        "contrast": round(_contrast(_cut(small, title)), 1),
        "free_corner": "yes" if _is_bare(_cut(picture, Box(1 - _CORNER[0], 0, 1, _CORNER[1]))) else "no",
    }
    return [Measured(f"thumbnail.{name}", value, file.name) for name, value in measured.items()]


@dataclass(frozen=True)
class _Cue:
    start: float
    end: float
    text: str


def _cues(file: Path) -> list[_Cue]:
    """The cues of a caption file as FFmpeg reads them, in seconds; their lines are parted by a line feed."""
    cues = []
    with av.open(str(file)) as container:
        for packet in container.demux():
            if packet.pts is not None:
                text = bytes(packet).decode().strip().replace("\r", "")
                clock = float(packet.time_base or 0)
                start, end = packet.pts * clock, (packet.pts + (packet.duration or 0)) * clock
                cues.append(_Cue(start, end, html.unescape(text) if file.suffix == ".vtt" else text))
    return cues


@dataclass
class _Pictures:
    """What was seen of the decoded pictures: how many, and which rows and columns ever held something."""

    rows: npt.NDArray[np.bool_]
    columns: npt.NDArray[np.bool_]
    count: int = 0
    most_b: int = 0

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
    with av.open(str(file)) as container:
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
                inked = _inked(luma(frame))
                seen.rows |= inked.any(axis=1)
                seen.columns |= inked.any(axis=0)
                advanced(seen.count)
    return seen


def luma(frame: VideoFrame) -> npt.NDArray[np.uint8]:
    """The levels of light, (rows, columns)."""
    plane = frame.planes[0]
    padded = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return padded[:, : plane.width]


def _inked(levels: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Which pixels are not the ground, which is what the corner shows."""
    return np.abs(levels.astype(np.int16) - int(levels[0, 0])) > INK


def _empty(inked: npt.NDArray[np.bool_]) -> float:
    found = np.flatnonzero(inked)
    return float(found[0] / len(inked)) if len(found) else 1.0


def _keyframes(container: InputContainer, stream: VideoStream) -> list[tuple[int, bool]]:
    """Which packets begin a group of pictures, by number, and whether decoding may begin there."""
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
    samples = sum(frame.samples for frame in container.decode(stream)) if _rewound(container) else 0
    name = f"{codec.name.upper()}-{codec.profile}"
    return {
        "audio.form": f"{name}, {codec.sample_rate} Hz, {codec.layout.name}",
        "audio.seconds": samples / codec.sample_rate,
    }


def _rewound(container: InputContainer) -> bool:
    container.seek(0)
    return True


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
    """How many boxes lie at ``path`` in ``data``."""
    total = at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            break
        if kind == path[0]:
            total += _count(data[at + 8 : at + size], path[1:]) if len(path) > 1 else 1
        at += size
    return total


def _ratio(width: int, height: int) -> str:
    """The shape of a picture; pixels are even, so it may be a little off.

    >>> _ratio(1920, 1080), _ratio(854, 480), _ratio(480, 854), _ratio(1080, 1080)
    ('16:9', '16:9', '9:16', '1:1')
    """
    exact = Fraction(width, height)
    near = exact.limit_denominator(16)
    fits = abs(near - exact) * height <= 1
    return f"{near.numerator}:{near.denominator}" if fits else f"{exact.numerator}:{exact.denominator}"


def _cut(picture: Image.Image, box: Box) -> Image.Image:
    width, height = picture.size
    left, right = (round(x * width) for x in (box.left, box.right))
    top, bottom = (round((1 - y) * height) for y in (box.top, box.bottom))
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _ground(picture: Image.Image) -> tuple[int, ...]:
    """The commonest colour."""
    colours = Counter(map(tuple, np.asarray(picture).reshape(-1, 3)[::7].tolist()))
    return colours.most_common(1)[0][0]


def _is_bare(picture: Image.Image) -> bool:
    pixels = np.asarray(picture).astype(np.int16)
    return bool((np.abs(pixels - np.array(_ground(picture))).max(axis=2) <= INK).all())


def lowest_line(picture: Image.Image) -> int:
    """The rows of the lowest line of letters in ``picture``."""
    pixels = np.asarray(picture).astype(np.int16)
    inked = (np.abs(pixels - np.array(_ground(picture))).max(axis=2) > INK).any(axis=1)
    runs = [len(list(rows)) for ink, rows in itertools.groupby(inked.tolist()) if ink]
    return min((run for run in runs if run >= max(runs) / 4), default=0)


def _contrast(picture: Image.Image) -> float:
    """The ratio (1 to 21, as WCAG has it) of the ground and the letters, which are the tenth farthest from it."""
    return float(np.quantile(contrast_of(np.asarray(picture).reshape(-1, 3), np.array([_ground(picture)])), 0.9))


def contrast_of(colours: npt.NDArray[np.uint8], ground: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """The ratio, 1 to 21, of each of the ``colours``, (number, RGB), and the ``ground``, (1, RGB)."""
    light, under = _luminance(colours), _luminance(ground)
    return np.asarray((np.maximum(light, under) + 0.05) / (np.minimum(light, under) + 0.05))


def _luminance(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    shares = rgb / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
