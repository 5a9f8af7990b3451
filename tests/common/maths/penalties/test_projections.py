"""Claims about nearest points of balls."""

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from common.maths.penalties.norms import L1, L2, soft_threshold
from common.maths.penalties.projections import (
    length,
    project_onto_l1_ball,
    project_onto_l2_ball,
    project_onto_max_ball,
)

PROJECTIONS = {1: project_onto_l1_ball, 2: project_onto_l2_ball, "inf": project_onto_max_ball}
SIZES = {1: L1.norm, 2: L2.norm, "inf": L1.dual_norm}
orders = st.sampled_from([1, 2, "inf"])
entries = st.floats(-100, 100).filter(lambda x: x == 0 or abs(x) > 1e-100)
rows = st.integers(1, 8).flatmap(lambda d: arrays(np.float64, d, elements=entries))
pairs = st.integers(1, 8).flatmap(lambda d: arrays(np.float64, (2, d), elements=entries))
radii = st.floats(1e-3, 50)


@given(orders, rows, radii)
def test_a_projection_stays_in_the_ball_and_where_it_is_once_there(order: object, w: np.ndarray, t: float) -> None:
    once = PROJECTIONS[order](w, t)
    assert SIZES[order](once) <= t * (1 + 1e-14)
    np.testing.assert_allclose(PROJECTIONS[order](once, t), once, rtol=1e-13, atol=1e-14 * t)
    if SIZES[order](w) <= t:
        np.testing.assert_array_equal(once, w)


@given(orders, pairs, radii)
def test_a_projection_is_firmly_non_expansive(order: object, points: np.ndarray, t: float) -> None:
    moved = np.diff(PROJECTIONS[order](points, t), axis=0)[0]
    assert moved @ moved <= moved @ (points[1] - points[0]) + 1e-10
    assert length(moved) <= length(points[1] - points[0]) + 1e-12


@given(orders, rows, radii)
def test_what_a_projection_removes_is_a_normal_of_the_ball(order: object, w: np.ndarray, t: float) -> None:
    """The variational inequality: (w − v)·v is the largest product of w − v with any point of the ball."""
    v = PROJECTIONS[order](w, t)
    dual = {1: L1.dual_norm, 2: L2.norm, "inf": L1.norm}[order]
    assert (w - v) @ v == pytest.approx(t * float(dual(w - v)), rel=1e-10, abs=1e-10)


@given(rows, radii)
def test_moreau_step_and_projection_onto_the_dual_ball_add_up(w: np.ndarray, t: float) -> None:
    np.testing.assert_allclose(soft_threshold(w, t) + project_onto_max_ball(w, t), w, rtol=1e-14)
    np.testing.assert_array_equal(soft_threshold(w, t), w - project_onto_max_ball(w, t))
    dual_part = w / t - L2.proximal_step(w, 1 / t) / t  # (½‖·‖²)* is ½‖·‖² again
    np.testing.assert_allclose(dual_part, L2.proximal_step(w / t, t) / 1.0, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("t", [0.3, 1.0, 4.0])
def test_moreau_the_rest_of_an_l1_projection_is_the_step_of_the_max_norm(t: float) -> None:
    rng = np.random.default_rng(2)
    w = rng.normal(size=6) * 2
    v = cp.Variable(6)
    cp.Problem(cp.Minimize(0.5 * cp.sum_squares(v - w) + t * cp.norm(v, "inf"))).solve(solver=cp.CLARABEL)
    np.testing.assert_allclose(w - project_onto_l1_ball(w, t), v.value, atol=1e-6)


@pytest.mark.parametrize("order", [1, 2, "inf"])
def test_cvxpy_finds_the_same_point(order: int | str) -> None:
    rng = np.random.default_rng(3)
    w, v = cp.Parameter(7), cp.Variable(7)
    problem = cp.Problem(cp.Minimize(cp.sum_squares(v - w)), [cp.norm(v, order) <= 1.3])
    for _ in range(15):
        w.value = rng.normal(size=7) * 3
        problem.solve(solver=cp.CLARABEL)
        np.testing.assert_allclose(PROJECTIONS[order](w.value, 1.3), v.value, atol=1e-5)


@given(rows, radii, st.randoms())
def test_flips_and_permutations_pass_through(w: np.ndarray, t: float, random: object) -> None:
    order = np.random.default_rng(random.randrange(10**6)).permutation(w.size)
    flips = np.where(order % 2, 1.0, -1.0)
    for project in PROJECTIONS.values():
        np.testing.assert_allclose(
            project(w[order] * flips, t), project(w, t)[order] * flips, rtol=1e-12, atol=1e-14
        )
    np.testing.assert_array_equal(soft_threshold(w[order] * flips, t), soft_threshold(w, t)[order] * flips)


def test_ties_share_and_zeros_are_exact() -> None:
    assert project_onto_l1_ball([2.0, -2.0, 1.0], 2.0).tolist() == [1.0, -1.0, 0.0]
    assert project_onto_l1_ball([3.0, 1.0], 2.0).tolist() == [2.0, 0.0]
    assert project_onto_l1_ball([0.0, -5.0, 0.0], 2.0).tolist() == [0.0, -2.0, 0.0]
    assert not np.signbit(project_onto_l1_ball([-1.0, 5.0], 1.0)[0])


def test_many_rows_are_projected_one_by_one() -> None:
    w = np.random.default_rng(0).normal(size=(3, 4, 5))
    for project in (project_onto_l1_ball, project_onto_l2_ball, project_onto_max_ball):
        together = project(w, 0.8)
        np.testing.assert_array_equal(together[1, 2], project(w[1, 2], 0.8))
        assert project(np.empty((2, 0)), 1.0).shape == (2, 0)


@pytest.mark.parametrize("scale", [1e-320, 1e-300, 1e-160, 1e160, 1e300])
def test_the_ends_of_the_range_lose_nothing(scale: float) -> None:
    assert length([3 * scale, 4 * scale]) == pytest.approx(5 * scale, rel=1e-3 if scale < 1e-310 else 1e-14)
    for project in (project_onto_l1_ball, project_onto_l2_ball, project_onto_max_ball):
        assert project([scale, 0.0], scale / 2).tolist() == [scale / 2, 0.0]
    np.testing.assert_allclose(project_onto_l2_ball([3e300, 4e300], scale), [0.6 * scale, 0.8 * scale], rtol=1e-3)


@pytest.mark.parametrize("radius", [1e-300, 1e-20, 5e-324])
def test_a_radius_far_smaller_than_the_weights_is_spent_in_full(radius: float) -> None:
    assert project_onto_l1_ball([1.0, 0.5], radius).tolist() == [radius, 0.0]
    shared = project_onto_l1_ball([1.0, -1.0], radius * 2)
    assert shared.tolist() == [radius, -radius]


def test_no_radius_leaves_nothing() -> None:
    for project in (project_onto_l1_ball, project_onto_l2_ball, project_onto_max_ball):
        assert project([1.0, -2.0], 0.0).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    for project in (project_onto_l1_ball, project_onto_l2_ball, project_onto_max_ball):
        with pytest.raises(ValueError, match="w holds"):
            project([1.0, bad], 1.0)
        with pytest.raises(ValueError, match="radius is"):
            project([1.0, 2.0], bad)
        with pytest.raises(ValueError, match="radius is"):
            project([1.0, 2.0], -1.0)
    for project in (project_onto_l1_ball, project_onto_l2_ball):
        with pytest.raises(ValueError, match="w is a single number"):
            project(3.0, 1.0)
    with pytest.raises(ValueError, match="the sum of w"):
        project_onto_l1_ball([1.7e308, -1.7e308, 0.0, 0.0], 1.0)
