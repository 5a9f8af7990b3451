"""A person's own data: a CSV file, read into a table of numbers, or refused in one line."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from common.fonts import missing_glyphs
from common.table import Table
from renders.options import BadInputError
from renders.text_files import plainly, printable, read_text, shortened

__all__ = ["OwnData", "as_csv"]

_MOST_BYTES = 2**20
_MOST_ROWS, _MOST_COLUMNS = 5000, 1000
_MOST_LETTERS = 200
_MOST_LISTED = 12
_SEPARATORS = ",;\t"
_COMPUTED = "=+-@"
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WITH_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


@dataclass(frozen=True)
class OwnData:
    """A CSV ``file`` whose column ``target`` is to be predicted from ``features``, or from all numbers."""

    file: Path
    target: str
    features: tuple[str, ...] = ()

    @classmethod
    def named(cls, file: Path | None, target: str | None, features: Sequence[str] | None) -> OwnData | None:
        """What ``--data``, ``--target`` and ``--feature`` name together, if anything.

        Raises ``BadInputError`` if it is only half of what is needed.
        """
        if file is None:
            for option, given in (("--target", target), ("--feature", features)):
                if given:
                    raise BadInputError(f"{option} names a column of --data FILE.csv: give that too")
            return None
        if target is None:
            raise BadInputError(
                f"--data {printable(str(file))}: say with --target which column is to be predicted"
            )
        return cls(file, target, tuple(features or ()))

    @property
    def name(self) -> str:
        """The file's, for the console."""
        return printable(str(self.file))

    def read(self) -> tuple[Table, tuple[str, ...]]:
        """The table, and the names of the columns that were left out, since they hold no numbers."""
        try:
            return self._read()
        except ValidationError as error:
            raise self.refusal(error.errors()[0]["msg"].removeprefix("Value error, ")) from error

    def refusal(self, reason: str) -> BadInputError:
        """The file, and why its data are refused."""
        return BadInputError(f"{self.name}: {plainly(reason)}")

    def _read(self) -> tuple[Table, tuple[str, ...]]:
        text = read_text(self.file, _MOST_BYTES, "a sample of its rows draws the same picture")
        if "\0" in text:
            raise self.refusal("holds bytes of zero, so it is no CSV file in UTF-8: save it as one")
        separator, header, rows = self._records(text)
        names = self._names(header)
        target = self._find("--target", self.target, names)
        features = [self._find("--feature", feature, names) for feature in dict.fromkeys(self.features)]
        if target in features:
            raise self.refusal(f"{names[target]!r} is the target, and cannot be a feature too")
        wanted = features or [number for number in range(len(names)) if number != target]
        has_commas = separator == ";" and self._has_commas(rows, names)
        used = features or [number for number in wanted if _holds_numbers(rows, number, with_commas=has_commas)]
        if not used:
            name, cell = names[wanted[0]], next(iter(rows.values()))[wanted[0]].strip()
            raise self.refusal(
                f"has no column of numbers to predict the target from: {shortened(name)!r} begins with"
                f" {shortened(cell)!r}, and not with a number such as 12.5"
            )
        columns = [*used, target]
        for number in columns:
            self._require_showable(names[number], number)
        numbers = [[self._number(rows, at, column, names, has_commas) for at in rows] for column in columns]
        table = Table(names=tuple(names[each] for each in columns), rows=tuple(zip(*numbers, strict=True)))
        return table, tuple(names[number] for number in wanted if number not in used)

    def _records(self, text: str) -> tuple[str, list[str], dict[int, list[str]]]:
        """What separates cells, the header, and the other rows by their numbers, the header's being 1."""
        found = {separator: self._split(text, separator) for separator in _SEPARATORS}

        def suits(separator: str) -> tuple[bool, int]:
            lengths = {len(row) for row in found[separator].values()}
            return lengths != {1} and len(lengths) == 1, len(next(iter(found[separator].values()), ()))

        separator = max(_SEPARATORS, key=suits)
        rows = self._split(text, separator, strict=True)
        if not rows:
            raise self.refusal("is empty: the first row names the columns, the others hold numbers")
        header = rows.pop(next(iter(rows)))
        if len(header) > _MOST_COLUMNS:
            raise self.refusal(f"has {len(header)} columns, but {_MOST_COLUMNS} are the most: leave some out")
        if len(header) == 1:
            raise self.refusal(
                f"has one column in its first row, {shortened(header[0])!r}: name at least two there, separated by"
                " commas, semicolons or tabs"
            )
        for number, row in rows.items():
            if len(row) != len(header):
                raise self.refusal(f"row {number} has {_cells(len(row))}, but the header has {len(header)}")
        if not rows:
            raise self.refusal("has a header, but no rows below it")
        if len(rows) > _MOST_ROWS:
            raise self.refusal(
                f"has {len(rows)} rows, but {_MOST_ROWS} are the most: a sample of them draws the same picture"
            )
        return separator, header, rows

    def _split(self, text: str, separator: str, *, strict: bool = False) -> dict[int, list[str]]:
        """The rows with something in them, by their numbers from 1."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        try:
            return {number: row for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)}
        except csv.Error as error:
            raise self.refusal(f"is not CSV (line {reader.line_num}): {error}") from error

    def _has_commas(self, rows: dict[int, list[str]], names: list[str]) -> bool:
        """Whether decimals follow commas; where some follow points, one cannot know what 1.234 means."""
        cells = [
            (at, name, cell.strip()) for at, row in rows.items() for name, cell in zip(names, row, strict=True)
        ]
        if not any(_WITH_COMMA.fullmatch(cell) for *_, cell in cells):
            return False
        for at, name, cell in cells:
            if "." in cell and _NUMBER.fullmatch(cell):
                raise self.refusal(
                    f"row {at}, column {shortened(name)!r}: {shortened(cell)} has a point, and others decimal "
                    "commas: write all alike"
                )
        return True

    def _names(self, header: list[str]) -> list[str]:
        names = [_cleaned(name) for name in header]
        if all(_NUMBER.fullmatch(name) for name in names):
            raise self.refusal("has no header: the first row must name the columns")
        for number, name in enumerate(names, 1):
            if not name:
                raise self.refusal(f"column {number} has no name: give it one in the first row")
            if not name.isprintable():
                raise self.refusal(
                    f"the name of column {number}, {shortened(name)}, has hidden characters: rename it"
                )
        name, count = Counter(names).most_common(1)[0]
        if count > 1:
            raise self.refusal(f"{count} columns are called {shortened(name)!r}: rename all but one")
        return names

    def _find(self, option: str, typed: str, names: list[str]) -> int:
        if (name := _cleaned(typed)) in names:
            return names.index(name)
        by_lower = {each.lower(): each for each in names}
        close = difflib.get_close_matches(name.lower(), by_lower, n=1)
        hint = f"did you mean {shortened(by_lower[close[0]])}? " if close else ""
        listed = ", ".join(map(shortened, names[:_MOST_LISTED])) + (", …" if len(names) > _MOST_LISTED else "")
        raise self.refusal(f"has no column {shortened(typed)!r} for {option}: {hint}choose from {listed}")

    def _require_showable(self, name: str, number: int) -> None:
        which = f"column {number + 1}, {shortened(name)!r},"
        if missing := missing_glyphs(name):
            codes = ", ".join(f"{each} (U+{ord(each):04X})" for each in missing[:3])
            raise self.refusal(f"{which} has characters that the film's fonts lack, such as {codes}: rename it")
        if len(name) > _MOST_LETTERS:
            raise self.refusal(f"{which} has a name of {len(name)} letters, but {_MOST_LETTERS} are the most")
        if name[0] in _COMPUTED:
            raise self.refusal(f"{which} begins with {name[0]}, which spreadsheets take for a formula: rename it")

    def _number(
        self, rows: dict[int, list[str]], at: int, column: int, names: list[str], has_commas: bool
    ) -> float:
        cell = rows[at][column].strip()
        number = _parsed(cell, with_commas=has_commas)
        if number is not None:
            return number
        where = f"row {at}, column {shortened(names[column])!r}"
        if not cell:
            raise self.refusal(f"{where} is empty: fill it in, or leave the row out")
        raise self.refusal(
            f"{where}: {shortened(cell)!r} is not a number: write one such as 12.5, or choose another column"
        )


def as_csv(table: Table) -> str:
    """The table as a CSV file, from which the same table is read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([table.names, *table.rows])
    return text.getvalue()


def _cleaned(name: str) -> str:
    """A name as it is shown: on one line, accents on their letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _parsed(cell: str, *, with_commas: bool) -> float | None:
    if with_commas and _WITH_COMMA.fullmatch(cell):
        cell = cell.replace(",", ".")
    if not _NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return number if abs(number) < float("inf") else None


def _holds_numbers(rows: dict[int, list[str]], column: int, *, with_commas: bool) -> bool:
    """Whether at least half of what stands in a column are numbers: the rest are then faults, and not a text."""
    cells = [cell for row in rows.values() if (cell := row[column].strip())]
    return 2 * sum(_parsed(cell, with_commas=with_commas) is not None for cell in cells) >= max(len(cells), 1)


def _cells(count: int) -> str:
    return f"{count} cell{'s' if count != 1 else ''}"
