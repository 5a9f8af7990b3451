"""What is drawn of a belief is what scipy integrates: its chance, its mode, its mean, and minus its logarithm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from common.figures.belief import Belief
from common.figures.belief_panel import BeliefPanel
from common.figures.claims import Solves
from common.figures.density_plot import DensityPlot
from common.figures.derived import Derived
from common.figures.negative_log import NegativeLog
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import LANDSCAPE, SQUARE, Box
from common.style import DARK

TALL, LOW = Box(-5.0, -3.0, 1.0, 2.0), Box(-5.0, 0.0, 1.0, 2.0)
PRIORS = [LaplacePrior, GaussianPrior]


def belief(prior: Any, strength: float = 1.0, centre: float = 0.5, share: float = 1.0) -> Belief:
    return Belief(prior, 1.0, *(ValueTracker(value) for value in (strength, centre, share)))


def density_plot(of: Belief, radius: float = 1.0, place: float = 0.0, tightness: float = 1.0) -> DensityPlot:
    plot = DensityPlot(of, *(ValueTracker(value) for value in (radius, place, tightness)), DARK)
    plot.fit(TALL, LOW)
    return plot


def unscaled(prior: Any, strength: float, centre: float, share: float, w: float) -> float:
    """Prior × likelihood, each without its constant."""
    size = abs(w) if prior is LaplacePrior else w * w / 2
    return float(np.exp(-strength * size - share * (w - centre) ** 2 / 2))


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize(("strength", "centre", "share"), [(1.0, 0.5, 1.0), (1.0, 0.9, 0.3), (3.0, 0.5, 1.0)])
def test_the_density_its_mode_and_its_mean_are_those_of_prior_times_likelihood(
    prior: Any, strength: float, centre: float, share: float
) -> None:
    def integral(power: int) -> float:
        return sum(
            quad(lambda w: w**power * unscaled(prior, strength, centre, share, w), *side, epsabs=1e-12)[0]
            for side in ((-40, 0), (0, 40))
        )

    plot = density_plot(belief(prior, strength, centre, share))
    shown = plot.window.coordinates(plot.wedge.get_top())
    mean = integral(1) / integral(0)
    assert shown[0] == pytest.approx(mean, abs=1e-9)
    assert float(plot.mean_out.drawn) == pytest.approx(mean, abs=5.01e-4)
    best = minimize_scalar(lambda w: -unscaled(prior, strength, centre, share, w), bounds=(-2, 2)).x
    dot = plot.window.coordinates(plot.mode[1].dot.get_center())
    assert dot[0] == pytest.approx(best, abs=1e-4)
    for w in (-1.3, 0.0, 0.4):
        expected = unscaled(prior, strength, centre, share, w) / integral(0)
        assert float(plot.belief.density(np.array(w))) == pytest.approx(expected, rel=1e-9)


def test_under_laplace_the_mode_is_ringed_at_zero_while_the_mean_is_not_zero() -> None:
    laplace, gaussian = (density_plot(belief(prior)) for prior in PRIORS)
    assert laplace.mode_out.text == "0"
    assert laplace.mode[1].ring.get_stroke_opacity() == 1
    assert laplace.mean_out.text == "0.241"
    assert gaussian.mode_out.text == gaussian.mean_out.text == "0.250"
    assert gaussian.mode[1].ring.get_stroke_opacity() == 0


@pytest.mark.parametrize("prior", PRIORS)
def test_before_any_data_the_belief_is_the_prior_and_no_estimate_is_marked(prior: Any) -> None:
    plot = density_plot(belief(prior, share=0.0))
    np.testing.assert_array_equal(plot.curve.points, plot.prior_curve.points)
    assert not len(plot.wedge.points)
    assert not any(isinstance(claim, Solves) for claim in plot.claims())


@pytest.mark.parametrize("prior", PRIORS)
def test_the_band_ends_at_its_radius_and_reads_its_area_down_to_nothing(prior: Any) -> None:
    of = belief(prior, share=0.0)
    for radius in (1.0, 0.3, 0.0):
        plot = density_plot(of, radius=radius)
        fill = plot.band[0]
        ends = [plot.window.coordinates(point)[0] for point in (fill.points[0], fill.points[-1])]
        np.testing.assert_allclose(ends, [-radius, radius], atol=1e-9)
        area = 2 * quad(lambda w: float(of.density(np.array(w))), 0, radius)[0]
        assert float(plot.chance_out.drawn) == pytest.approx(area, abs=5.01e-4)
    assert plot.chance_out.drawn == "0"


@pytest.mark.parametrize("prior", PRIORS)
def test_below_stands_minus_the_logarithm_up_to_a_constant_and_as_far_as_it_is_traced(prior: Any) -> None:
    for share in (0.0, 0.4, 1.0):
        of = belief(prior, share=share)
        log = NegativeLog(of, ValueTracker(0.7), DARK)
        log.fit(TALL)
        # The first point is where the window cuts the curve, between two that are computed.
        traced = np.array([log.window.coordinates(start) for start in log.objective.points[4::4]])
        at = log.window.coordinates(log.walker.get_center())
        assert at[0] == pytest.approx(0.7)
        assert log.window.coordinates(log.objective.points[-1]) == pytest.approx(at)
        rest = traced[:, 1] + np.log([unscaled(prior, 1.0, 0.5, share, w) for w in traced[:, 0]])
        assert np.ptp(rest) < 1e-12
        other = traced[:, 1] + np.log([unscaled(prior, 1.1, 0.5, share, w) for w in traced[:, 0]])
        assert np.ptp(other) > 0.1


def moving_density(prior: Any, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    strength, centre, share, radius, place, tightness = trackers
    plot = DensityPlot(Belief(prior, 1.0, strength, centre, share), radius, place, tightness, DARK)
    plot.fit(TALL, LOW)
    curves = [plot.prior_curve, plot.likelihood_curve, plot.curve, plot.body]
    return plot, [plot.axes, *curves, plot.band, plot.walker, plot.mode, plot.wedge]


def moving_log(prior: Any, trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    *of_the_belief, reach = trackers
    log = NegativeLog(Belief(prior, 1.0, *of_the_belief), reach, DARK)
    log.fit(TALL)
    return log, [log.penalty_curve, log.loss_curve, log.objective, log.walker, log.dot]


DENSITY_STOPS = [
    (1, 0.5, 0, 1, -2.4, 0),
    (1, 0.5, 0, 1, -2.4, 1),
    (1, 0.5, 0, 0, 1, 1),
    (1, 0.5, 1, 0, 1, 1),
    (3, 0.5, 1, 0, 1, 1),
    (3, 0.9, 1, 0, 1, 0.5),
    (1, 0.5, 0, 1, 2, 0),
]
LOG_STOPS = [
    (1, 0.5, 0, -2.4),
    (1, 0.5, 0, 1),
    (1, 0.5, 0.5, 2.4),
    (1, 0.9, 1, 2.4),
    (3, 0.9, 1, 2.4),
    (1, 0.5, 0, 0),
]
CASES: list[tuple[Any, Any]] = [(moving_density, DENSITY_STOPS), (moving_log, LOG_STOPS)]


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize(("make", "stops"), CASES)
def test_a_figure_that_has_followed_its_trackers_looks_like_a_new_one(prior: Any, make: Any, stops: Any) -> None:
    assert_drawn_as_if_new(lambda trackers: make(prior, trackers), stops)


@pytest.mark.parametrize(("make", "stops"), CASES)
def test_an_input_forgotten_would_be_noticed(make: Any, stops: Any) -> None:
    assert_notices_a_forgotten_input(lambda trackers: make(LaplacePrior, trackers), stops)


def test_titles_and_numbers_of_both_panels_stand_on_one_line() -> None:
    for aspect in (LANDSCAPE, SQUARE):
        panels = []
        for prior, title in ((LaplacePrior, "L1: Laplace"), (GaussianPrior, "L2: Gaussian")):
            trackers = [ValueTracker(1.0) for _ in range(3)]
            panels.append(BeliefPanel(belief(prior), *trackers, TALL, aspect, title, DARK))
        bottoms = [each.panel.title[0].get_bottom()[1] for each in panels]
        assert bottoms[0] == pytest.approx(bottoms[1], abs=1e-6)
        for each in panels:
            plot = each.density
            level = [out[-1].get_bottom()[1] for out in (plot.mean_out, plot.strength_out)]
            assert level[0] == pytest.approx(level[1])
