"""The fit that is drawn is the fit that is solved for, and every point stands where it was seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.derived import Derived
from common.figures.fit_plot import FitPlot
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import noisy_points, polynomial_features
from common.maths.optima.generalisation import CurveFits, twelve_new_points
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

FITS = CurveFits(noisy_points())
WIDE, NARROW = Box(-6.0, -3.0, 6.0, 3.0), Box(-6.0, -3.0, 0.0, 3.0)
VIEW = View((-1.1, 1.2), (-3.9, 2.0))


def plot_of(trackers: Sequence[ValueTracker], penalty: Penalty = L2) -> FitPlot:
    log_strength, narrowing = trackers
    plot = FitPlot(
        FITS,
        penalty,
        log_strength,
        DARK,
        view=VIEW,
        new_points=twelve_new_points(),
        ghosts_at=(-8.0, -5.0),
        narrowing=narrowing,
    )
    plot.fit(WIDE, NARROW)
    return plot


def at(log_strength: float, narrowing: float = 0.0, penalty: Penalty = L2) -> FitPlot:
    return plot_of([ValueTracker(log_strength), ValueTracker(narrowing)], penalty)


def ridge(x: FloatArray, strength: float) -> FloatArray:
    """The ridge fit from the normal equations of its augmented rows."""
    powers = polynomial_features(FITS.curve.x, 9)
    middle, spread = powers.mean(axis=0), powers.std(axis=0)
    rows = (powers - middle) / spread
    root = np.sqrt(strength * len(rows) / 2)
    right = np.append(FITS.curve.y - FITS.curve.y.mean(), np.zeros(9))
    weights = np.linalg.lstsq(np.vstack([rows, root * np.eye(9)]), right)[0]
    return np.asarray(FITS.curve.y.mean() + (polynomial_features(x, 9) - middle) / spread @ weights)


@pytest.mark.parametrize("log_strength", [-8.0, -3.0, 0.5])
def test_the_curve_is_the_ridge_fit(log_strength: float) -> None:
    plot = at(log_strength)
    drawn = np.array([plot.window.coordinates(point) for point in plot.curve.points[::4]])
    np.testing.assert_allclose(drawn[:, 1], ridge(drawn[:, 0], 10**log_strength), atol=1e-5)


def test_the_threaded_fit_goes_through_every_point() -> None:
    plot = at(-3.0, narrowing=1.0)
    drawn = np.array([plot.window.coordinates(point) for point in plot.threaded.points[::4]])
    for dot in plot.seen:
        x, y = plot.window.coordinates(dot.get_center())
        assert np.interp(x, drawn[:, 0], drawn[:, 1]) == pytest.approx(y, abs=0.01)


def test_a_miss_leads_from_each_new_point_to_the_fit() -> None:
    plot, new = at(-3.0), twelve_new_points()
    for miss, x, y in zip(plot.misses, new.x, new.y, strict=True):
        ends = [plot.window.coordinates(point) for point in miss.points[[0, -1]]]
        np.testing.assert_allclose(ends, [[x, y], [x, float(ridge(np.array([x]), 1e-3)[0])]], atol=1e-6)


def test_a_ghost_stays_once_its_strength_has_been_passed() -> None:
    assert [ghost.get_stroke_opacity() > 0 for ghost in at(-5.01).ghosts] == [True, False]
    assert [ghost.get_stroke_opacity() > 0 for ghost in at(-5.0).ghosts] == [True, True]


def test_narrowed_it_stands_in_the_other_box() -> None:
    for narrowing, box in ((0.0, WIDE), (1.0, NARROW)):
        along = at(-3.0, narrowing).ground[0]
        assert (along.get_left()[0], along.get_right()[0]) == pytest.approx((box.left, box.right))


def make(trackers: Sequence[ValueTracker], penalty: Penalty = L2) -> tuple[Derived, list[VMobject]]:
    plot = plot_of(trackers, penalty)
    parts = [plot.ground, plot.truth, plot.threaded, plot.curve, plot.ghosts, plot.seen, plot.unseen]
    return plot, [*parts, plot.misses]


STOPS = [(-8, 0), (-8, 0.5), (-4, 1), (-2, 1), (-6, 0)]


@pytest.mark.parametrize("penalty", [L1, L2])
def test_a_plot_that_has_followed_looks_like_a_new_one(penalty: Penalty) -> None:
    assert_drawn_as_if_new(lambda trackers: make(trackers, penalty), STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(make, STOPS)


def test_the_threaded_fit_is_traced_as_far_as_it_is_told_and_is_wildest_between_the_first_two_points() -> None:
    plot = at(-3.0)
    plot.traced.set_value(0.25)
    plot.refresh()
    assert plot.window.coordinates(plot.threaded.points[-1])[0] == pytest.approx(0.25)
    wildest, before = plot.wildest
    assert before == FITS.curve.x[0] < wildest < FITS.curve.x[1]
    assert plot.window.coordinates(plot.threaded_at(wildest))[1] < -3
