"""The words of the page itself, one file a language: its headings, its switches, its keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from renders.request.toml import read_model

__all__ = ["FOLDER", "PageWords", "page_words_of"]

FOLDER = Path(__file__).parent


class PageWords(BaseModel):
    """The page's words in one language; ``tag`` and ``name`` are the language's for browsers and for readers."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1)

    tag: str
    name: str
    scenes: str = Field(pattern=r"^[^{}]*\{count\}[^{}]*$")
    skip: str
    language: str
    light: str
    dark: str
    player: str
    film: str
    chapters: str
    back: str
    play: str
    pause: str
    seek: str
    mute: str
    unmute: str
    volume: str
    speed: str
    captions: str
    off: str
    full_screen: str
    moment: str
    download: str
    video: str
    captions_in: str = Field(pattern=r"^[^{}]*\{language\}[^{}]*$")
    chapter_file: str
    clips: str
    clips_note: str
    words: str
    words_note: str
    keyboard: str
    shortcuts: str
    keys: dict[str, str] = Field(min_length=1)
    fonts: str


@cache
def page_words_of(language: str, folder: Path = FOLDER) -> PageWords:
    """Read the words in ``language``; raises ``BadInputError`` where some are missing or faulty."""
    return read_model(PageWords, folder / f"{language}.toml")
