"""The command ``renders page``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from common.words import LANGUAGES
from renders.build.clips import build_clips
from renders.build.site import Site
from renders.cli.console import finish
from renders.cli.options import Custom, FilmArgument, Heard, Place, Quality, SceneNames, Theme, Workers
from renders.cli.speaking import tell_silent
from renders.errors import choose
from renders.files.atomic import open_folder
from renders.request.custom import Customised
from renders.request.scenes import check_words, find_scenes
from renders.request.variant import Variant
from renders.work.crew import Crew

__all__ = ["check_page_words", "page", "write_versions"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class PagePictures:
    """The variants of a page's videos."""

    language: Annotated[
        str,
        Parameter(
            help="The languages that it is read and watched in, parted by commas; the first becomes index.html."
        ),
    ] = ",".join(LANGUAGES)
    quality: Quality = "1080p30"
    theme: Theme = "dark"

    @property
    def variants(self) -> list[Variant]:
        """A variant a language; raises ``BadInputError`` naming what is unknown."""
        languages = dict.fromkeys(choose("language", each, LANGUAGES) for each in self.language.split(","))
        return [Variant.parse(each, "16:9", self.quality, self.theme) for each in languages]


def page(
    *names: SceneNames,
    scenes: FilmArgument,
    pictures: PagePictures = PagePictures(),
    heard: Heard = Heard(),
    custom: Custom = Custom(),
    workers: Workers = Workers(),
    place: Place = Place(),
) -> int:
    """Write a page to watch the film and each scene on: page/index.html, and all that it needs beside it.

    It needs no network and no server: open it from the disk, or copy the folder to a site. A page a language, with
    its own videos; captions in every language; in light or dark as the reader likes, whatever the --theme of the
    videos.

    Example: renders page

    Example: renders page Kink Steps --language en --quality 720p30

    Example: renders page --numbers course.toml --name course
    """
    customised, crew = custom.of(find_scenes(names, scenes), scenes, *LANGUAGES), workers.crew(place)
    target = place.output / "-".join(filter(None, ("page", customised.folder)))
    customised.require_room(target)
    variants = heard.of_all(pictures.variants, customised.scenes, place.output)
    check_words(customised.scenes)
    check_page_words()
    written = write_versions(customised, variants, crew, place.output, target)
    return finish(customised.beside(written, target), complete=bool(written), told=customised.told)


def check_page_words() -> None:
    """Raise ``BadInputError`` where words are missing that a page shows beside the scenes."""
    # No other command should wait for what these import.
    from renders.products.page.wording import page_words_of  # noqa: PLC0415
    from renders.products.surround.wording import wording_of  # noqa: PLC0415

    for language in LANGUAGES:
        page_words_of(language)
        wording_of(language)


def write_versions(
    customised: Customised, variants: Sequence[Variant], crew: Crew, output: Path, target: Path
) -> list[Path]:
    """Render the ``customised`` scenes as each of ``variants``, and write their page as the folder ``target``.

    Return its path, or nothing if a scene fails.
    """
    scenes = customised.scenes
    built = [build_clips(scenes, Site(output, variant, customised.folder), crew) for variant in variants]
    for clips, variant in zip(built, variants, strict=True):
        tell_silent(clips, scenes, variant)
    if not all(clip for clips in built for clip in clips):
        return []
    # No other command should wait for what these import.
    from renders.products.page.contents import Version  # noqa: PLC0415
    from renders.products.page.folder import write_page  # noqa: PLC0415

    open_folder(target.parent)
    versions = [
        Version(scenes, [clip for clip in clips if clip], variant)
        for variant, clips in zip(variants, built, strict=True)
    ]
    return [write_page(versions, target)]
