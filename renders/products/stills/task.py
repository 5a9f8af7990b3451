"""Pictures to draw of scenes, a file each; nothing here loads manim before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from renders.build.task import SceneTask

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["PictureTask", "PreviewTask", "StillTask", "StoryboardTask"]


class PictureTask(Protocol):
    """Writes one file to ``folder``."""

    @property
    def name(self) -> str:
        """Its name, for people."""

    @property
    def folder(self) -> Path:
        """The folder of its file."""

    def run(self, counter: Counter) -> Path:
        """Write the file; return its path."""


@dataclass(frozen=True)
class _BeatTask(SceneTask):
    folder: Path
    beat: str
    number: int


@dataclass(frozen=True)
class StillTask(_BeatTask):
    """Draw the frame ``when`` (of ``MOMENTS``) in the beat of that ``number``: ``Name-beat-when.png``."""

    when: str

    @property
    def file(self) -> Path:
        """The PNG."""
        return self.folder / f"{self.name}-{self.beat}-{self.when}.png"

    def run(self, counter: Counter) -> Path:
        """Draw it."""
        from renders.products.stills.still import draw_still  # noqa: PLC0415

        return draw_still(self, counter)


@dataclass(frozen=True)
class PreviewTask(_BeatTask):
    """Render one beat, which has that ``number``, alone: ``Name-beat.mp4``."""

    @property
    def file(self) -> Path:
        """The MP4."""
        return self.folder / f"{self.name}-{self.beat}.mp4"

    def run(self, counter: Counter) -> Path:
        """Render it."""
        from renders.products.stills.preview import render_preview  # noqa: PLC0415

        return render_preview(self, counter)


@dataclass(frozen=True)
class StoryboardTask(SceneTask):
    """Draw a scene's contact sheet: ``Name-storyboard.png``."""

    folder: Path

    @property
    def file(self) -> Path:
        """The PNG."""
        return self.folder / f"{self.name}-storyboard.png"

    def run(self, counter: Counter) -> Path:
        """Draw it."""
        from renders.products.stills.storyboard import draw_storyboard  # noqa: PLC0415

        return draw_storyboard(self, counter)
