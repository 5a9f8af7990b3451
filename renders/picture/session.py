"""A manim session configured for the film, whatever the user's settings are."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim._config.utils import ManimConfig, config_file_paths

__all__ = ["session"]


@contextmanager
def session(size: tuple[int, int], media: Path, **settings: Any) -> Iterator[None]:
    """Have manim draw pictures of ``size`` in pixels as it does by itself, but for ``settings`` of its own.

    ``media`` is a folder for its pictures of texts and formulas, private to this process.
    """
    choices = {
        "pixel_width": size[0],
        "pixel_height": size[1],
        "background_opacity": 1.0,
        "seed": 0,
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        # manim fills in braces of this path.
        "media_dir": str(media).replace("{", "{{").replace("}", "}}"),
    }
    with tempconfig(_manims_defaults()), tempconfig(choices | settings):
        yield


@cache
def _manims_defaults() -> dict[str, Any]:
    """Return manim's defaults: a ``manim.cfg`` of the user must not change the film."""
    library, *_ = config_file_paths()
    parser = ConfigParser()
    parser.read(library, encoding="utf-8")
    return dict(ManimConfig().digest_parser(parser))
