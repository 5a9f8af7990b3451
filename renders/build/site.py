"""The place of a build: its output folder, variant and store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from renders.build.store import ClipStore
from renders.request.variant import Variant

__all__ = ["Site"]


@dataclass(frozen=True)
class Site:
    """The ``output`` folder of all variants, and the ``variant`` that is built.

    Scenes with custom numbers go to a folder of that name ``below`` the variant's.
    """

    output: Path
    variant: Variant
    below: str = ""

    @property
    def folder(self) -> Path:
        """The folder in which a person finds the variant's files."""
        return self.output / self.variant.name / self.below

    @property
    def store(self) -> ClipStore:
        """The store of finished clips and segments."""
        return ClipStore(self.output / "store")

    @property
    def costs(self) -> Path:
        """The file that remembers what rendering took."""
        return self.output / "costs.json"
