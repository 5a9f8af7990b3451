"""Hand in what is huge, each in a process with little memory, and print what came of it as JSON, a line each."""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile import Brought, contents, hand_in, make
from hostile_numbers import NUMBER_BOMBS
from hostile_tables import BOMBS, TABLES

MEMORY = 1 << 30
"""Bytes that a table or a file of numbers may take, beside what the program itself takes."""


def _limit() -> None:
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))


def _try(case: Brought, folder: Path, seconds: float) -> dict[str, object]:
    make(case, folder)
    before = contents(folder)
    _limit()
    try:
        result = hand_in(case, folder, seconds)
    except BaseException as error:  # whatever it is, the test is to tell it
        return {"broke": repr(error)}
    return {**result._asdict(), "left": sorted(contents(folder).keys() - before)}


def _main(seconds: float) -> None:
    with TemporaryDirectory() as folder:  # loads what all of them need
        hand_in(TABLES["nowhere"], Path(folder), seconds)
    for name, case in {**BOMBS, **NUMBER_BOMBS}.items():
        with TemporaryDirectory() as folder:
            if not (child := os.fork()):
                print(json.dumps({"name": name, **_try(case, Path(folder), seconds)}), flush=True)
                os._exit(0)
            os.waitpid(child, 0)


if __name__ == "__main__":
    _main(float(sys.argv[1]))
