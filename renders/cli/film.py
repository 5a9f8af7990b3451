"""The commands ``renders film`` and ``renders clip``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from renders.build.clips import build_clips
from renders.build.delivery import delivering
from renders.build.film import write_film
from renders.build.forecast import clock, forecast
from renders.cli.console import complain, finish, tell
from renders.cli.options import Custom, FilmArgument, Heard, Picture, Place, RequiredClips, Workers, flag, one_of
from renders.cli.saying import say
from renders.cli.speaking import tell_silent, tell_unspoken
from renders.errors import BadInputError
from renders.products.formats.delivery import deliver
from renders.products.formats.table import FORMATS, MP4, Wanted
from renders.request.scenes import find_clips

__all__ = ["clip", "film"]

DryRun = Annotated[bool, flag("Only say what would be rendered, and how long more workers would take.")]


def film(
    *,
    scenes: FilmArgument,
    picture: Picture = Picture(),
    heard: Heard = Heard(),
    custom: Custom = Custom(),
    workers: Workers = Workers(),
    dry_run: DryRun = False,
    place: Place = Place(),
) -> int:
    """Render every scene and join them: film.mp4 with chapters, captions (.srt, .vtt), and film.json.

    At the end it says what was made, how long that took, and what to do next.

    A scene of which nothing has changed is not rendered again.

    Example: renders film --language zh --aspect 9:16

    Example: renders film --set Kink.centre=0.7 --set Steps.step=0.25 --name lecture
    """
    began = time.monotonic()
    customised = custom.of(scenes, scenes, picture.variant.language)
    scenes = customised.scenes
    variant = heard.of(picture.variant, scenes, place.output, writes=not dry_run)
    site = place.site(variant, customised)
    crew = workers.crew(place)
    if dry_run:
        say(forecast(scenes, site, crew.processes) + "\n")
        return 0
    clips = build_clips(scenes, site, crew)
    whole = [clip for clip in clips if clip]
    with delivering(whole, site, crew) as delivered:
        written = write_film(whole, site) if len(whole) == len(clips) else []
    written = customised.beside([*written, *delivered], site.folder)
    code = finish(written, complete=len(whole) == len(clips), told=customised.told)
    tell_silent(clips, scenes, variant)
    if len(whole) == len(clips):
        seconds = sum(each.timeline.frames for each in whole) / variant.fps
        tell(f"made {site.folder / 'film.mp4'}: {clock(seconds)} long, with chapters and captions")
        tell(f"it took {clock(time.monotonic() - began)}")
        tell("next: watch it; make page, make slides and make publish make more of it")
    return code


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Formats:
    """The formats of the files that a clip becomes."""

    formats: Annotated[
        str,
        Parameter(
            name="--as",
            help=f"Kinds of files, parted by commas: {one_of(*FORMATS)}; those but mp4 are drawn on this machine.",
        ),
    ] = MP4.name
    clear: Annotated[
        bool | None,
        Parameter(
            name="--transparent",
            negative="--opaque",
            help="Leave out the background, or keep it; by default webm, webp, png-sequence and mov have none.",
        ),
    ] = None
    max_mb: Annotated[
        float | None,
        Parameter(help="Megabytes a file may have: frames a second, then pixels are given up for that."),
    ] = None

    @property
    def wanted(self) -> Wanted:
        """The requested formats; raises ``BadInputError`` for a request that cannot be met."""
        return Wanted.parse(self.formats, self.max_mb, self.clear)


def clip(
    *names: RequiredClips,
    scenes: FilmArgument,
    picture: Picture = Picture(),
    heard: Heard = Heard(),
    custom: Custom = Custom(),
    formats: Formats = Formats(),
    workers: Workers = Workers(),
    dry_run: DryRun = False,
    place: Place = Place(),
) -> int:
    """Render some scenes or beats, each to an MP4 with captions, or to loops.

    With custom numbers, they go to a folder of their own.

    Beside each lies a poster as PNG: its last picture, or one that says more. The other formats show their last
    picture for a second at least, then begin again. Without a background, labels keep a thin edge in the colour
    of the background that --theme names, so choose the theme that suits the slide: light for a light one.

    Example: renders clip Kink Steps --quality 480p15

    Example: renders clip Kink:held --set centre=0.7

    Example: renders clip Kink --as gif,webm --max-mb 8 --theme light

    Example: renders clip Kink --numbers mine.toml --set centre=0.7

    Example: renders clip Selection --data houses.csv --target price
    """
    variant, wanted = picture.variant, formats.wanted
    customised = custom.of(find_clips(names, scenes, variant.language), scenes, variant.language)
    variant = heard.of(variant, customised.scenes, place.output, writes=not dry_run)
    site = place.site(variant, customised)
    crew = workers.crew(place)
    if dry_run and wanted.others:
        raise BadInputError("--dry-run tells what an mp4 would take: leave out one of --dry-run and --as")
    if dry_run:
        say(forecast(customised.scenes, site, crew.processes) + "\n")
        return 0
    clips = build_clips(customised.scenes, site, crew) if wanted.mp4 else []
    delivered = deliver(customised.scenes, clips, wanted, site, crew)
    for line in delivered.notes:
        complain(line)
    code = finish(
        customised.beside(delivered.files, site.folder), complete=delivered.complete, told=customised.told
    )
    if wanted.mp4:
        tell_silent(clips, customised.scenes, variant)
    elif any(each.heard for each in wanted.formats):
        tell_unspoken(customised.scenes, variant)
    return code or (2 if delivered.refused else 0)
