"""The command ``renders publish``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from common.words import LANGUAGES
from renders.build.clip import Clip
from renders.build.clips import build_clips
from renders.cli.console import complain, report_files
from renders.cli.options import Custom, FilmArgument, Heard, OnePath, Place, Theme, Workers, flag, one_of
from renders.cli.page import check_page_words, write_versions
from renders.cli.progress import display_for
from renders.cli.speaking import tell_silent
from renders.errors import BadInputError, choose
from renders.products.publishing.links import Links
from renders.products.publishing.platforms import LIMITS, Platform, Platforms, read_platforms
from renders.products.publishing.with_captions import captioned
from renders.request.scenes import Film, SceneRef, check_words, find_scenes
from renders.request.variant import QUALITIES, Variant
from renders.work.progress import Display
from scenes.film import END_SCREEN

if TYPE_CHECKING:
    from renders.products.publishing.checklist import Row
    from renders.products.publishing.piece import Piece

__all__ = ["publish"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class PlatformPicture:
    """The variant, where the platform does not prescribe it."""

    language: Annotated[
        str | None,
        Parameter(help=f"The language of the words, {one_of(*LANGUAGES)}; the platform's own if left out."),
    ] = None
    quality: Annotated[
        str | None,
        Parameter(
            help=f"Pixels of the shorter side, and frames a second: {one_of(*QUALITIES)}; "
            "what the platform asks for if left out."
        ),
    ] = None
    theme: Theme = "dark"

    def variant(self, platform: Platform) -> Variant:
        """The variant for ``platform``; raises ``BadInputError`` naming what is unknown."""
        language = platform.language if self.language is None else self.language
        quality = platform.quality if self.quality is None else self.quality
        return Variant.parse(language, platform.aspect, quality, self.theme)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Addresses that the texts lead to."""

    full_film: Annotated[
        str | None, Parameter(help="Where the full film is watched: its scenes' texts lead there.")
    ] = None
    source: Annotated[str | None, Parameter(help="Where the source code is.")] = None

    @property
    def links(self) -> Links:
        """Both; raises ``BadInputError`` for what is no address."""
        return Links(self.full_film, self.source)


def publish(
    platform: Annotated[str, Parameter(help="youtube, shorts, bilibili, douyin, linkedin or web.")],
    /,
    *names: Annotated[
        str,
        Parameter(
            name="SCENE",
            help="Publish these, each by itself; left out, the film, or for shorts and douyin every scene.",
        ),
    ],
    scenes: FilmArgument,
    picture: PlatformPicture = PlatformPicture(),
    heard: Heard = Heard(),
    custom: Custom = Custom(),
    addresses: Addresses = Addresses(),
    series: Annotated[
        bool, flag("Publish every scene by itself, numbered in the film's order, with texts for their playlist.")
    ] = False,
    end_screen: Annotated[
        bool, flag("After the film, keep its pictures alive for 15 seconds beside room for what to watch next.")
    ] = False,
    limits: Annotated[
        OnePath,
        Parameter(help="What the platforms ask for: an edited copy of platforms.toml.", show_default=False),
    ] = LIMITS,
    workers: Workers = Workers(),
    place: Place = Place(),
) -> int:
    """Write a folder that is ready to upload: video, thumbnails, captions and texts in all languages, a checklist.

    Texts in the other language are named after it, such as title.zh.txt, for platforms that take translations.
    Where a platform takes no captions, or hides them, they are drawn into the video, below the film. The checklist
    tells what was measured on the written files, the limit, and how that is known. If a requirement is not met,
    the exit code is 1. For web, there is a page, too, with the film in both languages unless --language names one:
    see renders page.

    Example: renders publish youtube

    Example: renders publish shorts Kink --set centre=0.7 --name lecture

    Example: renders publish shorts Kink --language zh --full-film https://example.org/film

    Example: renders publish youtube --series
    """
    # No other command should wait for what this imports.
    from renders.products.surround.wording import wording_of  # noqa: PLC0415

    known = read_platforms(limits)
    asked = known.platforms[choose("platform", platform, known.platforms)]
    if asked.page and series:
        raise BadInputError(f"--series: {platform} gets a page with every scene; leave the option out")
    apart = bool(names) or series or asked.pieces == "scenes"
    if end_screen and (apart or asked.page):
        raise BadInputError("--end-screen follows a film that is uploaded as a whole; leave the option out")
    links = addresses.links
    customised, crew = custom.of(find_scenes(names, scenes), scenes, *LANGUAGES), workers.crew(place)
    chosen, variant = customised.scenes, picture.variant(asked)
    others = (
        [each for each in LANGUAGES if each != variant.language] if asked.page and not picture.language else []
    )
    languages = [variant, *(replace(variant, language=each) for each in others)]
    variant, *_ = variants = heard.of_all(languages, chosen, place.output)
    wording_of(variant.language)
    shown = [*chosen, SceneRef.parse(END_SCREEN)] if end_screen else chosen
    check_words(shown)
    if asked.page:
        check_page_words()
    folder = place.output / "publish" / platform / variant.name / customised.folder
    customised.require_room(folder)
    site = place.site(variant, customised)
    clips = build_clips(shown, site, crew)
    if not asked.page:
        tell_silent(clips[: len(chosen)], chosen, variant)
    if series:
        pieces = _series(chosen, clips, variant, folder / "series")
    else:
        pieces = _pieces(shown, clips, variant, folder, apart=apart)
    with captioned(pieces, asked.captions_in_picture, site, crew) as ready:
        good = _write(ready, asked, known, links)
        if series and len(ready) == len(chosen):
            from renders.products.publishing.folder import write_playlist  # noqa: PLC0415

            report_files(write_playlist(list(ready.values()), links, folder / "series"))
    report_files(customised.beside(list(ready), folder)[len(ready) :])
    if not all(clips) and customised.told:
        complain(customised.told)
    if not (good and all(clips) and len(ready) == len(pieces)):
        return 1
    if asked.page:
        written = write_versions(customised, variants, crew, place.output, folder / "page")
        report_files(written)
        return 0 if written else 1
    return 0


def _pieces(
    scenes: Film, clips: Sequence[Clip | None], variant: Variant, folder: Path, *, apart: bool
) -> Mapping[Path, Piece]:
    """Return what can be published, by its folder: scenes ``apart``, or the film if there is a clip of each."""
    from renders.products.publishing.piece import Piece  # noqa: PLC0415

    if apart:
        return {
            folder / scene.name: Piece([scene], [clip], variant, whole=False)
            for scene, clip in zip(scenes, clips, strict=True)
            if clip
        }
    rendered = [clip for clip in clips if clip]
    return {folder: Piece(scenes, rendered, variant, whole=True)} if len(rendered) == len(scenes) else {}


def _series(scenes: Film, clips: Sequence[Clip | None], variant: Variant, folder: Path) -> Mapping[Path, Piece]:
    """Return each scene by its folder, which begins with its number."""
    from renders.products.publishing.piece import Piece  # noqa: PLC0415

    count = len(scenes)
    return {
        folder / f"{number:02}-{scene.name}": Piece([scene], [clip], variant, whole=False, number=(number, count))
        for number, (scene, clip) in enumerate(zip(scenes, clips, strict=True), 1)
        if clip
    }


def _write(pieces: Mapping[Path, Piece], platform: Platform, limits: Platforms, links: Links) -> bool:
    """Write each piece to its folder, say what was written and which requirements failed; whether none did."""
    from renders.products.publishing.checklist import FAILED  # noqa: PLC0415
    from renders.products.publishing.folder import publish as publish_piece  # noqa: PLC0415

    totals = {
        f"checking {'the film' if piece.whole else folder.name}": sum(clip.timeline.frames for clip in piece.clips)
        for folder, piece in pieces.items()
    }
    written: list[Path] = []
    lines: list[str] = []
    with display_for(totals) as display:
        for name, (folder, piece) in zip(totals, pieces.items(), strict=True):
            files, rows = publish_piece(
                piece, platform, limits, links, folder, partial(_advance, display, name, totals[name])
            )
            written += files
            failed = [row for row in rows if row.verdict == FAILED]
            display.end(name, failed=bool(failed))
            lines += [f"{folder / row.file}: {row.requirement}: {_shown(row)}" for row in failed]
    report_files(written)
    for line in lines:
        complain(line)
    return not lines


def _advance(display: Display, name: str, total: int, done: int) -> None:
    # Before a quarter is done, a display of lines would speak of frames to draw.
    if 4 * done >= total:
        display.show(name, done)


def _shown(row: Row) -> str:
    found = "nothing" if row.measured is None else row.measured
    return f"{found}, and the limit is {row.limit} ({row.source}, {row.as_of})"
