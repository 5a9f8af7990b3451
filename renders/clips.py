"""One scene to one MP4 and its captions."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from renders.captions import cues, write_captions
from renders.encoder import ClipEncoder, check_clip
from renders.frames import NoFrames
from renders.jobs import Counter
from renders.rasterise import rasterise
from renders.scene_task import SceneTask
from renders.store import write_together
from renders.timeline import Timeline

__all__ = ["ClipTask"]


@dataclass(frozen=True)
class ClipTask(SceneTask):
    """Render a scene to ``folder``: ``Name.mp4``, ``Name.srt``, ``Name.vtt``."""

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """What it writes: the clip, then its captions."""
        return (
            self.folder / f"{self.name}.mp4",
            self.folder / f"{self.name}.srt",
            self.folder / f"{self.name}.vtt",
        )

    def run(self, counter: Counter) -> Timeline:
        """Count the frames, then encode them; raise ``EncodingError`` if the file does not hold them."""
        variant = self.variant
        with tempfile.TemporaryDirectory() as media, write_together(*self.files) as (clip, srt, vtt):
            expected = rasterise(self.scene_class, variant, NoFrames(), Path(media))
            counter.expect(expected.frames)
            with ClipEncoder(clip, variant.size, variant.fps, counter.advance) as encoder:
                timeline = rasterise(self.scene_class, variant, encoder, Path(media), expected)
            check_clip(clip, timeline.frames, variant.fps)
            for file in (srt, vtt):
                kind = "srt" if file is srt else "vtt"
                write_captions(cues([timeline], variant.language, variant.fps), variant.fps, file, kind)
        return timeline
