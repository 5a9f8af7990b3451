"""What OneWeight says and shows is what other solvers find."""

from __future__ import annotations

import re

import numpy as np
import pytest
from manim import ValueTracker
from pydantic import ValidationError
from sklearn.linear_model import Lasso, Ridge

from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2
from scenes.numbers.one_weight import DATA, LOSS, THRESHOLD, OneWeightNumbers
from scenes.one_weight import OneWeight

X = np.linspace(-1.0, 0.9, 20)
NUMBERS = OneWeight.numbers


def lasso(strength: float) -> float:
    """Half the mean squared error plus alpha |w|, so that alpha is half of λ."""
    found = Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-12).fit(X[:, np.newaxis], 0.5 * X)
    return float(found.coef_[0])


def ridge(strength: float) -> float:
    """The sum of squares plus alpha w², so that alpha is λ times half the number of rows."""
    found = Ridge(alpha=10 * strength, fit_intercept=False).fit(X[:, np.newaxis], 0.5 * X)
    return float(found.coef_[0])


def test_the_parabola_is_the_loss_of_the_data() -> None:
    np.testing.assert_allclose(DATA.design[:, 0], X, atol=1e-15)
    np.testing.assert_allclose(DATA.targets, 0.5 * X, atol=1e-15)
    w = np.linspace(-1, 2, 31)
    np.testing.assert_allclose(LOSS.value(w), np.mean((0.5 * X - np.outer(w, X)) ** 2, axis=1), atol=1e-12)
    np.testing.assert_allclose(LOSS.value(w), DATA.least_squares().value(w[:, np.newaxis]), atol=1e-12)


def test_the_threshold_is_the_mean_square_of_x_and_separates_zero_from_not_zero() -> None:
    assert pytest.approx(0.335) == THRESHOLD
    assert lasso(THRESHOLD - 1e-4) > 0
    assert lasso(THRESHOLD + 1e-4) == 0
    assert not penalised_optimum(LOSS, L1, np.nextafter(THRESHOLD, 0)).zeros.any()
    for strength in (THRESHOLD, NUMBERS.more, NUMBERS.most):
        assert penalised_optimum(LOSS, L1, strength).zeros.all()
        assert not penalised_optimum(LOSS, L2, strength).zeros.any()


def test_a_sweep_that_ends_on_the_threshold_is_exactly_on_it() -> None:
    strength = ValueTracker(NUMBERS.weak)
    start, end = strength.copy(), ValueTracker(THRESHOLD)
    strength.interpolate(start, end, 1.0)
    assert penalised_optimum(LOSS, L1, strength.get_value()).zeros.all()


def test_the_facts_are_what_scikit_learn_finds() -> None:
    facts = OneWeight.numbers.facts
    assert facts["not_yet"] == pytest.approx(lasso(NUMBERS.weak), abs=1e-9)
    assert facts["not_yet"] == pytest.approx(0.0522, abs=5e-5)
    assert facts["never"] == pytest.approx(ridge(facts["times"] * THRESHOLD), abs=1e-9)
    assert facts["best"] == pytest.approx(np.polyfit(X, 0.5 * X, 1)[0])


def test_its_words_follow_its_numbers() -> None:
    class Weaker(OneWeight):
        numbers = OneWeightNumbers(weak=0.203, times=25)

    Weaker.__name__ = "OneWeight"
    for language in ("en", "zh"):
        said = {beat: words.said for beat, words in Weaker.said(language).beats.items()}
        assert re.findall(r"0[.]\d+", said["not_yet"]) == ["0.203", f"{lasso(0.203):.3f}"]
        assert "25" in said["never"]
        assert f"{ridge(25 * THRESHOLD):.3f}" in said["never"]
        assert "0.052" not in said["not_yet"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"weak": 0.34},
        {"first": 0.4},
        {"more": 0.3},
        {"times": 0.9},
        {"times": 30},
        {"steepest": 0.4},
        {"x": (1.0, 2.0)},
    ],
)
def test_numbers_on_the_wrong_side_of_the_threshold_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        OneWeightNumbers(**{**NUMBERS.model_dump(), **wrong})
