"""The ball of a power has corners from 1 down, is convex from 1 up, and ends as its axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.power_ball import PowerBall
from common.figures.window import View, Window
from common.stage import Box
from common.style import DARK, TYPE

WORDS = {"corners": "corners", "convex": "convex"}
STOPS = [(2.0,), (1.5,), (1.0,), (0.6,), (0.0,), (0.3,), (1.0,), (2.0,)]


def case(trackers: Sequence[ValueTracker]) -> tuple[PowerBall, list[VMobject]]:
    window = Window.true_to_scale(Box(-4.0, -3.0, 4.0, 3.0), View((-1.2, 1.2), (-1.2, 1.2)))
    figure = PowerBall(window, trackers[0], WORDS, TYPE.read_out, DARK)
    return figure, [figure.region, figure.corners, figure.chord, figure.tags]


def ball(power: float) -> PowerBall:
    return case([ValueTracker(power)])[0]


@pytest.mark.parametrize(("power", "has_corners", "is_convex"), [(2, 0, 1), (1.01, 0, 1), (1, 1, 1), (0.99, 1, 0)])
def test_only_the_power_one_has_both(power: float, has_corners: bool, is_convex: bool) -> None:
    figure = ball(power)
    assert (figure.has_corners, figure.is_convex) == (has_corners, is_convex)
    ticks = [float(tag[0].get_stroke_opacity()) for tag in figure.tags]
    assert ticks == [has_corners, is_convex]
    middle = figure.window.coordinates(figure.chord.get_center())
    assert bool((np.abs(middle) ** power).sum() <= 1 + 1e-9) == is_convex


def test_its_colours_are_those_of_both_penalties_and_between_them_of_neither() -> None:
    assert [ball(power).colour for power in (2.0, 1.5, 1.0, 0.5)] == [DARK.l2, DARK.ink, DARK.l1, DARK.ink]


def test_its_edge_is_where_the_powers_add_up_to_one() -> None:
    for power in (2.0, 1.3, 0.5):
        figure = ball(power)
        edge = np.array([figure.window.coordinates(point) for point in figure.region.edge.points[::4]])
        np.testing.assert_allclose((np.abs(edge) ** power).sum(axis=1), 1, atol=1e-6)


def test_it_looks_like_a_new_one_wherever_it_has_been() -> None:
    assert_drawn_as_if_new(case, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(case, STOPS)
