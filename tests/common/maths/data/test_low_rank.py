"""Claims about the singular values that soft-thresholding removes."""

import numpy as np
import pytest

from common.maths.data.low_rank import NoisyLowRank, noisy_low_rank
from common.maths.penalties.nuclear import NUCLEAR


def rank(matrix: object) -> int:
    return int(np.linalg.matrix_rank(matrix, tol=1e-9))


def test_the_truth_has_the_stated_singular_values_and_the_noise_the_stated_size() -> None:
    example = noisy_low_rank()
    np.testing.assert_allclose(np.linalg.svd(example.truth, compute_uv=False)[:2], [6, 3], rtol=1e-12)
    noise = example.observed - example.truth
    assert noise.std() == pytest.approx(0.15, rel=0.15)
    assert 0.5 < np.linalg.norm(noise, 2) < 1.5


@pytest.mark.parametrize("amount", [1.1, 1.5, 2.0, 2.5])
def test_thresholding_finds_the_rank_and_makes_no_entry_zero(amount: float) -> None:
    example = noisy_low_rank()
    shrunk = NUCLEAR.proximal_step(example.observed, amount)
    assert rank(example.observed) == 10
    assert rank(shrunk) == example.rank == 2
    assert (np.abs(shrunk) > 1e-9).all()


def test_singular_values_go_one_by_one_and_shrink_by_the_amount() -> None:
    observed = noisy_low_rank().observed
    sizes = np.linalg.svd(observed, compute_uv=False)
    for kept in range(10, 0, -1):
        amount = (sizes[kept - 1] + (sizes[kept] if kept < 10 else 0.0)) / 2
        left = np.linalg.svd(NUCLEAR.proximal_step(observed, amount), compute_uv=False)
        np.testing.assert_allclose(left, np.maximum(sizes - amount, 0), atol=1e-12)
        assert rank(NUCLEAR.proximal_step(observed, amount)) == kept


def test_a_middling_amount_comes_nearer_to_the_truth_than_what_was_seen() -> None:
    example = noisy_low_rank()
    seen = np.linalg.norm(example.observed - example.truth)
    assert np.linalg.norm(NUCLEAR.proximal_step(example.observed, 0.6) - example.truth) < 0.8 * seen
    assert np.linalg.norm(NUCLEAR.proximal_step(example.observed, 6.0) - example.truth) > seen


def test_bad_matrices_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="observed has shape"):
        NoisyLowRank(np.eye(2), np.eye(3))
    with pytest.raises(ValueError, match="truth has shape"):
        NoisyLowRank(np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="observed has entries"):
        NoisyLowRank(np.eye(2), np.full((2, 2), np.nan))
    with pytest.raises(ValueError, match="read-only"):
        noisy_low_rank().truth[0, 0] = 1.0
