"""Clips into one film without encoding again, with chapters inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from renders.encoder import MP4_OPTIONS, EncodingError
from renders.timeline import Timeline

__all__ = ["Chapter", "chapters", "check_film", "first_frames", "join"]


_REORDERED = 2
"""Frames by which x264 decodes ahead of showing, with B-frames that others refer to."""


@dataclass(frozen=True)
class Chapter:
    """A part of the film that a player can jump to: frames ``start`` to ``end`` (not included)."""

    title: str
    start: int
    end: int


def first_frames(timelines: Sequence[Timeline]) -> list[int]:
    """Where each scene begins in the joined film, in frames, and last where the film ends."""
    starts = [0]
    for timeline in timelines:
        starts.append(starts[-1] + timeline.frames)
    return starts


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


def join(clips: Sequence[Path], timelines: Sequence[Timeline], fps: int, target: Path) -> None:
    """Copy the packets of ``clips`` into one MP4 at ``target``, frame k of the film at exactly k / fps.

    Raises ``EncodingError`` if the clips were not encoded alike.
    """
    with av.open(str(target), "w", format="mp4", options=MP4_OPTIONS) as film:
        with av.open(str(clips[0])) as first:
            template = first.streams.video[0]
            stream = film.add_stream_from_template(template)
            header = template.codec_context.extradata
            stream.time_base = template.time_base
        film.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.start,
                    "end": chapter.end,
                    "time_base": Fraction(1, fps),
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(chapters(timelines))
            ]
        )
        for clip, first_frame in zip(clips, first_frames(timelines), strict=False):
            with av.open(str(clip)) as container:
                if container.streams.video[0].codec_context.extradata != header:
                    raise EncodingError(f"{clip.name} is not encoded like {clips[0].name}: render both again")
                for place, packet in enumerate(_packets(container), start=first_frame):
                    frame = 1 / (fps * packet.time_base)
                    packet.pts = int((packet.pts or 0) + first_frame * frame)
                    # Not the clip's own: very short clips lead by less, and decoding times must grow.
                    packet.dts = int((place - _REORDERED) * frame)
                    packet.stream = stream
                    film.mux(packet)


def check_film(path: Path, frames: int, fps: int) -> None:
    """Raise ``EncodingError`` unless ``path`` has a packet for each of ``frames``, at exactly k / fps."""
    with av.open(str(path)) as container:
        times = sorted((packet.pts or 0) * packet.time_base for packet in _packets(container))
    if times != [Fraction(index, fps) for index in range(frames)]:
        raise EncodingError(f"the joined film has {len(times)} frames where its scenes have {frames}")


def _packets(container: InputContainer) -> Iterator[Packet[VideoStream]]:
    return (packet for packet in container.demux(container.streams.video[0]) if packet.pts is not None)
