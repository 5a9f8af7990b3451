"""What a worker is asked to draw captions into; none of it loads manim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from renders.captions import Cue, cues
from renders.clips import Clip
from renders.options import Variant
from renders.publishing.inset import Inset

__all__ = ["CaptionTask", "Captioned"]


@dataclass(frozen=True)
class CaptionTask:
    """Write ``clip`` to ``target``, smaller, with captions below."""

    work: ClassVar = "renders.publishing.captioning:draw_captions"
    clip: Clip
    variant: Variant
    inset: Inset
    target: Path

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"captions in {self.clip.timeline.name}"

    @property
    def cues(self) -> list[Cue]:
        """The captions, in lines that fit their place, in frames of the clip."""
        language = self.variant.language
        return cues([self.clip.timeline], language, self.variant.fps, self.inset.characters(language))


@dataclass(frozen=True)
class Captioned:
    """A ``clip`` with captions in its pictures, and what it was made of."""

    task: CaptionTask
    clip: Clip
