"""The scenes and words that a command may name."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from common.words import LANGUAGES, SceneWords, require_glyphs, words_of
from renders.options import BadInputError, choose

if TYPE_CHECKING:
    from common.explainer import Explainer
    from common.numbers import Numbers

__all__ = [
    "Film",
    "carrying",
    "check_glyphs",
    "check_words",
    "film_words",
    "find_beat",
    "find_scenes",
    "listing",
    "load_scene",
    "scene_name",
]

Film = Sequence[str]
"""Scenes in their order, each as ``module:Class``; one with own numbers has them after a space, as JSON."""


def scene_name(scene: str) -> str:
    """The class name in ``module:Class``: what a person types, and what its words are filed under.

    >>> scene_name('scenes.kink:Kink {"centre":0.7}')
    'Kink'
    """
    return scene.partition(" ")[0].rpartition(":")[2]


def load_scene(scene: str) -> type[Explainer]:
    """Import the class behind ``module:Class``, and with it manim; own numbers take the place of its numbers.

    Raises ``ValueError`` for numbers that the scene refuses.
    """
    place, _, own = scene.partition(" ")
    loaded: type[Explainer] = pkgutil.resolve_name(place)
    if not own:
        return loaded
    numbers = loaded.numbers.model_validate({**loaded.numbers.model_dump(), **json.loads(own)})
    about = {"numbers": numbers, "__module__": loaded.__module__, "__doc__": loaded.__doc__}
    return type(loaded.__name__, (loaded,), about)


def carrying(scene: str, numbers: Numbers) -> str:
    """``scene``, a ``module:Class``, with those of ``numbers`` that are not the film's; equal ones give the same.

    They go wherever the scene goes: to workers, and into the key of the clip.
    """
    usual = load_scene(scene).numbers.model_dump(mode="json")
    own = {name: value for name, value in numbers.model_dump(mode="json").items() if value != usual[name]}
    # A zero of either sign is the same number: adding 0 makes both positive.
    own = json.loads(json.dumps(own), parse_float=lambda digits: float(digits) + 0)
    return f"{scene} {json.dumps(own, sort_keys=True, separators=(',', ':'))}" if own else scene


def find_scenes(names: Iterable[str] | None, film: Film) -> list[str]:
    """Find scenes of ``film`` by class name, each once, in the order of ``names``; all of them if there are none.

    Raises ``BadInputError`` for a name that is not in the film.
    """
    by_name = {scene_name(scene): scene for scene in film}
    return [by_name[choose("scene", name, by_name)] for name in dict.fromkeys(names or by_name)]


def find_beat(name: str, scene: str, language: str) -> int:
    """The number, from 0, of the beat ``name`` of ``scene``; raises ``BadInputError`` that lists those it has."""
    (words,) = film_words([scene], language)
    return list(words.beats).index(choose(f"beat of {scene_name(scene)}", name, words.beats))


def film_words(film: Film, language: str) -> list[SceneWords]:
    """Read the words of each scene of ``film``; raises ``BadInputError`` when some are missing or faulty."""
    try:
        return [words_of(scene_name(scene), language) for scene in film]
    except (LookupError, OSError, RuntimeError, ValueError) as error:
        raise _unshowable(language, error) from error


def check_words(film: Film) -> None:
    """Raise ``BadInputError`` for words that are missing in any language, or cannot be drawn."""
    for language in LANGUAGES:
        film_words(film, language)
        check_glyphs(language)


def check_glyphs(language: str) -> None:
    """Raise ``BadInputError`` unless the film's fonts draw every character of ``language``'s words."""
    try:
        require_glyphs(language)
    except (LookupError, OSError, RuntimeError, ValueError) as error:
        raise _unshowable(language, error) from error


def listing(film: Film, language: str) -> str:
    """Set out scenes, and under each its beats with their titles and what is said."""
    lines: list[str] = []
    for scene in film:
        words = _said(scene, language)
        lines += [f"{scene_name(scene)}  {words.title}"]
        for name, beat in words.beats.items():
            lines += [f"  {name}  {beat.title}", f"      {beat.said}"]
    return "\n".join(lines)


def _said(scene: str, language: str) -> SceneWords:
    """The words of a scene with its numbers in them, which takes its class."""
    try:
        return load_scene(scene).said(language)
    except (LookupError, OSError, RuntimeError, ValueError) as error:
        raise _unshowable(language, error) from error


def _unshowable(language: str, error: Exception) -> BadInputError:
    reason = " ".join(str(error.args[0] if isinstance(error, KeyError) else error).split())
    return BadInputError(f"the words in {language!r} cannot be shown: {reason}")
