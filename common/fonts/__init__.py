"""The film's own fonts: Inter for Latin, Noto Sans SC for Chinese; ``make_fonts`` says what was changed."""

from functools import cache
from pathlib import Path

import manimpango
from fontTools.ttLib import TTFont

from common.surroundings import forget_settings, own_fontconfig

__all__ = [
    "CHINESE_FAMILY",
    "FAMILIES",
    "LATIN_FAMILY",
    "FontError",
    "font_files",
    "font_folder",
    "missing_glyphs",
    "register_fonts",
]

LATIN_FAMILY = "Film Inter"
CHINESE_FAMILY = "Film Noto Sans SC"

FAMILIES = f"{LATIN_FAMILY},{CHINESE_FAMILY}"
"""The families to pass to ``Text``: each character comes from the first family that has it, at any weight.

manim looks the whole list up as if it were one name, so it goes with ``warn_missing_font=False``. No space
after the comma: only fontconfig forgives one.
"""

_CONFIGURATION = Path(__file__).with_name("fonts.conf")


class FontError(RuntimeError):
    """A font file of the film is missing or was refused by the system."""


def font_folder() -> Path:
    """The folder that holds the four font files."""
    return Path(__file__).resolve().parent


def font_files() -> tuple[Path, ...]:
    """The four font files, Latin before Chinese, regular before bold."""
    return tuple(
        font_folder() / f"{family.replace(' ', '')}-{style}.ttf"
        for family in (LATIN_FAMILY, CHINESE_FAMILY)
        for style in ("Regular", "Bold")
    )


def register_fonts() -> None:
    """Make the four fonts known to Pango in this process, and no rule of the machine; a second call does nothing.

    Raises ``FontError`` where a file is missing or the system refuses it.
    """
    known = {Path(font.path) for font in manimpango.registered_fonts}
    missing = [file for file in font_files() if file not in known]
    if missing:
        forget_settings()
        with own_fontconfig(_CONFIGURATION):
            for file in missing:
                _register(file)


def missing_glyphs(text: str) -> list[str]:
    """The characters of ``text``, white space apart, that no font of the film draws; each once, in order.

    >>> missing_glyphs("sparse ŵ 稀疏 𠮷")
    ['𠮷']
    """
    drawn = _drawn_characters()
    return [
        character for character in dict.fromkeys(text) if not character.isspace() and ord(character) not in drawn
    ]


def _register(file: Path) -> None:
    if not file.is_file():
        raise FontError(f"{file} is missing: install the project again, or run common.fonts.make_fonts")
    if not manimpango.register_font(str(file)):
        raise FontError(f"the system refused the font {file}: is the file damaged?")


@cache
def _drawn_characters() -> frozenset[int]:
    """The code points that one family or the other has in both weights."""
    latin, latin_bold, chinese, chinese_bold = (_characters(file) for file in font_files())
    return (latin & latin_bold) | (chinese & chinese_bold)


def _characters(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
