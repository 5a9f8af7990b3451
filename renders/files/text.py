"""Read a person's text file, whatever may stand under its name, and words of theirs made fit for the console."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from renders.errors import BadInputError

__all__ = ["on_one_line", "plainly", "printable", "read_text", "shortened"]

_MOST_SHOWN = 40


def read_text(file: Path, most_bytes: int, why: str) -> str:
    """The text of a file of up to ``most_bytes`` bytes, which are enough because of ``why``.

    Raises ``BadInputError`` that names it where it cannot be read, is larger, or is not UTF-8.
    """
    name = printable(str(file))
    try:
        return _bytes_of(file, most_bytes, why).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{name} is not text in UTF-8 (byte {error.start + 1}): save it as UTF-8") from error
    except OSError as error:
        raise BadInputError(f"{name} cannot be read: {plainly(error.strerror or str(error))}") from error
    except ValueError as error:  # no name that a file can have
        raise BadInputError(f"{name} cannot be read: {plainly(str(error))}") from error


def plainly(reason: str) -> str:
    """A reason that a library gives, as part of a line."""
    text = printable(" ".join(reason.split()))
    return text[:1].lower() + text[1:]


def printable(text: str) -> str:
    """``text``, with what would disturb a line of the console escaped."""
    return text if text.isprintable() else ascii(text)


def on_one_line(text: str) -> str:
    """``text`` with only those characters escaped that would disturb a line of the console."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def shortened(text: str) -> str:
    """The beginning of ``text``, fit for a line of the console."""
    return printable(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…")


def _bytes_of(file: Path, most: int, why: str) -> bytes:
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(0, "it is a folder" if file.is_dir() else "it is not a file")
    # Some files of the system would keep a reader waiting.
    at_once = getattr(os, "O_NONBLOCK", 0)
    with open(file, "rb", opener=lambda path, flags: os.open(path, flags | at_once)) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise OSError(0, f"it is larger than {most // 1024} kB, and {why}")
    return data
