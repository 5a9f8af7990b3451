"""Every public name of the mathematics says what it is, and shows it; the contents say where, and for whom."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from types import ModuleType

import grimp
import pytest

import common.maths

NAMES = [name for _, name, is_room in pkgutil.walk_packages(common.maths.__path__, "common.maths.") if not is_room]
MODULES = [importlib.import_module(name) for name in NAMES]


def contents() -> dict[str, str]:
    """Return what the contents say of each module, by its whole name, in their order."""
    room, said = "", {}
    for line in (inspect.getdoc(common.maths) or "").splitlines():
        if heading := re.match(r"``(\w+)``, ", line):
            room = heading[1]
        elif entry := re.match(r"- ``(\w+)``: (.+)", line):
            said[f"common.maths.{room}.{entry[1]}"] = entry[2]
    return said


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_name_has_a_docstring_and_an_example_that_runs(module: ModuleType) -> None:
    assert module.__doc__
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isfunction(thing) or inspect.isclass(thing):
            documented = inspect.getdoc(thing) or ""
            assert documented, name
            inside = [inspect.getdoc(member) or "" for _, member in inspect.getmembers(thing, inspect.isfunction)]
            abstract = inspect.isabstract(thing) or (inspect.isclass(thing) and issubclass(thing, Exception))
            assert abstract or any(">>>" in text for text in (documented, *inside)), f"{name} has no example"


def test_the_contents_name_every_module_in_its_room() -> None:
    assert sorted(contents()) == sorted(NAMES)
    assert (inspect.getdoc(common.maths) or "").count("\n- ") == len(NAMES)


def test_the_contents_bracket_what_no_scene_or_figure_uses() -> None:
    graph = grimp.build_graph("common", "scenes", "renders", cache_dir=None)
    used = set[str]().union(
        *(graph.find_upstream_modules(top, as_package=True) for top in ("common.figures", "scenes", "renders"))
    )
    assert {name for name, said in contents().items() if said.endswith("]")} == {*NAMES} - used
