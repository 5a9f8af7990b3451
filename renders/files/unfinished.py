"""Hidden folders for what is not finished, each held by a lock that the system drops with the process.

Whether a process lives is asked of the lock alone: the number of one in another container means another here, or
nothing at all. The lock is on a file, since network disks keep those of folders to the one machine.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

__all__ = ["discard", "held", "sweep", "unfinished", "visible"]

_START, _END = ".renders-", ".part"
_LOCK = "lock"


@contextmanager
def unfinished(parent: Path) -> Iterator[Path]:
    """Yield a new hidden folder in ``parent``; it is removed, with all that was not moved out of it."""
    while True:
        folder = _hidden(parent)
        try:
            folder.mkdir(0o700)
            lock = _hold(folder)
            if lock is not None:
                try:
                    yield folder
                finally:
                    os.close(lock)
                return
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold an ``unfinished`` folder beside its maker; raises ``FileNotFoundError`` if it is gone."""
    lock = _hold(folder)
    if lock is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    try:
        yield
    finally:
        os.close(lock)


def discard(folder: Path, parent: Path) -> None:
    """Delete ``folder``, which lies below ``parent`` on the same disk, as a whole: nobody ever sees half of it."""
    hidden = _hidden(parent)  # without a lock, for the disk may have no room for one: let it be swept
    folder.rename(hidden)
    shutil.rmtree(hidden, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Delete what ended processes left unfinished in ``parent``; what a living one holds stays."""
    for folder in parent.glob(f"{_START}*{_END}"):
        with suppress(OSError):
            _sweep(folder)


def visible(path: Path) -> Path:
    """``path``, or the folder that a person sees if it is in a hidden one."""
    hidden = [each for each in (path, *path.parents) if each.name.startswith(_START) and each.suffix == _END]
    return hidden[-1].parent if hidden else path


def _hidden(parent: Path) -> Path:
    return parent / f"{_START}{uuid4().hex}{_END}"


def _hold(folder: Path) -> int | None:
    """The open file whose lock holds ``folder``; nothing if the folder was swept before it was locked."""
    try:
        lock = _open_lock(folder)
    except FileNotFoundError:
        return None
    with suppress(OSError):  # a disk that knows no locks: nobody can sweep there, either
        fcntl.flock(lock, fcntl.LOCK_SH)
    if _is_still(lock, folder / _LOCK):
        return lock
    os.close(lock)
    return None


def _sweep(folder: Path) -> None:
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
        return
    lock = _open_lock(folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # With the lock held: who has just made the folder, and is about to lock it, then sees that it is gone.
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
    folder.rmdir()  # where a network disk kept it for the open lock


def _open_lock(folder: Path) -> int:
    return os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def _is_still(opened: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), path.lstat())
    except OSError:
        return False
