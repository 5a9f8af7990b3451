"""Captions as pictures, in the film's own letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from manim import UP, VGroup

from common.figures.lettering import lettering
from common.stage import Box
from common.style import THEMES, Theme
from renders.picture.canvas import Pixels
from renders.picture.drawing import baseline, draw, drawing
from renders.products.publishing.inset import LEADING, SIZE, Inset

__all__ = ["caption_pictures"]

_FIRST = 0.4
"""Scene units from the top to the first baseline."""
_ROOM = 0.99
"""The share of the width that letters may take: they are set to a pixel or so."""


def caption_pictures(texts: Iterable[str], inset: Inset, theme: str) -> Mapping[str, Pixels]:
    """Draw each of ``texts``, lines separated by line feeds, on the background, as large as ``inset.captions``.

    The first line of each stands at the same height. A caption with a line that would not fit is set smaller.
    """
    look = THEMES[theme]
    size = inset.captions.width, inset.captions.height
    width, height = (pixels / inset.unit for pixels in size)
    frame = Box(-width / 2, -height / 2, width / 2, height / 2)
    with drawing(size, frame, look):
        return {text: draw([_set(text.split("\n"), frame, look)], size) for text in dict.fromkeys(texts)}


def _set(lines: list[str], frame: Box, theme: Theme) -> VGroup:
    first = frame.top - _FIRST
    caption = VGroup()
    for number, text in enumerate(filter(None, lines)):
        line = lettering(text, SIZE, theme.ink)
        caption.add(line.shift((first - number * LEADING - baseline(line, SIZE)) * UP).set_x(0))
    room = _ROOM * frame.width
    if caption.width > room:
        caption.scale(room / caption.width, about_point=(0.0, first, 0.0))
    return caption
