"""Files that are complete or absent: written aside, then moved into place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from renders.options import BadInputError

__all__ = [
    "PART",
    "UnwritableError",
    "aside",
    "digest",
    "digest_if_readable",
    "is_alive",
    "left_parts",
    "open_folder",
    "reach_the_disk",
    "remove_parts",
    "stand",
    "write_together",
    "writing_to",
]

PART = ".part"
"""How the name of what is unfinished ends, after the number of its process."""


class UnwritableError(OSError, BadInputError):
    """A folder cannot be written to; the message is one line that names it and the remedy."""


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into an ``UnwritableError`` about ``folder``."""
    try:
        yield
    except UnwritableError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnwritableError(
            f"cannot write to {folder}: {reason}; make room there, or name another folder with --output"
        ) from error


def open_folder(folder: Path) -> Path:
    """Make ``folder``, sure that files can be written there; raises ``UnwritableError`` if they cannot."""
    probe = folder / f".probe-{os.getpid()}{PART}"
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            probe.touch()
        finally:  # also if it is interrupted in between
            probe.unlink(missing_ok=True)
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
    """Whether ``files`` are there and hold just these ``texts``."""
    try:
        return [file.read_text(encoding="utf-8") for file in files] == list(texts)
    except (OSError, ValueError):
        return False


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give a hidden path beside ``target``; what is written there takes its place if no error is raised."""
    with write_together(target) as (part,):
        yield part


@contextmanager
def write_together(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Like ``aside`` for several files of a folder: none is replaced before all are written.

    Raises ``UnwritableError`` if the disk is full or refuses.
    """
    parts = tuple(target.with_name(f".{target.name}-{os.getpid()}{PART}") for target in targets)
    try:
        with writing_to(targets[0].parent):
            yield parts
            for part in parts:
                reach_the_disk(part)
            for part, target in zip(parts, targets, strict=True):
                part.replace(target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def reach_the_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, would outlive a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def remove_parts(folder: Path) -> None:
    """Delete the files that ended processes left unfinished in ``folder``; those of living processes stay."""
    for part in left_parts(folder):
        with suppress(OSError):
            part.unlink()


def left_parts(folder: Path) -> Iterator[Path]:
    """What ended processes left unfinished in ``folder``: hidden files or folders, the process in their names."""
    for part in folder.glob(f".*-*{PART}"):
        owner = part.name.removesuffix(PART).rpartition("-")[2]
        if owner.isdecimal() and not is_alive(int(owner)):
            yield part


def is_alive(process: int) -> bool:
    """Whether a process with that number runs."""
    with suppress(OSError):
        # An ended process that nobody collected, as happens in containers, still answers to its number.
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
