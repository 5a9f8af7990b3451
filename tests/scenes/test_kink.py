"""What Kink says and shows is what the solver finds."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker

from common.figures.kink_plot import KinkPlot
from common.maths.optima.one_weight import penalised_optimum, slopes
from common.maths.penalties.norms import L1, L2
from common.stage import Box
from common.style import DARK
from scenes.kink import Kink
from scenes.numbers.kink import KinkNumbers

NUMBERS = Kink.numbers


def test_the_minimum_arrives_at_zero_exactly_when_lambda_is_the_pull() -> None:
    assert abs(float(NUMBERS.loss.slope(0.0))) == NUMBERS.enough
    assert not penalised_optimum(NUMBERS.loss, L1, np.nextafter(NUMBERS.enough, 0)).zeros.any()
    for strength in (NUMBERS.enough, NUMBERS.more, NUMBERS.most):
        assert penalised_optimum(NUMBERS.loss, L1, strength).zeros.all()
        assert slopes(NUMBERS.loss, L1, strength, 0.0).contains(0.0)
        assert not penalised_optimum(NUMBERS.loss, L2, strength).zeros.any()
        assert slopes(NUMBERS.loss, L2, strength, 0.0) == slopes(NUMBERS.loss, L2, 0.0, 0.0)


@pytest.mark.parametrize("numbers", [{"curvature": 1.5, "centre": 1.9, "more": 3.0}, {"centre": -1.0}])
def test_the_picture_is_the_same_whatever_its_units(numbers: dict[str, float]) -> None:
    def drawn(n: KinkNumbers) -> KinkPlot:
        trackers = ValueTracker(n.enough), ValueTracker(0.0), ValueTracker(1.0)
        plot = KinkPlot(L1, n.loss, *trackers, DARK)
        plot.fit(Box(-2.0, -2.0, 2.0, 2.0))
        return plot

    usual, own = drawn(NUMBERS), drawn(KinkNumbers(**numbers))
    mirrored = np.array([np.sign(own.loss.centre), 1, 1])
    for part in ("loss_curve", "objective", "penalty_curve"):
        ours, theirs = (getattr(plot, part).points - plot.dot.dot.get_center() for plot in (own, usual))
        for end in (0, -1):
            assert np.abs(mirrored * ours[end] - theirs[[0, -1]]).max(axis=1).min() < 1e-6


def test_its_words_follow_its_numbers() -> None:
    class Steeper(Kink):
        numbers = KinkNumbers(curvature=2.0, centre=1.25, more=2.8)

    Steeper.__name__ = "Kink"
    for language in ("en", "zh"):
        said = {beat: words.said for beat, words in Steeper.said(language).beats.items()}
        assert "1.25" in said["add_loss"]
        assert "2.5" in said["held"]
