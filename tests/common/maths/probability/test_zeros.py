"""Claims about how often a weight is exactly zero, in two dimensions and in many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad, quad
from scipy.stats import norm

from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1
from common.maths.probability.zeros import (
    budget_chances,
    penalised_zero_chance,
    simulated_budget_chances,
    simulated_support_sizes,
    simulated_zero_chance,
)

DRAWS = 200_000
sizes = st.floats(1e-3, 1e3)


def error(chance: float) -> float:
    """Allow four and a half standard errors of a simulated share."""
    return 4.5 * np.sqrt(chance * (1 - chance) / DRAWS) + 1e-9


@given(sizes, sizes)
def test_the_chances_are_row_15_and_add_up_to_one(radius: float, spread: float) -> None:
    q = norm.sf(radius / (np.sqrt(2) * spread))
    chances = budget_chances(radius, spread)
    assert chances.corner == pytest.approx(4 * q**2, rel=1e-9)
    assert chances.edge == pytest.approx(4 * q * (1 - 2 * q), rel=1e-9, abs=1e-15)
    assert chances.inside == pytest.approx((1 - 2 * q) ** 2, rel=1e-9, abs=1e-15)
    assert chances.corner + chances.edge + chances.inside == pytest.approx(1, rel=1e-14)


def test_the_corner_s_chance_is_the_integral_over_its_wedges() -> None:
    def density(y: float, x: float) -> float:
        return np.exp(-(x * x + y * y) / 2) / (2 * np.pi)

    wedge = dblquad(density, 1, 12, lambda x: 1 - x, lambda x: x - 1)[0]
    assert budget_chances(1.0, 1.0).corner == pytest.approx(4 * wedge, abs=1e-9)


@pytest.mark.parametrize(("radius", "spread"), [(1.0, 1.0), (0.3, 1.0), (3.0, 1.2)])
def test_a_simulation_agrees_within_its_error(radius: float, spread: float) -> None:
    exact = budget_chances(radius, spread)
    counted = simulated_budget_chances(radius, spread, draws=DRAWS, seed=15)
    for name in ("corner", "edge", "inside"):
        assert abs(getattr(counted, name) - getattr(exact, name)) < error(getattr(exact, name))
    chance = penalised_zero_chance(radius, spread)
    assert abs(simulated_zero_chance(radius, spread, draws=DRAWS, seed=15) - chance) < error(chance)


def test_the_simulation_counts_what_the_solvers_find() -> None:
    centres = 1.3 * np.random.default_rng(3).standard_normal((400, 2))
    zeros = [budget_optimum(QuadraticLoss(np.eye(2), centre), L1, 1.0).zeros.any() for centre in centres]
    assert simulated_budget_chances(1.0, 1.3, draws=400, seed=3).corner == np.mean(zeros)
    weights = 1.3 * np.random.default_rng(3).standard_normal((400, 1))[:, 0]
    held = [penalised_optimum(OneWeightLoss(1.0, centre), L1, 0.5).zeros[0] for centre in weights]
    assert simulated_zero_chance(0.5, 1.3, draws=400, seed=3) == np.mean(held)


def test_a_seed_repeats_itself_and_another_does_not() -> None:
    runs = [simulated_budget_chances(1.0, 1.0, draws=5000, seed=seed) for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


def test_the_penalised_chance_is_an_integral_and_grows_with_the_strength() -> None:
    assert penalised_zero_chance(0.7, 2.0) == pytest.approx(quad(norm(scale=2.0).pdf, -0.7, 0.7)[0])
    assert penalised_zero_chance(0.0, 1.0) == 0
    assert (np.diff([penalised_zero_chance(x, 1.0) for x in np.linspace(0, 3, 30)]) > 0).all()


def test_small_and_large_numbers_keep_their_digits() -> None:
    assert penalised_zero_chance(1e-300, 1.0) == pytest.approx(1e-300 * np.sqrt(2 / np.pi), rel=1e-14)
    assert penalised_zero_chance(1e300, 1e-300) == 1
    far = budget_chances(30.0, 1.0)
    assert far.corner == pytest.approx(4 * norm.sf(30 / np.sqrt(2)) ** 2, rel=1e-10)
    assert budget_chances(1e-200, 1.0).corner == 1
    assert budget_chances(1e300, 1e-300).inside == 1


@pytest.mark.parametrize("dimension", [1, 2, 5, 100])
def test_support_sizes_are_shares_of_all_draws(dimension: int) -> None:
    sizes = simulated_support_sizes(dimension, 1.0, 1.0, draws=2000, seed=0)
    assert sizes.shape == (dimension + 1,)
    assert sizes.sum() == pytest.approx(1)
    assert sizes[0] == 0


def test_in_high_dimension_the_budget_meets_faces_not_vertices() -> None:
    for dimension in (100, 400):
        sizes = simulated_support_sizes(dimension, 0.2 * dimension, 1.0, draws=500, seed=0)
        assert sizes[1] == 0
        typical = float(sizes @ np.arange(dimension + 1)) / dimension
        assert 0.2 < typical < 0.5
    assert simulated_support_sizes(2, 0.4, 1.0, draws=500, seed=0)[1] > 0.5


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: budget_chances(-1.0, 1.0), "radius is -1"),
        (lambda: budget_chances(1.0, 0.0), "spread is 0"),
        (lambda: penalised_zero_chance(np.nan, 1.0), "strength is nan"),
        (lambda: penalised_zero_chance(1.0, np.inf), "spread is inf"),
        (lambda: simulated_budget_chances(1.0, 1.0, draws=0, seed=1), "draws is 0"),
        (lambda: simulated_budget_chances(-1.0, 1.0, draws=5, seed=1), "radius is -1"),
        (lambda: simulated_zero_chance(1.0, -1.0, draws=5, seed=1), "spread is -1"),
        (lambda: simulated_support_sizes(0, 1.0, 1.0, draws=5, seed=1), "dimension is 0"),
    ],
)
def test_bad_numbers_are_refused_by_name(call: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        call()
