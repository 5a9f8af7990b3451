"""Hand in what is huge, each in a process with little memory, and print what came of it: ``python hostile_bombs.py``."""

from __future__ import annotations

import json
import os
import resource
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).parents[up]) for up in (0, 1, 3)]

from hostile import Brought, contents, hand_in, make
from hostile_numbers import NUMBER_BOMBS
from hostile_tables import BOMBS

MEMORY = 1 << 30
"""Bytes that a table or a file of numbers may take, beside what the program itself takes."""


def _limit() -> None:
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))


def _try(case: Brought, folder: Path, seconds: float) -> dict[str, object]:
    with chdir(folder):
        make(case)
    before = contents(folder)
    _limit()
    result = hand_in(case, folder, seconds)
    left = sorted(entry for entry in contents(folder).keys() - before if result.code or not entry.startswith("out"))
    return {**result._asdict(), "left": left}


def _main(seconds: float) -> None:
    for name, case in {**BOMBS, **NUMBER_BOMBS}.items():
        with TemporaryDirectory() as folder:
            if not (child := os.fork()):
                what = _try(case, Path(folder), seconds)
                print(json.dumps({"name": name, **what}), flush=True)
                os._exit(0)
            os.waitpid(child, 0)


if __name__ == "__main__":
    _main(float(sys.argv[1]))
