"""One process a task: what fails, or is killed, takes nothing else with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool

from renders.timeline import Timeline

__all__ = ["Counter", "Outcome", "Task", "run_tasks"]


@dataclass(frozen=True)
class Outcome:
    """How a task ended: with a ``timeline``, or with a one-line ``cause`` and the ``trace`` of its error."""

    timeline: Timeline | None = None
    cause: str = ""
    trace: str = ""


class Counter:
    """Frames done and frames in all of one task, for others to read.

    Plain shared memory and no queue: a killed process can leave no lock held and no server behind.
    """

    def __init__(self, shared: Any, task: int) -> None:
        self._shared = shared
        self._at = 2 * task
        self._parent = os.getppid()

    def expect(self, frames: int) -> None:
        """Say how many frames there will be."""
        self._shared[self._at + 1] = frames

    def advance(self, frames: int) -> None:
        """Say that this many more are done."""
        self._shared[self._at] += frames
        if os.getppid() != self._parent:
            os._exit(1)  # Nobody is left to take the result.


class Task(Protocol):
    """Something to do with one scene, in a process of its own; it must pickle."""

    @property
    def name(self) -> str:
        """The scene's name."""

    def run(self, counter: Counter) -> Timeline:
        """Do it. What is raised becomes the task's cause of failure."""


def run_tasks(
    tasks: Sequence[Task], jobs: int, watch: Callable[[int, int, int, Outcome | None], None]
) -> list[Outcome]:
    """Run each task in a process of its own, ``jobs`` at a time; the outcomes are in the order of ``tasks``.

    ``watch`` is called several times a second, for each task, with its number, frames done, frames in all
    (0 as long as unknown) and outcome. When the wait is interrupted, the processes are ended before the
    interrupt passes on.
    """
    context = multiprocessing.get_context("spawn")
    shared = RawArray("q", 2 * len(tasks))
    with tempfile.TemporaryDirectory(prefix="renders-") as scratch:
        pool = ProcessPool(jobs, 1, _start_worker, (shared, scratch), context)
        try:
            with _interrupts_held_back():
                futures = [pool.schedule(_run, args=(number, task)) for number, task in enumerate(tasks)]
            waiting: set[Future[Outcome]] = set(futures)
            while waiting:
                waiting = wait(waiting, timeout=0.2).not_done
                for number, future in enumerate(futures):
                    done, total = shared[2 * number : 2 * number + 2]
                    watch(number, done, total, None if future in waiting else _outcome(future))
            return [_outcome(future) for future in futures]
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            # All at once: the pool ends them in turn, and one that is just starting would trip over what is gone.
            for process in multiprocessing.active_children():
                process.terminate()
            pool.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Threads and processes begun in here never see Ctrl-C: the main thread answers it, and ends them."""
    # Its start would let interrupts through again in the thread that happens to need it first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_shared_counts: Any = None


def _start_worker(shared: Any, scratch: str) -> None:
    global _shared_counts  # noqa: PLW0603 (shared memory reaches a process only as it starts)
    _shared_counts = shared
    tempfile.tempdir = scratch


def _run(number: int, task: Task) -> Outcome:
    try:
        return Outcome(task.run(Counter(_shared_counts, number)))
    except Exception as error:
        return Outcome(cause=_one_line(error), trace=traceback.format_exc())


def _outcome(future: Future[Outcome]) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, ProcessExpired) and (code := error.exitcode or 0) < 0:
        hint = " (out of memory? try fewer --jobs)" if -code == signal.SIGKILL else ""
        cause = f"its process was killed by {signal.Signals(-code).name}{hint}"
    else:
        cause = _one_line(error)
    return Outcome(cause=cause, trace="".join(traceback.format_exception(error)))


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    place = f" ({Path(own[-1].filename).name}:{own[-1].lineno})" if own else ""
    return f"{type(error).__name__}: {text}{place}"
