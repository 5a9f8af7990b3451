"""Claims about certificates."""

import numpy as np
import pytest

from common.maths.optima.certificate import NotOptimal, Optimum


def test_zeros_are_exact_zeros_only() -> None:
    assert Optimum(np.array([0.0, -0.0, 1e-300, 2.0]), 0.0).zeros.tolist() == [True, True, False, False]


def test_a_certified_optimum_is_itself() -> None:
    optimum = Optimum(np.array([1.0]), 1e-13)
    assert optimum.certified() is optimum


@pytest.mark.parametrize("violation", [1e-11, np.inf, np.nan, -1e-12])
def test_a_violation_is_refused_in_one_line(violation: float) -> None:
    with pytest.raises(NotOptimal, match=r"violate.*allowed") as refusal:
        Optimum(np.array([1.0, 2.0]), violation).certified()
    assert "\n" not in str(refusal.value)
    assert isinstance(refusal.value, ValueError)


def test_undefined_weights_are_refused() -> None:
    with pytest.raises(NotOptimal):
        Optimum(np.array([np.nan]), 0.0).certified()


def test_the_tolerance_can_be_tightened() -> None:
    with pytest.raises(NotOptimal):
        Optimum(np.array([1.0]), 1e-13).certified(1e-14)


def test_weights_are_one_row_and_read_only() -> None:
    with pytest.raises(ValueError, match="weights has shape"):
        Optimum(np.ones((2, 2)), 0.0)
    with pytest.raises(ValueError, match="read-only"):
        Optimum(np.ones(2), 0.0).weights[0] = 2.0
