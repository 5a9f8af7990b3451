"""One frame of a scene to a PNG."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from renders.catalogue import load_scene
from renders.frames import NoFrames, PickedFrames
from renders.jobs import Counter
from renders.rasterise import rasterise
from renders.scratch import scratch
from renders.store import aside
from renders.tasks import StillTask
from renders.timeline import moment

__all__ = ["draw_still"]


def draw_still(task: StillTask, counter: Counter) -> Path:
    """Find the frame, draw it alone, and write it."""
    scene = load_scene(task.scene)
    with scratch() as media:
        timeline = rasterise(scene, task.variant, NoFrames(task.number), media)
        index = moment(timeline.beats[task.number], task.when)
        frames = PickedFrames([index])
        rasterise(scene, task.variant, frames, media, timeline)
    with aside(task.file) as part:
        Image.fromarray(frames.pictures[index]).convert("RGB").save(part, format="PNG")
    counter.advance(1)
    return task.file
