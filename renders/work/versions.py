"""Versions of what draws and encodes below the project: the interpreter, the system, libraries and packages."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from renders.work.libraries import libraries

__all__ = ["packages", "versions"]

_DRAWING = ("manim[typst]", "numpy", "scipy", "shapely", "fonttools", "av", "pydantic")


def versions() -> dict[str, str]:
    """Versions of all that a picture depends on, by name."""
    return {
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        **libraries(),
        **packages(),
    }


def packages(names: Iterable[str] = _DRAWING) -> dict[str, str]:
    """Versions of the installed packages ``names``, those that draw and encode, and of all that these require."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    wanted = [Requirement(name) for name in names]
    while wanted:
        requirement = wanted.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # one that is wanted only elsewhere
            continue
        versions[name] = about["Version"]
        for line in about.get_all("Requires-Dist", []):
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""}):
                wanted.append(needed)
    return versions
