"""The command ``renders page``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from common.words import LANGUAGES
from renders.arguments import OUT, Debug, Jobs, Look, On, Output, Pem, Scenes, Size
from renders.build import Hire, Site, build_clips
from renders.catalogue import Film, check_words, find_scenes
from renders.hiring import hire
from renders.options import Variant, choose, job_count
from renders.reporting import report_files
from renders.store import open_folder

__all__ = ["check_page_words", "page", "write_versions"]

_ASPECT = "16:9"


def page(
    ctx: typer.Context,
    scenes: Scenes = None,
    language: Annotated[
        str,
        typer.Option(
            help="The languages that it is read and watched in; the first becomes index.html.",
            metavar=",".join(LANGUAGES),
        ),
    ] = ",".join(LANGUAGES),
    quality: Size = "1080p30",
    theme: Look = "dark",
    jobs: Jobs = None,
    on: On = None,
    tls_ca: Pem = None,
    tls_cert: Pem = None,
    tls_key: Pem = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Write a page to watch the film and each scene on: page/index.html, and all that it needs beside it.

    It needs no network and no server: open it from the disk, or copy the folder to a site. A page a language, with
    its own videos; captions in every language; in light or dark as the reader likes, whatever the --theme of the
    videos.

    Example: renders page

    Example: renders page Kink Steps --language en --quality 720p30
    """
    languages = list(dict.fromkeys(choose("language", each, LANGUAGES) for each in language.split(",")))
    variants = [Variant.parse(each, _ASPECT, quality, theme) for each in languages]
    chosen = find_scenes(scenes, ctx.obj)
    workers = hire(job_count(jobs), on, tls_ca, tls_cert, tls_key)
    check_words(chosen)
    check_page_words()
    report_files([write_versions(chosen, variants, workers, output, output / "page", debug=debug)])


def check_page_words() -> None:
    """Raise ``BadInputError`` where words are missing that a page shows beside the scenes."""
    # No other command should wait for what these import.
    from renders.page.wording import page_words_of  # noqa: PLC0415
    from renders.presenting.wording import wording_of  # noqa: PLC0415

    for language in LANGUAGES:
        page_words_of(language)
        wording_of(language)


def write_versions(
    scenes: Film, variants: Sequence[Variant], workers: Hire, output: Path, target: Path, *, debug: bool
) -> Path:
    """Render ``scenes`` as each of ``variants``, and write their page as the folder ``target``; return its path.

    Ends the command with exit code 1 if a scene fails.
    """
    built = [build_clips(scenes, Site(output, variant), workers, debug=debug) for variant in variants]
    if not all(clip for clips in built for clip in clips):
        raise typer.Exit(1)
    # No other command should wait for what these import.
    from renders.page.contents import Version  # noqa: PLC0415
    from renders.page.folder import write_page  # noqa: PLC0415

    open_folder(target.parent)
    versions = [
        Version(scenes, [clip for clip in clips if clip], variant)
        for variant, clips in zip(variants, built, strict=True)
    ]
    return write_page(versions, target)
