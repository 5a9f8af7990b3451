"""The line has the tracker's slope, and a stick for each miss reaches from its point to it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from manim import DL, UR, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new

from common.figures.fitted_line import FittedLine
from common.maths.data.sets import DataSet, one_weight
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -3.0, 1.0, 2.0)
STEEPEST = 1.2
SQUARED = [-1.0, 0.9, -0.3, 0.2]


def fitted(weight: float) -> FittedLine:
    figure = FittedLine(one_weight(), ValueTracker(weight), DARK, STEEPEST)
    figure.fit(BOX)
    return figure


@pytest.mark.parametrize("weight", [-0.3, 0.2, 1.2])
def test_the_mean_of_the_squared_sticks_is_the_loss(weight: float) -> None:
    figure = fitted(weight)
    lengths = []
    for stick in figure.misses:
        if len(stick.points):
            start, end = (figure.window.coordinates(stick.points[place]) for place in (0, -1))
            assert start[0] == pytest.approx(end[0])
            assert end[1] == pytest.approx(weight * end[0], abs=1e-9)
            lengths.append(end[1] - start[1])
    x = np.linspace(-1.0, 0.9, 20)
    assert sum(length**2 for length in lengths) / 20 == pytest.approx(np.mean((0.5 * x - weight * x) ** 2))


@pytest.mark.parametrize("weight", [-0.3, 0.2, 1.2])
def test_the_squares_are_square_on_screen_and_their_areas_are_the_squared_misses(weight: float) -> None:
    figure = fitted(weight)
    for x, square in zip(SQUARED, figure.squares, strict=True):
        if len(square.points):
            assert square.width == pytest.approx(square.height)
            (left, low), (right, high) = (figure.window.coordinates(square.get_corner(end)) for end in (DL, UR))
            assert (right - left) * (high - low) == pytest.approx((weight * x - 0.5 * x) ** 2)


def test_no_square_overlaps_another_at_the_steepest_slope() -> None:
    squares = [square for square in fitted(STEEPEST).squares if len(square.points)]
    assert len(squares) == 4
    for one, other in itertools.combinations(squares, 2):
        apart = np.abs(one.get_center() - other.get_center())[:2]
        assert apart.max() >= (one.width + other.width) / 2 - 1e-9


def test_no_stick_is_left_where_the_line_meets_every_point() -> None:
    best = float(np.polyfit(np.linspace(-1.0, 0.9, 20), 0.5 * np.linspace(-1.0, 0.9, 20), 1)[0])
    assert all(len(stick.points) == 0 for stick in fitted(best).misses)
    assert any(len(stick.points) for stick in fitted(best + 0.001).misses)


def test_it_looks_like_new_wherever_it_has_been() -> None:
    def make(trackers: list[ValueTracker]) -> tuple[FittedLine, list[VMobject]]:
        figure = FittedLine(one_weight(), trackers[0], DARK, STEEPEST)
        figure.fit(BOX)
        figure.add(figure.points_drawn, figure.line, figure.misses, figure.squares)
        return figure, [*figure.submobjects]

    assert_drawn_as_if_new(make, [(-0.3,), (0.5,), (1.2,), (-0.3,)])


def test_data_of_several_features_is_refused() -> None:
    with pytest.raises(ValueError, match="2 features"):
        FittedLine(DataSet([[1.0, 2.0]], [3.0], ("a", "b"), "typed"), ValueTracker(0.0), DARK, STEEPEST)
