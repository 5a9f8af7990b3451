"""The files of reveal.js, which moves the slides of the page: nothing else of their Python package is used."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from renders.errors import BadInputError

__all__ = ["need_libraries", "reveal_files"]

_FILES = {
    "reveal.js": "dist/reveal.js",
    "reveal.css": "dist/reveal.css",
    "notes.js": "plugin/notes/notes.js",
    "LICENSE": "LICENSE",
}


def need_libraries() -> None:
    """Raise ``BadInputError`` unless everything is installed that decks are made with, and nothing else is."""
    if find_spec("pptx") is None:
        raise _missing("python-pptx")
    reveal_files()


def reveal_files() -> dict[str, Path]:
    """The files of reveal.js that a page needs, by the names that they have beside it, its licence among them.

    Raises ``BadInputError`` where they are not installed.
    """
    # Found and not imported: the package is an extension of Sphinx, which is not there.
    carrier = find_spec("sphinx_revealjs")
    folders = list(carrier.submodule_search_locations or ()) if carrier else []
    files = {name: Path(folder, "_static/revealjs", file) for folder in folders for name, file in _FILES.items()}
    if not files or not all(file.is_file() for file in files.values()):
        raise _missing("reveal.js")
    return files


def _missing(what: str) -> BadInputError:
    return BadInputError(f"slides need {what}, which is not installed: type make slides, which installs it first")
