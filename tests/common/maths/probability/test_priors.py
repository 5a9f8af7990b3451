"""Claims about priors, and what is left of a weight after the data."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.probability.priors import (
    GaussianPosterior,
    GaussianPrior,
    LaplacePosterior,
    LaplacePrior,
    Posterior,
    Prior,
)

FILM = OneWeightLoss(1.0, 0.5)
PRIORS = [LaplacePrior, GaussianPrior]
CASES = [
    (1.0, 0.5, 1.0),
    (0.67, 0.5, 0.335),
    (4.0, -1.3, 0.5),
    (0.1, 3.0, 2.0),
    (25.0, 0.1, 40.0),
    (1.0, 6.0, 1.0),
    (1.0, 1.0, 30.0),
]


def moment(posterior: Posterior, h: float, centre: float, power: int) -> float:
    """Integrate w^power × density over ten widths either side of where the mass is, apart at 0."""
    width = 1 / np.sqrt(h)
    low, high = min(centre, 0.0) - 12 * width, max(centre, 0.0) + 12 * width
    points = np.unique(
        np.concatenate([np.linspace(low, 0, 30), np.linspace(0, high, 30), width * np.array([-0.03, 0.03])])
    )
    return sum(
        quad(lambda w: w**power * float(posterior.density(w)), a, b, epsabs=1e-14, epsrel=1e-12)[0]
        for a, b in pairwise(points)
    )


def test_the_priors_are_the_named_distributions() -> None:
    w = np.linspace(-5, 5, 31)
    np.testing.assert_allclose(LaplacePrior(2.5).log_density(w), stats.laplace(scale=0.4).logpdf(w), atol=1e-13)
    np.testing.assert_allclose(GaussianPrior(4.0).log_density(w), stats.norm(scale=0.5).logpdf(w), atol=1e-13)
    np.testing.assert_allclose(GaussianPrior(4.0).density(w), stats.norm(scale=0.5).pdf(w), atol=1e-13)


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("strength", [0.3, 1.0, 7.0])
def test_the_chance_within_a_radius_is_the_area_under_the_bell(prior: type[Prior], strength: float) -> None:
    belief = prior(strength)
    named = stats.laplace(scale=1 / strength) if prior is LaplacePrior else stats.norm(scale=strength**-0.5)
    for radius in (1e-9, 0.01, 0.3, 1.0, 5.0):
        area = quad(lambda w: float(belief.density(w)), 0, radius, epsabs=1e-14)[0] * 2
        assert belief.chance_within(radius) == pytest.approx(area, abs=1e-12)
        assert belief.chance_within(radius) == pytest.approx(named.cdf(radius) - named.cdf(-radius), abs=1e-12)


@pytest.mark.parametrize("prior", PRIORS)
def test_exactly_zero_has_no_chance_however_peaked_the_prior(prior: type[Prior]) -> None:
    for strength in (1e-3, 1.0, 1e6):
        assert prior(strength).chance_within(0.0) == 0
    assert prior(1.0).chance_within(1e-9) == pytest.approx(2e-9 * float(prior(1.0).density(0.0)), rel=1e-6)
    with pytest.raises(ValueError, match="radius is"):
        prior(1.0).chance_within(-0.1)


@pytest.mark.parametrize("prior", PRIORS)
def test_the_negative_logarithm_is_the_penalty_and_a_constant(prior: type[Prior]) -> None:
    w = np.linspace(-3, 3, 13)
    rest = prior(1.7).log_density(w) + 1.7 * prior.penalty.value(w)
    np.testing.assert_allclose(rest, rest[0], atol=1e-13)


@pytest.mark.parametrize(("h", "centre", "strength"), CASES)
@pytest.mark.parametrize("prior", PRIORS)
def test_the_posterior_is_one_and_its_mean_is_the_integral(
    prior: type[Prior], h: float, centre: float, strength: float
) -> None:
    posterior = prior(strength).posterior(OneWeightLoss(h, centre))
    assert moment(posterior, h, centre, 0) == pytest.approx(1, abs=1e-10)
    assert moment(posterior, h, centre, 1) == pytest.approx(posterior.mean, abs=1e-10)


@pytest.mark.parametrize(("h", "centre", "strength"), CASES)
@pytest.mark.parametrize("prior", PRIORS)
def test_the_posterior_is_prior_times_likelihood(
    prior: type[Prior], h: float, centre: float, strength: float
) -> None:
    loss, w = OneWeightLoss(h, centre), np.linspace(-4, 4, 33)
    rest = prior(strength).posterior(loss).log_density(w) - prior(strength).log_density(w) + loss.value(w)
    np.testing.assert_allclose(rest, rest[0], rtol=1e-11)


@given(st.sampled_from(PRIORS), st.floats(1e-3, 1e3), st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_the_mode_is_the_penalised_optimum(prior: type[Prior], h: float, centre: float, strength: float) -> None:
    loss = OneWeightLoss(h, centre)
    posterior = prior(strength).posterior(loss)
    best = float(penalised_optimum(loss, prior.penalty, strength).weights[0])
    assert posterior.mode == pytest.approx(best, rel=1e-12)
    assert (posterior.mode == 0) == (best == 0) or 0 < abs(centre) < 1e-300  # where a quotient rounds to 0
    nearby = posterior.mode + np.linspace(-1, 1, 21)
    assert (
        posterior.log_density(nearby) <= posterior.log_density(posterior.mode) + 1e-9 * h * centre**2 + 1e-9
    ).all()


def test_the_film_s_numbers() -> None:
    laplace = LaplacePrior(1.0).posterior(FILM)
    assert laplace.mode == 0
    assert laplace.mean == pytest.approx(0.2410, abs=5e-5)
    gaussian = GaussianPrior(1.0).posterior(FILM)
    assert gaussian.mode == gaussian.mean == 0.25


@given(st.floats(1e-3, 1e3), st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_the_mean_obeys_the_balance_of_pushes(h: float, centre: float, strength: float) -> None:
    posterior = LaplacePrior(strength).posterior(OneWeightLoss(h, centre))
    push = strength * (2 * posterior.share_above_zero - 1)
    assert h * (posterior.mean - centre) + push == pytest.approx(0, abs=1e-11 * (h * abs(centre) + strength + 1))


@given(st.floats(1e-3, 1e3), st.floats(1e-6, 1e3), st.floats(1e-3, 1e3))
def test_the_mean_lies_between_zero_and_the_centre_and_flips_with_it(
    h: float, centre: float, strength: float
) -> None:
    posterior = LaplacePrior(strength).posterior(OneWeightLoss(h, centre))
    assert -1e-13 <= posterior.mean <= centre * (1 + 1e-13)
    mirrored = LaplacePrior(strength).posterior(OneWeightLoss(h, -centre))
    assert mirrored.mean == pytest.approx(-posterior.mean, rel=1e-12, abs=1e-15)
    assert mirrored.share_above_zero == pytest.approx(1 - posterior.share_above_zero)


def test_an_even_posterior_has_mean_zero_and_a_strong_prior_is_all_that_is_left() -> None:
    assert LaplacePrior(2.0).posterior(OneWeightLoss(1.0, 0.0)).mean == 0
    w = np.linspace(-1e-7, 1e-7, 9)
    strong = LaplacePrior(1e8).posterior(OneWeightLoss(1.0, 0.5))
    np.testing.assert_allclose(strong.log_density(w), LaplacePrior(1e8).log_density(w), atol=1e-6)
    assert strong.mean == pytest.approx(2 * 0.5 / 1e16, rel=1e-6)


@pytest.mark.parametrize("distance", [10.0, 40.0, 1e3, 1e8, 1e100])
def test_far_tails_keep_their_digits(distance: float) -> None:
    far = LaplacePrior(1.0).posterior(OneWeightLoss(1.0, distance))
    assert far.mean == pytest.approx(distance - 1, rel=1e-14)
    assert far.share_above_zero == 1
    assert np.isfinite(far.log_density([0.0, -1.0, distance])).all()
    strong = LaplacePrior(distance).posterior(OneWeightLoss(1.0, 0.0))
    assert strong.log_density(0.0) == pytest.approx(np.log(distance / 2), abs=2 / distance**2 + 1e-13)


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("unit", [1e-70, 1e70])
def test_the_unit_of_the_weight_is_free(prior: type[Prior], unit: float) -> None:
    order = 1 if prior is LaplacePrior else 2
    scaled = prior(1.3 / unit**order).posterior(OneWeightLoss(0.8 / unit**2, 0.6 * unit))
    plain = prior(1.3).posterior(OneWeightLoss(0.8, 0.6))
    assert scaled.mean / unit == pytest.approx(plain.mean, rel=1e-12)
    assert scaled.mode / unit == pytest.approx(plain.mode, rel=1e-12)
    assert float(scaled.density(0.3 * unit)) * unit == pytest.approx(float(plain.density(0.3)), rel=1e-12)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    for prior in PRIORS:
        with pytest.raises(ValueError, match="strength is"):
            prior(bad)
    with pytest.raises(ValueError, match="strength is"):
        LaplacePosterior(FILM, bad)
    with pytest.raises(ValueError, match="precision is"):
        GaussianPosterior(0.0, bad)
    with pytest.raises(ValueError, match="strength is 1e\\+300"):
        LaplacePrior(1e300).posterior(FILM)


def test_a_weight_that_is_no_number_has_no_density() -> None:
    for prior in PRIORS:
        assert np.isnan(prior(1.0).posterior(FILM).log_density([np.nan, 0.0])).tolist() == [True, False]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("prior", PRIORS)
def test_a_density_below_all_numbers_is_nought_without_a_warning(prior: type[Prior]) -> None:
    for law in (prior(1e200), prior(1.0).posterior(FILM)):
        assert law.log_density([1e200, -1e200, np.inf]).tolist() == [-np.inf] * 3
        assert law.density(1e200) == 0
    assert prior(5e-324).posterior(FILM).mean == pytest.approx(0.5)


@pytest.mark.parametrize(("h", "centre", "strength"), CASES)
def test_below_a_quantile_lies_its_share_of_the_integral(h: float, centre: float, strength: float) -> None:
    posterior = LaplacePosterior(OneWeightLoss(h, centre), strength)
    low = min(centre, 0.0) - 14 / np.sqrt(h)
    for share in (1e-4, 0.1, 0.4, 0.5, 0.9, 0.999):
        weight = float(posterior.quantile(share))
        ends = np.unique(np.clip([*np.linspace(low, weight, 40), 0.0], low, weight))
        area = sum(quad(lambda w: float(posterior.density(w)), *each, epsabs=1e-14)[0] for each in pairwise(ends))
        assert area == pytest.approx(share, abs=1e-10)


def test_draws_are_those_of_prior_times_likelihood_the_same_with_the_same_seed_and_never_zero() -> None:
    posterior = LaplacePrior(1.0).posterior(FILM)
    draws = posterior.draws(4000, seed=3)
    np.testing.assert_array_equal(draws, posterior.draws(4000, seed=3))
    assert not np.array_equal(draws, posterior.draws(4000, seed=4))
    grid = np.linspace(-6, 7, 26001)
    product = np.exp(-np.abs(grid) - (grid - 0.5) ** 2 / 2)
    below = np.concatenate([[0.0], np.cumsum((product[1:] + product[:-1]) / 2)])
    assert stats.kstest(draws, lambda w: np.interp(w, grid, below / below[-1])).pvalue > 0.05
    assert (draws != 0).all()
    with pytest.raises(ValueError, match="count is"):
        posterior.draws(0, seed=1)
