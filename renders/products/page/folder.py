"""The folder of the page: videos, posters, captions and chapters for each language, fonts, and the pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from PIL import Image

from common.fonts import font_files
from common.style import THEMES
from common.words import LANGUAGES
from renders.build.hearing import join_clips
from renders.captions.cues import captions
from renders.files.folders import folder_aside
from renders.products.page.contents import FILM, Piece, Version
from renders.products.page.wording import page_words_of
from renders.products.surround.chapters import clock, web_chapters
from renders.products.surround.poster import poster_of_clip
from renders.products.surround.thumbnail import film_thumbnail
from renders.products.surround.wording import wording_of
from renders.video.joining import chapters
from renders.video.loudness import PAGE
from renders.web.fonts import write_web_fonts
from renders.web.templates import templates_in

__all__ = ["INDEX", "write_page"]

INDEX = "index.html"
"""The page to open: in the first language."""

_SOURCES = Path(__file__).parent / "web"
_COPIED = ("page.css", "page.js", "settings.js")
_POSTER = (1280, 720)
"""The most pixels of a poster: it is looked at for a moment."""

_PENALTIES = re.compile(r"L([12])(?!\d)")


def write_page(versions: Sequence[Version], target: Path) -> Path:
    """Write the folder ``target``, a page a version; return the path of the first one's.

    Nothing of what was there before is replaced until all is written. Raises ``UnwritableError`` if the disk
    refuses, ``EncodingError`` where clips do not fit together.
    """
    languages = [version.language for version in versions]
    names = {each: INDEX if each == languages[0] else f"{each}.html" for each in languages}
    environment = _environment()
    posters = [[_poster(piece) for piece in version.pieces] for version in versions]
    with folder_aside(target) as part:
        texts = {}
        for version, pictures in zip(versions, posters, strict=True):
            sizes = _write_videos(version, pictures, part / version.language)
            texts[names[version.language]] = _page(environment, version, names, sizes)
        texts["icon.svg"] = environment.get_template("icon.svg.j2").render(colours=_colours())
        for name, text in texts.items():
            (part / name).write_text(text, encoding="utf-8")
        for name in _COPIED:
            shutil.copyfile(_SOURCES / name, part / name)
        write_web_fonts(font_files(), "".join(texts.values()), part / "fonts")
    return target / INDEX


def _write_videos(version: Version, posters: Sequence[Image.Image], folder: Path) -> dict[str, str]:
    """Write each piece's video and what goes with it; give the sizes of the videos as a person reads them."""
    folder.mkdir()
    sizes = {}
    for piece, poster in zip(version.pieces, posters, strict=True):
        fps = piece.variant.fps
        video = folder / f"{piece.name}.mp4"
        marks = chapters(piece.timelines)
        join_clips(piece.clips, piece.variant, video, marks, level=PAGE)
        sizes[piece.name] = f"{video.stat().st_size / 1e6:.1f} MB"
        poster.save(video.with_suffix(".png"), format="PNG", optimize=True)
        for language, spoken in piece.cues.items():
            (folder / f"{piece.name}.{language}.vtt").write_text(captions(spoken, fps, "vtt"), encoding="utf-8")
        (folder / f"{piece.name}.chapters.vtt").write_text(web_chapters(marks, fps), encoding="utf-8")
    return sizes


def _poster(piece: Piece) -> Image.Image:
    if piece.name == FILM:
        words = wording_of(piece.variant.language).thumbnail
        return film_thumbnail(words, _POSTER, piece.variant.theme)[0]
    picture = poster_of_clip(piece.clips[0])
    picture.thumbnail(_POSTER, Image.Resampling.LANCZOS)
    return picture


def _page(environment: Environment, version: Version, names: Mapping[str, str], sizes: Mapping[str, str]) -> str:
    wording = wording_of(version.language)
    words = page_words_of(version.language)
    languages = {language: page_words_of(language) for language in LANGUAGES}
    first, *more = wording.pitch.split("\n\n")
    width, height = version.variant.size
    spoken = {language: {"name": each.name, "tag": each.tag} for language, each in languages.items()}
    return environment.get_template("index.html.j2").render(
        words=words,
        languages=languages,
        pages=names,
        version=version,
        film=FILM,
        files={
            ".mp4": words.video,
            **{f".{each}.vtt": words.captions_in.format(language=languages[each].name) for each in LANGUAGES},
            ".chapters.vtt": words.chapter_file,
        },
        about=version.about() | {"sizes": sizes, "captions": spoken},
        sizes=sizes,
        title=wording.title,
        pitch=first,
        more=more,
        credit=wording.credit if version.pieces[0].is_spoken and version.variant.is_synthetic else None,
        width=width,
        height=height,
        clock=clock,
        colours=_colours(),
        background=version.variant.theme,
    )


def _environment() -> Environment:
    environment = templates_in(_SOURCES)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.filters["coloured"] = _coloured
    return environment


def _coloured(text: str) -> Markup:
    """``text`` with the names of the penalties in their colours."""
    return Markup(_PENALTIES.sub(r'<b class="l\1">L\1</b>', str(escape(text))))


def _colours() -> dict[str, dict[str, Any]]:
    """The film's colours by their meaning, for each background; what is ``raised`` stands out from it a little."""
    meanings = ("background", "ink", "muted", "faint", "l1", "l2", "zero")
    return {
        name: {meaning: getattr(theme, meaning).to_hex() for meaning in meanings}
        | {"raised": theme.background.interpolate(theme.ink, 0.05).to_hex()}
        for name, theme in THEMES.items()
    }
