"""The task of making a sheet; nothing here loads manim before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["KINDS", "SHAPES", "SheetTask"]

SHAPES = ("A4", "16x9")
KINDS: tuple[Literal["pdf", "png"], ...] = ("png", "pdf")


@dataclass(frozen=True)
class SheetTask:
    """Make the sheet in one ``language`` and ``theme``, in every shape and kind: ``sheet-en-A4-light.pdf``."""

    language: str
    theme: str
    folder: Path

    @property
    def name(self) -> str:
        """Its name, for people."""
        return f"sheet {self.language} {self.theme}"

    @property
    def files(self) -> list[Path]:
        """The files, those of a shape together."""
        return [
            self.folder / f"sheet-{self.language}-{shape}-{self.theme}.{kind}"
            for shape in SHAPES
            for kind in KINDS
        ]

    def run(self, counter: Counter) -> list[Path]:
        """Draw and set it."""
        from renders.products.sheet.making import make_sheet  # noqa: PLC0415

        return make_sheet(self, counter)
