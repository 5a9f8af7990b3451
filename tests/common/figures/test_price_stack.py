"""The sticks are as long as the price, and on the loss their tops are the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.cost_plot import CostPlot
from common.figures.price_stack import PriceStack
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

BOX = Box(-6.0, -3.0, 6.0, 3.0)
SIZE = {L1: abs, L2: lambda w: w * w / 2}


def stacked(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[CostPlot, list[VMobject]]:
    strength, lifted = trackers
    plot = CostPlot(OneWeightLoss(curvature=0.67, centre=0.5), strength, DARK)
    plot.fit(BOX)
    stack = PriceStack(plot, penalty, lifted, 0.2)
    plot.redraw()
    return plot, [stack.sticks, stack.price, stack.tops]


def sticks(penalty: Penalty, strength: float, lifted: float) -> Iterator[tuple[float, float, float]]:
    """The weight of each stick that is drawn, and the heights of its ends, from the drawing."""
    plot, (drawn, *_) = stacked(penalty, [ValueTracker(strength), ValueTracker(lifted)])
    for stick in drawn:
        if len(stick.points):
            (w, foot), (_, top) = (plot.window.coordinates(stick.points[place]) for place in (0, -1))
            yield w, foot, top


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("lifted", [0.0, 0.3, 0.6, 1.0])
def test_rising_leaves_the_length_of_every_stick_alone(penalty: Penalty, lifted: float) -> None:
    drawn = list(sticks(penalty, 0.1, lifted))
    assert len(drawn) > 10
    for w, foot, top in drawn:
        assert top - foot == pytest.approx(0.1 * SIZE[penalty](w), abs=1e-9)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_sticks_stand_on_the_axis_first_and_on_the_loss_last(penalty: Penalty) -> None:
    assert all(foot == pytest.approx(0.0) for _, foot, _ in sticks(penalty, 0.1, 0.0))
    for w, foot, _ in sticks(penalty, 0.1, 1.0):
        assert foot == pytest.approx(0.335 * (w - 0.5) ** 2, abs=1e-9)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_total_goes_through_the_tops_that_have_arrived_and_no_further(penalty: Penalty) -> None:
    plot, (_, price, tops) = stacked(penalty, [ValueTracker(0.1), ValueTracker(0.6)])
    total, rest = (np.array([plot.window.coordinates(point) for point in curve.points]) for curve in (tops, price))
    assert 0.2 < total[:, 0].max() < rest[:, 0].min() < 1.2
    for w, foot, top in sticks(penalty, 0.1, 0.6):
        if w <= total[:, 0].max():
            assert foot == pytest.approx(0.335 * (w - 0.5) ** 2, abs=1e-9)
            assert np.interp(w, *total.T) == pytest.approx(top, abs=1e-4)


def test_there_is_no_stick_at_zero_where_both_prices_are_free() -> None:
    for penalty in (L1, L2):
        assert all(abs(w) > 0.04 for w, _, _ in sticks(penalty, 0.2, 1.0))


@pytest.mark.parametrize("penalty", [L1, L2])
def test_no_stick_leaves_the_view_at_the_strongest_price(penalty: Penalty) -> None:
    assert all(top < 0.402 for _, _, top in sticks(penalty, 0.2, 1.0))


STOPS = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.4), (0.2, 1.0), (0.1, 1.0)]


@pytest.mark.parametrize("penalty", [L1, L2])
def test_it_looks_like_new_wherever_it_has_been(penalty: Penalty) -> None:
    assert_drawn_as_if_new(lambda trackers: stacked(penalty, trackers), STOPS)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_an_input_forgotten_would_be_noticed(penalty: Penalty) -> None:
    assert_notices_a_forgotten_input(lambda trackers: stacked(penalty, trackers), STOPS)
