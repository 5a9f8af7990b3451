"""The texts to paste: title, description, tags, a comment to pin and lists of chapters, in a platform's form.

The platform's own language has ``title.txt``; a translation is named after its language, ``title.zh.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renders.picture.timeline import Timeline
from renders.products.publishing.chapters import platform_chapters
from renders.products.publishing.links import Links
from renders.products.publishing.piece import Piece
from renders.products.publishing.platforms import Platform
from renders.products.surround.chapters import clock
from renders.products.surround.subtitles import subtitles
from renders.products.surround.wording import Wording, wording_of
from renders.video.joining import Chapter

__all__ = ["description", "marks_of", "playlist", "texts_of"]

_OF_PATIENTS = {None, "Selection", "Recap"}  # the scenes that show their data; None is the whole film


def texts_of(piece: Piece, platform: Platform, links: Links) -> dict[str, str]:
    """Compose every text of ``piece`` in every language, by the name of its file; captions are among them."""
    fps, own = piece.variant.fps, piece.variant.language
    texts = {}
    for language in dict.fromkeys((own, *piece.told)):
        ending = "txt" if language == own else f"{language}.txt"
        wording, marks = wording_of(language), marks_of(piece, platform, language)
        texts[f"title.{ending}"] = piece.title_in(language) + "\n"
        texts[f"description.{ending}"] = description(
            wording, _pitch(piece, language), marks, fps, platform, _notes(piece, language, platform, links)
        )
        texts[f"tags.{ending}"] = ", ".join(wording.tags_of(piece.name)) + "\n"
        lines = _chapter_lines(marks, fps) if "text" in platform.chapters else []
        said = wording.comment if piece.whole else wording.scene_comment
        texts[f"comment.{ending}"] = _paragraphs(said, "\n".join(lines), *_addresses(piece, wording, links))
        if lines:
            texts[f"chapters.{ending}"] = "\n".join(lines) + "\n"
    told = subtitles(piece.told, fps, platform.captions)
    return texts | {f"captions.{each}.{platform.captions}": text for each, text in told.items()}


def description(
    wording: Wording, summary: str, marks: Sequence[Chapter], fps: int, platform: Platform, notes: str
) -> str:
    """Compose the description: ``summary``, chapters where the platform reads them there, ``notes``, hashtags."""
    chapters = [wording.chapters, *_chapter_lines(marks, fps)]
    listed = "\n".join(chapters) if marks and "description" in platform.chapters else ""
    return _paragraphs(
        summary, listed, notes, " ".join(f"#{tag}" for tag in wording.hashtags[: platform.hashtags])
    )


def marks_of(piece: Piece, platform: Platform, language: str) -> list[Chapter]:
    """The chapters of ``piece`` in a language, if the platform shows any."""
    if not platform.chapters:
        return []
    return platform_chapters(piece.told[language], piece.variant.fps, platform.chapter)


def playlist(pieces: Sequence[Piece], language: str, links: Links) -> str:
    """Compose the texts of the list in which the ``pieces`` of a series stand: title, description, their order."""
    wording = wording_of(language)
    order = [f"{number}. {piece.title_in(language)}" for number, piece in enumerate(pieces, 1)]
    about = _addresses(pieces[0], wording, links)
    return _paragraphs(wording.playlist, wording.pitch, "\n".join([wording.playlist_order, *order]), *about)


def _chapter_lines(marks: Sequence[Chapter], fps: int) -> list[str]:
    """A line a chapter: its time, a space, its title."""
    return [f"{clock(mark.start, fps)} {' '.join(mark.title.split())}" for mark in marks]


def _pitch(piece: Piece, language: str) -> str:
    """What the film is about; of one scene, what it says last, and what it is part of."""
    wording, (first, *_) = wording_of(language), piece.told[language]
    return wording.pitch if piece.whole else _paragraphs(*_closing(first), wording.scene_pitch).strip()


def _closing(scene: Timeline) -> list[str]:
    said = [beat.said for beat in scene.beats if beat.said]
    # Platforms refuse angle brackets.
    return [each.translate({ord("<"): "‹", ord(">"): "›"}) for each in said[-1:]]


def _notes(piece: Piece, language: str, platform: Platform, links: Links) -> str:
    """Where the whole is, what λ is in other programs, whose voice it is, where captions are, who made what."""
    wording = wording_of(language)
    is_spoken = any(timeline.is_spoken for timeline in piece.timelines)
    voice = (wording.credit if piece.variant.is_synthetic else "") if is_spoken else wording.silence
    captions = wording.captions_in_picture if platform.captions_in_picture else wording.captions
    data = wording.data if piece.name in _OF_PATIENTS else ""
    addresses, elsewhere = _addresses(piece, wording, links), _elsewhere(piece, language)
    lines = *addresses, *elsewhere, voice, captions, data, wording.credits
    return "\n".join(filter(None, lines))


def _elsewhere(piece: Piece, language: str) -> Iterator[str]:
    """What λ is in other programs, of scenes that show data."""
    for scene, timeline in zip(piece.scenes, piece.told[language], strict=True):
        if factors := scene.load().numbers.elsewhere:
            yield wording_of(language).elsewhere.format(scene=timeline.title, **factors)


def _addresses(piece: Piece, wording: Wording, links: Links) -> list[str]:
    """The lines that lead to the full film, by its title if not by its address, and to the source."""
    film = (
        ""
        if piece.whole
        else wording.part_of.format(film=" ".join(filter(None, [wording.title, links.full_film])))
    )
    return [film, wording.source.format(link=links.source) if links.source else ""]


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
