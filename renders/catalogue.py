"""The scenes and words that a command may name."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from common.words import SceneWords, require_glyphs, words_of
from renders.options import BadInputError, choose

if TYPE_CHECKING:
    from common.explainer import Explainer

__all__ = ["Film", "check_glyphs", "film_words", "find_beat", "find_scenes", "listing", "load_scene", "scene_name"]

Film = Sequence[str]
"""Scenes in their order, each as ``module:Class``."""


def scene_name(scene: str) -> str:
    """The class name in ``module:Class``: what a person types, and what its words are filed under."""
    return scene.rpartition(":")[2]


def load_scene(scene: str) -> type[Explainer]:
    """Import the class behind ``module:Class``, and with it manim."""
    loaded: type[Explainer] = pkgutil.resolve_name(scene)
    return loaded


def find_scenes(names: Iterable[str], film: Film) -> list[str]:
    """Find scenes of ``film`` by class name, each once, in the order of ``names``; raises ``BadInputError``."""
    by_name = {scene_name(scene): scene for scene in film}
    return [by_name[choose("scene", name, by_name)] for name in dict.fromkeys(names)]


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
