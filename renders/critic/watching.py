"""Play a scene and look at the scene itself, not only at its pictures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from common.explainer import Explainer
from renders.picture.canvas import Pixels
from renders.picture.rasterise import rasterise
from renders.picture.renderer import FrameRenderer, NoFrames, Sink
from renders.picture.timeline import Timeline
from renders.request.variant import Variant

__all__ = ["last_picture", "play_watched"]

Note = Callable[[Explainer, int], None]


def play_watched(
    scene_class: type[Explainer],
    variant: Variant,
    sink: Sink,
    note: Note,
    media: Path | None = None,
    expected: Timeline | None = None,
) -> Timeline:
    """Like ``rasterise``, and ``note`` is called with the scene as it is drawn and the index of the frame.

    Of equal frames in a row, it is called for the first that ``sink`` wants.
    """

    class Watching(FrameRenderer):
        def _show(self, scene: Any, count: int) -> None:
            for index in islice(filter(sink.wants, range(self.frame, self.frame + count)), 1):
                note(scene, index)
            super()._show(scene, count)

    return rasterise(scene_class, variant, sink, media, expected, Watching)


def last_picture(scene_class: type[Explainer], variant: Variant, media: Path) -> Pixels:
    """Picture the end of a scene, and nothing before it."""
    pictures: list[Pixels] = []

    class Ending(FrameRenderer):
        def scene_finished(self, scene: Any) -> None:
            self.update_frame(scene)
            pictures.append(self._canvas.pixels)

    rasterise(scene_class, variant, NoFrames(), media, renderer=Ending)
    return pictures[0]
