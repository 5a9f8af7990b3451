"""Isolation from the environment: settings that would change pictures are kept from the libraries that draw."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["forget_settings", "own_fontconfig"]

_CHANGING = re.compile(r"FREETYPE_|HB_|PANGO|PIXMAN_|SOURCE_DATE_EPOCH$")
"""Variables that make FreeType, HarfBuzz, Pango and Pixman draw differently; a bad date stops numpy."""
_FONTCONFIG = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")


def forget_settings() -> None:
    """Take such variables out of the environment of this process and of those that it starts.

    Pixman reads its own as it is loaded, the other libraries as they begin to draw.
    """
    for name in filter(_CHANGING.match, list(os.environ)):
        del os.environ[name]


@contextmanager
def own_fontconfig(file: Path) -> Iterator[None]:
    """Let fontconfig, which reads its configuration once in a process, find it in ``file``.

    Afterwards the environment is as it was: a browser that is started has the fonts of its machine.
    """
    before = {name: os.environ.pop(name) for name in _FONTCONFIG if name in os.environ}
    os.environ["FONTCONFIG_FILE"] = str(file)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        os.environ |= before
