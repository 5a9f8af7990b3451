"""A walker hops from post to post, and its push is as long as its next step."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker
from redrawn import drawn

from common.figures.hops import Hops
from common.figures.walk_plot import WalkPlot
from common.figures.walker import Walker
from common.maths.descents.gradient import penalty_steps
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK, TEMPO

BOX = Box(-6.0, -3.0, 6.0, 3.0)


def hops_of(penalty: Penalty = L1, start: float = 3.0) -> Hops:
    walk = penalty_steps(penalty, start, step=0.5, strength=1.0, count=8)
    return Hops(penalty, 1.0, walk, np.full(8, 0.5))


def walker_of(penalty: Penalty = L1, taken: float = 0.0) -> Walker:
    plot = WalkPlot(ValueTracker(8.0), "steps", DARK, ValueTracker(1.0))
    plot.fit(BOX)
    walker = Walker(plot, penalty, 0.5, 1.0, DARK)
    walker.set_out(hops_of(penalty))
    walker.taken.set_value(taken)
    plot.add(*walker)
    plot.update()
    return walker


@pytest.mark.parametrize("penalty", [L1, L2])
def test_after_whole_steps_it_stands_on_a_post_as_high_as_its_weight(penalty: Penalty) -> None:
    walker = walker_of(penalty, 3.0)
    weight = hops_of(penalty).weights[3]
    np.testing.assert_allclose(walker.ball.dot.get_center(), walker.plot.point(walker.time(3), weight), atol=1e-9)
    assert walker.landed == 3
    assert not walker.is_at_zero


def test_in_flight_it_is_above_the_straight_way_and_lands_at_the_very_weight() -> None:
    hops = hops_of()
    at = hops.way(np.linspace(0, 8, 801))
    straight = np.interp(at[:, 0], hops.times, hops.weights)
    assert (at[:, 1] >= straight - 1e-12).all()
    np.testing.assert_array_equal(hops.way(np.arange(9.0)), np.column_stack([hops.times, hops.weights]))


def test_a_short_hop_is_low_and_one_that_leads_nowhere_is_level() -> None:
    hops = Hops(L2, 1.0, np.array([0.54, 0.52, 0.5, 0.5]), np.full(3, 0.5))
    heights = hops.way(np.linspace(0, 3, 301))[:, 1]
    assert 0.54 <= heights.max() < 0.55
    assert (heights[-100:] == 0.5).all()


def test_a_post_stands_where_it_has_landed_and_not_under_the_ball_in_flight() -> None:
    walker, steps = walker_of(taken=2.8), hops_of()
    tops = [post.get_top()[:2] for post in walker.posts if len(post.points)]
    whole = [walker.plot.point(walker.time(number), steps.weights[number])[:2] for number in range(3)]
    np.testing.assert_allclose(tops, whole, atol=1e-9)


def test_a_shorter_step_takes_less_time() -> None:
    hops = Hops(L1, 1.0, np.array([0.2, -0.3, -0.05, 0.2]), np.array([0.5, 0.25, 0.25]), begun=1.0)
    np.testing.assert_allclose(hops.times, [1, 2, 2.5, 3])


def test_the_ring_is_there_while_it_stands_on_zero_and_not_in_flight() -> None:
    assert walker_of(taken=6.0).is_at_zero
    assert not walker_of(taken=5.9).is_at_zero
    assert not walker_of(L2, 6.0).is_at_zero


def test_its_push_leads_to_where_the_next_step_ends() -> None:
    for penalty in (L1, L2):
        walker = walker_of(penalty, 2.0)
        walks = hops_of(penalty).weights
        assert walker.pushes == (pytest.approx(walks[3] - walks[2]), 0.0)


def test_a_push_that_stops_at_zero_is_the_proximal_step() -> None:
    walker = walker_of()
    walker.stand_at(1.0, 0.2)
    assert walker.pushes[0] == -0.5
    walker.stops.set_value(1.0)
    assert walker.pushes[0] == pytest.approx(-0.2)


def test_at_zero_the_push_is_as_long_as_it_can_be_and_the_loss_pulls_on() -> None:
    walker = walker_of()
    walker.loss = OneWeightLoss(0.5, 1.5)
    walker.stand_at(1.0, 0.0)
    assert walker.pushes == (-0.5, pytest.approx(0.375))
    assert walker.is_at_zero


def test_a_step_as_an_arrow_reaches_from_the_weight_before_it_to_where_it_would_lead() -> None:
    walker = walker_of(taken=6.0)
    arrow = walker.step_to(6, -0.25)
    walker.plot.add(arrow).refresh()
    ends = [walker.plot.point(walker.time(6), weight)[1] for weight in (-0.25, 0.5)]
    np.testing.assert_allclose([arrow.get_bottom()[1], arrow.get_top()[1]], ends, atol=1e-9)


def test_let_go_it_leaves_its_walk_behind() -> None:
    walker = walker_of(taken=2.0)
    posts = walker.posts.points.copy()
    list(walker.reappear(1.0))
    np.testing.assert_array_equal(walker.posts.points, posts)
    assert walker.plot.window.coordinates(walker.ball.dot.get_center())[1] == pytest.approx(1.0)


def test_one_that_has_walked_looks_like_one_that_was_always_there() -> None:
    walked, new = walker_of(), walker_of(taken=6.0)
    for taken in (0.7, 1.0, 4.3, 6.0):
        walked.taken.set_value(taken)
        walked.plot.update()
    for walker in (walked, new):
        walker.plot.update(TEMPO.bloom)
    for mine, fresh in zip(drawn([walked]), drawn([new]), strict=True):
        np.testing.assert_allclose(mine, fresh, atol=1e-9)


def test_the_next_plot_of_another_reach_is_drawn_anew() -> None:
    reach = ValueTracker(8.0)
    plot = WalkPlot(reach, "steps", DARK, ValueTracker(1.0))
    plot.fit(BOX)
    before = plot.point(4, 1)
    reach.set_value(4.0)
    plot.update()
    plot.redraw()
    assert plot.point(4, 1)[0] > before[0]
    np.testing.assert_allclose(plot.ticks[2][0].get_center(), plot.point(0, 1), atol=1e-9)
