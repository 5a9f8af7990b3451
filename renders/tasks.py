"""What workers are asked to do, and what they send back.

None of it loads manim: each task names the function that does it, and only a worker imports that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from common.beats import Beat
from renders.catalogue import scene_name
from renders.options import Variant

__all__ = ["PartTask", "PictureTask", "PreviewTask", "Segment", "StillTask", "StoryboardTask"]


@dataclass(frozen=True)
class Segment:
    """A beat's share of its scene: ``frames`` frames from ``start`` on, as an MP4 of their own.

    What is played before the first beat belongs to it, what comes after a beat to the next, and after the last to
    the last. ``seconds`` of CPU time went into it; ``setup`` is what its part took before.
    """

    scene_name: str
    scene_title: str
    beat: Beat
    start: int
    frames: int
    data: bytes
    seconds: float
    setup: float


@dataclass(frozen=True)
class _SceneTask:
    """Something to make of ``scene`` (``module:Class``), played as ``variant``."""

    scene: str
    variant: Variant

    @property
    def name(self) -> str:
        """The scene's name."""
        return scene_name(self.scene)


@dataclass(frozen=True)
class PartTask(_SceneTask):
    """Render the beats with the numbers ``first`` to ``last``, that one included, to a ``Segment`` each."""

    work: ClassVar = "renders.parts:render_part"
    first: int
    last: int


@dataclass(frozen=True)
class PictureTask(_SceneTask):
    """Something that writes one file to ``folder``."""

    work: ClassVar[str]
    folder: Path

    @property
    def file(self) -> Path:
        """What it writes."""
        raise NotImplementedError


@dataclass(frozen=True)
class StillTask(PictureTask):
    """Draw the frame ``when`` (of ``MOMENTS``) in the beat of that ``number``: ``Name-beat-when.png``."""

    work: ClassVar = "renders.stills:draw_still"
    beat: str
    number: int
    when: str

    @property
    def file(self) -> Path:
        """The PNG."""
        return self.folder / f"{self.name}-{self.beat}-{self.when}.png"


@dataclass(frozen=True)
class PreviewTask(PictureTask):
    """Render one beat, which has that ``number``, alone: ``Name-beat.mp4``."""

    work: ClassVar = "renders.parts:render_preview"
    beat: str
    number: int

    @property
    def file(self) -> Path:
        """The MP4."""
        return self.folder / f"{self.name}-{self.beat}.mp4"


@dataclass(frozen=True)
class StoryboardTask(PictureTask):
    """Draw a scene's contact sheet: ``Name-storyboard.png``."""

    work: ClassVar = "renders.storyboard:draw_storyboard"

    @property
    def file(self) -> Path:
        """The PNG."""
        return self.folder / f"{self.name}-storyboard.png"
