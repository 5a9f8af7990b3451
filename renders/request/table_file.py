"""Table files as programs write them: text in several encodings, perhaps compressed, or a workbook."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from renders.files.text import open_file
from renders.request.encodings import ENCODINGS, encoding_of
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, read_sheet
from renders.request.workbook import read_workbook

__all__ = ["read_table_file"]

_MOST_BYTES = 2**29
_HEAD, _CHUNK = 64, 2**20
_PACKED: dict[bytes, Callable[[Any], Any]] = {b"\x1f\x8b": gzip.open, b"BZh9": bz2.open, b"\xfd7zXZ\0": lzma.open}
_WORKBOOKS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_CSV = "write the table as CSV"
_PANDAS = "write the table as CSV, in pandas with .to_csv(…, index=False)"
_R = "write the table as CSV, in R with write.csv(…, row.names = FALSE)"
_OTHERS = {
    b"PAR1": ("a Parquet file", _PANDAS),
    b"ARROW1\0": ("a Feather file", _PANDAS),
    b"\x89HDF": ("an HDF5 file", _PANDAS),
    b"\x93NUMPY": ("an array of NumPy", _PANDAS),
    b"\x80\x04": ("a pickle of Python", _PANDAS),
    b"\x80\x05": ("a pickle of Python", _PANDAS),
    b"SQLite format 3": ("an SQLite database", _AS_CSV),
    b"RDX3\n": ("R's .RData", _R),
    b"RDX2\n": ("R's .RData", _R),
    b"X\n\0\0": ("R's .rds", _R),
    b"<stata_dta>": ("a Stata file", _AS_CSV),
    b"$FL2": ("an SPSS file", _AS_CSV),
    b"MATLAB 5": ("a MATLAB file", _AS_CSV),
    b"%PDF": ("a PDF", _AS_CSV),
    b"\x89PNG": ("a picture", _AS_CSV),
    b"\xff\xd8\xff": ("a picture", _AS_CSV),
    b"GIF8": ("a picture", _AS_CSV),
    b"{\\rtf": ("a document in RTF", _AS_CSV),
    b'{"': ("JSON", _PANDAS),
    b"[{": ("JSON", _PANDAS),
    b"[[": ("JSON", _PANDAS),
    b"<": ("HTML or XML", _AS_CSV),
    b"%%MatrixMarket": ("a sparse matrix", _AS_CSV),
    b"@relation": ("a file of Weka", _AS_CSV),
    b"@RELATION": ("a file of Weka", _AS_CSV),
    b"\x28\xb5\x2f\xfd": ("packed by Zstandard", "unpack it"),
    b"7z\xbc\xaf": ("an archive", "unpack it"),
    b"Rar!": ("an archive", "unpack it"),
}
"""What else files begin with, what they are, and the way to a table that is read."""


def read_table_file(file: Path) -> Sheet:
    """The sheet in ``file``.

    Raises ``BadInputError`` for a file that cannot be read, and ``SheetError`` for one that holds no sheet.
    """
    with open_file(file, _MOST_BYTES, "a sample of its rows draws the same picture") as opened:
        return _unpacked(opened)


def _unpacked(opened: BinaryIO) -> Sheet:
    head = _head(opened)
    for mark, unpacking in _PACKED.items():
        if head.startswith(mark):
            with unpacking(opened) as inner:
                _require_moderate(inner)
                return _sheet(inner)
    return _sheet(opened)


def _require_moderate(inner: BinaryIO) -> None:
    """Refuse what is damaged, or more once it is unpacked than could be read."""
    try:
        for start in range(0, _MOST_BYTES + 1, _CHUNK):
            if not inner.read(_CHUNK):
                break
            if start + _CHUNK > _MOST_BYTES:
                raise SheetError(f"is larger than {_MOST_BYTES // 2**20} MB unpacked: take a sample of its rows")
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        raise SheetError("is packed, and damaged: pack it again, or unpack it") from error
    inner.seek(0)


def _sheet(opened: BinaryIO) -> Sheet:
    head = _head(opened)
    if head.startswith(_WORKBOOKS):
        return read_workbook(opened)
    for mark, (what, remedy) in _OTHERS.items():
        if head.startswith(mark):
            raise SheetError(f"is {what}: {remedy}")
    encoding = encoding_of(opened)
    if encoding is None:
        *others, last = ENCODINGS.values()
        raise SheetError(f"is no text in {', '.join(others)} or {last}: save it as CSV in UTF-8")
    note = "" if encoding.startswith("utf") else f"read as {ENCODINGS[encoding]}"
    try:
        return read_sheet(io.TextIOWrapper(opened, encoding, newline=""), note)
    except UnicodeDecodeError as error:
        raise SheetError(f"is not {ENCODINGS.get(encoding, 'UTF-16')} throughout: save it as UTF-8") from error


def _head(opened: BinaryIO) -> bytes:
    head = opened.read(_HEAD)
    opened.seek(0)
    return head
