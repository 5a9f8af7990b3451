"""The command line on tiny scenes, with planted faults: ``python faulty_film.py FAULTS Moving,Flat film …``.

FAULTS are ``none``, or some of these with commas between: ``die:7``, which kills the process group at the seventh
step of writing; ``die:copyfile#2``, at the second step that is a function of that name; ``count``, which prints
how many steps there were; and the ``DEFECTS``. A step is a call that has come back to the modules that write, once
it is known what is stored.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
from tiny_words import own_words

from renders.build import clips as build
from renders.build import delivery, film
from renders.build import store as clip_store
from renders.request import scenes as catalogue
from renders.video import mixing
from renders.video.mixing import Samples
from renders.video.sound import Take, TakeError, sample

_WRITERS = tuple(
    f"/{name}.py"
    for name in (
        *("atomic", "clips", "costs", "delivery", "film", "hearing", "joining", "local", "loudness"),
        *("mixing", "muxing", "scratch", "store", "unfinished"),
    )
)


@contextmanager
def _in_place(*targets: Path) -> Iterator[tuple[Path, ...]]:
    yield targets


def _write_in_place() -> None:
    for module in (delivery, film):
        module.write_together = _in_place


def _believe_records() -> None:
    clip_store._verified = clip_store._recorded


def _believe_takes() -> None:
    decoded = mixing._decoded

    def believed(take: Take) -> Samples:
        try:
            return decoded(take)
        except TakeError:
            return np.sin(np.arange(sample(take.seconds), dtype=np.float32))

    mixing._decoded = believed


DEFECTS: dict[str, Callable[[], None]] = {
    "write in place": _write_in_place,
    "believe records": _believe_records,
    "believe takes": _believe_takes,
}
"""What this suite must notice in an engine that has it."""


class _Steps:
    """Counts the steps of this process; at the one looked for, all is over."""

    def __init__(self, last: str) -> None:
        self.done = 0
        self._by_name: Counter[str] = Counter()
        self._last = last

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event not in {"return", "c_return"}:
            return
        caller = frame if event == "c_return" else frame.f_back
        if caller and caller.f_code.co_filename.endswith(_WRITERS):
            name = frame.f_code.co_name
            self.done += 1
            self._by_name[name] += event == "return"
            if self._last in {str(self.done), f"{name}#{self._by_name[name]}"}:
                os.killpg(0, signal.SIGKILL)


def _main(faults: str, scenes: str, *arguments: str) -> int:
    # Workers, which load this file too, need not wait for what a command line takes.
    from renders.__main__ import run  # noqa: PLC0415

    catalogue.words_of = own_words
    steps = None
    for fault in faults.split(","):
        kind, _, last = fault.partition(":")
        if kind in {"die", "count"}:
            steps = _Steps(last)
            _watch(steps)
        elif kind != "none":
            DEFECTS[kind]()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off in the background
    print("begun", flush=True)
    code = run(arguments, [f"tiny_scenes:{name}" for name in scenes.split(",")])
    sys.setprofile(None)
    if steps:
        print(steps.done)
    return code


def _watch(steps: _Steps) -> None:
    look_up = build.look_up

    def watched(*given: Any) -> Any:
        found = look_up(*given)
        sys.setprofile(steps)
        return found

    build.look_up = watched


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
