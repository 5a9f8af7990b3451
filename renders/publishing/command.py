"""The command ``renders publish``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from common.words import LANGUAGES
from renders.arguments import OUT, Debug, Jobs, Look, On, Output, Pem, path
from renders.build import Site, build_clips
from renders.catalogue import Film, check_words, find_scenes, scene_name
from renders.clips import Clip
from renders.hiring import hire
from renders.options import QUALITIES, Variant, choose, job_count
from renders.page.command import check_page_words, write_versions
from renders.progress import Display, display_for
from renders.publishing.platforms import LIMITS, Platform, Platforms, read_platforms
from renders.publishing.with_captions import captioned
from renders.reporting import complain, report_files

if TYPE_CHECKING:
    from renders.publishing.checklist import Row
    from renders.publishing.folder import Piece

__all__ = ["publish"]


def publish(
    ctx: typer.Context,
    platform: Annotated[
        str, typer.Argument(metavar="PLATFORM", help="youtube, shorts, bilibili, douyin, linkedin or web.")
    ],
    scenes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENE...]",
            help="Publish these, each by itself; left out, the film, or for shorts and douyin every scene.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="The language of the words; the platform's own if left out.",
            metavar="|".join(LANGUAGES),
            show_default=False,
        ),
    ] = None,
    quality: Annotated[
        str | None,
        typer.Option(
            help="Pixels of the shorter side, and frames a second; what the platform asks for if left out.",
            metavar="|".join(QUALITIES),
            show_default=False,
        ),
    ] = None,
    theme: Look = "dark",
    limits: Annotated[
        Path,
        typer.Option(
            parser=path,
            help="What the platforms ask for: a mended copy of platforms.toml.",
            metavar="FILE.toml",
            show_default=False,
        ),
    ] = LIMITS,
    jobs: Jobs = None,
    on: On = None,
    tls_ca: Pem = None,
    tls_cert: Pem = None,
    tls_key: Pem = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Write a folder that is ready to upload: video, thumbnail, captions in all languages, texts, a checklist.

    Where a platform takes no captions, or hides them, they are drawn into the video, below the film. The checklist
    tells what was measured on the written files, the limit, and how that is known. If a requirement is not met,
    the exit code is 1. For web, there is a page, too, with the film in both languages unless --language names one:
    see renders page.

    Example: renders publish youtube

    Example: renders publish shorts Kink --language zh
    """
    # No other command should wait for what this imports.
    from renders.presenting.wording import wording_of  # noqa: PLC0415

    known = read_platforms(limits)
    asked = known.platforms[choose("platform", platform, known.platforms)]
    words = asked.language if language is None else language
    variant = Variant.parse(words, asked.aspect, asked.quality if quality is None else quality, theme)
    chosen = find_scenes(scenes, ctx.obj)
    processes = job_count(jobs)
    workers = hire(processes, on, tls_ca, tls_cert, tls_key)
    wording_of(variant.language)
    check_words(chosen)
    if asked.page:
        check_page_words()
    site = Site(output, variant)
    clips = build_clips(chosen, site, workers, debug=debug)
    folder = output / "publish" / platform / variant.name
    apart = bool(scenes) or asked.pieces == "scenes"
    pieces = _pieces(chosen, clips, variant, folder, apart=apart)
    with captioned(pieces, asked.captions_in_picture, site, processes, debug=debug) as ready:
        good = _write(ready, asked, known)
    if not (good and all(clips) and len(ready) == len(pieces)):
        raise typer.Exit(1)
    if asked.page:
        others = [] if language else [each for each in LANGUAGES if each != variant.language]
        variants = [variant, *(replace(variant, language=each) for each in others)]
        report_files([write_versions(chosen, variants, workers, output, folder / "page", debug=debug)])


def _pieces(
    scenes: Film, clips: Sequence[Clip | None], variant: Variant, folder: Path, *, apart: bool
) -> Mapping[Path, Piece]:
    """What can be published, by its folder: scenes ``apart``, or the film if there is a clip of each."""
    from renders.publishing.folder import Piece  # noqa: PLC0415

    if apart:
        return {
            folder / scene_name(scene): Piece([scene], [clip], variant, whole=False)
            for scene, clip in zip(scenes, clips, strict=True)
            if clip
        }
    rendered = [clip for clip in clips if clip]
    return {folder: Piece(scenes, rendered, variant, whole=True)} if len(rendered) == len(scenes) else {}


def _write(pieces: Mapping[Path, Piece], platform: Platform, limits: Platforms) -> bool:
    """Write each piece to its folder, say what was written and which requirements failed; whether none did."""
    from renders.publishing.checklist import FAILED  # noqa: PLC0415
    from renders.publishing.folder import publish as publish_piece  # noqa: PLC0415

    totals = {
        f"checking {'the film' if piece.whole else folder.name}": sum(clip.timeline.frames for clip in piece.clips)
        for folder, piece in pieces.items()
    }
    written: list[Path] = []
    lines: list[str] = []
    with display_for(totals, Console(stderr=True)) as display:
        for name, (folder, piece) in zip(totals, pieces.items(), strict=True):
            files, rows = publish_piece(
                piece, platform, limits, folder, partial(_advance, display, name, totals[name])
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
