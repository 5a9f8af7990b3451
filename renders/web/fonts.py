"""The film's fonts for a page: only the characters that stand on it."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from common.fonts import font_folder

__all__ = ["write_web_fonts"]


def write_web_fonts(files: Iterable[Path], text: str, folder: Path) -> None:
    """Write what ``text`` needs of each of the font ``files`` into a new ``folder``, with the fonts' licences.

    The same call writes the same bytes.
    """
    folder.mkdir()
    for file in files:
        (folder / file.name).write_bytes(_reduced(file, text))
    for licence in font_folder().glob("*-LICENSE.txt"):
        shutil.copyfile(licence, folder / licence.name)


def _reduced(file: Path, text: str) -> bytes:
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # manim would show each table
    font = TTFont(file, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern", "mark"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(text=text)
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
