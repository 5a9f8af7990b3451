"""Which files were made of what: those that still are what they would become are not made again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from renders.files.atomic import aside, digest_if_readable, open_folder

__all__ = ["Records", "Written"]


@dataclass(frozen=True)
class Written:
    """The ``files`` of a set as they were made, and the ``notes`` that went with them."""

    files: Sequence[Path]
    notes: Sequence[str] = ()


class Records:
    """Records in ``folder``, one for each set of files that is made together: what it was last made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, which: str, folder: Path, key: str) -> Written | None:
        """Return the set ``which`` if it was made of ``key``, and all of it stands in ``folder`` as written."""
        try:
            told = json.loads(self._place(which).read_text(encoding="utf-8"))
            if told["key"] != key:
                return None
            files = {folder / name: digest for name, digest in told["files"].items()}
            stands = all(digest and _digest(file) == digest for file, digest in files.items())
            return Written(list(files), list(told["notes"])) if stands else None
        except (AttributeError, KeyError, OSError, TypeError, ValueError):
            return None

    def keep(self, which: str, key: str, written: Written) -> None:
        """Remember of what the set ``which`` was made; a later record replaces it."""
        files = {file.name: _digest(file) for file in written.files}
        told = {"key": key, "files": files, "notes": list(written.notes)}
        open_folder(self._folder)
        with aside(self._place(which)) as part:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def _place(self, which: str) -> Path:
        return self._folder / f"{hashlib.sha256(os.fsencode(which)).hexdigest()}.json"


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or of a folder's names and files; nothing if it cannot be read."""
    if not path.is_dir():
        return digest_if_readable(path)
    each = [f"{file.name} {digest_if_readable(file)}" for file in sorted(path.iterdir())]
    return hashlib.sha256("\n".join(each).encode()).hexdigest()
