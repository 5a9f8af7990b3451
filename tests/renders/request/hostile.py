"""What people bring to the command line, files and settings, and what comes of it."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from typed import Result

from renders.__main__ import run
from scenes.film import CLIPS, FILM

Content = bytes | Callable[[Path], object] | None
"""What a file holds, or what makes it, given its path; None if there is to be no file."""


class Brought(NamedTuple):
    """A file, what is typed with it, and what must come of it."""

    option: str
    """What the file is given to; nothing if there is none."""
    file: str
    content: Content
    typed: tuple[str, ...]
    accepted: bool | None = None
    """Whether it must be accepted; None if a refusal is as good."""
    says: str = ""
    """A pattern that the refusal must have."""
    said: str = ""
    """A pattern that must be said of what was accepted."""
    like: str = ""
    """What must have the same numbers, if it is accepted."""
    named: str | None = None
    """What the refusal must name: the file if None."""


class TooSlowError(BaseException):
    """The time is up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop what computes for longer, or waits for six times as long: other processes may keep it from its work."""

    def stop(*_: object) -> None:
        raise TooSlowError

    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, 6 * seconds),
    )
    before = [signal.signal(kind, stop) for kind, _, _ in timers]
    for _, timer, limit in timers:
        signal.setitimer(timer, limit)
    try:
        yield
    finally:
        for (kind, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(kind, handler)


def make(case: Brought, folder: Path) -> None:
    """Make the file, in the folder that its name starts from."""
    with chdir(folder):
        if callable(case.content):
            case.content(Path(case.file))
        elif case.content is not None:
            Path(case.file).write_bytes(case.content)


def hand_in(case: Brought, folder: Path, seconds: float) -> Result:
    """Print the words of the scene with what was brought, as anybody would who stands in the folder."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    given = [case.option, case.file] if case.option else []
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), time_limit(seconds):
        code = run(["script", *case.typed, *given, "--output", "out"], FILM, CLIPS)
    said = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        said.append(stream.read())
    return Result(code, *said)


def contents(folder: Path) -> dict[str, int]:
    """How large everything in a folder is."""
    return {os.path.relpath(entry, folder): entry.lstat().st_size for entry in folder.rglob("*")}
