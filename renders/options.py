"""What a viewer chooses about a render, and the one line that refuses a wrong choice."""

from __future__ import annotations

import difflib
import itertools
import os
from collections.abc import Iterable
from dataclasses import dataclass

from common.stage import ASPECTS
from common.words import LANGUAGES

__all__ = ["QUALITIES", "THEME_NAMES", "BadInputError", "Quality", "Variant", "choose", "job_count"]


class BadInputError(ValueError):
    """What was typed cannot be done; the message is one line that names it and the remedy."""


THEME_NAMES = ("dark", "light")
"""The keys of ``common.style.THEMES``, which loads manim: a command that draws nothing must not wait for that."""


@dataclass(frozen=True)
class Quality:
    """A size and a pace: pixels along the picture's short side, and frames a second."""

    short_side: int
    fps: int

    @property
    def name(self) -> str:
        """As typed on the command line: ``1080p30``."""
        return f"{self.short_side}p{self.fps}"


QUALITIES = {
    quality.name: quality
    for quality in (
        Quality(480, 15),
        Quality(720, 30),
        Quality(1080, 30),
        Quality(1080, 60),
        Quality(2160, 60),
    )
}


@dataclass(frozen=True)
class Variant:
    """One way to render the film. The names are keys of ``LANGUAGES``, ``ASPECTS`` and ``THEME_NAMES``."""

    language: str = "en"
    aspect: str = "16:9"
    quality: Quality = Quality(1080, 30)
    theme: str = "dark"

    @classmethod
    def parse(cls, language: str, aspect: str, quality: str, theme: str) -> Variant:
        """Read what was typed; raises ``BadInputError`` naming the first part that is unknown."""
        return cls(
            choose("language", language, LANGUAGES),
            choose("aspect", aspect, ASPECTS),
            QUALITIES[choose("quality", quality, QUALITIES)],
            choose("theme", theme, THEME_NAMES),
        )

    @property
    def name(self) -> str:
        """The folder of this variant's files, different for every variant: ``en-16x9-dark-1080p30``."""
        return f"{self.language}-{self.aspect.replace(':', 'x')}-{self.theme}-{self.quality.name}"

    @classmethod
    def of_name(cls, name: str) -> Variant | None:
        """The variant whose folder has that name, if there is one."""
        return next((variant for variant in _VARIANTS if variant.name == name), None)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return ASPECTS[self.aspect].pixels(self.quality.short_side)

    @property
    def fps(self) -> int:
        """Frames a second."""
        return self.quality.fps


_VARIANTS = [
    Variant(*choices) for choices in itertools.product(LANGUAGES, ASPECTS, QUALITIES.values(), THEME_NAMES)
]


def choose(what: str, typed: str, known: Iterable[str]) -> str:
    """``typed`` if it is ``known``; raises ``BadInputError`` that lists the known, a close match first."""
    known = list(known)
    if typed in known:
        return typed
    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(typed.lower(), by_lower, n=1)
    hint = f"did you mean {by_lower[close[0]]}? " if close else ""
    raise BadInputError(f"unknown {what} {typed!r}: {hint}choose from {', '.join(known)}")


def job_count(typed: int | None) -> int:
    """How many processes render at once: all cores unless told; raises ``BadInputError`` below 1."""
    if typed is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if typed < 1:
        raise BadInputError(
            f"--jobs {typed}: at least 1 process is needed; leave the option out to use every core"
        )
    return typed
