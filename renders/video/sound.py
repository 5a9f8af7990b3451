"""What is heard while a picture is shown: spoken takes, and ticks where a weight lands on zero."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from common.voice.takes import FOLDER, command_for
from renders.errors import BadInputError
from renders.files.text import printable

__all__ = ["RATE", "Sound", "Take", "TakeError", "sample"]

RATE = 48_000
"""Samples a second of all that is heard."""


class TakeError(BadInputError):
    """A take is not what it should be; the message is one line that names its file and the remedy."""

    def __init__(self, take: Take, fault: str) -> None:
        voice, language, folder, *_ = take.file.absolute().parents
        command = command_for(language.name, voice.name) if folder == FOLDER else "this command again"
        remedy = f"delete it, then  {command}" if take.file.exists() else command
        super().__init__(f"the take {printable(str(take.file))} {fault}: {remedy}")
        self._of = take, fault

    def __reduce__(self) -> tuple[type[TakeError], tuple[Take, str]]:
        """Let it be sent from a process to another."""
        return type(self), self._of


@dataclass(frozen=True)
class Take:
    """A recorded sentence: ``file`` is heard from ``start`` on, in seconds, and lasts ``seconds``."""

    start: float
    seconds: float
    file: Path


@dataclass(frozen=True)
class Sound:
    """All that is heard in the ``seconds`` that a picture lasts; ``ticks`` are seconds from its start.

    Raises ``TakeError`` for a take that begins before the picture or ends after it.
    """

    seconds: float
    takes: tuple[Take, ...] = ()
    ticks: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for take in self.takes:
            end = take.start + take.seconds
            if take.start < 0 or sample(end) > self.samples:
                raise TakeError(
                    take, f"is heard from {take.start:.2f} to {end:.2f} s; the picture lasts {self.seconds:.2f} s"
                )

    @property
    def samples(self) -> int:
        """The length in samples."""
        return sample(self.seconds)

    def __bool__(self) -> bool:
        """Whether anything is heard."""
        return bool(self.takes or self.ticks)


def sample(seconds: float) -> int:
    """The index of the sample at ``seconds``."""
    return round(seconds * RATE)
