"""Words and formulas: set in the film's own fonts, broken into lines where they do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
import shapely
from manim import BOLD, DOWN, NORMAL, MathTypst, Mobject, SVGMobject, Text, VGroup, VMobject, config
from manim.utils.bezier import bezier
from manim.utils.color import ManimColor
from typst import Fonts

from common.figures.window import draw_polylines
from common.fonts import FAMILIES, register_fonts
from common.stage import Box
from common.style import DARK, TYPE, Theme

__all__ = ["Headline", "Label", "Lettering", "descent", "formula", "lettering", "lines_of"]

_OVERSIZE = 4
"""Pango rounds letter spacing to whole units, so words are set this much larger and scaled down."""

_PAPER = 2**14
_HALO = 0.06
"""Scene units around a label that are kept free."""
_SAMPLES = 6  # points on each curve of a glyph
_UNCHANGING = (ManimColor, str, float, bool, type(None))
_LEADING = 0.0175
"""Scene units from one baseline of a headline to the next, for each point of its size."""
_CAPITAL = "H"  # it stands on the baseline, as high as every other
_MARK_BONUS = 5  # letters that a break may stand off the middle for falling on a mark


class Outline(VMobject):
    """The shape of one glyph, which is quick to copy."""

    @classmethod
    def of(cls, glyph: VMobject) -> Outline:
        """The outline of a glyph as manim reads it, without the SVG path that it carries along."""
        outline = cls()
        vars(outline).update((name, vars(glyph)[name]) for name in vars(outline))
        return outline

    def __deepcopy__(self, memo: dict[int, Mobject]) -> Outline:
        """Copy what may be changed in place; manim copies every colour and number too, at ten times the cost."""
        twin = type(self).__new__(type(self))
        memo[id(self)] = twin
        for name, value in vars(self).items():
            vars(twin)[name] = value if isinstance(value, _UNCHANGING) else deepcopy(value, memo)
        return twin


class Lettering(VGroup):
    """The outlines of one line of words or of one formula, and the ``text`` that they were set from.

    manim's own ``Text`` and ``Typst`` carry their whole SVG, which every animation would copy.
    """

    def __init__(self, text: str, glyphs: SVGMobject, size: float) -> None:
        drawn = glyphs.family_members_with_points()
        super().__init__(*(Outline.of(glyph) for glyph in drawn if isinstance(glyph, VMobject)))
        self.text = text
        self._size_set, self._height_set = size, self.height

    @property
    def size(self) -> float:
        """In points of ``TYPE``, as it stands now: it may have been scaled."""
        return self._size_set * float(self.height / self._height_set)

    def update(self, dt: float = 0, recursive: bool = True) -> Lettering:  # noqa: ARG002
        """Run the line's own updaters. Its glyphs have none, and are many: they are not asked at every frame."""
        return super().update(dt, recursive=False)


def lettering(text: str, size: float, colour: ManimColor, *, bold: bool = False) -> Lettering:
    """One line of words, ``size`` in points of ``TYPE``."""
    return _words(text, size, BOLD if bold else NORMAL).copy().set_color(colour)


def formula(source: str, size: float, colour: ManimColor) -> Lettering:
    """Mathematics in Typst's notation, ``size`` in points of ``TYPE``."""
    return _mathematics(source, size).copy().set_color(colour)


@cache
def _words(text: str, size: float, weight: str) -> Lettering:
    register_fonts()
    with _on_paper():
        words = Text(
            text,
            font=FAMILIES,
            weight=weight,
            font_size=size * _OVERSIZE,
            warn_missing_font=False,
        )
    words.scale(1 / _OVERSIZE)
    return Lettering(text, words, size)


@cache
def _mathematics(source: str, size: float) -> Lettering:
    glyphs = MathTypst(source, font_size=size, font_paths=_typsts_fonts(), use_svg_cache=False)
    return Lettering(source, glyphs, size)


@cache
def _typsts_fonts() -> Any:
    """Those that Typst brings along; of a font that the machine has, too, it would take the machine's."""
    return Fonts(include_system_fonts=False)


@contextmanager
def _on_paper() -> Iterator[None]:
    """Pango breaks lines at the picture's width in pixels: words must not depend on the quality chosen."""
    # Not tempconfig: it sets the renderer anew each time, which takes as long as setting a line.
    size = config.pixel_width, config.pixel_height
    config.pixel_width = config.pixel_height = _PAPER
    try:
        yield
    finally:
        config.pixel_width, config.pixel_height = size


class Label(VGroup):
    """A formula on a picture, or words, backed by the ground it stands on, so that no line seems to cross it."""

    def __init__(self, source: str | Lettering, colour: ManimColor, ground: ManimColor) -> None:
        name = formula(source, TYPE.label, colour) if isinstance(source, str) else source.set_color(colour)
        # A stroke behind each glyph would cover the glyph before it: the halo is a layer of its own.
        self.lettering, self.halo = name, _surroundings(name)
        super().__init__(self.halo, name)
        self.halo.set_fill(ground, opacity=1)


class Headline(VGroup):
    """The one sentence over a picture, bold and centred in ``box``, on as few lines as it fits.

    Its baselines are where those of any other with so many lines are, whatever letters reach below them.
    """

    def __init__(self, text: str, box: Box, theme: Theme, size: float = TYPE.claim) -> None:
        super().__init__(*lines_of(text, size, theme.ink, box.width))
        self.shift(box.centre)


def lines_of(text: str, size: float, colour: ManimColor, width: float) -> list[Lettering]:
    """``text`` in bold about the origin, broken into lines until none is wider than ``width``."""
    texts = _broken(text, size, width)
    lines, leading = [lettering(each, size, colour, bold=True) for each in texts], _LEADING * size
    baseline = (leading * (len(lines) - 1) - _capital(size).height) / 2
    for number, each in enumerate(lines):
        each.set_x(0).set_y(baseline - number * leading - descent(each.text, size), DOWN)
    return lines


def _surroundings(name: Lettering) -> Outline:
    """All that is near the glyphs of a line, as one shape: to stroke each of them so wide takes ten times longer.

    Its box reaches ``_HALO`` beyond theirs.
    """
    at = np.linspace(0, 1, _SAMPLES, endpoint=False)[:, np.newaxis]
    rings = [
        np.concatenate([bezier(path[start : start + 4])(at) for start in range(0, len(path), 4)])[:, :2]
        for glyph in name
        for path in glyph.get_subpaths()
    ]
    inside = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
    near = inside.buffer(_HALO).simplify(_HALO / 20)
    halo = Outline(stroke_width=0)
    draw_polylines(
        halo, [np.insert(np.array(part.exterior.coords), 2, 0, axis=1) for part in shapely.get_parts(near)]
    )
    return halo


def _capital(size: float) -> Lettering:
    return lettering(_CAPITAL, size, DARK.ink, bold=True)


@cache
def descent(text: str, size: float) -> float:
    """How far the lowest letter of a line reaches below its baseline, in scene units."""
    *letters, capital = lettering(f"{text} {_CAPITAL}", size, DARK.ink, bold=True)
    return float(capital.get_bottom()[1] - min(letter.get_bottom()[1] for letter in letters))


def _broken(text: str, size: float, width: float) -> Sequence[str]:
    for bonus in (_MARK_BONUS, 0):  # a mark may be too far off the middle
        for texts in ((text,), _halves(text, bonus)):
            if max(lettering(each, size, DARK.ink, bold=True).width for each in texts) <= width:
                return texts
    return [line for half in _halves(text, _MARK_BONUS) for line in _broken(half, size, width)]


def _halves(text: str, bonus: int) -> tuple[str, str]:
    """Break near the middle: after a mark if there is one close by, else after a space."""
    breaks = {match.end(): match.group() for match in re.finditer(r"[.:,?!]\s|\s|[，。：；、？！]", text[:-1])}

    def awkwardness(at: int) -> tuple[float, int]:
        return abs(at - len(text) / 2) - (0 if breaks[at].isspace() else bonus), -at

    at = min(breaks, key=awkwardness, default=len(text) // 2)
    return text[:at].strip(), text[at:].strip()
