"""Messages to the user: files written on standard output, all else on standard error."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console

from renders.cli.saying import say
from renders.files.text import printable

__all__ = ["complain", "finish", "report_files", "saying_what_is_logged", "tell"]


def complain(line: str) -> None:
    """Say on standard error, in one line, what a person should know of."""
    tell(f"renders: {line}")


def tell(line: str) -> None:
    """Say one line on standard error, if there is one that takes it."""
    with suppress(OSError):
        Console(stderr=True).print(printable(line), markup=False, highlight=False, soft_wrap=True)


def report_files(files: Sequence[Path]) -> None:
    """Say what was written, a path a line, in the very bytes of its name."""
    if files:
        say(b"".join(os.fsencode(file) + b"\n" for file in files))


def finish(written: Sequence[Path], *, complete: bool, told: str = "") -> int:
    """Say what was written, and return the exit code: 1 if it is not ``complete``, which ``told`` explains."""
    report_files(written)
    if not complete and told:
        complain(told)
    return 0 if complete else 1


@contextmanager
def saying_what_is_logged() -> Iterator[None]:
    """Say on standard error what the rest of ``renders`` logs: a line each, and traces as they are."""
    logger, handler = logging.getLogger("renders"), _Said()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _Said(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno > logging.DEBUG:
            complain(record.getMessage())
        else:
            with suppress(OSError):
                Console(stderr=True).print(record.getMessage(), markup=False, highlight=False)
