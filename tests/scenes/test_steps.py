"""What Steps says and shows of a fixed amount and a fixed share, worked out anew."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from common.maths.penalties.norms import L1, L2
from common.words import LANGUAGES
from scenes.numbers.steps import StepsNumbers
from scenes.steps import Steps

NUMBERS = StepsNumbers()


def objective(w: Any, size: Any, numbers: StepsNumbers) -> Any:
    return 0.5 * numbers.curvature * (w - numbers.centre) ** 2 + numbers.strength * size


def test_both_push_equally_at_one_and_l2_harder_above() -> None:
    assert NUMBERS.equal == 1
    for w in (0.25, 0.99):
        assert L1.push(w) > L2.push(w)
    for w in (1.01, 3.0):
        assert L1.push(w) < L2.push(w)


def test_l1_arrives_in_six_steps_and_l2_is_ahead_before() -> None:
    fixed, share = (NUMBERS.plain_walk(penalty) for penalty in (L1, L2))
    assert NUMBERS.race == 6
    np.testing.assert_array_equal(fixed, [3, 2.5, 2, 1.5, 1, 0.5, 0])
    np.testing.assert_array_equal(share, 3 * 0.5 ** np.arange(7))
    assert (share[1:-1] < fixed[1:-1]).all()
    assert share[-1] > fixed[-1] == 0


def test_while_l1_stands_on_zero_l2_goes_on_halving() -> None:
    fixed, share = (NUMBERS.plain_walk(penalty, NUMBERS.halvings) for penalty in (L1, L2))
    assert (fixed[-NUMBERS.halvings :] == 0).all()
    np.testing.assert_array_equal(share[1:] / share[:-1], 0.5)


def test_with_the_loss_l1_settles_on_zero_and_l2_where_the_pushes_cancel() -> None:
    found = minimize_scalar(lambda w: objective(w, w * w / 2, NUMBERS), bounds=(-1, 3), method="bounded")
    assert NUMBERS.optimum(L2) == pytest.approx(float(found.x), abs=1e-5)
    assert NUMBERS.optimum(L2) == NUMBERS.curvature * NUMBERS.centre / (NUMBERS.curvature + NUMBERS.strength)
    around = np.linspace(-1, 3, 4001)
    least = around[np.argmin(objective(around, np.abs(around), NUMBERS))]
    assert NUMBERS.optimum(L1) == 0 == pytest.approx(float(least), abs=1e-12)
    assert NUMBERS.settling_walk(L1)[-1] == 0
    assert NUMBERS.settling_walk(L2)[-1] == pytest.approx(NUMBERS.optimum(L2), abs=2e-3)


def test_with_the_loss_a_step_of_l2_takes_half_of_what_is_left_and_what_the_loss_pulls() -> None:
    walk = NUMBERS.settling_walk(L2)
    for before, after in pairwise(walk):
        assert after == pytest.approx(before / 2 - NUMBERS.step * NUMBERS.curvature * (before - NUMBERS.centre))
    assert (np.diff(walk) < 0).all()


def test_at_the_rest_of_l2_the_two_pushes_cancel_and_l1_outpulls_the_loss_all_the_way() -> None:
    rest = NUMBERS.optimum(L2)
    assert NUMBERS.strength * rest == pytest.approx(-float(NUMBERS.loss.slope(rest)))
    for w in np.linspace(0, NUMBERS.centre, 50):
        assert NUMBERS.strength > -float(NUMBERS.loss.slope(w))


def test_with_the_loss_the_last_step_of_l1_would_have_gone_past_zero() -> None:
    walk, last = NUMBERS.settling_walk(L1), NUMBERS.landing
    assert walk[last - 1] > 0 == walk[last]
    slope = NUMBERS.curvature * (walk[last - 1] - NUMBERS.centre) + NUMBERS.strength
    assert NUMBERS.past == pytest.approx(walk[last - 1] - NUMBERS.step * slope)
    assert NUMBERS.past < 0


@pytest.mark.parametrize("numbers", [NUMBERS, StepsNumbers(start=1.2, step=0.4, centre=1.5, settling=20)])
def test_the_loss_is_beaten_from_where_it_pulls_up_the_weight(numbers: StepsNumbers) -> None:
    walk, first = numbers.settling_walk(L1), numbers.outpulled
    assert first < numbers.landing
    for number in range(first, numbers.landing):
        assert -numbers.strength < numbers.loss.slope(walk[number]) < 0


def test_tenths_that_no_double_holds_are_whole_steps() -> None:
    walk = StepsNumbers(start=1.2, step=0.4, settling=20).plain_walk(L1, 2)
    assert walk.tolist() == pytest.approx([1.2, 0.8, 0.4, 0, 0, 0])
    assert walk[3:].tolist() == [0, 0, 0]
    assert 1.2 - 0.4 - 0.4 - 0.4 != 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_follow_the_numbers(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def race() -> Any:
        return Steps.said(language).beats["race"].said

    assert " 6" in race()
    assert " 3" in race()
    monkeypatch.setattr(Steps, "numbers", StepsNumbers(start=2.0, step=0.25, centre=1.0, settling=20))
    assert " 8" in race()
    assert " 2" in race()
