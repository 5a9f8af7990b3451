"""Run tasks, show how far they are, and say by name which failed and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import Executor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from rich.console import Console

from renders.jobs import Outcome, Task, run_tasks
from renders.progress import display_for
from renders.saying import say
from renders.text_files import on_one_line

__all__ = ["complain", "follow", "report_failure", "report_files", "succeeding"]


def complain(line: str) -> None:
    """Say one line on standard error, if there is one that takes it."""
    with suppress(OSError):
        Console(stderr=True).print(f"renders: {on_one_line(line)}", markup=False, highlight=False, soft_wrap=True)


def report_files(files: Sequence[Path]) -> None:
    """Say what was written, a path a line, in the very bytes of its name."""
    if files:
        say(b"".join(os.fsencode(file) + b"\n" for file in files))


def follow(tasks: Sequence[Task], sizes: Sequence[int], executor: Executor) -> Generator[tuple[int, Outcome[Any]]]:
    """Run ``tasks``, each about ``sizes`` frames long; yield the number and outcome of each as it ends.

    Progress is shown by name. Whatever happens, no work goes on afterwards.
    """
    names = [task.name for task in tasks]
    totals = dict.fromkeys(names, 0)
    for name, size in zip(names, sizes, strict=True):
        totals[name] += max(1, size)
    left = Counter(names)
    ended: set[int] = set()
    failed: set[str] = set()
    display = display_for(totals, Console(stderr=True))
    # Workers on other machines do not count while they draw.
    counts = getattr(executor, "counts", [0] * len(tasks))

    def watch() -> None:
        done = dict.fromkeys(names, 0)
        for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
            done[name] += size if number in ended else counts[number]
        for name in done:
            if left[name]:
                display.show(name, done[name])

    try:
        with display:
            for number, outcome in run_tasks(executor, tasks, watch):
                ended.add(number)
                left[names[number]] -= 1
                if outcome.result is None:
                    failed.add(names[number])
                if not left[names[number]]:
                    display.end(names[number], failed=names[number] in failed)
                yield number, outcome
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def succeeding(
    tasks: Sequence[Task], sizes: Sequence[int], executor: Executor, folder: Path, *, debug: bool
) -> Generator[tuple[int, Any]]:
    """Like ``follow``, but yield the number and result of each task that succeeds, and say by name which failed.

    The traces of those go to ``folder``.
    """
    with closing(follow(tasks, sizes, executor)) as outcomes:
        for number, outcome in outcomes:
            if outcome.result is None:
                report_failure(tasks[number].name, outcome, folder, debug=debug)
            else:
                yield number, outcome.result


def report_failure(name: str, outcome: Outcome[Any], folder: Path, *, debug: bool = False) -> None:
    """Say why ``name`` failed; its trace goes to ``name.log`` in ``folder``, with ``debug`` to the console too."""
    log = folder / f"{name}.log"
    try:
        log.write_text(outcome.trace, encoding="utf-8")
        where = f"the trace is in {log}"
    except OSError:
        where = "--debug shows the trace"
    complain(f"{name} failed: {outcome.cause}; {where}")
    if debug:
        Console(stderr=True).print(outcome.trace, markup=False, highlight=False)
