"""What workers are asked to do, and what they send back.

None of it loads manim: each task names the function that does it, and only a worker imports that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from common.beats import Beat
from renders.catalogue import scene_name
from renders.critic.problem import Problem
from renders.options import Variant

__all__ = [
    "AcceptTask",
    "InspectTask",
    "Inspected",
    "PartTask",
    "PictureTask",
    "PreviewTask",
    "Segment",
    "StillTask",
    "StoryboardTask",
]


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
class InspectTask(_SceneTask):
    """Find what is wrong with the scene as ``variant``, whose quality is that of the pictures that show it."""

    work: ClassVar = "renders.critic.inspection:inspect_scene"


@dataclass(frozen=True)
class Inspected:
    """The ``problems`` of a scene in one variant, in order of time, and the pictures of their frames, by index."""

    problems: list[Problem]
    pictures: Mapping[int, npt.NDArray[np.uint8]]


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


@dataclass(frozen=True)
class AcceptTask(PictureTask):
    """Keep a scene's last frame beside the critic, to compare later ones with."""

    work: ClassVar = "renders.critic.inspection:accept_scene"
