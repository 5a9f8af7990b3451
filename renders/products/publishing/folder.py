"""One folder that is ready to upload: its files, and what was found when they were read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from common.words import LANGUAGES
from renders.build.hearing import join_clips
from renders.files.atomic import open_folder, write_together, writing_to
from renders.products.publishing.checklist import Row, as_json, as_markdown, check
from renders.products.publishing.description import marks_of, playlist, texts_of
from renders.products.publishing.links import Links
from renders.products.publishing.measures import Measured
from renders.products.publishing.piece import Piece
from renders.products.publishing.platforms import Platform, Platforms
from renders.products.publishing.reading.in_picture import read_in_picture
from renders.products.publishing.reading.pixels import shape_of
from renders.products.publishing.reading.texts import read_captions, read_tags, read_text, read_timestamps
from renders.products.publishing.reading.thumbnail import read_thumbnail
from renders.products.publishing.reading.video import read_end_screen, read_video
from renders.products.surround.chapters import web_chapters
from renders.products.surround.thumbnail import SUBJECTS, film_thumbnail, scene_thumbnail
from renders.products.surround.wording import wording_of

if TYPE_CHECKING:
    from common.stage import Box

__all__ = ["publish", "write_playlist"]

_CHECKLISTS = ("checklist.md", "checklist.json")
_TRANSLATION = re.compile(rf"\w+\.({'|'.join(LANGUAGES)})\.txt")
_NEXT = "On the end screen, put elements such as the next video where it is free: at the right, or below."
_OFTEN_ABSENT = ("chapters.*", "thumbnail-*.png", "cover-*.png")


def publish(
    piece: Piece,
    platform: Platform,
    limits: Platforms,
    links: Links,
    folder: Path,
    advanced: Callable[[int], None],
) -> tuple[list[Path], list[Row]]:
    """Write all files of ``piece`` to ``folder``, read them again, and write the checklist; give both.

    No file is replaced before all are written, and no checklist stands beside files that it is not about.
    ``advanced`` is told how many frames of the written video have been decoded.
    """
    open_folder(folder)
    fps = piece.variant.fps
    marks = marks_of(piece, platform, piece.variant.language)
    texts = texts_of(piece, platform, links)
    if marks and "vtt" in platform.chapters:
        texts["chapters.vtt"] = web_chapters(marks, fps)
    pictures = _pictures(piece, platform)
    with writing_to(folder):
        for old in (*_CHECKLISTS, *(each.name for name in _OFTEN_ABSENT for each in folder.glob(name))):
            (folder / old).unlink(missing_ok=True)
    files = [folder / name for name in ("film.mp4", *pictures, *texts)]
    with write_together(*files) as (video, *others):
        inside = marks if "inside" in platform.chapters else ()
        join_clips(piece.shown, piece.variant, video, inside, plain=platform.sound == "track")
        for file, (picture, _) in zip(others, pictures.values(), strict=False):
            picture.save(file, format="PNG", optimize=True)
        for file, text in zip(others[len(pictures) :], texts.values(), strict=True):
            file.write_text(text, encoding="utf-8")
    titles = {name: title for name, (_, title) in pictures.items()}
    rows = check(_read(_taken(files, platform), piece, titles, advanced), platform, limits, whole=piece.whole)
    checklists = [folder / name for name in _CHECKLISTS]
    with write_together(*checklists) as (for_people, for_programs):
        by_hand = [*platform.by_hand, *links.missing(whole=piece.whole), *([_NEXT] if piece.end_screen else [])]
        for_people.write_text(as_markdown(rows, platform, piece.title, by_hand), encoding="utf-8")
        for_programs.write_text(as_json(rows, platform, piece.title), encoding="utf-8")
    return [*files, *checklists], rows


def write_playlist(pieces: Sequence[Piece], links: Links, folder: Path) -> list[Path]:
    """Write the texts of the list in which the ``pieces`` of a series stand; return their files."""
    own = pieces[0].variant.language
    files = {each: folder / ("playlist.txt" if each == own else f"playlist.{each}.txt") for each in LANGUAGES}
    with write_together(*files.values()) as parts:
        for language, part in zip(files, parts, strict=True):
            part.write_text(playlist(pieces, language, links), encoding="utf-8")
    return list(files.values())


def _pictures(piece: Piece, platform: Platform) -> dict[str, tuple[Image.Image, Box]]:
    """The thumbnails to choose from, and covers of other shapes, by the names of their files."""
    size, theme = platform.thumbnail, piece.variant.theme
    if piece.whole:
        words = wording_of(piece.variant.language).thumbnail
        drawn = [film_thumbnail(words, size, theme, subject) for subject in SUBJECTS]
        covers = {each: film_thumbnail(words, each, theme) for each in platform.covers}
    else:
        (clip,) = piece.clips
        texts = list(filter(None, (clip.timeline.title, piece.claim)))
        drawn = [scene_thumbnail(clip, piece.variant, size, text) for text in texts]
        covers = {each: scene_thumbnail(clip, piece.variant, each, texts[0]) for each in platform.covers}
    thumbnails = {f"thumbnail-{number}.png": each for number, each in enumerate(drawn[1:], 2)}
    shapes = {f"cover-{shape_of(*each).replace(':', 'x')}.png": drawn for each, drawn in covers.items()}
    return {"thumbnail.png": drawn[0], **thumbnails, **shapes}


def _taken(files: Sequence[Path], platform: Platform) -> list[Path]:
    """Those of ``files`` that go to ``platform``: translations only if it takes some."""
    return [file for file in files if platform.translations or not _TRANSLATION.fullmatch(file.name)]


def _read(
    files: Sequence[Path], piece: Piece, titles: Mapping[str, Box], advanced: Callable[[int], None]
) -> list[Measured]:
    """Measure every file by what it holds now; in pictures, the ``titles`` stand in those boxes."""
    film, *others = files
    frames = sum(clip.timeline.frames for clip in piece.clips)
    measured = read_video(film, frames, piece.variant.fps, advanced)
    seconds = next(float(each.value) for each in measured if each.measure == "video.seconds")
    if piece.end_screen:
        measured += read_end_screen(film, piece.end_screen.frames, piece.variant.fps)
    if piece.captioned:
        measured += read_in_picture(film, piece.captioned)
    for file in others:
        what, *rest = file.name.split(".")
        if file.name in titles:
            measured += read_thumbnail(file, titles[file.name])
        elif what == "captions":
            measured += read_captions(file, rest[0], seconds)
        elif what == "tags":
            measured += read_tags(file)
        elif what != "chapters":
            measured += read_text(file)
        if what in {"description", "chapters"}:
            measured += read_timestamps(file, seconds)
    return measured
