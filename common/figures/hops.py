"""The hops of a walk along a number line: each an arc over the line with a tip where it lands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Hop", "arc_over", "tip_of"]

_CORNERS = 97
_TIP_HEIGHT, _TIP_LIFT = 0.17, 0.11
_TIP_SHARE = 0.16  # of the way along its arc, at most


@dataclass(frozen=True)
class Hop:
    """One step of a weight, from where to where."""

    start: float
    end: float


def arc_over(start: FloatArray, end: FloatArray, room: float, share: float = 1.0) -> FloatArray:
    """The first ``share`` of half an ellipse over a level line, as points (n, 3) from ``start`` (3,) to ``end``.

    It is half as high as it is wide, but no higher than ``room``.
    """
    middle, half = (start + end) / 2, float(end[0] - start[0]) / 2
    angle = np.linspace(0.0, np.pi * share, _CORNERS)
    points = np.repeat(middle[np.newaxis], _CORNERS, axis=0)
    points[:, 0] -= half * np.cos(angle)
    points[:, 1] += min(room, abs(half)) * np.sin(angle)
    return points


def tip_of(arc: FloatArray) -> list[FloatArray]:
    """The outline (4, 3) of the tip of a hop that has come along ``arc`` (n, 3) so far; none before it sets out.

    It points along the arc, with room for a dot before it where the arc ends, and is small on a short way.
    """
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(arc, axis=0), axis=1))])
    size = min(_TIP_HEIGHT, _TIP_SHARE * way[-1])
    if size == 0:
        return []
    lift = _TIP_LIFT * size / _TIP_HEIGHT
    apex, back = (np.array([np.interp(way[-1] - to, way, along) for along in arc.T]) for to in (lift, lift + size))
    aside = np.array([apex[1] - back[1], back[0] - apex[0], 0.0]) / np.sqrt(3)
    return [np.array([apex, back + aside, back - aside, apex])]
