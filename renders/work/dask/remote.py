"""A cluster worker's end of a job: unpack the project, do the job in a process of its own, leave nothing behind.

The standard library alone: ``carry_out`` and ``survey`` reach a worker by value, for it has no module of the
project, and the process that they start runs this file out of the unpacked project.
"""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["carry_out", "pack_job", "seal", "survey", "unpack_answer", "unseal"]

_CHECKSUM = sha256().digest_size


def seal(payload: bytes) -> bytes:
    """Put the SHA-256 of ``payload`` before it."""
    return sha256(payload).digest() + payload


def unseal(sealed: bytes) -> bytes:
    """Take the checksum off again; raises ``ValueError`` if what it was made of has changed."""
    payload = sealed[_CHECKSUM:]
    if sha256(payload).digest() != sealed[:_CHECKSUM]:
        raise ValueError(f"{len(payload)} bytes arrived damaged")
    return payload


def pack_job(versions: dict[str, str], call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]) -> bytes:
    """Seal a call, to be made only where the versions of all packages are ``versions``."""
    return seal(pickle.dumps((versions, pickle.dumps(call))))


def unpack_answer(sealed: bytes) -> tuple[dict[str, str], Any]:
    """The versions of the packages over there, and what the call returned: None if the versions differ."""
    versions, result = pickle.loads(unseal(sealed))
    return versions, result


def carry_out(project: bytes, job: bytes) -> tuple[str, bytes]:
    """Do ``job`` with the code in ``project``, both sealed, as a task of a Dask worker; tell its address too.

    Raises ``RuntimeError`` with one line when the process is killed or fails. When the task is cancelled, or the
    worker ends, so does the process.
    """
    from distributed import get_worker  # noqa: PLC0415 (the process that runs this file does without)

    worker = get_worker()
    key = worker.get_current_task()

    def is_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state == "executing" and worker.status.name != "closing"

    return worker.address, _in_process(project, job, worker.local_directory, is_wanted)


async def survey(project: bytes, job: bytes, dask_worker: Any) -> bytes:
    """Do a short ``job`` at once, beside the tasks of ``dask_worker``."""
    return await asyncio.to_thread(_in_process, project, job, dask_worker.local_directory, lambda: True)


def _in_process(project: bytes, job: bytes, scratch: str, is_wanted: Callable[[], bool]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="renders-", dir=scratch, ignore_cleanup_errors=True) as folder:
        code, log = Path(folder, "project"), Path(folder, "log")
        with zipfile.ZipFile(io.BytesIO(unseal(project))) as archive:
            archive.extractall(code)
        Path(folder, "job").write_bytes(job)
        with (
            log.open("wb") as said,
            # Its input stays open and empty: that it ends tells the process that this one has.
            subprocess.Popen(
                [sys.executable, "-m", "renders.work.dask.remote", folder],
                cwd=code,
                env={**os.environ, "TMPDIR": folder},
                stdin=subprocess.PIPE,
                # What it prints would come after the error that ends it.
                stdout=subprocess.DEVNULL,
                stderr=said,
            ) as process,
        ):
            try:
                while process.poll() is None:
                    if not is_wanted():
                        raise RuntimeError("nobody waits for it any more")
                    time.sleep(0.05)
            finally:
                process.kill()
        if process.returncode < 0:
            raise RuntimeError(f"its process was killed by {signal.Signals(-process.returncode).name}")
        if process.returncode > 0:
            lines = log.read_text(errors="replace").split("\n")
            raise RuntimeError(next((line for line in reversed(lines) if line.strip()), "its process failed"))
        return Path(folder, "answer").read_bytes()


def main(folder: Path) -> None:
    """Make the call in ``folder``, if the packages here are those that it was made for."""
    threading.Thread(target=_end_with_worker, args=(folder,), daemon=True).start()
    from renders.work.versions import versions  # noqa: PLC0415 (only in the unpacked project)

    wanted, call = pickle.loads(unseal((folder / "job").read_bytes()))
    present, result = versions(), None
    if present == wanted:
        function, arguments, named = pickle.loads(call)
        result = function(*arguments, **named)
    (folder / "answer").write_bytes(seal(pickle.dumps((present, result))))


def _end_with_worker(folder: Path) -> None:
    os.read(sys.stdin.fileno(), 1)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
