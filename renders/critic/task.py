"""Scenes to inspect, and what was found; nothing here loads manim before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from renders.build.task import SceneTask
from renders.critic.problem import Problem

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["AcceptTask", "InspectTask", "InspectTasks", "Inspected"]


@dataclass(frozen=True)
class Inspected:
    """The ``problems`` of a scene in one variant, in order of time, and the pictures of their frames, by index."""

    problems: list[Problem]
    pictures: Mapping[int, npt.NDArray[np.uint8]]


@dataclass(frozen=True)
class InspectTask(SceneTask):
    """Find what is wrong with the scene as ``variant``, whose quality is that of the pictures that show it.

    Where it is ``seen_elsewhere``, on another background, only the light need be looked at.
    """

    seen_elsewhere: bool = False


@dataclass(frozen=True)
class InspectTasks:
    """Several of one scene that differ by their themes, to be done at once."""

    tasks: tuple[InspectTask, ...]

    @property
    def name(self) -> str:
        """The scene's name."""
        return self.tasks[0].name

    def run(self, counter: Counter) -> list[Inspected]:
        """Inspect each."""
        from renders.critic.inspection import inspect_scene  # noqa: PLC0415

        return inspect_scene(self.tasks, counter)


@dataclass(frozen=True)
class AcceptTask(SceneTask):
    """Keep a scene's last frame beside the critic, to compare later ones with; traces go to ``folder``."""

    folder: Path

    def run(self, counter: Counter) -> Path:
        """Keep it; return its path."""
        from renders.critic.inspection import accept_scene  # noqa: PLC0415

        return accept_scene(self, counter)
