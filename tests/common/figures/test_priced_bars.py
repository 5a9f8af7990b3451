"""The bars are the weights under their price; only at the exponent 1 is one of them ringed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from manim import DL, UR, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new
from scipy.optimize import minimize

from common.figures.derived import Derived
from common.figures.half import Half
from common.figures.priced_bars import PricedBars, general_price, price_of_power, row_above
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import ASPECTS, LANDSCAPE, Aspect, Stage
from common.style import DARK
from common.words import LANGUAGES
from scenes.overfit import Overfit

NUMBERS = Overfit.numbers
ENOUGH = float(np.log10(NUMBERS.enough))


def bars_of(
    power: float, penalty: Penalty = L1, aspect: Aspect = LANDSCAPE, language: str = "en", *, at: float = ENOUGH
) -> PricedBars:
    stage = Stage(aspect)
    box = stage.pair(overlaid=True)[0 if penalty is L1 else 1]
    half = Half(penalty, box, aspect, DARK, Overfit.said(language).labels)
    bars = PricedBars(half, NUMBERS, ValueTracker(at), ValueTracker(power), row_above(stage))
    list(bars.bare())
    return bars


@pytest.mark.parametrize("power", [1.2, 1.5, 1.9])
def test_between_the_prices_the_bars_minimise_the_loss_and_the_price_of_that_exponent(power: float) -> None:
    loss, weights = NUMBERS.fits.loss, bars_of(power).weights

    def objective(w: np.ndarray) -> float:
        return float(loss.value(w) + NUMBERS.enough / power * (np.abs(w) ** power).sum())

    found = minimize(objective, weights + 0.01, method="BFGS", options={"gtol": 1e-9})
    assert objective(weights) <= found.fun + 1e-12


def test_all_six_are_ringed_at_the_exponent_1_and_none_just_above_it() -> None:
    assert [sum(ring.is_zero for ring in bars_of(power).rings) for power in (1.0, 1.006, 1.1, 2.0)] == [6, 0, 0, 0]
    assert not any(ring.is_zero for ring in bars_of(1.0, L2).rings)


def test_at_the_exponent_2_both_halves_show_the_same() -> None:
    assert bars_of(2.0).weights == pytest.approx(bars_of(2.0, L2).weights)


def test_a_price_is_the_penalty_whose_slope_at_1_is_lambda() -> None:
    for p in (1.0, 1.3, 2.0):
        penalty, strength = price_of_power(p, 0.7)
        assert strength * float(penalty.push(1.0)) == pytest.approx(0.7)
        assert isinstance(penalty, PowerPenalty) == (1 < p < 2)


@pytest.mark.parametrize(("aspect", "language"), list(product(ASPECTS.values(), LANGUAGES)))
def test_the_writing_is_on_the_stage_and_on_no_bar(aspect: Aspect, language: str) -> None:
    stage = Stage(aspect)
    price = general_price(row_above(stage), DARK)
    for penalty, power in ((L1, 1.0), (L2, 2.0)):
        bars = bars_of(power, penalty, aspect, language)
        for part in (bars.tag, bars.price, bars.power_out, bars.strength_out, bars.word, price):
            (left, bottom), (right, top) = part.get_corner(DL)[:2], part.get_corner(UR)[:2]
            assert stage.safe.left - 1e-9 <= left < right <= stage.safe.right + 1e-9
            assert stage.safe.bottom <= bottom < top <= stage.safe.top
            assert not any(
                left < bar.get_right()[0]
                and bar.get_left()[0] < right
                and bottom < bar.get_top()[1]
                and bar.get_bottom()[1] < top
                for bar in bars.bars
                if len(bar.points)
            )


def test_what_is_seen_closely_holds_the_first_zeros_and_is_as_large_in_both_halves() -> None:
    these, those = bars_of(1.0), bars_of(2.0, L2)
    zeros = [these.foot_of(int(number)) for number in np.flatnonzero(these.weights == 0)[:3]]
    assert all(these.close.left < foot[0] < these.close.right for foot in zeros)
    assert (these.close.width, these.close.height) == pytest.approx((those.close.width, those.close.height))


@pytest.mark.parametrize("aspect", [ASPECTS["9:16"], ASPECTS["1:1"]], ids=["9:16", "1:1"])
def test_in_one_picture_each_zero_stands_beside_the_other_weight_of_its_power(aspect: Aspect) -> None:
    these, those = bars_of(1.0, aspect=aspect), bars_of(2.0, L2, aspect)
    assert vars(these.window) == vars(those.window)
    assert not those.named
    for number, weight in enumerate(these.weights):
        here = these.bars[number] if weight else these.rings[number]
        assert here.get_right()[0] < those.bars[number].get_left()[0]
    assert those.word.get_left()[0] > these.word.get_right()[0]


def test_the_least_weight_is_told_only_where_its_bar_might_be_taken_for_none() -> None:
    for penalty, power, told in ((L1, 1.0, "−0.04"), (L2, 2.0, "0.05")):
        (shown,) = bars_of(power, penalty).tell_least()
        assert shown.mobject.text == told  # type: ignore[attr-defined]
    assert not list(bars_of(1.0, at=-4.0).tell_least())


def test_the_largest_weight_is_the_one_that_is_kept_and_comes_to_the_middle() -> None:
    bars = bars_of(1.0)
    list(bars.label())
    kept = bars.bars[int(np.abs(bars.weights).argmax())]
    list(bars.keep_largest())
    assert [part for part in bars if part in bars.bars.submobjects] == [kept]
    assert bars.middle.centre[0] == pytest.approx(0.0)
    assert bars.middle.height > kept.height


def make(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    stage = Stage(LANDSCAPE)
    half = Half(L1, stage.pair()[0], LANDSCAPE, DARK, Overfit.said("en").labels)
    bars = PricedBars(half, NUMBERS, *trackers, row_above(stage))
    return bars, [bars.bars, bars.breaks]


def test_bars_that_have_followed_look_like_new_ones() -> None:
    assert_drawn_as_if_new(make, [(ENOUGH, 2.0), (ENOUGH, 1.0), (-3.0, 1.0), (-3.0, 1.4)])
