"""The project in one piece, for machines that do not have it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import common
import renders
import scenes

__all__ = ["pack"]

_NEVER = {"__pycache__", "out"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(extra: Iterable[Path] = ()) -> bytes:
    """Zip the project's packages with their data, and ``extra`` top-level modules beside them.

    The same files give the same bytes, whenever and wherever they were written. What was rendered, caches and
    hidden files stay out.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted([*_of_project(), *((module.name, module) for module in extra)]):
            archive.writestr(_entry(name), file.read_bytes())
    return packed.getvalue()


def _of_project() -> Iterator[tuple[str, Path]]:
    for package in (common, renders, scenes):
        folder = Path(package.__path__[0])
        for file in folder.rglob("*"):
            parts = file.relative_to(folder).parts
            if file.is_file() and not any(part in _NEVER or part.startswith(".") for part in parts):
                yield "/".join([package.__name__, *parts]), file


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
