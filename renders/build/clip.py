"""A scene's segments to one clip."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renders.build.task import Segment
from renders.picture.timeline import Timeline, UnsteadySceneError
from renders.video.joining import concatenate

__all__ = ["Clip", "join_segments"]


@dataclass(frozen=True)
class Clip:
    """A scene as it was rendered: its timeline, and the verified file with that SHA-256 that holds it."""

    timeline: Timeline
    file: Path
    sha256: str


def join_segments(segments: Sequence[Segment], fps: int) -> tuple[bytes, Timeline]:
    """Join a scene's segments, one a beat in their order, into an MP4.

    Raises ``UnsteadySceneError`` if one does not begin where the one before it ended.
    """
    ends = [segment.start + segment.frames for segment in segments]
    name = segments[0].scene_name
    if [segment.start for segment in segments] != [0, *ends[:-1]]:
        raise UnsteadySceneError(name)
    joined = io.BytesIO()
    concatenate([io.BytesIO(each.data) for each in segments], [each.frames for each in segments], fps, joined)
    timeline = Timeline(name, segments[0].scene_title, ends[-1], tuple(each.beat for each in segments))
    return joined.getvalue(), timeline
