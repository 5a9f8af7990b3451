"""The command ``renders slides``."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from renders.build.clips import build_clips
from renders.cli.console import finish
from renders.cli.options import (
    Custom,
    FilmArgument,
    Place,
    SceneNames,
    SlidePicture,
    Workers,
    flag,
    one_of,
)
from renders.errors import choose
from renders.picture.timeline import MOMENTS
from renders.products.slides.revealjs import need_libraries
from renders.request.scenes import find_scenes

__all__ = ["slides"]


def slides(
    *names: SceneNames,
    scenes: FilmArgument,
    picture: SlidePicture = SlidePicture(),
    loop: Annotated[bool, flag("Each clip starts again at its end, until the next slide: deck-loop.")] = False,
    poster: Annotated[
        str,
        Parameter(
            help="The frame shown before a clip plays: the start goes on without a jump, the end suits handouts; "
            f"{one_of(*MOMENTS)}."
        ),
    ] = "start",
    custom: Custom = Custom(),
    workers: Workers = Workers(),
    place: Place = Place(),
) -> int:
    """Write slides, a beat each: deck.pptx, and deck/index.html for a browser, with the words as notes.

    A click plays the clip of a slide, which then holds its last frame. Programs that show slides struggle with
    large clips: 720p30 is played everywhere.

    Example: renders slides ShrinkingRegion Kink --language zh --loop

    Example: renders slides Kink --set centre=0.7
    """
    need_libraries()
    variant, when = picture.variant, choose("poster", poster, MOMENTS)
    crew = workers.crew(place)
    customised = custom.of(find_scenes(names, scenes), scenes, variant.language)
    site = place.site(variant, customised)
    clips = build_clips(customised.scenes, site, crew)
    whole = [clip for clip in clips if clip]
    if len(whole) < len(clips):
        return finish([], complete=False, told=customised.told)
    # No other command should wait for what these import, or need it.
    from renders.products.slides.deck import compose  # noqa: PLC0415
    from renders.products.slides.html_deck import write_html  # noqa: PLC0415
    from renders.products.slides.pptx_deck import write_pptx  # noqa: PLC0415

    deck = compose(whole, variant, when, loop=loop)
    written = [write_pptx(deck, site.folder), write_html(deck, site.folder)]
    return finish(customised.beside(written, site.folder), complete=True)
