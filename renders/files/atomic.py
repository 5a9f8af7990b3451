"""Files that are complete or absent: written aside, then moved into place."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from renders.errors import BadInputError
from renders.files.text import plainly, printable
from renders.files.unfinished import sweep, unfinished, visible

__all__ = [
    "UnwritableError",
    "aside",
    "digest",
    "digest_if_readable",
    "open_folder",
    "reach_the_disk",
    "stand",
    "write_together",
    "writing_to",
]

_REMEDIES = {
    errno.ENOSPC: "make room there",
    errno.EDQUOT: "make room there",
    errno.EACCES: "let it be written to",
    errno.EPERM: "let it be written to",
    errno.EROFS: "let it be written to",
}
_OF_THE_PROCESS = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EPIPE}
"""Errors without a file's name that no other folder would fix."""


class UnwritableError(OSError, BadInputError):
    """A folder cannot be written to; the message is one line that names it and the remedy."""


@contextmanager
def writing_to(folder: Path, other: str = "--output") -> Iterator[None]:
    """Raise what the disk refuses as an ``UnwritableError`` about ``folder``; ``other``, if any, names another.

    Of several, one inside another, the innermost speaks; an error that names a file elsewhere is left to the rest.
    """
    try:
        yield
    except UnwritableError:
        raise
    except OSError as error:
        if not _is_about(error, folder):
            raise
        reason = plainly(error.strerror or str(error))
        remedies = [_REMEDIES.get(error.errno or 0, ""), f"name another folder with {other}" if other else ""]
        what = "; ".join(filter(None, [reason, ", or ".join(filter(None, remedies))]))
        raise UnwritableError(f"cannot write to {printable(str(visible(folder)))}: {what}") from error


def _is_about(error: OSError, folder: Path) -> bool:
    if not isinstance(error.filename, str | bytes | os.PathLike):
        return error.errno is not None and error.errno not in _OF_THE_PROCESS
    file, place = Path(os.path.abspath(os.fsdecode(error.filename))), Path(os.path.abspath(folder))
    return file.is_relative_to(place) or place.is_relative_to(file)


def open_folder(folder: Path) -> Path:
    """Make ``folder``, sure that files can be written there; raises ``UnwritableError`` if they cannot.

    What ended processes left unfinished in it is deleted.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        with unfinished(folder):
            return folder


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest_if_readable(file: Path) -> str:
    """Like ``digest``; nothing where there is no such file, or it cannot be read."""
    try:
        return digest(file)
    except OSError:
        return ""


def stand(files: Sequence[Path], texts: Sequence[str]) -> bool:
    """Return True if ``files`` exist and contain exactly these ``texts``."""
    try:
        return [file.read_text(encoding="utf-8") for file in files] == list(texts)
    except (OSError, ValueError):
        return False


@contextmanager
def aside(target: Path, other: str = "--output") -> Iterator[Path]:
    """Yield a path for what becomes ``target``: it takes its place if no error is raised."""
    with write_together(target, other=other) as (part,):
        yield part


@contextmanager
def write_together(*targets: Path, other: str = "--output") -> Iterator[tuple[Path, ...]]:
    """Like ``aside`` for several files of a folder: none is replaced before all are written.

    Raises ``UnwritableError`` if the disk is full or refuses; ``other`` names another folder.
    """
    folder = targets[0].parent
    with writing_to(folder, other), unfinished(folder) as hidden:
        parts = tuple(hidden / target.name for target in targets)
        yield parts
        for part in parts:
            reach_the_disk(part)
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)


def reach_the_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, would outlive a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
