"""The scenes that a command may name, and their words."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from common.words import LANGUAGES, SceneWords, require_glyphs, words_of
from renders.errors import BadInputError, choose

if TYPE_CHECKING:
    from common.explainer import Explainer
    from common.numbers import Numbers

__all__ = [
    "Film",
    "SceneRef",
    "check_glyphs",
    "check_words",
    "film_words",
    "find_beat",
    "find_clips",
    "find_scenes",
    "listing",
    "of_numbers",
]


@dataclass(frozen=True, order=True)
class SceneRef:
    """A scene class by ``module`` and ``name``, with those of its numbers that are not the film's, as JSON.

    It is not imported before ``load``: a command that draws nothing need not wait for manim. It goes wherever the
    scene goes: to workers, and into the key of the clip. With a ``beat``, that one alone is meant.
    """

    module: str
    name: str
    numbers: str = ""
    beat: str = ""

    @classmethod
    def parse(cls, place: str) -> Self:
        """Read ``module:Class``.

        >>> SceneRef.parse("scenes.kink:Kink")
        SceneRef(module='scenes.kink', name='Kink', numbers='', beat='')
        """
        module, _, name = place.partition(":")
        return cls(module, name)

    def __str__(self) -> str:
        """``module:Class`` or ``module:Class:beat``, followed by the numbers where there are any."""
        which = ":".join(filter(None, (self.module, self.name, self.beat)))
        return f"{which} {self.numbers}".strip()

    @property
    def stem(self) -> str:
        """The name of its files, without an ending: ``Kink``, or ``Kink-held`` for a beat."""
        return "-".join(filter(None, (self.name, self.beat)))

    def load(self) -> type[Explainer]:
        """Import the class, and with it manim; custom numbers take the place of its own.

        Raises ``ValueError`` for numbers that the scene refuses.
        """
        loaded: type[Explainer] = pkgutil.resolve_name(f"{self.module}:{self.name}")
        if not self.numbers:
            return loaded
        usual = loaded.numbers
        given = {**usual.model_dump(mode="json"), **json.loads(self.numbers)}
        return of_numbers(loaded, _checked(type(usual), json.dumps(given)))

    def carrying(self, numbers: Numbers) -> Self:
        """Return the scene with those of ``numbers`` that are not the film's; equal numbers give equal scenes."""
        usual = replace(self, numbers="").load().numbers.model_dump(mode="json")
        custom = {name: value for name, value in numbers.model_dump(mode="json").items() if value != usual[name]}
        # A zero of either sign is the same number: adding 0 makes both positive.
        custom = json.loads(json.dumps(custom), parse_float=lambda digits: float(digits) + 0)
        return replace(self, numbers=json.dumps(custom, sort_keys=True, separators=(",", ":")) if custom else "")


def of_numbers(scene: type[Explainer], numbers: Numbers) -> type[Explainer]:
    """The scene with ``numbers`` in the place of its own."""
    about = {"numbers": numbers, "__module__": scene.__module__, "__doc__": scene.__doc__}
    return type(scene.__name__, (scene,), about)


@lru_cache(maxsize=32)
def _checked(model: Any, given: str) -> Numbers:
    """The numbers as the ``model`` takes them; kept, for to tell their story takes a while."""
    numbers: Numbers = model.model_validate_json(given)
    return numbers


Film = Sequence[SceneRef]
"""Scenes in their order."""


def find_scenes(names: Iterable[str] | None, film: Film) -> list[SceneRef]:
    """Find scenes of ``film`` by class name, each once, in the order of ``names``; all of them if there are none.

    Raises ``BadInputError`` for a name that is not in the film.
    """
    by_name = {scene.name: scene for scene in film}
    return [by_name[choose("scene", name, by_name)] for name in dict.fromkeys(names or by_name)]


def find_beat(name: str, scene: SceneRef, language: str) -> int:
    """Return the number, from 0, of the beat ``name``; raises ``BadInputError`` that lists those there are."""
    (words,) = film_words([scene], language)
    return list(words.beats).index(choose(f"beat of {scene.name}", name, words.beats))


def find_clips(names: Iterable[str], film: Film, language: str) -> list[SceneRef]:
    """Find scenes and single beats of them, each named as ``Kink`` or ``Kink:held``; raises as the others do."""
    clips: dict[SceneRef, None] = {}
    for name in names:
        scene_name, _, beat = name.partition(":")
        (scene,) = find_scenes([scene_name], film)
        if ":" in name:
            find_beat(beat, scene, language)
        clips[replace(scene, beat=beat)] = None
    return list(clips)


def film_words(film: Film, language: str) -> list[SceneWords]:
    """Read the words of each scene of ``film``; raises ``BadInputError`` when some are missing or faulty."""
    try:
        return [words_of(scene.name, language) for scene in film]
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
        lines += [f"{scene.name}  {words.title}"]
        for name, beat in words.beats.items():
            lines += [f"  {name}  {beat.title}", f"      {beat.said}"]
    return "\n".join(lines)


def _said(scene: SceneRef, language: str) -> SceneWords:
    """Return the words of a scene with its numbers in them, which takes its class."""
    try:
        return scene.load().said(language)
    except (LookupError, OSError, RuntimeError, ValueError) as error:
        raise _unshowable(language, error) from error


def _unshowable(language: str, error: Exception) -> BadInputError:
    reason = " ".join(str(error.args[0] if isinstance(error, KeyError) else error).split())
    return BadInputError(f"the words in {language!r} cannot be shown: {reason}")
