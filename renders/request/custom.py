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
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from common.numbers import Numbers
from common.table import Table, TableNumbers
from renders.errors import BadInputError, choose
from renders.files.atomic import stand, write_together
from renders.files.text import printable, shortened
from renders.request.number_files import as_toml, expectation, numbers_of, parse_setting, read_numbers, shown
from renders.request.number_formats import Cell
from renders.request.patience import patience
from renders.request.scenes import Film, SceneRef, film_words
from renders.request.table import CustomData, as_csv

__all__ = ["Customised", "custom_numbers", "template"]

_log = logging.getLogger(__name__)

_LEAST, _MOST = 1e-12, 1e6
_MOST_FAULTS = 3
_TOGETHER = "\0"  # what no number is called
_MOST_LETTERS = 40  # of at most four bytes each: a file's name has room for 255
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
                    f"{printable(str(folder / name))} is of other numbers: choose another --name, or delete it"
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

    Those that neither names follow the ``data``, if there are any; in the file, tables of other ``known`` scenes
    are left alone. Raises ``BadInputError``, in one line, for whatever the scene cannot be computed with, or does
    not say in the ``language`` and ``more``.
    """
    if file is None and not settings and data is None:
        return Customised(list(scenes))
    names = [scene.name for scene in scenes]
    if len(names) != 1:
        which = f"here are {len(names)}, {', '.join(names)}" if names else "here is none"
        raise BadInputError(f"--numbers, --set and --data belong to one scene, and {which}: name one")
    followed, left_out = _followed(data, scenes[0])
    given = _Given(names[0], {}, {}, data.name if data else "", followed)
    if file is not None:
        given.add(printable(str(file)), numbers_of(names[0], read_numbers(file), known))
    for setting in settings or ():
        given.add(f"--set {shortened(setting)}", dict([parse_setting(setting)]))
    for each in (language, *more):
        scene = _checked(scenes[0], given, each)
    numbers = scene.load().numbers
    digest = hashlib.sha256(f"{names[0]} {numbers.model_dump_json()}".encode()).hexdigest()[:8]
    files = [each for each in (file, data and data.file) if each]
    stems = [_harmless(each.stem)[: _MOST_LETTERS // len(files)] for each in files]
    if data and left_out:
        texts = (f"{shortened(each.column)} (row {each.row}: {shortened(each.text)!r})" for each in left_out)
        _log.warning("%s: left out, as most of their cells are not numbers: %s", data.name, ", ".join(texts))
    told = (
        f"{names[0]} was to be drawn with {given.told(numbers)}: try numbers nearer to renders numbers {names[0]}"
    )
    return Customised([scene], "-".join(["own", *filter(None, stems), digest]), _texts(names[0], numbers), told)


def template(scene: SceneRef) -> str:
    """The film's numbers for ``scene`` as a commented TOML file; ``BadInputError`` if it has none to choose."""
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

    def refusal(self, faults: Sequence[tuple[str, str]]) -> BadInputError:
        """One line about ``faults``: of which number each is, or of none in particular, and what is wrong."""
        line, last = "", ""
        everything = " and ".join(filter(None, dict.fromkeys([self.origin, *self.sources.values()])))
        for name, fault in faults[:_MOST_FAULTS]:
            source = self.sources.get(name, everything)
            line += ("; " if line else "") + (fault if source == last else f"{source}: {fault}")
            last = source
        more = len(faults) - _MOST_FAULTS
        others = f"; and {more} more like that" if more > 0 else ""
        see = f"; see renders numbers {self.scene}" if self.values else ""
        return BadInputError(f"{line}{others}{see}")


def _checked(scene: SceneRef, given: _Given, language: str) -> SceneRef:
    """``scene``, carrying the numbers that were ``given``."""
    base = scene.load()
    film_words([scene], language)  # a fault of theirs is none of the numbers
    model = type(base.numbers)
    _require_fields(given.scene, model)
    fields = model.model_json_schema()["properties"]
    faults = {name: _fault(name, value, fields, given.scene) for name, value in given.values.items()}
    right = {name: value for name, value in given.values.items() if not faults[name]}
    whole = {**base.numbers.model_dump(mode="json"), **given.followed, **right}
    try:
        with warnings.catch_warnings(action="ignore"), patience(_PATIENCE):
            numbers = model.model_validate_json(json.dumps(whole), strict=True)
            carried = scene.carrying(numbers)
            carried.load().said(language)
    except ValidationError as error:
        faults |= _faults(error, whole, fields, given.scene)
    except Exception as error:
        told = isinstance(error, ValueError | MemoryError | TimeoutError)
        reason = " ".join((str(error) if told else f"{type(error).__name__}: {error}").split()).rstrip(".")
        faults[_TOGETHER] = f"{given.scene} cannot be computed with these numbers: {printable(reason)}"
    found = [(name, fault) for name, fault in faults.items() if fault]
    if found:
        # What the numbers are together, without those that are wrong, says nothing.
        raise given.refusal([each for each in found if each[0] != _TOGETHER] or found)
    return carried


def _followed(data: CustomData | None, scene: SceneRef) -> tuple[Mapping[str, Any], Sequence[Cell]]:
    """The data as part of the scene's numbers, with those that follow them; and a cell of each column left out."""
    if data is None:
        return {}, ()
    model = type(scene.load().numbers)
    if not issubclass(model, TableNumbers):
        raise BadInputError(f"--data: {scene.name} shows no data; Selection and Overfit do")
    table, left_out = data.read()
    try:
        with warnings.catch_warnings(action="ignore"), patience(_PATIENCE):
            return {**model.fitting(table), "data": table.model_dump(mode="json")}, left_out
    except (ArithmeticError, TimeoutError, ValueError) as error:
        raise data.refusal(str(error)) from error


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
        choose(f"number of {scene}", shortened(name), fields)
    except BadInputError as error:
        return str(error)
    flat = list(_flat(value))
    plain = all(isinstance(each, int) or (isinstance(each, float) and math.isfinite(each)) for each in flat)
    if not plain:
        return f"{name} is {shown(value)}, but must be {expectation(fields[name])}"
    if any(each and not _LEAST <= abs(each) <= _MOST for each in flat):
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
    letters = (each if each.isalnum() else "-" for each in unicodedata.normalize("NFC", stem)[:_MOST_LETTERS])
    return "-".join(filter(None, "".join(letters).split("-")))
