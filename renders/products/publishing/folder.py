"""One folder that is ready to upload: its files, and what was found when they were read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from renders.build.clip import Clip
from renders.build.hearing import join_clips
from renders.files.atomic import open_folder, write_together, writing_to
from renders.products.publishing.caption_task import Captioned
from renders.products.publishing.chapters import platform_chapters
from renders.products.publishing.checklist import Row, as_json, as_markdown, check
from renders.products.publishing.description import chapter_lines, description, pitch
from renders.products.publishing.measures import Measured
from renders.products.publishing.platforms import Platform, Platforms
from renders.products.publishing.reading.in_picture import read_in_picture
from renders.products.publishing.reading.texts import read_captions, read_tags, read_text, read_timestamps
from renders.products.publishing.reading.thumbnail import read_thumbnail
from renders.products.publishing.reading.video import read_video
from renders.products.surround.chapters import web_chapters
from renders.products.surround.subtitles import subtitles
from renders.products.surround.thumbnail import film_thumbnail, scene_thumbnail
from renders.products.surround.wording import wording_of
from renders.request.scenes import Film
from renders.request.variant import Variant

if TYPE_CHECKING:
    from common.stage import Box

__all__ = ["Piece", "publish"]

_CHECKLISTS = ("checklist.md", "checklist.json")


@dataclass(frozen=True)
class Piece:
    """An upload, one video: the ``clips`` of ``scenes``; the ``whole`` film or one scene of it.

    ``captioned`` are the same clips with captions in their pictures, where the platform needs them there.
    """

    scenes: Film
    clips: Sequence[Clip]
    variant: Variant
    whole: bool
    captioned: Sequence[Captioned] = ()

    @property
    def title(self) -> str:
        """As the platform shows it."""
        wording = wording_of(self.variant.language)
        return wording.title_of(None if self.whole else self.clips[0].timeline.title)

    @property
    def shown(self) -> Sequence[Clip]:
        """The clips that the video is made of."""
        return [each.clip for each in self.captioned] or self.clips


def publish(
    piece: Piece, platform: Platform, limits: Platforms, folder: Path, advanced: Callable[[int], None]
) -> tuple[list[Path], list[Row]]:
    """Write all files of ``piece`` to ``folder``, read them again, and write the checklist; give both.

    No file is replaced before all are written, and no checklist stands beside files that it is not about.
    ``advanced`` is told how many frames of the written video have been decoded.
    """
    open_folder(folder)
    fps = piece.variant.fps
    timelines = [clip.timeline for clip in piece.clips]
    language = piece.variant.language
    wording = wording_of(language)
    marks = platform_chapters(timelines, fps, platform.chapter) if platform.chapters else []
    told = subtitles(piece.scenes, timelines, language, fps, platform.captions)
    credit = wording.credit if piece.variant.is_synthetic else ""
    voice = credit if any(timeline.is_spoken for timeline in timelines) else wording.silence
    elsewhere = [
        wording.elsewhere.format(scene=timeline.title, **factors)
        for scene, timeline in zip(piece.scenes, timelines, strict=True)
        if (factors := scene.load().numbers.elsewhere)
    ]
    summary = pitch(wording, None if piece.whole else timelines[0])
    texts = {
        "title.txt": piece.title + "\n",
        "description.txt": description(wording, summary, marks, fps, platform, voice, elsewhere),
        "tags.txt": ", ".join(wording.tags) + "\n",
        **{f"captions.{each}.{platform.captions}": text for each, text in told.items()},
    }
    if marks and "text" in platform.chapters:
        texts["chapters.txt"] = "\n".join(chapter_lines(marks, fps)) + "\n"
    if marks and "vtt" in platform.chapters:
        texts["chapters.vtt"] = web_chapters(marks, fps)
    picture, title = _thumbnail(piece, platform)
    with writing_to(folder):
        for name in (*_CHECKLISTS, "chapters.txt", "chapters.vtt"):
            (folder / name).unlink(missing_ok=True)
    files = [folder / name for name in ("film.mp4", "thumbnail.png", *texts)]
    with write_together(*files) as (video, thumbnail, *others):
        inside = marks if "inside" in platform.chapters else ()
        join_clips(piece.shown, piece.variant, video, inside, plain=platform.sound == "track")
        picture.save(thumbnail, format="PNG", optimize=True)
        for file, text in zip(others, texts.values(), strict=True):
            file.write_text(text, encoding="utf-8")
    rows = check(_read(files, piece, title, advanced), platform, limits, whole=piece.whole)
    checklists = [folder / name for name in _CHECKLISTS]
    with write_together(*checklists) as (for_people, for_programs):
        for_people.write_text(as_markdown(rows, platform, piece.title), encoding="utf-8")
        for_programs.write_text(as_json(rows, platform, piece.title), encoding="utf-8")
    return [*files, *checklists], rows


def _thumbnail(piece: Piece, platform: Platform) -> tuple[Image.Image, Box]:
    if piece.whole:
        words = wording_of(piece.variant.language).thumbnail
        return film_thumbnail(words, platform.thumbnail, piece.variant.theme)
    return scene_thumbnail(piece.clips[0], piece.variant, platform.thumbnail)


def _read(files: Sequence[Path], piece: Piece, title: Box, advanced: Callable[[int], None]) -> list[Measured]:
    """Measure every file by what it holds now."""
    film, thumbnail, *others = files
    frames = sum(clip.timeline.frames for clip in piece.clips)
    measured = read_video(film, frames, piece.variant.fps, advanced)
    seconds = next(float(each.value) for each in measured if each.measure == "video.seconds")
    if piece.captioned:
        measured += read_in_picture(film, piece.captioned)
    measured += read_thumbnail(thumbnail, title)
    for file in others:
        what, *rest = file.name.split(".")
        if what == "captions":
            measured += read_captions(file, rest[0], seconds)
        elif what == "tags":
            measured += read_tags(file)
        elif what != "chapters":
            measured += read_text(file)
        if what in {"description", "chapters"}:
            measured += read_timestamps(file, seconds)
    return measured
