"""A second opinion: optima found by scipy, which shares nothing with the solvers behind the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from common.figures.claims import Penalised, Problem
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Solution", "holds_zero", "solve"]

_ZERO, _NOT_ZERO = 1e-9, 1e-5  # scipy finds what is not at a bound to some 1e-8
_REACH = 50.0  # one weight is sought between these and its negative
_GRID = 401
_STRICT = 1e-5  # the least slope beside a kink that is told from a flat bottom


@dataclass(frozen=True, eq=False)
class Solution:
    """The ``weights`` (d,) of an optimum, and whether each is exactly 0; None is too close to tell."""

    weights: FloatArray
    zeros: tuple[bool | None, ...]


def solve(problem: Problem) -> Solution:
    """Solve ``problem`` afresh; of several local optima of one weight, the lowest."""
    if isinstance(problem, Penalised) and problem.dimension == 1:
        return _one_weight(problem)
    weights = _by_parts(problem)
    zeros = tuple(True if abs(w) <= _ZERO else False if abs(w) > _NOT_ZERO else None for w in weights)
    return Solution(np.where(np.abs(weights) <= _ZERO, 0.0, weights), zeros)


def holds_zero(problem: Problem) -> bool:
    """Return True if the penalty has a kink where a weight is 0, which can hold it there."""
    step = 1e-6
    if isinstance(problem, Penalised):
        rise = problem.penalty(np.array([0.0, step]))
    else:
        rise = problem.norm(np.array([[1.0, 0.0], [1.0, step]]))
    return float(rise[1] - rise[0]) / step > _STRICT


def _by_parts(problem: Problem) -> FloatArray:
    """Sequential quadratic programming over w = p − q with p, q >= 0: kinks at 0 become bounds."""
    count = problem.dimension

    def joined(parts: FloatArray) -> FloatArray:
        return np.asarray(parts[:count] - parts[count:])

    if isinstance(problem, Penalised):
        start = np.full(2 * count, 0.5)
        limits: Any = ()

        def objective(parts: FloatArray) -> float:
            return float(problem.loss(joined(parts)) + problem.strength * problem.penalty(parts).sum())
    else:
        if problem.budget == 0:
            return np.zeros(count)
        start = np.full(2 * count, problem.budget / (4 * count))
        limits = ({"type": "ineq", "fun": lambda parts: problem.budget - problem.norm(parts)},)

        def objective(parts: FloatArray) -> float:
            return float(problem.loss(joined(parts)))

    found = minimize(
        objective,
        start,
        bounds=[(0, None)] * (2 * count),
        constraints=limits,
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 200},
    )
    return joined(found.x)


def _one_weight(problem: Penalised) -> Solution:
    def objective(w: FloatArray) -> FloatArray:
        return np.asarray(problem.loss(w[..., np.newaxis]) + problem.strength * problem.penalty(w))

    def at(w: float) -> float:
        return float(objective(np.asarray(w)))

    # Denser towards 0, where the kink is.
    half = _REACH * np.linspace(0, 1, _GRID) ** 3
    grid = np.concatenate([-half[:0:-1], half])
    lowest = int(np.clip(objective(grid).argmin(), 1, len(grid) - 2))
    bracket = grid[lowest - 1], grid[lowest + 1]
    sides = [(bracket[0], min(bracket[1], 0.0)), (max(bracket[0], 0.0), bracket[1])]
    tries = [
        minimize_scalar(at, bounds=side, method="bounded", options={"xatol": 1e-11})
        for side in sides
        if side[0] < side[1]
    ]
    best = min(tries, key=lambda found: float(found.fun))
    step = 1e-6
    slopes = [(at(side * step) - at(0.0)) / step for side in (-1, 1)]
    if at(0.0) <= best.fun + 1e-12:
        return Solution(np.zeros(1), (True if min(slopes) > _STRICT else None,))
    weight = float(best.x)
    return Solution(np.array([weight]), (None if abs(weight) <= _NOT_ZERO else False,))
