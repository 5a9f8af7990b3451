"""A read-out says what it reads, at one place, and marks an exact zero and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker

from common.figures.read_out import ReadOut
from common.style import DARK


def read_out(tracker: ValueTracker, **kwargs: float) -> ReadOut:
    return ReadOut("w =", tracker.get_value, DARK, tracker, **kwargs)


@pytest.mark.parametrize(("value", "colour"), [(0.0, DARK.zero), (1e-9, DARK.ink), (-2.5, DARK.ink)])
def test_only_an_exact_zero_has_the_zero_colour(value: float, colour: object) -> None:
    tracker = ValueTracker(1.0)
    number = read_out(tracker, widest=-9)
    tracker.set_value(value)
    number.update()
    assert {part.get_fill_color() for part in number[1:].family_members_with_points()} == {colour}


@pytest.mark.parametrize(
    ("value", "drawn"),
    [(0.0, "0"), (0.004, "< 0.01"), (-0.004, "> −0.01"), (1e-12, "< 0.01"), (-0.25, "−0.25"), (0.005001, "0.01")],
)
def test_what_would_round_to_zero_is_bounded_in_the_drawing_too(value: float, drawn: str) -> None:
    tracker = ValueTracker(1.0)
    number = read_out(tracker, widest=-9)
    for each in (value, 1.0, value):
        tracker.set_value(each)
        number.update()
    assert (number.drawn, number.text) == (drawn, drawn)
    tracker.set_value(1.0)
    number.update()
    assert number.drawn == "1.00"


def test_neither_its_place_nor_its_width_depends_on_the_digits() -> None:
    tracker = ValueTracker(1.11)
    number = read_out(tracker)
    number.shift((2.0, 1.0, 0.0))
    corners = number[0].get_corner((-1, -1, 0)), number[0].get_corner((1, 1, 0))
    digits = [cell.get_x() for cell in number[-1]]
    for value in (8.88, 0.001, 0.0, 4.74, 1.11):
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
