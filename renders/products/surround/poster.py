"""The picture that stands for a clip before it is played: its last, where everything is on screen."""

from __future__ import annotations

from pathlib import Path

import av
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from renders.files.atomic import aside
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["poster_of_clip", "write_poster"]


def poster_of_clip(file: Path) -> Image.Image:
    """The last picture of an MP4 of the film's own."""
    with av.open(ffmpeg_name(file), "r", format="mp4") as container:
        stream = container.streams.video[0]
        container.seek(max(0, (stream.duration or 0) - 1), stream=stream)
        *_, last = container.decode(stream)
    levels = last.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG, threads=1
    )
    return Image.fromarray(levels.to_ndarray())


def write_poster(picture: Image.Image, file: Path) -> Path:
    """Write it as a PNG, whole or not at all."""
    with aside(file) as part:
        picture.save(part, format="PNG", optimize=True)
    return file
