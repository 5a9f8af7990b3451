"""The command ``renders slides``."""

from __future__ import annotations

from typing import Annotated

import typer

from renders.arguments import (
    OUT,
    Data,
    Debug,
    Decimal,
    Features,
    Jobs,
    Language,
    Look,
    Numbers,
    On,
    Output,
    Pem,
    Scenes,
    Settings,
    Size,
    Target,
)
from renders.build import Site, build_clips
from renders.catalogue import find_scenes
from renders.hiring import hire
from renders.options import Variant, choose, job_count
from renders.own_data import OwnData
from renders.own_numbers import own_numbers
from renders.reporting import complain, report_files
from renders.slides.revealjs import need_libraries
from renders.timeline import MOMENTS

__all__ = ["slides"]

_ASPECT = "16:9"


def slides(
    ctx: typer.Context,
    scenes: Scenes = None,
    language: Language = "en",
    quality: Size = "720p30",
    theme: Look = "dark",
    loop: Annotated[
        bool, typer.Option("--loop", help="Each clip starts again at its end, until the next slide: deck-loop.")
    ] = False,
    poster: Annotated[
        str,
        typer.Option(
            help="The frame shown before a clip plays: the start goes on without a jump, the end suits handouts.",
            metavar="|".join(MOMENTS),
        ),
    ] = "start",
    numbers: Numbers = None,
    settings: Settings = None,
    data: Data = None,
    target: Target = None,
    features: Features = None,
    decimal: Decimal = None,
    jobs: Jobs = None,
    on: On = None,
    tls_ca: Pem = None,
    tls_cert: Pem = None,
    tls_key: Pem = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Write slides, a beat each: deck.pptx, and deck/index.html for a browser, with the words as notes.

    A click plays the clip of a slide, which then holds its last frame. Programs that show slides struggle with
    large clips: 720p30 is played everywhere.

    Example: renders slides ShrinkingRegion Kink --language zh --loop

    Example: renders slides Kink --set centre=0.7
    """
    need_libraries()
    variant = Variant.parse(language, _ASPECT, quality, theme)
    when = choose("poster", poster, MOMENTS)
    chosen = find_scenes(scenes, ctx.obj)
    workers = hire(job_count(jobs), on, tls_ca, tls_cert, tls_key)
    own = own_numbers(chosen, numbers, settings, language, OwnData.named(data, target, features, decimal))
    site = Site(output, variant, own.folder)
    clips = build_clips(own.scenes, site, workers, debug=debug)
    whole = [clip for clip in clips if clip]
    if len(whole) < len(clips):
        if own.told:
            complain(own.told)
        raise typer.Exit(1)
    # No other command should wait for what these import, or need it.
    from renders.slides.deck import compose  # noqa: PLC0415
    from renders.slides.html_deck import write_html  # noqa: PLC0415
    from renders.slides.pptx_deck import write_pptx  # noqa: PLC0415

    deck = compose(whole, variant, when, loop=loop)
    report_files(own.beside([write_pptx(deck, site.folder), write_html(deck, site.folder)], site.folder))
