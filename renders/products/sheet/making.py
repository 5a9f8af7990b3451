"""The sheet as PDF and PNG: figures drawn with the film's own, and set by Typst with its fonts."""

from __future__ import annotations

import datetime
import shutil
from itertools import product
from pathlib import Path
from typing import Any, Literal

import typst

from common.fonts import font_folder
from common.style import THEMES
from renders.errors import BadInputError
from renders.files.atomic import write_together
from renders.files.scratch import scratch
from renders.products.sheet.contents import contents_of
from renders.products.sheet.figures import draw_figures
from renders.products.sheet.task import KINDS, SHAPES, SheetTask
from renders.work.jobs import Counter

__all__ = ["make_sheet"]

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_PIXELS_AN_INCH = {"A4": 300.0, "16x9": 288.0}
"""A4 as printers want it, and the slide with 3840 pixels across."""
_NEVER = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # else no two files would be the same


def make_sheet(task: SheetTask, counter: Counter) -> list[Path]:
    """Write every shape of the sheet in one language and theme; return the files.

    Raises ``BadInputError`` if the words need more than a page.
    """
    theme = THEMES[task.theme]
    with scratch() as work:
        (work / "contents.json").write_text(contents_of(task.language, theme), encoding="utf-8")
        shutil.copyfile(_TEMPLATE, work / _TEMPLATE.name)
        for shape in SHAPES:
            for name, drawn in draw_figures(theme, shape).items():
                (work / f"{shape}-{name}.svg").write_bytes(drawn)
        with write_together(*task.files) as parts:
            for part, (shape, kind) in zip(parts, product(SHAPES, KINDS), strict=True):
                pages = _pages(work / _TEMPLATE.name, shape, kind)
                if len(pages) > 1:
                    raise BadInputError(
                        f"{task.name}: {shape} has room for fewer words: shorten {task.language}.toml"
                    )
                part.write_bytes(pages[0])
                counter.advance(1)
    return list(task.files)


def _pages(template: Path, shape: str, kind: Literal["pdf", "png"]) -> list[bytes]:
    """What the template gives: a document, or a picture a page."""
    given: Any = typst.compile(
        template,
        root=template.parent,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())]),
        format=kind,
        ppi=_PIXELS_AN_INCH[shape],
        sys_inputs={"shape": shape},
        timestamp=_NEVER,
        pdf_standards="ua-1" if kind == "pdf" else None,
    )
    return given if isinstance(given, list) else [given]
