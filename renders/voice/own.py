"""A person's own voice: recordings of the script's sentences, made into takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from common.voice.lexicon import UnknownWordError
from common.voice.speech import Speech, speech_of
from common.voice.takes import (
    OWN,
    OtherTakes,
    Take,
    film_voice,
    find_take,
    key_of,
    read_digests,
    read_index,
    take_file,
)
from common.words import reading_seconds
from renders.errors import BadInputError
from renders.files.atomic import aside, open_folder
from renders.files.text import plainly, printable, read_text
from renders.request.scenes import Film
from renders.voice.aligning import Times, by_labels, by_pauses, evenly, read_labels
from renders.voice.making import digest_of, keep_digests, write_index
from renders.voice.recording import RATE, encoded
from renders.voice.script import ScriptLine, script_of
from renders.voice.trimming import QUIET, levelled, pauses, sounding

__all__ = ["KINDS", "own_takes", "own_voice"]

KINDS = ("wav", "flac", "mp3", "m4a")
"""The endings of recordings."""

_VERSION = 1  # of what is done to recordings; raise it when that changes
_LOUD_ENOUGH = 10 ** (-50 / 20)
_FULL = 0.9995
_CLIPPED = 4  # samples at full scale, one after another
_TOO_LONG = 2.5  # times the synthetic take
_LEAST_PAUSE = 0.1  # in seconds: a stop is held for less
_MOST_LABELS = 100_000  # bytes
_MOST_LETTERS = 40

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class _Recording:
    """A recording of a ``line``, read from ``file``, and the ``labels`` beside it, if there are any."""

    line: ScriptLine
    language: str
    file: Path
    data: bytes
    labels: str

    @property
    def speech(self) -> Speech:
        return speech_of(self.line.sentence, self.language)

    def take(self, key: str) -> tuple[Take, bytes]:
        """Make the take, and its sound as a file; raises ``ValueError`` that says what is wrong."""
        sentence, speech = self.line.sentence, self.speech
        synthetic = find_take(speech, self.language, film_voice(self.language))
        reference = synthetic or evenly(speech, reading_seconds(sentence, self.language))
        cut, samples = sounding(_decoded(self.data), RATE, QUIET)
        seconds = round(len(samples) / RATE, 3)
        if seconds > _TOO_LONG * reference.seconds:
            raise ValueError(f"lasts {seconds:.1f} s, not about {reference.seconds:.1f} s: cut it to {sentence!r}")
        take = Take(key, seconds, *self._times(reference, samples, cut, seconds))
        return take, encoded(levelled(samples, RATE), RATE)

    def _times(self, reference: Take, samples: Samples, cut: float, seconds: float) -> Times:
        if self.labels:
            return by_labels(self.line.sentence, self.speech, reference, read_labels(self.labels, cut), seconds)
        return by_pauses(reference, pauses(samples, RATE, _LEAST_PAUSE), seconds)


def own_voice(folder: Path) -> str:
    """Name the voice whose recordings are in ``folder``.

    >>> own_voice(Path("recordings/Ada, slow"))
    'own-Ada-slow'
    """
    return OWN + re.sub(r"\W+", "-", folder.absolute().name)[:_MOST_LETTERS].strip("-")


def own_takes(
    folder: Path, voice: str, scenes: Film, language: str, cache: Path, *, writes: bool = True
) -> OtherTakes:
    """Make the recordings in ``folder`` the takes of all that ``scenes`` say.

    They are kept in ``cache``, if it ``writes``. Raises ``BadInputError`` that names a recording which is missing,
    silent, clipped, or far too long.
    """
    lines = script_of(scenes, language)
    recordings = _recordings(lines, folder, language)
    index = dict(read_index(language, voice, cache))
    takes: dict[str, Take] = {}
    made: dict[str, bytes] = {}
    for sentence, recording in recordings.items():
        key = _key(recording)
        if key not in index or not take_file(key, language, voice, cache).is_file():
            try:
                index[key], made[key] = recording.take(key)
            except ValueError as error:
                raise BadInputError(f"{printable(str(recording.file))} {error}") from error
        takes[sentence] = index[key]
    if made and writes:
        open_folder(cache / language / voice)
        for key, sound in made.items():
            with aside(take_file(key, language, voice, cache)) as part:
                part.write_bytes(sound)
        write_index(index, language, voice, cache)
    digests = {
        scene.name: digest_of(takes[line.sentence].key for line in script_of([scene], language))
        for scene in scenes
    }
    known = read_digests(language, voice, cache)
    film = {scene.name: digests[scene.name] for scene in scenes if not scene.numbers}
    if writes and not film.items() <= known.items():
        keep_digests({**known, **film}, language, voice, cache)
    by_key = {key_of(recordings[sentence].speech, voice): take for sentence, take in takes.items()}
    return OtherTakes(cache, by_key, digests)


def _recordings(lines: list[ScriptLine], folder: Path, language: str) -> Mapping[str, _Recording]:
    """Read the recording of each sentence; one that is said twice needs to be recorded only once."""
    files = {file.stem: file for file in sorted(folder.iterdir()) if file.suffix.lower().lstrip(".") in KINDS}
    found: dict[str, _Recording] = {}
    for line in lines:
        file = files.get(line.name)
        if file and line.sentence not in found:
            labels = file.with_suffix(".txt")
            text = read_text(labels, _MOST_LABELS, "labels of a sentence") if labels.is_file() else ""
            found[line.sentence] = _Recording(line, language, file, file.read_bytes(), text)
    missing = [line.name for line in lines if line.sentence not in found]
    if missing:
        which = f"{missing[0]} and {len(missing) - 1} more are" if len(missing) > 1 else f"{missing[0]} is"
        raise BadInputError(
            f"{printable(str(folder))}: {which} missing; renders script says what to record, as {', '.join(KINDS)}"
        )
    for recording in found.values():
        try:
            recording.speech  # noqa: B018
        except UnknownWordError as error:
            raise BadInputError(str(error)) from error
    return found


def _key(recording: _Recording) -> str:
    """Hash all that the take depends on: where words stand counts by the reference's key."""
    reference = key_of(recording.speech, film_voice(recording.language))
    made_of = f"{_VERSION} {hashlib.sha256(recording.data).hexdigest()} {recording.labels} {reference}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _decoded(data: bytes) -> Samples:
    """Decode a recording to one channel; raises ``ValueError`` for what nobody could hear or would like to."""
    try:
        with av.open(BytesIO(data), "r") as container:
            planar = av.AudioResampler(format="fltp")
            frames = [each for frame in container.decode(audio=0) for each in planar.resample(frame)]
        channels = np.concatenate([frame.to_ndarray() for frame in frames], axis=1)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise ValueError(f"is no sound that can be read: {plainly(str(error))}") from error
    if _longest_run(np.abs(channels).max(axis=0) >= _FULL) >= _CLIPPED:
        raise ValueError("is clipped: record it again, more softly")
    mono = av.AudioFrame.from_ndarray(channels.mean(axis=0, keepdims=True), format="fltp", layout="mono")
    mono.sample_rate = frames[0].sample_rate
    resampler = av.AudioResampler("flt", "mono", RATE)
    resampled = [*resampler.resample(mono), *resampler.resample(None)]
    samples = np.concatenate([each.to_ndarray().ravel() for each in resampled])
    if samples.size < RATE / 10 or np.abs(samples).max() < _LOUD_ENOUGH:
        raise ValueError("is silent: record it again")
    return samples


def _longest_run(flags: npt.NDArray[np.bool_]) -> int:
    """How many are true one after another, at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
