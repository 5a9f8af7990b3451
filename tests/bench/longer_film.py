"""The project with a film that shows its scenes several times, under other names."""

from __future__ import annotations

import compileall
import re
import shutil
from pathlib import Path

from common.words import LANGUAGES
from scenes.film import FILM

__all__ = ["copy_project", "lengthen"]

_PACKAGES = ("common", "scenes", "renders")
_ROOT = Path(__file__).resolve().parents[2]


def copy_project(target: Path, source: Path = _ROOT) -> Path:
    """Copy the packages to the folder ``target``, compiled, but for what was rendered; return it."""
    for package in _PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "out")
        shutil.copytree(source / package, target / package, ignore=ignored)
    compileall.compile_dir(target, quiet=1)
    return target


def lengthen(project: Path, times: int) -> None:
    """Let the film of ``project`` show each scene ``times`` times, each a class, a module and words of its own."""
    film = list(FILM)
    for number in range(2, times + 1):
        for scene in FILM:
            module, name = scene.split(":")
            file = project / (module.replace(".", "/") + f"_{number}.py")
            file.write_text(f"from {module} import {name}\n\n\nclass {name}{number}({name}):\n    pass\n")
            film.append(f"{module}_{number}:{name}{number}")
    (project / "scenes" / "film.py").write_text(f"FILM = {tuple(film)!r}\nCLIPS = ()\n")
    for language in LANGUAGES:
        file = project / "common" / "words" / f"{language}.toml"
        words = file.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            copy = re.sub(r"^\[(\w+)", rf"[\g<1>{number}", words, flags=re.MULTILINE)
            with file.open("a", encoding="utf-8") as opened:
                opened.write(f"\n{copy}")
