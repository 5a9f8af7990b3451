"""A formula in several colours: one term after another, each to be shown by itself."""

from __future__ import annotations

from collections.abc import Mapping

from manim.utils.color import ManimColor

from common.figures.lettering import Lettering, formula
from common.stage import Box
from common.style import TYPE

__all__ = ["terms"]


def terms(colours: Mapping[str, ManimColor], box: Box, size: float = TYPE.label) -> list[Lettering]:
    """Each of the Typst sources in its colour, where it stands in the whole formula, in the middle of ``box``."""
    whole = formula(" ".join(colours), size, next(iter(colours.values()))).move_to(box.centre)
    pieces, number = [formula(source, size, colour) for source, colour in colours.items()], 0
    for piece in pieces:
        piece.shift(whole[number].get_center() - piece[0].get_center())
        number += len(piece)
    return pieces
