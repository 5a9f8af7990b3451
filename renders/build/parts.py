"""Render beats of a scene in a row, a segment of video each.

A segment is drawn and encoded afresh from its first frame on, so that its bytes do not depend on which beats were
rendered together, nor on which machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

from renders.build.task import PartTask, Segment
from renders.files.scratch import scratch
from renders.picture.rasterise import rasterise
from renders.picture.renderer import PartDone, Pixels
from renders.video.encoder import ClipEncoder
from renders.work.jobs import Counter

__all__ = ["render_part"]


def render_part(task: PartTask, counter: Counter) -> list[Segment]:
    """Leap to the first of its beats, draw and encode all of them, and leave the rest of the scene unplayed."""
    scene = task.scene.load()
    sink = _SegmentEncoder(task, counter.advance, shaded=scene.shaded)
    with scratch() as media:
        timeline = rasterise(scene, task.variant, sink, media)
    sink.finish()
    beats = timeline.beats[task.first : task.last + 1]
    about = timeline.name, timeline.title
    return [Segment(*about, beat, **made) for beat, made in zip(beats, sink.made, strict=True)]


class _SegmentEncoder:
    """A sink that encodes the segments of ``task`` into memory, and ends the playing after them."""

    def __init__(self, task: PartTask, advanced: Callable[[int], None], *, shaded: bool) -> None:
        self.made: list[dict[str, Any]] = []
        self._variant = task.variant
        self._first, self._last = task.first, task.last
        self._advanced, self._shaded = advanced, shaded
        self._encoder: ClipEncoder | None = None
        self._data = io.BytesIO()
        self._start = -1
        self._setup = 0.0
        self._began = process_time()

    def enter(self, segment: int) -> None:
        """Finish the segment before; raise ``PartDone`` beyond the last that is wanted."""
        self.finish()
        if segment > self._last:
            raise PartDone
        if segment >= self._first:
            self._data, self._start = io.BytesIO(), -1
            size, fps = self._variant.size, self._variant.fps
            self._encoder = ClipEncoder(self._data, size, fps, self._advanced, shaded=self._shaded)
            now = process_time()
            self._setup, self._began = now - self._began, now

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """All frames of the wanted segments."""
        return self._encoder is not None

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        """Encode them, counted from the segment's own start."""
        if self._encoder is not None:
            self._start = index if self._start < 0 else self._start
            self._encoder.take(index - self._start, pixels, count, rows)

    def finish(self) -> None:
        """Close the segment that is open, if one is."""
        if self._encoder is None:
            return
        self._encoder.close()
        now = process_time()
        self.made.append(
            {
                "start": self._start,
                "frames": self._encoder.frames,
                "data": self._data.getvalue(),
                "seconds": now - self._began,
                "setup": self._setup,
            }
        )
        self._encoder, self._began = None, now
