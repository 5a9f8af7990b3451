"""The takes: each sentence as a voice has spoken it, kept with its words' times, so that no film needs the model.

A take is kept under the hash of all that it depends on. A sentence that is said twice has one take.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from common.voice.speech import Speech

__all__ = [
    "FOLDER",
    "MODEL",
    "OFF",
    "OWN",
    "SPEED",
    "VOICES",
    "OtherTakes",
    "Take",
    "TakesError",
    "command_for",
    "film_voice",
    "find_take",
    "index_file",
    "index_text",
    "key_of",
    "read_digests",
    "read_index",
    "scenes_file",
    "take_file",
]

FOLDER = Path(__file__).resolve().parent / "takes"

VOICES = {"en": ("af_heart", "am_michael"), "zh": ("zf_xiaoxiao", "zm_yunyang")}
"""The voices of each language; the first is the film's."""

MODEL = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The SHA-256 of the model."""

OFF = "off"
"""The name of silence where a voice is chosen."""

OWN = "own-"
"""With what the names of people's own voices begin."""

SPEED = 1.0
"""How fast the voices speak, as a multiple of their own pace."""

TRIMMING = 1
"""The version of what is done to the model's samples; raise it when that changes."""


class TakesError(ValueError):
    """An index of takes is not as it should be; the message names it and the remedy."""


@dataclass(frozen=True)
class Take:
    """A sentence as it was spoken: its length, and when each word begins and ends, in seconds from its start."""

    key: str
    seconds: float
    starts: tuple[float, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True)
class OtherTakes:
    """Takes that are not kept with the film, by the keys of their sentences (``key_of``); sound is in ``folder``.

    ``digests`` tells, by the names of scenes, what each is spoken with.
    """

    folder: Path
    takes: Mapping[str, Take]
    digests: Mapping[str, str]

    @classmethod
    def together(cls, folder: Path, parts: Iterable[OtherTakes]) -> OtherTakes | None:
        """Return all takes of ``parts``, which are in the same folder; None if there are no parts."""
        all_of = list(parts)
        takes = {key: take for each in all_of for key, take in each.takes.items()}
        digests = {scene: digest for each in all_of for scene, digest in each.digests.items()}
        return cls(folder, takes, digests) if all_of else None

    def folder_of(self, take: str) -> Path:
        """Return the folder of the take with that key, which may be one of the film's."""
        return self.folder if any(each.key == take for each in self.takes.values()) else FOLDER


def film_voice(language: str) -> str:
    """Return the voice that the film speaks with unless told otherwise."""
    return VOICES[language][0]


def command_for(language: str, voice: str) -> str:
    """Return what to type so that ``voice`` speaks what it has no take of."""
    return "make voice" if voice == film_voice(language) else f'make voice ARGS="--voice {voice}"'


def key_of(speech: Speech, voice: str) -> str:
    """Hash all that a take depends on; words count with their places, since the take has their times."""
    places = [(word.first, word.last) for word in speech.words]
    made_of = json.dumps([MODEL, voice, SPEED, TRIMMING, speech.phonemes, places])
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def find_take(speech: Speech, language: str, voice: str, folder: Path = FOLDER) -> Take | None:
    """Find the take of a sentence; nothing if it was never spoken. Raises ``TakesError`` for a faulty index."""
    return read_index(language, voice, folder).get(key_of(speech, voice))


def take_file(key: str, language: str, voice: str, folder: Path = FOLDER) -> Path:
    """Return where the sound of a take is: mono Opus."""
    return folder / language / voice / f"{key}.opus"


def index_file(language: str, voice: str, folder: Path = FOLDER) -> Path:
    """Where the times of a voice's takes are."""
    return folder / language / f"{voice}.json"


def scenes_file(language: str, voice: str, folder: Path = FOLDER) -> Path:
    """Return where a digest of each scene's takes is: what has changed is then told without its words."""
    return folder / language / f"{voice}.scenes.json"


def read_digests(language: str, voice: str, folder: Path = FOLDER) -> Mapping[str, str]:
    """Read the digest of what each scene is spoken with, as it was when takes were last made; none if never."""
    try:
        return dict(json.loads(scenes_file(language, voice, folder).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return {}


def read_index(language: str, voice: str, folder: Path = FOLDER) -> Mapping[str, Take]:
    """Read a voice's takes by key; none if it has no index. Raises ``TakesError`` for a faulty one."""
    file = index_file(language, voice, folder)
    try:
        changed = file.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return MappingProxyType({})
    return _read(file, changed)


def index_text(takes: Mapping[str, Take]) -> str:
    """Write an index as text: a take a line, in the order of the keys."""
    lines = (
        f"{json.dumps(key)}: {json.dumps([take.seconds, take.starts, take.ends], separators=(',', ':'))}"
        for key, take in sorted(takes.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _read(file: Path, changed: int) -> Mapping[str, Take]:  # noqa: ARG001 (read again when the file has changed)
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
        takes = {
            key: Take(key, seconds, tuple(starts), tuple(ends)) for key, (seconds, starts, ends) in index.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise TakesError(f"{file.name} is no index of takes: delete it, then  make voice") from error
    return MappingProxyType(takes)
