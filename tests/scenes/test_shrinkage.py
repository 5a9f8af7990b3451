"""Shrinkage states in numbers what scikit-learn finds, and shows only numbers with which its words are true."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest, truncnorm
from sklearn.linear_model import Lasso, Ridge

from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.shrinkage import Shrinkage


def with_numbers(**numbers: float) -> type[Shrinkage]:
    return type("Shrinkage", (Shrinkage,), {"numbers": ShrinkageNumbers.model_validate(numbers)})


@pytest.mark.parametrize(
    "changed", [{}, {"curvature": 1.2, "strength": 0.8, "strong": 1.5, "largest": 2.5, "seed": 8}]
)
def test_the_zeros_that_it_counts_are_those_of_scikit_learn(changed: dict[str, float]) -> None:
    n = with_numbers(**changed).numbers
    design = np.sqrt(n.inputs * n.curvature) * np.eye(
        n.inputs
    )  # half a mean square has curvature h in each weight
    targets = design @ n.drawn

    def zeros(strength: float) -> int:
        return int((Lasso(alpha=strength, fit_intercept=False, tol=1e-12).fit(design, targets).coef_ == 0).sum())

    assert (n.zeros(n.strength), n.zeros(n.strong)) == (zeros(n.strength), zeros(n.strong))
    assert (Ridge(alpha=n.strong * n.inputs, fit_intercept=False).fit(design, targets).coef_ != 0).all()


def test_the_inputs_are_normal_as_far_as_they_go() -> None:
    n = Shrinkage.numbers
    assert np.abs(n.drawn).max() < n.largest
    assert kstest(n.drawn / (n.largest / 2), truncnorm(-2, 2).cdf).pvalue > 0.05


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_words_state_the_numbers_that_it_is_given(language: str) -> None:
    scene = with_numbers(inputs=40, seed=3)
    facts = scene.numbers.facts
    rain = scene.said(language).beats["rain"].said
    assert "40" in rain
    assert str(facts["zeros"]) in rain
