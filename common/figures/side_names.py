"""Names beside an axis, each as near as can be to its place on it, and none on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from manim import LEFT, RIGHT, UP, Line, VGroup
from manim.utils.color import ManimColor
from scipy.optimize import isotonic_regression

from common.figures.lettering import Lettering, lettering
from common.maths.losses import FloatArray
from common.style import STROKE, TYPE

__all__ = ["SideNames", "shortened", "spread"]

_PITCH = 0.42  # scene units from one name to the next
_NEAR, _FAR = 0.12, 0.45  # from the axis to the names: where all are at their places, and where some are not
_TOUCH = 0.07  # between a name, or the axis, and the line that leads from one to the other
_MOVED = 0.02
_ELLIPSIS = "…"


class SideNames:
    """Names in one colour for the left of an upright axis, each with the height at which it should stand.

    They stay between ``low`` and ``high`` and off the height ``zero``, where there is a label already. Of those on
    one side of it that have no room, the nearest to it are left out; names wider than ``widest`` are shortened,
    those that begin alike to their ends.
    """

    def __init__(
        self,
        heights: Mapping[str, float],
        colour: ManimColor,
        *,
        widest: float,
        low: float,
        zero: float,
        high: float,
    ) -> None:
        self._colour, self._zero = colour, zero
        self._wanted: dict[str, float] = {}
        self._places: dict[str, float] = {}
        above = {name: height for name, height in heights.items() if height >= zero}
        below = {name: height for name, height in heights.items() if height < zero}
        for side, bottom, top in ((above, zero + _PITCH, high), (below, low, zero - _PITCH)):
            room = max(int((top - bottom) / _PITCH + 1), 0)
            farthest = sorted(side, key=lambda name: -abs(heights[name] - zero))[:room]
            self._wanted |= {name: heights[name] for name in farthest}
            places = spread(np.array([heights[name] for name in farthest]), _PITCH, bottom, top)
            self._places |= dict(zip(farthest, places.tolist(), strict=True))
        labels = {name: shortened(name, TYPE.note, colour, widest) for name in self._places}
        times = Counter(label.text for label in labels.values())
        self._labels = labels | {
            name: shortened(name, TYPE.note, colour, widest, keeps_end=True)
            for name, label in labels.items()
            if times[label.text] > 1
        }
        self._moved = [name for name, y in self._places.items() if abs(y - self._wanted[name]) > _MOVED]
        self._away = _FAR if self._moved else _NEAR

    @property
    def width(self) -> float:
        """How much room they need beside the axis."""
        return self._away + max((label.width for label in self._labels.values()), default=0.0)

    def beside(self, x: float) -> VGroup:
        """The names beside the axis at ``x``, with a line to its height from each that had to make way."""
        group, left = VGroup(), x - self._away
        for name, label in self._labels.items():
            group.add(label.next_to(np.array([left, self._places[name], 0.0]), LEFT, buff=0.0))
        for name in self._moved:
            if abs(self._wanted[name] - self._zero) > _PITCH / 2:  # or else it would cross the label there
                start = (left + _TOUCH) * RIGHT + self._places[name] * UP
                line = Line(start, (x - _TOUCH) * RIGHT + self._wanted[name] * UP)
                group.add(line.set_stroke(self._colour, STROKE.ghost))
        return group


def spread(heights: FloatArray, pitch: float, low: float, high: float) -> FloatArray:
    """Move ``heights`` (n,) by as little as can be to stand ``pitch`` apart between ``low`` and ``high``.

    The sum of the squared moves is least; there must be room. Source: Barlow, Bartholomew, Bremner & Brunk,
    Statistical Inference under Order Restrictions (1972), §1.2.

    >>> spread(np.array([1.0, 0.0, 1.2, 5.0]), 0.5, 0.0, 4.0).round(3).tolist()
    [0.85, 0.0, 1.35, 4.0]
    """
    if not len(heights):
        return heights
    order = np.argsort(heights, kind="stable")
    steps = pitch * np.arange(len(heights))
    level = isotonic_regression(heights[order] - steps).x
    places = np.empty(len(heights))
    places[order] = np.clip(level, low, max(low, high - float(steps[-1]))) + steps
    return places


def shortened(text: str, size: float, colour: ManimColor, widest: float, *, keeps_end: bool = False) -> Lettering:
    """One line of words that is no wider than ``widest``: as much of ``text`` as fits, then an ellipsis.

    Where it ``keeps_end``, the ellipsis goes first, and then the end of ``text``.
    """

    def piece(length: int) -> Lettering:
        kept = _ELLIPSIS + text[len(text) - length :].lstrip() if keeps_end else text[:length].rstrip() + _ELLIPSIS
        return lettering(kept, size, colour)

    line = lettering(text, size, colour)
    if line.width <= widest:
        return line
    fits, too_many = 0, len(text)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if piece(middle).width <= widest:
            fits = middle
        else:
            too_many = middle
    return piece(fits)
