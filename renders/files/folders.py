"""Folders that are complete or absent, like the files of ``renders.files.atomic``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renders.files.atomic import writing_to
from renders.files.unfinished import sweep, unfinished

__all__ = ["folder_aside"]


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """Yield a new folder for what becomes ``target``; if no error is raised, it takes its place as a whole.

    What ended processes left unfinished there is deleted. Raises ``UnwritableError`` if the disk refuses.
    """
    with writing_to(target.parent):
        sweep(target.parent)
        with unfinished(target.parent) as hidden:
            new, old = hidden / "new", hidden / "old"
            new.mkdir()
            yield new
            try:
                # A folder cannot replace one with files in it.
                if target.exists():
                    target.rename(old)
                new.rename(target)
            finally:
                if old.exists() and not target.exists():
                    old.rename(target)
