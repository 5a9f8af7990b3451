"""What Priors says and shows is what the solver finds, and what an integral finds anew."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from scenes.numbers.priors import PriorsNumbers
from scenes.priors import Priors

NUMBERS = Priors.numbers


def product(penalty_of_w: float, w: float, strength: float, numbers: PriorsNumbers) -> float:
    return float(np.exp(-strength * penalty_of_w - numbers.curvature * (w - numbers.centre) ** 2 / 2))


@pytest.mark.parametrize("numbers", [NUMBERS, PriorsNumbers(strength=1.2, curvature=0.8, centre=0.7)])
def test_its_facts_are_those_of_prior_times_likelihood(numbers: PriorsNumbers) -> None:
    class Other(Priors):
        pass

    Other.numbers = numbers
    facts = Other.numbers.facts
    laplace, gaussian = (prior.posterior(numbers.loss) for prior in (numbers.laplace, numbers.gaussian))
    assert (facts["laplace_mean"], facts["gaussian_mode"]) == (laplace.mean, gaussian.mode)
    for posterior, penalty in ((laplace, abs), (gaussian, lambda w: w * w / 2)):

        def density(w: float) -> float:
            return product(penalty(w), w, numbers.strength, numbers)  # noqa: B023

        parts = [[quad(lambda w: w**k * density(w), *side)[0] for side in ((-30, 0), (0, 30))] for k in (0, 1)]  # noqa: B023
        assert posterior.mean == pytest.approx(sum(parts[1]) / sum(parts[0]), abs=1e-7)
        best = minimize_scalar(lambda w: -density(w), bounds=(-3, 3)).x
        assert posterior.mode == pytest.approx(best, abs=1e-5)


def test_the_film_s_numbers_are_the_story_s() -> None:
    facts = Priors.numbers.facts
    assert facts["laplace_mean"] == pytest.approx(0.2410, abs=5e-5)
    assert facts["gaussian_mode"] == 0.25


def test_laplace_is_more_peaked_but_neither_prior_believes_in_zero() -> None:
    laplace, gaussian = LaplacePrior(NUMBERS.strength), GaussianPrior(NUMBERS.strength)
    assert laplace.density(0.0) > gaussian.density(0.0)
    assert laplace.chance_within(0.0) == gaussian.chance_within(0.0) == 0
    assert penalised_optimum(NUMBERS.loss, L1, NUMBERS.strength).zeros.all()
    assert not penalised_optimum(NUMBERS.loss, L2, NUMBERS.strength).zeros.any()


def test_none_of_the_draws_is_zero_and_half_of_them_lie_on_either_side_of_the_median() -> None:
    draws = NUMBERS.draws
    assert len(draws) == NUMBERS.count
    assert (draws != 0).all()
    median = NUMBERS.laplace.posterior(NUMBERS.loss).quantile(0.5)
    assert abs((draws > median).mean() - 0.5) < 3 * 0.5 / np.sqrt(NUMBERS.count)


def test_near_zero_laplace_gives_more_and_further_out_the_gaussian() -> None:
    laplace, gaussian = LaplacePrior(NUMBERS.strength), GaussianPrior(NUMBERS.strength)
    assert laplace.chance_within(NUMBERS.narrow) > gaussian.chance_within(NUMBERS.narrow)
    assert laplace.chance_within(NUMBERS.wide) < gaussian.chance_within(NUMBERS.wide)


def test_while_the_data_move_the_mode_stays_at_zero_and_the_mean_follows() -> None:
    means = []
    for centre in np.linspace(NUMBERS.centre, NUMBERS.moved, 50):
        posterior = LaplacePrior(NUMBERS.strength).posterior(NUMBERS.model_copy(update={"centre": centre}).loss)
        assert posterior.mode == 0
        means.append(posterior.mean)
    assert (np.diff(means) > 0).all()


def test_at_a_pull_of_lambda_the_mode_just_holds_and_past_it_lets_go() -> None:
    modes = [LaplacePrior(1.0).posterior(OneWeightLoss(1.0, at)).mode for at in (NUMBERS.just, NUMBERS.past)]
    assert modes == pytest.approx([0.0, 0.3])
    assert modes[0] == 0
    assert PriorsNumbers(curvature=0.2, strength=0.8).just == pytest.approx(1.2)  # λ is too far off


def test_its_words_follow_its_numbers() -> None:
    class Other(Priors):
        numbers = PriorsNumbers(centre=0.7)

    Other.__name__ = "Priors"
    for language in ("en", "zh"):
        said = {beat: words.said for beat, words in Other.said(language).beats.items()}
        assert "0.35" in said["mode"]
        assert f"{LaplacePrior(1.0).posterior(Other.numbers.loss).mean:.3g}" in said["remember"]
