"""Versions of the system's libraries that find, shape and draw letters: a newer one may draw them otherwise."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress

import cairo
import manimpango

__all__ = ["libraries"]


def libraries() -> dict[str, str]:
    """The versions, by name; of what manimpango was built without, there is none."""
    found = ctypes.CDLL(manimpango.cmanimpango.__file__)  # and all that it was linked with
    versions = {"Cairo": cairo.cairo_version_string(), "Pango": manimpango.pango_version()}
    asked: dict[str, Callable[[], str]] = {
        "fontconfig": lambda: str(found.FcGetVersion()),
        "FreeType": lambda: _freetype(found),
        "HarfBuzz": lambda: _text(found, "hb_version_string"),
        "Pixman": lambda: _text(found, "pixman_version_string"),
    }
    for name, ask in asked.items():
        with suppress(AttributeError):
            versions[name] = ask()
    return versions


def _text(found: ctypes.CDLL, name: str) -> str:
    function = found[name]
    function.restype = ctypes.c_char_p
    return bytes(function()).decode()


def _freetype(found: ctypes.CDLL) -> str:
    library = ctypes.c_void_p()
    if found.FT_Init_FreeType(ctypes.byref(library)):
        raise MemoryError("FreeType cannot be begun")
    numbers = [ctypes.c_int() for _ in range(3)]
    found.FT_Library_Version(library, *map(ctypes.byref, numbers))
    found.FT_Done_FreeType(library)
    return ".".join(str(number.value) for number in numbers)
