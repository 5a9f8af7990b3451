"""Processes in which a shot is drawn as the files are now, the next of them always warm.

A server of processes has loaded the libraries. From it comes one that has loaded the project and played the scene,
so that all caches are full. From that comes one for each picture: it loads anew what has changed, and ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from importlib import util
from multiprocessing.connection import Connection
from pathlib import Path

from common.words import all_words
from renders.products.watch.shot import Shot
from renders.work.jobs import Outcome, run

__all__ = ["Studio", "folder_of"]

_LIBRARIES = [
    "av",
    "manim",
    "PIL.Image",
    "pydantic",
    "scipy.interpolate",
    "scipy.optimize",
    "scipy.stats",
    "shapely",
]

_PATIENCE = 10.0
_GLANCE = 0.5
"""Seconds that a picture may take though a later one is wanted, and between two looks at whether one is."""


class Studio:
    """Draws ``shot``, whose scene is in the package ``package``; all else that is loaded counts as its ground."""

    def __init__(self, shot: Shot, package: str) -> None:
        self._shot, self._package = shot, package
        self._folder = folder_of(package)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_LIBRARIES)
        self._warm: _Warm | None = None
        self._is_old = False

    def draw(self, changed: Iterable[Path], is_late: Callable[[], bool]) -> Outcome[bytes]:
        """Draw it, now that these files are ``changed``: a PNG, or in one line why there is none.

        What takes too long is given up once it ``is_late``: a scene may have been saved that never ends.
        """
        modules = [file for file in changed if file.suffix == ".py"]
        self._is_old |= bool(modules)
        if self._warm and not all(file.is_relative_to(self._folder) for file in modules):
            self.close()
        if self._warm is None:
            self._warm = _Warm(self._context, self._shot)
            self._is_old = False
            outcome = self._warm.answer(is_late)
            is_sound = outcome is not None and outcome.result is not None
        else:
            self._warm.pipe.send(self._package if self._is_old else "")
            outcome = self._warm.answer(is_late)
            is_sound = outcome is not None
        if not is_sound:
            self.close()
        return outcome or Outcome(cause=f"it was given up after {_PATIENCE:g} seconds")

    def close(self) -> None:
        """End the processes."""
        if self._warm:
            self._warm.end()
        self._warm = None


class _Warm:
    """The process that has loaded the project and played the scene."""

    def __init__(self, context: multiprocessing.context.ForkServerContext, shot: Shot) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, shot), daemon=True)
        self.process.start()
        theirs.close()

    def answer(self, is_late: Callable[[], bool]) -> Outcome[bytes] | None:
        """Wait for what it sends; not for ever once it ``is_late``."""
        until = time.monotonic() + _PATIENCE
        while not self.pipe.poll(_GLANCE):
            if time.monotonic() > until and is_late():
                return None
        try:
            outcome: Outcome[bytes] = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return Outcome(cause=f"its process ended with code {self.process.exitcode}")
        return outcome

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def folder_of(package: str) -> Path:
    """The folder of a package, or of a module that is in none; it is not loaded."""
    found = util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"there is no module {package}", name=package)
    return Path(found.origin).parent


def _serve(pipe: Connection, shot: Shot) -> None:
    """Draw ``shot``, then again in a new process whenever the name of a package comes, which that loads anew."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer
    sys.dont_write_bytecode = True  # it is told apart by seconds, and two edits may be closer
    pipe.send(run(0, shot))
    gc.freeze()
    gc.disable()
    while True:
        try:
            package = pipe.recv()
        except (EOFError, OSError):
            return
        child = os.fork()
        if child == 0:
            _draw_anew(pipe, shot, package)
        signal.signal(signal.SIGTERM, lambda *_, child=child: _end_with(child))
        _, status = os.waitpid(child, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if code := os.waitstatus_to_exitcode(status):
            pipe.send(Outcome(cause=f"its process ended with code {code}"))


def _draw_anew(pipe: Connection, shot: Shot, package: str) -> None:
    code = 1
    try:
        all_words.cache_clear()
        for name in [each for each in sys.modules if package and f"{each}.".startswith(f"{package}.")]:
            del sys.modules[name]
        pipe.send(run(0, shot))
        code = 0
    finally:
        os._exit(code)


def _end_with(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os._exit(0)
