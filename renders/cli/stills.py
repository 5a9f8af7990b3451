"""The commands ``renders still``, ``renders preview`` and ``renders storyboard``: pictures of single beats."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from renders.cli.console import finish
from renders.cli.options import (
    BeatName,
    Custom,
    FilmArgument,
    Heard,
    Jobs,
    Picture,
    Place,
    SceneName,
    SceneNames,
    SmallPicture,
    one_of,
)
from renders.cli.speaking import tell_unspoken
from renders.errors import choose
from renders.files.atomic import open_folder
from renders.picture.timeline import MOMENTS
from renders.products.stills.task import PictureTask, PreviewTask, StillTask, StoryboardTask
from renders.request.custom import Customised
from renders.request.scenes import check_glyphs, find_beat, find_scenes
from renders.request.variant import Variant
from renders.work.crew import Crew
from renders.work.jobs import InlineExecutor

__all__ = ["draw", "preview", "still", "storyboard"]


def still(
    name: SceneName,
    beat: BeatName,
    /,
    *,
    at: Annotated[str, Parameter(help=f"The frame in the beat: {one_of(*MOMENTS)}, which is its last.")] = "end",
    scenes: FilmArgument,
    picture: Picture = Picture(),
    custom: Custom = Custom(),
    place: Place = Place(),
) -> int:
    """Draw one frame of a beat as a PNG.

    Example: renders still Kink held --at middle --theme light
    """
    variant, when = picture.variant, choose("moment", at, MOMENTS)
    customised = custom.of(find_scenes([name], scenes), scenes, variant.language)
    (scene,) = customised.scenes
    number = find_beat(beat, scene, variant.language)
    task = StillTask(scene, variant, _folder(variant, place, customised), beat, number, when)
    return draw([task], InlineExecutor(), place.crew(), customised)


def preview(
    name: SceneName,
    beat: BeatName,
    /,
    *,
    scenes: FilmArgument,
    picture: SmallPicture = SmallPicture(),
    heard: Heard = Heard(),
    custom: Custom = Custom(),
    place: Place = Place(),
) -> int:
    """Render one beat alone, small and at once, to see how it moves and hear what is said.

    Example: renders preview Kink held
    """
    customised = custom.of(find_scenes([name], scenes), scenes, picture.language)
    (scene,) = customised.scenes
    variant = heard.of(picture.variant, [scene], place.output)
    number = find_beat(beat, scene, variant.language)
    task = PreviewTask(scene, variant, _folder(variant, place, customised), beat, number)
    code = draw([task], InlineExecutor(), place.crew(), customised)
    tell_unspoken([scene], variant)
    return code


def storyboard(
    *names: SceneNames,
    scenes: FilmArgument,
    picture: Picture = Picture(),
    custom: Custom = Custom(),
    jobs: Jobs = Jobs(),
    place: Place = Place(),
) -> int:
    """Draw a contact sheet a scene, of every scene if none is named: each beat's first, middle and last frame.

    Example: renders storyboard Kink --language zh
    """
    variant, crew = picture.variant, jobs.crew(place)
    customised = custom.of(find_scenes(names, scenes), scenes, variant.language)
    folder = _folder(variant, place, customised)
    tasks = [StoryboardTask(scene, variant, folder) for scene in customised.scenes]
    return draw(tasks, crew.hire_here(len(tasks)), crew, customised)


def draw(
    tasks: Sequence[PictureTask], executor: Executor, crew: Crew, customised: Customised | None = None
) -> int:
    """Run tasks that make one picture each, and say what was written, ``customised`` numbers among it."""
    customised, folder = customised or Customised([]), tasks[0].folder
    written = dict(crew.succeeding(tasks, [1] * len(tasks), executor, folder))
    files = customised.beside([written[number] for number in sorted(written)], folder)
    return finish(files, complete=len(written) == len(tasks), told=customised.told)


def _folder(variant: Variant, place: Place, customised: Customised) -> Path:
    check_glyphs(variant.language)
    return open_folder(place.site(variant, customised).folder)
