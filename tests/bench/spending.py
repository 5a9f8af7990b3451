"""What a command costs, with all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

__all__ = ["Spent", "spend"]


@dataclass(frozen=True)
class Spent:
    """Seconds of ``wall`` time, of all processes' ``cpu`` time, and the greatest one's ``peak`` memory in MB."""

    wall: float
    cpu: float
    peak: float
    out: str
    err: str


def spend(*command: str | Path, project: Path) -> Spent:
    """Run Python with ``command`` in ``project``, a folder with the packages; exit with its words if it fails."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(project)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        try:
            # Unlike subprocess, it tells of the process and of the children that it waited for.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = perf_counter() - start
        texts = [(file.seek(0), file.read())[1] for file in (out, err)]
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{texts[1]}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, *texts)
