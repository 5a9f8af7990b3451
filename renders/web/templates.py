"""Templates of pages: what stands in one is escaped, and what it names must be given."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["templates_in"]


def templates_in(folder: Path) -> Environment:
    """The templates that lie in ``folder``, by the names of their files."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
