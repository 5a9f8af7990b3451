"""Claims about the penalised minimum of one weight."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.linear_model import Lasso, Ridge

from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.optima.one_weight import penalised_optimum, slopes
from common.maths.penalties.norms import L1, L2, Penalty

curvatures = st.floats(1e-3, 1e3)
centres = st.floats(-1e3, 1e3)
strengths = st.floats(0, 1e3)
FILM = OneWeightLoss(0.67, 0.5)


@given(curvatures, centres, strengths)
@example(h=2.0, centre=5e-324, strength=5e-324)
def test_l1_is_zero_exactly_from_the_slope_at_zero_on(h: float, centre: float, strength: float) -> None:
    optimum = penalised_optimum(OneWeightLoss(h, centre), L1, strength)
    # A weight that is nearer to 0 than to any other number is 0, too.
    weight = (Fraction(abs(h * centre)) - Fraction(strength)) / Fraction(h)
    assert (optimum.weights[0] == 0) == (weight <= 0 or float(weight) == 0)


@given(st.floats(1e-3, 1e3), st.floats(-1e3, 1e3).filter(lambda centre: abs(centre) > 1e-6))
def test_the_threshold_is_sharp_to_the_last_digit(h: float, centre: float) -> None:
    loss, threshold = OneWeightLoss(h, centre), abs(h * centre)
    assert penalised_optimum(loss, L1, threshold).weights[0] == 0
    assert penalised_optimum(loss, L1, np.nextafter(threshold, 0)).weights[0] != 0


@given(curvatures, centres.filter(lambda centre: abs(centre) > 1e-6), strengths)
def test_l2_is_never_zero(h: float, centre: float, strength: float) -> None:
    weight = penalised_optimum(OneWeightLoss(h, centre), L2, strength).weights[0]
    assert weight == pytest.approx(h * centre / (h + strength))
    assert weight != 0


@given(st.sampled_from([L1, L2]), curvatures, centres, strengths)
def test_every_optimum_is_certified(penalty: Penalty, h: float, centre: float, strength: float) -> None:
    penalised_optimum(OneWeightLoss(h, centre), penalty, strength).certified()


def test_no_strength_leaves_the_centre(penalty: Penalty) -> None:
    assert penalised_optimum(FILM, penalty, 0.0).weights[0] == pytest.approx(0.5, rel=1e-15)


def test_a_centre_at_zero_stays(penalty: Penalty) -> None:
    for strength in (0.0, 0.3):
        assert penalised_optimum(OneWeightLoss(2.0, 0.0), penalty, strength).certified().zeros.all()


def test_the_film_s_numbers() -> None:
    assert penalised_optimum(FILM, L1, 0.3).weights[0] == pytest.approx(0.0522388, abs=1e-7)
    assert penalised_optimum(FILM, L1, 0.335).zeros.all()
    assert not penalised_optimum(FILM, L1, 0.334).zeros.any()
    at_zero = slopes(FILM, L1, 0.2, 0.0)
    assert (at_zero.low, at_zero.high) == pytest.approx((-0.535, -0.135))


@given(strengths)
def test_zero_is_optimal_exactly_when_the_slopes_there_contain_it(strength: float) -> None:
    at_zero = slopes(FILM, L1, strength, 0.0)
    assert at_zero.contains(0.0) == penalised_optimum(FILM, L1, strength).zeros.all()
    under_l2 = slopes(FILM, L2, strength, 0.0)
    assert under_l2.low == under_l2.high == FILM.slope(0.0)


def test_slopes_are_the_one_sided_derivatives(penalty: Penalty) -> None:
    def objective(w: float) -> float:
        return float(FILM.value(w) + 0.2 * penalty.value(w))

    for w in (-1.0, 0.0, 0.4):
        interval, h = slopes(FILM, penalty, 0.2, w), 1e-7
        assert interval.low == pytest.approx((objective(w) - objective(w - h)) / h, abs=1e-6)
        assert interval.high == pytest.approx((objective(w + h) - objective(w)) / h, abs=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_scikit_learn_finds_the_same_weight(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=40)
    y = rng.normal() * x + rng.normal(size=40)
    loss = OneWeightLoss(float(np.mean(x * x)), float(x @ y / (x @ x)))
    for strength in (0.01, 0.1, 0.5, 1.0, 3.0):
        lasso = Lasso(alpha=strength, fit_intercept=False, tol=1e-12).fit(x[:, None], y).coef_
        ridge = Ridge(alpha=40 * strength, fit_intercept=False).fit(x[:, None], y).coef_
        np.testing.assert_allclose(penalised_optimum(loss, L1, strength).weights, lasso, atol=1e-9)
        np.testing.assert_allclose(penalised_optimum(loss, L2, strength).weights, ridge, atol=1e-9)
        assert penalised_optimum(loss, L1, strength).zeros.all() == (lasso == 0).all()


def test_a_nudged_weight_is_refused(penalty: Penalty) -> None:
    nudged = float(penalised_optimum(FILM, penalty, 0.4).weights[0]) + 1e-6
    violation = slopes(FILM, penalty, 0.4, nudged).distance(0.0)
    with pytest.raises(NotOptimal):
        Optimum(np.array([nudged]), violation).certified()


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(penalty: Penalty, bad: float) -> None:
    with pytest.raises(ValueError, match="strength is"):
        penalised_optimum(FILM, penalty, bad)
    with pytest.raises(ValueError, match="strength is"):
        slopes(FILM, penalty, bad, 0.0)
    with pytest.raises(ValueError, match="weight is nan"):
        slopes(FILM, penalty, 1.0, np.nan)
