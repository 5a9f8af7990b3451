"""Claims about the equations of a quadratic loss."""

from fractions import Fraction

import numpy as np
import pytest

from common.maths.arithmetic.doubled import Doubled
from common.maths.losses.normal_equations import Equilibrated
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss


def exactly(doubled: Doubled, *index: int) -> Fraction:
    return Fraction(float(doubled.high[index])) + Fraction(float(doubled.low[index]))


def test_the_products_of_data_keep_thirty_digits_whatever_their_units() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(9, 3)) * [1e-8, 1.0, 1e90], rng.normal(size=9) * 1e-70
    equations = LeastSquares(X, y, scale=0.3).equations
    for i, j in np.ndindex(3, 3):
        terms = [Fraction(0.6) * Fraction(a) * Fraction(b) for a, b in X[:, [i, j]].tolist()]
        found = exactly(equations.hessian, i, j) * Fraction(2) ** equations.steepness
        assert abs(found - sum(terms)) <= Fraction(1, 2**98) * sum(map(abs, terms))
    for i in range(3):
        terms = [
            Fraction(0.6) * Fraction(a) * Fraction(b) for a, b in zip(X[:, i].tolist(), y.tolist(), strict=True)
        ]
        found = exactly(equations.pull, i) * Fraction(2) ** equations.height
        assert abs(found - sum(terms)) <= Fraction(1, 2**98) * sum(map(abs, terms))


@pytest.mark.parametrize("power", [-290, -100, 0, 100, 290])
def test_a_ridge_of_any_size_joins_the_diagonal(power: int) -> None:
    loss = QuadraticLoss(np.diag([1.0, 4.0]), [2.0, 3.0])
    equations = loss.equations.with_ridge(10.0**power)
    found = np.ldexp(np.diag(equations.hessian.high), equations.steepness)
    np.testing.assert_allclose(found, np.array([1.0, 4.0]) + 10.0**power, rtol=1e-15)
    assert loss.equations.with_ridge(0.0) is loss.equations


def test_a_point_leaves_of_the_pull_what_the_gradient_says() -> None:
    loss = QuadraticLoss([[2.0, 0.5], [0.5, 1.0]], [1.0, -3.0])
    w = np.random.default_rng(1).normal(size=(5, 4, 2))
    left, sizes = loss.equations.left(w)
    np.testing.assert_allclose(left, -loss.gradient(w), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(sizes, np.abs(loss.pull) + np.abs(w) @ np.abs(loss.hessian))
    assert (np.abs(left) <= sizes * (1 + 1e-15)).all()
    with pytest.raises(ValueError, match="w has shape"):
        loss.equations.left(np.zeros(3))


@pytest.mark.parametrize("units", [(1.0, 1.0, 1.0), (1e8, 1.0, 1e-8), (1e-8, 1e8, 1.0)])
def test_flat_directions_are_found_in_any_units_and_never_used(units: tuple[float, ...]) -> None:
    x = np.random.default_rng(2).normal(size=(8, 2))
    design = np.stack([x[:, 0], x[:, 1], x[:, 0] + x[:, 1]], axis=-1) * units
    system = Equilibrated(LeastSquares(design, x[:, 0]).equations.hessian)
    assert system.is_flat
    assert system.flat.shape == (3, 1)
    expected = np.array([1.0, 1.0, -1.0]) / units
    share = system.flat[:, 0] / (expected / np.linalg.norm(expected))
    np.testing.assert_allclose(share, share[0], rtol=1e-9)
    pull = LeastSquares(design, x[:, 0]).equations.pull
    shortest = system.solve(pull[:, np.newaxis]).high[:, 0]
    assert abs(system.flat[:, 0] @ shortest) <= 1e-15 * np.abs(system.flat[:, 0]) @ np.abs(shortest)


def test_far_apart_units_are_not_flat() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        units = 10 ** rng.uniform(-8, 8, size=4)
        assert not Equilibrated(
            LeastSquares(rng.normal(size=(9, 4)) * units, rng.normal(size=9)).equations.hessian
        ).is_flat
