"""Claims about intervals of slopes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.maths.penalties.subdifferential import Interval

numbers = st.floats(-1e6, 1e6)


@given(numbers, numbers, numbers)
def test_distance_is_zero_exactly_when_contained(a: float, b: float, x: float) -> None:
    interval = Interval(min(a, b), max(a, b))
    assert interval.contains(x) == (interval.distance(x) == 0)


def test_both_ends_are_included() -> None:
    interval = Interval(-1.0, 2.0)
    assert interval.contains(-1.0)
    assert interval.contains(2.0)
    assert interval.distance(3.5) == 1.5
    assert interval.distance(-3.0) == 2.0


def test_shifting_and_scaling_move_both_ends() -> None:
    assert Interval(-1.0, 1.0).scaled(0.5).shifted(-0.25) == Interval(-0.75, 0.25)


def test_scaling_by_zero_leaves_one_number() -> None:
    assert Interval(-1.0, 1.0).scaled(0.0) == Interval(0.0, 0.0)


@pytest.mark.parametrize(("low", "high"), [(1.0, 0.0), (math.nan, 0.0), (0.0, math.nan)])
def test_reversed_or_undefined_ends_are_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="low"):
        Interval(low, high)


def test_scaling_by_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="by is -1"):
        Interval(0.0, 1.0).scaled(-1.0)


def test_infinite_ends_are_kept_and_no_nan_arises() -> None:
    cusp = Interval(-math.inf, math.inf)
    assert cusp.scaled(0.0) == Interval(0.0, 0.0)
    assert cusp.scaled(2.0) == cusp.shifted(-3.0) == cusp
    assert cusp.distance(1e308) == cusp.distance(math.inf) == 0
    assert Interval(0.0, math.inf).distance(-2.0) == 2.0
    assert math.isnan(Interval(-1.0, 1.0).distance(math.nan))
