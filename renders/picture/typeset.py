"""Lines of text on Pillow's pictures, in the film's fonts: Inter, and Noto Sans SC for what Inter lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont

from common.fonts import font_files

__all__ = ["Face"]

_CHINESE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_UNBROKEN = re.compile(rf"[{_CHINESE}][，。、；：！？）》」』”’]*|[^\s{_CHINESE}]+[，。、；：！？）》」』]*|\s+")
"""An unbreakable run: a Chinese character or a word of other letters, with the punctuation after it."""


@dataclass(frozen=True)
class Face:
    """Letters of ``size`` pixels, regular or bold."""

    size: int
    bold: bool = False

    def length(self, text: str) -> float:
        """Return the width of ``text`` on one line, in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def wrap(self, text: str, width: float) -> list[str]:
        """Break ``text`` into lines no wider than ``width`` pixels; only a word that is wider itself is broken."""
        lines = [""]
        for piece in self._pieces(" ".join(text.split()), width):
            if self.length((lines[-1] + piece).rstrip()) <= width:
                lines[-1] += piece
            else:
                lines.append(piece.lstrip())
        return [line.rstrip() for line in lines]

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: str) -> None:
        """Set ``text`` on one line from ``at``, its left end on the baseline, in pixels of the picture."""
        x, y = at
        for font, run in self._runs(text):
            draw.text((x, y), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def _pieces(self, text: str, width: float) -> Iterator[str]:
        for piece in _UNBROKEN.findall(text):
            if self.length(piece) <= width:
                yield piece
            else:
                yield from piece

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """The parts of ``text`` that have one font each, with it."""
        latin, chinese = _fonts(self.size, self.bold)
        for is_latin, characters in groupby(text, key=lambda character: ord(character) in _latin_characters()):
            yield latin if is_latin else chinese, "".join(characters)


@cache
def _fonts(size: int, bold: bool) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    """Latin, Chinese."""
    latin, chinese = (ImageFont.truetype(str(file), size) for file in font_files()[bold::2])
    return latin, chinese


@cache
def _latin_characters() -> frozenset[int]:
    with TTFont(font_files()[0], lazy=True) as font:
        return frozenset(font.getBestCmap())
