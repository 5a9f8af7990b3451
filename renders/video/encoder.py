"""H.264 that looks the same everywhere: BT.709, closed GOPs, and the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import av
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.levels import Converter

if TYPE_CHECKING:  # who only joins clips, or only checks them, need not wait for manim
    from renders.picture.renderer import Pixels

__all__ = ["REORDERED", "ClipEncoder", "EncodingError", "create_mp4"]

# Half the CPU time of "veryfast, crf 18" at its SSIM, in 1.3 times its bytes: tests/bench/bench_encoder.py.
# With the quantiser fixed, x264 need not look ahead, which buys little on drawn, flat pictures; smoothing the
# borders of blocks would blur lines; YouTube recommends two B-frames in a row; cpu-independent gives the bytes of
# any other machine.
_X264 = {
    "preset": "veryfast",
    "profile": "high",
    "qp": "23",
    "bf": "2",
    "x264-params": "b-adapt=0:b-pyramid=none:scenecut=0:weightp=0:subme=1:no-deblock=1:cpu-independent=1",
}
_SHADED = "zones=0,999999999,q=18"
"""The quantiser for light on surfaces, whose slow gradients the usual one breaks into blocks.

As a zone it leaves the header as it is, so that such a clip can be joined to others."""
_THREADS = 1
"""By default there are as many as cores, and the bytes depend on it. More than one save no CPU time."""

REORDERED = 1
"""Frames by which decoding runs ahead of showing: no B-frame is referred to."""


class EncodingError(RuntimeError):
    """A file does not hold the frames that were put into it."""


class ClipEncoder:
    """A sink that writes frames from 0 on into an MP4 of ``size`` (width, height in pixels) at ``fps``.

    End it with ``close``, or use it as a context manager; what an exception leaves unfinished is no clip.
    ``frames`` is how many have been encoded; ``advanced`` is told how many since it was last told. ``shaded``
    pictures get the bits that gradients need.
    """

    def __init__(
        self,
        target: Path | io.BytesIO,
        size: tuple[int, int],
        fps: int,
        advanced: Callable[[int], None] = lambda _: None,
        *,
        shaded: bool = False,
    ) -> None:
        self.frames = 0
        self._container = create_mp4(target)
        options = _X264 | ({"x264-params": f"{_X264['x264-params']}:{_SHADED}"} if shaded else {})
        self._stream = self._container.add_stream("libx264", rate=fps, options=options)
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
        self._converter = Converter(size)
        self._advanced = advanced

    def enter(self, segment: int) -> None:
        """All segments go into the one clip."""

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """All of them."""
        return True

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range] | None = None) -> None:
        """Encode ``pixels`` as the frames from ``index`` on; raises ``EncodingError`` if one was left out.

        Where the picture before is the same but for some ``rows``, only these are converted.
        """
        if index != self.frames:
            raise EncodingError(f"frame {index} came where frame {self.frames} was due")
        self.encode(self._converter.convert(pixels, rows if self.frames else None), count)

    def encode(self, picture: av.VideoFrame, count: int = 1) -> None:
        """Encode a picture as the next ``count`` frames; it has the clip's size, and BT.709 levels in 4:2:0."""
        picture.time_base = self._time_base
        for _ in range(count):
            picture.pts = self.frames
            self._container.mux(self._stream.encode(picture))
            self.frames += 1
            self._advanced(1)

    def close(self) -> None:
        """Write what the encoder still holds, and the index."""
        try:
            self._container.mux(self._stream.encode())
        finally:
            self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._container.close()


def create_mp4(target: Path | io.BytesIO) -> OutputContainer:
    """Open an MP4 to write: its index before the pictures, and neither time nor version of the writer in it."""
    # Without write_btrt, a file would tell in how many steps it was joined.
    options = {"movflags": "+faststart", "fflags": "+bitexact", "write_btrt": "0"}
    if isinstance(target, Path):
        return av.open(ffmpeg_name(target), "w", format="mp4", options=options)

    def reread(*_: object) -> io.BytesIO:
        # To move the pictures behind the index, the writer opens what it has written once more.
        return io.BytesIO(target.getvalue())

    return av.open(target, "w", format="mp4", options=options, io_open=reread)
