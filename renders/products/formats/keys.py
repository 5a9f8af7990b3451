"""Keys of what is made in other formats: all that its files depend on."""

from __future__ import annotations

from collections.abc import Sequence

from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.files.records import Records, Written
from renders.products.formats.task import FormatsTask, Made

__all__ = ["find", "keep", "keys_of"]


def find(records: Records, task: FormatsTask, key: str) -> Made | None:
    """Return what ``task`` made before, if all of it stands in its place as it was written."""
    found = records.find(_which(task), task.folder, key)
    return Made(list(found.files), list(found.notes)) if found else None


def keep(records: Records, task: FormatsTask, made: Made, key: str) -> None:
    """Remember what ``task`` has ``made``, unless something under it was edited meanwhile or is missing."""
    if not made.refused and keys_of([task]) == [key]:
        records.keep(_which(task), key, Written(made.files, made.fitted))


def keys_of(tasks: Sequence[FormatsTask]) -> list[str]:
    """For each task, a key for all that its files depend on."""
    sources = Sources()
    return [
        key_of(
            {
                **ingredients(task.scene, task.variant, sources, [FormatsTask]),
                "wanted": f"{task.wanted} {task.clear_poster} {task.variant.cues}",
            }
        )
        for task in tasks
    ]


def _which(task: FormatsTask) -> str:
    """Tell the set from others: its own later ones replace it."""
    return "/".join([*task.folder.parts[-2:], task.name, f"{task.wanted} {task.clear_poster}"])
