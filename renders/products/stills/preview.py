"""One beat alone, to see how it moves."""

from __future__ import annotations

from pathlib import Path

from renders.build.parts import render_part
from renders.build.task import PartTask
from renders.files.atomic import aside
from renders.products.stills.task import PreviewTask
from renders.work.jobs import Counter

__all__ = ["render_preview"]


def render_preview(task: PreviewTask, counter: Counter) -> Path:
    """Render the beat to its file."""
    (segment,) = render_part(PartTask(task.scene, task.variant, task.number, task.number), counter)
    with aside(task.file) as part:
        part.write_bytes(segment.data)
    return task.file
