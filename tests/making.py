"""What ``make`` would do, and the locks that it installs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]

LOCKS = {
    "requirements.txt": (),
    "requirements-slides.txt": ("slides",),
    "requirements-test.txt": ("test", "cluster"),
    "requirements-players.txt": ("players",),
    "requirements-voice.txt": ("voice",),
    "requirements-listen.txt": ("listen",),
}
"""The locks in the order in which they are installed, and the extras of the project whose packages each adds."""

_OF_MAKE = ("ARGS", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PLATFORM")


def plan(*arguments: str) -> str:
    """The commands that ``make`` would run, one a line, whatever the ``make`` that runs the tests was told."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
    command = ["make", "--dry-run", "--no-print-directory", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\\\n", "")
