"""What ReachesZero says and shows of rattling and landing, worked out anew in exact fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.words import LANGUAGES
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.reaches_zero import ReachesZero

NUMBERS = ReachesZeroNumbers()
STEP = Fraction(1, 2)


def plain(w: Fraction, step: Fraction = STEP) -> Fraction:
    return w - step if w > 0 else w + step if w < 0 else w


def proximal(w: Fraction) -> Fraction:
    return plain(w) if abs(w) > STEP else Fraction(0)


def walk(rule: Callable[[Fraction], Fraction], start: Fraction, count: int) -> list[Fraction]:
    weights = [start]
    for _ in range(count):
        weights.append(rule(weights[-1]))
    return weights


def test_from_two_point_two_the_plain_step_goes_to_and_fro_for_ever() -> None:
    exact = walk(plain, Fraction(22, 10), 40)
    assert set(exact[4::2]) == {Fraction(2, 10)}
    assert set(exact[5::2]) == {Fraction(-3, 10)}
    np.testing.assert_allclose(NUMBERS.plain_walk(2.2, 40), [float(w) for w in exact], atol=1e-12)
    assert {name: pytest.approx(ReachesZero.numbers.facts[name]) for name in ("above", "below")} == {
        "above": 0.2,
        "below": -0.3,
    }


def test_from_three_it_lands() -> None:
    assert NUMBERS.plain_walk(3.0, 6).tolist() == [float(w) for w in walk(plain, Fraction(3), 6)]
    assert NUMBERS.plain_walk(3.0, 6)[-1] == 0


def test_the_proximal_step_lands_after_five_and_stays() -> None:
    exact = walk(proximal, Fraction(22, 10), 9)
    assert exact[5:] == [0] * 5
    np.testing.assert_allclose(NUMBERS.landing, [float(w) for w in exact[:6]], atol=1e-12)
    assert NUMBERS.landing[-1] == 0
    assert (NUMBERS.landing[:-1] != 0).all()
    assert ReachesZero.numbers.facts["steps"] == 5


def test_halved_at_each_crossing_the_step_comes_closer_and_never_stands_on_zero() -> None:
    weight, step = Fraction(2, 10), STEP
    for eta, way in NUMBERS.closing_in():
        step /= 2
        exact = [weight]
        while exact[-1] * exact[0] > 0:
            exact.append(plain(exact[-1], step))
        assert eta == step
        np.testing.assert_allclose(way, [float(w) for w in exact], atol=1e-12)
        assert 0 not in exact
        assert all(one * two > 0 for one, two in pairwise(exact[:-1]))
        assert abs(way[-1]) < eta
        weight = exact[-1]
    assert abs(weight) < Fraction(1, 100)


def test_the_walk_that_misses_rattles_and_then_closes_in() -> None:
    walk, steps, halved = NUMBERS.missing
    assert (halved[0], len(halved)) == (NUMBERS.rattled, 1 + NUMBERS.halvings)
    assert halved[-1] == len(steps) == len(walk) - 1
    np.testing.assert_allclose(np.abs(np.diff(walk)), steps)
    assert steps[halved[0] :: 1].max() == 0.25
    assert walk[NUMBERS.rattled] == pytest.approx(0.2)
    assert np.sum(steps[NUMBERS.rattled :]) <= 2 * NUMBERS.step


def test_of_the_many_the_plain_step_makes_no_zero_and_the_proximal_step_only_zeros() -> None:
    starts = NUMBERS.starts.tolist()
    after = NUMBERS.landed + NUMBERS.further
    ends = {rule: [walk(rule, Fraction(start), after)[-1] for start in starts] for rule in (plain, proximal)}
    facts = ReachesZero.numbers.facts
    assert ends[plain].count(Fraction(0)) == 0
    assert facts["proximal"] == ends[proximal].count(Fraction(0)) == facts["count"] == len(starts) == 12
    for rule, steps in ((plain, penalty_steps), (proximal, proximal_steps)):
        np.testing.assert_allclose(NUMBERS.many(steps)[-1], [float(w) for w in ends[rule]], atol=1e-12)
    assert (NUMBERS.many(proximal_steps)[NUMBERS.landed] == 0).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_follow_the_numbers(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    zoom = ReachesZero.said(language).beats["zoom"].said
    assert "0.2" in zoom
    assert "−0.3" in zoom
    monkeypatch.setattr(ReachesZero, "numbers", ReachesZeroNumbers(start=1.6, count=5))
    changed = ReachesZero.said(language).beats
    assert "0.1" in changed["zoom"].said
    assert "−0.4" in changed["zoom"].said
    assert "5" in changed["many"].said
