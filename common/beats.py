"""A beat as it was played; free of manim, so that code which only reads beats need not load it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Beat", "Line", "Mark", "Word"]


@dataclass(frozen=True)
class Word:
    """The word at ``first`` to ``last`` (not included) in its line, and the seconds when it is heard."""

    first: int
    last: int
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """A sentence of a beat, in seconds from the beat's first frame; ``take`` is its recording, if any."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...] = ()
    take: str = ""


@dataclass(frozen=True)
class Mark:
    """A word on which the picture moves: it is heard at frame ``due``; what it announces began at ``begun``."""

    name: str
    due: int
    begun: int | None


@dataclass(frozen=True)
class Beat:
    """One idea of a scene as it was rendered: frames ``start`` to ``end`` (not included), and its words.

    ``lines`` and ``marks`` say when they are heard. ``landings`` are the frames in which a weight reaches
    exactly 0, of those that were drawn: a scene that is leapt through does not see them all.
    """

    name: str
    start: int
    end: int
    title: str
    said: str
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    landings: tuple[int, ...] = field(default=(), compare=False)

    def earlier(self, frames: int) -> Beat:
        """Return the beat as it is where so many frames before it are left out."""
        marks = tuple(
            replace(mark, due=mark.due - frames, begun=None if mark.begun is None else mark.begun - frames)
            for mark in self.marks
        )
        landings = tuple(frame - frames for frame in self.landings)
        return replace(self, start=self.start - frames, end=self.end - frames, marks=marks, landings=landings)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Beat:
        """Return the beat that ``dataclasses.asdict`` and JSON made ``told`` of."""
        lines = tuple(
            Line(**{**line, "words": tuple(Word(**word) for word in line["words"])}) for line in told["lines"]
        )
        marks = tuple(Mark(**mark) for mark in told["marks"])
        return cls(**{**told, "lines": lines, "marks": marks, "landings": tuple(told["landings"])})
