"""Numbers along an axis: as many as stand apart."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["every_with_room"]

_APART = 0.25  # scene units from one number to the next


def every_with_room(places: Sequence[float], widest: float, end: float) -> int:
    """Every how-manyth of ``places`` along a level axis, evenly spaced, leaves room for numbers up to ``widest``.

    All are in scene units. The last number is to make way to the left where it would reach beyond ``end``.

    >>> every_with_room([1.0, 2.0, 3.0, 4.0], 0.5, 5.0), every_with_room([1.0, 2.0, 3.0, 4.0], 0.9, 5.0)
    (1, 2)
    """
    for every in range(1, len(places)):
        beyond = max(places[::every][-1] + widest / 2 - end, 0.0)
        if widest + beyond + _APART < every * (places[1] - places[0]):
            return every
    return max(len(places), 1)
