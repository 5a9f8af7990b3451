"""Files that are saved, as they are."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

__all__ = ["Changes"]

_QUIET = 0.02
"""Seconds without another change after which a save is over: editors write a file in several steps."""

_GLANCE = 0.02
"""Seconds between two looks at whether there is a change."""

_KINDS = {"created", "deleted", "modified", "moved"}


class Changes(FileSystemEventHandler):
    """The files in ``folders``, or among single ``files``, that have changed and nobody has asked for yet.

    They are looked for again and again: Ctrl-C just before a wait without an end would not end it.
    """

    def __init__(self, folders: Iterable[Path], files: Collection[Path] = ()) -> None:
        self._folders, self._files = [each.resolve() for each in folders], {each.resolve() for each in files}
        self._news: SimpleQueue[tuple[set[Path], float]] = SimpleQueue()
        self._observer = Observer()
        for folder in self._folders:
            self._observer.schedule(self, str(folder), recursive=True)
        for folder in {file.parent for file in self._files}:
            self._observer.schedule(self, str(folder))

    def __enter__(self) -> Changes:
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    @property
    def are_waiting(self) -> bool:
        """Whether there are any."""
        return not self._news.empty()

    def wait(self) -> tuple[set[Path], float]:
        """Wait for a change, if need be, and until it is over; return the files, and when the first changed.

        That is by the monotonic clock.
        """
        while self._news.empty():
            time.sleep(_GLANCE)
        changed, since = self._news.get()
        with suppress(Empty):
            while True:
                changed |= self._news.get(timeout=_QUIET)[0]
        return changed, since

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was saved; that a file was read is no news."""
        if event.is_directory or event.event_type not in _KINDS:
            return
        places = {Path(str(place)).resolve() for place in (event.src_path, event.dest_path) if place}
        if changed := set(filter(self._counts, places)):
            self._news.put((changed, time.monotonic()))

    def _counts(self, file: Path) -> bool:
        """Whether it may be drawn from: bytecode, and what editors leave behind, is not."""
        left_behind = file.name.startswith((".", "#")) or file.name.endswith("~") or "__pycache__" in file.parts
        inside = any(file.is_relative_to(folder) for folder in self._folders)
        return file in self._files or (inside and not left_behind)
