"""Records of what files were made of: those that are up to date are not made again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.files.atomic import aside, digest_if_readable, open_folder
from renders.products.formats.task import FormatsTask, Made

__all__ = ["Records", "keys_of"]


class Records:
    """Records in ``folder``, one for each set of files that is made together: what it was last made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, task: FormatsTask, key: str) -> Made | None:
        """Return what ``task`` made before, if all of it is in place, unchanged."""
        try:
            told = json.loads(self._place(task).read_text(encoding="utf-8"))
            if told["key"] != key:
                return None
            files = {task.folder / name: digest for name, digest in told["files"].items()}
            stands = all(digest and _digest(file) == digest for file, digest in files.items())
            return Made(list(files), list(told["fitted"])) if stands else None
        except (AttributeError, KeyError, OSError, TypeError, ValueError):
            return None

    def keep(self, task: FormatsTask, made: Made, key: str) -> None:
        """Remember what ``task`` has ``made``, unless something under it was edited meanwhile or is missing."""
        if made.refused or keys_of([task]) != [key]:
            return
        told = {"key": key, "files": {file.name: _digest(file) for file in made.files}, "fitted": made.fitted}
        open_folder(self._folder)
        with aside(self._place(task)) as part:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def _place(self, task: FormatsTask) -> Path:
        """Return the record's path for a set of files: its name tells sets apart, and later records replace it."""
        which = "/".join([*task.folder.parts[-2:], task.name, f"{task.wanted} {task.clear_poster}"])
        return self._folder / f"{hashlib.sha256(os.fsencode(which)).hexdigest()}.json"


def keys_of(tasks: Sequence[FormatsTask]) -> list[str]:
    """For each task, a key for all that its files depend on."""
    sources = Sources()
    return [
        key_of(
            {
                **ingredients(task.scene, task.variant, sources, [FormatsTask]),
                "wanted": f"{task.wanted} {task.clear_poster}",
            }
        )
        for task in tasks
    ]


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or of a folder's names and files; nothing if it cannot be read."""
    if not path.is_dir():
        return digest_if_readable(path)
    each = [f"{file.name} {digest_if_readable(file)}" for file in sorted(path.iterdir())]
    return hashlib.sha256("\n".join(each).encode()).hexdigest()
