"""Read a person's text file, whatever may stand under its name, and words of theirs made fit for the console."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from renders.errors import BadInputError

__all__ = ["open_file", "path_shown", "plainly", "printable", "read_text", "shortened"]

_MOST_SHOWN = 40
_MOST_OF_A_PATH = 200


def read_text(file: Path, most_bytes: int, why: str) -> str:
    """The text of a file of up to ``most_bytes`` bytes, which are enough because of ``why``.

    Raises ``BadInputError`` that names it where it cannot be read, is larger, or is not UTF-8.
    """
    with open_file(file, most_bytes, why) as opened:
        data = opened.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = path_shown(file)
        raise BadInputError(f"{name} is not text in UTF-8 (byte {error.start + 1}): save it as UTF-8") from error


@contextmanager
def open_file(file: Path, most_bytes: int, why: str) -> Iterator[BinaryIO]:
    """Open a file of up to ``most_bytes`` bytes, which are enough because of ``why``.

    Raises ``BadInputError`` that names it where it is larger, or cannot be opened or read.
    """
    try:
        with _opened(file) as opened:
            if os.fstat(opened.fileno()).st_size > most_bytes:
                raise OSError(0, f"it is larger than {_size(most_bytes)}, and {why}")
            yield opened
    except OSError as error:
        reason = plainly(error.strerror or str(error))
        raise BadInputError(f"{path_shown(file)} cannot be read: {reason}") from error


def plainly(reason: str) -> str:
    """A reason that a library gives, as part of a line."""
    text = printable(" ".join(reason.split()))
    return text[:1].lower() + text[1:]


def printable(text: str) -> str:
    """``text``, with those characters escaped that would disturb a line of the console."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def shortened(text: str) -> str:
    """The beginning of ``text``, fit for a line of the console."""
    return printable(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…")


def path_shown(file: Path) -> str:
    """The path of a file, fit for a line of the console: the end of one that is long."""
    path = str(file)
    return printable(path if len(path) <= _MOST_OF_A_PATH else f"…{path[1 - _MOST_OF_A_PATH :]}")


def _opened(file: Path) -> BinaryIO:
    try:
        is_file = stat.S_ISREG(file.stat().st_mode)
    except ValueError as error:  # no name that a file can have
        raise OSError(0, str(error)) from error
    if not is_file:
        raise OSError(0, "it is a folder" if file.is_dir() else "it is not a file")
    # Some files of the system would keep a reader waiting.
    at_once = getattr(os, "O_NONBLOCK", 0)
    return open(file, "rb", opener=lambda path, flags: os.open(path, flags | at_once))


def _size(count: int) -> str:
    return f"{count // 2**10} kB" if count < 2**20 else f"{count // 2**20} MB"
