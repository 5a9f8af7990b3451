"""CPU time of drawing and encoding the film, beside that of encoding the same pictures from memory.

``python encoding_floor.py 1080p60`` prints both, in milliseconds a frame. One-off set-up counts on neither side.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from time import process_time

from renders.build.parts import render_part
from renders.build.task import PartTask
from renders.picture.rasterise import rasterise
from renders.picture.renderer import PartDone, Pixels
from renders.request.scenes import film_words
from renders.request.variant import QUALITIES, Variant
from renders.video.encoder import ClipEncoder
from renders.work.jobs import Counter
from scenes.film import FILM

AT_ONCE = 100  # pictures in memory, of 8 MB each at 1080p


class FromMemory:
    """A sink that keeps the pictures of ``segment`` and times their encoding, some at once."""

    def __init__(self, variant: Variant, segment: int) -> None:
        self.data = io.BytesIO()
        self.seconds = 0.0
        self._encoder = ClipEncoder(self.data, variant.size, variant.fps)
        self._segment = segment
        self._inside = False
        self._kept: list[tuple[Pixels, int]] = []

    def enter(self, segment: int) -> None:
        if segment > self._segment:
            raise PartDone
        self._inside = segment == self._segment

    def wants(self, index: int) -> bool:  # noqa: ARG002
        return self._inside

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        if self._inside:
            self._kept.append((pixels.copy(), count))
            if len(self._kept) == AT_ONCE:
                self._encode()

    def finish(self) -> None:
        self._encode()
        start = process_time()
        self._encoder.close()
        self.seconds += process_time() - start

    def _encode(self) -> None:
        start = process_time()
        for pixels, count in self._kept:
            self._encoder.take(self._encoder.frames, pixels, count)
        self.seconds += process_time() - start
        self._kept.clear()


def main() -> None:
    """Take beat after beat, both ways in turn."""
    variant = Variant(quality=QUALITIES[sys.argv[1]])
    frames, whole, floor = 0, 0.0, 0.0
    for scene, words in zip(FILM, film_words(FILM, variant.language), strict=True):
        for beat in range(len(words.beats)):
            (segment,) = render_part(PartTask(scene, variant, beat, beat), Counter(None, 0))
            alone = FromMemory(variant, beat)
            rasterise(scene.load(), variant, alone)
            alone.finish()
            if alone.data.getvalue() != segment.data:
                sys.exit(f"beat {beat} of {scene}: these are not the same frames")
            frames += segment.frames
            whole += segment.seconds
            floor += alone.seconds
    print(1e3 * whole / frames, 1e3 * floor / frames)


if __name__ == "__main__":
    main()
