"""Begin all that is written aside or thrown away, say where, and wait: ``python held_folders.py FOLDER``.

The process believes to have a number that nobody has here, as one in another container may.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from renders.build import store as clip_store
from renders.build.store import ClipStore
from renders.files.atomic import aside, write_together
from renders.files.folders import folder_aside
from renders.files.scratch import scratch
from renders.work.local import LocalExecutor


def _main(folder: Path) -> None:
    tempfile.tempdir = str(folder)
    executor = LocalExecutor(1, 1)
    executor.submit(int).result()
    with ExitStack() as all_of_them:
        for begun in (
            scratch(),
            aside(folder / "a.png"),
            write_together(folder / "a.srt", folder / "a.vtt"),
            folder_aside(folder / "deck"),
        ):
            all_of_them.enter_context(begun)
        clip_store.reach_the_disk = _wait
        ClipStore(folder).put("ab" * 32, b"", 1, 15)


def _wait(_: Path) -> None:
    print("begun", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    os.getpid = lambda: 2**22 + 1  # more than the largest number that Linux gives
    _main(Path(sys.argv[1]))
