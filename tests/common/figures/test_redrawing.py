"""A figure that redraws only what has changed shows the same picture as one that is drawn from nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import LEFT, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.corner import Corner
from common.figures.cost_plot import CostPlot
from common.figures.derived import Derived
from common.figures.meeting_plane import MeetingPlane
from common.figures.tally import Tally
from common.maths.losses.journeys import wandering
from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -3.0, 1.0, 2.0)
LOSS = OneWeightLoss(curvature=1.0, centre=1.0)
AT = wandering(QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), [1.9, 1.05]), sway=0.3, approach=0.3, turns=2)


def costs(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    plot = CostPlot(LOSS, *trackers, DARK)
    plot.fit(BOX)
    return plot, [plot.loss_curve, *plot.totals.values(), *plot.minima.values(), *plot.plumbs.values()]


def corner(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    strength, zoom = trackers
    plot = CostPlot(LOSS, strength, DARK)
    plot.fit(BOX)
    figure = Corner(
        plot,
        zoom,
        BOX,
        dict.fromkeys(("L1", "L2", "slopes", "pull", "level", "subdifferential", "loss"), "name"),
        2,
        1.5,
    )
    wall = figure.wall
    slopes = wall.ruler, wall.pull, wall.price, wall.dot, *wall.shadows.values()
    words = wall.pull_names, wall.zero, wall.title, wall.term
    lines = figure.touching, figure.tangent, figure.beyond, *figure.fans.values()
    return figure, [*slopes, *words, *lines]


def plane(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    budget, progress = trackers
    figure = MeetingPlane(penalty, lambda: AT(progress.get_value()), budget, progress, DARK)
    figure.fit(BOX)
    return figure, [
        figure.ghosts,
        figure.centre,
        figure.region,
        figure.contour,
        figure.projections,
        figure.dot,
    ]


def tally(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    visits = [(s, budget_optimum(AT(s), L1, 1.0)) for s in (0.0, 0.25, 0.5, 0.75)]
    figure = Tally(visits, *trackers, "zeros", BOX, LEFT, np.zeros((4, 3)), DARK)
    return figure, [figure.marks, figure.spots]


CASES = {
    "costs": (costs, [(1.0,), (0.4,), (1.5,), (1.0,)]),
    "corner": (corner, [(0.4, 1), (0.4, 8), (1.0, 8), (1.6, 8), (1.6, 2), (0.4, 1)]),
    "plane L1": (lambda t: plane(L1, t), [(1.5, 0), (2.9, 0), (2.9, 0.3), (0.6, 0.3), (0.6, 0.6), (1.5, 0)]),
    "plane L2": (lambda t: plane(L2, t), [(1.5, 0), (2.9, 0), (2.9, 0.3), (0.6, 0.3), (0.6, 0.6), (1.5, 0)]),
    "tally": (tally, [(0.1,), (0.3,), (0.9,), (0.0,)]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_figure_that_has_followed_its_trackers_looks_like_a_new_one(case: str) -> None:
    assert_drawn_as_if_new(*CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_an_input_forgotten_would_be_noticed(case: str) -> None:
    assert_notices_a_forgotten_input(*CASES[case])


def test_what_does_not_depend_on_a_tracker_is_left_alone_when_it_moves() -> None:
    strength = ValueTracker(1.0)
    plot = CostPlot(LOSS, strength, DARK)
    plot.fit(BOX)
    loss, total = plot.loss_curve.points, plot.totals[L1].points
    strength.set_value(0.5)
    plot.update()
    assert plot.loss_curve.points is loss
    assert plot.totals[L1].points is not total
