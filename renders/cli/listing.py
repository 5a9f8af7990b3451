"""The commands ``renders list``, ``renders numbers`` and ``renders clean``: what there is."""

from __future__ import annotations

from typing import Annotated

from common.words import LANGUAGES
from renders.build.cleaning import clean as free
from renders.cli.options import Custom, FilmArgument, Language, Place, SceneName, flag
from renders.cli.saying import say
from renders.errors import choose
from renders.request.custom import template
from renders.request.scenes import find_scenes, listing

__all__ = ["clean", "list_scenes", "numbers"]


def list_scenes(*, scenes: FilmArgument, language: Language = "en") -> int:
    """List scenes and beats with their words.

    Example: renders list --language zh
    """
    say(listing(scenes, choose("language", language, LANGUAGES)) + "\n")
    return 0


def numbers(name: SceneName, /, *, scenes: FilmArgument, custom: Custom = Custom()) -> int:
    """Print the numbers of a scene as a commented TOML file, to change and to give to --numbers.

    With custom numbers, they are printed with all that follow them.

    Example: renders numbers Kink --set centre=2 > mine.toml
    """
    (scene,) = custom.of(find_scenes([name], scenes), scenes, "en").scenes
    say(template(scene).encode())  # a file's content, and so UTF-8 wherever it goes
    return 0


def clean(
    *,
    scenes: FilmArgument,
    delete: Annotated[bool, flag("Do it; otherwise it is only shown.")] = False,
    place: Place = Place(),
) -> int:
    """Show which stored clips the film no longer uses, and how much room they take; with --delete, free it.

    Kept is what the scenes, as they are now and with the film's numbers, are made of, in every variant that has a
    folder.

    Example: renders clean --delete
    """
    say(free(scenes, place.output, delete=delete) + "\n")
    return 0
