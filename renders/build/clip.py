"""A scene's segments to one clip, and a stored clip to the files that a person opens."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renders.build.task import Segment
from renders.captions.cues import captions, cues
from renders.files.atomic import digest_if_readable, stand, write_together
from renders.picture.timeline import Timeline, UnsteadySceneError
from renders.request.variant import Variant
from renders.video.joining import concatenate

__all__ = ["Clip", "deliver_clip", "join_segments"]


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


def deliver_clip(clip: Clip, variant: Variant, folder: Path) -> list[Path]:
    """Put ``Name.mp4``, ``.srt`` and ``.vtt`` into ``folder``, where they are not there already; return them."""
    name = clip.timeline.name
    files = [folder / f"{name}.{kind}" for kind in ("mp4", "srt", "vtt")]
    spoken = cues([clip.timeline], variant.language, variant.fps)
    texts = [captions(spoken, variant.fps, kind) for kind in ("srt", "vtt")]
    if stand(files[1:], texts) and digest_if_readable(files[0]) == clip.sha256:
        return files
    with write_together(*files) as (video, *others):
        shutil.copyfile(clip.file, video)
        for file, text in zip(others, texts, strict=True):
            file.write_text(text, encoding="utf-8")
    return files
