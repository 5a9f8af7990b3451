"""Sheets of workbooks: of Excel, old and new, and of LibreOffice."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from renders.files.text import shortened
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, sheet_of

__all__ = ["read_workbook"]

_MOST_BYTES, _MOST_UNPACKED, _MOST_CELLS = 2**26, 2**30, 2**25
_RANGE = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"')
_HEAD = 2**12


def read_workbook(opened: BinaryIO) -> Sheet:
    """The first sheet with anything in it; raises ``SheetError`` for what is no workbook, or too large a one."""
    try:
        _require_moderate(opened)
        book = CalamineWorkbook.from_filelike(opened)
        sheets = (book.get_sheet_by_name(each) for each in book.sheet_names)
        found = next((each for each in sheets if each.height), None)
    except PasswordError as error:
        raise SheetError("has a password: save it without one") from error
    except (CalamineError, NotImplementedError, zipfile.BadZipFile) as error:
        raise SheetError(
            "is an archive or a document, and no workbook: unpack it, or save the table as CSV or .xlsx"
        ) from error
    if found is None:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    note = f"sheet {shortened(found.name)!r} is read" if len(book.sheet_names) > 1 else ""
    return sheet_of(_rows(found), note, decimal=".")


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
                if name.startswith("xl/worksheets/") and (found := _RANGE.search(packed.open(name).read(_HEAD))):
                    _require_room(found[1].decode(), int(found[2]))
    opened.seek(0)


def _require_room(column: str, row: int) -> None:
    number = reduce(lambda before, letter: 26 * before + ord(letter) - ord("A") + 1, column, 0)
    if number * row > _MOST_CELLS:
        raise SheetError(f"has cells as far as {column}{row}: delete the columns and rows beside the table")


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    """The rows from the first of the spreadsheet, with the cells from its first column."""
    _, left = sheet.start or (0, 0)  # rows above the first with anything in it are there, but no such columns
    for row in sheet.iter_rows():
        yield [""] * left + [_text(cell) for cell in row]


def _text(cell: object) -> str:
    return str(cell).upper() if isinstance(cell, bool) else str(cell)
