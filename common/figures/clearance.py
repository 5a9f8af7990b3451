"""Whether a name would stand on something that is drawn."""

from __future__ import annotations

from manim import DL, UR, Mobject

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["covers"]


def covers(part: Mobject, points: FloatArray, margin: float = 0.0) -> bool:
    """Whether one of ``points`` (…, 2 or 3) lies in the rectangle about ``part``, widened by ``margin``.

    Of a line, as many points are needed as it takes for some to lie there.
    """
    low, high = part.get_corner(DL)[:2] - margin, part.get_corner(UR)[:2] + margin
    flat = points[..., :2]
    return bool(((low < flat) & (flat < high)).all(axis=-1).any())
