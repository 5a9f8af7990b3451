"""Encodings of text files: by their marks, or by what their bytes can mean."""

from __future__ import annotations

import re
from itertools import islice
from typing import BinaryIO

__all__ = ["ENCODINGS", "encoding_of"]

ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "gb18030": "GBK",
    "cp1252": "Windows-1252",
}
"""Those that are recognised, by Python's names, and what people call them."""

_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_CHUNK, _TELLING, _HEAD = 2**20, 1000, 2**12
_RUN = re.compile(rb"([A-Za-z]?)([\x80-\xff]+)([A-Za-z]?)")
_LONGEST_LATIN = 2
_COMMON = {*range(0xB0, 0xD8), *range(0xA1, 0xA4)}  # first bytes of 3755 characters in daily use, and of marks
_MOSTLY, _SOME = 0.9, 0.2


def encoding_of(opened: BinaryIO) -> str | None:
    """Python's name for the encoding of the text in ``opened``, which is left at its beginning; None if unknown.

    What is not UTF-8, and begins with no mark, is GBK or Windows-1252. Detectors that weigh how frequent letters
    are need more text than the names of a few columns, and take ``élève`` for Chinese; but a letter with an accent
    is one byte among other letters, and a Chinese character two bytes among its like.
    """
    head = opened.read(_HEAD)
    opened.seek(0)
    if marked := next((name for mark, name in _MARKS.items() if head.startswith(mark)), None):
        return marked
    if b"\0" in head:
        return _in_two_bytes(head)
    chunks = iter(lambda: opened.readline(_CHUNK), b"")
    text = b"".join(islice((chunk for chunk in chunks if not chunk.isascii()), _TELLING))
    opened.seek(0)
    return next(name for name in ("utf-8-sig", "cp1252", "gb18030", None) if name is None or _is(text, name))


def _is(text: bytes, name: str) -> bool:
    try:
        text.decode(name)
    except UnicodeDecodeError:
        return False
    runs: list[tuple[bytes, bytes, bytes]] = _RUN.findall(text)
    if name == "cp1252":
        return all(
            len(run) < _LONGEST_LATIN or (len(run) == _LONGEST_LATIN and before and after)
            for before, run, after in runs
        )
    if name == "gb18030":
        letters = [pair for _, run, _ in runs for pair in zip(run[::2], run[1::2], strict=False)]
        return sum(first in _COMMON and second > 0xA0 for first, second in letters) > _MOSTLY * len(letters)
    return True


def _in_two_bytes(head: bytes) -> str | None:
    """UTF-16 without its mark, if the bytes of zero stand where those of its ASCII characters do."""
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if high.count(0) == head.count(0) > len(high) * _SOME:
            return name
    return None
