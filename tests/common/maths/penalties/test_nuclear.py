"""Claims about the nuclear norm."""

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.maths.penalties.norms import L1, soft_threshold
from common.maths.penalties.nuclear import NUCLEAR

shapes = st.tuples(st.integers(1, 5), st.integers(1, 5))
seeds = st.integers(0, 10**6)


def draw(seed: int, shape: tuple[int, ...], count: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, *shape))


@given(shapes, seeds, st.floats(0.01, 3))
def test_row_20_the_step_soft_thresholds_the_singular_values(shape: tuple, seed: int, amount: float) -> None:
    (W,) = draw(seed, shape, 1)
    sizes = np.linalg.svd(W, compute_uv=False)
    step = NUCLEAR.proximal_step(W, amount)
    np.testing.assert_allclose(np.linalg.svd(step, compute_uv=False), soft_threshold(sizes, amount), atol=1e-13)
    assert np.linalg.matrix_rank(step, tol=1e-10) == np.sum(sizes - amount > 1e-10)
    if (sizes > amount + 1e-6).any() and (np.abs(sizes - amount) > 1e-6).all():
        assert NUCLEAR.subgradient_residual(step, (W - step) / amount) < 1e-9 / amount
    elif (sizes < amount).all():
        assert (step == 0).all()
        assert NUCLEAR.dual_norm(W / amount) <= 1


@given(shapes, seeds, st.floats(0.01, 3))
def test_step_and_projection_are_firmly_non_expansive_and_idempotent(shape: tuple, seed: int, t: float) -> None:
    pair = draw(seed, shape, 2)
    for mapped in (NUCLEAR.proximal_step(pair, t), NUCLEAR.project(pair, t)):
        moved, apart = mapped[1] - mapped[0], pair[1] - pair[0]
        assert np.sum(moved * moved) <= np.sum(moved * apart) + 1e-12
    once = NUCLEAR.project(pair, t)
    assert (NUCLEAR.norm(once) <= t * (1 + 1e-13)).all()
    np.testing.assert_allclose(NUCLEAR.project(once, t), once, atol=1e-13)


@given(shapes, seeds, st.floats(0.01, 3))
def test_moreau_the_step_leaves_the_projection_onto_the_spectral_ball(shape: tuple, seed: int, t: float) -> None:
    (W,) = draw(seed, shape, 1)
    rest = W - NUCLEAR.proximal_step(W, t)
    left, sizes, right = np.linalg.svd(W, full_matrices=False)
    np.testing.assert_allclose(rest, left * np.minimum(sizes, t) @ right, atol=1e-13)
    assert NUCLEAR.dual_norm(rest) <= t + 1e-13


@given(shapes, seeds)
def test_rotations_pass_through_and_diagonals_are_l1(shape: tuple, seed: int) -> None:
    (W,) = draw(seed, shape, 1)
    left, right = (np.linalg.qr(draw(seed + 1, (n, n), 1)[0])[0] for n in shape)
    np.testing.assert_allclose(
        NUCLEAR.proximal_step(left @ W @ right, 0.5), left @ NUCLEAR.proximal_step(W, 0.5) @ right, atol=1e-13
    )
    diagonal = W[0]
    assert NUCLEAR.value(np.diag(diagonal)) == pytest.approx(float(L1.norm(diagonal)))
    np.testing.assert_allclose(
        np.diag(NUCLEAR.proximal_step(np.diag(diagonal), 0.5)), L1.proximal_step(diagonal, 0.5), atol=1e-14
    )


def test_cvxpy_finds_the_same_step_and_the_same_projection() -> None:
    (W,) = draw(5, (4, 3), 1)
    V = cp.Variable((4, 3))
    cp.Problem(cp.Minimize(0.5 * cp.sum_squares(V - W) + 0.8 * cp.normNuc(V))).solve(solver=cp.CLARABEL)
    np.testing.assert_allclose(NUCLEAR.proximal_step(W, 0.8), V.value, atol=1e-5)
    cp.Problem(cp.Minimize(cp.sum_squares(V - W)), [cp.normNuc(V) <= 1.2]).solve(solver=cp.CLARABEL)
    np.testing.assert_allclose(NUCLEAR.project(W, 1.2), V.value, atol=1e-4)


@given(shapes, seeds)
def test_the_dual_norm_bounds_every_product_and_is_reached_by_one_pair(shape: tuple, seed: int) -> None:
    G, W = draw(seed, shape, 2)
    assert np.sum(G * W) <= NUCLEAR.norm(W) * NUCLEAR.dual_norm(G) * (1 + 1e-12)
    left, _sizes, right = np.linalg.svd(G)
    assert np.sum(G * np.outer(left[:, 0], right[0])) == pytest.approx(float(NUCLEAR.dual_norm(G)))


@pytest.mark.parametrize("rank", [0, 1, 2, 3])
def test_one_sided_slopes_are_those_of_small_steps_and_kink_where_rank_grows(rank: int) -> None:
    A, B, D = draw(rank, (4, 4), 3)
    W = A[:, :rank] @ B[:rank]
    for direction in (D, -D):
        step = 1e-7
        measured = float(NUCLEAR.value(W + step * direction) - NUCLEAR.value(W)) / step
        assert NUCLEAR.directional_slope(W, direction) == pytest.approx(measured, abs=1e-5)
    assert NUCLEAR.directional_slope(W, D) + NUCLEAR.directional_slope(W, -D) > 0.1


def test_the_subdifferential_frees_what_lies_outside_and_ties_what_lies_inside() -> None:
    W = np.diag([2.0, 0.0, 0.0])
    inside = np.diag([1.0, -0.9, 1.0])
    assert NUCLEAR.subgradient_residual(W, inside) <= 1e-15
    assert NUCLEAR.subgradient_residual(W, np.diag([0.9, 0.0, 0.0])) == pytest.approx(0.1)
    assert NUCLEAR.subgradient_residual(W, np.diag([1.0, 1.2, 0.0])) == pytest.approx(0.2)
    for V in draw(9, (3, 3), 200):
        assert NUCLEAR.value(V) >= NUCLEAR.value(W) + np.sum(inside * (V - W)) - 1e-12
    assert NUCLEAR.subgradient_residual(np.zeros((2, 3)), np.eye(2, 3)) <= 1e-15


def test_a_matrix_inside_is_returned_as_it_is_and_no_radius_leaves_nothing() -> None:
    (W,) = draw(3, (3, 2), 1)
    np.testing.assert_array_equal(NUCLEAR.project(W, 100.0), W)
    assert (NUCLEAR.project(W, 0.0) == 0).all()


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_the_ends_of_the_range(scale: float) -> None:
    W = scale * np.array([[0.0, 3.0], [1.0, 0.0]])
    np.testing.assert_allclose(NUCLEAR.proximal_step(W, scale), [[0, 2 * scale], [0, 0]], atol=1e-14 * scale)
    assert NUCLEAR.value(W) == pytest.approx(4 * scale, rel=1e-13)


def test_bad_input_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="W holds nan"):
        NUCLEAR.proximal_step([[np.nan]], 1.0)
    with pytest.raises(ValueError, match=r"W has shape \(2,\)"):
        NUCLEAR.value([1.0, 2.0])
    with pytest.raises(ValueError, match="must be one matrix"):
        NUCLEAR.subgradient_residual(np.ones((2, 2, 2)), np.ones((2, 2)))
    for bad in (-1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="amount is"):
            NUCLEAR.proximal_step(np.eye(2), bad)
        with pytest.raises(ValueError, match="radius is"):
            NUCLEAR.project(np.eye(2), bad)
