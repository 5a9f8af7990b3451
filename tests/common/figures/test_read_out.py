"""A read-out says what it reads, at one place, and marks an exact zero and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import ValueTracker

from common.figures.read_out import ReadOut, number_text
from common.style import DARK


@given(st.floats(-1e3, 1e3), st.integers(1, 4))
def test_a_number_reads_as_zero_only_if_it_is(value: float, decimals: int) -> None:
    text = number_text(value, decimals)
    assert (text == "0") == (value == 0)
    assert abs(float(text.replace("−", "-")) - value) <= 0.5 * 10**-decimals + 1e-9


def read_out(tracker: ValueTracker, **kwargs: float) -> ReadOut:
    return ReadOut("w =", tracker.get_value, DARK, tracker, **kwargs)


@pytest.mark.parametrize(("value", "colour"), [(0.0, DARK.zero), (1e-9, DARK.ink), (-2.5, DARK.ink)])
def test_only_an_exact_zero_has_the_zero_colour(value: float, colour: object) -> None:
    tracker = ValueTracker(1.0)
    number = read_out(tracker, widest=-9)
    tracker.set_value(value)
    number.update()
    assert {part.get_fill_color() for part in number[1:].family_members_with_points()} == {colour}


def test_neither_its_place_nor_its_width_depends_on_the_digits() -> None:
    tracker = ValueTracker(1.11)
    number = read_out(tracker)
    number.shift((2.0, 1.0, 0.0))
    corners = number[0].get_corner((-1, -1, 0)), number[0].get_corner((1, 1, 0))
    digits = [cell.get_x() for cell in number[-1]]
    for value in (8.88, 0.0, 4.74, 1.11):
        tracker.set_value(value)
        number.update()
        np.testing.assert_allclose((number[0].get_corner((-1, -1, 0)), number[0].get_corner((1, 1, 0))), corners)
    np.testing.assert_allclose([cell.get_x() for cell in number[-1]], digits)


def test_a_number_too_wide_for_its_place_is_refused() -> None:
    tracker = ValueTracker(1.0)
    number = read_out(tracker)
    tracker.set_value(123.0)
    with pytest.raises(ValueError, match="needs 6 places, but widest leaves 4"):
        number.update()
