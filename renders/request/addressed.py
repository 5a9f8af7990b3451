"""Custom numbers and data for one or more scenes: for which of them each was typed."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from common.table import TableNumbers
from renders.errors import BadInputError, choose
from renders.files.text import path_shown, shortened
from renders.request.custom import MOST_LETTERS, Customised, custom_numbers
from renders.request.number_files import read_numbers
from renders.request.scenes import Film, SceneRef
from renders.request.table import CustomData

__all__ = ["Typed", "customised"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Typed:
    """What was typed about numbers and data: each for the scene that it begins with, or else for the only one.

    ``numbers`` are files, ``Kink=mine.toml``; ``settings`` are as in TOML, ``Kink.centre=2``; ``data`` are files,
    ``targets`` and ``features`` their columns, and those without a scene are for all data. ``name`` is the folder.
    """

    numbers: Sequence[str] = ()
    settings: Sequence[str] = ()
    data: Sequence[str] = ()
    targets: Sequence[str] = ()
    features: Sequence[str] = ()
    name: str | None = None


Read = Callable[[Path | None, str | None, Sequence[str] | None], CustomData | None]
"""Combines a file of data, its target and its features."""


def customised(scenes: Film, typed: Typed, read: Read, languages: Sequence[str], film: Film) -> Customised:
    """Apply what was ``typed`` to the ``scenes`` of ``film`` that it is for, and that say it in ``languages``.

    Raises ``BadInputError``, in one line, for what is for no scene, or what its scene cannot be computed with.
    """
    asked = {scene.name: replace(scene, beat="") for scene in scenes}
    known = {scene.name for scene in film} | asked.keys()
    files = _files(typed.numbers, list(asked), known)
    settings = [_addressed("--set", each, ".", list(asked), known) for each in typed.settings]
    data = _data(typed, read, asked, known)
    language, *more = languages
    custom = {
        name: custom_numbers(
            [scene], files.get(name), _of(name, settings), language, data.get(name), *more, known=known
        )
        for name, scene in asked.items()
        if name in files.keys() | dict(settings).keys() | data.keys()
    }
    numbers = {name: each.scenes[0].numbers for name, each in custom.items()}
    return Customised(
        [replace(scene, numbers=numbers.get(scene.name, scene.numbers)) for scene in scenes],
        _folder(typed.name, list(custom.values()), known),
        {name: text for each in custom.values() for name, text in each.texts.items()},
        "; ".join(each.told for each in custom.values()),
    )


def _files(typed: Sequence[str], names: Sequence[str], known: Collection[str]) -> dict[str, Path]:
    """The file of each scene that has one; a file may have a table a scene."""
    files: dict[str, Path] = {}
    for each in typed:
        scene, place = _split("--numbers", each, "=", names, known)
        file = _path("--numbers", place)
        for name in [scene] if scene else _scenes_in(file, names, known):
            if name in files:
                raise BadInputError(
                    f"--numbers: {path_shown(files[name])} and {shortened(place)} have numbers of {name}: "
                    "leave one out"
                )
            files[name] = file
    return files


def _scenes_in(file: Path, names: Sequence[str], known: Collection[str]) -> list[str]:
    """Those of the scenes that the file has numbers of: a table of theirs, or numbers without one."""
    content = read_numbers(file)
    tables = {name for name, value in content.items() if isinstance(value, dict) and name in known}
    found = [name for name in names if name in tables]
    loose = next((name for name in content if name not in tables), None)
    if loose is None:
        if not found:
            which = f"numbers of {', '.join(tables)}, but none of {', '.join(names)}"
            _log.warning("%s has %s, which the film's are used for", path_shown(file), which)
        return found
    if len(names) == 1:
        return list(names)
    raise _homeless(f"{path_shown(file)}: {shortened(loose)}", names, "write it below [SCENE]")


def _data(
    typed: Typed, read: Read, asked: dict[str, SceneRef], known: Collection[str]
) -> dict[str, CustomData | None]:
    """The data of each scene that has some."""
    if not typed.data:
        read(None, typed.targets[-1] if typed.targets else None, typed.features or None)  # says what they lack
        return {}
    showing = [name for name in asked if len(asked) == 1 or _shows_data(asked[name])] or list(asked)[:1]
    places = [_addressed("--data", each, "=", showing, known) for each in typed.data]
    columns = [
        [_split(option, each, "=", list(dict(places)), known) for each in those]
        for option, those in (("--target", typed.targets), ("--feature", typed.features))
    ]
    data = {}
    for name, place in dict(places).items():
        targets, features = (_of(name, each) or _of("", each) for each in columns)
        data[name] = read(_path("--data", place), targets[-1] if targets else None, features or None)
    return data


def _shows_data(scene: SceneRef) -> bool:
    return isinstance(scene.load().numbers, TableNumbers)


def _addressed(
    option: str, typed: str, mark: str, names: Sequence[str], known: Collection[str]
) -> tuple[str, str]:
    """The scene that this is for, and what is for it."""
    scene, rest = _split(option, typed, mark, names, known)
    if not scene and len(names) > 1:
        raise _homeless(f"{option} {shortened(typed)}", names, f"write {option} SCENE{mark}…")
    return scene or names[0], rest


def _split(option: str, typed: str, mark: str, names: Sequence[str], known: Collection[str]) -> tuple[str, str]:
    """``Kink`` and ``mine.toml`` of ``Kink=mine.toml``; nothing and all of it where it begins with no scene."""
    found = re.fullmatch(rf"\s*(\w+)\s*{re.escape(mark)}(.*)", typed, re.DOTALL)
    if not found or (len(names) == 1 and found[1] not in known):
        return "", typed
    return choose(f"scene in {option}", found[1], names), found[2]


def _of(scene: str, addressed: Sequence[tuple[str, str]]) -> list[str]:
    return [rest for name, rest in addressed if name == scene]


def _homeless(what: str, names: Sequence[str], remedy: str) -> BadInputError:
    return BadInputError(f"{what} belongs to one scene, and here are {len(names)}, {', '.join(names)}: {remedy}")


def _path(option: str, typed: str) -> Path:
    if not typed:
        raise BadInputError(f"{option} has no name: give one, or leave the option out")
    if "://" in typed:
        raise BadInputError(f"{option} {shortened(typed)} is an address: download the file, and give its name")
    return Path(typed)


def _folder(name: str | None, custom: Sequence[Customised], known: Collection[str]) -> str:
    """The folder of what is made: as typed, or of names and checksums that no other numbers have."""
    if name is not None:
        return _plain(name, custom, known)
    if len(custom) < 2:
        return custom[0].folder if custom else ""
    folders = [each.folder for each in custom]
    stems = "-".join(dict.fromkeys(filter(None, (each[len("own-") : -9] for each in folders))))[:MOST_LETTERS]
    digest = hashlib.sha256(" ".join(folders).encode()).hexdigest()[:8]
    return "-".join(filter(None, ["own", stems.strip("-"), digest]))


def _plain(name: str, custom: Sequence[Customised], known: Collection[str]) -> str:
    """The ``name`` if it is one for a folder on any disk, which nothing else that is made has."""
    if not custom:
        raise BadInputError(
            f"--name {shortened(name)} names the folder of custom numbers: give some, or leave it out"
        )
    if not re.fullmatch(rf"[^\W_][\w-]{{,{MOST_LETTERS - 1}}}", name):
        raise BadInputError(
            f"--name {shortened(name)}: use up to {MOST_LETTERS} letters, digits, hyphens and underscores, the "
            "first of them a letter or digit"
        )
    if taken := [each for each in known if name.partition("-")[0].casefold() == each.casefold()]:
        raise BadInputError(f"--name {name}: files of the scene {taken[0]} are called so, choose another")
    return name
