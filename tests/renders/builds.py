"""Builds of a tiny film as a person starts them: process groups that can be struck at any moment."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["PATIENCE", "Build", "Ended", "content", "fail_if_never"]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 100
"""Seconds after which a build hangs: ten times what it takes on a busy machine."""


class Ended(NamedTuple):
    """How a build ended: its exit code, what it ``noticed``, a line each, and the ``drawn`` scenes."""

    code: int
    noticed: list[str]
    drawn: set[str]


class Build:
    """``renders film`` of ``scenes`` at 480p15 into ``output``, begun now; ``temp`` is its system temp folder.

    One worker renders, unless there are ``more`` arguments that say otherwise; ``within`` is what starts it.
    """

    def __init__(
        self, scenes: str, output: Path, temp: Path, *more: str, fault: str = "none", within: Sequence[str] = ()
    ) -> None:
        program = [*within, sys.executable, str(Path(__file__).with_name("faulty_film.py")), fault, scenes]
        self.output, self.temp = output, temp
        self._process = subprocess.Popen(
            [*program, "film", "--quality", "480p15", "--jobs", "1", "--output", str(output), *more],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temp)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def await_begin(self) -> None:
        """Wait until the program is loaded: Python itself answers signals before."""
        assert self._process.stdout
        self._process.stdout.readline()

    def has_ended(self) -> bool:
        """Whether its first process has."""
        return self._process.poll() is not None

    def group(self) -> list[int]:
        """Its processes that still run; zombies count as ended."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _, group = entry.read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(group) == self._process.pid and state != "Z":
                found.append(int(entry.parent.name))
        return found

    def workers(self) -> list[int]:
        """Those of its processes that draw."""
        return [process for process in self.group() if b"spawn_main" in _command(process)]

    def signal(self, blow: signal.Signals, *, whole_group: bool) -> None:
        """Send a signal to its first process, or to all."""
        (os.killpg if whole_group else os.kill)(self._process.pid, blow)

    def end(self) -> Ended:
        """Wait until it has ended, every process of it."""
        try:
            _, err = self._process.communicate(timeout=PATIENCE)
            fail_if_never(lambda: not self.group(), "its processes do not end")
        finally:
            if self.group():
                os.killpg(self._process.pid, signal.SIGKILL)
        lines = err.splitlines()
        assert "Traceback" not in err, err
        return Ended(
            self._process.returncode,
            [line for line in lines if line.startswith("renders: ")],
            {line.partition(":")[0] for line in lines if ": done" in line},
        )


def content(output: Path) -> dict[str, str]:
    """Digests of all files in ``output`` by their names, and its hidden folders; what costs were is left out."""
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "a folder"
        for path in output.rglob("*")
        if (path.is_file() or path.name.startswith(".")) and path.name != "costs.json"
    }


def fail_if_never(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait until something holds; raise ``AssertionError`` if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
