"""The film's fonts for a page: only the characters that stand on it."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

__all__ = ["web_font"]


def web_font(file: Path, text: str) -> bytes:
    """Reduce the TrueType font ``file`` to what ``text`` needs of it; the same call gives the same bytes."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # manim would show each table
    font = TTFont(file, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern", "mark"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(text=text)
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
