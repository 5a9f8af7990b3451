"""Every word a viewer sees or hears, by scene and beat, and what reads them.

``en.toml`` reads as the film is heard, and ``en-custom.toml`` has what is said instead for custom numbers.
"""

from common.words.checking import MissingGlyphError, glyph_errors, key_differences, require_glyphs
from common.words.choosing import cases_told, chosen
from common.words.filling import filled, filled_text
from common.words.loading import (
    LANGUAGES,
    BeatWords,
    SceneWords,
    UnknownWordsError,
    WordsError,
    all_words,
    words_of,
)
from common.words.pace import reading_seconds

__all__ = [
    "LANGUAGES",
    "BeatWords",
    "MissingGlyphError",
    "SceneWords",
    "UnknownWordsError",
    "WordsError",
    "all_words",
    "cases_told",
    "chosen",
    "filled",
    "filled_text",
    "glyph_errors",
    "key_differences",
    "reading_seconds",
    "require_glyphs",
    "words_of",
]
