"""Run tasks, show how far they are, and say by name which failed and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from renders.jobs import Task, run_tasks
from renders.progress import display_for
from renders.store import remove_parts
from renders.timeline import Timeline

__all__ = ["complain", "render_all", "report_files"]


def complain(line: str) -> None:
    """Say one line on standard error."""
    Console(stderr=True).print(f"renders: {line}", markup=False, highlight=False, soft_wrap=True)


def report_files(files: Sequence[Path]) -> None:
    """Say what was written, a path a line."""
    for file in files:
        Console().print(str(file), markup=False, highlight=False, soft_wrap=True)


def render_all(tasks: Sequence[Task], jobs: int, folder: Path, *, debug: bool = False) -> list[Timeline | None]:
    """Run ``tasks``, ``jobs`` at a time; where one failed, its place holds None.

    The trace of a failure goes to ``Name.log`` in ``folder``, and with ``debug`` to standard error too. Whatever
    happens, no unfinished file is left in ``folder``.
    """
    remove_parts(folder)
    display = display_for([task.name for task in tasks], Console(stderr=True))
    try:
        with display:
            outcomes = run_tasks(tasks, jobs, display.watch)
    finally:
        remove_parts(folder)
    for task, outcome in zip(tasks, outcomes, strict=True):
        log = folder / f"{task.name}.log"
        if outcome.timeline:
            log.unlink(missing_ok=True)
            continue
        log.write_text(outcome.trace, encoding="utf-8")
        complain(f"{task.name} failed: {outcome.cause}; the trace is in {log}")
        if debug:
            Console(stderr=True).print(outcome.trace, markup=False, highlight=False)
    return [outcome.timeline for outcome in outcomes]
