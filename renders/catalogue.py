"""The scenes and words that a command may name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from common.explainer import Explainer
from common.words import SceneWords, require_glyphs, words_of
from renders.options import BadInputError, choose

__all__ = ["Film", "check_words", "find_beat", "find_scenes", "listing"]

Film = Sequence[type[Explainer]]
"""Scenes in their order."""


def find_scenes(names: Iterable[str], film: Film) -> list[type[Explainer]]:
    """Find scenes of ``film`` by class name, each once, in the order of ``names``; raises ``BadInputError``."""
    by_name = {scene.__name__: scene for scene in film}
    return [by_name[choose("scene", name, by_name)] for name in dict.fromkeys(names)]


def find_beat(name: str, scene: type[Explainer], language: str) -> str:
    """Give back ``name`` if ``scene`` has such a beat; raises ``BadInputError`` that lists those it has."""
    return choose(f"beat of {scene.__name__}", name, words_of(scene.__name__, language).beats)


def check_words(film: Film, language: str) -> list[SceneWords]:
    """Read the words of ``film``; raises ``BadInputError`` when some are missing or cannot be drawn."""
    try:
        require_glyphs(language)
        return [words_of(scene.__name__, language) for scene in film]
    except (LookupError, OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error.args[0] if isinstance(error, KeyError) else error).split())
        raise BadInputError(f"the words in {language!r} cannot be shown: {reason}") from error


def listing(film: Film, language: str) -> str:
    """Set out scenes, and under each its beats with their titles and what is said."""
    lines: list[str] = []
    for scene, words in zip(film, check_words(film, language), strict=True):
        lines += [f"{scene.__name__}  {words.title}"]
        for name, beat in words.beats.items():
            lines += [f"  {name}  {beat.title}", f"      {beat.said}"]
    return "\n".join(lines)
