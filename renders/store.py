"""Files that are complete or absent: written aside, then moved into place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from renders.options import BadInputError

__all__ = ["aside", "digest", "is_alive", "open_folder", "remove_parts", "write_together"]

_PART = ".part"


def open_folder(folder: Path) -> Path:
    """Make ``folder``, sure that files can be written there; raises ``BadInputError`` if they cannot."""
    probe = folder / f".probe-{os.getpid()}{_PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInputError(
            f"cannot write to the output folder {folder}: {reason}; name another with --output"
        ) from error
    return folder


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give a hidden path beside ``target``; what is written there takes its place if no error is raised."""
    with write_together(target) as (part,):
        yield part


@contextmanager
def write_together(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Like ``aside`` for several files: none is replaced before all are written."""
    parts = tuple(target.with_name(f".{target.name}-{os.getpid()}{_PART}") for target in targets)
    try:
        yield parts
        for part in parts:
            _reach_the_disk(part)
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _reach_the_disk(file: Path) -> None:
    """Wait until a file's bytes are on the disk: after a power cut, a name must not stand on an empty file."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def remove_parts(folder: Path) -> None:
    """Delete what ended processes left unfinished in ``folder``; those of living processes stay."""
    for part in folder.glob(f".*-*{_PART}"):
        owner = part.name.removesuffix(_PART).rpartition("-")[2]
        if owner.isdecimal() and not is_alive(int(owner)):
            with suppress(OSError):
                part.unlink()


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
