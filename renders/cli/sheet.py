"""The command ``renders sheet``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from common.words import LANGUAGES
from renders.cli.console import finish
from renders.cli.options import Jobs, Place, one_of
from renders.errors import choose
from renders.files.atomic import open_folder
from renders.products.sheet.task import SheetTask
from renders.request.scenes import check_glyphs
from renders.request.variant import THEME_NAMES

__all__ = ["sheet"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class SheetPicture:
    """Which sheets are made."""

    language: Annotated[
        str | None, Parameter(help=f"The language of the words, {one_of(*LANGUAGES)}; each if left out.")
    ] = None
    theme: Annotated[str | None, Parameter(help=f"The background, {one_of(*THEME_NAMES)}; each if left out.")] = (
        None
    )

    @property
    def variants(self) -> list[tuple[str, str]]:
        """Languages and themes; raises ``BadInputError`` naming what is unknown."""
        languages = LANGUAGES if self.language is None else [choose("language", self.language, LANGUAGES)]
        themes = THEME_NAMES if self.theme is None else [choose("theme", self.theme, THEME_NAMES)]
        return [(language, theme) for language in languages for theme in themes]


def sheet(*, picture: SheetPicture = SheetPicture(), jobs: Jobs = Jobs(), place: Place = Place()) -> int:
    """Make one sheet to pin up or hand out: the question, six pictures, their thresholds, and common errors.

    Each is a page, A4 to print and 16:9 to show, as a PDF whose figures are sharp at any size and whose words can
    be searched and read aloud, and as a PNG. The light ones are for paper.

    Example: renders sheet

    Example: renders sheet --language en --theme light
    """
    crew, variants = jobs.crew(place), picture.variants
    for language in dict.fromkeys(language for language, _ in variants):
        check_glyphs(language)
    folder = open_folder(place.output / "sheet")
    tasks = [SheetTask(language, theme, folder) for language, theme in variants]
    made = dict(crew.succeeding(tasks, [len(task.files) for task in tasks], crew.hire_here(len(tasks)), folder))
    return finish([file for number in sorted(made) for file in made[number]], complete=len(made) == len(tasks))
