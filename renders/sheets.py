"""A sheet of cells from the text of a CSV file, whichever way a spreadsheet wrote it; or why it is none."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from renders.text_files import shortened

__all__ = ["Sheet", "SheetError", "cleaned", "read_sheet"]

_MOST_ROWS, _MOST_COLUMNS = 5000, 1000
_SEPARATORS = ",;\t"
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""What Excel writes or reads above the header."""
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WITH_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


class SheetError(ValueError):
    """The file holds no sheet that can be used; the message says why, and what to do, but not which file."""


@dataclass(frozen=True)
class Sheet:
    """The ``names`` of the columns, and the ``rows`` of cells below them, by their numbers in the file.

    ``with_commas`` tells whether decimals follow commas.
    """

    names: list[str]
    rows: dict[int, list[str]]
    with_commas: bool

    def number(self, row: int, column: int) -> float:
        """What stands in a cell; raises ``SheetError`` that names it if that is no number."""
        cell = self.rows[row][column].strip()
        number = self._parsed(cell)
        if number is not None:
            return number
        where = f"row {row}, column {shortened(self.names[column])!r}"
        if not cell:
            raise SheetError(f"{where} is empty: fill it in, or leave the row out")
        raise SheetError(
            f"{where}: {shortened(cell)!r} is not a number: write one such as 12.5, or choose another column"
        )

    def holds_numbers(self, column: int) -> bool:
        """Whether at least half of what stands in a column are numbers; the rest are then faults, not a text."""
        cells = [cell for row in self.rows.values() if (cell := row[column].strip())]
        return 2 * sum(self._parsed(cell) is not None for cell in cells) >= max(len(cells), 1)

    def _parsed(self, cell: str) -> float | None:
        if self.with_commas and _WITH_COMMA.fullmatch(cell):
            cell = cell.replace(",", ".")
        if not _NUMBER.fullmatch(cell):
            return None
        number = float(cell)
        return number if abs(number) < float("inf") else None


def read_sheet(text: str) -> Sheet:
    """Read commas, semicolons or tabs between cells, and points or commas in numbers, as the ``text`` has them.

    Raises ``SheetError`` for what has no header, no rows, rows of different lengths, or too many.
    """
    if "\0" in text:
        raise SheetError("holds bytes of zero, so it is no CSV file in UTF-8: save it as one")
    separator, header, rows = _records(text)
    names = _names(header)
    return Sheet(names, rows, separator == ";" and _has_commas(rows, names))


def cleaned(name: str) -> str:
    """A name as it is shown: on one line, accents on their letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _records(text: str) -> tuple[str, list[str], dict[int, list[str]]]:
    """What separates cells, the header, and the other rows by their numbers in the file."""
    possible = _SEPARATORS
    if named := _NAMED_SEPARATOR.match(text):
        # An empty line in its place keeps the numbers of the others.
        possible, text = named[1], "\n" + text[named.end() :]
    found = {separator: _split(text, separator) for separator in possible}

    def suits(separator: str) -> tuple[bool, int]:
        lengths = {len(row) for row in found[separator].values()}
        return lengths != {1} and len(lengths) == 1, len(next(iter(found[separator].values()), ()))

    separator = max(possible, key=suits)
    rows = _split(text, separator, strict=True)
    if not rows:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    header = rows.pop(next(iter(rows)))
    if len(header) > _MOST_COLUMNS:
        raise SheetError(f"has {len(header)} columns, but {_MOST_COLUMNS} are the most: leave some out")
    if len(header) == 1:
        raise SheetError(
            f"has one column in its first row, {shortened(header[0])!r}: name at least two there, separated by"
            " commas, semicolons or tabs"
        )
    for number, row in rows.items():
        if len(row) != len(header):
            raise SheetError(f"row {number} has {_cells(len(row))}, but the header has {len(header)}")
    if not rows:
        raise SheetError("has a header, but no rows below it")
    if len(rows) > _MOST_ROWS:
        raise SheetError(
            f"has {len(rows)} rows, but {_MOST_ROWS} are the most: a sample of them draws the same picture"
        )
    return separator, header, rows


def _split(text: str, separator: str, *, strict: bool = False) -> dict[int, list[str]]:
    """The rows with something in them, by their numbers from 1."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        return {number: row for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)}
    except csv.Error as error:
        raise SheetError(f"is not CSV (line {reader.line_num}): {error}") from error


def _has_commas(rows: dict[int, list[str]], names: list[str]) -> bool:
    """Whether decimals follow commas; where some follow points, one cannot know what 1.234 means."""
    cells = [(at, name, cell.strip()) for at, row in rows.items() for name, cell in zip(names, row, strict=True)]
    if not any(_WITH_COMMA.fullmatch(cell) for *_, cell in cells):
        return False
    for at, name, cell in cells:
        if "." in cell and _NUMBER.fullmatch(cell):
            raise SheetError(
                f"row {at}, column {shortened(name)!r}: {shortened(cell)} has a point, and others decimal "
                "commas: write all alike"
            )
    return True


def _names(header: list[str]) -> list[str]:
    names = [cleaned(name) for name in header]
    if all(_NUMBER.fullmatch(name) for name in names):
        raise SheetError("has no header: the first row must name the columns")
    for number, name in enumerate(names, 1):
        if not name:
            raise SheetError(f"column {number} has no name: give it one in the first row")
        if not name.isprintable():
            raise SheetError(f"the name of column {number}, {shortened(name)}, has hidden characters: rename it")
    name, count = Counter(names).most_common(1)[0]
    if count > 1:
        raise SheetError(f"{count} columns are called {shortened(name)!r}: rename all but one")
    return names


def _cells(count: int) -> str:
    return f"{count} cell{'s' if count != 1 else ''}"
