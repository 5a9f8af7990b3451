"""Files that are saved, as they are."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from pathlib import Path
from threading import Condition

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

__all__ = ["Changes"]

_QUIET = 0.02
"""Seconds without another change after which a save is over: editors write a file in several steps."""

_KINDS = {"created", "deleted", "modified", "moved"}


class Changes(FileSystemEventHandler):
    """The files in ``folders``, or among single ``files``, that have changed and nobody has asked for yet.

    ``since`` is when the first of them changed, by the monotonic clock; None if there are none.
    """

    def __init__(self, folders: Iterable[Path], files: Collection[Path] = ()) -> None:
        self._folders, self._files = [each.resolve() for each in folders], {each.resolve() for each in files}
        self._changed: set[Path] = set()
        self.since: float | None = None
        self._news = Condition()
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

    def wait(self) -> tuple[set[Path], float]:
        """Wait for a change, if need be, and until it is over; return the files, and ``since``."""
        with self._news:
            self._news.wait_for(lambda: self._changed)
            while self._news.wait(_QUIET):
                pass
            changed, since = self._changed, self.since or time.monotonic()
            self._changed, self.since = set(), None
            return changed, since

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was saved; that a file was read is no news."""
        if event.is_directory or event.event_type not in _KINDS:
            return
        places = {Path(str(place)).resolve() for place in (event.src_path, event.dest_path) if place}
        if changed := set(filter(self._counts, places)):
            with self._news:
                self._changed |= changed
                self.since = self.since or time.monotonic()
                self._news.notify_all()

    def _counts(self, file: Path) -> bool:
        """Whether it may be drawn from: bytecode, and what editors leave behind, is not."""
        left_behind = file.name.startswith((".", "#")) or file.name.endswith("~") or "__pycache__" in file.parts
        inside = any(file.is_relative_to(folder) for folder in self._folders)
        return file in self._files or (inside and not left_behind)
