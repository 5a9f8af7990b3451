"""Verdicts that stand: what had no problem is not inspected again until something relevant changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.critic.likeness import accepted_picture, is_compared
from renders.critic.task import InspectTask
from renders.files.atomic import aside, digest_if_readable, open_folder, stand
from renders.work.versions import packages

__all__ = ["Verdicts", "evidence"]

_JUDGING = ("coloraide", "pillow", "pysubs2")  # besides what draws


def evidence(task: InspectTask, sources: Sources | None = None) -> dict[str, str]:
    """All that the verdict on ``task`` depends on: what is drawn, who judges, the picture to compare it with.

    Raises as ``ingredients`` does.
    """
    found = ingredients(task.scene, task.variant, sources, [InspectTask]) | packages(_JUDGING)
    found["seen elsewhere"] = str(task.seen_elsewhere)
    if is_compared(task.variant):
        picture = accepted_picture(task.name, task.variant.aspect)
        found[picture.name] = digest_if_readable(picture)
    return found


class Verdicts:
    """Verdicts of ``tasks`` that found no problem: a file each in ``folder``, with the key of its evidence.

    A file that is damaged holds no key: what it says is not believed, and it is replaced.
    """

    def __init__(self, folder: Path, tasks: Iterable[InspectTask]) -> None:
        self._folder = open_folder(folder)
        sources = Sources()
        self._keys = {task: key_of(evidence(task, sources)) for task in tasks}

    def stands(self, task: InspectTask) -> bool:
        """Return True if nothing has changed since ``task`` found no problem."""
        return stand([self._file(task)], [self._keys[task]])

    def keep(self, task: InspectTask) -> None:
        """Remember that ``task`` found no problem, unless there was an edit while it looked."""
        try:
            key = key_of(evidence(task))
        except (OSError, ValueError):  # an edit that cannot be read
            return
        if key == self._keys[task]:
            with aside(self._file(task)) as part:
                part.write_text(key, encoding="utf-8")

    def _file(self, task: InspectTask) -> Path:
        return self._folder / f"{task.name}-{task.variant.name}"
