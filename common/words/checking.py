"""What can be checked of the words before a frame is drawn: the same keys everywhere, a glyph for everything."""

from collections.abc import Mapping
from pathlib import Path

from common.fonts import missing_glyphs
from common.words.loading import FOLDER, SceneWords, all_words

__all__ = ["MissingGlyphError", "glyph_errors", "key_differences", "require_glyphs"]


class MissingGlyphError(ValueError):
    """A text holds a character that the film's fonts cannot draw; the message names it and its key."""


def key_differences(one: Mapping[str, SceneWords], other: Mapping[str, SceneWords]) -> list[str]:
    """What ``other`` lacks, has too much of, or has in another order than ``one``; empty if their keys agree."""
    ours, theirs = list(_texts(one)), list(_texts(other))
    shared = [key for key in ours if key in theirs]
    moved = [
        (ours_first, theirs_first)
        for ours_first, theirs_first in zip(shared, (key for key in theirs if key in ours), strict=True)
        if ours_first != theirs_first
    ]
    return [
        *(f"missing: {key}" for key in ours if key not in theirs),
        *(f"extra: {key}" for key in theirs if key not in ours),
        *(f"out of order: {found} where {expected} should be" for expected, found in moved[:1]),
    ]


def glyph_errors(language: str, folder: Path = FOLDER) -> list[str]:
    """Every character of a language's words that no font of the film draws, with the key where it stands."""
    return [
        f"{key}: {character} (U+{ord(character):04X})"
        for key, text in _texts(all_words(language, folder)).items()
        for character in missing_glyphs(text)
    ]


def require_glyphs(language: str, folder: Path = FOLDER) -> None:
    """Raise ``MissingGlyphError`` if a character of a language's words would be drawn as an empty box."""
    errors = glyph_errors(language, folder)
    if errors:
        raise MissingGlyphError(
            f"{language}.toml has characters that the film's fonts lack: {'; '.join(errors)}."
            " Choose other words, or add the characters in common/fonts/make_fonts.py"
        )


def _texts(film: Mapping[str, SceneWords]) -> dict[str, str]:
    """Every text by its full key, in order."""
    texts: dict[str, str] = {}
    for name, scene in film.items():
        texts[f"{name}.title"] = scene.title
        texts |= {f"{name}.labels.{label}": text for label, text in scene.labels.items()}
        beats = {f"{name}.beats.{beat}": words for beat, words in scene.beats.items()}
        for beat, others in scene.instead.items():
            beats |= {f"{name}.beats.{beat}.instead.{case}": words for case, words in others.items()}
        for key, words in beats.items():
            texts |= {f"{key}.{field}": text for field, text in vars(words).items()}
    return texts
