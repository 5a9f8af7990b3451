"""Are the dots of optima where they should be, in the pixels that a viewer gets?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.stage import SHORT_SIDE, Box
from renders.critic.problem import Finding
from renders.picture.light import LUMA

__all__ = ["LIMIT", "DotOnScreen", "dot_findings"]

LIMIT = 0.25
"""Pixels by which a drawing may be off."""

_BESIDE = 0.05  # scene units between two dots, of which one's halo takes the rim of the other
_FULL, _NONE = 30.0, 90.0  # how far a pixel's colour may be from the dot's and count wholly, or at all


@dataclass(frozen=True)
class DotOnScreen:
    """The dot of an optimum: where another solver puts its middle, (x, y), its radius, both in scene units.

    One that is not drawn in full strength hides others, but has no colour by which it would be found itself.
    """

    name: str
    point: tuple[float, float]
    radius: float
    colour: str
    is_full: bool = True


def dot_findings(dots: Iterable[DotOnScreen], picture: npt.NDArray[np.uint8]) -> Iterator[Finding]:
    """Look for each dot in a decoded ``picture``: height × width of luma, 0 to 255, or × 3 of RGB.

    Dots that overlap where they should be, or all but touch, have no middles of their own to be measured.
    """
    height, width = picture.shape[:2]
    scale = min(height, width) / SHORT_SIDE
    dots = list(dots)
    for dot in filter(lambda each: each.is_full, dots):
        if any(_overlap(dot, other) for other in dots if other is not dot):
            continue
        x, y = width / 2 + dot.point[0] * scale - 0.5, height / 2 - dot.point[1] * scale - 0.5
        found = _centroid(picture, dot, x, y, dot.radius * scale + 1)
        box = _around(dot)
        if found is None:
            yield Finding("truth/dot", (dot.name,), f"nothing in {dot.colour} is at its place", (box,))
        elif (off := float(np.hypot(found[0] - x, found[1] - y))) > LIMIT:
            yield Finding("truth/dot", (dot.name,), f"{off:.2f} px off in the picture, at most {LIMIT}", (box,))


def _overlap(one: DotOnScreen, other: DotOnScreen) -> bool:
    return float(np.hypot(*np.subtract(one.point, other.point))) < one.radius + other.radius + _BESIDE


def _around(dot: DotOnScreen) -> Box:
    (x, y), radius = dot.point, dot.radius
    return Box(x - radius, y - radius, x + radius, y + radius)


def _centroid(
    picture: npt.NDArray[np.uint8], dot: DotOnScreen, x: float, y: float, radius: float
) -> tuple[float, float] | None:
    """The middle of what has the dot's colour around (x, y), sought again from there each time; pixels."""
    colour = np.array([int(dot.colour[at : at + 2], 16) for at in (1, 3, 5)], np.float64)
    if picture.ndim == 2:
        colour = np.array([colour @ LUMA])
    reach = int(radius) + 4
    top, left = max(0, round(y) - reach), max(0, round(x) - reach)
    part = picture[top : round(y) + reach + 1, left : round(x) + reach + 1].astype(np.float64)
    if part.size == 0:
        return None
    apart = np.abs(part.reshape(*part.shape[:2], -1) - colour).max(axis=2)
    strength = np.clip((_NONE - apart) / (_NONE - _FULL), 0, 1)
    rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    for _ in range(4):
        weight = strength * (np.hypot(columns - x, rows - y) < radius)
        if weight.sum() < 1:
            return None
        x, y = float((weight * columns).sum() / weight.sum()), float((weight * rows).sum() / weight.sum())
    return x, y
