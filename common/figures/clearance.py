"""Whether a name would stand on something that is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Mobject

from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box

__all__ = ["beside", "covers"]

_BESIDE, _CLEAR = 0.3, 0.15  # scene units from what is named, and from all else


def covers(part: Mobject, points: FloatArray, margin: float = 0.0) -> bool:
    """Whether one of ``points`` (…, 2 or 3) lies in the rectangle about ``part``, widened by ``margin``.

    Of a line, as many points are needed as it takes for some to lie there.
    """
    low, high = part.get_corner(DL)[:2] - margin, part.get_corner(UR)[:2] + margin
    flat = points[..., :2]
    return bool(((low < flat) & (flat < high)).all(axis=-1).any())


def beside(name: Mobject, places: Iterable[FloatArray], drawn: FloatArray, box: Box) -> bool:
    """Move ``name`` beside the first of ``places`` (3,) where it is in ``box`` and covers nothing of ``drawn``.

    False if there is none.
    """
    for place, side in product(places, (UR, DR, UL, DL, RIGHT, LEFT, UP, DOWN)):
        name.next_to(place, side, buff=_BESIDE)
        low, high = name.get_corner(DL)[:2], name.get_corner(UR)[:2]
        is_within = (low >= [box.left, box.bottom]).all() and (high <= [box.right, box.top]).all()
        if is_within and not covers(name, drawn, _CLEAR):
            return True
    return False
