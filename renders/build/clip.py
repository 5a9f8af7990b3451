"""A scene's segments to one clip, and the timeline of what they hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renders.build.task import Segment
from renders.picture.timeline import Timeline, UnsteadySceneError
from renders.video.joining import concatenate

__all__ = ["Clip", "join_segments", "timeline_of"]


@dataclass(frozen=True)
class Clip:
    """A scene as it was rendered: its timeline, and the verified file with that SHA-256 that holds it."""

    timeline: Timeline
    file: Path
    sha256: str


def join_segments(segments: Sequence[Segment], fps: int, name: str = "") -> tuple[bytes, Timeline]:
    """Join segments of beats in a row into an MP4; the clip has that ``name``, or its scene's.

    Raises ``UnsteadySceneError`` if one does not begin where the one before it ended.
    """
    timeline = timeline_of(segments, name)
    joined = io.BytesIO()
    concatenate([io.BytesIO(each.data) for each in segments], [each.frames for each in segments], fps, joined)
    return joined.getvalue(), timeline


def timeline_of(segments: Sequence[Segment], name: str = "") -> Timeline:
    """The timeline of nothing but these segments; what it is called, and what it raises, are as of their clip."""
    first, *later = segments
    ends = [segment.start + segment.frames for segment in segments]
    if [segment.start for segment in later] != ends[:-1]:
        raise UnsteadySceneError(first.scene_name)
    beats = tuple(segment.beat.earlier(first.start) for segment in segments)
    return Timeline(name or first.scene_name, first.scene_title, ends[-1] - first.start, beats)
