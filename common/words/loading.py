"""Read the words of a language from its two TOML files, and refuse what is not exactly as it should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from common.words.score import Score
from common.words.toml_table import TomlTable, WordsError, read_table

__all__ = [
    "FOLDER",
    "LANGUAGES",
    "BeatWords",
    "CustomWords",
    "SceneWords",
    "UnknownWordsError",
    "WordsError",
    "all_words",
    "files_of",
    "require_language",
    "words_of",
]

LANGUAGES = ("en", "zh")

FOLDER = Path(__file__).resolve().parent
"""Where the files of all languages lie, unless a test says otherwise."""

_FIELDS = ("title", "claim", "said")
_OPTIONAL = ("claim",)
_NONE: Mapping[Any, Any] = MappingProxyType({})


class UnknownWordsError(LookupError):
    """Nobody has written words for that scene or language."""


@dataclass(frozen=True)
class BeatWords:
    """What a beat is called, claims once it is proved, and says.

    The claim may be empty: then there is none.
    As written, ``said`` holds marks and silences (see ``Score``); once filled, it is what is heard, and they stand
    in ``marks`` and ``silences``.
    """

    title: str
    said: str
    marks: Mapping[str, int] = field(default_factory=lambda: _NONE)
    silences: Mapping[int, float] = field(default_factory=lambda: _NONE)
    claim: str = ""

    @classmethod
    def of(
        cls, texts: Mapping[str, str], marks: Mapping[str, int] = _NONE, silences: Mapping[int, float] = _NONE
    ) -> "BeatWords":
        """Return the words whose ``texts`` are given by the names of their fields."""
        return cls(texts["title"], texts["said"], marks, silences, texts["claim"])

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts by the names of their fields."""
        return {name: getattr(self, name) for name in _FIELDS}


@dataclass(frozen=True)
class CustomWords:
    """What a beat says instead in a case of custom numbers: ``fields`` are those of ``BeatWords`` that differ.

    ``when`` tells in plain words what the case is; the cases in ``unless`` may hold as well, and go before it.
    """

    when: str
    unless: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True)
class SceneWords:
    """What a scene is called, what stands on screen whatever the beat, and its beats in their order.

    ``custom`` has the beats that custom numbers may make say something else: by beat, then by case.
    """

    title: str
    labels: Mapping[str, str]
    beats: Mapping[str, BeatWords]
    custom: Mapping[str, Mapping[str, CustomWords]] = field(default_factory=lambda: MappingProxyType({}))


def require_language(language: str) -> None:
    """Raise ``UnknownWordsError`` unless the film speaks ``language``."""
    if language not in LANGUAGES:
        raise UnknownWordsError(f"no words in language {language!r}: choose one of {', '.join(LANGUAGES)}")


def files_of(language: str) -> tuple[str, str]:
    """Where the film's own words are, and the sentences for custom numbers: the names of the files."""
    return f"{language}.toml", f"{language}-custom.toml"


def words_of(scene: str, language: str, folder: Path = FOLDER) -> SceneWords:
    """The words of the scene class named ``scene``; the files are read once.

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
    film, custom = (read_table(folder, file) for file in files_of(language))
    custom.only(may_have=tuple(film.content))
    return MappingProxyType({name: _scene(scene, custom.table(name)) for name, scene in film.tables()})


def _scene(scene: TomlTable, custom: TomlTable) -> SceneWords:
    scene.only("title", "labels", "beats")
    labels, beats = scene.table("labels"), scene.table("beats")
    if not beats.content:
        raise scene.error("beats", "is empty")
    custom.only(may_have=tuple(beats.content))
    usual = {name: _beat(beat) for name, beat in beats.tables()}
    return SceneWords(
        scene.text("title"),
        MappingProxyType({name: labels.text(name) for name in labels.content}),
        MappingProxyType(usual),
        MappingProxyType({name: _cases(cases, usual[name]) for name, cases in custom.tables()}),
    )


def _beat(beat: TomlTable) -> BeatWords:
    beat.only(*(name for name in _FIELDS if name not in _OPTIONAL), may_have=_OPTIONAL)
    return BeatWords.of({name: _field(beat, name) if name in beat.content else "" for name in _FIELDS})


def _cases(cases: TomlTable, usual: BeatWords) -> Mapping[str, CustomWords]:
    names = tuple(cases.content)
    return MappingProxyType(
        {name: _case(case, names[:number], usual) for number, (name, case) in enumerate(cases.tables())}
    )


def _case(case: TomlTable, earlier: tuple[str, ...], usual: BeatWords) -> CustomWords:
    case.only("when", may_have=("unless", *_FIELDS))
    fields = {name: _field(case, name) for name in _FIELDS if name in case.content}
    unless = case.some_of("unless", earlier, "the cases before it")
    marks = [list(Score.read(said).marks) for said in (usual.said, fields.get("said", usual.said))]
    if marks[0] != marks[1]:
        raise case.error("said", f"has the marks {marks[1]}, but the beat has {marks[0]}")
    return CustomWords(case.text("when"), unless, MappingProxyType(fields))


def _field(beat: TomlTable, name: str) -> str:
    text = beat.text(name, may_be_empty=name in _OPTIONAL)
    if name == "said":
        try:
            Score.read(text)
        except ValueError as error:
            raise beat.error(name, str(error)) from error
    return text
