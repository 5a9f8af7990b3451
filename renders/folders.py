"""Folders that are complete or absent, like the files of ``renders.store``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renders.store import PART, left_parts, writing_to

__all__ = ["folder_aside"]


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """Give a new hidden folder beside ``target``; if no error is raised, it takes its place as a whole.

    What ended processes left unfinished there is deleted. Raises ``UnwritableError`` if the disk refuses.
    """
    part = target.with_name(f".{target.name}-{os.getpid()}{PART}")
    before = target.with_name(f".{target.name}-before-{os.getpid()}{PART}")
    try:
        with writing_to(target.parent):
            for left in [*left_parts(target.parent), part, before]:
                _delete(left)
            part.mkdir()
            yield part
            # A folder cannot replace one with files in it.
            if target.exists():
                target.rename(before)
            part.rename(target)
    finally:
        if before.exists() and not target.exists():
            before.rename(target)
        _delete(part)
        _delete(before)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
