"""The trace is the mean squared error of the data, as far as the weight has been."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from sklearn.metrics import mean_squared_error

from common.figures.loss_trace import LossTrace
from common.maths.data.sets import one_weight
from common.maths.losses.quadratic import OneWeightLoss
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -3.0, 1.0, 2.0)
START = -0.3


def traced(trackers: Sequence[ValueTracker]) -> tuple[LossTrace, list[VMobject]]:
    weight, reached = trackers
    trace = LossTrace(one_weight().least_squares(), OneWeightLoss(0.67, 0.5), START, weight, reached, DARK)
    trace.fit(BOX)
    return trace, [*trace.picture, trace.centre_mark]


def test_the_curve_is_the_mean_squared_error_from_the_start_to_what_was_reached() -> None:
    trace, _ = traced([ValueTracker(0.4), ValueTracker(0.9)])
    x = np.linspace(-1.0, 0.9, 20)
    ends = [trace.window.coordinates(point) for point in trace.curve.points[[0, -1]]]
    assert [end[0] for end in ends] == pytest.approx([START, 0.9])
    for point in trace.curve.points[::40]:
        w, drawn = trace.window.coordinates(point)
        assert drawn == pytest.approx(mean_squared_error(0.5 * x, w * x), abs=1e-9)


def test_the_dot_stands_at_the_present_weight_on_the_curve() -> None:
    trace, _ = traced([ValueTracker(0.4), ValueTracker(0.9)])
    x = np.linspace(-1.0, 0.9, 20)
    at = trace.window.coordinates(trace.dot.get_center())
    assert at == pytest.approx([0.4, mean_squared_error(0.5 * x, 0.4 * x)])
    assert trace.loss_out.text.strip() == f"{at[1]:.3f}"


def test_nothing_is_traced_before_the_weight_has_moved() -> None:
    trace, _ = traced([ValueTracker(START), ValueTracker(START)])
    assert len(trace.curve.points) == 0


STOPS = [(START, START), (0.3, 0.3), (1.2, 1.2), (0.5, 1.2), (0.5, 0.6)]


def test_it_looks_like_new_wherever_it_has_been() -> None:
    assert_drawn_as_if_new(traced, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(traced, STOPS)


def test_a_curve_that_is_handed_over_starts_as_the_traced_one_and_ends_as_itself() -> None:
    trace, _ = traced([ValueTracker(0.5), ValueTracker(1.2)])
    other, _ = traced([ValueTracker(0.5), ValueTracker(1.2)])
    other.curve.shift([3.0, 1.0, 0.0])
    own = other.curve.points.copy()
    animation = trace.hand_over(other.curve)
    np.testing.assert_allclose(other.curve.points, trace.curve.points)
    animation.begin()
    animation.interpolate(1.0)
    np.testing.assert_allclose(other.curve.points, own)
