"""The sheet's own words, one file a language; what stands above a figure is the claim of its scene."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from common.fonts import missing_glyphs
from renders.errors import BadInputError
from renders.request.toml import read_model

__all__ = ["FOLDER", "Card", "Correction", "SheetWords", "sheet_words_of"]

FOLDER = Path(__file__).parent


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)


class Card(_Words):
    """What stands below a figure, and what is read to those who do not see it."""

    text: str
    alt: str


class Correction(_Words):
    """What is often ``said``, and what is true instead."""

    said: str
    true: str


class SheetWords(_Words):
    """All that is said on the sheet alone; facts of the scenes stand in it as ``{Kink_enough}``."""

    about: str
    problem: str
    zero: str
    when: str
    errors: str
    closing: str
    cards: Mapping[str, Card]
    corrections: tuple[Correction, ...] = Field(min_length=1)


@cache
def sheet_words_of(language: str, folder: Path = FOLDER) -> SheetWords:
    """Read the words in ``language``; raises ``BadInputError`` where some are missing or cannot be drawn."""
    file = folder / f"{language}.toml"
    words = read_model(SheetWords, file)
    lacking = missing_glyphs(words.model_dump_json())
    if lacking:
        raise BadInputError(f"{file}: the film's fonts lack {' '.join(lacking)}: write it without them")
    return words
