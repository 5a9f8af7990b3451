"""Sheets of workbooks: of Excel, old and new, and of LibreOffice."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import IO, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from renders.errors import quoted
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, sheet_of

__all__ = ["read_workbook"]

_MOST_BYTES, _MOST_UNPACKED, _MOST_CELLS = 2**26, 2**28, 2**23
_PLACE = re.compile(rb"""<(?:\w+:)?(?:row|c)\s[^<>]*?\br=["']([A-Z]*)([0-9]*)["']""")
_CHUNK = 2**20


def read_workbook(opened: BinaryIO) -> Sheet:
    """The first sheet with anything in it; raises ``SheetError`` for what is no workbook, or too large a one."""
    try:
        _require_moderate(opened)
        book = CalamineWorkbook.from_filelike(opened)
        sheets = (book.get_sheet_by_name(each) for each in book.sheet_names)
        found = next((each for each in sheets if each.height), None)
    except PasswordError as error:
        raise SheetError("has a password: save it without one") from error
    except (CalamineError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise SheetError(
            "is an archive, a document or a damaged workbook: unpack it, or save the table as CSV or .xlsx"
        ) from error
    if found is None:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    note = f"sheet {quoted(found.name)} is read" if len(book.sheet_names) > 1 else ""
    has_numbers = any(isinstance(cell, float) for row in found.iter_rows() for cell in row)
    return sheet_of(_rows(found), note, decimal="." if has_numbers else None)


def _require_moderate(opened: BinaryIO) -> None:
    """Refuse what would fill the memory: calamine holds all cells of a sheet's range, the empty ones as well."""
    if opened.seek(0, 2) > _MOST_BYTES:
        raise SheetError(f"is a workbook of more than {_MOST_BYTES // 2**20} MB: save the table as CSV")
    if zipfile.is_zipfile(opened):
        with zipfile.ZipFile(opened) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise SheetError(
                    f"is a workbook of more than {_MOST_UNPACKED // 2**20} MB unpacked: save it as CSV"
                )
            for name in packed.namelist():
                if name.startswith("xl/worksheets/"):
                    with packed.open(name) as sheet:
                        _require_room(sheet)
    opened.seek(0)


def _require_room(sheet: IO[bytes]) -> None:
    """Refuse a sheet with a cell far from the others, which formatting may have left there."""
    columns, rows, rest = {b"A"}, {b"1"}, b""
    while chunk := sheet.read(_CHUNK):
        whole, mark, rest = (rest + chunk).rpartition(b"<")
        rest = (mark + rest)[:_CHUNK]
        for column, row in _PLACE.findall(whole):
            columns.add(column)
            rows.add(row)
    last = max(columns, key=_number)
    bottom = max(int(row or 0) for row in rows)
    if _number(last) * bottom > _MOST_CELLS:
        far = f"{last.decode()}{bottom}"
        raise SheetError(f"has cells as far as {far}: remove the columns and rows beside the table")


def _number(column: bytes) -> int:
    return reduce(lambda before, letter: 26 * before + letter - ord("A") + 1, column, 0)


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    """The rows from the first of the spreadsheet, with the cells from its first column."""
    _, left = sheet.start or (0, 0)  # rows above the first with anything in it are there, but no such columns
    for row in sheet.iter_rows():
        yield [""] * left + [_text(cell) for cell in row]


def _text(cell: object) -> str:
    return str(cell).upper() if isinstance(cell, bool) else str(cell)
