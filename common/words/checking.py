"""What can be checked of the words before a frame is drawn: the same keys everywhere, a glyph for everything."""

from collections.abc import Mapping
from pathlib import Path

from common.fonts import missing_glyphs
from common.words.loading import FOLDER, SceneWords, all_words, files_of
from common.words.score import Score

__all__ = ["MissingGlyphError", "glyph_errors", "key_differences", "require_glyphs"]


class MissingGlyphError(ValueError):
    """A text holds a character that the film's fonts cannot draw; the message names it and its key."""


def key_differences(one: Mapping[str, SceneWords], other: Mapping[str, SceneWords]) -> list[str]:
    """What ``other`` lacks, has too much of, or has in another order than ``one``; empty if their keys agree."""
    ours, theirs = _keys(one), _keys(other)
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
    return [error for errors in _glyph_errors(language, folder).values() for error in errors]


def require_glyphs(language: str, folder: Path = FOLDER) -> None:
    """Raise ``MissingGlyphError`` if a character of a language's words would be drawn as an empty box."""
    for file, errors in _glyph_errors(language, folder).items():
        if errors:
            raise MissingGlyphError(
                f"{file} has characters that the film's fonts lack: {'; '.join(errors)}."
                " Choose other words, or add the characters in common/fonts/make_fonts.py"
            )


def _glyph_errors(language: str, folder: Path) -> dict[str, list[str]]:
    """They, by the file that has them."""
    film = all_words(language, folder)
    texts = dict(zip(files_of(language), (_own_texts(film), _custom_texts(film)), strict=True))
    return {
        file: [
            f"{key}: {character} (U+{ord(character):04X})"
            for key, text in texts_of_file.items()
            for character in missing_glyphs(text)
        ]
        for file, texts_of_file in texts.items()
    }


def _keys(film: Mapping[str, SceneWords]) -> list[str]:
    """Every key that has to be there in each language, in order: of a case, not what it says otherwise."""
    cases = [
        key
        for name, scene in film.items()
        for beat, others in scene.custom.items()
        for case, words in others.items()
        for key in (f"{name}.{beat}.{case}", *(f"{name}.{beat}.{case}.unless.{each}" for each in words.unless))
    ]
    signs = [
        f"{name}.{beat}.said: {sign}"
        for name, scene in film.items()
        for beat, words in scene.beats.items()
        for sign in _signs(words.said)
    ]
    return [*_own_texts(film), *cases, *signs]


def _signs(said: str) -> list[str]:
    """The marks and silences in what is said, in order; where both are at one place, the silence first."""
    score = Score.read(said)
    silences = [(at, f"‹{rest:g}›") for at, rest in score.silences.items()]
    marks = [(at, f"[{mark}]") for mark, at in score.marks.items()]
    return [sign for _, sign in sorted([*silences, *marks], key=lambda placed: placed[0])]


def _heard(field: str, text: str) -> str:
    return Score.read(text).text if field == "said" else text


def _own_texts(film: Mapping[str, SceneWords]) -> dict[str, str]:
    """Every text of the film's own words by its full key, in order."""
    texts: dict[str, str] = {}
    for name, scene in film.items():
        texts[f"{name}.title"] = scene.title
        texts |= {f"{name}.labels.{label}": text for label, text in scene.labels.items()}
        for beat, words in scene.beats.items():
            texts |= {
                f"{name}.beats.{beat}.{field}": _heard(field, text) for field, text in words.texts.items() if text
            }
    return texts


def _custom_texts(film: Mapping[str, SceneWords]) -> dict[str, str]:
    """Every text that a viewer reads or hears for custom numbers alone, by its full key."""
    return {
        f"{name}.{beat}.{case}.{field}": _heard(field, text)
        for name, scene in film.items()
        for beat, others in scene.custom.items()
        for case, words in others.items()
        for field, text in words.fields.items()
    }
