"""Custom numbers for a scene: read, checked before anything is drawn, and kept beside the files made with them."""

from __future__ import annotations

import hashlib
import json
import logging
import math
import shlex
import tomllib
import unicodedata
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from common.numbers import Numbers
from common.table import Table, TableNumbers
from renders.errors import BadInputError, choose
from renders.files.atomic import stand, write_together
from renders.files.text import path_shown, printable, shortened
from renders.request.nearest import nearest_of
from renders.request.number_files import as_toml, expectation, numbers_of, parse_setting, read_numbers, shown
from renders.request.patience import patience
from renders.request.scenes import Film, SceneRef, film_words, of_numbers
from renders.request.table import CustomData, as_csv, summary

__all__ = ["MOST_LETTERS", "Customised", "custom_numbers", "template"]

_log = logging.getLogger(__name__)

MOST_LETTERS = 40
"""Of a folder's name, of at most four bytes each: a file's name has room for 255."""

_LEAST, _MOST = 1e-12, 1e6
_MOST_FAULTS, _MOST_TOLD = 3, 200
_TOGETHER = "\0"  # what no number is called
_PATIENCE = 20  # seconds that a scene may take to check its numbers; the film's take none that one would notice


@dataclass(frozen=True)
class Customised:
    """The ``scenes`` to render, of which those with custom numbers carry them.

    Their files go to ``folder``, below the variant's, which no others share; ``texts`` are their numbers as TOML
    and their data as CSV, by the names of their files, and ``told`` says which they are. All are empty where the
    film's numbers are used.
    """

    scenes: list[SceneRef]
    folder: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    told: str = ""

    def require_room(self, folder: Path) -> None:
        """Raise ``BadInputError`` if files of other numbers stand in ``folder``, which a person has named."""
        for name in {f"{scene.name}{ending}": None for scene in self.scenes for ending in (".toml", ".csv")}:
            there = _read(folder / name)
            if self.texts and there is not None and there != _parsed(name, self.texts.get(name, "")):
                raise BadInputError(
                    f"{path_shown(folder / name)} is of other numbers: choose another --name, or delete it"
                )

    def beside(self, written: Sequence[Path], folder: Path) -> list[Path]:
        """Keep the numbers beside the files ``written`` to ``folder``, if there are any; return all of these."""
        if not (written and self.texts):
            return list(written)
        files = {folder / name: text for name, text in self.texts.items()}
        if not stand(list(files), list(files.values())):
            with write_together(*files) as parts:
                for part, text in zip(parts, files.values(), strict=True):
                    part.write_text(text, encoding="utf-8")
        return [*written, *files]


def _read(file: Path) -> Any:
    """What a file of numbers or data says; None if there is none."""
    try:
        return _parsed(file.name, file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def _parsed(name: str, text: str) -> Any:
    """Comments are no numbers: two files that differ in them say the same."""
    return tomllib.loads(text) if name.endswith(".toml") else text


def custom_numbers(
    scenes: Film,
    file: Path | None,
    settings: Sequence[str] | None,
    language: str,
    data: CustomData | None = None,
    *more: str,
    known: Collection[str] = (),
) -> Customised:
    """Take the numbers of a ``file`` and of ``settings`` (``NAME=VALUE``), which go before it, for one scene.

    Those that neither names follow them and the ``data``, if there are any; in the file, tables of other ``known``
    scenes are left alone. Raises ``BadInputError``, in one line, for whatever the scene cannot be computed with,
    or does not say in the ``language`` and ``more``.
    """
    if file is None and not settings and data is None:
        return Customised(list(scenes))
    names = [scene.name for scene in scenes]
    if len(names) != 1:
        which = f"here are {len(names)}, {', '.join(names)}" if names else "here is none"
        raise BadInputError(f"--numbers, --set and --data belong to one scene, and {which}: name one")
    followed, said = _followed(data, scenes[0])
    given = _Given(names[0], {}, {}, data.name if data else "", followed)
    if file is not None:
        given.add(path_shown(file), numbers_of(names[0], read_numbers(file), known))
    for setting in settings or ():
        given.add(f"--set {shortened(setting)}", dict([parse_setting(setting)]))
    for each in (language, *more):
        scene = _checked(scenes[0], given, each)
    numbers = scene.load().numbers
    digest = hashlib.sha256(f"{names[0]} {numbers.model_dump_json()}".encode()).hexdigest()[:8]
    files = [each for each in (file, data and data.file) if each]
    stems = [_harmless(each.stem)[: MOST_LETTERS // len(files)] for each in files]
    if data and said:
        _log.warning("%s: %s", data.name, said)
    told = (
        f"{names[0]} was to be drawn with {given.told(numbers)}: try numbers nearer to renders numbers {names[0]}"
    )
    return Customised([scene], "-".join(["own", *filter(None, stems), digest]), _texts(names[0], numbers), told)


def template(scene: SceneRef) -> str:
    """The numbers of ``scene`` as a commented TOML file; ``BadInputError`` if it has none to choose."""
    numbers = scene.load().numbers
    _require_fields(scene.name, type(numbers))
    return as_toml(scene.name, numbers)


@dataclass(frozen=True)
class _Given:
    """The numbers given for the scene called ``scene``, and for each where it stands.

    ``followed`` are its data, which stand in the file ``origin``, and the numbers that they bring along.
    """

    scene: str
    values: dict[str, Any]
    sources: dict[str, str]
    origin: str
    followed: Mapping[str, Any]

    def add(self, source: str, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self.values[name], self.sources[name] = value, source

    def told(self, numbers: Numbers) -> str:
        chosen = numbers.model_dump(mode="json")
        return ", ".join(
            [*filter(None, [self.origin]), *(f"{name} = {shown(chosen[name])}" for name in self.values)]
        )

    def refusal(self, faults: Sequence[tuple[str, str]], remedy: str) -> BadInputError:
        """One line about ``faults``: of which number each is, or of none in particular, and what is wrong.

        The ``remedy`` follows, if there is one.
        """
        line, last = "", ""
        everything = " and ".join(filter(None, dict.fromkeys([self.origin, *self.sources.values()])))
        for name, fault in faults[:_MOST_FAULTS]:
            source = self.sources.get(name, everything)
            line += ("; " if line else "") + (fault if source == last else f"{source}: {fault}")
            last = source
        more = len(faults) - _MOST_FAULTS
        others = f"; and {more} more like that" if more > 0 else ""
        see = f"; see renders numbers {self.scene}" if self.values else ""
        return BadInputError(f"{line}{others}{remedy}{see}")


def _checked(scene: SceneRef, given: _Given, language: str) -> SceneRef:
    """``scene``, carrying the numbers that were ``given``."""
    base = scene.load()
    film_words([scene], language)  # a fault of theirs is none of the numbers
    model = type(base.numbers)
    _require_fields(given.scene, model)
    fields = model.model_json_schema()["properties"]
    faults = {name: _fault(name, value, fields, given.scene) for name, value in given.values.items()}
    right = {name: value for name, value in given.values.items() if not faults[name]}
    chosen = {**base.numbers.model_dump(mode="json", exclude_unset=True), **given.followed}

    def carrying(values: Mapping[str, Any]) -> SceneRef:
        with warnings.catch_warnings(action="ignore"):
            numbers = model.model_validate_json(json.dumps({**chosen, **values}), strict=True)
            of_numbers(base, numbers).said(language)
            return scene.carrying(numbers)

    remedy = ""
    try:
        with patience(_PATIENCE):
            carried = carrying(right)
            carried.load()
    except (MemoryError, TimeoutError) as error:
        faults[_TOGETHER] = _not_computed(given.scene, error)
    except Exception as error:
        if isinstance(error, ValidationError):
            faults |= _faults(error, {**chosen, **right}, fields, given.scene)
        else:
            faults[_TOGETHER] = _not_computed(given.scene, error)
        if right == given.values:
            remedy = _remedy(carrying, right, base.numbers)
    found = [(name, fault) for name, fault in faults.items() if fault]
    if found:
        # What the numbers are together, without those that are wrong, says nothing.
        raise given.refusal([each for each in found if each[0] != _TOGETHER] or found, remedy)
    return carried


def _remedy(carrying: Callable[[Mapping[str, Any]], Any], given: Mapping[str, Any], film: Numbers) -> str:
    """What to do instead of numbers that are refused: leave some out, or take the nearest that work."""

    def works(values: Mapping[str, Any]) -> bool:
        try:
            carrying(values)
        except (MemoryError, TimeoutError):
            raise
        except Exception:
            return False
        return True

    following = {each.name for each in film.follows if not each.upon}
    leading = {name: value for name, value in given.items() if name not in following}
    try:
        with patience(_PATIENCE):
            if leading and leading != given and works(leading):
                others = [name for name in given if name not in leading]
                return f"; leave out {', '.join(others)} for {'it' if len(others) == 1 else 'them'} to follow"
            instead = nearest_of(works, given, film.model_dump(mode="json"))
    except (MemoryError, OverflowError, TimeoutError):
        return ""
    told = ", ".join(f"{name} = {json.dumps(value)}" for name, value in instead.items())
    return f"; the nearest that works is {told}" if 0 < len(told) <= _MOST_TOLD else ""


def _not_computed(scene: str, error: Exception) -> str:
    told = isinstance(error, ValueError | MemoryError | TimeoutError)
    reason = " ".join((str(error) if told else f"{type(error).__name__}: {error}").split()).rstrip(".")
    return f"{scene} cannot be computed with these numbers: {printable(reason)}"


def _followed(data: CustomData | None, scene: SceneRef) -> tuple[Mapping[str, Any], str]:
    """The data as part of the scene's numbers, with those that follow them; and what was left out of them."""
    if data is None:
        return {}, ""
    model = type(scene.load().numbers)
    if not issubclass(model, TableNumbers):
        raise BadInputError(f"--data: {scene.name} shows no data; Selection and Overfit do")
    table, left_out, notes = data.read()
    said = summary(left_out, notes)
    try:
        with warnings.catch_warnings(action="ignore"), patience(_PATIENCE):
            table, others = (table, {}) if data.features else model.narrowed(table)
            said = summary({**left_out, **{shortened(name): why for name, why in others.items()}}, notes)
            return {**model.fitting(table), "data": table.model_dump(mode="json")}, said
    except (ArithmeticError, TimeoutError, ValueError) as error:
        raise data.refusal("; ".join(filter(None, [str(error), said]))) from error


def _texts(name: str, numbers: Numbers) -> Mapping[str, str]:
    """The texts kept beside files made with custom numbers, by the names of their files."""
    table: Table | None = getattr(numbers, "data", None)
    if table is None:
        return {f"{name}.toml": as_toml(name, numbers)}
    options = f"--numbers {name}.toml --data {name}.csv --target {shlex.quote(table.target)}"
    return {f"{name}.toml": as_toml(name, numbers, options), f"{name}.csv": as_csv(table)}


def _fault(name: str, value: Any, fields: Mapping[str, Any], scene: str) -> str:
    """Describe what is wrong with a number by itself, if anything."""
    try:
        choose(f"number of {scene}", name, fields)
    except BadInputError as error:
        return str(error)
    flat = list(_flat(value))
    plain = all(isinstance(each, int) or (isinstance(each, float) and math.isfinite(each)) for each in flat)
    if not plain:
        return f"{name} is {shown(value)}, but must be {expectation(fields[name])}"
    is_shown = fields[name].get("type") != "integer" or "maximum" in fields[name]  # a seed is neither
    if is_shown and any(each and not _LEAST <= abs(each) <= _MOST for each in flat):
        return f"{name} is {shown(value)}, but no picture shows numbers above {_MOST:g} or below {_LEAST:g}"
    return ""


def _faults(
    error: ValidationError, values: Mapping[str, Any], fields: Mapping[str, Any], scene: str
) -> dict[str, str]:
    """Describe what the model refuses: each field once, or the numbers together."""
    found: dict[str, str] = {}
    for each in error.errors(include_url=False):
        name = str(each["loc"][0]) if each["loc"] else _TOGETHER
        reason = str(each.get("ctx", {}).get("error", "")).rstrip(".")
        if name == _TOGETHER or reason:
            found[name] = f"{scene} cannot show these numbers: {reason or each['msg']}"
        else:
            found[name] = f"{name} is {shown(values[name])}, but must be {expectation(fields[name])}"
    return found


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for each in value:
            yield from _flat(each)
    else:
        yield value


def _require_fields(name: str, model: type[Numbers]) -> None:
    if not model.model_fields:
        raise BadInputError(f"{name} has no numbers that could be chosen")


def _harmless(stem: str) -> str:
    """Letters and digits of ``stem``, with hyphens for all else: no part of a path, and nothing hidden."""
    letters = (each if each.isalnum() else "-" for each in unicodedata.normalize("NFC", stem)[:MOST_LETTERS])
    return "-".join(filter(None, "".join(letters).split("-")))
