"""The film's fonts for a page: only the characters that stand on it, in a form that browsers take."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

__all__ = ["web_font"]

_OVERLAPS = 0x40
"""The bit of a point's flags by which a font says that its outlines overlap."""


def web_font(file: Path, text: str) -> bytes:
    """Reduce the TrueType font ``file`` to what ``text`` needs of it; the same call gives the same bytes."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # manim would show each table
    font = TTFont(file, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern", "mark"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(text=text)
    subsetter.subset(font)
    outlines = font["glyf"]
    for name in outlines.keys():  # noqa: SIM118  (a table is no mapping)
        glyph = outlines[name]
        if glyph.numberOfContours > 0:
            # None of the film's outlines overlap, and browsers refuse fonts that say so of later points.
            glyph.flags = bytearray(flag & ~_OVERLAPS for flag in glyph.flags)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
