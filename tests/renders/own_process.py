"""Scripts in a process of their own, and what they load of the project and its packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]

_BEFORE = """
import importlib, json, sys
from pathlib import Path

# Beautiful Soup, which manim loads, loads these wherever they are installed: none of them draws.
sys.modules |= dict.fromkeys(["lxml", "html5lib"])
root, opened, at_start = Path.cwd(), set(), set(sys.modules)

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)):
        opened.add(str(arguments[0]))

sys.addaudithook(watch)
"""

_AFTER = """
sources = {str(module.__file__) for module in sys.modules.values() if getattr(module, "__file__", None)}
inside = [Path(file).relative_to(root) for file in sources | opened if Path(file).is_relative_to(root)]
project = {"common", "scenes", "renders"}
ours = {file.as_posix() for file in inside if file.parts[0] in project}
files = sorted(file for file in ours if not file.endswith((".pyc", ".toml")))
modules = {name.partition(".")[0] for name in sys.modules.keys() - at_start} - project
print(json.dumps([files, sorted(modules)]))
"""


def run(script: str, *arguments: str, folder: Path = ROOT, **variables: str) -> list[Any]:
    """Run a script in a process of its own that sees the project in ``folder``; each line it printed, as JSON.

    ``variables`` are set around it.
    """
    path = os.pathsep.join([str(folder), str(ROOT / "tests/renders")])
    environment = {**os.environ, **variables, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def telling(work: str) -> str:
    """A script that does ``work``, and prints which files and modules that took, as JSON."""
    return _BEFORE + work + _AFTER


def owners_of(modules: Iterable[str]) -> set[str]:
    """The packages that those top-level ``modules`` are of."""
    owners = packages_distributions()
    return {canonicalize_name(owner) for name in modules for owner in owners.get(name, [])}
