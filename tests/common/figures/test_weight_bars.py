"""Bars are as long as their weights; zeros are ringed, and what does not fit is seen to be cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.claims import Reaches, Zero
from common.figures.derived import Derived
from common.figures.weight_bars import WeightBars
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2
from common.stage import Box
from common.style import DARK

BOX = Box(-3.0, -2.0, 3.0, 2.0)
REACH = -2.0, 2.0
NAMES = ["x", "x^2", "x^3", "x^4"]


def bars_of(*weights: float, reach: tuple[float, float] = REACH, box: Box = BOX) -> WeightBars:
    bars = WeightBars(lambda: np.array(weights), L1, DARK, reach=reach, names=NAMES[: len(weights)])
    bars.fit(box)
    bars.add(bars.ground, bars.picture)
    return bars


def unit_of(bars: WeightBars) -> float:
    return float((bars.window.point(0, 1) - bars.window.point(0, 0))[1])


def test_a_bar_reaches_from_the_baseline_as_far_as_its_weight() -> None:
    bars = bars_of(1.5, -0.5, 0.001)
    for number, weight in enumerate((1.5, -0.5, 0.001)):
        foot, bar = bars.foot_of(number), bars.bars[number]
        low, high = sorted((foot[1], foot[1] + weight * unit_of(bars)))
        assert bar.get_bottom()[1] == pytest.approx(low)
        assert bar.get_top()[1] == pytest.approx(high)
        assert bar.get_x() == pytest.approx(foot[0])


def test_only_a_weight_that_is_exactly_zero_has_a_ring_and_no_bar() -> None:
    bars = bars_of(0.0, -0.0, 1e-300, -1.0)
    assert [ring.get_stroke_opacity() for ring in bars.rings] == [1, 1, 0, 0]
    assert [len(bar.points) > 0 for bar in bars.bars] == [False, False, True, True]
    np.testing.assert_allclose(bars.rings[0].get_center(), bars.foot_of(0))


def test_only_a_bar_beyond_the_range_is_broken_and_it_ends_at_the_edge() -> None:
    bars = bars_of(2.0, 2.001, -50.0, -2.0)
    assert [len(gaps.points) > 0 for gaps in bars.breaks] == [False, True, True, False]
    for number, end in ((1, bars.bars[1].get_top()), (2, bars.bars[2].get_bottom())):
        assert abs(end[1] - bars.foot_of(number)[1]) == pytest.approx(2.0 * unit_of(bars))
    for gaps, bar in zip(bars.breaks[1:3], bars.bars[1:3], strict=True):
        assert bar.get_bottom()[1] < gaps.get_bottom()[1] < gaps.get_top()[1] < bar.get_top()[1]
        assert gaps.width == pytest.approx(bar.width)


def test_a_range_may_reach_further_on_one_side() -> None:
    bars = bars_of(3.5, -1.5, reach=(-1.0, 4.0))
    assert [len(gaps.points) > 0 for gaps in bars.breaks] == [False, True]


def test_all_of_it_stands_in_the_box_and_names_that_would_crowd_are_thinned() -> None:
    for box in (BOX, Box(0.0, 0.0, 1.4, 2.0)):
        bars = bars_of(2.0, -2.0, 9.0, -9.0, box=box)
        assert bars.get_left()[0] >= box.left - 1e-9
        assert bars.get_right()[0] <= box.right + 1e-9
        assert bars.get_bottom()[1] >= box.bottom - 1e-9
        assert bars.get_top()[1] <= box.top + 1e-9
        names = bars.named
        assert [name.text for name in names] == (NAMES if box is BOX else NAMES[::2])


def make(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    def weights() -> FloatArray:
        return np.array([each.get_value() for each in trackers])

    bars = WeightBars(weights, L2, DARK, *trackers, reach=REACH, names=NAMES[: len(trackers)])
    bars.fit(BOX)
    return bars, [bars.picture]


STOPS = [(1.0, 0.0), (0.0, 3.0), (-2.5, 3.0), (-1.0, -1.0), (0.0, 0.0)]


def test_bars_that_have_followed_their_weights_look_like_new_ones() -> None:
    assert_drawn_as_if_new(make, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(make, STOPS)


def test_the_claims_are_of_the_weights_and_not_of_the_drawing() -> None:
    weights = np.array([1.0, 0.0])
    bars = WeightBars(lambda: weights, L1, DARK, reach=REACH, names=NAMES[:2])
    bars.fit(BOX)
    weights[:] = 0.0, 1.0
    reaches = [claim for claim in bars.claims() if isinstance(claim, Reaches)]
    assert [float(np.linalg.norm(claim.end - claim.start) > 0) for claim in reaches] == [0, 1]
    rings = [claim.stays for claim in bars.claims() if isinstance(claim, Zero)]
    assert rings == [True, False]
