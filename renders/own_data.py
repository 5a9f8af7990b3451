"""A person's own data: a CSV file, read into a table of numbers, or refused in one line."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from common.fonts import missing_glyphs
from common.table import Table
from renders.options import BadInputError
from renders.sheets import SheetError, cleaned, read_sheet
from renders.text_files import plainly, printable, read_text, shortened

__all__ = ["OwnData", "as_csv"]

_MOST_BYTES = 2**20
_MOST_LETTERS = 200
_MOST_LISTED = 12
_COMPUTED = "=+-@"


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
        except SheetError as error:
            raise self.refusal(str(error)) from error
        except ValidationError as error:
            raise self.refusal(error.errors()[0]["msg"].removeprefix("Value error, ")) from error

    def refusal(self, reason: str) -> BadInputError:
        """The file, and why its data are refused."""
        return BadInputError(f"{self.name}: {plainly(reason)}")

    def _read(self) -> tuple[Table, tuple[str, ...]]:
        sheet = read_sheet(read_text(self.file, _MOST_BYTES, "a sample of its rows draws the same picture"))
        names = sheet.names
        target = self._find("--target", self.target, names)
        features = [self._find("--feature", feature, names) for feature in dict.fromkeys(self.features)]
        if target in features:
            raise self.refusal(f"{names[target]!r} is the target, and cannot be a feature too")
        wanted = features or [number for number in range(len(names)) if number != target]
        used = features or [number for number in wanted if sheet.holds_numbers(number)]
        if not used:
            name, cell = names[wanted[0]], next(iter(sheet.rows.values()))[wanted[0]].strip()
            raise self.refusal(
                f"has no column of numbers to predict the target from: {shortened(name)!r} begins with"
                f" {shortened(cell)!r}, and not with a number such as 12.5"
            )
        columns = [*used, target]
        for number in columns:
            self._require_showable(names[number], number)
        numbers = [[sheet.number(row, column) for row in sheet.rows] for column in columns]
        table = Table(names=tuple(names[each] for each in columns), rows=tuple(zip(*numbers, strict=True)))
        return table, tuple(names[number] for number in wanted if number not in used)

    def _find(self, option: str, typed: str, names: list[str]) -> int:
        if (name := cleaned(typed)) in names:
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


def as_csv(table: Table) -> str:
    """The table as a CSV file, from which the same table is read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([table.names, *table.rows])
    return text.getvalue()
