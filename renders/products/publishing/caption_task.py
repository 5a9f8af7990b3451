"""The task of drawing captions into a clip; nothing here loads manim before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from renders.build.clip import Clip
from renders.captions.cues import Cue, cues
from renders.products.publishing.inset import Inset
from renders.request.variant import Variant

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["CaptionTask", "Captioned"]


@dataclass(frozen=True)
class CaptionTask:
    """Write ``clip`` to ``target``, smaller, with captions below."""

    clip: Clip
    variant: Variant
    inset: Inset
    target: Path

    @property
    def name(self) -> str:
        """Its name, for people."""
        return f"captions in {self.clip.timeline.name}"

    @property
    def cues(self) -> list[Cue]:
        """The captions, in lines that fit their place, in frames of the clip."""
        language = self.variant.language
        return cues([self.clip.timeline], language, self.variant.fps, self.inset.characters(language))

    def run(self, counter: Counter) -> Captioned:
        """Draw and write."""
        from renders.products.publishing.captioning import draw_captions  # noqa: PLC0415

        return draw_captions(self, counter)


@dataclass(frozen=True)
class Captioned:
    """A ``clip`` with captions in its pictures, and what it was made of."""

    task: CaptionTask
    clip: Clip
