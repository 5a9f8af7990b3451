"""The tracks are where scikit-learn finds the weights, as far as λ has been."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from sklearn.linear_model import Lasso, Ridge

from common.figures.cost_plot import CostPlot
from common.figures.minima_track import MinimaTrack
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2
from common.stage import Box
from common.style import DARK

PLOT, BELOW = Box(-6.0, 0.0, 6.0, 3.0), Box(-6.0, -3.0, 6.0, 0.0)
THRESHOLD = 0.335
X = np.linspace(-1.0, 0.9, 20)


def tracked(trackers: Sequence[ValueTracker]) -> tuple[MinimaTrack, list[VMobject]]:
    strength, reached, scale = trackers
    plot = CostPlot(OneWeightLoss(0.67, 0.5), strength, DARK)
    plot.fit(PLOT)
    track = MinimaTrack(plot, reached, scale, 3.35, decimals=3)
    track.fit(BELOW)
    track.add_updater(lambda _: plot.redraw(), index=0)
    parts = track.axes, track.line, track.strength_out, track.mark, track.ticks, track.most_name, track.gap
    track.add(*parts, *track.sides.values(), *track.weight_outs.values())
    return track, [*track.submobjects]


def at(strength: float, reached: float, scale: float = 3.35) -> MinimaTrack:
    return tracked([ValueTracker(each) for each in (strength, reached, scale)])[0]


def lasso(strength: float) -> float:
    found = Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-12).fit(X[:, np.newaxis], 0.5 * X)
    return float(found.coef_[0])


def ridge(strength: float) -> float:
    return float(Ridge(alpha=10 * strength, fit_intercept=False).fit(X[:, np.newaxis], 0.5 * X).coef_[0])


@pytest.mark.parametrize("reached", [0.2, 0.335, 1.0, 3.35])
def test_each_track_goes_from_the_best_weight_to_where_the_minimum_is(reached: float) -> None:
    track = at(reached, reached)
    for penalty, weight in ((L1, lasso), (L2, ridge)):
        trail = track.trails[penalty]
        for point in trail.points[::40]:
            w, down = track.window.coordinates(point)
            assert w == pytest.approx(weight(max(-down, 1e-12)), abs=1e-6)
        ends = [track.window.coordinates(point) for point in trail.points[[0, -1]]]
        last = min(reached, THRESHOLD) if penalty is L1 else reached
        assert sorted(-end[1] for end in ends) == pytest.approx([0.0, last], abs=1e-9)


def test_the_track_at_zero_begins_at_the_threshold() -> None:
    assert len(at(0.335, 0.335).at_zero.points) == 0
    track = at(1.0, 1.0)
    xy = np.array([track.window.coordinates(point) for point in track.at_zero.points])
    assert np.abs(xy[:, 0]).max() < 1e-12
    assert (xy[:, 1].min(), xy[:, 1].max()) == pytest.approx((-1.0, -THRESHOLD))


def test_the_tracks_stay_written_when_the_strength_goes_back() -> None:
    back = at(0.2, 1.0)
    assert back.heads[L1].dot.get_center()[1] > back.window.point(0.0, -THRESHOLD)[1]
    assert len(back.at_zero.points) > 0


@pytest.mark.parametrize("strength", [0.0, 0.2, 0.335, 1.0, 3.35])
def test_the_number_of_a_minimum_stands_below_its_head_and_within_the_track(strength: float) -> None:
    track = at(strength, strength)
    level = track.window.point(0.0, -strength)[1]
    for penalty, out in track.weight_outs.items():
        head = track.heads[penalty].dot.get_center()
        assert head[1] == pytest.approx(level)
        assert BELOW.bottom < out.get_bottom()[1] < out.get_top()[1] < level
        assert 0 < out.get_left()[0] - head[0] < 0.3


def test_the_gap_leads_from_zero_to_where_scikit_learn_finds_the_weight_under_l2() -> None:
    track = at(3.35, 3.35)
    ends = [track.window.coordinates(point) for point in track.gap.points[[0, -1]]]
    assert ends == [pytest.approx([w, -3.35]) for w in (0.0, ridge(3.35))]


def test_the_axis_counts_the_thresholds_up_to_the_greatest_strength() -> None:
    track = at(3.35, 3.35)
    assert track.most_name.lettering.text == "10 times 0.335"
    ticks = [-track.window.coordinates(place)[1] for place in track.ticks.points[::4]]
    assert ticks == pytest.approx(0.335 * np.arange(1, 11))
    texts = track.strength_out, track.most_name, track.weight_outs[L2]
    for one, other in combinations(texts, 2):
        apart = np.abs(one.get_center() - other.get_center())[:2]
        assert (2 * apart > [one.width + other.width, one.height + other.height]).any()
    assert all(BELOW.bottom <= text.get_bottom()[1] for text in texts)


STOPS = [
    *[(0.0, 0.0, 1.0), (0.2, 0.2, 1.0), (0.335, 0.335, 1.0), (1.0, 1.0, 1.0), (1.0, 1.0, 2.0), (1.0, 1.0, 3.35)],
    *[(3.35, 3.35, 3.35), (0.335, 3.35, 3.35), (0.335, 0.4, 3.35)],
]


def test_it_looks_like_new_wherever_it_has_been() -> None:
    assert_drawn_as_if_new(tracked, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(tracked, STOPS)
