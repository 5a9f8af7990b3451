"""The hops of a walk along a number line: each an arc over the line with a tip where it lands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import UP

from common.maths.losses import FloatArray

__all__ = ["Hop", "arc_over", "tip_over"]

_CORNERS = 97
_TIP_HEIGHT, _TIP_SHARE, _TIP_LIFT = 0.17, 0.4, 0.11
_TIP_FROM = 0.8  # the share of a hop after which its tip comes in


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


def tip_over(start: FloatArray, end: FloatArray, share: float = 1.0) -> list[FloatArray]:
    """The outline (4, 3) of the tip over ``end`` (3,), smaller for a short hop; none until that is nearly over.

    It has grown to its size at a ``share`` of 1.
    """
    size = min(_TIP_HEIGHT, _TIP_SHARE * abs(float(end[0] - start[0])))
    size *= max(0.0, share - _TIP_FROM) / (1 - _TIP_FROM)
    if size == 0:
        return []
    half = size / np.sqrt(3)
    return [end + _TIP_LIFT * UP + np.array([[0, 0, 0], [half, size, 0], [-half, size, 0], [0, 0, 0]])]
