"""Claims about level lines: the value on them, where a scan finds them, and their kinks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from solid_cases import some_loss

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.level_line import level_line


def value(loss: QuadraticLoss, penalty: Penalty, strength: float, share: float, w: FloatArray) -> FloatArray:
    """The sum s L + λ Ω."""
    price = np.abs(w).sum(axis=-1) if penalty is L1 else (w**2).sum(axis=-1) / 2
    return np.asarray(share * loss.value(w) + strength * price)


Case = tuple[QuadraticLoss, float, float, FloatArray, float]


def case(seed: int, penalty: Penalty) -> Case:
    """A loss, λ, s, the lowest point of their sum, and a level above it."""
    rng = np.random.default_rng(seed)
    loss = some_loss(rng)
    share = float(rng.choice([1.0, rng.uniform(0.01, 1)]))
    strength = float(rng.choice([0.0, rng.uniform(0.05, 1.5)]))
    lowest = penalised_optimum(loss, penalty, strength / share).weights
    return (
        loss,
        strength,
        share,
        lowest,
        float(value(loss, penalty, strength, share, lowest)) + float(rng.uniform(1e-3, 2)),
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([L1, L2]))
def test_the_sum_has_the_level_at_every_point_of_a_closed_line(seed: int, penalty: Penalty) -> None:
    loss, strength, share, lowest, level = case(seed, penalty)
    line = level_line(loss, penalty, strength, level, lowest, share)
    np.testing.assert_allclose(value(loss, penalty, strength, share, line), level, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(line[0], line[-1])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([L1, L2]))
def test_between_its_points_the_line_is_where_a_scan_finds_it(seed: int, penalty: Penalty) -> None:
    loss, strength, share, lowest, level = case(seed, penalty)
    line = level_line(loss, penalty, strength, level, lowest, share)
    reach = np.linalg.norm(line - lowest, axis=-1)
    steps = np.linspace(0, 2, 2001)
    for i in range(0, len(line) - 1, 17):
        scan = lowest + steps[:, np.newaxis] * (line[i] - lowest)
        inside = value(loss, penalty, strength, share, scan) <= level
        assert inside.sum() == inside.argmin()
        assert abs(steps[inside.sum() - 1] - 1) < 2e-3
    middle = (line[1:] + line[:-1]) / 2
    sagging = level - value(loss, penalty, strength, share, middle)
    assert sagging.min() > -1e-9
    assert sagging.max() < 5e-3 * max(level, reach.max() ** 2)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_the_kinks_of_an_l1_line_are_exactly_on_the_axes(seed: int) -> None:
    loss, strength, share, lowest, level = case(seed, L1)
    strength = max(strength, 0.2)
    lowest = penalised_optimum(loss, L1, strength / share).weights
    level = float(value(loss, L1, strength, share, lowest)) + 0.5
    line = level_line(loss, L1, strength, level, lowest, share)
    for i in (0, 1):
        scan = np.zeros((20_001, 2))
        scan[:, 1 - i] = np.linspace(-20, 20, 20_001)
        inside = value(loss, L1, strength, share, scan) <= level
        crossings = scan[1:][np.diff(inside)]
        kinks = np.unique(line[line[:, i] == 0], axis=0)
        for crossing in crossings:
            assert np.abs(kinks - crossing).sum(axis=-1).min() < 3e-3


def test_the_price_alone_is_a_diamond_or_a_circle() -> None:
    loss = QuadraticLoss(np.eye(2), [0.4, 0.3])
    diamond = level_line(loss, L1, 2.0, 1.0, np.zeros(2), share=0.0)
    np.testing.assert_allclose(np.abs(diamond).sum(axis=-1), 0.5)
    for corner in ([0.5, 0.0], [0.0, 0.5], [-0.5, 0.0], [0.0, -0.5]):
        assert (diamond == corner).all(axis=-1).any()
    circle = level_line(loss, L2, 2.0, 1.0, np.zeros(2), share=0.0)
    np.testing.assert_allclose(np.linalg.norm(circle, axis=-1), 1.0)


def test_points_go_round_once(film_loss: QuadraticLoss) -> None:
    lowest = penalised_optimum(film_loss, L1, 0.8).weights
    line = level_line(film_loss, L1, 0.8, 2.5, lowest)
    angles = np.unwrap(np.arctan2(*(line - lowest).T[::-1]))
    assert (np.diff(angles) >= 0).all()
    assert angles[-1] - angles[0] == pytest.approx(2 * np.pi)


def test_any_point_with_less_will_do_to_look_from() -> None:
    loss = QuadraticLoss([[1.0, -0.35], [-0.35, 0.8]], [1.9, 1.05])
    for penalty in (L1, L2):
        line = level_line(loss, penalty, 0.8, 3.6, 0.2 * loss.centre)
        np.testing.assert_allclose(loss.value(line) + 0.8 * penalty.value(line).sum(axis=-1), 3.6)
