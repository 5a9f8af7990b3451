"""Every public name of the mathematics says what it is, and shows it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import common.maths

NAMES = [module.name for module in pkgutil.iter_modules(common.maths.__path__)]
MODULES = [importlib.import_module(f"common.maths.{name}") for name in NAMES]


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


def test_the_contents_name_every_module_once() -> None:
    contents = inspect.getdoc(common.maths) or ""
    for name in NAMES:
        assert contents.count(f"``{name}``") == 1, name
