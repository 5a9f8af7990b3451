"""Every kind of optimum is right to the last digits of each weight, and no certificate passes a wrong one.

Random losses have conditions up to 1e12 once their weights are in one unit, and units up to 1e8 apart. What is
right is found in exact fractions; within a round budget, where roots are needed, in a hundred digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.budget import budget_optimum, budget_violation
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.optima.penalised import penalised_optimum, penalised_violation
from common.maths.paths.lasso import lasso_path
from common.maths.paths.ridge import ridge_path
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.penalties.separable import SeparablePenalty

Loss = QuadraticLoss | LeastSquares
Number = Fraction | Decimal
COUNT = 60
LAST_DIGITS = 2e-15


def axes(rng: np.random.Generator, rows: int, columns: int) -> FloatArray:
    return np.linalg.qr(rng.normal(size=(rows, columns)))[0]


def hard_loss(rng: np.random.Generator) -> Loss:
    """Draw a matrix or data, of condition 1 to 1e12 in one unit, for weights in units up to 1e8 apart."""
    d, condition = int(rng.integers(2, 6)), 10 ** rng.uniform(0, 12)
    units, curvatures = 10 ** rng.uniform(-4, 4, size=d), np.geomspace(1.0, 1.0 / condition, d)
    if rng.integers(2):
        turn = axes(rng, d, d)
        round_units = (turn * curvatures) @ turn.T
        return QuadraticLoss(
            (round_units + round_units.T) / 2 * units * units[:, None], rng.normal(size=d) / units
        )
    n = d + int(rng.integers(0, 4))
    X = (axes(rng, n, d) * np.sqrt(curvatures)) @ axes(rng, d, d).T * units
    return LeastSquares(X, X @ (rng.normal(size=d) / units) + rng.choice([0.0, 0.1, 1.0]) * rng.normal(size=n))


def fractions(numbers: FloatArray) -> np.ndarray:
    return np.array([Fraction(each) for each in np.ravel(numbers).tolist()], object).reshape(np.shape(numbers))


def equations(loss: Loss) -> tuple[np.ndarray, np.ndarray]:
    """Give H and the pull of the given numbers themselves, without any rounding."""
    if isinstance(loss, QuadraticLoss):
        H = fractions(loss.hessian)
        return H, H @ fractions(loss.centre)
    X, twice = fractions(loss.design), 2 * Fraction(float(loss.scale or 0))
    return twice * (X.T @ X), twice * (X.T @ fractions(loss.targets))


def solved(matrix: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Eliminate by Gauss."""
    A, b = matrix.copy(), side.copy()
    for k in range(len(b)):
        pivot = next(i for i in range(k, len(b)) if A[i, k] != 0)
        A[[k, pivot]], b[[k, pivot]] = A[[pivot, k]], b[[pivot, k]]
        for i in range(k + 1, len(b)):
            share = A[i, k] / A[k, k]
            A[i, k:], b[i] = A[i, k:] - share * A[k, k:], b[i] - share * b[k]
    for k in reversed(range(len(b))):
        b[k] = (b[k] - A[k, k + 1 :] @ b[k + 1 :]) / A[k, k]
    return b


def on_support(H: np.ndarray, pull: np.ndarray, strength: Fraction, weights: FloatArray) -> np.ndarray:
    """Solve the lasso for the signs that ``weights`` have, and check that the signs are the right ones."""
    active, signs = np.flatnonzero(weights), np.sign(weights)[weights != 0].astype(int)
    right = np.array([Fraction(0)] * len(pull), object)
    right[active] = solved(H[np.ix_(active, active)], pull[active] - strength * signs)
    assert (right[active] * signs > 0).all()
    return right


def is_optimal(H: np.ndarray, pull: np.ndarray, strength: Fraction, right: np.ndarray) -> bool:
    return all(abs(each) <= strength for each in (pull - H @ right)[right == 0])


def worst(found: FloatArray, right: Sequence[Number] | np.ndarray) -> float:
    """Give the largest error of a weight, relative to that weight itself."""
    assert all((a == 0) == (b == 0) for a, b in zip(found.tolist(), right, strict=True))
    pairs = zip(found.tolist(), right, strict=True)
    return max((float(abs(type(b)(a) - b) / abs(b)) for a, b in pairs if b != 0), default=0.0)


def any_ridge(rng: np.random.Generator, loss: Loss) -> float:
    steep = np.log10(np.diag(loss.hessian))
    return float(10 ** rng.uniform(steep.min() - 8, steep.max() + 1))


def any_strength(rng: np.random.Generator, loss: Loss) -> float:
    return float(np.abs(loss.pull).max() * 10 ** rng.uniform(-12, 0.05))


def plus(H: np.ndarray, ridge: Fraction) -> np.ndarray:
    return H + ridge * fractions(np.eye(len(H)))


@pytest.mark.parametrize("seed", range(COUNT))
def test_under_l2_every_weight_is_right_to_its_last_digits(seed: int) -> None:
    rng = np.random.default_rng([1, seed])
    loss = hard_loss(rng)
    H, pull = equations(loss)
    for strength in (any_ridge(rng, loss), 0.0):
        right = solved(plus(H, Fraction(strength)), pull)
        assert worst(penalised_optimum(loss, L2, strength).certified(1e-15).weights, right) <= LAST_DIGITS
        assert worst(ridge_path(loss).at(strength), right) <= LAST_DIGITS


@pytest.mark.parametrize("seed", range(COUNT))
def test_under_l1_and_the_elastic_net_support_and_weights_are_the_right_ones(seed: int) -> None:
    rng = np.random.default_rng([2, seed])
    loss = hard_loss(rng)
    H, pull = equations(loss)
    strength = any_strength(rng, loss)
    for squared in (0.0, any_ridge(rng, loss) / strength):
        found = (
            penalised_optimum(loss, ElasticNet(1.0, squared) if squared else L1, strength).certified(1e-15).weights
        )
        bent = plus(H, Fraction(strength) * Fraction(squared))
        right = on_support(bent, pull, Fraction(strength), found)
        assert is_optimal(bent, pull, Fraction(strength), right)
        assert worst(found, right) <= LAST_DIGITS


@pytest.mark.parametrize("seed", range(COUNT))
def test_every_knot_of_the_lasso_path_is_solved_for_on_the_weights_in_use_there(seed: int) -> None:
    rng = np.random.default_rng([3, seed])
    loss = hard_loss(rng)
    H, pull = equations(loss)
    path = lasso_path(loss)
    for strength, weights in zip(path.knots.tolist(), path.weights, strict=True):
        assert penalised_violation(loss, L1, strength, weights) <= 1e-15
        assert worst(weights, on_support(H, pull, Fraction(strength), weights)) <= LAST_DIGITS


def test_a_weight_that_departs_leaves_the_others_where_they_belong() -> None:
    rng, departures = np.random.default_rng(4), 0
    while departures < 30:
        turn = axes(rng, 6, 6)
        H = (turn * np.geomspace(1.0, 1e-12, 6)) @ turn.T
        loss = QuadraticLoss((H + H.T) / 2, rng.normal(size=6))
        exact, pull = equations(loss)
        path = lasso_path(loss)
        for event in path.events:
            if event.is_departure:
                departures += 1
                knot = path.weights[path.knots == event.strength][0]
                assert knot[event.index] == 0
                assert worst(knot, on_support(exact, pull, Fraction(event.strength), knot)) <= LAST_DIGITS


@pytest.mark.parametrize("seed", range(COUNT))
def test_within_a_diamond_every_weight_is_right_to_its_last_digits(seed: int) -> None:
    rng = np.random.default_rng([5, seed])
    loss = hard_loss(rng)
    H, pull = equations(loss)
    radius = float(sum(abs(each) for each in solved(H, pull))) * float(10 ** rng.uniform(-6, -1e-3))
    found = budget_optimum(loss, L1, radius).certified(1e-15).weights
    active, signs = np.flatnonzero(found), fractions(np.sign(found)[found != 0])
    bordered = np.block([[H[np.ix_(active, active)], signs[:, None]], [signs[None], fractions(np.zeros((1, 1)))]])
    both = solved(bordered, np.append(pull[active], Fraction(radius)))
    right = np.array([Fraction(0)] * len(pull), object)
    right[active] = both[:-1]
    assert both[-1] >= 0
    assert is_optimal(H, pull, both[-1], right)
    assert worst(found, right) <= LAST_DIGITS


def round_budget(loss: Loss, radius: float, strength: float) -> np.ndarray:
    """Solve the secular equation in a hundred digits, by Newton's method from a guess."""
    with localcontext(prec=100):
        H, pull = (
            np.array([Decimal(x.numerator) / Decimal(x.denominator) for x in part.ravel()], object).reshape(
                part.shape
            )
            for part in equations(loss)
        )
        found, t, unit = Decimal(strength), Decimal(radius), np.diag([Decimal(1)] * len(pull))
        for _step in range(60):
            w = solved(H + found * unit, pull)
            squares = w @ w
            step = (squares.sqrt() / t - 1) * squares / (w @ solved(H + found * unit, w))
            found = max(found + step, Decimal(0))
            if abs(step) <= found * Decimal(10) ** -50:
                return w
    raise AssertionError("Newton's method has not settled")


@pytest.mark.parametrize("seed", range(COUNT))
def test_within_a_disk_every_weight_is_right_and_the_path_says_the_same(seed: int) -> None:
    rng = np.random.default_rng([6, seed])
    loss = hard_loss(rng)
    path = ridge_path(loss)
    radius = float(path.budget(0.0)) * float(10 ** rng.uniform(-6, -1e-3))
    found = budget_optimum(loss, L2, radius).certified(1e-15).weights
    np.testing.assert_array_equal(path.at_budget(radius), found)
    assert worst(found, round_budget(loss, radius, float(path.strength(radius)))) <= LAST_DIGITS


def test_the_steepest_descent_of_two_nearly_equal_features_is_right_within_a_disk() -> None:
    loss = QuadraticLoss([[1.0, 1 - 1e-10], [1 - 1e-10, 1.0]], [1.0, -0.5])
    found = budget_optimum(loss, L2, 0.9).certified(1e-15).weights
    right = round_budget(loss, 0.9, float(ridge_path(loss).strength(0.9)))
    assert worst(found, right) <= LAST_DIGITS


WRONG = [
    (QuadraticLoss([[1e16, 1e7], [1e7, 1.0]], [1.0, 1.0]), [1.0, 0.4974874371859296], [1.0, 1e-9]),
    (
        LeastSquares([[1e9, 1], [-2e9, 2], [1e9, 0.5], [3e9, -1]], [1, 2, 1, 4]),
        [9.705882350173012e-10, 0.8288770053475936],
        [9.705882350173012e-10, -2e-19],
    ),
]


@pytest.mark.parametrize(("loss", "right", "wrong"), WRONG)
def test_units_far_apart_hide_no_weight_from_solver_or_certificate(loss: Loss, right: list, wrong: list) -> None:
    optimum = penalised_optimum(loss, L2, 1.0).certified(1e-15)
    np.testing.assert_allclose(optimum.weights, right, rtol=1e-8)
    assert penalised_violation(loss, L2, 1.0, wrong) > 1e-8


Solved = tuple[Optimum, Callable[[FloatArray], FloatArray]]


def penalised(penalty: SeparablePenalty) -> Callable[[Loss], Solved]:
    def solve(loss: Loss) -> Solved:
        strength = 0.1 * float(np.abs(loss.pull).max())
        return penalised_optimum(loss, penalty, strength), partial(penalised_violation, loss, penalty, strength)

    return solve


def within(penalty: Penalty) -> Callable[[Loss], Solved]:
    def solve(loss: Loss) -> Solved:
        radius = 0.3 * float(penalty.norm(ridge_path(loss).at(0.0)))
        return budget_optimum(loss, penalty, radius), partial(budget_violation, loss, penalty, radius)

    return solve


@pytest.mark.parametrize("solve", [*map(penalised, (L1, L2, ElasticNet(1.0, 0.1))), *map(within, (L1, L2))])
def test_a_certificate_fails_when_any_one_weight_is_off_by_a_millionth_of_itself(
    solve: Callable[[Loss], Solved],
) -> None:
    rng = np.random.default_rng(8)
    for _ in range(40):
        d = int(rng.integers(2, 6))
        units = 10 ** rng.uniform(-4, 4, size=d)
        optimum, violation = solve(LeastSquares(rng.normal(size=(9, d)) * units, rng.normal(size=9)))
        assert float(violation(optimum.certified(1e-15).weights)) == optimum.violation
        for weight in np.flatnonzero(optimum.weights):
            off = optimum.weights.copy()
            off[weight] *= 1 + 1e-6
            with pytest.raises(NotOptimal):
                Optimum(off, float(violation(off))).certified()
