"""A deck as a folder with a page for the browser, which needs no network and nothing outside the folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common.fonts import font_files
from common.style import THEMES
from renders.files.folders import folder_aside
from renders.products.slides.blank import LANGUAGE_TAGS
from renders.products.slides.deck import SEPARATOR, Deck
from renders.products.slides.revealjs import reveal_files
from renders.web.fonts import write_web_fonts
from renders.web.templates import templates_in

__all__ = ["PAGE", "write_html"]

PAGE = "index.html"
"""The page to open."""

_SOURCES = Path(__file__).parent / "page"
_TEMPLATE = "index.html.j2"
_COPIED = ("deck.css", "deck.js")


def write_html(deck: Deck, folder: Path) -> Path:
    """Write a folder with all that the deck's page needs into ``folder``; return the page's path.

    Raises ``UnwritableError`` if the disk refuses, ``BadInputError`` where reveal.js is not installed.
    """
    library = reveal_files()
    target = folder / deck.name
    with folder_aside(target) as part:
        for name in ("clips", "posters", "reveal"):
            (part / name).mkdir()
        for slide in deck.slides:
            (part / "clips" / f"{slide.name}.mp4").write_bytes(slide.clip)
            (part / "posters" / f"{slide.name}.png").write_bytes(slide.poster)
        for name, file in library.items():
            shutil.copyfile(file, part / "reveal" / name)
        for name in _COPIED:
            shutil.copyfile(_SOURCES / name, part / name)
        headings = "".join(slide.heading for slide in deck.slides)
        regular = font_files()[::2]
        write_web_fonts(regular, headings, part / "fonts")
        (part / PAGE).write_text(_page(deck), encoding="utf-8")
    return target / PAGE


def _page(deck: Deck) -> str:
    width, height = deck.variant.size
    template = templates_in(_SOURCES).get_template(_TEMPLATE)
    return template.render(
        deck=deck,
        separator=SEPARATOR,
        width=width,
        height=height,
        language=LANGUAGE_TAGS[deck.variant.language],
        colours=dict(_colours(deck.variant.theme)),
    )


def _colours(theme_name: str) -> Iterator[tuple[str, Any]]:
    theme = THEMES[theme_name]
    for name in ("background", "ink", "muted"):
        yield name, getattr(theme, name).to_hex()
