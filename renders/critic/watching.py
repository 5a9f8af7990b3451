"""Play a scene and look at the scene itself, not only at its pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from common.explainer import Explainer
from renders.picture.canvas import Pixels
from renders.picture.rasterise import rasterise
from renders.picture.renderer import Sink
from renders.picture.timeline import Timeline
from renders.request.variant import Variant

__all__ = ["play_watched"]

Note = Callable[[Explainer, int], None]


def play_watched(
    scene_class: type[Explainer],
    variant: Variant,
    sink: Sink,
    note: Note,
    media: Path | None = None,
    expected: Timeline | None = None,
) -> Timeline:
    """Like ``rasterise``, and ``note`` is called with the scene and the index of a frame.

    It may be called early, before an animation has begun, and is then called again for the same index when the
    scene stands as that frame shows it: what was noted last counts. Of equal frames in a row only the first
    must be noted.
    """
    watcher = _Watcher(sink, note)

    class Watched(scene_class):  # type: ignore[misc, valid-type]
        def setup(self) -> None:
            super().setup()
            watcher.scene = self

    Watched.__name__ = scene_class.__name__
    return rasterise(Watched, variant, watcher, media, expected)


class _Watcher:
    """Passes everything on, and notes which frames are asked for."""

    def __init__(self, sink: Sink, note: Note) -> None:
        self.scene: Explainer | None = None
        self._sink, self._note = sink, note

    def wants(self, index: int) -> bool:
        if self.scene is not None:
            self._note(self.scene, index)
        return self._sink.wants(index)

    def enter(self, segment: int) -> None:
        self._sink.enter(segment)

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        self._sink.take(index, pixels, count, rows)
