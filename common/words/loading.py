"""Read the words of a language from its TOML file, and refuse a file that is not exactly as it should be."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

__all__ = [
    "FOLDER",
    "LANGUAGES",
    "BeatWords",
    "SceneWords",
    "UnknownWordsError",
    "WordsError",
    "all_words",
    "require_language",
    "words_of",
]

LANGUAGES = ("en", "zh")

_INSTEAD = "instead"

FOLDER = Path(__file__).resolve().parent
"""Where the files ``<language>.toml`` lie, unless a test says otherwise."""


class WordsError(ValueError):
    """A file of words is not as it should be; the message names the file and the key."""


class UnknownWordsError(LookupError):
    """Nobody has written words for that scene or language."""


@dataclass(frozen=True)
class BeatWords:
    """What a beat is called, shows above the picture (nothing, if empty) and says."""

    title: str
    headline: str
    said: str


@dataclass(frozen=True)
class SceneWords:
    """What a scene is called, what stands on screen whatever the beat, and its beats in their order.

    ``instead`` has the beats that have other words in some cases: by beat, then by case.
    """

    title: str
    labels: Mapping[str, str]
    beats: Mapping[str, BeatWords]
    instead: Mapping[str, Mapping[str, BeatWords]] = field(default_factory=lambda: MappingProxyType({}))


def require_language(language: str) -> None:
    """Raise ``UnknownWordsError`` unless the film speaks ``language``."""
    if language not in LANGUAGES:
        raise UnknownWordsError(f"no words in language {language!r}: choose one of {', '.join(LANGUAGES)}")


def words_of(scene: str, language: str, folder: Path = FOLDER) -> SceneWords:
    """The words of the scene class named ``scene``; the file is read once.

    Raises ``UnknownWordsError`` for a scene or language without words, ``WordsError`` for a faulty file.
    """
    words = all_words(language, folder)
    if scene not in words:
        raise UnknownWordsError(f"no words for scene {scene!r}: add [{scene}] to common/words/{language}.toml")
    return words[scene]


@cache
def all_words(language: str, folder: Path = FOLDER) -> Mapping[str, SceneWords]:
    """The words of every scene of a language, in the order of its file; raises as ``words_of`` does."""
    require_language(language)
    file = folder / f"{language}.toml"
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WordsError(f"{file.name} is missing: install the project again") from error
    except ValueError as error:  # not UTF-8, or not TOML
        raise WordsError(f"{file.name}: {error}") from error
    top = _Table(file.name, "", content)
    return MappingProxyType({scene: _scene(top.table(scene)) for scene in content})


@dataclass(frozen=True)
class _Table:
    """A table of the file that knows its own name, for the sake of the messages."""

    file: str
    key: str
    content: Mapping[str, Any]

    def only(self, *names: str) -> None:
        for name in (*self.content, *names):
            if name not in names:
                raise self.error(name, f"is not known: expected {', '.join(names)}")
            if name not in self.content:
                raise self.error(name, "is missing")

    def table(self, name: str) -> "_Table":
        value = self.content[name]
        if not isinstance(value, dict):
            raise self.error(name, f"is not a table but {type(value).__name__}")
        return _Table(self.file, self._key(name), value)

    def without(self, name: str) -> "_Table":
        return _Table(self.file, self.key, {key: each for key, each in self.content.items() if key != name})

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        value = self.content[name]
        if not isinstance(value, str):
            raise self.error(name, f"is not text but {type(value).__name__}")
        if not (may_be_empty or value.strip()):
            raise self.error(name, "is empty")
        return value

    def error(self, name: str, fault: str) -> WordsError:
        return WordsError(f"{self.file}: {self._key(name)} {fault}")

    def _key(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name


def _scene(scene: _Table) -> SceneWords:
    scene.only("title", "labels", "beats")
    labels, beats = scene.table("labels"), scene.table("beats")
    if not beats.content:
        raise scene.error("beats", "is empty")
    tables = {name: beats.table(name) for name in beats.content}
    return SceneWords(
        scene.text("title"),
        MappingProxyType({name: labels.text(name) for name in labels.content}),
        MappingProxyType({name: _beat(beat.without(_INSTEAD)) for name, beat in tables.items()}),
        MappingProxyType({name: _instead(beat) for name, beat in tables.items() if _INSTEAD in beat.content}),
    )


def _beat(beat: _Table) -> BeatWords:
    beat.only("title", "headline", "said")
    return BeatWords(beat.text("title"), beat.text("headline", may_be_empty=True), beat.text("said"))


def _instead(beat: _Table) -> Mapping[str, BeatWords]:
    """By case, the words of a ``beat`` but for what that case says instead."""
    usual, cases = beat.without(_INSTEAD).content, beat.table(_INSTEAD)
    others = {case: cases.table(case) for case in cases.content}
    return MappingProxyType(
        {case: _beat(_Table(other.file, other.key, {**usual, **other.content})) for case, other in others.items()}
    )
