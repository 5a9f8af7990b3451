"""What is drawn of a belief is what scipy integrates: chance, logarithm, columns, mode and mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from manim import DOWN, UP, Mobject, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from common.camera import FilmCamera
from common.figures.belief import Belief
from common.figures.belief_board import BeliefBoard
from common.figures.bell import Bell
from common.figures.density_plot import DensityPlot
from common.figures.derived import Derived
from common.figures.evidence import Evidence
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import ASPECTS, LANDSCAPE, Aspect, Box, Stage
from common.style import DARK
from scenes.numbers.priors import PriorsNumbers

BOX = Box(-5.0, -3.0, 1.0, 2.0)
PRIORS = [LaplacePrior, GaussianPrior]
DRAWS = np.array([-0.4, 0.3, 1.1])
NAMES = "mode", "mean"


def bell_of(prior: Any, strength: float = 1.0, centre: float = 0.5, radius: float = 1.0) -> Bell:
    trackers = (ValueTracker(value) for value in (centre, radius))
    bell = Bell(prior, 1.0, strength, *trackers, "name", NAMES, 3, DARK)
    bell.fit(BOX)
    return bell


def unscaled(prior: Any, strength: float, centre: float, w: float) -> float:
    """Prior × likelihood, each without its constant."""
    size = abs(w) if prior is LaplacePrior else w * w / 2
    return float(np.exp(-strength * size - (w - centre) ** 2 / 2))


def integral(prior: Any, strength: float, centre: float, power: int) -> float:
    return sum(
        quad(lambda w: w**power * unscaled(prior, strength, centre, w), *side, epsabs=1e-12)[0]
        for side in ((-40, 0), (0, 40))
    )


def heights(window: Window, stick: VMobject) -> FloatArray:
    """Where a stick stands, and how high it is (2,)."""
    return window.coordinates(stick.points[-1])


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize(("strength", "centre"), [(1.0, 0.5), (1.0, 0.9), (1.2, 0.5)])
def test_the_posterior_its_mode_and_its_mean_are_those_of_prior_times_likelihood(
    prior: Any, strength: float, centre: float
) -> None:
    bell = bell_of(prior, strength, centre)
    bell.climbed.set_value(1.0)
    bell.update()
    mass, moment = (integral(prior, strength, centre, power) for power in (0, 1))
    assert bell.window.coordinates(bell.fulcrum.get_top())[0] == pytest.approx(moment / mass, abs=1e-9)
    assert float(bell.mean_out.drawn) == pytest.approx(moment / mass, abs=5.01e-4)
    best = minimize_scalar(lambda w: -unscaled(prior, strength, centre, w), bounds=(-2, 2)).x
    top = bell.window.coordinates(bell.mode.dot.get_center())
    assert top[0] == pytest.approx(best, abs=1e-4)
    assert top[1] == pytest.approx(unscaled(prior, strength, centre, best) / mass, abs=1e-5)


def test_under_laplace_the_climber_lands_on_zero_with_a_ring_and_the_mean_is_elsewhere() -> None:
    laplace, gaussian = (bell_of(prior) for prior in PRIORS)
    for bell in (laplace, gaussian):
        assert bell.window.coordinates(bell.mode.dot.get_center())[0] == pytest.approx(1.7)
        assert bell.weight_out.text == "1.700"
        bell.climbed.set_value(1.0)
        bell.update()
        bell.weight_out.update()
    assert (laplace.weight_out.text, gaussian.weight_out.text) == ("0", "0.250")
    assert (laplace.mode.ring.is_zero, gaussian.mode.ring.is_zero) == (True, False)
    assert laplace.mean_out.text == "0.241"


@pytest.mark.parametrize("prior", PRIORS)
def test_the_band_ends_at_its_radius_and_its_chance_is_the_area_down_to_nothing(prior: Any) -> None:
    for radius in (1.0, 0.3, 0.0):
        bells = [bell_of(each, radius=radius) for each in PRIORS]
        bell = bells[PRIORS.index(prior)]
        area = 2 * quad(lambda w: float(prior(1.0).density(w)), 0, radius)[0]
        assert float(bell.chance_out.drawn) == pytest.approx(area, abs=5.01e-4)
        band = Evidence(bells, ValueTracker(radius), "likelihood").bands[PRIORS.index(prior)]
        ends = [bell.window.coordinates(point)[0] for point in band.points]
        assert (min(ends), max(ends)) == pytest.approx((-radius, radius)) if radius else not ends
        if radius:
            top = bell.window.coordinates(max(band.points, key=lambda point: float(point[1])))
            assert top == pytest.approx([0.0, float(prior(1.0).density(0.0))], abs=1e-9)
    assert (bell.chance_out.drawn, bell.never_out.drawn) == ("0", "0")


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("strength", [1.0, 1.4])
def test_a_bell_becomes_its_logarithm_and_upside_down_its_price(prior: Any, strength: float) -> None:
    bell = bell_of(prior, strength)
    for flipped in (0.0, 0.5, 1.0):
        bell.flipped.set_value(flipped)
        bell.update()
        # The first and the last point may be where the window cuts the curve.
        w, y = np.array([bell.window.coordinates(each) for each in bell.prior.points[4:-4:4]]).T
        if flipped == 0:
            np.testing.assert_allclose(y, prior(strength).density(w), rtol=1e-9)
            continue
        logarithms = prior(strength).log_density(w)
        slope, rest = np.polyfit(logarithms, y, 1)
        np.testing.assert_allclose(slope * logarithms + rest, y, atol=1e-9)
        assert np.sign(slope) == (1 if flipped == 0.5 else -1)
    assert y.min() == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("prior", PRIORS)
def test_columns_are_multiplied_by_the_likelihood_from_the_left_and_then_scaled_to_area_one(prior: Any) -> None:
    bell = bell_of(prior)
    before = np.array([heights(bell.window, stick) for stick in bell.columns])
    np.testing.assert_allclose(before[:, 1], prior(1.0).density(before[:, 0]), rtol=1e-9)
    bell.grown.set_value(1.0)
    bell.update()
    after = np.array([heights(bell.window, stick) for stick in bell.columns])
    product = np.array([unscaled(prior, 1.0, 0.5, w) for w in before[:, 0]])
    likely = np.exp(-((before[:, 0] - 0.5) ** 2) / 2) / np.sqrt(2 * np.pi)
    np.testing.assert_allclose(after[:, 1], before[:, 1] * likely, rtol=1e-9)
    bell.scaled.set_value(1.0)
    bell.update()
    scaled = np.array([heights(bell.window, stick) for stick in bell.columns])
    np.testing.assert_allclose(scaled[:, 1], product / integral(prior, 1.0, 0.5, 0), rtol=1e-9)
    bell.scaled.set_value(0.0)
    assert 0.0 not in before[:, 0]
    bell.grown.set_value(0.5)
    bell.update()
    on_the_way = np.array([heights(bell.window, stick) for stick in bell.columns])
    np.testing.assert_array_equal(on_the_way[:3], after[:3])
    np.testing.assert_array_equal(on_the_way[-3:], before[-3:])
    assert bell.window.coordinates(bell.curve.get_right())[0] < 0


def test_draws_pile_up_beside_zero_in_cells_of_an_even_share_as_far_as_they_are_in_view() -> None:
    bell = bell_of(LaplacePrior)
    bell.let_rain(np.append([0.02, -0.02, 0.07], np.full(97, 9.0)), ValueTracker(1.0))
    drops, dots = bell.rain
    middles = dots.points.reshape(-1, 16, 3)[:, (0, 8)].mean(axis=1)
    at = np.array([bell.window.coordinates(middle) for middle in middles])
    np.testing.assert_allclose(at, [(0.05, 0.05), (-0.05, 0.05), (0.05, 0.15)], atol=1e-9)
    assert not len(drops.points)


@pytest.mark.parametrize("prior", PRIORS)
def test_what_is_filled_is_the_prior_until_it_has_met_the_data(prior: Any) -> None:
    bell, w = bell_of(prior), np.linspace(-2, 2, 9)
    np.testing.assert_allclose(bell.filled(w), prior(1.0).density(w))
    bell.grown.set_value(1.0)
    bell.scaled.set_value(1.0)
    np.testing.assert_allclose(bell.filled(w), bell.posterior(w))


def bell(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    centre, *others = trackers
    figure = Bell(LaplacePrior, 1.0, 1.0, centre, ValueTracker(0.0), "name", NAMES, 3, DARK)
    own = figure.strength, figure.flipped, figure.grown, figure.scaled, figure.climbed

    def link(_: Mobject) -> None:
        for tracker, given in zip(own, others, strict=True):
            tracker.set_value(given.get_value())

    link(figure)
    figure.fit(BOX)
    fallen = ValueTracker(0.6)
    figure.let_rain(DRAWS, fallen)
    figure.add_updater(link, index=0)
    return figure, [
        figure.prior,
        figure.columns,
        figure.curve,
        figure.body,
        figure.mode,
        figure.fulcrum,
        figure.mode_name,
        figure.mean_name,
        *figure.rain,
    ]


def density(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    plot = DensityPlot(Belief(LaplacePrior, 1.0, *trackers[:2]), DARK, trackers[2])
    plot.fit(BOX)
    return plot, [plot.curve, plot.body, plot.plumb, plot.mode]


def evidence(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    centre, radius = trackers
    bells = [Bell(prior, 1.0, 1.0, centre, radius, "name", NAMES, 3, DARK) for prior in PRIORS]
    for bell in bells:
        bell.fit(BOX)
    data = Evidence(bells, radius, "likelihood")
    return data, [data.curve, data.wanted, data.wanted_name, *data.bands, data.edge]


CASES: list[tuple[Any, Any]] = [
    (
        bell,
        [
            (0.5, 0.6, 0, 0, 0, 0),
            (0.5, 1, 0.7, 0, 0, 0),
            (0.5, 1, 0, 0.5, 0, 0),
            (0.5, 1, 0, 1, 0.4, 0.5),
            (0.8, 1, 0, 1, 1, 1),
            (0.6, 1, 0, 1, 1, 1),
        ],
    ),
    (density, [(1, 0.5, 0), (1, 0.5, 0.4), (1, 0.9, 1), (1.4, 0.9, 1)]),
    (evidence, [(0.5, 1), (0.9, 1), (0.9, 0.3), (0.5, 0)]),
]


@pytest.mark.parametrize(("make", "stops"), CASES)
def test_a_figure_that_has_followed_its_trackers_looks_like_a_new_one(make: Any, stops: Any) -> None:
    assert_drawn_as_if_new(make, stops)


@pytest.mark.parametrize(("make", "stops"), CASES)
def test_an_input_forgotten_would_be_noticed(make: Any, stops: Any) -> None:
    assert_notices_a_forgotten_input(make, stops)


def board_of(stage: Stage, **numbers: float) -> BeliefBoard:
    labels = {"L1": "L1: Laplace", "L2": "L2: Gaussian"}
    labels |= {name: name for name in ("draws", "mode", "mean", "pull", "likelihood")}
    return BeliefBoard(stage, DARK, labels, PriorsNumbers(**numbers), FilmCamera())


def test_the_pull_is_the_slope_of_the_loss_at_zero_and_the_bar_ends_at_lambda() -> None:
    board = board_of(Stage(LANDSCAPE), strength=1.2, curvature=0.8, centre=0.7)
    board.laplace.strength.set_value(1.2)
    for centre in (0.7, 0.9):
        board.centre.set_value(centre)
        board.slopes.update()
        window = board.slopes.window
        assert window.coordinates(board.slopes.mark.get_center()) == pytest.approx([1.0, 0.8 * centre])
        ends = [window.coordinates(board.slopes.bar.bar.get_edge_center(side))[1] for side in (DOWN, UP)]
        assert ends == pytest.approx([-1.2, 1.2])


@pytest.mark.parametrize("aspect", ASPECTS.values(), ids=ASPECTS)
def test_names_and_numbers_of_both_stand_on_one_line(aspect: Aspect) -> None:
    laplace, gaussian = board_of(Stage(aspect)).bells
    assert laplace.tag[0].get_bottom()[1] == pytest.approx(gaussian.tag[0].get_bottom()[1], abs=1e-6)
    for one, other in ((laplace.chance_out, gaussian.chance_out), (laplace.weight_out, gaussian.weight_out)):
        assert one.sign.get_y() == pytest.approx(other.sign.get_y())
        assert one.get_right()[0] < other.get_left()[0]
