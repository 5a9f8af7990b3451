"""One frame of a scene to a PNG."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from renders.files.atomic import aside
from renders.files.scratch import scratch
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.picture.timeline import moment
from renders.products.stills.task import StillTask
from renders.work.jobs import Counter

__all__ = ["draw_still"]


def draw_still(task: StillTask, counter: Counter) -> Path:
    """Find the frame, draw it alone, and write it."""
    scene = task.scene.load()
    with scratch() as media:
        timeline = rasterise(scene, task.variant, NoFrames(task.number), media)
        index = moment(timeline.beats[task.number], task.when)
        frames = PickedFrames([index])
        rasterise(scene, task.variant, frames, media, timeline)
    with aside(task.file) as part:
        Image.fromarray(frames.pictures[index]).convert("RGB").save(part, format="PNG")
    counter.advance(1)
    return task.file
