"""The locks together pin each package once, by hashes alone, and all that the project asks for."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from typing import NamedTuple

import pytest
from making import LOCKS, ROOT
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LEFT_OUT = {canonicalize_name(Requirement(each).name) for each in PROJECT["tool"]["uv"]["override-dependencies"]}

LINE = re.compile(
    r"# .*|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
    r"|(?P<name>[a-z0-9.-]+)==(?P<version>[\w.+!]+)(?: ; (?P<marker>.+?))? \\"
)


class Pin(NamedTuple):
    name: str
    version: str
    marker: str

    def holds(self, machine: Mapping[str, str]) -> bool:
        return not self.marker or Marker(self.marker).evaluate(dict(machine))


def machine(system: str, version: str) -> dict[str, str]:
    """A machine with Linux, macOS or Windows, and that version of Python."""
    names = {"Linux": ("linux", "posix"), "Darwin": ("darwin", "posix"), "Windows": ("win32", "nt")}
    said = dict(zip(("sys_platform", "os_name"), names[system], strict=True))
    minor = ".".join(version.split(".")[:2])
    python = {"python_version": minor, "python_full_version": version}
    return {**default_environment(), **said, **python, "platform_system": system}


HERE = default_environment()["python_full_version"]
VERSIONS = ["3.11.0", "3.11.9", "3.12.1", "3.13.0", "3.14.0"]


def lines_of(lock: str) -> list[re.Match[str]]:
    read = [(line, LINE.fullmatch(line)) for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()]
    assert [line for line, match in read if match is None] == []
    return [match for _, match in read if match]


def pins_of(lock: str) -> list[Pin]:
    matches = (match.groupdict() for match in lines_of(lock))
    return [Pin(each["name"], each["version"], each["marker"] or "") for each in matches if each["name"]]


def needed(asked: Iterable[str], machine: Mapping[str, str]) -> Iterator[Requirement]:
    """All that is needed on that machine for what is asked, as the packages that are installed here say."""
    waiting, seen = [(Requirement(each), "") for each in asked], set()
    while waiting:
        each, extra = waiting.pop()
        name = canonicalize_name(each.name)
        if name in LEFT_OUT or (each.marker and not each.marker.evaluate({**machine, "extra": extra})):
            continue
        yield each
        for chosen in {"", *each.extras}:
            if (name, chosen) not in seen:
                seen.add((name, chosen))
                waiting += [(Requirement(more), chosen) for more in requirements_of(name)]


def requirements_of(name: str) -> Sequence[str]:
    try:
        return requires(name) or ()
    except PackageNotFoundError:  # what only other machines need, and the players
        return ()


def test_every_extra_of_the_project_is_in_one_lock() -> None:
    assert sorted(itertools.chain.from_iterable(LOCKS.values())) == sorted(EXTRAS)
    assert sorted(LOCKS) == sorted(file.name for file in ROOT.glob("requirements*.txt"))


def test_no_package_is_pinned_in_two_locks() -> None:
    names = [name for lock in LOCKS for name in {pin.name for pin in pins_of(lock)}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_machine_takes_one_version_of_a_package_at_most(lock: str) -> None:
    for system, version in itertools.product(("Linux", "Darwin", "Windows"), VERSIONS):
        here = machine(system, version)
        names = [pin.name for pin in pins_of(lock) if pin.holds(here)]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_nothing_says_where_packages_come_from(lock: str) -> None:
    kinds = [
        "pin" if line["name"] else "comment" if line[0].startswith("#") else "hash" for line in lines_of(lock)
    ]
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
    assert kinds[-1] == "hash"
    assert all(after == "hash" for kind, after in itertools.pairwise(kinds) if kind == "pin")


@pytest.mark.parametrize("system", ["Linux", "Darwin"])
@pytest.mark.parametrize("lock", LOCKS)
def test_with_those_before_it_a_lock_holds_all_that_is_asked_for(lock: str, system: str) -> None:
    before = list(LOCKS)[: list(LOCKS).index(lock) + 1]
    extras = [each for name in before for each in LOCKS[name]]
    asked = [*PROJECT["project"]["dependencies"], *(each for extra in extras for each in EXTRAS[extra])]
    here = machine(system, HERE)
    pinned = {pin.name: pin.version for name in before for pin in pins_of(name) if pin.holds(here)}
    for each in needed(asked, here):
        assert canonicalize_name(each.name) in pinned
        assert each.specifier.contains(pinned[canonicalize_name(each.name)]), str(each)
