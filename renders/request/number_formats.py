"""Number formats of a sheet: inferred from its cells, and never guessed."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from renders.errors import quoted
from renders.files.text import shortened

__all__ = [
    "DECIMAL_MARKS",
    "Cell",
    "NumberFormat",
    "SheetError",
    "agreed_format",
    "formats_of",
    "is_meant_as_number",
    "is_missing",
    "plain",
]

DECIMAL_MARKS = (".", ",")
_GROUP_MARKS = ("", ".", ",", " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}", "'’")
_MINUS = "\N{MINUS SIGN}"
_PERCENT = "%"
_TRUTHS = {
    **dict.fromkeys(("true", "t", "yes", "y", "是"), "1"),
    **dict.fromkeys(("false", "f", "no", "n", "否"), "0"),
}
_MISSING = {
    *("", "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "-nan", "nat", "null", "none", "nil", "missing"),
    *("\\n", "-", "--", "\N{EN DASH}", "\N{EM DASH}", ".", "..", "...", "?"),
}
_WHOLE = re.compile(f"[+{_MINUS}-]?[0-9]+")


class SheetError(ValueError):
    """The file holds no sheet that can be used; the message says why, and what to do, but not which file."""


@dataclass(frozen=True)
class Cell:
    """The ``text`` in a ``row`` of a ``column``, counted and named as in a spreadsheet."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"row {self.row}, column {quoted(self.column)}"

    def refusal(self) -> SheetError:
        """Explain why the cell is no number in any format, and what to do."""
        if not self.text:
            return SheetError(f"{self} is empty: fill it in, or leave the row out")
        if is_meant_as_number(self.text):
            return SheetError(
                f"{self}: {quoted(self.text)} has a percent sign: write one behind all numbers of the column,"
                " or behind none"
            )
        return SheetError(
            f"{self}: {quoted(self.text)} is not a number: write one such as 12.5, leave the row out,"
            " or choose other columns"
        )


@dataclass(frozen=True)
class NumberFormat:
    """Numbers with ``decimal`` before their decimals, and any of the characters of ``grouping`` between thousands.

    >>> NumberFormat(",", ".").number("-1.351,5")
    -1351.5
    """

    decimal: str
    grouping: str

    def writes(self, text: str) -> bool:
        """Return True if ``text`` is a number in this format, and one that a double holds."""
        return bool(self._pattern.fullmatch(text)) and math.isfinite(self.number(text))

    def number(self, text: str) -> float:
        """Parse ``text``; raise ``ValueError`` if it is no number in this format."""
        return float(text.translate(self._plain))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        sign, mark = f"[+{_MINUS}-]?", re.escape(self.decimal)
        plain = f"(?:[0-9]+(?:{mark}[0-9]*)?|{mark}[0-9]+)(?:[eE]{sign}[0-9]+)?"
        # No one groups the digits of 0,123 or 1,351e3: such a comma stands before decimals.
        grouped = f"[1-9][0-9]{{0,2}}(?:[{self.grouping}][0-9]{{3}})+(?:{mark}[0-9]*)?"
        return re.compile(f"{sign}(?:{plain}|{grouped})" if self.grouping else f"{sign}{plain}")

    @cached_property
    def _plain(self) -> dict[int, str]:
        return str.maketrans({**dict.fromkeys(self.grouping, ""), self.decimal: ".", _MINUS: "-"})


_FORMATS = tuple(
    NumberFormat(decimal, grouping)
    for decimal, grouping in itertools.product(DECIMAL_MARKS, _GROUP_MARKS)
    if decimal != grouping
)


def formats_of(text: str) -> Sequence[NumberFormat]:
    """The formats in which ``text`` is a number; they differ in its value by their decimal marks alone."""
    return [each for each in _FORMATS if each.writes(text)]


def is_meant_as_number(text: str) -> bool:
    """Return True if ``text`` is a number in some format, or a percentage."""
    number = text.removesuffix(_PERCENT).rstrip()
    return any(each.writes(number) for each in _FORMATS)


def is_missing(text: str) -> bool:
    """Return True if ``text`` is how spreadsheets, pandas, R or people write that a value is not known."""
    return text.lower() in _MISSING


def plain(cells: Sequence[Cell]) -> tuple[Sequence[Cell], float]:
    """The ``cells`` of a column as plain numbers, and what they are to be multiplied by.

    Truth values are 1 and 0, if there are no others among them; and where every number has a percent sign, it is
    taken off. What is no number stays, as do cells where a value is missing.

    >>> cells, factor = plain([Cell(2, "share", "12.5 %"), Cell(3, "share", "7%")])
    >>> [cell.text for cell in cells], factor
    (['12.5', '7'], 0.01)
    """
    present = [cell.text for cell in cells if not is_missing(cell.text)]
    if present and all(text.lower() in _TRUTHS for text in present):
        return [replace(cell, text=_TRUTHS.get(cell.text.lower(), cell.text)) for cell in cells], 1.0
    if present and all(text.endswith(_PERCENT) for text in present if is_meant_as_number(text)):
        return [replace(cell, text=cell.text.removesuffix(_PERCENT).rstrip()) for cell in cells], 0.01
    return cells, 1.0


def agreed_format(cells: Sequence[Cell], separator: str, decimal: str | None) -> NumberFormat:
    """The one format of all ``cells`` of a sheet, which has ``separator`` between them.

    ``decimal`` is the mark before decimals, if it is known. Between commas, a point stands before decimals, unless
    there are whole numbers in the same column: 616 and 1.351 may count the same things. Raises ``SheetError`` that
    names the first cell that is no number, is written unlike the others, or has two readings.
    """
    possible = [each for each in _FORMATS if decimal in {None, each.decimal}]
    for number, cell in enumerate(cells):
        possible = [each for each in possible if each.writes(cell.text)]
        if not possible:
            raise _misfit(cell, cells[:number], decimal)
    readings = {each.decimal: each for each in possible}
    open_cells = [cell for cell in cells if len({each.number(cell.text) for each in readings.values()}) > 1]
    if separator == ",":
        with_wholes = {cell.column for cell in cells if _WHOLE.fullmatch(cell.text)}
        open_cells = [cell for cell in open_cells if "," in cell.text or cell.column in with_wholes]
    if open_cells:
        raise _ambiguity(open_cells[0], readings)
    return possible[0]


def _misfit(cell: Cell, earlier: Sequence[Cell], decimal: str | None) -> SheetError:
    formats = formats_of(cell.text)
    if not formats:
        return cell.refusal()
    if decimal and all(each.decimal != decimal for each in formats):
        return SheetError(
            f"{cell}: {shortened(cell.text)} is not a number with --decimal {decimal}: leave that out, or write"
            f" one such as 12{decimal}5"
        )
    other = min(earlier, key=lambda each: sum(one in formats for one in formats_of(each.text)))
    return SheetError(
        f"{cell}: {shortened(cell.text)} is written unlike {shortened(other.text)} in row {other.row}, column"
        f" {quoted(other.column)}: write all with the same marks before decimals and between thousands"
    )


def _ambiguity(cell: Cell, readings: Mapping[str, NumberFormat]) -> SheetError:
    known = {mark: f"{each.number(cell.text):.15g}" for mark, each in readings.items()}
    remedies = " or ".join(f"--decimal {mark} if it is {number}" for mark, number in known.items())
    return SheetError(
        f"{cell}: {shortened(cell.text)} is {' or '.join(known.values())}, and no other number settles"
        f" it: add {remedies}"
    )
