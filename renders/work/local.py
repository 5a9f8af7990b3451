"""Worker processes on this machine, behind the interface of ``concurrent.futures.Executor``."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

from renders.files.scratch import scratch, writing_to_scratch
from renders.files.unfinished import held
from renders.work.jobs import count_in

__all__ = ["LocalExecutor", "WorkerLostError", "cores"]

_PATIENCE = 3.0
"""Seconds that a worker has to end by itself."""

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLostError(RuntimeError):
    """A process ended before its task was done; ``exitcode`` is its own, or minus the signal that killed it."""

    def __init__(self, exitcode: int) -> None:
        super().__init__(f"its process ended with code {exitcode}")
        self.exitcode = exitcode


class LocalExecutor(Executor):
    """``workers`` processes, each kept from task to task, and replaced when it is lost.

    ``counts`` holds the frames done of each of at most ``tasks`` tasks. Each worker has a pipe of its own. In the
    pools of the standard library and of pebble all share two pipes and their locks: one that is killed as it takes
    a task or sends a result takes the others with it, or blocks them.
    """

    def __init__(self, workers: int, tasks: int) -> None:
        self.slots = max(1, min(workers, tasks))
        self.counts: Any = RawArray("q", max(1, tasks))
        self._at_last = ExitStack()
        self._scratch = self._at_last.enter_context(scratch())
        self._calls: SimpleQueue[tuple[Future[Any], memoryview] | None] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._lock = Lock()
        self._closed = False
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(self.slots)]
        with _interrupts_held_back():
            for thread in self._threads:
                thread.start()

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``function`` in a worker; where that is lost, the future raises ``WorkerLostError``."""
        future: Future[T] = Future()
        self._calls.put((future, ForkingPickler.dumps((function, args, kwargs))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """End the workers: at once if ``cancel_futures``, else when their tasks are done; wait for that."""
        for _ in self._threads:
            self._calls.put(None)
        if cancel_futures:
            with self._lock:
                self._closed = True
                for worker in self._workers:
                    worker.process.terminate()
            for thread in self._threads:
                thread.join(_PATIENCE)
            for worker in self._workers:
                worker.process.kill()
        for thread in self._threads:
            thread.join()
        self._at_last.close()

    def _serve(self) -> None:
        """Hand calls, one after another, to a worker that is this thread's own."""
        worker: _Worker | None = None
        while waiting := self._calls.get():
            future, call = waiting
            try:
                worker = worker or self._hire()
            except OSError as refusal:  # no more processes, files or memory are to be had
                if future.set_running_or_notify_cancel():
                    future.set_exception(refusal)
                continue
            if worker is None:
                future.cancel()
            elif future.set_running_or_notify_cancel():
                try:
                    result, error = worker.ask(call)
                except (EOFError, OSError):
                    result, error = None, WorkerLostError(worker.leave())
                    worker = None
                if error is None:
                    future.set_result(result)
                else:
                    future.set_exception(error)
        if worker:
            worker.leave()

    def _hire(self) -> _Worker | None:
        """Start a worker, unless all work is to end."""
        with self._lock:
            if self._closed:
                return None
            worker = _Worker(self.counts, self._scratch)
            self._workers.append(worker)
            return worker


class _Worker:
    """A process, and the pipe to it that no other process holds: when one ends, the other sees it."""

    def __init__(self, counts: Any, scratch: Path) -> None:
        with writing_to_scratch():
            place = tempfile.mkdtemp(dir=scratch)
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self.process = spawn.Process(target=_work, args=(theirs, counts, scratch, place), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, call: memoryview) -> tuple[Any, Exception | None]:
        """Let it make a call; raises ``EOFError`` or ``OSError`` if it is lost."""
        self._pipe.send_bytes(call)
        answer: tuple[Any, Exception | None] = self._pipe.recv()
        return answer

    def leave(self) -> int:
        """Let it end, and return its exit code."""
        self._pipe.close()
        self.process.join()
        return self.process.exitcode or 0


def _work(pipe: Connection, counts: Any, scratch: Path, place: str) -> None:
    """Answer calls until nobody asks any more; ``place``, in ``scratch``, is for its temporary files."""
    # By default a process drops dead, and its locks are found lying about.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    count_in(counts)
    tempfile.tempdir = place
    with suppress(EOFError, OSError), held(scratch):
        while True:
            function, args, kwargs = pipe.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = function(*args, **kwargs), None
            except Exception as error:
                answer = None, error
            pipe.send(answer)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
