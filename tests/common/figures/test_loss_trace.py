"""The trace is the mean squared error of the data, as far as the weight has been."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from sklearn.metrics import mean_squared_error

from common.figures.cost_plot import CostPlot
from common.figures.loss_trace import LossTrace
from common.maths.data.sets import one_weight
from common.maths.losses.quadratic import OneWeightLoss
from common.stage import Box
from common.style import DARK

START = -0.3
X = np.linspace(-1.0, 0.9, 20)


def traced(trackers: Sequence[ValueTracker]) -> tuple[CostPlot, list[VMobject]]:
    plot = CostPlot(OneWeightLoss(0.67, 0.5), ValueTracker(0.0), DARK)
    plot.fit(Box(-5.0, -3.0, 1.0, 2.0))
    trace = LossTrace(plot, one_weight().least_squares(), START, *trackers)
    plot.redraw()
    return plot, [trace.curve, trace.ball, trace.height]


def test_the_curve_is_the_mean_squared_error_from_the_start_to_what_was_reached() -> None:
    plot, (curve, *_) = traced([ValueTracker(0.4), ValueTracker(0.9)])
    ends = [plot.window.coordinates(point) for point in curve.points[[0, -1]]]
    assert [end[0] for end in ends] == pytest.approx([START, 0.9])
    for point in curve.points[::40]:
        w, drawn = plot.window.coordinates(point)
        assert drawn == pytest.approx(mean_squared_error(0.5 * X, w * X), abs=1e-9)


def test_the_ball_is_at_the_present_weight_on_the_curve() -> None:
    plot, (_, ball, _) = traced([ValueTracker(0.4), ValueTracker(0.9)])
    at = plot.window.coordinates(ball.get_center())
    assert at == pytest.approx([0.4, mean_squared_error(0.5 * X, 0.4 * X)])


def test_the_height_reaches_from_the_ball_to_the_axis() -> None:
    plot, (_, ball, height) = traced([ValueTracker(0.9), ValueTracker(0.9)])
    foot = plot.window.point(0.9, 0.0)[1]
    assert height.get_top() == pytest.approx(ball.get_center())
    assert foot <= height.get_bottom()[1] < foot + 0.1


def test_nothing_is_traced_before_the_weight_has_moved() -> None:
    _, (curve, *_) = traced([ValueTracker(START), ValueTracker(START)])
    assert len(curve.points) == 0


STOPS = [(START, START), (0.3, 0.3), (1.2, 1.2), (0.5, 1.2), (0.5, 0.6)]


def test_it_looks_like_new_wherever_it_has_been() -> None:
    assert_drawn_as_if_new(traced, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(traced, STOPS, slice(2))
