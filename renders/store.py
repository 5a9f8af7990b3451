"""Files that are complete or absent: written aside, then moved into place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from renders.options import BadInputError

__all__ = ["aside", "open_folder", "remove_parts", "write_together"]

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


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give a hidden path beside ``target``; what is written there takes its place if no error is raised."""
    part = target.with_name(f".{target.name}-{os.getpid()}{_PART}")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def write_together(*targets: Path) -> Iterator[tuple[Path, ...]]:
    """Like ``aside`` for several files: none is replaced before all are written."""
    parts = tuple(target.with_name(f".{target.name}-{os.getpid()}{_PART}") for target in targets)
    try:
        yield parts
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Delete what ended processes left unfinished in ``folder``; those of living processes stay."""
    for part in folder.glob(f".*-*{_PART}"):
        owner = part.name.removesuffix(_PART).rpartition("-")[2]
        if owner.isdecimal() and not _is_alive(int(owner)):
            with suppress(OSError):
                part.unlink()


def _is_alive(process: int) -> bool:
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
