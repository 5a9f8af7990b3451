"""The way that a point has come keeps its samples while it grows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import WHITE

from common.figures.parts.trail import Trail
from common.maths.arithmetic.arrays import FloatArray

ENDS = st.floats(-50, 50).map(lambda end: round(end, 6))


def sampled(start: float, end: float, *corners: float) -> list[float]:
    """The numbers at which the way from ``start`` to ``end`` is sampled."""
    asked: list[float] = []

    def path(numbers: FloatArray) -> FloatArray:
        asked.extend(numbers)
        return np.column_stack([numbers, numbers])

    list(Trail("way", path, lambda: (start, end), WHITE, 4, corners).claim(_Axes()))  # type: ignore[arg-type]
    return asked


class _Axes:
    def points(self, coordinates: FloatArray) -> FloatArray:
        return coordinates


@given(ENDS, ENDS)
def test_a_way_is_sampled_evenly_from_end_to_end_and_at_its_corners(start: float, end: float) -> None:
    low, high = sorted((start, end))
    corner = (low + 2 * high) / 3
    found = sampled(start, end, corner, low - 1, high + 1)
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (low, high)
    if low < corner < high:
        assert corner in found
        assert 60 <= len(found) <= 124
        assert np.diff(found).max() <= (high - low) / 60 + 1e-12


@pytest.mark.parametrize("start", [0.0, 0.3, -2.0])
def test_a_way_that_grows_keeps_nearly_all_of_its_samples(start: float) -> None:
    ways = [set(sampled(start, end)) for end in start + np.geomspace(0.5, 3.0, 200)]
    new = [len(later - before) for before, later in pairwise(ways)]
    assert np.mean(new) < 3
