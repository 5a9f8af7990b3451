"""Segments into a clip and clips into a film without encoding again, with chapters inside it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from renders.picture.timeline import Timeline, first_frames
from renders.video.encoder import REORDERED, EncodingError, create_mp4
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["Chapter", "chapters", "check_frames", "concatenate"]


@dataclass(frozen=True)
class Chapter:
    """A part of the film that a player can jump to: frames ``start`` to ``end`` (not included)."""

    title: str
    start: int
    end: int


def chapters(timelines: Sequence[Timeline]) -> list[Chapter]:
    """One chapter a beat, without gaps; a scene's first carries the scene's title too.

    Beats, because a viewer looks for one idea again; the scene's title once, because a menu of chapters is
    a flat list and must still show where the explanations begin.
    """
    marks: list[tuple[str, int]] = []
    for timeline, first in zip(timelines, first_frames(timelines), strict=False):
        titles = [beat.title for beat in timeline.beats] or [""]
        begins = [first, *(first + beat.start for beat in timeline.beats[1:])]
        both = [part for part in dict.fromkeys((timeline.title, titles[0])) if part]
        marks += zip([": ".join(both), *titles[1:]], begins, strict=True)
    ends = [start for _, start in marks[1:]] + [first_frames(timelines)[-1]]
    return [Chapter(title, start, end) for (title, start), end in zip(marks, ends, strict=True)]


def concatenate(
    sources: Sequence[Path | io.BytesIO],
    lengths: Sequence[int],
    fps: int,
    target: Path | io.BytesIO,
    marks: Sequence[Chapter] = (),
) -> None:
    """Copy the packets of ``sources``, MP4s of ``lengths`` frames, into one MP4 with frame k at exactly k / fps.

    Raises ``EncodingError`` if they were not encoded alike, or are not that long.
    """
    with create_mp4(target) as joined:
        stream: VideoStream | None = None
        header: bytes | None = None
        first = 0
        for number, (source, length) in enumerate(zip(sources, lengths, strict=True), start=1):
            with _open(source) as container:
                template = container.streams.video[0]
                step = _step(template, fps)
                if stream is None:
                    stream = joined.add_stream_from_template(template)
                    stream.time_base = template.time_base
                    header = template.codec_context.extradata
                    joined.set_chapters([_as_written(*each, fps) for each in enumerate(marks)])
                elif template.codec_context.extradata != header:
                    raise EncodingError(f"part {number} is not encoded like the first: render all of them again")
                place = first
                for packet in container.demux(template):
                    if packet.pts is None:  # the last, which is empty
                        continue
                    packet.pts += first * step
                    # Not the source's own: very short ones lead by less, and decoding times must grow.
                    packet.dts = (place - REORDERED) * step
                    packet.stream = stream
                    joined.mux_one(packet)
                    place += 1
            if place - first != length:
                raise EncodingError(f"part {number} has {place - first} frames where {length} were rendered")
            first = place


def check_frames(source: Path | io.BytesIO, frames: int, fps: int) -> None:
    """Raise ``EncodingError`` unless ``source`` has a packet for each of ``frames``, at exactly k / fps."""
    with _open(source) as container:
        stream = container.streams.video[0]
        step = _step(stream, fps)
        times = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
    if times != list(range(0, frames * step, step)):
        raise EncodingError(f"the file has {len(times)} frames where {frames} in even steps were rendered")


def _open(source: Path | io.BytesIO) -> InputContainer:
    if isinstance(source, Path):
        return av.open(ffmpeg_name(source), "r", format="mp4")
    source.seek(0)
    return av.open(source, "r", format="mp4")


def _step(stream: VideoStream, fps: int) -> int:
    """A frame's duration by the stream's clock: a fraction for each packet would cost more than its copy."""
    step = 1 / (fps * (stream.time_base or Fraction(0)))
    if step.denominator != 1:
        raise EncodingError(f"the file's clock does not divide 1/{fps} s")
    return step.numerator


def _as_written(number: int, chapter: Chapter, fps: int) -> av.container.Chapter:
    return {
        "id": number,
        "start": chapter.start,
        "end": chapter.end,
        "time_base": Fraction(1, fps),
        "metadata": {"title": chapter.title},
    }
