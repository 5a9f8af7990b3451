"""Custom data: a file, read into a table of numbers, or refused in one line."""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from common.fonts import missing_glyphs
from common.table import Table
from renders.errors import BadInputError, quoted
from renders.files.text import path_shown, plainly, shortened
from renders.request.number_formats import DECIMAL_MARKS, SheetError, is_missing
from renders.request.sheet import Sheet, cleaned
from renders.request.table_file import read_table_file

__all__ = ["CustomData", "as_csv", "summary"]

_MOST_LETTERS = 200
_MOST_LISTED = 12
_COMPUTED = "=+-@"
_NAMELESS, _SHARED = "they have no name", "others have the same name"
_TEXT, _EMPTY, _CONSTANT = (
    "most of their cells are not numbers",
    "most of their cells are empty",
    "they are constant",
)
_LEAK = "they are the target again"


@dataclass(frozen=True)
class CustomData:
    """A ``file`` with a table whose column ``target`` is to be predicted from ``features``, or from all numbers.

    ``decimal`` is the mark before decimals, where a person said which it is. ``drop_missing`` leaves out rows that
    lack a value, which are refused otherwise.
    """

    file: Path
    target: str
    features: tuple[str, ...] = ()
    decimal: str | None = None
    drop_missing: bool = False

    @classmethod
    def named(
        cls,
        file: Path | None,
        target: str | None,
        features: Sequence[str] | None,
        decimal: str | None,
        drop_missing: bool = False,
    ) -> CustomData | None:
        """Combine ``--data`` and the options that say how to read it; None if none is given.

        Raises ``BadInputError`` if it is only half of what is needed, or the decimal mark is none.
        """
        options = {
            "--target": target is not None,
            "--feature": features is not None,
            "--decimal": decimal is not None,
            "--drop-missing": drop_missing,
        }
        if file is None:
            for option, is_given in options.items():
                if is_given:
                    raise BadInputError(f"{option} says how to read --data FILE: give that too")
            return None
        if decimal is not None and decimal not in DECIMAL_MARKS:
            raise BadInputError(f"--decimal {shortened(decimal)}: write --decimal . or --decimal ,")
        if target is None:
            raise BadInputError(f"--data {path_shown(file)}: use --target to name the column to predict")
        return cls(file, target, tuple(features or ()), decimal, drop_missing)

    @property
    def name(self) -> str:
        """The file's, for the console."""
        return path_shown(self.file)

    def read(self) -> tuple[Table, Mapping[str, str], Sequence[str]]:
        """The table; why columns were left out, by what these are called; and what else one would not expect."""
        try:
            return self._read()
        except SheetError as error:
            raise self.refusal(str(error)) from error
        except ValidationError as error:
            raise self.refusal(error.errors()[0]["msg"].removeprefix("Value error, ")) from error

    def refusal(self, reason: str) -> BadInputError:
        """The file, and why its data are refused."""
        return BadInputError(f"{self.name}: {plainly(reason)}")

    def _read(self) -> tuple[Table, Mapping[str, str], Sequence[str]]:
        sheet = read_table_file(self.file)
        names = sheet.names
        target = self._find("--target", self.target, names)
        left_out: dict[str, str] = {}
        if self.features:
            used = [self._find("--feature", feature, names) for feature in dict.fromkeys(self.features)]
            if target in used:
                raise self.refusal(f"{names[target]!r} is the target, and cannot be a feature too")
        else:
            used = self._numeric(sheet, target, left_out)
        sheet, dropped = self._complete(sheet, [*used, target])
        numbers = dict(zip([*used, target], sheet.numbers([*used, target], self.decimal), strict=True))
        for column in () if self.features or len(sheet.rows) == 1 else tuple(used):
            why = _CONSTANT if len(set(numbers[column])) == 1 else _LEAK
            if len(used) > 1 and (why == _CONSTANT or numbers[column] == numbers[target]):
                used.remove(column)
                left_out[shortened(names[column])] = why
        if again := [names[column] for column in used if numbers[column] == numbers[target]]:
            raise self.refusal(f"{quoted(again[0])} is the target again: choose other columns with --feature")
        columns = [*used, target]
        for column in columns:
            self._require_showable(names[column], column)
        rows = tuple(zip(*(numbers[column] for column in columns), strict=True))
        return Table(names=tuple(names[each] for each in columns), rows=rows), left_out, [*dropped, *sheet.notes]

    def _numeric(self, sheet: Sheet, target: int, left_out: dict[str, str]) -> list[int]:
        """The columns of numbers beside the target; others are added to those ``left_out``."""
        left_out |= dict.fromkeys((f"column {number}" for number in sheet.nameless), _NAMELESS)
        times, used = Counter(sheet.names.values()), []
        for column, name in sheet.names.items():
            if column == target:
                continue
            if times[name] > 1:
                left_out[shortened(name)] = _SHARED
            elif (cell := sheet.text_in(column)) is None:
                used.append(column)
            elif is_missing(cell.text):
                left_out[shortened(name)] = _EMPTY
            else:
                left_out[f"{shortened(name)} (row {cell.row}: {quoted(cell.text)})"] = _TEXT
        if not used:
            others = summary(left_out, ())
            raise self.refusal(f"has no column of numbers to predict the target from: write some; {others}")
        return used

    def _complete(self, sheet: Sheet, columns: Sequence[int]) -> tuple[Sheet, Sequence[str]]:
        """The rows that have a value in each of the ``columns``, and what is said of others."""
        complete, missing = sheet.without_missing(columns)
        if not missing:
            return sheet, ()
        first, rows = missing[0], f"{len(missing)} of {len(sheet.rows)} rows"
        if not complete.rows:
            raise self.refusal(f"{first}: every row lacks a value there or elsewhere: choose other columns")
        if not self.drop_missing:
            what = f"{first}: {first.text!r} is no number" if first.text else f"{first} is empty"
            lacking = f"{rows} lack{'s' if len(missing) == 1 else ''} a value"
            remedy = "add --drop-missing to leave such rows out, or choose columns with --feature"
            raise self.refusal(f"{what}, and {lacking}: {remedy}")
        return complete, [f"{rows} left out, as they lack a value"]

    def _find(self, option: str, typed: str, names: Mapping[int, str]) -> int:
        name = cleaned(typed)
        found = [column for column, each in names.items() if each == name]
        if len(found) > 1:
            raise self.refusal(f"{len(found)} columns are called {quoted(name)}: rename all but one")
        if found:
            return found[0]
        by_lower = {each.lower(): each for each in names.values()}
        close = difflib.get_close_matches(name.lower(), by_lower, n=1)
        hint = f"did you mean {shortened(by_lower[close[0]])}? " if close else ""
        listed = _listed([shortened(each) for each in dict.fromkeys(names.values())])
        raise self.refusal(f"has no column {quoted(typed)} for {option}: {hint}choose from {listed}")

    def _require_showable(self, name: str, number: int) -> None:
        which = f"column {number}, {quoted(name)},"
        if not name.isprintable():
            raise self.refusal(f"the name of column {number}, {quoted(name)}, has hidden characters: rename it")
        if missing := missing_glyphs(name):
            codes = ", ".join(f"{each} (U+{ord(each):04X})" for each in missing[:3])
            raise self.refusal(f"{which} has characters that the film's fonts lack, such as {codes}: rename it")
        if len(name) > _MOST_LETTERS:
            raise self.refusal(f"{which} has a name of {len(name)} letters, but {_MOST_LETTERS} are the most")
        if name[0] in _COMPUTED:
            raise self.refusal(f"{which} begins with {name[0]}, which spreadsheets take for a formula: rename it")


def summary(left_out: Mapping[str, str], notes: Sequence[str]) -> str:
    """One line about columns that were left out, and why; and about whatever else is to be said."""
    reasons = dict.fromkeys(left_out.values())
    groups = [
        f"as {reason}: {_listed([name for name, why in left_out.items() if why == reason])}" for reason in reasons
    ]
    return "; ".join([*([f"left out, {'; '.join(groups)}"] if groups else []), *notes])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def as_csv(table: Table) -> str:
    """The table as a CSV file, from which the same table is read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([table.names, *table.rows])
    return text.getvalue()
