"""Custom data: a CSV file, read into a table of numbers, or refused in one line."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from common.fonts import missing_glyphs
from common.table import Table
from renders.errors import BadInputError
from renders.files.text import plainly, printable, read_text, shortened
from renders.request.number_formats import DECIMAL_MARKS, Cell, SheetError
from renders.request.sheet import cleaned, read_sheet

__all__ = ["CustomData", "as_csv"]

_MOST_BYTES = 2**20
_MOST_LETTERS = 200
_MOST_LISTED = 12
_COMPUTED = "=+-@"


@dataclass(frozen=True)
class CustomData:
    """A CSV ``file`` whose column ``target`` is to be predicted from ``features``, or from all numbers.

    ``decimal`` is the mark before decimals, where a person said which it is.
    """

    file: Path
    target: str
    features: tuple[str, ...] = ()
    decimal: str | None = None

    @classmethod
    def named(
        cls, file: Path | None, target: str | None, features: Sequence[str] | None, decimal: str | None
    ) -> CustomData | None:
        """Combine ``--data``, ``--target``, ``--feature`` and ``--decimal``; None if none is given.

        Raises ``BadInputError`` if it is only half of what is needed, or the decimal mark is none.
        """
        if file is None:
            for option, given in (("--target", target), ("--feature", features), ("--decimal", decimal)):
                if given is not None:
                    raise BadInputError(f"{option} says how to read --data FILE.csv: give that too")
            return None
        if decimal is not None and decimal not in DECIMAL_MARKS:
            raise BadInputError(f"--decimal {shortened(decimal)}: write --decimal . or --decimal ,")
        if target is None:
            raise BadInputError(f"--data {printable(str(file))}: use --target to name the column to predict")
        return cls(file, target, tuple(features or ()), decimal)

    @property
    def name(self) -> str:
        """The file's, for the console."""
        return printable(str(self.file))

    def read(self) -> tuple[Table, Sequence[Cell]]:
        """The table; and of each column that was left out as a text, the first cell that is no number."""
        try:
            return self._read()
        except SheetError as error:
            raise self.refusal(str(error)) from error
        except ValidationError as error:
            raise self.refusal(error.errors()[0]["msg"].removeprefix("Value error, ")) from error

    def refusal(self, reason: str) -> BadInputError:
        """The file, and why its data are refused."""
        return BadInputError(f"{self.name}: {plainly(reason)}")

    def _read(self) -> tuple[Table, Sequence[Cell]]:
        sheet = read_sheet(read_text(self.file, _MOST_BYTES, "a sample of its rows draws the same picture"))
        names = sheet.names
        target = self._find("--target", self.target, names)
        features = [self._find("--feature", feature, names) for feature in dict.fromkeys(self.features)]
        if target in features:
            raise self.refusal(f"{names[target]!r} is the target, and cannot be a feature too")
        texts = {} if features else {column: sheet.text_in(column) for column in names if column != target}
        left_out = [cell for cell in texts.values() if cell]
        used = features or [column for column, cell in texts.items() if not cell]
        if not used:
            nearest = max(left_out, key=lambda cell: cell.row)
            raise self.refusal(f"has no column of numbers to predict the target from: {nearest.refusal()}")
        columns = [*used, target]
        for column in columns:
            self._require_showable(names[column], column)
        table = Table(names=tuple(names[each] for each in columns), rows=sheet.numbers(columns, self.decimal))
        return table, left_out

    def _find(self, option: str, typed: str, names: Mapping[int, str]) -> int:
        columns = {name: column for column, name in names.items()}
        if (name := cleaned(typed)) in columns:
            return columns[name]
        by_lower = {each.lower(): each for each in columns}
        close = difflib.get_close_matches(name.lower(), by_lower, n=1)
        hint = f"did you mean {shortened(by_lower[close[0]])}? " if close else ""
        listed = ", ".join(map(shortened, list(columns)[:_MOST_LISTED]))
        more = ", …" if len(columns) > _MOST_LISTED else ""
        raise self.refusal(f"has no column {shortened(typed)!r} for {option}: {hint}choose from {listed}{more}")

    def _require_showable(self, name: str, number: int) -> None:
        which = f"column {number}, {shortened(name)!r},"
        if missing := missing_glyphs(name):
            codes = ", ".join(f"{each} (U+{ord(each):04X})" for each in missing[:3])
            raise self.refusal(f"{which} has characters that the film's fonts lack, such as {codes}: rename it")
        if len(name) > _MOST_LETTERS:
            raise self.refusal(f"{which} has a name of {len(name)} letters, but {_MOST_LETTERS} are the most")
        if name[0] in _COMPUTED:
            raise self.refusal(f"{which} begins with {name[0]}, which spreadsheets take for a formula: rename it")


def as_csv(table: Table) -> str:
    """The table as a CSV file, from which the same table is read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([table.names, *table.rows])
    return text.getvalue()
