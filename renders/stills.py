"""One frame of a scene to a PNG."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from renders.frames import NoFrames, PickedFrames
from renders.jobs import Counter
from renders.rasterise import rasterise
from renders.scene_task import SceneTask
from renders.store import aside
from renders.timeline import Timeline, moment

__all__ = ["StillTask"]


@dataclass(frozen=True)
class StillTask(SceneTask):
    """Render the frame ``when`` (of ``MOMENTS``) in a beat to ``folder``: ``Name-beat-when.png``."""

    beat: str
    when: str

    @property
    def file(self) -> Path:
        """What it writes."""
        return self.folder / f"{self.name}-{self.beat}-{self.when}.png"

    def run(self, counter: Counter) -> Timeline:
        """Find the frame, draw it alone, and write it."""
        with tempfile.TemporaryDirectory() as media:
            timeline = rasterise(self.scene_class, self.variant, NoFrames(), Path(media))
            counter.expect(timeline.frames)
            index = moment(timeline.beat(self.beat), self.when)
            frames = PickedFrames([index])
            rasterise(self.scene_class, self.variant, frames, Path(media), timeline)
        with aside(self.file) as part:
            Image.fromarray(frames.pictures[index]).convert("RGB").save(part, format="PNG")
        counter.advance(timeline.frames)
        return timeline
