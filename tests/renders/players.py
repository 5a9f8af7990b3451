"""Programs that show what was made, as those show it who get it."""

from __future__ import annotations

import os
import shutil
from typing import Any, NoReturn

import pytest

__all__ = ["CHROMIUM", "absent", "need", "violations"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def need(program: str) -> str:
    """The path of ``program``; where there is none, the test is skipped, or fails if PLAYERS=required."""
    return shutil.which(program) or absent(program)


def absent(what: str) -> NoReturn:
    """Skip the test for want of ``what``, or fail it if PLAYERS=required."""
    if os.environ.get("PLAYERS") == "required":
        pytest.fail(f"{what} is not here: type make players")
    pytest.skip(f"{what} is not here to show it")


def violations(page: Any) -> list[str]:
    """What the accessibility checker axe-core objects to in a page that a browser shows."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415
    except ImportError:
        absent("axe-playwright-python")
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [f"{each['id']}: {node['html'][:80]}" for each in found for node in each["nodes"]]
