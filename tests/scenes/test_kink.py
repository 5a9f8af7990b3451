"""What Kink says and shows is what the solver finds."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pytest
from manim import ValueTracker

from common.figures.corner import Corner
from common.figures.cost_plot import CostPlot
from common.maths.optima.one_weight import penalised_optimum, slopes
from common.maths.penalties.norms import L1, L2
from common.stage import Box
from common.style import DARK
from scenes.kink import Kink
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.one_weight import THRESHOLD

NUMBERS = Kink.numbers


def test_the_minimum_arrives_at_zero_exactly_when_lambda_is_the_pull() -> None:
    assert abs(float(NUMBERS.loss.slope(0.0))) == NUMBERS.enough == pytest.approx(THRESHOLD)
    assert not penalised_optimum(NUMBERS.loss, L1, np.nextafter(NUMBERS.enough, 0)).zeros.any()
    for strength in (NUMBERS.enough, NUMBERS.more, NUMBERS.most):
        assert penalised_optimum(NUMBERS.loss, L1, strength).zeros.all()
        assert slopes(NUMBERS.loss, L1, strength, 0.0).contains(0.0)
        assert not penalised_optimum(NUMBERS.loss, L2, strength).zeros.any()
        assert slopes(NUMBERS.loss, L2, strength, 0.0) == slopes(NUMBERS.loss, L2, 0.0, 0.0)


def corner(n: KinkNumbers, share: float = 1.0, zoom: float = 8.0) -> Corner:
    """The corner seen from close by, with λ a share of what is enough."""
    plot = CostPlot(n.loss, ValueTracker(share * n.enough), DARK)
    box = Box(-6.0, -3.0, 6.0, 3.0)
    plot.fit(box)
    labels = dict.fromkeys(("L1", "L2", "slopes", "pull", "level", "subdifferential", "loss"), "name")
    made = Corner(plot, ValueTracker(zoom), box, labels, 3, 1.5 * n.enough)
    made.opened.set_value(1.0)
    made.refresh()
    return made


@pytest.mark.parametrize(
    "numbers", [{"curvature": 1.5, "centre": 1.9, "weak": 1.0, "more": 3.0, "most": 4.0}, {"centre": -0.5}]
)
def test_the_picture_is_the_same_whatever_its_units(numbers: dict[str, float]) -> None:
    usual, own = corner(NUMBERS), corner(KinkNumbers(**numbers))
    side = np.sign(own.plot.loss.centre)
    for part in ("wall.ruler", "wall.pull", "wall.price", "tangent"):
        middles = [
            attrgetter(part)(each).get_center() - each.plot.minima[L1].dot.get_center() for each in (own, usual)
        ]
        np.testing.assert_allclose(middles[0] * [side, 1, 1], middles[1], atol=1e-6)


def test_the_level_line_is_lit_from_the_pull_on() -> None:
    lit = [corner(NUMBERS, share).fans[L1].level.has_points() for share in (0.5, 0.999, 1.0, 1.5)]
    assert lit == [False, False, True, True]
    assert not corner(NUMBERS, 3.0).fans[L2].level.has_points()


def test_the_slopes_reach_as_far_as_lambda_both_ways_from_that_of_the_loss() -> None:
    for share in (0.5, 1.0, 1.5):
        wall = corner(NUMBERS, share).wall
        slope, slopes = wall.pull.get_bottom()[1], wall.shadows[L1]
        assert wall.price.height == pytest.approx(share * wall.pull.height)
        assert (wall.price.get_bottom()[1], wall.price.get_top()[1]) == pytest.approx((slope, slopes.get_top()[1]))
        assert slopes.get_top()[1] - slope == pytest.approx(slope - slopes.get_bottom()[1])
    assert corner(NUMBERS).wall.price.get_top()[1] == pytest.approx(corner(NUMBERS).wall.pull.get_top()[1])


def test_the_level_line_is_not_lit_before_the_fan_has_opened_as_far() -> None:
    opening = corner(NUMBERS, 1.5)
    lit = []
    for share in (0.0, 0.5, 1.0):
        opening.opened.set_value(share)
        opening.refresh()
        lit.append(opening.beyond.level.has_points())
    assert lit == [False, False, True]


def test_it_keeps_its_size_in_the_picture() -> None:
    near, far = corner(NUMBERS, zoom=64.0), corner(NUMBERS, zoom=1.0)
    for part in ("ruler", "pull", "price"):
        assert getattr(far.wall, part).height == pytest.approx(64 * getattr(near.wall, part).height)
    for penalty in (L1, L2):
        assert far.fans[penalty].rays.width == pytest.approx(64 * near.fans[penalty].rays.width)


def test_its_words_follow_its_numbers() -> None:
    class Steeper(Kink):
        numbers = KinkNumbers(curvature=2.0, centre=1.25, weak=1.0, more=2.8, most=4.0)

    Steeper.__name__ = "Kink"
    for language in ("en", "zh"):
        assert "2.5" in Steeper.said(language).beats["held"].said
