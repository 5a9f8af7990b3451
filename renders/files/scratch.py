"""Folders for what is thrown away, in the system's temporary folder."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from renders.files.atomic import UnwritableError, writing_to
from renders.files.text import printable
from renders.files.unfinished import sweep, unfinished

__all__ = ["scratch", "sweep_scratch", "writing_to_scratch"]

_UNTYPESET = re.compile("[{}\ud800-\udfff]")
"""Manim fills in braces of paths, and Pango takes no names but those in UTF-8."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder that is removed afterwards; raises ``UnwritableError`` where the disk under it refuses."""
    with writing_to_scratch(), unfinished(_place()) as folder:
        yield folder


def writing_to_scratch() -> AbstractContextManager[None]:
    """Put what is refused down to the temporary folder, inside of what writes elsewhere."""
    return writing_to(_place(), "TMPDIR")


def sweep_scratch() -> None:
    """Delete the folders of processes that were killed."""
    sweep(_place())


def _place() -> Path:
    try:
        place = Path(tempfile.gettempdir())
    except OSError as error:
        raise UnwritableError("no temporary folder can be written to: name one with TMPDIR") from error
    if _UNTYPESET.search(str(place)):
        raise UnwritableError(f"cannot typeset in {printable(str(place))}: name a plainer folder with TMPDIR")
    return place
