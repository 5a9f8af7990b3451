"""What Overfit says and shows is what the solver finds."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Lasso

from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2
from scenes.numbers.overfit import OverfitNumbers
from scenes.overfit import Overfit

NUMBERS = Overfit.numbers
FITS = NUMBERS.fits
SWEEP = np.logspace(np.log10(NUMBERS.wild), np.log10(NUMBERS.stiff), 801)
RAISED = np.logspace(np.log10(NUMBERS.small), np.log10(NUMBERS.enough), 401)


def test_as_lambda_grows_the_training_error_rises_and_the_error_on_new_points_falls_and_then_rises() -> None:
    weights = FITS.path(L2, SWEEP)
    assert (np.diff(FITS.training_error(weights)) > 0).all()
    turns = np.diff(FITS.new_error(weights)) > 0
    assert (turns == (SWEEP[1:] > NUMBERS.best)).all()
    assert 0 < turns.argmax() < len(turns) - 1


def test_the_threaded_fit_has_no_error_on_its_points_and_the_traced_one_starts_next_to_it() -> None:
    threaded, wild = FITS.path(L2, [0.0, NUMBERS.wild])
    assert FITS.training_error(threaded) == pytest.approx(0, abs=1e-18)
    assert FITS.training_error(wild) < 1e-4
    assert FITS.new_error(threaded) == pytest.approx(float(FITS.new_error(wild)), rel=0.02)


def test_most_weights_are_first_too_large_for_the_picture_and_in_the_end_all_fit() -> None:
    low, high = NUMBERS.span
    for penalty in (L1, L2):
        before, after = FITS.path(penalty, [NUMBERS.small, NUMBERS.enough])
        assert ((before < low) | (before > high)).sum() > len(before) / 2
        assert ((low < after) & (after < high)).all()


def test_taken_together_the_weights_shrink_all_the_way_though_single_ones_may_grow() -> None:
    for penalty in (L1, L2):
        weights = np.abs(FITS.path(penalty, RAISED))
        assert (np.diff(weights.sum(axis=1)) < 0).all()
        assert (np.diff((weights**2).sum(axis=1)) < 0).all()
        assert (np.diff(weights, axis=0) > 0).any()


def test_l1_has_removed_as_many_weights_as_the_words_say_and_l2_none_on_all_its_way() -> None:
    assert FITS.optimum(L1, NUMBERS.small).zeros.sum() < Overfit.numbers.facts["zeros"]
    data = FITS.standardised.data
    theirs = Lasso(alpha=NUMBERS.enough / 2, tol=1e-12, max_iter=10**7).fit(data.design, data.targets)
    assert (theirs.coef_ == 0).sum() == Overfit.numbers.facts["zeros"] == 6
    assert (FITS.path(L2, RAISED) != 0).all()


def test_its_words_follow_its_numbers() -> None:
    class Wilder(Overfit):
        numbers = OverfitNumbers(wild=1e-6, enough=0.3)

    Wilder.__name__ = "Overfit"
    error = float(FITS.new_error(FITS.path(L2, [1e-6]))[0])
    for language in ("en", "zh"):
        said = {beat: words.said for beat, words in Wilder.said(language).beats.items()}
        assert f"{error:.2f}" in said["penalise"]
        assert "7" in said["shrink"]
        assert "{" not in "".join(said.values())


def test_between_both_prices_no_weight_is_zero_and_the_exponent_alone_makes_six_of_them_vanish() -> None:
    ridge, *between = (
        FITS.optimum(PowerPenalty(p), NUMBERS.enough / p).certified().weights for p in (1.999, 1.5, 1.1, 1.01)
    )
    assert ridge == pytest.approx(FITS.optimum(L2, NUMBERS.enough).weights, abs=1e-3)
    assert all((weights != 0).all() for weights in (ridge, *between))
    assert np.abs(between[-1] - FITS.optimum(L1, NUMBERS.enough).weights).max() < 0.05
