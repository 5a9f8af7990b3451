"""H.264 that looks the same everywhere: BT.709, closed GOPs, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from renders.frames import Pixels

__all__ = ["MP4_OPTIONS", "ClipEncoder", "EncodingError", "check_clip"]

MP4_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}
"""The index before the pictures, and neither time nor version of the writer in the file."""

_X264 = {"preset": "veryfast", "crf": "18", "profile": "high"}
# x264 divides its work by its threads: left to itself, the bytes would depend on the number of cores.
_THREADS = 4
_SAMPLING = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT


class EncodingError(RuntimeError):
    """A file does not hold the frames that were put into it."""


class ClipEncoder:
    """A sink that writes an MP4 of ``size`` (width, height in pixels) at ``fps``; a context manager.

    ``advanced`` is told how many frames have been encoded since it was last told.
    """

    def __init__(
        self, path: Path, size: tuple[int, int], fps: int, advanced: Callable[[int], None] = lambda _: None
    ) -> None:
        self._container = av.open(str(path), "w", format="mp4", options=MP4_OPTIONS)
        self._stream = self._container.add_stream("libx264", rate=fps, options=_X264)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        codec = self._stream.codec_context
        codec.gop_size = max(1, fps // 2)
        codec.thread_count = _THREADS
        codec.color_primaries = ColorPrimaries.BT709
        codec.color_trc = ColorTrc.BT709
        codec.colorspace = Colorspace.ITU709
        codec.color_range = ColorRange.MPEG
        self._time_base = Fraction(1, fps)
        self._reformatter = VideoReformatter()
        self._advanced = advanced
        self._next = 0

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """All of them."""
        return True

    def take(self, index: int, pixels: Pixels, count: int) -> None:
        """Encode ``pixels`` as the frames from ``index`` on; raises ``EncodingError`` if one was left out."""
        if index != self._next:
            raise EncodingError(f"frame {index} came where frame {self._next} was due")
        picture = self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_color_primaries=ColorPrimaries.BT709,
            dst_color_trc=ColorTrc.BT709,
            interpolation=_SAMPLING,
            threads=1,
        )
        picture.time_base = self._time_base
        for self._next in range(index + 1, index + count + 1):
            picture.pts = self._next - 1
            self._container.mux(self._stream.encode(picture))
            self._advanced(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._container.mux(self._stream.encode())
        finally:
            self._container.close()


def check_clip(path: Path, frames: int, fps: int) -> None:
    """Decode all of ``path``; raise ``EncodingError`` unless frame k of ``frames`` is at exactly k / fps."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        base = stream.time_base or Fraction(1)
        times = [(frame.pts or 0) * base for frame in container.decode(stream)]
    if times != [Fraction(index, fps) for index in range(frames)]:
        raise EncodingError(
            f"{path.name} decodes to {len(times)} frames where {frames} in even steps were rendered"
        )
