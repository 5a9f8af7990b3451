"""Totals and minima are those of other solvers, wherever the plot stands and however close it is seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import LineJointType, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.optimize import minimize_scalar

from common.figures.cost_plot import CostPlot
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

WHOLE, UPPER = Box(-6.0, -3.0, 6.0, 3.0), Box(-6.0, 0.0, 6.0, 3.0)
LOSS = OneWeightLoss(curvature=0.67, centre=0.5)
SIZE = {L1: abs, L2: lambda w: w * w / 2}


def plotted(trackers: Sequence[ValueTracker], loss: OneWeightLoss = LOSS) -> tuple[CostPlot, list[VMobject]]:
    strength, seat = trackers
    plot = CostPlot(loss, strength, DARK)
    plot.fit(WHOLE, UPPER, seat=seat)
    parts = [plot.axes, plot.wanted, plot.loss_curve]
    return plot, [*parts, *plot.totals.values(), *plot.minima.values(), *plot.plumbs.values()]


def at(strength: float, seat: float = 0.0, loss: OneWeightLoss = LOSS) -> CostPlot:
    return plotted([ValueTracker(strength), ValueTracker(seat)], loss)[0]


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("strength", [0.0, 0.2, 0.3, 0.335, 1.0, 3.35])
@pytest.mark.parametrize("centre", [0.5, -0.5])
def test_the_dot_stands_where_another_solver_finds_the_minimum(
    penalty: Penalty, strength: float, centre: float
) -> None:
    def objective(w: float) -> float:
        return 0.335 * (w - centre) ** 2 + strength * SIZE[penalty](w)

    found = minimize_scalar(objective, bounds=(-2, 2), method="bounded", options={"xatol": 1e-11})
    w = 0.0 if objective(0.0) <= found.fun + 1e-14 else float(found.x)
    for seat in (0.0, 0.4, 1.0):
        plot = at(strength, seat, OneWeightLoss(0.67, centre))
        dot = plot.minima[penalty]
        assert plot.window.coordinates(dot.dot.get_center()) == pytest.approx([w, objective(w)], abs=1e-5)
        assert (dot.ring.get_stroke_opacity() == 1) == (w == 0 and penalty is L1)
        assert bool(len(plot.plumbs[penalty].points)) == (w != 0 and strength > 0)


def test_it_goes_from_box_to_box() -> None:
    assert [at(0.2, seat).window.box for seat in (0.0, 0.5, 1.0)] == [WHOLE, Box(-6.0, -1.5, 6.0, 3.0), UPPER]


def test_the_corner_of_l1_is_sharp_and_the_curves_are_smooth_a_hundred_times_closer() -> None:
    plot = at(0.335)
    assert plot.totals[L1].joint_type is LineJointType.MITER
    corner = plot.window.point(0.0, float(LOSS.value(0.0)))
    assert np.abs(plot.totals[L1].points - corner).max(axis=1).min() == 0
    for penalty, curve in plot.totals.items():
        ends = curve.points[::4]
        x = (ends[:-1, 0] + ends[1:, 0]) / 2
        near = np.abs(x - corner[0]) < 0.1
        middle = np.array([plot.window.coordinates(point)[0] for point in np.column_stack([x, 0 * x, 0 * x])])
        exact = plot.window.points(np.column_stack([middle, plot.total(penalty, middle)]))[:, 1]
        off = np.abs((ends[:-1, 1] + ends[1:, 1]) / 2 - exact)
        assert near.sum() > 100
        assert off[near].max() * 100 * 135 < 0.25  # pixels


STOPS = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.4), (0.2, 1.0), (0.335, 1.0), (3.35, 1.0), (3.35, 0.5), (0.3, 0.5)]


def test_it_looks_like_new_wherever_it_has_been() -> None:
    assert_drawn_as_if_new(plotted, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(plotted, STOPS)


def test_a_minimum_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> Optimum:
        return Optimum(np.array([0.1]), violation=0.3)

    monkeypatch.setattr("common.figures.cost_plot.penalised_optimum", wrong)
    with pytest.raises(NotOptimal):
        at(0.2)
