"""Worker processes on this machine, behind the interface of ``concurrent.futures.Executor``."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessPool

from renders.jobs import count_in
from renders.store import is_alive

__all__ = ["LocalExecutor"]

_SCRATCH = "renders-"

P = ParamSpec("P")
T = TypeVar("T")


class LocalExecutor(Executor):
    """``workers`` processes, each kept from task to task, and replaced when it is lost.

    ``counts`` holds the frames done of each of at most ``tasks`` tasks. Pebble's pool, because the standard
    library's gives up all tasks when one worker is killed; here only the lost one's future raises.
    """

    def __init__(self, workers: int, tasks: int) -> None:
        self.slots = max(1, min(workers, tasks))
        self.counts: Any = RawArray("q", max(1, tasks))
        _sweep()
        self._scratch = tempfile.TemporaryDirectory(prefix=f"{_SCRATCH}{os.getpid()}-")
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(self.slots, 0, _start_worker, (self.counts, self._scratch.name), context)

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``function`` in a worker; where that is lost, the future raises ``ProcessExpired``."""
        with _interrupts_held_back():
            return self._pool.schedule(function, args=args, kwargs=kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """End the workers: at once if ``cancel_futures``, else when their tasks are done; wait for that."""
        if cancel_futures:
            self._pool.stop()  # type: ignore[no-untyped-call]
            # All at once: the pool ends them in turn, and one that is starting would trip over what is gone.
            for process in multiprocessing.active_children():
                process.terminate()
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._scratch.cleanup()


def _sweep() -> None:
    """Delete the work folders of builds that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*-*"):
        owner = folder.name.removeprefix(_SCRATCH).partition("-")[0]
        if owner.isdecimal() and not is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


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


def _start_worker(counts: Any, scratch: str) -> None:
    count_in(counts)
    tempfile.tempdir = tempfile.mkdtemp(dir=scratch)
