"""What ShrinkingRegion says and shows is what the solver finds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from common.maths.budget import budget_optimum
from common.maths.penalties import L1, L2
from scenes.shrinking_region import ShrinkingRegion, ShrinkingRegionNumbers

NUMBERS = ShrinkingRegion.numbers


def test_the_loose_budget_shrinks_nothing_and_the_edge_is_not_sparse() -> None:
    loss = NUMBERS.loss
    for penalty in (L1, L2):
        assert np.array_equal(budget_optimum(loss, penalty, NUMBERS.loosest).weights, loss.centre)
    for budget in np.linspace(NUMBERS.on_an_edge, NUMBERS.loosest, 200):
        assert not budget_optimum(loss, L1, budget).zeros.any()


def test_near_a_budget_of_one_the_corner_takes_hold_and_keeps_it_while_the_disk_never_does() -> None:
    loss = NUMBERS.loss
    budgets = np.linspace(NUMBERS.on_an_edge, NUMBERS.tightest, 2000)
    held = [bool(budget_optimum(loss, L1, budget).zeros[1]) for budget in budgets]
    first = held.index(True)
    assert budgets[first] == pytest.approx(ShrinkingRegion.facts()["corner"], abs=0.001)
    assert all(held[first:])
    assert NUMBERS.tightest < NUMBERS.held < budgets[first]
    assert not any(budget_optimum(loss, L2, budget).zeros.any() for budget in budgets)


def test_the_tally_finds_corners_common_but_not_certain_and_no_zero_on_the_disk() -> None:
    at = NUMBERS.journey
    stops = NUMBERS.stops
    found = {
        penalty: sum(budget_optimum(at(s), penalty, NUMBERS.while_turning).zeros.any() for s in stops)
        for penalty in (L1, L2)
    }
    assert len(stops) / 3 < found[L1] < len(stops)
    assert found[L2] == 0


def test_its_words_follow_its_numbers() -> None:
    class Curved(ShrinkingRegion):
        numbers = ShrinkingRegionNumbers(
            hessian=((1.0, 0.0), (0.0, 1.0)), centre=(2.0, 0.5), on_an_edge=1.8, while_turning=1.2
        )

    Curved.__name__ = "ShrinkingRegion"
    # With H = I the second weight enters when the first has come down to 1.5.
    for language in ("en", "zh"):
        assert "1.01" in ShrinkingRegion.said(language).beats["corner"].said
        assert "1.50" in Curved.said(language).beats["corner"].said


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ({"centre": (1.5, 1.4), "hessian": ((1.0, 0.0), (0.0, 1.0))}, "must ascend"),
        ({"centre": (1.0, 2.0)}, "must hold ŵ"),
        ({"centre": (2.6, 0.2)}, "centre"),
        ({"centre": (0.0, 0.0)}, "centre"),
        ({"hessian": ((1.0, 0.95), (0.95, 1.0))}, "needles"),
        ({"hessian": ((1.0, 2.0), (2.0, 1.0))}, "hessian|positive definite"),
        ({"on_an_edge": 0.95}, "must ascend"),
        ({"loosest": 2.0}, "must hold ŵ"),
        ({"while_turning": 0.05}, "some and none"),
    ],
)
def test_numbers_with_which_words_or_picture_would_fail_are_refused(numbers: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        ShrinkingRegionNumbers(**numbers)
