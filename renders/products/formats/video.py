"""Reels as video: H.264 in MP4, VP9 with transparency in WebM, ProRes 4444 with transparency in MOV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream
from PIL import Image

from renders.products.formats.reel import Reel
from renders.products.formats.watch import Watch
from renders.video.encoder import ClipEncoder
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["write_mov", "write_mp4", "write_webm"]

# "good" at cpu-used 5 takes twice the time for a tenth fewer bytes.
_VP9 = {"crf": "28", "b": "0", "deadline": "realtime", "cpu-used": "6"}
# A fixed quantiser: drawn pictures need half of what the default plans for, and searching for it takes its time.
_PRORES = {
    "profile": "4444",
    "alpha_bits": "8",
    "vendor": "apl0",
    "flags": "+qscale",
    "global_quality": "944",
    "field_order": "progressive",
}
_BLACK = "#000000"
_HEAD = 4096  # bytes in which the part of the header that is the same for every length lies


def write_mp4(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:  # noqa: ARG001
    """Write ``reel`` as the film's own clips are; it is never ``clear``."""
    with ClipEncoder(target, reel.size, reel.fps) as encoder:
        for picture, count in reel.pictures(clear=False):
            encoder.take(encoder.frames, np.asarray(picture.convert("RGBA")), count)
            watch.passed(count)


def write_webm(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:
    """Write ``reel`` as VP9, with transparency if ``clear``."""
    with closing(_create(target, "webm")) as container:
        stream = _stream(container, "libvpx-vp9", reel, "yuva420p" if clear else "yuv420p", _VP9)
        if clear:
            stream.metadata["alpha_mode"] = "1"
        for frame, count in _frames(reel, stream, reel.background, clear=clear):
            for _ in range(count):
                container.mux(stream.encode(frame))
                frame.pts = (frame.pts or 0) + 1
            watch.passed(count)
        container.mux(stream.encode())


def write_mov(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:
    """Write ``reel`` as ProRes 4444, with transparency if ``clear``.

    Where it is empty it is black, as players show it that know no transparency; one that takes colours to be
    multiplied with their opacity would put any other colour over all that lies behind.
    """
    with closing(_create(target, "mov")) as container:
        stream = _stream(container, "prores_ks", reel, "yuva444p10le" if clear else "yuv444p10le", _PRORES)
        for frame, count in _frames(reel, stream, _BLACK, clear=clear):
            # Each frame is coded by itself, so that one that stands is coded once.
            for packet in stream.encode(frame):
                for place in range(count):
                    packet.time_base = Fraction(1, reel.fps)
                    packet.pts = packet.dts = (frame.pts or 0) + place
                    packet.duration = 1
                    container.mux(packet)
            watch.passed(count)
        container.mux(stream.encode())
    _declare_straight(target)


def _declare_straight(target: Path) -> None:
    """Say in a QuickTime file's header that colours are not multiplied with opacity: graphics mode 0x100."""
    with target.open("r+b") as file:
        file.seek(file.read(_HEAD).index(b"vmhd") + 8)
        file.write(b"\x01\x00")


def _create(target: Path, container: str) -> OutputContainer:
    """Open a file to write that names neither its time nor its writer."""
    options = {"fflags": "+bitexact", **({"movflags": "+faststart"} if container == "mov" else {})}
    return av.open(ffmpeg_name(target), "w", format=container, options=options)


def _stream(
    container: OutputContainer, codec: str, reel: Reel, pixels: str, options: dict[str, str]
) -> VideoStream:
    stream = cast(VideoStream, container.add_stream(codec, rate=reel.fps, options=options))
    stream.width, stream.height = reel.size
    stream.pix_fmt = pixels
    context = stream.codec_context
    context.thread_count = 1  # with more, the bytes may depend on how many
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    return stream


def _frames(reel: Reel, stream: VideoStream, empty: str, *, clear: bool) -> Iterator[tuple[av.VideoFrame, int]]:
    """Each picture as the encoder takes it, its ``pts`` in frames, and for how many it stands.

    ``empty`` is the colour below what is ``clear``, which players show that know no transparency.
    """
    reformatter, place = VideoReformatter(), 0
    for picture, count in reel.pictures(clear=clear):
        levels = _filled_where_empty(picture, empty) if clear else np.asarray(picture)
        given = av.VideoFrame.from_ndarray(levels, format="rgba" if clear else "rgb24")
        frame = reformatter.reformat(
            given,
            format=stream.pix_fmt,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # with more, each writes past the edge into the other's rows
        )
        frame.pts, frame.time_base = place, Fraction(1, reel.fps)
        yield frame, count
        place += count


def _filled_where_empty(picture: Image.Image, colour: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    levels = np.array(picture)
    levels[levels[:, :, 3] == 0, :3] = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    return levels
