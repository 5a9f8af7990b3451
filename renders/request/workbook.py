"""Sheets of workbooks: of Excel, old and new, and of LibreOffice."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from renders.files.text import shortened
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, sheet_of

__all__ = ["read_workbook"]

_MOST_BYTES, _MOST_UNPACKED = 2**26, 2**30


def read_workbook(opened: BinaryIO) -> Sheet:
    """The first sheet with anything in it; raises ``SheetError`` for what is no workbook, or too large a one."""
    _require_moderate(opened)
    try:
        book = CalamineWorkbook.from_filelike(opened)
        sheets = (book.get_sheet_by_name(each) for each in book.sheet_names)
        found = next((each for each in sheets if each.height), None)
    except PasswordError as error:
        raise SheetError("has a password: save it without one") from error
    except CalamineError as error:
        raise SheetError("is an archive, but no workbook: unpack it, or save the table as CSV or .xlsx") from error
    if found is None:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    note = f"sheet {shortened(found.name)!r} is read" if len(book.sheet_names) > 1 else ""
    return sheet_of(_rows(found), note)


def _require_moderate(opened: BinaryIO) -> None:
    size = opened.seek(0, 2)
    opened.seek(0)
    if zipfile.is_zipfile(opened):
        opened.seek(0)
        unpacked = sum(each.file_size for each in zipfile.ZipFile(opened).infolist())
    else:
        unpacked = size
    opened.seek(0)
    if size > _MOST_BYTES or unpacked > _MOST_UNPACKED:
        raise SheetError(f"is a workbook of more than {_MOST_BYTES // 2**20} MB: save the table as CSV")


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    """The rows from the first of the spreadsheet, with the cells from its first column."""
    top, left = sheet.start or (0, 0)
    for _ in range(top):
        yield []
    for row in sheet.iter_rows():
        yield [""] * left + [_text(cell) for cell in row]


def _text(cell: object) -> str:
    return str(cell).upper() if isinstance(cell, bool) else str(cell)
