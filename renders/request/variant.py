"""A viewer's choices about a render: language, aspect, quality, theme."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from common.stage import ASPECTS
from common.voice.takes import OFF, OWN, VOICES, OtherTakes, film_voice
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
    """One way to render the film. The names are keys of ``LANGUAGES``, ``ASPECTS`` and ``THEME_NAMES``.

    ``voice`` is one of the language's ``VOICES``, or off; empty, it is the film's; or it names a person's own.
    ``others`` are the takes of that one, or those of custom numbers. With ``cues``, a tick is heard where a weight
    lands on exactly 0: pictures and names of files do not depend on that.
    """

    language: str = "en"
    aspect: str = "16:9"
    quality: Quality = Quality(1080, 30)
    theme: str = "dark"
    voice: str = ""
    cues: bool = field(default=True, compare=False)
    others: OtherTakes | None = field(default=None, compare=False, repr=False)

    @classmethod
    def parse(cls, language: str, aspect: str, quality: str, theme: str) -> Variant:
        """Read what was typed; raises ``BadInputError`` naming the first part that is unknown."""
        return cls(
            choose("language", language, LANGUAGES),
            choose("aspect", aspect, ASPECTS),
            QUALITIES[choose("quality", quality, QUALITIES)],
            choose("theme", theme, THEME_NAMES),
        )

    def spoken_by(self, voice: str | None) -> Variant:
        """Return it with that ``voice``, None for the film's; raises ``BadInputError`` naming those there are."""
        return replace(self, voice=_voice(self.language, film_voice(self.language) if voice is None else voice))

    @property
    def is_synthetic(self) -> bool:
        """Whether whatever is spoken is spoken by the model, not by a person."""
        return not self.voice or self.voice in VOICES[self.language]

    @property
    def name(self) -> str:
        """The folder of this variant's files, different for every variant: ``en-16x9-dark-1080p30``."""
        parts = (self.language, self.aspect.replace(":", "x"), self.theme, self.quality.name, self.voice)
        return "-".join(filter(None, parts))

    @classmethod
    def of_name(cls, name: str) -> Variant | None:
        """The variant whose folder has that name, if there is one; its voice may be a person's own."""
        known, own, voice = name.partition(f"-{OWN}")
        found = next((variant for variant in _VARIANTS if variant.name == known), None)
        return replace(found, voice=OWN + voice) if found and own else found

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return ASPECTS[self.aspect].pixels(self.quality.short_side)

    @property
    def fps(self) -> int:
        """Frames a second."""
        return self.quality.fps


def _voice(language: str, voice: str) -> str:
    """Return the voice as it stands in a variant; raises ``BadInputError`` for one that the language has not."""
    chosen = choose("voice", voice, (*VOICES[language], OFF))
    return "" if chosen == film_voice(language) else chosen


_VARIANTS = [
    Variant(*choices, _voice(choices[0], voice))
    for choices in itertools.product(LANGUAGES, ASPECTS, QUALITIES.values(), THEME_NAMES)
    for voice in (*VOICES[choices[0]], OFF)
]
