"""Make the takes that are missing, in other processes, and remove those that nothing says any more."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from common.voice.speech import sentences_of, speech_of
from common.voice.takes import FOLDER, Take, index_file, index_text, key_of, read_index, scenes_file, take_file
from renders.files.atomic import aside, open_folder
from renders.voice.model import RATE, open_speaker, require_installed
from renders.voice.recording import encoded
from renders.voice.synthesis import synthesised

if TYPE_CHECKING:
    from renders.request.scenes import Film
    from renders.work.crew import Crew
    from renders.work.jobs import Counter

__all__ = [
    "SpeakTask",
    "digest_of",
    "keep_digests",
    "make_takes",
    "remove_orphans",
    "sentences_in",
    "write_digests",
    "write_index",
]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SpeakTask:
    """A sentence to be spoken; ``name`` is whose turn it is on the display."""

    name: str
    sentence: str
    language: str
    voice: str

    def run(self, counter: Counter) -> tuple[Take, bytes]:
        """Speak it; return the take, and its sound as a file."""
        speech = speech_of(self.sentence, self.language)
        spoken = synthesised(speech, open_speaker(self.voice))
        counter.advance(1)
        take = Take(key_of(speech, self.voice), spoken.seconds, spoken.starts, spoken.ends)
        return take, encoded(spoken.samples, RATE)


def sentences_in(film: Film, language: str) -> list[str]:
    """Each sentence that the scenes of ``film`` say, once; raises as ``Explainer.said`` does."""
    beats = (beat for scene in film for beat in scene.load().said(language).beats.values())
    return list(dict.fromkeys(sentence for beat in beats for sentence in sentences_of(beat.said, language)))


def make_takes(
    sentences: Iterable[str], language: str, voice: str, crew: Crew, folder: Path = FOLDER
) -> tuple[int, int]:
    """Speak those of ``sentences`` that have no take yet; return how many were made, and how many failed.

    Interrupted, it keeps what is done: a take is in the index only once its sound is whole. Raises
    ``UnknownWordError`` before anything is spoken, and ``VoiceMissingError`` where the model is not installed.
    """
    takes = dict(read_index(language, voice, folder))
    missing = {
        key: SpeakTask(voice, sentence, language, voice)
        for sentence in sentences
        if (key := key_of(speech_of(sentence, language), voice)) not in takes
        or not take_file(key, language, voice, folder).is_file()
    }
    if not missing:
        return 0, 0
    require_installed(voice)
    open_folder(folder / language / voice)
    made = 0
    tasks = list(missing.values())
    outcomes = crew.follow(tasks, [1] * len(tasks), crew.hire_here(len(tasks)))
    try:
        with closing(outcomes):
            for number, outcome in outcomes:
                if outcome.result is None:
                    _log.error("%r could not be spoken: %s", tasks[number].sentence, outcome.cause)
                    continue
                take, sound = outcome.result
                with aside(take_file(take.key, language, voice, folder), other="") as part:
                    part.write_bytes(sound)
                takes[take.key] = take
                made += 1
    finally:
        write_index(takes, language, voice, folder)
    return made, len(tasks) - made


def remove_orphans(sentences: Iterable[str], language: str, voice: str, folder: Path = FOLDER) -> int:
    """Delete the takes of a voice that none of ``sentences`` needs, and sound without times; return how many."""
    needed = {key_of(speech_of(sentence, language), voice) for sentence in sentences}
    takes = read_index(language, voice, folder)
    kept = {key: take for key, take in takes.items() if key in needed}
    files = {take_file(take.key, language, voice, folder) for take in kept.values()}
    orphans = set((folder / language / voice).glob("*.opus")) - files
    if kept.keys() != takes.keys():
        write_index(kept, language, voice, folder)
    for file in orphans:
        file.unlink()
    return len({file.stem for file in orphans} | (takes.keys() - kept.keys()))


def write_digests(film: Film, language: str, voice: str, folder: Path = FOLDER) -> None:
    """Note for each scene of ``film`` what it is spoken with, where there is a take of all that it says."""
    takes, digests = read_index(language, voice, folder), {}
    for scene in film:
        keys = [key_of(speech_of(each, language), voice) for each in sentences_in([scene], language)]
        if takes.keys() >= set(keys):
            digests[scene.name] = digest_of(keys)
    keep_digests(digests, language, voice, folder)


def keep_digests(digests: Mapping[str, str], language: str, voice: str, folder: Path) -> None:
    """Write what each scene is spoken with, all at once."""
    with aside(scenes_file(language, voice, folder), other="") as part:
        part.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def digest_of(keys: Iterable[str]) -> str:
    """Return a digest of the takes with those ``keys``."""
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()[:16]


def write_index(takes: Mapping[str, Take], language: str, voice: str, folder: Path) -> None:
    """Write the index of a voice's ``takes``, all at once."""
    with aside(index_file(language, voice, folder), other="") as part:
        part.write_text(index_text(takes), encoding="utf-8")
