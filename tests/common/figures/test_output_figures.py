"""What comes out of each input is what scipy finds, on its graph and in its heap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from manim import RIGHT, UP, Mobject, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new
from scipy.optimize import minimize_scalar

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.derived import Derived
from common.figures.output_plot import OutputPlot
from common.figures.output_rain import OutputRain
from common.figures.slopes_at_zero import SlopesAtZero
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK, TEMPO
from renders.critic.truth import truth_findings

WHOLE, BESIDE = Box(-6.0, -3.0, 6.0, 3.0), Box(-3.0, -3.0, 3.0, 3.0)
LARGEST, ROOM = 3.0, 2.5
INPUTS = np.random.default_rng(1).uniform(-LARGEST, LARGEST, 60)
LABELS = {"L1": "one", "L2": "other", "zeros": "zeros"}
TWO_PIXELS = 2 * 8 / 1080
SIZES = {L1: abs, L2: lambda w: w * w / 2}


def best(penalty: Penalty, curvature: float, centre: float, strength: float) -> float:
    def objective(w: float) -> float:
        return curvature * (w - centre) ** 2 / 2 + strength * SIZES[penalty](w)

    sides = [
        minimize_scalar(objective, bounds=side, method="bounded", options={"xatol": 1e-12})
        for side in ((-9, 0), (0, 9))
    ]
    lowest = min(sides, key=lambda found: float(found.fun))
    return 0.0 if objective(0.0) <= lowest.fun + 1e-13 else float(lowest.x)


def plotted(curvature: float = 1.0, *, paid: float = 1.0, seat: float = 0.0, centre: float = 2.0) -> OutputPlot:
    plot = OutputPlot(curvature, LARGEST, 1.0, DARK)
    plot.fit(WHOLE, BESIDE, "in", "out")
    plot.add(plot.axes, plot.identity, plot.input, plot.gap, plot.slopes, *plot.sides[L1], *plot.sides[L2])
    plot.paid.set_value(paid)
    plot.seat.set_value(seat)
    plot.centre.set_value(centre)
    for name, reached in plot.reached.items():
        reached.set_value(0.0 if name in ("right", "left") else -LARGEST)
    plot.update(TEMPO.landing)
    return plot


def raining(fallen: float, strength: float = 1.0) -> OutputRain:
    plot = plotted(seat=1.0)
    rain = OutputRain(plot, INPUTS, ValueTracker(fallen), 1.8, ROOM, LABELS)
    rain.add(*rain.ways.values(), *rain.heaps.values(), rain.ring)
    plot.strength.set_value(strength)
    rain.update(TEMPO.landing)
    return rain


def faults(*mobjects: Mobject) -> set[str]:
    scene = SimpleNamespace(
        mobjects=[*mobjects], foreground_mobjects=[], animations=(), theme=DARK, camera=FilmCamera()
    )
    return {finding.check for finding in truth_findings(cast(Explainer, scene))}


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("curvature", [1.0, 0.7])
@pytest.mark.parametrize("seat", [0.0, 0.4, 1.0])
def test_answers_and_graphs_are_where_scipy_finds_the_minimum(
    penalty: Penalty, curvature: float, seat: float
) -> None:
    for centre in (-2.9, -0.4, 0.0, 0.3, 1.7):
        plot = plotted(curvature, seat=seat, centre=centre)
        expected = best(penalty, curvature, centre, 1.0)
        answer = plot.answers[penalty]
        assert plot.window.coordinates(answer.dot.get_center()) == pytest.approx([centre, expected], abs=1e-5)
        assert (answer.ring.get_stroke_opacity() == 1) == (penalty is L1 and expected == 0)
    for piece in (plot.right, plot.left, plot.flat) if penalty is L1 else (plot.line,):
        for point in piece.points[::16]:
            x, y = plot.window.coordinates(point)
            assert y == pytest.approx(best(penalty, curvature, x, 1.0), abs=1e-5)


def test_a_share_of_the_price_takes_a_share_until_nothing_is_left() -> None:
    outputs = [plotted(paid=paid, centre=0.6).answers[L1].optimum for paid in (0.0, 0.3, 0.6, 1.0)]
    assert [float(each.weights[0]) for each in outputs if each] == pytest.approx([0.6, 0.3, 0.0, 0.0])


@pytest.mark.parametrize("strength", [1.0, 1.8])
def test_each_heap_holds_what_has_come_out_and_only_l1_has_zeros(strength: float) -> None:
    rain = raining(1.0, strength)
    for penalty, heap in rain.heaps.items():
        found = np.array([best(penalty, 1.0, centre, strength) for centre in INPUTS])
        dots = [len(cloud.points) // 16 for cloud in heap]
        assert dots == [(found != 0).sum(), (found == 0).sum()]
        assert rain.counts[penalty].zeros == (found == 0).sum()
    assert not len(rain.heaps[L2][1].points)
    assert len(rain.heaps[L1][1].points)
    assert rain.heaps[L1].width <= ROOM + 0.5


def test_the_ring_closes_when_all_have_fallen() -> None:
    assert [raining(fallen).ring.is_zero for fallen in (0.0, 0.9, 1.0)] == [False, False, True]
    assert not len(raining(0.0).heaps[L1][1].points)
    assert not len(raining(1.0).ways[None][1].points)


@pytest.mark.parametrize("fallen", [0.0, 0.3, 0.7, 1.0])
def test_what_the_rain_claims_holds(fallen: float) -> None:
    rain = raining(fallen)
    assert not faults(rain)


def test_what_the_plot_claims_holds_and_a_part_that_is_two_pixels_off_is_found() -> None:
    plot, rain = plotted(), raining(0.5)
    slopes = SlopesAtZero(1.0, ValueTracker(0.6), ValueTracker(1.0), DARK)
    slopes.fit(WHOLE)
    slopes.add(slopes.price, slopes.fan, slopes.chosen, slopes.bar, slopes.mark)
    assert not faults(plot)
    assert not faults(slopes)
    moved = [
        (plot, each) for each in (plot.flat, plot.line, plot.taken[L1], plot.answers[L2], plot.input, plot.gap)
    ]
    moved += [
        (rain, each) for each in (rain.ways[None][1], rain.ways[L1][1], rain.heaps[L1][1], rain.heaps[L2][0])
    ]
    moved += [(slopes, each) for each in (slopes.chosen, slopes.bar)]
    for figure, part in moved:
        part.shift(TWO_PIXELS * (RIGHT - UP))
        assert faults(figure), part
        part.shift(-TWO_PIXELS * (RIGHT - UP))


def followed(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    plot = plotted()
    plot.centre, plot.strength, plot.paid, plot.seat = trackers
    plot.fit(WHOLE, BESIDE, "in", "out")
    return plot, [plot.axes, plot.input, plot.gap, plot.slopes, plot.amounts, *plot.sides[L1], *plot.sides[L2]]


def followed_rain(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    plot = plotted(seat=1.0)
    fallen, plot.strength = trackers
    plot.fit(WHOLE, BESIDE, "in", "out")
    rain = OutputRain(plot, INPUTS, fallen, 1.8, ROOM, LABELS)
    return rain, [*chain(*rain.ways.values(), *rain.heaps.values()), rain.ring]


CASES = {
    "plot": (followed, [(2.0, 1.0, 0.0, 0.0), (2.0, 1.0, 1.0, 0.0), (-0.4, 1.0, 1.0, 0.5), (-0.4, 1.5, 1.0, 1.0)]),
    "rain": (followed_rain, [(0.0, 1.0), (0.4, 1.0), (1.0, 1.0), (1.0, 1.6)]),
}


@pytest.mark.parametrize("case", CASES)
def test_figures_that_have_followed_their_trackers_look_like_new_ones(case: str) -> None:
    assert_drawn_as_if_new(*CASES[case])
