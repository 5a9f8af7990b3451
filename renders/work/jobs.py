"""Work in other processes: what fails, or is killed, takes nothing else with it."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from renders.errors import BadInputError

__all__ = ["ATTEMPTS", "Counter", "InlineExecutor", "Outcome", "Task", "count_in", "run", "run_tasks"]

ATTEMPTS = 3
"""The number of attempts at a task whose worker is lost each time."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """The outcome of a task: a ``result``, or with a one-line ``cause`` and the ``trace`` of its error."""

    result: T | None = None
    cause: str = ""
    trace: str = ""


class Counter:
    """Frames done of one task, for the process that waits to read.

    Plain shared memory and no queue: a killed process can leave no lock held and no server behind. A worker on
    another machine has no such memory, and counts for nobody.
    """

    def __init__(self, shared: Any, task: int) -> None:
        self._shared = shared
        self._task = task
        self._parent = os.getppid()

    def restart(self) -> None:
        """Begin at no frame, whatever a lost worker had counted."""
        if self._shared is not None:
            self._shared[self._task] = 0

    def advance(self, frames: int) -> None:
        """Say that this many more are done."""
        if self._shared is not None:
            self._shared[self._task] += frames
        if os.getppid() != self._parent:
            os._exit(1)  # Nobody is left to take the result.


class Task(Protocol):
    """Something to do elsewhere; it must pickle, and import what it needs no earlier than it runs."""

    @property
    def name(self) -> str:
        """Its name, for people."""

    def run(self, counter: Counter) -> Any:
        """Do it, and say to ``counter`` how far it is."""


_shared_counts: Any = None


def count_in(shared: Any) -> None:
    """From now on, let the tasks of this process count their frames in ``shared``, an array of integers."""
    global _shared_counts  # noqa: PLW0603 (shared memory reaches a process only as it starts)
    _shared_counts = shared


def run(number: int, task: Task) -> Outcome[Any]:
    """Run ``task`` in this process; ``number`` is its place among the tasks of this run."""
    counter = Counter(_shared_counts, number)
    counter.restart()
    try:
        return Outcome(task.run(counter))
    except Exception as error:
        return Outcome(cause=_one_line(error), trace=traceback.format_exc())


def run_tasks(
    executor: Executor, tasks: Sequence[Task], watch: Callable[[], None] = lambda: None
) -> Iterator[tuple[int, Outcome[Any]]]:
    """Run ``tasks`` and yield the number and outcome of each as it ends; they start in their order.

    A task whose worker is lost is begun again, ``ATTEMPTS`` times in all. ``watch`` is called several times a
    second.
    """
    waiting: dict[Future[Outcome[Any]], tuple[int, int]] = {
        executor.submit(run, number, task): (number, 1) for number, task in enumerate(tasks)
    }
    while waiting:
        ended, _ = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
        for future in ended:
            number, attempt = waiting.pop(future)
            error = future.exception()
            if error is not None and attempt < ATTEMPTS:
                waiting[executor.submit(run, number, tasks[number])] = (number, attempt + 1)
            else:
                yield number, future.result() if error is None else _lost(error)
        watch()


def _lost(error: BaseException) -> Outcome[Any]:
    code = getattr(error, "exitcode", 0)
    cause = _killed_by(-code) if code < 0 else _one_line(error)
    trace = "".join(traceback.format_exception(error))
    return Outcome(cause=f"{cause}; it was tried {ATTEMPTS} times", trace=trace)


def _killed_by(number: int) -> str:
    hint = " (out of memory? try fewer --jobs)" if number == signal.SIGKILL else ""
    return f"its process was killed by {signal.Signals(number).name}{hint}"


def _one_line(error: BaseException) -> str:
    if isinstance(error, BadInputError):
        return str(error)
    text = " ".join(str(error).split())
    frames = (
        [] if isinstance(error, SyntaxError) else traceback.extract_tb(error.__traceback__)
    )  # says where it is
    own = [frame for frame in frames if "site-packages" not in frame.filename and frame.filename[:1] != "<"]
    place = f" ({Path(own[-1].filename).name}:{own[-1].lineno})" if own else ""
    return f"{type(error).__name__}: {text}{place}"


class InlineExecutor(Executor):
    """Runs each task in this very process as it is submitted: for one small task, a worker's start costs more."""

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``function`` now."""
        done: Future[T] = Future()
        done.set_result(function(*args, **kwargs))
        return done
