"""Contrast of texts and lines with what is around them, measured in the picture itself."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from common.stage import Box
from common.style import STROKE
from renders.critic.problem import Finding
from renders.critic.sight import Mark, Sight, Words
from renders.picture.canvas import Pixels
from renders.picture.light import contrast_ratio, relative_luminance

__all__ = ["LINE_LEAST", "TEXT_LEAST", "contrast_findings"]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_CHECK = "legibility/contrast"

TEXT_LEAST = 4.5
"""The contrast that WCAG 2.2 asks of a text (1.4.3)."""

LINE_LEAST = 3.0
"""The contrast that WCAG 2.2 asks of what means something and is no text (1.4.11)."""

_OPAQUE = 0.99  # what is fainter is on its way in or out
_SOFT = 1  # pixels in which an edge fades, and which are nobody's colour
_RING = 2  # pixels beyond them that are the surroundings
_CORE = 0.02  # of the pixels in the boxes of its glyphs show a text's own colour
_LEAST_PIXELS = 8  # on which a judgement may rest
_PATIENCE = 0.3  # of the surroundings may be worse: something crosses there, which is a fault of layout
_ALIKE = 64  # levels of a channel between a line's colour and the pixels that show it
_STEP = 4.0  # pixels from one sample of a line to the next
_CLEAR = 0.06  # scene units around a text that may be its backing
_NARROW = 0.5  # scene units: a filled shape that is narrower is a dot, a tip or an arrow, no line's background


def contrast_findings(sight: Sight, pixels: Pixels) -> Iterator[Finding]:
    """Texts and lines of ``sight`` that stand out too little in ``pixels``, the picture of it.

    Texts and lines on their way in or out are not judged, nor are lines thinner than ``STROKE.edge`` or not wholly
    in the picture.
    """
    picture = _Picture(sight, pixels)
    for words in sight.words:
        if words.opacity > _OPAQUE:
            yield from _of_words(words, picture)
    for mark in sight.marks:
        if mark.opacity > _OPAQUE and mark.width > (STROKE.edge - 0.01) / 100 and picture.holds(mark.box):
            yield from _of_mark(mark, sight, picture)


class _Picture:
    """The pixels of a sight, found by scene units."""

    def __init__(self, sight: Sight, pixels: Pixels) -> None:
        self.colours = pixels[:, :, :3]
        self.height, self.width = pixels.shape[:2]
        self._scale = sight.scale
        self._glyphs = np.zeros((self.height, self.width), np.bool_)
        for words in sight.words:
            for glyph in words.glyphs:
                self._glyphs[self.window(glyph, _SOFT)] = True
        self._lines = self._ink(sight)
        self._drawn = self._lines.copy()
        for words in sight.words:
            self._drawn[self.window(words.box, math.ceil(_CLEAR * self._scale))] = True

    def window(self, box: Box, around: int = 0) -> tuple[slice, slice]:
        """Rows and columns of ``box`` and of so many pixels ``around`` it, as far as they are in the picture."""
        (left, top), (right, bottom) = self.pixel(np.array([[box.left, box.top], [box.right, box.bottom]]))
        return (
            slice(max(math.floor(top) - around, 0), max(math.ceil(bottom) + around, 0)),
            slice(max(math.floor(left) - around, 0), max(math.ceil(right) + around, 0)),
        )

    def pixel(self, points: FloatArray) -> FloatArray:
        """Column and row (k, 2) of scene ``points`` (k, 2), the picture's upper left corner at 0."""
        return np.array([self.width / 2, self.height / 2]) + points * [self._scale, -self._scale]

    def holds(self, box: Box) -> bool:
        """Return True if ``box`` is entirely in the picture."""
        edge = np.array([self.width, self.height]) / 2 / self._scale
        return bool(max(-box.left, box.right) <= edge[0] and max(-box.bottom, box.top) <= edge[1])

    def at(self, places: FloatArray) -> Pixels:
        """Colours (k, 3) at columns and rows (k, 2)."""
        columns, rows = np.floor(places).astype(int).T
        colours: Pixels = self.colours[np.clip(rows, 0, self.height - 1), np.clip(columns, 0, self.width - 1)]
        return colours

    def is_bare(self, places: FloatArray) -> BoolArray:
        """Return which columns and rows (k, 2) are in the picture, clear of every text, line and dot."""
        columns, rows = np.floor(places).astype(int).T
        inside = (columns >= 0) & (columns < self.width) & (rows >= 0) & (rows < self.height)
        drawn = self._drawn[np.clip(rows, 0, self.height - 1), np.clip(columns, 0, self.width - 1)]
        return np.asarray(inside & ~drawn)

    def around(self, glyph: Box) -> Pixels:
        """Colours (k, 3) of the ring around a glyph, without other glyphs and lines where there is enough else."""
        rows, columns = self.window(glyph, _SOFT + _RING)
        inner_rows, inner_columns = self.window(glyph, _SOFT)
        ring = np.ones(self.colours[rows, columns].shape[:2], np.bool_)
        ring[
            inner_rows.start - rows.start : inner_rows.stop - rows.start,
            inner_columns.start - columns.start : inner_columns.stop - columns.start,
        ] = False
        free = ring & ~self._glyphs[rows, columns]
        clear = free & ~self._lines[rows, columns]
        judged = next((each for each in (clear, free) if each.sum() >= _LEAST_PIXELS), ring)
        colours: Pixels = self.colours[rows, columns][judged]
        return colours

    def _ink(self, sight: Sight) -> BoolArray:
        """The mask of lines and dots: all that is neither text nor background."""
        ink = Image.new("1", (self.width, self.height))
        draw = ImageDraw.Draw(ink)
        for mark in sight.marks:
            small = mark.filled and min(mark.box.width, mark.box.height) < _NARROW
            for outline in mark.outlines:
                corners = [(x, y) for x, y in self.pixel(outline).tolist()]
                if small:
                    draw.polygon(corners, fill=1)
                if mark.width or small:
                    draw.line(corners, fill=1, width=round(mark.width * self._scale) + 2 * _SOFT)
        return np.asarray(ink)


def _of_words(words: Words, picture: _Picture) -> Iterator[Finding]:
    core = _core(words, picture)
    contrasts = [_beside(core, picture.around(glyph)) for glyph in words.glyphs]
    faint = [glyph for glyph, contrast in zip(words.glyphs, contrasts, strict=True) if contrast < TEXT_LEAST]
    if faint:
        yield Finding(_CHECK, (words.name,), _said(min(contrasts), TEXT_LEAST), (_around(faint),))


def _core(words: Words, picture: _Picture) -> float:
    """The luminance of a text, from the pixels of its glyphs that are nearest to its colour.

    Of the whole text, since a thin glyph may have no pixel that it covers.
    """
    inside = np.concatenate([picture.colours[picture.window(glyph)].reshape(-1, 3) for glyph in words.glyphs])
    if not len(inside):
        return math.nan
    off = np.abs(inside.astype(int) - _levels(words.colour)).sum(axis=1)
    return float(np.median(relative_luminance(inside[off <= np.quantile(off, _CORE)])))


def _beside(core: float, around: Pixels) -> float:
    """The contrast of ``core`` with the poorer of its surroundings."""
    if not len(around):
        return math.inf
    return float(np.quantile(contrast_ratio(core, relative_luminance(around)), _PATIENCE))


def _of_mark(mark: Mark, sight: Sight, picture: _Picture) -> Iterator[Finding]:
    at, across = _samples(mark, picture)
    core = picture.at(at)
    seen = np.abs(core.astype(int) - _levels(mark.colour)).max(axis=1, initial=0) <= _ALIKE
    reach = mark.width / 2 * sight.scale + 2 * _SOFT
    sides = []
    for side in (-1, 1):
        beside = at + side * reach * across
        judged = seen & picture.is_bare(beside)
        if judged.sum() >= _LEAST_PIXELS:
            lit, around = relative_luminance(core[judged]), relative_luminance(picture.at(beside[judged]))
            contrasts = contrast_ratio(lit, around)
            sides.append(float(np.quantile(contrasts, _PATIENCE)))
    if not sides:
        return
    contrast = max(sides) if _is_filled(mark, sight) else min(sides)
    if contrast < LINE_LEAST:
        yield Finding(_CHECK, (mark.name,), _said(contrast, LINE_LEAST), (mark.box,))


def _samples(mark: Mark, picture: _Picture) -> tuple[FloatArray, FloatArray]:
    """Places (k, 2) in pixels, evenly spread on the outlines of a mark, and unit vectors (k, 2) across it."""
    places, across = [np.empty((0, 2))], [np.empty((0, 2))]
    for outline in mark.outlines:
        corners = picture.pixel(outline)
        steps = np.diff(corners, axis=0)
        lengths = np.hypot(*steps.T)
        total = float(lengths.sum())
        if total == 0:
            continue
        along = np.arange(min(_STEP, total) / 2, total, _STEP)
        starts = np.concatenate([[0.0], np.cumsum(lengths)])
        on = np.clip(np.searchsorted(starts, along, side="right") - 1, 0, len(lengths) - 1)
        share = (along - starts[on]) / lengths[on]
        places.append(corners[on] + share[:, np.newaxis] * steps[on])
        across.append((steps[on] / lengths[on, np.newaxis])[:, ::-1] * [-1, 1])
    return np.concatenate(places), np.concatenate(across)


def _is_filled(mark: Mark, sight: Sight) -> bool:
    """True if ``mark`` is the edge of a region: its own, or another mark of its colour that fills its box."""
    box = mark.box
    return mark.filled or any(
        other.filled
        and other.colour == mark.colour
        and np.allclose(
            [other.box.left, other.box.bottom, other.box.right, other.box.top],
            [box.left, box.bottom, box.right, box.top],
            atol=mark.width,
        )
        for other in sight.marks
    )


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _said(contrast: float, least: float) -> str:
    # Rounded down: 4.46 is not enough, and must not read as if it were.
    return f"{math.floor(contrast * 10) / 10:.1f}:1, at least {least:g}:1"


def _levels(colour: str) -> npt.NDArray[np.int_]:
    """Red, green and blue (3,), 0 to 255, of ``#RRGGBB``."""
    return np.array([*bytes.fromhex(colour.removeprefix("#"))])
