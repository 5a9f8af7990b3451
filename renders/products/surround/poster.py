"""The picture that stands for a clip before it is played."""

from __future__ import annotations

from pathlib import Path

import av
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from renders.build.clip import Clip
from renders.files.atomic import aside
from renders.picture.timeline import Timeline, moment
from renders.video.ffmpeg_names import ffmpeg_name
from scenes.film import POSTERS

__all__ = ["poster_frame", "poster_of_clip", "write_poster"]


def poster_frame(timeline: Timeline) -> int:
    """The index of its frame: the last one, unless the film chooses the end of another beat."""
    beats = (beat for beat in timeline.beats if beat.name == POSTERS.get(timeline.name))
    return next((moment(beat, "end") for beat in beats), timeline.frames - 1)


def poster_of_clip(clip: Clip) -> Image.Image:
    """That picture of an MP4 of the film's own."""
    with av.open(ffmpeg_name(clip.file), "r", format="mp4") as container:
        stream = container.streams.video[0]
        length = (stream.duration or 0) / clip.timeline.frames
        at = round(poster_frame(clip.timeline) * length)
        container.seek(at, stream=stream)
        shown = next(each for each in container.decode(stream) if each.pts is not None and each.pts >= at)
    levels = shown.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG, threads=1
    )
    return Image.fromarray(levels.to_ndarray())


def write_poster(picture: Image.Image, file: Path) -> Path:
    """Write it as a PNG, whole or not at all."""
    with aside(file) as part:
        picture.save(part, format="PNG", optimize=True)
    return file
