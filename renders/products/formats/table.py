"""The formats that a clip can have, and what was asked for of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from renders.errors import BadInputError, choose

__all__ = ["FORMATS", "MP4", "Format", "Wanted"]


@dataclass(frozen=True)
class Format:
    """A kind of file. ``clear``: it holds transparency in steps; ``most_fps``: frames a second that it can show.

    ``heard``: it carries what is said. What writes it is in ``renders.products.formats.making``, under its name.
    """

    name: str
    clear: bool = True
    most_fps: int = 60
    is_folder: bool = False
    heard: bool = False

    def file_name(self, scene: str) -> str:
        """The name of the file or folder: ``Kink.gif``; a sequence has the scene's name."""
        return scene if self.is_folder else f"{scene}.{self.name}"


FORMATS = {
    each.name: each
    for each in (
        Format("mp4", clear=False, heard=True),
        Format("webm", heard=True),
        # Delays are in hundredths of a second, and browsers take one below two of them for ten.
        Format("gif", clear=False, most_fps=30),
        Format("webp"),
        Format("png-sequence", is_folder=True),
        Format("mov", heard=True),
    )
}

MP4 = FORMATS["mp4"]

_MEGABYTE = 1_000_000  # the smaller of the two that are meant by it: it holds for both


@dataclass(frozen=True)
class Wanted:
    """The request: formats, each once, ``most`` bytes a file, and whether the background is left out.

    ``clear`` is None where nothing was said: then it is left out wherever the format can.
    """

    formats: tuple[Format, ...] = (MP4,)
    most: int | None = None
    clear: bool | None = None

    @classmethod
    def parse(cls, typed: str, max_mb: float | None = None, clear: bool | None = None) -> Wanted:
        """Read names parted by commas, and a limit in megabytes; ``BadInputError`` for what cannot be had."""
        names = dict.fromkeys(choose("format", name.strip(), FORMATS) for name in typed.split(","))
        formats = tuple(FORMATS[name] for name in names)
        opaque = [each.name for each in formats if not each.clear]
        if clear and opaque:
            able = ", ".join(each.name for each in FORMATS.values() if each.clear)
            raise BadInputError(f"--transparent: {opaque[0]} holds no soft transparency; choose from {able}")
        if max_mb is None:
            return cls(formats, None, clear)
        if not (math.isfinite(max_mb) and max_mb * _MEGABYTE >= 1):
            raise BadInputError(f"--max-mb {max_mb:g}: name a size in megabytes above 0, such as 8")
        folders = [each.name for each in formats if each.is_folder]
        if folders:
            raise BadInputError(f"--max-mb: {folders[0]} is a folder of files; leave out one of the two")
        return cls(formats, int(max_mb * _MEGABYTE), clear)

    @property
    def mp4(self) -> bool:
        """True if the film's own kind of clip is among them."""
        return MP4 in self.formats

    @property
    def others(self) -> tuple[Format, ...]:
        """The formats that are made of the scene's frames."""
        return tuple(each for each in self.formats if each != MP4)

    @property
    def clear_poster(self) -> bool:
        """True if the poster has no background: that is so if no file beside it has one."""
        return all(map(self.leaves_background, self.formats))

    def leaves_background(self, each: Format) -> bool:
        """Return True if a file of that format has no background behind its figures."""
        return each.clear and self.clear is not False
