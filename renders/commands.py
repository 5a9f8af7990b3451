"""The commands that a person types."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Annotated

import typer

from common.words import LANGUAGES
from renders.arguments import (
    OUT,
    BeatName,
    Data,
    Debug,
    Decimal,
    DryRun,
    Features,
    Jobs,
    Language,
    Look,
    Name,
    Names,
    Numbers,
    On,
    Output,
    Pem,
    Scenes,
    Settings,
    Shape,
    Size,
    Target,
)
from renders.build import Hire, Site, build_clips
from renders.catalogue import Film, check_glyphs, find_beat, find_scenes, listing
from renders.cleaning import clean
from renders.clips import Clip, deliver_clip
from renders.film import write_film
from renders.forecast import forecast
from renders.formats.delivery import deliver
from renders.formats.table import FORMATS, MP4, Wanted
from renders.hiring import hire
from renders.jobs import InlineExecutor
from renders.local import LocalExecutor
from renders.options import BadInputError, Variant, choose, job_count
from renders.own_data import OwnData
from renders.own_numbers import Own, own_numbers, template
from renders.reporting import complain, report_files, succeeding
from renders.saying import say
from renders.store import open_folder
from renders.tasks import PictureTask, PreviewTask, StillTask, StoryboardTask
from renders.timeline import MOMENTS

__all__ = ["app", "draw"]

app = typer.Typer(
    name="renders",
    help="Render the film, parts of it, or pictures from it.\n\n"
    "Examples:\n\n"
    "  renders film\n\n"
    "  renders film --language zh --aspect 9:16 --quality 1080p60\n\n"
    "  renders clip Kink --quality 480p15\n\n"
    "  renders clip Kink --set centre=0.7\n\n"
    "  renders still Kink held --at middle --theme light\n\n"
    "  renders storyboard\n\n"
    "Every variant has a folder of its own in the output folder, such as en-16x9-dark-1080p30.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command("film")
def _film(
    ctx: typer.Context,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    jobs: Jobs = None,
    on: On = None,
    tls_ca: Pem = None,
    tls_cert: Pem = None,
    tls_key: Pem = None,
    dry_run: DryRun = False,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Render every scene and join them: film.mp4 with chapters, captions (.srt, .vtt), and film.json.

    A scene of which nothing has changed is not rendered again.

    Example: renders film --language zh --aspect 9:16
    """
    variant = Variant.parse(language, aspect, quality, theme)
    site = Site(output, variant)
    processes = job_count(jobs)
    workers = hire(processes, on, tls_ca, tls_cert, tls_key)
    clips = _clips(ctx.obj, site, processes, workers, dry_run=dry_run, debug=debug)
    whole = [clip for clip in clips if clip]
    written = [file for clip in whole for file in deliver_clip(clip, variant, site.folder)]
    if len(whole) == len(clips):
        written = write_film(whole, variant, site.folder) + written
    _finish(written, complete=len(whole) == len(clips))


@app.command("clip")
def _clip(
    ctx: typer.Context,
    scenes: Names,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    numbers: Numbers = None,
    settings: Settings = None,
    data: Data = None,
    target: Target = None,
    features: Features = None,
    decimal: Decimal = None,
    formats: Annotated[
        str,
        typer.Option(
            "--as",
            help="Kinds of files; those but mp4 are drawn on this machine.",
            metavar=f"{'|'.join(FORMATS)},...",
        ),
    ] = MP4.name,
    clear: Annotated[
        bool | None,
        typer.Option(
            "--transparent/--opaque",
            help="Leave out the ground, or keep it; by default webm, webp, png-sequence and mov have none.",
            show_default=False,
        ),
    ] = None,
    max_mb: Annotated[
        float | None,
        typer.Option(
            "--max-mb",
            help="Megabytes a file may have: frames a second, then pixels are given up for that.",
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = None,
    on: On = None,
    tls_ca: Pem = None,
    tls_cert: Pem = None,
    tls_key: Pem = None,
    dry_run: DryRun = False,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Render some scenes, each to an MP4 with captions, or to loops; with own numbers, to a folder of its own.

    Beside each lies a poster, its last picture as PNG. The other formats show their last picture for a second at
    least, then begin again. On a transparent ground, labels keep a thin edge in the colour of the ground that
    --theme names, so choose the theme that suits the slide: light for a light one.

    Example: renders clip Kink Steps --quality 480p15

    Example: renders clip Kink --as gif,webm --max-mb 8 --theme light

    Example: renders clip Kink --numbers mine.toml --set centre=0.7

    Example: renders clip Selection --data houses.csv --target price
    """
    variant = Variant.parse(language, aspect, quality, theme)
    wanted = Wanted.parse(formats, max_mb, clear)
    chosen = find_scenes(scenes, ctx.obj)
    own = own_numbers(chosen, numbers, settings, language, OwnData.named(data, target, features, decimal))
    site = Site(output, variant, own.folder)
    processes = job_count(jobs)
    workers = hire(processes, on, tls_ca, tls_cert, tls_key)
    if dry_run and wanted.others:
        raise BadInputError("--dry-run tells what an mp4 would take: leave out one of --dry-run and --as")
    clips = _clips(own.scenes, site, processes, workers, dry_run=dry_run, debug=debug) if wanted.mp4 else []
    delivered = deliver(own.scenes, clips, wanted, site, processes, debug=debug)
    _finish(own.beside(delivered.files, site.folder), complete=delivered.complete, told=own.told)
    if delivered.refused:
        raise typer.Exit(2)


@app.command("numbers")
def _numbers(ctx: typer.Context, scene: Name) -> None:
    """Print the numbers of a scene as a commented TOML file, to change and to give to --numbers.

    Example: renders numbers Kink > mine.toml
    """
    (chosen,) = find_scenes([scene], ctx.obj)
    say(template(chosen).encode())  # a file's content, and so UTF-8 wherever it goes


@app.command("preview")
def _preview(
    ctx: typer.Context,
    scene: Name,
    beat: BeatName,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "480p15",
    theme: Look = "dark",
    numbers: Numbers = None,
    settings: Settings = None,
    data: Data = None,
    target: Target = None,
    features: Features = None,
    decimal: Decimal = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Render one beat alone, small and at once, to see how it moves.

    Example: renders preview Kink held
    """
    variant = Variant.parse(language, aspect, quality, theme)
    chosen = find_scenes([scene], ctx.obj)
    own = own_numbers(chosen, numbers, settings, language, OwnData.named(data, target, features, decimal))
    (drawn,) = own.scenes
    number = find_beat(beat, drawn, language)
    task = PreviewTask(drawn, variant, _folder(variant, output, own), beat, number)
    draw([task], InlineExecutor(), own, debug=debug)


@app.command("still")
def _still(
    ctx: typer.Context,
    scene: Name,
    beat: BeatName,
    at: Annotated[
        str, typer.Option(help="The frame in the beat; the end is its last.", metavar="|".join(MOMENTS))
    ] = "end",
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    numbers: Numbers = None,
    settings: Settings = None,
    data: Data = None,
    target: Target = None,
    features: Features = None,
    decimal: Decimal = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Draw one frame of a beat as a PNG.

    Example: renders still Kink held --at middle --theme light
    """
    variant = Variant.parse(language, aspect, quality, theme)
    when = choose("moment", at, MOMENTS)
    chosen = find_scenes([scene], ctx.obj)
    own = own_numbers(chosen, numbers, settings, language, OwnData.named(data, target, features, decimal))
    (drawn,) = own.scenes
    number = find_beat(beat, drawn, language)
    task = StillTask(drawn, variant, _folder(variant, output, own), beat, number, when)
    draw([task], InlineExecutor(), own, debug=debug)


@app.command("storyboard")
def _storyboard(
    ctx: typer.Context,
    scenes: Scenes = None,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    numbers: Numbers = None,
    settings: Settings = None,
    data: Data = None,
    target: Target = None,
    features: Features = None,
    decimal: Decimal = None,
    jobs: Jobs = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Draw a contact sheet a scene: the first, middle and last frame of each beat.

    Example: renders storyboard Kink --language zh
    """
    variant = Variant.parse(language, aspect, quality, theme)
    processes = job_count(jobs)
    chosen = find_scenes(scenes, ctx.obj)
    own = own_numbers(chosen, numbers, settings, language, OwnData.named(data, target, features, decimal))
    folder = _folder(variant, output, own)
    tasks = [StoryboardTask(scene, variant, folder) for scene in own.scenes]
    draw(tasks, LocalExecutor(processes, len(tasks)), own, debug=debug)


@app.command("list")
def _list(ctx: typer.Context, language: Language = "en") -> None:
    """List scenes and beats with their words.

    Example: renders list --language zh
    """
    say(listing(ctx.obj, choose("language", language, LANGUAGES)) + "\n")


@app.command("clean")
def _clean(
    ctx: typer.Context,
    delete: Annotated[bool, typer.Option("--delete", help="Do it; otherwise it is only shown.")] = False,
    output: Output = OUT,
) -> None:
    """Show what no film of today uses any more, and how much room it takes; with --delete, free it.

    Kept is what the scenes, as they are now and with the film's numbers, are made of, in every variant that has a
    folder.

    Example: renders clean --delete
    """
    say(clean(ctx.obj, output, delete=delete) + "\n")


def _folder(variant: Variant, output: Path, own: Own) -> Path:
    check_glyphs(variant.language)
    return open_folder(Site(output, variant, own.folder).folder)


def _clips(
    scenes: Film, site: Site, processes: int, workers: Hire, *, dry_run: bool, debug: bool
) -> list[Clip | None]:
    """Build the clips of ``scenes``; in a dry run, say instead what would be done, and end the command."""
    if dry_run:
        say(forecast(scenes, site, processes) + "\n")
        raise typer.Exit
    return build_clips(scenes, site, workers, debug=debug)


def draw(tasks: Sequence[PictureTask], executor: Executor, own: Own | None = None, *, debug: bool) -> None:
    """Run tasks that make one picture each, and say what was written, ``own`` numbers among it."""
    written = dict(succeeding(tasks, [1] * len(tasks), executor, tasks[0].folder, debug=debug))
    files = [written[number] for number in sorted(written)]
    if own is not None:
        files = own.beside(files, tasks[0].folder)
    _finish(files, complete=len(written) == len(tasks), told="" if own is None else own.told)


def _finish(written: list[Path], *, complete: bool, told: str = "") -> None:
    report_files(written)
    if not complete:
        if told:
            complain(told)
        raise typer.Exit(1)
