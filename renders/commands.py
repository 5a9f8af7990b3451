"""The commands that a person types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from common.stage import ASPECTS
from common.style import THEMES
from common.words import LANGUAGES
from renders.catalogue import Film, check_words, find_beat, find_scenes, listing
from renders.clips import ClipTask
from renders.film import write_film
from renders.options import QUALITIES, Variant, choose, job_count
from renders.reporting import render_all, report_files
from renders.stills import StillTask
from renders.store import open_folder
from renders.storyboard import StoryboardTask
from renders.timeline import MOMENTS

__all__ = ["app"]

app = typer.Typer(
    name="renders",
    help="Render the film, parts of it, or pictures from it.\n\n"
    "Examples:\n\n"
    "  renders film\n\n"
    "  renders film --language zh --aspect 9:16 --quality 1080p60\n\n"
    "  renders clip Kink --quality 480p15\n\n"
    "  renders still Kink held --at middle --theme light\n\n"
    "  renders storyboard\n\n"
    "Every variant has a folder of its own in the output folder, such as en-16x9-dark-1080p30.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Language = Annotated[str, typer.Option(help="The language of the words.", metavar="|".join(LANGUAGES))]
Shape = Annotated[str, typer.Option("--aspect", help="The picture's shape.", metavar="|".join(ASPECTS))]
Size = Annotated[
    str,
    typer.Option(
        "--quality", help="Pixels of the shorter side, and frames a second.", metavar="|".join(QUALITIES)
    ),
]
Look = Annotated[str, typer.Option("--theme", help="Dark or light ground.", metavar="|".join(THEMES))]
Jobs = Annotated[
    int | None, typer.Option(help="Scenes to render at once; all cores if left out.", show_default=False)
]
Output = Annotated[Path, typer.Option(help="The folder for everything that is made.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole trace of a failure.")]
Names = Annotated[list[str], typer.Argument(metavar="SCENE…", help="Class names; see `renders list`.")]
Name = Annotated[str, typer.Argument(metavar="SCENE", help="A class name; see `renders list`.")]

_OUT = Path("renders/out")


@app.command("film")
def _film(
    ctx: typer.Context,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    jobs: Jobs = None,
    output: Output = _OUT,
    debug: Debug = False,
) -> None:
    """Render every scene and join them: film.mp4 with chapters, captions (.srt, .vtt), and film.json.

    Example: renders film --language zh --aspect 9:16
    """
    variant = Variant.parse(language, aspect, quality, theme)
    processes = job_count(jobs)
    film: Film = ctx.obj
    folder = _folder(film, variant, output)
    tasks = [ClipTask(scene, variant, folder) for scene in film]
    done = render_all(tasks, processes, folder, debug=debug)
    timelines = [timeline for timeline in done if timeline]
    written = [file for task, timeline in zip(tasks, done, strict=True) if timeline for file in task.files]
    if len(timelines) == len(tasks):
        written = write_film(timelines, [task.files[0] for task in tasks], variant, folder) + written
    _finish(written, complete=len(timelines) == len(tasks))


@app.command("clip")
def _clip(
    ctx: typer.Context,
    scenes: Names,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    jobs: Jobs = None,
    output: Output = _OUT,
    debug: Debug = False,
) -> None:
    """Render some scenes, each to an MP4 with captions beside it.

    Example: renders clip Kink Steps --quality 480p15
    """
    variant = Variant.parse(language, aspect, quality, theme)
    processes = job_count(jobs)
    chosen = find_scenes(scenes, ctx.obj)
    folder = _folder(chosen, variant, output)
    tasks = [ClipTask(scene, variant, folder) for scene in chosen]
    done = render_all(tasks, processes, folder, debug=debug)
    _finish(
        [file for task, timeline in zip(tasks, done, strict=True) if timeline for file in task.files],
        complete=all(done),
    )


@app.command("still")
def _still(
    ctx: typer.Context,
    scene: Name,
    beat: Annotated[str, typer.Argument(metavar="BEAT", help="The name of a beat; see `renders list`.")],
    at: Annotated[
        str, typer.Option(help="The frame in the beat; the end is its last.", metavar="|".join(MOMENTS))
    ] = "end",
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    output: Output = _OUT,
    debug: Debug = False,
) -> None:
    """Draw one frame of a beat as a PNG.

    Example: renders still Kink held --at middle --theme light
    """
    variant = Variant.parse(language, aspect, quality, theme)
    when = choose("moment", at, MOMENTS)
    chosen = find_scenes([scene], ctx.obj)
    check_words(chosen, language)
    name = find_beat(beat, chosen[0], language)
    task = StillTask(chosen[0], variant, _folder(chosen, variant, output), name, when)
    done = render_all([task], 1, task.folder, debug=debug)
    _finish([task.file] if all(done) else [], complete=all(done))


@app.command("storyboard")
def _storyboard(
    ctx: typer.Context,
    scenes: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENE…]", help="Class names; every scene if left out.")
    ] = None,
    language: Language = "en",
    aspect: Shape = "16:9",
    quality: Size = "1080p30",
    theme: Look = "dark",
    jobs: Jobs = None,
    output: Output = _OUT,
    debug: Debug = False,
) -> None:
    """Draw a contact sheet a scene: the first, middle and last frame of each beat.

    Example: renders storyboard Kink --language zh
    """
    variant = Variant.parse(language, aspect, quality, theme)
    processes = job_count(jobs)
    chosen = find_scenes(scenes or [each.__name__ for each in ctx.obj], ctx.obj)
    folder = _folder(chosen, variant, output)
    tasks = [StoryboardTask(scene, variant, folder) for scene in chosen]
    done = render_all(tasks, processes, folder, debug=debug)
    _finish([task.file for task, timeline in zip(tasks, done, strict=True) if timeline], complete=all(done))


@app.command("list")
def _list(ctx: typer.Context, language: Language = "en") -> None:
    """List scenes and beats with their words.

    Example: renders list --language zh
    """
    typer.echo(listing(ctx.obj, choose("language", language, LANGUAGES)))


def _folder(film: Film, variant: Variant, output: Path) -> Path:
    check_words(film, variant.language)
    return open_folder(output / variant.name)


def _finish(written: list[Path], *, complete: bool) -> None:
    report_files(written)
    if not complete:
        raise typer.Exit(1)
