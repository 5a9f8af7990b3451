"""The task of making files of a scene, and its result; nothing here loads manim before it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from renders.build.task import SceneTask
from renders.products.formats.table import Wanted

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["FormatsTask", "Made"]


@dataclass(frozen=True)
class FormatsTask(SceneTask):
    """Draw ``scene`` once, and write it to ``folder`` in each format ``wanted``, and a poster."""

    folder: Path
    wanted: Wanted
    clear_poster: bool

    def run(self, counter: Counter) -> Made:
        """Draw and write."""
        from renders.products.formats.making import make_formats  # noqa: PLC0415

        return make_formats(self, counter)


@dataclass
class Made:
    """Files written; a line about each that was made smaller to fit; a line about each that cannot be."""

    files: list[Path] = field(default_factory=list)
    fitted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
