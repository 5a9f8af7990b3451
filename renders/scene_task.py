"""What every task has in common: a scene, the variant of it that is wanted, and the folder for its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from common.explainer import Explainer
from renders.options import Variant

__all__ = ["SceneTask"]


@dataclass(frozen=True)
class SceneTask:
    """Something to make of ``scene_class``, played as ``variant``, in ``folder``."""

    scene_class: type[Explainer]
    variant: Variant
    folder: Path

    @property
    def name(self) -> str:
        """The scene's name."""
        return self.scene_class.__name__
