"""The observer of a writer of files: it is told of progress, and may stop the writer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

__all__ = ["TooLargeError", "Watch"]


class TooLargeError(Exception):
    """A file has become larger than it may; the whole would have had about ``size`` bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"about {size} bytes")
        self.size = size


class Watch:
    """Watches ``file`` grow to so many ``frames``; at most ``most`` bytes are allowed, if that is not None."""

    def __init__(
        self, file: Path, frames: int, most: int | None = None, advanced: Callable[[int], None] = lambda _: None
    ) -> None:
        self._file, self._frames, self._most, self._advanced = file, frames, most, advanced
        self._passed = 0

    def passed(self, frames: int) -> None:
        """Learn that so many ``frames`` more are written; raises ``TooLargeError`` beyond the limit."""
        self._passed += frames
        self._advanced(frames)
        # Some writers begin the file only when they have gathered a few frames, or all.
        size = self._file.stat().st_size if self._most is not None and self._file.is_file() else 0
        if self._most is not None and size > self._most:
            raise TooLargeError(size * self._frames // self._passed)
