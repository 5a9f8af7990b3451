"""Names beside an axis, each as near as can be to its place on it, and none on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from manim import LEFT, RIGHT, Line, VGroup, VMobject
from manim.utils.color import ManimColor
from scipy.optimize import isotonic_regression

from common.figures.lettering import Lettering, lettering
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE, TYPE

__all__ = ["SideNames", "shortened", "spread", "told_apart"]

_PITCH = 0.42  # scene units from one name to the next
_NEAR, _FAR = 0.12, 0.45  # from the axis to the names: where all are at their places, and where some are not
_TOUCH = 0.07  # between a name, or the axis, and the line that leads from one to the other
_MOVED = 0.02
_FIRM, _LOOSE = 1e6, 1e-3  # how hard it is to move 0, and what is said of those without a name, beside a name
_ELLIPSIS = "…"


class SideNames:
    """Names in one colour for the left of an upright axis, each with the height at which it should stand.

    They stay between ``low`` and ``high``, in the order of their heights and of ``zero``, the axis's own label,
    which stands among them and gives way last. ``more``, which says how many have no name, stands above or below
    all. Names wider than ``widest`` are shortened, those that begin alike to their ends. Raises ``ValueError``
    where there is no room for all.
    """

    def __init__(
        self,
        heights: Mapping[str, float],
        colour: ManimColor,
        *,
        widest: float,
        low: float,
        zero: Lettering,
        high: float,
        more: Lettering | None = None,
    ) -> None:
        self._zero, self._more = zero, more
        self._labels = told_apart(heights, TYPE.note, colour, widest)
        count = len(heights) + 1
        if (count - (more is None)) * _PITCH > high - low:
            raise ValueError(f"{count} names, one of them 0, need more than {high - low:.3g} of height")
        self._wanted = np.array([zero.get_y(), *heights.values()])
        weights = np.array([_FIRM, *(1.0 for _ in heights)])
        if more is None:
            self._places = spread(self._wanted, _PITCH, low, high, weights)
        else:
            either = [
                spread(np.append(self._wanted, end), _PITCH, low, high, np.append(weights, _LOOSE))
                for end in (low, high)
            ]
            self._places = min(either, key=lambda places: round(weights @ (places[:count] - self._wanted) ** 2, 6))
        self._is_led = np.abs(self._places[:count] - self._wanted) > _MOVED
        # A line to a height at which 0 stands would cross it, unless that is as far from the axis as the names.
        self._is_led[0] |= (self._is_led & (np.abs(self._wanted - self._wanted[0]) < _PITCH / 2)).any()
        self._away = _FAR if self._is_led.any() else _NEAR
        passing = self._is_led & (np.abs(self._wanted - self._places[-1]) < _PITCH)
        self._more_away = _FAR if passing.any() else _NEAR

    @property
    def width(self) -> float:
        """How much room they need beside the axis."""
        return max(
            self._away + max((label.width for label in self._labels), default=0.0),
            0.0 if self._more is None else self._more_away + self._more.width,
        )

    def zero_beside(self, x: float) -> VGroup:
        """The label of 0 beside the axis at ``x``, with a line to its height if it had to make way."""
        return VGroup(*self._stood(0, self._zero, x))

    def beside(self, x: float) -> VGroup:
        """The names beside the axis at ``x``, with a line to its height from each that had to make way."""
        group = VGroup(
            *(part for number, label in enumerate(self._labels, 1) for part in self._stood(number, label, x))
        )
        if self._more is not None:
            group.add(self._more.next_to(np.array([x, self._places[-1], 0.0]), LEFT, buff=self._more_away))
        return group

    def _stood(self, number: int, label: Lettering, x: float) -> Iterator[VMobject]:
        """The ``label`` at its place, and the line to its height."""
        away = _NEAR if number == 0 and not self._is_led[0] else self._away
        at = np.array([x - away, self._places[number], 0.0])
        yield label.next_to(at, LEFT, buff=0.0)
        if self._is_led[number]:
            line = Line(at + _TOUCH * RIGHT, np.array([x - _TOUCH, self._wanted[number], 0.0]))
            yield line.set_stroke(label[0].get_fill_color(), STROKE.ghost)


def spread(
    heights: FloatArray, pitch: float, low: float, high: float, weights: FloatArray | None = None
) -> FloatArray:
    """Move ``heights`` (n,) by as little as can be to stand ``pitch`` apart between ``low`` and ``high``.

    The sum of the squared moves, times the ``weights`` (n,) if there are any, is least; there must be room.
    Source: Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order Restrictions (1972), §1.2.

    >>> spread(np.array([1.0, 0.0, 1.2, 5.0]), 0.5, 0.0, 4.0).round(3).tolist()
    [0.85, 0.0, 1.35, 4.0]
    """
    order = np.argsort(heights, kind="stable")
    steps = pitch * np.arange(len(heights))
    level = isotonic_regression(heights[order] - steps, weights=None if weights is None else weights[order]).x
    places = np.empty(len(heights))
    places[order] = np.clip(level, low, max(low, high - float(steps[-1]))) + steps
    return places


def told_apart(names: Iterable[str], size: float, colour: ManimColor, widest: float) -> list[Lettering]:
    """A line for each of the ``names``, no wider than ``widest``; of those cut alike, their ends are kept."""
    labels = {name: shortened(name, size, colour, widest) for name in names}
    times = Counter(label.text for label in labels.values())
    return [
        label if times[label.text] == 1 else shortened(name, size, colour, widest, keeps_end=True)
        for name, label in labels.items()
    ]


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
