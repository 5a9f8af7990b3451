"""What a worker is asked to make of a scene, and what it answers; none of it loads manim."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from renders.catalogue import scene_name
from renders.formats.table import Wanted
from renders.options import Variant

__all__ = ["FormatsTask", "Made"]


@dataclass(frozen=True)
class FormatsTask:
    """Draw ``scene`` once, and write it to ``folder`` in each format ``wanted``, and a poster."""

    work: ClassVar = "renders.formats.making:make_formats"
    scene: str
    variant: Variant
    folder: Path
    wanted: Wanted
    clear_poster: bool

    @property
    def name(self) -> str:
        """The scene's name."""
        return scene_name(self.scene)


@dataclass
class Made:
    """Files written; a line about each that was made smaller to fit; a line about each that cannot be."""

    files: list[Path] = field(default_factory=list)
    fitted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
