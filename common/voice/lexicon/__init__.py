"""The lexicons: how each word of the film sounds, one file a language, frozen and reviewed.

English gives phonemes in Kokoro's alphabet, from misaki's lexicon (Apache-2.0), with up to two further forms:
before a vowel, and before a pause. Chinese gives pinyin with tone digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["FOLDER", "UnknownWordError", "lexicon_of"]

FOLDER = Path(__file__).resolve().parent


class UnknownWordError(ValueError):
    """A sentence has a word that is in no lexicon; the message names it and the file to add it to."""

    def __init__(self, word: str, language: str) -> None:
        super().__init__(
            f"how {word!r} sounds is not known in {language!r}: add it to common/voice/lexicon/{language}.tsv"
        )


@cache
def lexicon_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """Read the lexicon of a language: of each word, in small letters if English, its forms."""
    rows = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({word: tuple(forms) for word, *forms in (row.split("\t") for row in rows)})
