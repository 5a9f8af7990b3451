"""Shrinkage states in numbers what scipy finds, and shows only numbers with which its words are true."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.linear_model import Lasso, Ridge

from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.shrinkage import Shrinkage


def with_numbers(**numbers: float | tuple[float, float]) -> type[Shrinkage]:
    return type("Shrinkage", (Shrinkage,), {"numbers": ShrinkageNumbers.model_validate(numbers)})


def lowest(curvature: float, centre: float, strength: float, power: int) -> float:
    def objective(w: float) -> float:
        return curvature * (w - centre) ** 2 / 2 + strength * abs(w) ** power / power

    return float(minimize_scalar(objective, bounds=(-9, 9), method="bounded", options={"xatol": 1e-10}).x)


@pytest.mark.parametrize("changed", [{}, {"curvature": 1.2, "strength": 0.8, "largest": 2.5}])
def test_what_it_says_comes_out_is_what_scipy_finds(changed: dict[str, float]) -> None:
    scene = with_numbers(**changed)
    n, facts = scene.numbers, scene.numbers.facts
    assert facts["input"] == n.largest
    assert facts["l1"] == pytest.approx(lowest(n.curvature, n.largest, n.strength, 1), abs=1e-6)
    assert facts["l2"] == pytest.approx(lowest(n.curvature, n.largest, n.strength, 2), abs=1e-6)


@pytest.mark.parametrize("changed", [{}, {"curvatures": (0.8, 0.6), "centre": (2.0, 1.1)}])
def test_the_lambda_it_names_is_the_first_at_which_the_lasso_leaves_a_weight_at_zero(
    changed: dict[str, tuple[float, float]],
) -> None:
    scene = with_numbers(**changed)
    design = np.diag(np.sqrt(2 * np.array(scene.numbers.curvatures)))  # half a mean square then has curvature H
    targets = design @ np.array(scene.numbers.centre)

    def zeros(strength: float) -> int:
        return int((Lasso(alpha=strength, fit_intercept=False, tol=1e-12).fit(design, targets).coef_ == 0).sum())

    first = scene.numbers.facts["first_zero"]
    assert (zeros(0.999 * first), zeros(1.001 * first)) == (0, 1)
    assert zeros(scene.numbers.one_left) == 1
    assert zeros(scene.numbers.none_left) == 2
    assert (Ridge(alpha=2 * scene.numbers.none_left, fit_intercept=False).fit(design, targets).coef_ != 0).all()


def test_the_ridge_weights_it_shows_are_those_of_sklearn() -> None:
    n = Shrinkage.numbers
    design = np.diag(np.sqrt(2 * np.array(n.curvatures)))
    ridge = Ridge(alpha=2 * n.one_left, fit_intercept=False).fit(design, design @ np.array(n.centre))
    assert penalised_optimum(n.loss, L2, n.one_left).weights == pytest.approx(ridge.coef_, abs=1e-6)


def test_as_lambda_rises_l1_takes_in_the_resting_weight_and_l2_does_not() -> None:
    n = Shrinkage.numbers
    assert lowest(n.curvature, n.resting, n.weak, 1) > lowest(n.curvature, n.resting, n.strength, 1) > 0.1
    assert abs(lowest(n.curvature, n.resting, n.strong, 1)) < 1e-6
    assert lowest(n.curvature, n.resting, n.strong, 2) > 0.1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_words_state_the_numbers_that_it_is_given(language: str) -> None:
    words = with_numbers(curvatures=(1.0, 0.6)).said(language)
    assert "0.8" in words.beats["two_axes"].said
    assert "0.7" in Shrinkage.said(language).beats["two_axes"].said


def test_under_l1_the_first_weight_at_zero_is_exactly_zero() -> None:
    first = Shrinkage.numbers.facts["first_zero"]
    assert penalised_optimum(Shrinkage.numbers.loss, L1, first).certified().zeros.sum() == 1
