"""Claims about ridge weights that cross zero."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import diabetes, twins
from common.maths.data.standardisation import unit_norm
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.paths.sign_flips import sign_flips


def ridge(loss: QuadraticLoss | LeastSquares, strengths: FloatArray) -> FloatArray:
    """Give the ridge weights for every strength, shape (k, d)."""
    shifted = loss.hessian + strengths[:, None, None] * np.eye(loss.dimension)
    return np.linalg.solve(shifted, np.broadcast_to(loss.pull, (len(strengths), loss.dimension))[..., None])[
        ..., 0
    ]


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(-0.95, 0.95), st.floats(-3, 3), st.floats(-3, 3))
def test_two_weights_flip_by_the_closed_form(
    first: float, second: float, mixed: float, a: float, b: float
) -> None:
    mixed *= np.sqrt(first * second)
    loss = QuadraticLoss(np.array([[first, mixed], [mixed, second]]), np.array([a, b]))
    if min(np.abs(loss.pull)) < 1e-6 or abs(mixed) < 1e-6:
        return
    at = mixed * loss.pull[1] / loss.pull[0] - second
    if abs(at) > 1e-6:
        np.testing.assert_allclose(sign_flips(loss, 0), [at] if at > 0 else [], rtol=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_the_flips_are_where_a_fine_grid_sees_a_change_of_sign(seed: int) -> None:
    rng = np.random.default_rng(seed)
    dimension = int(rng.integers(2, 9))
    A = rng.normal(size=(dimension, dimension)) @ np.diag(np.geomspace(1, 30, dimension))
    loss = QuadraticLoss(A.T @ A + 1e-3 * np.eye(dimension), rng.normal(size=dimension))
    grid = np.geomspace(1e-9, 1e9, 40_001)
    signs = np.sign(ridge(loss, grid))
    for weight in range(dimension):
        seen = np.flatnonzero(np.diff(signs[:, weight]))
        flips = sign_flips(loss, weight)
        assert len(flips) == len(seen) < dimension
        assert all(grid[i] <= flip <= grid[i + 1] for i, flip in zip(seen, flips, strict=True))


def test_a_flipping_weight_is_zero_at_one_strength_only() -> None:
    loss = unit_norm(diabetes()).least_squares(0.5)
    flips = {name: sign_flips(loss, i) for i, name in enumerate(diabetes().names)}
    assert len(flips["tc"]) + len(flips["ldl"]) + len(flips["hdl"]) + len(flips["age"]) > 0
    for i, flip in ((i, flip) for i, name in enumerate(diabetes().names) for flip in flips[name]):
        at, below, above = ridge(loss, flip * np.array([1, 1 - 1e-4, 1 + 1e-4]))[:, i]
        assert abs(at) < 1e-6
        assert below * above < 0


def test_no_weight_flips_without_correlation_or_pull() -> None:
    for loss in (
        QuadraticLoss(np.diag([1.0, 2.0, 3.0]), np.array([1.0, -1.0, 0.0])),
        QuadraticLoss(np.array([[2.0, 0.5], [0.5, 1.0]]), np.zeros(2)),
        QuadraticLoss(np.eye(1), np.ones(1)),
        twins().least_squares(),
        LeastSquares(np.zeros((2, 2)), np.ones(2)),
    ):
        for weight in range(loss.dimension):
            assert sign_flips(loss, weight).shape == (0,)


@pytest.mark.parametrize("unit", [1e-150, 1e150])
def test_flips_are_in_the_unit_of_the_loss(unit: float) -> None:
    H, centre = np.array([[1.0, 0.9], [0.9, 1.0]]), np.array([-0.2, 1.0])
    plain, scaled = (sign_flips(QuadraticLoss(scale * H, centre), 0) for scale in (1.0, unit))
    np.testing.assert_allclose(scaled / unit, plain, rtol=1e-9)


@pytest.mark.parametrize("weight", [-1, 2])
def test_a_weight_that_is_not_there_is_refused(weight: int) -> None:
    with pytest.raises(ValueError, match=f"weight is {weight}"):
        sign_flips(QuadraticLoss(np.eye(2), np.ones(2)), weight)
