"""One beat alone, to see how it moves."""

from __future__ import annotations

from pathlib import Path

from renders.build.clip import timeline_of
from renders.build.hearing import sound_of, write_heard
from renders.build.parts import render_part
from renders.build.task import PartTask
from renders.files.atomic import aside
from renders.products.stills.task import PreviewTask
from renders.work.jobs import Counter

__all__ = ["render_preview"]


def render_preview(task: PreviewTask, counter: Counter) -> Path:
    """Render the beat to its file."""
    (segment,) = render_part(PartTask(task.scene, task.variant, task.number, task.number), counter)
    sound = sound_of([timeline_of([segment])], task.variant)
    with aside(task.file) as part:
        write_heard(part, sound, lambda file: file.write_bytes(segment.data))
    return task.file
