"""Coefficient paths are those of the solver, and a weight that rests at 0 is seen to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from manim import Line, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.optimize import brentq

from common.figures.coefficient_paths import CoefficientPaths, view_of
from common.figures.window import View
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.paths.lasso import lasso_path
from common.maths.paths.ridge import ridge_path
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import ASPECTS, Box, Stage
from common.style import DARK

LOSS = QuadraticLoss(np.diag([1.0, 2.0, 0.5]), np.array([3.0, -1.0, 1.0]))
LASSO, RIDGE = lasso_path(LOSS), ridge_path(LOSS)
LANDED = [3.0, 2.0, 0.5]  # of a diagonal H: Hᵢᵢ |ŵᵢ|
ARRIVALS = sorted(LANDED)
COVERED = view_of((LASSO, RIDGE), 0.1, 10.0)
NAMES = {"a": True, "b": False, "c": False}
STOPS = [(-1.0, 0), (-0.4, 0), (0.31, 0), (1.0, 0), (1.0, 2), (0.0, 2), (0.0, 0)]


def case(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[CoefficientPaths, list[VMobject]]:
    path, zeros = (LASSO, ARRIVALS) if penalty is L1 else (RIDGE, [0.7])
    exponent, doublings = trackers
    figure = CoefficientPaths(penalty, path, zeros, COVERED, NAMES, exponent, doublings, DARK)
    figure.fit(Box(-5.0, -3.0, 1.0, 2.0))
    return figure, [figure.frame, figure.curves, figure.rest, figure.marks]


def paths(penalty: Penalty, exponent: float, doublings: float = 0.0) -> CoefficientPaths:
    return case(penalty, [ValueTracker(exponent), ValueTracker(doublings)])[0]


@pytest.mark.parametrize("strength", [0.2, 0.6, 2.0, 5.0])
def test_each_curve_ends_at_the_optimum_of_the_present_strength_or_where_it_landed(strength: float) -> None:
    centre, curvature = LOSS.centre, np.diag(LOSS.hessian)
    expected = {
        L1: np.sign(centre) * np.maximum(np.abs(centre) - strength / curvature, 0),
        L2: curvature * centre / (curvature + strength),
    }
    for penalty, weights in expected.items():
        figure = paths(penalty, float(np.log10(strength)))
        np.testing.assert_allclose(figure.weights, weights, atol=1e-12)
        ends = [figure.window.coordinates(curve.points[-1]) for curve in figure.curves]
        landed = [min(strength, LANDED[i]) if penalty is L1 else strength for i in range(len(weights))]
        np.testing.assert_allclose(ends, list(zip(np.log10(landed), weights, strict=True)), atol=1e-9)


def test_a_lasso_weight_is_ringed_from_its_arrival_on_and_rests_in_the_colour_of_zero() -> None:
    for strength, arrived in ((0.4, 0), (0.6, 1), (2.5, 2), (4.0, 3)):
        figure = paths(L1, float(np.log10(strength)))
        assert [ring.get_stroke_opacity() for ring in figure.marks] == [1] * arrived + [0] * (3 - arrived)
        if arrived:
            reach = [figure.window.coordinates(point)[0] for point in figure.rest.points[[0, -1]]]
            np.testing.assert_allclose(reach, np.log10([0.5, strength]), atol=1e-9)
        else:
            assert len(figure.rest.points) == 0


def test_no_ridge_weight_rests_and_its_crossings_are_ringed() -> None:
    figure = paths(L2, 1.0)
    assert len(figure.rest.points) == 0
    assert figure.window.coordinates(figure.marks[0].get_center()) == pytest.approx([np.log10(0.7), 0], abs=1e-9)


@pytest.mark.parametrize("height", [1.0, -1.0])
def test_a_weight_that_crosses_zero_is_named_beside_its_path_once_one_is_near(height: float) -> None:
    # Of two weights that feel each other, ridge takes the lesser one through zero.
    path = ridge_path(QuadraticLoss(np.array([[1.0, 0.8], [0.8, 1.0]]), height * np.array([2.0, -1.0])))
    at = float(brentq(lambda exponent: path.at(10**exponent)[1], -2, 2))
    trackers = [ValueTracker(2.0), ValueTracker(0.0)]
    covered = view_of([path], 0.01, 100.0)
    figure = CoefficientPaths(L2, path, [10**at], covered, {"a": True, "b": True}, *trackers, DARK)
    figure.fit(Box(-5.0, -3.0, 1.0, 2.0))
    (name,) = figure.mark_names
    assert name.lettering.text == "b"
    assert name.get_left()[0] > figure.window.point(at, 0)[0]
    assert (name.get_center()[1] > figure.window.point(at, 0)[1]) == (path.at(10 ** (at - 0.1))[1] > 0)
    assert name.lettering[0].get_fill_opacity() == 0
    trackers[1].set_value(3.0)
    figure.refresh()
    assert name.lettering[0].get_fill_opacity() == 1


def test_the_range_holds_all_weights_of_all_paths() -> None:
    for path in (LASSO, RIDGE):
        weights = path.at(np.geomspace(0.1, 10, 50))
        assert COVERED.y[0] < weights.min()
        assert weights.max() < COVERED.y[1]


@pytest.mark.parametrize("ends", [(0.1, 1000.0), (1e-6, 1e4), (1e-12, 1e6), (3e-5, 2e3)])
@pytest.mark.parametrize("width", np.linspace(3.4, 6.5, 12))
def test_numbers_along_lambda_keep_apart(width: float, ends: tuple[float, float]) -> None:
    covered = View((float(np.log10(ends[0])), float(np.log10(ends[1]))), COVERED.y)
    figure = CoefficientPaths(L1, LASSO, ARRIVALS, covered, NAMES, ValueTracker(0.0), ValueTracker(0.0), DARK)
    figure.fit(Box(0.0, 0.0, width, 4.0))
    below = [part for part in figure.frame if part.get_top()[1] < figure.axes.get_bottom()[1]]
    spans = sorted((part.get_left()[0], part.get_right()[0]) for part in below if not isinstance(part, Line))
    assert len(spans) >= 3
    assert spans[0][1] < spans[1][0]  # λ
    assert all(right + 0.2 < left for (_, right), (left, _) in pairwise(spans[1:]))
    assert spans[-1][1] <= width + 1e-6


def test_a_name_of_ten_letters_is_shown_in_half_of_a_wide_screen() -> None:
    names = {"year_built": True, "b": False, "c": False}
    figure = CoefficientPaths(L1, LASSO, ARRIVALS, COVERED, names, ValueTracker(0.0), ValueTracker(0.0), DARK)
    figure.fit(Stage(ASPECTS["16:9"]).pair()[0])
    assert figure.name_labels[0].text == "year_built"


@pytest.mark.parametrize("penalty", [L1, L2])
def test_it_looks_like_a_new_one_wherever_it_has_been(penalty: Penalty) -> None:
    assert_drawn_as_if_new(lambda trackers: case(penalty, trackers), STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(lambda trackers: case(L1, trackers), STOPS)
