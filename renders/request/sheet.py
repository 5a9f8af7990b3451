"""A sheet of cells, whichever way a spreadsheet wrote it, or a sample of its rows; or why it is none."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from random import Random
from typing import TextIO

from renders.files.text import shortened
from renders.request.number_formats import (
    Cell,
    SheetError,
    agreed_format,
    formats_of,
    is_meant_as_number,
    is_missing,
    plain,
)

__all__ = ["Sheet", "cleaned", "read_sheet", "sheet_of"]

_MOST_ROWS, _MOST_COLUMNS = 10_000_000, 1000
_SAMPLE, _MOST_CELLS = 5000, 500_000
_SEED = 0
_HEAD = 2**20  # letters in which the separator is sought
_LONGEST = 2**24  # letters of a line
_SEPARATORS = ",;\t"
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""The line that Excel writes or reads above the header, and does not count as a row."""
_NO_NAME = re.compile(r"Unnamed: \d+|\.\.\.\d+")
"""What pandas and R call a column without a name."""


@dataclass(frozen=True)
class Sheet:
    """The ``names`` of the columns, and ``rows`` of cells below them, both by their numbers in a spreadsheet.

    Every row has a cell for each column. ``nameless`` are the numbers of columns that have cells, but no name.
    ``separator`` stands between cells, and ``decimal`` before decimals, if that is known. ``notes`` say what a
    person would not expect of the file.
    """

    names: Mapping[int, str]
    rows: Mapping[int, Sequence[str]]
    nameless: Sequence[int] = ()
    separator: str = ""
    decimal: str | None = None
    notes: Sequence[str] = ()

    def cells(self, column: int) -> Sequence[Cell]:
        """The cells of a ``column``, from the top."""
        return [Cell(row, self.names[column], cells[column - 1].strip()) for row, cells in self.rows.items()]

    def text_in(self, column: int) -> Cell | None:
        """The first cell that is no number, if fewer than half of the cells in a column are numbers.

        It is one with something in it if there are any such. Of other columns, what is no number is a fault, and
        not a text.
        """
        cells, _ = plain(self.cells(column))
        missing = [cell for cell in cells if is_missing(cell.text)]
        texts = [cell for cell in cells if not (is_missing(cell.text) or is_meant_as_number(cell.text))]
        numbers = len(cells) - len(missing) - len(texts)
        for others in (texts, missing):
            if numbers < len(others):
                return others[0]
        return None

    def without_missing(self, columns: Iterable[int]) -> tuple[Sheet, Sequence[Cell]]:
        """The sheet without rows that lack a value in one of the ``columns``, and the first such cell of each."""
        at = sorted(columns)
        found = {
            number: Cell(number, self.names[first], row[first - 1].strip())
            for number, row in self.rows.items()
            if (first := next((each for each in at if is_missing(row[each - 1].strip())), None))
        }
        rows = {number: row for number, row in self.rows.items() if number not in found}
        return replace(self, rows=rows), list(found.values())

    def numbers(self, columns: Sequence[int], decimal: str | None) -> list[list[float]]:
        """The numbers in each of the ``columns``, all written in one format; its ``decimal`` mark may be known."""
        in_plain = {column: plain(self.cells(column)) for column in columns}
        by_row = zip(*(in_plain[column][0] for column in sorted(columns)), strict=True)
        found = agreed_format(list(chain(*by_row)), self.separator, decimal or self.decimal)
        return [
            [found.number(cell.text) * factor for cell in cells]
            for cells, factor in (in_plain[column] for column in columns)
        ]


def read_sheet(stream: TextIO, note: str = "") -> Sheet:
    """Read commas, semicolons or tabs between cells, as the ``stream``, with newlines untranslated, has them.

    Errors are those of ``sheet_of``, or that of a text which is no CSV.
    """
    head = stream.read(_HEAD) + stream.readline(_LONGEST)
    possible = _SEPARATORS
    if named := _NAMED_SEPARATOR.match(head):
        possible, head = named[1], head[named.end() :]

    def suits(separator: str) -> tuple[bool, int]:
        rows = dict(enumerate(filter(_width, _split(io.StringIO(head, newline=""), separator))))
        header = _with_index(rows.pop(0, []), rows)
        return not header or (_named(header) > 1 and not _misfit(header, rows)), len(header)

    separator = max(possible, key=suits)
    lines = chain(io.StringIO(head, newline=""), _lines(stream))
    return sheet_of(_split(lines, separator, strict=True), note, separator=separator)


def sheet_of(
    rows: Iterable[Sequence[str]], note: str = "", *, separator: str = "", decimal: str | None = None
) -> Sheet:
    """The sheet with these ``rows``, of which the first with anything in it is the header.

    Rows with nothing in them do not exist, nor do columns with neither a name nor anything below it. Of many rows
    a sample is kept. Raises ``SheetError`` for what has no header, no rows, rows of different lengths, or too many
    columns.
    """
    filled = ((number, row) for number, row in enumerate(_limited(rows), 1) if any(map(str.strip, row)))
    header = next(filled, (0, []))[1]
    if not header:
        raise SheetError("is empty: the first row names the columns, the others hold numbers")
    if (last := _width(header)) > _MOST_COLUMNS:
        raise SheetError(f"has {last} columns, but {_MOST_COLUMNS} are the most: leave some out")
    if len(header) > _MOST_COLUMNS:
        header, filled = header[:_MOST_COLUMNS], ((number, row[:_MOST_COLUMNS]) for number, row in filled)
    kept, count = _sampled(filled, min(_SAMPLE, _MOST_CELLS // len(header) + 1))
    header = _with_index(header, kept)
    if _named(header) == 1:
        only = shortened(next(filter(str.strip, header)))
        raise SheetError(
            f"has one column in its first row, {only!r}: name at least two there, separated by commas, semicolons"
            " or tabs"
        )
    if misfit := _misfit(header, kept):
        raise SheetError(misfit)
    if not kept:
        raise SheetError("has a header, but no rows below it")
    sampled = f"a sample of {len(kept)} of its {count} rows is read (seed {_SEED})" if len(kept) < count else ""
    names, nameless = _names(header, kept)
    return Sheet(names, kept, nameless, separator, decimal, [each for each in (note, sampled) if each])


def cleaned(name: str) -> str:
    """A name as it is shown: on one line, accents on their letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(_LONGEST):
        if len(line) == _LONGEST:
            raise SheetError(
                f"has a line of {_LONGEST} letters or more, and is no table: look for lost line breaks"
            )
        yield line


def _split(lines: Iterable[str], separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    count, rows = 0, csv.reader(lines, delimiter=separator, strict=strict)
    try:
        for row in rows:
            yield row
            count += 1
    except csv.Error as error:
        raise SheetError(f'row {count + 1} is not CSV: {error}: look for a " out of place') from error


def _limited(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows):
        if number > _MOST_ROWS:
            raise SheetError(f"has more than {_MOST_ROWS} rows: take a sample of them")
        yield row


def _sampled(rows: Iterator[tuple[int, Sequence[str]]], most: int) -> tuple[dict[int, Sequence[str]], int]:
    """Up to ``most`` of the rows, each as likely as any other, in their order; and how many there are.

    Source: Vitter, Random Sampling with a Reservoir, ACM Trans. Math. Softw. 11 (1985), algorithm R.
    """
    random, kept, count = Random(_SEED).random, [], 0
    for count, row in enumerate(rows, 1):
        if count <= most:
            kept.append(row)
        elif (place := int(random() * count)) < most:
            kept[place] = row
    return dict(sorted(kept, key=lambda row: row[0])), count


def _width(row: Sequence[str]) -> int:
    """The number of the last cell with something in it."""
    return next((number for number in range(len(row), 0, -1) if row[number - 1].strip()), 0)


def _named(header: Sequence[str]) -> int:
    """The number of columns with names."""
    return sum(bool(cell.strip()) for cell in header)


def _with_index(header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> Sequence[str]:
    """The header with a place for names of rows, where R leaves it out, and these names count or name the rows."""
    if not rows or any(_width(row) != len(row) or len(row) != len(header) + 1 for row in rows.values()):
        return header
    index = [row[0].strip() for row in rows.values()]
    if all(each.isascii() and each.isdigit() for each in index):
        are_names = all(float(one) < float(other) for one, other in pairwise(index))
    else:
        are_names = len(set(index)) == len(index) and not any(map(formats_of, index))
    return ["", *header] if are_names else header


def _misfit(header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> str:
    """Find a row that has too few or too many cells, if any; columns after the last with anything do not exist."""
    last = max(min(_width(row), len(header)) for row in [header, *rows.values()])
    for number, row in rows.items():
        if len(row) < last or _width(row) > len(header):
            count = max(_width(row), min(len(row), last))
            cells = f"{count} cell{'s' if count != 1 else ''}"
            return f"row {number} has {cells}, but the header has {last}: each row needs one for each column"
    return ""


def _names(header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> tuple[dict[int, str], list[int]]:
    """The names by the numbers of their columns, and the columns with cells, but no name."""
    names = {
        number: name
        for number, each in enumerate(header, 1)
        if (name := cleaned(each)) and not _NO_NAME.fullmatch(name)
    }
    if all(map(formats_of, names.values())):
        raise SheetError("has no header: the first row must name the columns")
    others = {
        number
        for row in rows.values()
        for number, cell in enumerate(row, 1)
        if number not in names and cell.strip()
    }
    return names, sorted(others)
