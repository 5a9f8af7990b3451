"""Reels as animated WebP, exact to the last bit of colour and transparency."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from renders.products.formats.reel import Reel
from renders.products.formats.watch import Watch

__all__ = ["write_webp"]

# Drawn pictures take fewer bytes exact than blurred. No key frames: a loop is played from its start.
_OPTIONS = {"lossless": True, "quality": 50, "method": 3, "kmin": 0, "kmax": 0}


def write_webp(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:
    """Write ``reel`` as a loop without end, with transparency if ``clear``."""
    durations = [count * 1000 / reel.fps for _, count in reel.runs]
    pages = _Pages(reel, watch, clear=clear)
    pages.save(target, format="WEBP", save_all=True, loop=0, duration=durations, **_OPTIONS)
    watch.passed(reel.runs[-1][1])


class _Pages(Image.Image):
    """A reel as Pillow reads files of several pictures, so that one at a time is in memory."""

    def __init__(self, reel: Reel, watch: Watch, *, clear: bool) -> None:
        super().__init__()
        self._reel, self._watch, self._clear = reel, watch, clear
        self._runs = reel.runs
        self._page = -1
        self.n_frames = len(self._runs)
        self.seek(0)

    def tell(self) -> int:
        """The number of the picture that is seen, from 0."""
        return self._page

    def seek(self, frame: int) -> None:
        """Turn to the picture with that number."""
        if frame == self._page:
            return
        if frame > self._page >= 0:
            self._watch.passed(self._runs[self._page][1])
        self._page = frame
        number, _ = self._runs[frame]
        picture = self._reel.clear(number) if self._clear else self._reel.whole(number)
        self.im, self._mode, self._size = picture.im, picture.mode, picture.size
