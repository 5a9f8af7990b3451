"""An equation that is written term by term, each in the colour of what it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup
from manim.utils.color import ManimColor

from common.figures.lettering import formula

__all__ = ["Equation"]


class Equation(VGroup):
    """The ``terms`` (Typst, colour) of one line, which stand as they do when they are set together."""

    def __init__(self, terms: Sequence[tuple[str, ManimColor]], size: float) -> None:
        super().__init__(*(formula(source, size, colour) for source, colour in terms))
        together = iter(formula(" ".join(source for source, _ in terms), size, terms[0][1]))
        for term in self:
            for glyph in term:
                glyph.set_points(next(together).points)
