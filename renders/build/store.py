"""Finished videos by what they are made of: complete or absent, and verified before they are used."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from renders.files.atomic import digest, reach_the_disk, writing_to
from renders.files.unfinished import discard, sweep, unfinished
from renders.video.encoder import EncodingError
from renders.video.joining import check_frames

__all__ = ["ClipStore", "Damaged", "Entry"]

_DATA, _RECORD = "data.mp4", "record.json"
_TRIES = 3


@dataclass(frozen=True)
class Entry:
    """A stored video: a ``file`` of ``length`` bytes with that SHA-256, which holds ``frames`` frames at ``fps``.

    ``about`` is what its maker wanted remembered with it.
    """

    key: str
    file: Path
    length: int
    sha256: str
    frames: int
    fps: int
    about: Any


@dataclass(frozen=True)
class Damaged:
    """An entry that is not what was put there; ``fault`` says in two or three words why."""

    fault: str


class _DamageError(Exception):
    """The message is the fault."""


class ClipStore:
    """Entries in ``folder``, which the first ``put`` makes; any number of processes may share it.

    The entry of a key is ``<first two digits>/<key>/``, with ``data.mp4`` and ``record.json``. It is written in a
    hidden folder and takes its name when it is complete, so that nobody ever sees half of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Entry | Damaged | None:
        """Find and verify the entry of ``key``; one that is damaged is removed, if the disk allows it."""
        place = self._place(key)
        while True:
            try:
                seen = os.open(place, os.O_RDONLY)
            except (FileNotFoundError, NotADirectoryError):
                return None
            try:
                return _verified(key, place)
            except _DamageError as damage:
                # What another process removed or replaced while it was read is not damaged.
                if _is_still(seen, place):
                    with suppress(OSError):
                        discard(place, self.folder)
                    return Damaged(str(damage))
            finally:
                os.close(seen)

    def put(self, key: str, data: bytes | Path, frames: int, fps: int, about: Any = None) -> Entry:
        """Store a video, or a copy of it from a file; ``about`` is anything that JSON can hold.

        Where another process was faster, its entry stays and is returned. Raises ``UnwritableError`` if the disk
        is full or cannot be written to.
        """
        video = data.read_bytes() if isinstance(data, Path) else data
        place = self._place(key)
        entry = Entry(key, place / _DATA, len(video), hashlib.sha256(video).hexdigest(), frames, fps, about)
        with writing_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with unfinished(self.folder) as hidden:
                part = hidden / key
                part.mkdir()
                _write(part / _DATA, video)
                _write(part / _RECORD, _record(entry))
                reach_the_disk(part)
                return self._settle(entry, part)

    def entries(self) -> dict[str, Entry | Damaged]:
        """Return the records by key; the videos are not verified."""
        found: dict[str, Entry | Damaged] = {}
        for key in self._keys():
            try:
                found[key] = _recorded(key, self._place(key))
            except _DamageError as damage:
                found[key] = Damaged(str(damage))
        return found

    def size(self, keys: Iterable[str] | None = None) -> int:
        """Bytes that the entries of ``keys`` take up, or all entries."""
        total = 0
        for key in self._keys() if keys is None else keys:
            with suppress(OSError):
                total += sum(file.stat().st_size for file in self._place(key).iterdir())
        return total

    def remove(self, keys: Iterable[str]) -> None:
        """Delete the entries of ``keys`` that there are; raises ``UnwritableError`` if the disk refuses."""
        with writing_to(self.folder):
            for key in keys:
                with suppress(FileNotFoundError):
                    discard(self._place(key), self.folder)

    def sweep(self) -> None:
        """Delete what ended processes left unfinished; what living processes write stays."""
        sweep(self.folder)

    def _keys(self) -> list[str]:
        return sorted(place.name for place in self.folder.glob("??/*") if place.name[:2] == place.parent.name)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _settle(self, entry: Entry, part: Path) -> Entry:
        """Let ``part`` take its final name, unless a sound entry has it."""
        place = entry.file.parent
        place.parent.mkdir(exist_ok=True)
        for _ in range(_TRIES):
            try:
                part.rename(place)
            except OSError as error:
                if error.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                    raise
                theirs = self.get(entry.key)
                if isinstance(theirs, Entry):
                    return theirs
            else:
                reach_the_disk(place.parent)
                return entry
        raise FileExistsError(errno.EEXIST, "a damaged entry cannot be removed")


def _record(entry: Entry) -> bytes:
    content = {name: value for name, value in vars(entry).items() if name != "file"}
    return json.dumps({**content, "seal": _seal(content)}).encode()


def _recorded(key: str, place: Path) -> Entry:
    """Read what the record in ``place`` says."""
    try:
        content = json.loads((place / _RECORD).read_bytes())
        sealed = content.pop("seal") == _seal(content)
        entry = Entry(file=place / _DATA, **content)
    except OSError as error:
        raise _DamageError("no record") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _DamageError("garbled record") from error
    if not sealed:
        raise _DamageError("garbled record")
    if entry.key != key:
        raise _DamageError("another's record")
    return entry


def _verified(key: str, place: Path) -> Entry:
    entry = _recorded(key, place)
    try:
        if entry.file.stat().st_size != entry.length:
            raise _DamageError("length")
        if digest(entry.file) != entry.sha256:
            raise _DamageError("checksum")
    except OSError as error:
        raise _DamageError("no data") from error
    try:
        check_frames(entry.file, entry.frames, entry.fps)
    except (EncodingError, av.FFmpegError) as error:
        raise _DamageError("frame count") from error
    return entry


def _is_still(opened: int, place: Path) -> bool:
    """Return True if the open folder is still at ``place``; while it is open, no other can have its inode."""
    try:
        return os.path.samestat(os.fstat(opened), place.stat())
    except OSError:
        return False


def _seal(content: dict[str, Any]) -> str:
    """A checksum of all that a record says: a flipped bit there would show as wrong words or times."""
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
    reach_the_disk(file)
