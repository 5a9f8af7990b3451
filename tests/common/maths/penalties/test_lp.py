"""Claims about L_p: thresholds, jumps, global minima, cusps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from common.maths.penalties.lp import PowerPenalty, half_threshold
from common.maths.penalties.norms import L1, L2
from common.maths.penalties.subdifferential import Interval

POWERS = [0.01, 0.1, 0.3, 0.5, 2 / 3, 0.9, 0.99, 0.999, 1.0, 1.001, 1.1, 1.5, 1.9, 2.0, 2.5, 3.0, 10.0]
sizes = st.floats(1e-3, 1e3)
powers = st.sampled_from(POWERS)


def cost(p: float, v: np.ndarray, w: float, amount: float) -> np.ndarray:
    return 0.5 * (v - w) ** 2 + amount * np.abs(v) ** p


@given(powers, sizes, sizes)
def test_no_grid_and_no_search_finds_a_lower_point(p: float, w: float, amount: float) -> None:
    found = float(PowerPenalty(p).proximal_step(w, amount))
    lowest = cost(p, np.array(found), w, amount)
    grid = np.concatenate([[0.0], np.geomspace(1e-12, 1, 2000), np.linspace(-0.1, 1.1, 4001)]) * w
    costs = cost(p, grid, w, amount)
    i = int(np.argmin(costs))
    near = np.abs(grid[i]) / 100 + 1e-3 * w
    polish = minimize_scalar(
        lambda v: float(cost(p, np.array(v), w, amount)), bounds=(grid[i] - near, grid[i] + near), method="bounded"
    )
    assert lowest <= min(costs[i], polish.fun) * (1 + 1e-12)


@pytest.mark.parametrize("p", POWERS)
def test_every_step_over_twelve_decades_is_certified_to_rounding(p: float) -> None:
    penalty, rng = PowerPenalty(p), np.random.default_rng(1)
    for _ in range(50):
        amount = 10 ** rng.uniform(-6, 6)
        w = 10 ** rng.uniform(-6, 6, 40) * rng.choice([-1, 1], 40)
        w = np.concatenate([w, penalty.zero_threshold(amount) * np.array([1, 1 + 1e-15, 1.0001, 0.9999])])
        assert penalty.proximal_violation(w, amount, penalty.proximal_step(w, amount)).max() < 3e-15


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9, 1.0, 1.5, 2.0, 3.0])
def test_another_point_is_not_certified(p: float) -> None:
    penalty = PowerPenalty(p)
    for w in (0.5, 5.0, -5.0):
        best = float(penalty.proximal_step(w, 0.8))
        others = [best + 1e-6, best - 1e-6, w, -best or 1.0] + ([0.0] if best else [])
        assert (penalty.proximal_violation(w, 0.8, others) > 1e-8).all()


def test_a_stationary_point_that_is_not_lowest_is_not_certified() -> None:
    half = PowerPenalty(0.5)
    below = float(half.stationary_size(1.4, 1.0))
    assert below > 0
    assert half.subdifferential(below).scaled(1.0).distance(1.4 - below) < 1e-15
    assert half.proximal_violation(1.4, 1.0, below) > 0.01
    assert half.proximal_violation(1.4, 1.0, 0.0) == 0
    assert half.proximal_violation(1.6, 1.0, 0.0) > 0.01


@given(st.floats(1e-100, 1e100))
def test_row_16_one_half_sends_exactly_three_halves_of_the_two_thirds_power_to_zero(amount: float) -> None:
    edge = 1.5 * amount ** (2 / 3)
    assert PowerPenalty(0.5).zero_threshold(amount) == pytest.approx(edge, rel=1e-13)
    below, above = half_threshold([edge * (1 - 1e-12), edge * (1 + 1e-12)], amount)
    assert below == 0
    assert above == pytest.approx(amount ** (2 / 3), rel=1e-10)


@pytest.mark.parametrize(("amount", "edge"), [(1.0, 1.5), (8.0, 6.0), (0.125, 0.375), (1000.0, 150.0)])
def test_the_tie_of_one_half_goes_to_zero(amount: float, edge: float) -> None:
    assert half_threshold([edge, -edge], amount).tolist() == [0, 0]
    assert half_threshold(np.nextafter(edge, 9e9), amount) == pytest.approx(edge / 1.5)
    assert cost(0.5, np.array(edge / 1.5), edge, amount) == pytest.approx(0.5 * edge**2, rel=1e-14)


def test_row_16_one_sends_the_interval_and_more_than_one_only_zero_itself() -> None:
    w = np.linspace(-2, 2, 4001)
    assert (PowerPenalty(1.0).proximal_step(w, 0.75) == 0).tolist() == (np.abs(w) <= 0.75).tolist()
    for p in (1.1, 1.5, 2.0, 3.0):
        assert (PowerPenalty(p).proximal_step(w, 0.75) == 0).tolist() == (w == 0).tolist()
        assert PowerPenalty(p).zero_threshold(0.75) == 0


@pytest.mark.parametrize("p", [0.01, 0.1, 0.3, 0.5, 2 / 3, 0.9, 0.99])
def test_below_one_the_step_jumps_at_its_threshold_where_both_ends_cost_the_same(p: float) -> None:
    penalty = PowerPenalty(p)
    for amount in (1e-6, 0.3, 1.0, 1e6):
        edge, jump = penalty.zero_threshold(amount), penalty.jump(amount)
        assert cost(p, np.array(jump), edge, amount) == pytest.approx(0.5 * edge**2, rel=1e-13)
        below, above = penalty.proximal_step([edge * (1 - 1e-9), edge * (1 + 1e-9)], amount)
        assert below == 0
        assert above == pytest.approx(jump, rel=1e-6)


def test_small_powers_approach_counting_and_one_half_the_general_method() -> None:
    assert PowerPenalty(1e-9).zero_threshold(2.0) == pytest.approx(2.0, rel=1e-7)
    w = np.geomspace(1e-3, 1e3, 3000)
    for amount in (1e-3, 1.0, 30.0):
        closed = half_threshold(w, amount)
        newton = PowerPenalty(0.5).stationary_size(w[closed > 0], amount)
        np.testing.assert_allclose(closed[closed > 0], newton, rtol=3e-15)


@given(st.floats(0.55, 8), st.floats(0.05, 1.4))
def test_two_thirds_agrees_with_its_published_quartic(w: float, amount: float) -> None:
    """Cao, Sun & Xu, J. Visual Comm. and Image Representation (2013): v = x³, x⁴ − w x + (2/3) amount = 0."""
    roots = np.roots([1, 0, 0, -w, 2 * amount / 3])
    real = roots[np.abs(roots.imag) < 1e-6].real
    candidates = np.concatenate([[0.0], real[real > 0] ** 3])
    best = candidates[np.argmin(cost(2 / 3, candidates, w, amount))]
    edge = PowerPenalty(2 / 3).zero_threshold(amount)
    if abs(w - edge) > 1e-6:
        assert float(PowerPenalty(2 / 3).proximal_step(w, amount)) == pytest.approx(best, rel=1e-6)


def test_powers_one_and_two_are_the_penalties_of_the_film_up_to_the_half() -> None:
    w = np.linspace(-3, 3, 61)
    np.testing.assert_array_equal(PowerPenalty(1.0).proximal_step(w, 0.4), L1.proximal_step(w, 0.4))
    np.testing.assert_array_equal(PowerPenalty(2.0).proximal_step(w, 0.4), L2.proximal_step(w, 0.8))
    np.testing.assert_allclose(PowerPenalty(2.0).value(w), 2 * L2.value(w))


@given(powers.filter(lambda p: p >= 1), st.floats(-50, 50), st.floats(-50, 50), sizes)
def test_convex_steps_are_firmly_non_expansive(p: float, u: float, v: float, amount: float) -> None:
    a, b = PowerPenalty(p).proximal_step([u, v], amount)
    assert (a - b) ** 2 <= (a - b) * (u - v) + 1e-12


@given(powers, st.floats(0.05, 20), sizes, sizes)
def test_the_quadratic_optimum_is_the_step_of_the_rescaled_problem(
    p: float, h: float, pull: float, strength: float
) -> None:
    penalty = PowerPenalty(p)
    direct = penalty.quadratic_optimum([pull, -pull], h, strength)
    step = float(penalty.proximal_step(pull / h, strength / h))
    np.testing.assert_allclose(direct, [step, -step], rtol=1e-9, atol=1e-300)


def test_slopes_at_zero_are_cusp_kink_and_flat() -> None:
    assert PowerPenalty(0.5).subdifferential(0.0) == Interval(-np.inf, np.inf)
    assert PowerPenalty(1.0).subdifferential(0.0) == L1.subdifferential(0.0)
    assert PowerPenalty(1.5).subdifferential(0.0) == Interval(0.0, 0.0)
    for p in POWERS:
        slope = PowerPenalty(p).subdifferential(-1.3)
        assert slope.low == slope.high == pytest.approx(-p * 1.3 ** (p - 1))


@pytest.mark.parametrize("p", [0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0])
@pytest.mark.parametrize("count", [2, 5, 41, 180, 181])
def test_the_boundary_has_the_radius_and_its_cusps_exactly(p: float, count: int) -> None:
    penalty = PowerPenalty(p)
    points = penalty.boundary(0.7, count)
    np.testing.assert_allclose(penalty.norm(points), 0.7, rtol=1e-13)
    np.testing.assert_array_equal(points[0], points[-1])
    axes = [[0.7, 0.0], [0.0, 0.7], [-0.7, 0.0], [0.0, -0.7]]
    assert all(corner in points.tolist() for corner in axes)
    assert penalty.corners(0.7).tolist() == (axes if p <= 1 else [])


@given(st.sampled_from([1.0, 1.2, 1.5, 2.0, 3.0, 7.0]), st.integers(1, 6), st.integers(0, 10**6))
def test_the_dual_norm_bounds_every_product_and_is_reached(p: float, dimension: int, seed: int) -> None:
    penalty = PowerPenalty(p)
    g, w = np.random.default_rng(seed).normal(size=(2, dimension))
    assert g @ w <= penalty.norm(w) * penalty.dual_norm(g) * (1 + 1e-12)
    if p > 1:
        best = np.sign(g) * np.abs(g) ** (1 / (p - 1))
        assert g @ best == pytest.approx(float(penalty.norm(best) * penalty.dual_norm(g)))


def test_below_one_only_a_cusp_can_be_best_on_the_ball() -> None:
    half = PowerPenalty(0.5)
    points = half.boundary(1.0, 401)
    for g in ([1.0, 0.7], [1.0, 0.0], [-0.2, 1.0]):
        best = points[np.argmax(points @ g)]
        assert best @ g == half.dual_norm(g)
        assert best.tolist() in half.corners(1.0).tolist()


@pytest.mark.parametrize("p", [1.0, 1.2, 1.5, 2.0, 3.0, 8.0])
def test_a_projection_is_nearest_and_idempotent(p: float) -> None:
    penalty, rng = PowerPenalty(p), np.random.default_rng(4)
    for w in rng.normal(size=(10, 3)) * 3:
        v = penalty.project(w, 0.9)
        assert penalty.norm(v) <= 0.9 * (1 + 1e-13)
        others = rng.normal(size=(500, 3))
        others *= 0.9 / penalty.norm(others)[:, None]
        assert ((others - v) @ (w - v) <= 1e-12).all()  # the obtuse angle of a projection
        np.testing.assert_allclose(penalty.project(v, 0.9), v, rtol=1e-12, atol=1e-14)


def test_norms_neither_overflow_nor_vanish() -> None:
    for p in (0.5, 1.5, 3.0):
        for scale in (1e-320, 1e-300, 1e300):
            assert PowerPenalty(p).norm([scale, scale]) == pytest.approx(scale * 2 ** (1 / p), rel=1e-3)


@pytest.mark.parametrize("p", [0.5, 0.9, 1.1, 1.5, 3.0, 10.0])
@pytest.mark.parametrize("amount", [0.0, 5e-324, 1e-300, 1.0, 1e300])
def test_the_ends_of_the_range_give_a_right_answer(p: float, amount: float) -> None:
    w = np.array([0.0, 5e-324, 1e-300, 1.0, 1e300, -1e300])
    v = PowerPenalty(p).proximal_step(w, amount)
    assert np.isfinite(v).all()
    assert (np.abs(v) <= np.abs(w)).all()
    assert (v * np.sign(w) >= 0).all()
    if amount == 0:
        np.testing.assert_array_equal(v, w)
    for size, step in zip(np.abs(w), np.abs(v), strict=True):
        if step > 0 and amount > 0:
            logs = np.logaddexp(np.log(step), np.log(p) + np.log(amount) + (p - 1) * np.log(step))
            assert logs == pytest.approx(np.log(size), abs=0.8 if step < 1e-307 else 1e-9)


@pytest.mark.parametrize("p", [0.0, -1.0, np.nan, np.inf])
def test_other_powers_are_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p is"):
        PowerPenalty(p)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("p", [0.5, 0.7, 1.0, 1.5, 2.0])
def test_bad_numbers_are_refused_by_name(p: float, bad: float) -> None:
    penalty = PowerPenalty(p)
    with pytest.raises(ValueError, match="w holds"):
        penalty.proximal_step([1.0, bad], 1.0)
    with pytest.raises(ValueError, match="amount is"):
        penalty.proximal_step(1.0, bad)
    with pytest.raises(ValueError, match="pull holds"):
        penalty.quadratic_optimum(bad, 1.0, 1.0)
    with pytest.raises(ValueError, match="w holds"):
        penalty.value(bad)
    with pytest.raises(ValueError, match=r"radius is|p is"):
        penalty.project([1.0, 2.0], bad)
    with pytest.raises(ValueError, match="radius is"):
        penalty.boundary(bad)


def test_what_no_float_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        PowerPenalty(3.0).value(1e200)
    with pytest.raises(ValueError, match="strength / curvature"):
        PowerPenalty(0.7).quadratic_optimum(1e-100, 1e200, 1e-200)
    with pytest.raises(ValueError, match=r"p is 0\.5"):
        PowerPenalty(0.5).project([1.0, 2.0], 1.0)


def test_the_arcs_of_a_tiny_power_hug_the_axes() -> None:
    points = PowerPenalty(1e-4).boundary(1.0, 41)
    assert np.isfinite(points).all()
    assert (np.abs(points).min(axis=-1) < 1e-12).all()


def test_a_step_that_falls_between_two_floats_is_certified() -> None:
    steep = PowerPenalty(1.01)
    assert (steep.proximal_step([1e-5, 1.0], 1.0) > 0).tolist() == [False, True]
    assert steep.proximal_violation([1e-5, 1.0], 1.0, steep.proximal_step([1e-5, 1.0], 1.0)).max() < 1e-15
