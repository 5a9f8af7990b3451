"""One beat alone, to see how it moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from renders.build.hearing import sound_of, write_heard
from renders.build.parts import render_part
from renders.build.task import PartTask, Segment
from renders.files.atomic import aside
from renders.picture.timeline import Timeline
from renders.products.stills.task import PreviewTask
from renders.work.jobs import Counter

__all__ = ["render_preview"]


def render_preview(task: PreviewTask, counter: Counter) -> Path:
    """Render the beat to its file."""
    (segment,) = render_part(PartTask(task.scene, task.variant, task.number, task.number), counter)
    sound = sound_of([_timeline(segment)], task.variant)
    with aside(task.file) as part:
        write_heard(part, sound, lambda file: file.write_bytes(segment.data))
    return task.file


def _timeline(segment: Segment) -> Timeline:
    """The timeline of a scene that has nothing but that segment."""
    first, beat = segment.start, segment.beat
    landings = tuple(frame - first for frame in beat.landings)
    alone = replace(beat, start=beat.start - first, end=beat.end - first, landings=landings)
    return Timeline(segment.scene_name, segment.scene_title, segment.frames, (alone,))
