"""Parts of scenes to render, and what workers send back; nothing here loads manim before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.beats import Beat
from renders.request.scenes import SceneRef
from renders.request.variant import Variant

if TYPE_CHECKING:
    from renders.work.jobs import Counter

__all__ = ["PartTask", "SceneTask", "Segment"]


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
class SceneTask:
    """Something to make of ``scene``, played as ``variant``."""

    scene: SceneRef
    variant: Variant

    @property
    def name(self) -> str:
        """The name of what is made."""
        return self.scene.stem


@dataclass(frozen=True)
class PartTask(SceneTask):
    """Render the beats with the numbers ``first`` to ``last``, that one included, to a ``Segment`` each."""

    first: int
    last: int

    def run(self, counter: Counter) -> list[Segment]:
        """Render them."""
        from renders.build.parts import render_part  # noqa: PLC0415

        return render_part(self, counter)
