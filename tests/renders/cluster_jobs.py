"""Calls for a cluster that cost next to nothing."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import renders


def worker() -> int:
    """The process of the worker."""
    return os.getppid()


def code_folder() -> str:
    """Where the project's code lies."""
    return renders.__path__[0]


def await_flag(folder: str) -> int:
    """Note this process and its worker's in ``folder``, then wait until ``go`` is there; give the worker's."""
    Path(folder, f"{os.getpid()}.{os.getppid()}.begun").touch()
    while not Path(folder, "go").exists():
        time.sleep(0.05)
    return os.getppid()


def die() -> None:
    """End as the system ends a process that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    """Raise, after some words that are not the answer."""
    print("on the way")
    raise ArithmeticError("one over nought")
