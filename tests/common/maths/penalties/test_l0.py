"""Claims about L0."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.maths.penalties.l0 import L0, hard_threshold
from common.maths.penalties.subdifferential import Interval

weights = st.floats(-100, 100)
amounts = st.floats(0, 100)


@given(weights, amounts)
def test_keeping_or_dropping_whichever_costs_less(w: float, amount: float) -> None:
    kept = float(hard_threshold(w, amount))
    assert kept in {0.0, w}
    cost = 0.5 * (kept - w) ** 2 + amount * (kept != 0)
    assert cost <= min(0.5 * w * w, amount) * (1 + 1e-14) + 1e-300
    assert L0.proximal_violation(w, amount, kept) <= 1e-15


@pytest.mark.parametrize("amount", [0.5, 2.0, 8.0, 32.0, 2.0**-101])
def test_the_tie_at_the_jump_is_dropped(amount: float) -> None:
    edge = L0.zero_threshold(amount)
    assert edge == np.sqrt(2 * amount)
    assert hard_threshold([edge, -edge], amount).tolist() == [0.0, 0.0]
    above = np.nextafter(edge, np.inf)
    assert hard_threshold([above, -above], amount).tolist() == [above, -above]


@given(st.floats(-50, 50), st.floats(0.05, 20), st.floats(0, 50))
def test_the_quadratic_optimum_is_lower_than_its_rivals(pull: float, h: float, strength: float) -> None:
    def cost(w: float) -> float:
        return 0.5 * h * w * w - pull * w + strength * (w != 0)

    found = float(L0.quadratic_optimum(pull, h, strength))
    assert cost(found) <= min(0.0, cost(pull / h)) + 1e-12


def test_the_other_of_the_two_is_not_certified() -> None:
    assert L0.proximal_violation([3.0, 1.0], 2.0, [3.0, 0.0]).tolist() == [0, 0]
    assert (L0.proximal_violation([3.0, 1.0, 3.0], 2.0, [0.0, 1.0, 2.9]) > 1e-2).all()


def test_every_slope_touches_at_the_jump_and_none_pushes_elsewhere() -> None:
    assert L0.subdifferential(0.0) == Interval(-np.inf, np.inf)
    assert L0.subdifferential(-0.1) == Interval(0.0, 0.0)
    assert L0.push([0.0, 3.0]).tolist() == [0.0, 0.0]


def test_the_sum_counts_and_doubling_changes_nothing() -> None:
    w = np.array([0.0, -3.0, 1e-300, 0.0, -0.0])
    assert L0.value(w).sum() == L0.value(2 * w).sum() == 2


def test_the_projection_is_a_nearest_point_of_all_supports() -> None:
    w = np.random.default_rng(1).normal(size=6)
    for count in range(7):
        distances = [np.linalg.norm(np.delete(w, kept)) for kept in map(list, combinations(range(6), count))]
        found = L0.project(w, count)
        assert np.count_nonzero(found) <= count
        assert np.linalg.norm(found - w) == pytest.approx(min(distances))
    assert L0.project([1.0, -1.0, 1.0], 1).tolist() == [1.0, 0.0, 0.0]
    assert L0.project([[1.0, 2.0], [4.0, 3.0]], 1).tolist() == [[0.0, 2.0], [4.0, 0.0]]


def test_the_ends_of_the_range() -> None:
    assert hard_threshold([1e300, 1e-300], 1e308).tolist() == [1e300, 0.0]
    assert L0.zero_threshold(1.7e308) == pytest.approx(np.sqrt(3.4) * 1e154)
    assert L0.zero_threshold(5e-324) > 0
    assert hard_threshold([5e-324, 0.0], 0.0).tolist() == [5e-324, 0.0]
    with pytest.raises(ValueError, match="beyond"):
        L0.quadratic_optimum(1e300, 1e-300, 0.0)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    with pytest.raises(ValueError, match="amount is"):
        hard_threshold(1.0, bad)
    with pytest.raises(ValueError, match="curvature is"):
        L0.quadratic_optimum(1.0, bad, 1.0)
    with pytest.raises(ValueError, match="w holds nan"):
        hard_threshold([np.nan], 1.0)
    with pytest.raises(ValueError, match="count is -1"):
        L0.project([1.0], -1)
