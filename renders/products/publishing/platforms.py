"""Requirements of platforms, read from ``platforms.toml``: every limit with its source and date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.products.publishing.measures import MEASURES
from renders.request.toml import read_model
from renders.request.variant import QUALITIES

__all__ = [
    "HOW",
    "LIMITS",
    "ChapterRule",
    "FreeArea",
    "Limit",
    "Platform",
    "Platforms",
    "Source",
    "read_platforms",
]

LIMITS = Path(__file__).with_name("platforms.toml")
"""The file of limits that is used unless another is named."""

HOW = {
    "read": "read in a stored copy of the platform's page",
    "told": "told by others, not verified with the platform",
    "known": "as known, not verified online",
    "ours": "a rule of this film",
}
"""How a limit is known, in the checklist's words."""

Value = Annotated[int | float | str, Field(union_mode="smart")]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(_Told):
    """The source of some limits, ``as_of`` a day."""

    name: str = Field(min_length=1)
    how: Literal["read", "told", "known", "ours"]
    as_of: datetime.date


class Limit(_Told):
    """A limit of ``measure``: exactly ``is``, or from ``least`` to ``most``, both included.

    With ``advice``, a file that is not so is published all the same.
    """

    measure: str
    exactly: Value | None = Field(None, alias="is")
    least: float | None = None
    most: float | None = None
    source: str
    advice: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.measure not in MEASURES:
            raise ValueError(f"{self.measure!r} is not measured: choose from {', '.join(MEASURES)}")
        if (self.exactly is None) == (self.least is None and self.most is None):
            raise ValueError("a limit is either `is`, or `least` and/or `most`")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("`least` is above `most`")
        return self

    def allows(self, value: float | str) -> bool:
        """Return True if ``value`` keeps the limit; a word where a number is due never does, nor NaN."""
        if self.exactly is not None:
            return value == self.exactly
        if isinstance(value, str):
            return False
        low = float("-inf") if self.least is None else self.least
        high = float("inf") if self.most is None else self.most
        return low <= value <= high

    @property
    def text(self) -> str:
        """As a person reads it.

        >>> Limit(measure="video.seconds", least=3, most=600, source="linkedin").text
        'from 3 to 600'
        """
        if self.exactly is not None:
            return str(self.exactly)
        if self.least is None:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.most is None else f"from {self.least:g} to {self.most:g}"


class ChapterRule(_Told):
    """Chapters are at least ``count``, each at least so many ``seconds``, its title at most so many characters."""

    seconds: int = Field(ge=0)
    count: int = Field(ge=1)
    title: int = Field(ge=10)


Share = Annotated[float, Field(ge=0, le=0.3)]


class FreeArea(_Told):
    """The area that a platform leaves free of buttons and texts: all but these shares of the width and height."""

    left: Share
    right: Share
    top: Share
    bottom: Share
    source: str


_Side = Annotated[int, Field(ge=64, le=4096)]
Size = Annotated[tuple[_Side, _Side], Field(strict=False)]


class Platform(_Told):
    """The way in which the film is published to one platform."""

    name: str = Field(min_length=1)
    pieces: Literal["film", "scenes"]
    language: str
    aspect: str
    quality: str
    sound: Literal["track", "any"]
    captions: Literal["srt", "vtt"]
    captions_in_picture: FreeArea | None = None
    chapters: tuple[Literal["description", "text", "vtt", "inside"], ...] = Field(strict=False)
    chapter: ChapterRule = ChapterRule(seconds=10, count=3, title=49)
    thumbnail: Size
    covers: tuple[Size, ...] = Field((), strict=False)
    hashtags: int = Field(ge=0)
    page: bool = False
    translations: bool = False
    groups: tuple[str, ...] = Field(strict=False)
    limits: tuple[Limit, ...] = Field(strict=False)
    by_hand: tuple[str, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _can_be_rendered(self) -> Self:
        for what, name, known in (
            ("language", self.language, LANGUAGES),
            ("aspect", self.aspect, ASPECTS),
            ("quality", self.quality, QUALITIES),
        ):
            if name not in known:
                raise ValueError(f"{what} {name!r} is not rendered: choose from {', '.join(known)}")
        return self


class Platforms(_Told):
    """All that a file of limits says."""

    sources: Mapping[str, Source]
    groups: Mapping[str, Annotated[tuple[Limit, ...], Field(strict=False)]]
    platforms: Mapping[str, Platform] = Field(min_length=1)

    @model_validator(mode="after")
    def _refers_to_what_is_there(self) -> Self:
        for name, platform in self.platforms.items():
            for group in platform.groups:
                if group not in self.groups:
                    raise ValueError(f"{name} names a group {group!r} that is not there")
        every = [*self.groups.values(), *(platform.limits for platform in self.platforms.values())]
        named = [(limit.measure, limit.source) for limits in every for limit in limits]
        named += [
            (f"{name}.captions_in_picture", platform.captions_in_picture.source)
            for name, platform in self.platforms.items()
            if platform.captions_in_picture
        ]
        for what, source in named:
            if source not in self.sources:
                raise ValueError(f"{what} names a source {source!r} that is not there")
        return self

    def limits_of(self, platform: Platform) -> list[Limit]:
        """All limits of ``platform``, those of its groups first."""
        return [*(limit for group in platform.groups for limit in self.groups[group]), *platform.limits]


def read_platforms(file: Path = LIMITS) -> Platforms:
    """Read a file of limits; raises ``BadInputError`` that names what is wrong in it, and where."""
    return read_model(Platforms, file)
