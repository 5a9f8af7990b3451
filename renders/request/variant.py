"""A viewer's choices about a render: language, aspect, quality, theme."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.errors import choose

__all__ = ["QUALITIES", "THEME_NAMES", "Quality", "Variant"]


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
