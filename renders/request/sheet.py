"""A sheet of cells from the text of a CSV file, whichever way a spreadsheet wrote it; or why it is none."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renders.files.text import shortened
from renders.request.number_formats import Cell, SheetError, agreed_format, formats_of, is_meant_as_number

__all__ = ["Sheet", "cleaned", "read_sheet"]

_MOST_ROWS, _MOST_COLUMNS = 5000, 1000
_SEPARATORS = ",;\t"
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""The line that Excel writes or reads above the header, and does not count as a row."""


@dataclass(frozen=True)
class Sheet:
    """The ``names`` of the columns, and the ``rows`` of cells below them, both by their numbers in a spreadsheet.

    Every row has a cell for each column. ``separator`` stands between cells.
    """

    names: Mapping[int, str]
    rows: Mapping[int, Sequence[str]]
    separator: str

    def cells(self, columns: Iterable[int]) -> list[Cell]:
        """Return the cells of the ``columns``, row by row."""
        chosen = list(columns)
        return [
            Cell(number, self.names[column], row[column - 1].strip())
            for number, row in self.rows.items()
            for column in chosen
        ]

    def text_in(self, column: int) -> Cell | None:
        """The first cell that is no number, if fewer than half of what stands in a column are numbers.

        Of others, what is no number is a fault, and not a text.
        """
        cells = self.cells([column])
        others = [cell for cell in cells if not is_meant_as_number(cell.text)]
        numbers, texts = len(cells) - len(others), sum(bool(cell.text) for cell in others)
        return others[0] if numbers < max(texts, 1) else None

    def numbers(self, columns: Iterable[int], decimal: str | None) -> list[list[float]]:
        """The rows of the ``columns``, all written in one format, of which the ``decimal`` mark may be known."""
        chosen = list(columns)
        found = agreed_format(self.cells(sorted(chosen)), self.separator, decimal)
        return [[found.number(row[column - 1].strip()) for column in chosen] for row in self.rows.values()]


def read_sheet(text: str) -> Sheet:
    """Read commas, semicolons or tabs between cells, as the ``text`` has them.

    Rows with nothing in them do not exist, nor do columns with neither a name nor anything below it. Raises
    ``SheetError`` for what has no header, no rows, rows of different lengths, or too many.
    """
    if "\0" in text:
        raise SheetError("holds bytes of zero, so it is no CSV file in UTF-8: save it as one")
    separator, header, rows = _records(text)
    return Sheet(_names(header, rows), rows, separator)


def cleaned(name: str) -> str:
    """A name as it is shown: on one line, accents on their letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _records(text: str) -> tuple[str, Sequence[str], Mapping[int, Sequence[str]]]:
    """Return the delimiter, the header, and the other rows by their numbers."""
    possible = _SEPARATORS
    if named := _NAMED_SEPARATOR.match(text):
        possible, text = named[1], text[named.end() :]
    found = {separator: _split(text, separator) for separator in possible}

    def suits(separator: str) -> tuple[bool, int]:
        rows = dict(found[separator])
        header = rows.pop(next(iter(rows), 0), [])
        return not header or (_named(header) > 1 and not _misfit(header, rows)), len(header)

    separator = max(possible, key=suits)
    rows = _split(text, separator, strict=True)
    if not rows:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    header = rows.pop(next(iter(rows)))
    count = _named(header)
    if count > _MOST_COLUMNS:
        raise SheetError(f"has {count} columns, but {_MOST_COLUMNS} are the most: leave some out")
    if count == 1:
        only = shortened(next(filter(str.strip, header)))
        raise SheetError(
            f"has one column in its first row, {only!r}: name at least two there, separated by commas, semicolons"
            " or tabs"
        )
    if misfit := _misfit(header, rows):
        raise SheetError(misfit)
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
    rows, number = {}, 0
    try:
        for number, row in enumerate(reader, 1):
            if _width(row):
                rows[number] = row
    except csv.Error as error:
        raise SheetError(f'row {number + 1} is not CSV: {error}: look for a " out of place') from error
    return rows


def _width(row: Sequence[str]) -> int:
    """The number of the last cell with something in it."""
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def _named(header: Sequence[str]) -> int:
    """The number of columns with names."""
    return sum(bool(cell.strip()) for cell in header)


def _misfit(header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> str:
    """Find a row that has too few or too many cells, if any; columns after the last with anything do not exist."""
    last = max(min(_width(row), len(header)) for row in [header, *rows.values()])
    for number, row in rows.items():
        if len(row) < last or _width(row) > len(header):
            count = max(_width(row), min(len(row), last))
            cells = f"{count} cell{'s' if count != 1 else ''}"
            return f"row {number} has {cells}, but the header has {last}: each row needs one for each column"
    return ""


def _names(header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """The names by the numbers of their columns."""
    names = {number: name for number, each in enumerate(header, 1) if (name := cleaned(each))}
    if all(map(formats_of, names.values())):
        raise SheetError("has no header: the first row must name the columns")
    for at, row in rows.items():
        for number, cell in enumerate(row, 1):
            if cell.strip() and number not in names:
                raise SheetError(
                    f"column {number} has no name, but {shortened(cell.strip())!r} in row {at}: give it one in the"
                    " first row"
                )
    for number, name in names.items():
        if not name.isprintable():
            raise SheetError(f"the name of column {number}, {shortened(name)}, has hidden characters: rename it")
    name, count = Counter(names.values()).most_common(1)[0]
    if count > 1:
        raise SheetError(f"{count} columns are called {shortened(name)!r}: rename all but one")
    return names
