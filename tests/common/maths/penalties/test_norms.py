"""Claims about the two penalties, their steps and their balls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from common.maths.penalties.norms import L1, L2, AbsolutePenalty, Penalty, SquaredPenalty, soft_threshold
from common.maths.penalties.subdifferential import Interval

weights = st.floats(-1e3, 1e3)
amounts = st.floats(0, 1e3)
penalties = st.sampled_from([L1, L2])


def is_ordinary(w: float) -> bool:
    """Tell whether the square of a number neither vanishes nor loses digits by underflow."""
    return w == 0 or abs(w) > 1e-150


@given(weights, weights, amounts)
def test_soft_threshold_is_firmly_non_expansive(u: float, v: float, amount: float) -> None:
    moved = float(soft_threshold(u, amount) - soft_threshold(v, amount))
    assert moved * moved <= moved * (u - v) + 1e-9 * max(1.0, abs(u - v)) ** 2


@given(weights, amounts)
def test_soft_threshold_is_odd_and_written_as_in_the_books(w: float, amount: float) -> None:
    assert soft_threshold(-w, amount) == -soft_threshold(w, amount)
    assert soft_threshold(w, amount) == np.sign(w) * max(abs(w) - amount, 0.0)


@given(weights, amounts)
def test_soft_threshold_and_projection_add_up_to_the_weight(w: float, amount: float) -> None:
    projection = min(max(w, -amount), amount)
    assert float(soft_threshold(w, amount)) + projection == pytest.approx(w, rel=1e-12, abs=1e-12)


@given(weights, amounts)
def test_soft_threshold_is_zero_exactly_up_to_the_amount(w: float, amount: float) -> None:
    assert (soft_threshold(w, amount) == 0) == (abs(w) <= amount)
    assert not np.signbit(soft_threshold(-amount, amount))


@given(weights.filter(is_ordinary), st.floats(0.001, 1e3))
def test_the_squared_penalty_s_step_never_makes_a_zero(w: float, amount: float) -> None:
    assert (L2.proximal_step(w, amount) == 0) == (w == 0)
    assert float(L2.proximal_step(w, amount)) == pytest.approx(w / (1 + amount))


@given(penalties, st.floats(-20, 20), st.floats(0, 20), st.floats(0.1, 10))
def test_quadratic_optimum_is_lower_than_a_search_can_find(
    penalty: Penalty, pull: float, strength: float, curvature: float
) -> None:
    def objective(w: float) -> float:
        return 0.5 * curvature * w * w - pull * w + strength * float(penalty.value(w))

    found = minimize_scalar(objective, bounds=(-250, 250), method="bounded", options={"xatol": 1e-10})
    best = float(penalty.quadratic_optimum(pull, curvature, strength))
    assert objective(best) <= found.fun + 1e-9
    assert best == pytest.approx(found.x, abs=1e-3)


@given(penalties, weights, weights)
def test_subgradients_support_the_penalty_from_below(penalty: Penalty, w: float, v: float) -> None:
    slopes = penalty.subdifferential(w)
    for slope in (slopes.low, slopes.high, float(penalty.push(w))):
        lower = float(penalty.value(w)) + slope * (v - w)
        assert lower <= float(penalty.value(v)) + 1e-9 * (1 + abs(lower))
        assert slopes.contains(slope)


def test_only_the_absolute_penalty_has_a_kink() -> None:
    assert L1.subdifferential(0.0) == Interval(-1.0, 1.0)
    assert L2.subdifferential(0.0) == Interval(0.0, 0.0)
    assert L1.subdifferential(1e-300) == Interval(1.0, 1.0)


def test_the_pushes_are_equal_at_one_and_only_there() -> None:
    assert L1.push(1.0) == L2.push(1.0) == 1.0
    below, above = np.linspace(0.01, 0.99, 9), np.linspace(1.01, 3, 9)
    assert (L1.push(below) > L2.push(below)).all()
    assert (L2.push(above) > L1.push(above)).all()


def test_everything_entrywise_keeps_the_shape(penalty: Penalty) -> None:
    w = np.random.default_rng(0).normal(size=(2, 3, 4))
    for result in (penalty.value(w), penalty.push(w), penalty.proximal_step(w, 0.3)):
        assert result.shape == w.shape
    for result in (penalty.norm(w), penalty.dual_norm(w)):
        assert result.shape == w.shape[:-1]


def test_values_add_up_to_the_stated_penalty() -> None:
    w = np.array([3.0, -4.0])
    assert L1.value(w).sum() == L1.norm(w) == 7.0
    assert L2.value(w).sum() == 12.5
    assert L2.norm(w) == 5.0


@given(penalties, st.integers(1, 5), st.integers(0, 10**6))
def test_dual_norm_bounds_every_product_and_is_reached(penalty: Penalty, dimension: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    g, w = rng.normal(size=(2, dimension))
    assert g @ w <= penalty.norm(w) * penalty.dual_norm(g) * (1 + 1e-12)
    steepest = g if penalty is L2 else np.where(np.abs(g) == np.abs(g).max(), np.sign(g), 0.0)
    assert g @ steepest == pytest.approx(float(penalty.norm(steepest) * penalty.dual_norm(g)))


@given(penalties, st.floats(0, 100).filter(is_ordinary), st.integers(2, 400))
def test_boundary_points_have_the_radius_as_norm_and_close(penalty: Penalty, radius: float, count: int) -> None:
    points = penalty.boundary(radius, count)
    np.testing.assert_allclose(penalty.norm(points), radius, rtol=1e-14)
    np.testing.assert_array_equal(points[0], points[-1])
    assert all((points == corner).all(axis=-1).any() for corner in penalty.corners(radius))
    assert len(points) == (5 if penalty is L1 else count)


def test_the_diamond_has_four_exact_corners_and_the_disk_none() -> None:
    assert L1.corners(0.7).tolist() == [[0.7, 0.0], [0.0, 0.7], [-0.7, 0.0], [0.0, -0.7]]
    assert L2.corners(0.7).shape == (0, 2)


def test_the_penalties_are_values_that_can_be_keys() -> None:
    assert {L1: "left", L2: "right"}[AbsolutePenalty()] == "left"
    assert SquaredPenalty() == L2 != L1
    assert (L1.name, L2.name) == ("L1", "L2")
    with pytest.raises(AttributeError):
        L1.name = "L0"


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(penalty: Penalty, bad: float) -> None:
    with pytest.raises(ValueError, match="amount is"):
        soft_threshold(1.0, bad)
    with pytest.raises(ValueError, match="amount is"):
        penalty.proximal_step(1.0, bad)
    with pytest.raises(ValueError, match="strength is"):
        penalty.quadratic_optimum(1.0, 1.0, bad)
    with pytest.raises(ValueError, match="curvature is"):
        penalty.quadratic_optimum(1.0, bad, 1.0)
    with pytest.raises(ValueError, match="radius is"):
        penalty.corners(bad)
    with pytest.raises(ValueError, match="radius is"):
        penalty.boundary(bad)
    with pytest.raises(ValueError, match="count is 1"):
        penalty.boundary(1.0, 1)


@given(penalties, weights, weights, amounts)
def test_every_step_is_firmly_non_expansive(penalty: Penalty, u: float, v: float, amount: float) -> None:
    a, b = penalty.proximal_step([u, v], amount)
    assert (a - b) ** 2 <= (a - b) * (u - v) + 1e-9 * max(1.0, abs(u - v)) ** 2


@given(penalties, weights, amounts)
def test_every_step_is_certified_and_a_step_beside_it_is_not(penalty: Penalty, w: float, amount: float) -> None:
    step = float(penalty.proximal_step(w, amount))
    assert penalty.proximal_violation(w, amount, step) <= 1e-15
    assert (penalty.proximal_violation(w, amount, [step + 0.001, step - 0.001]) > 1e-7).any()
    assert penalty.proximal_violation(w, amount, step - np.copysign(0.001, w)) > 1e-7 or step == 0


@given(penalties, weights, amounts)
def test_no_more_than_the_threshold_goes_to_zero(penalty: Penalty, w: float, amount: float) -> None:
    assert (penalty.proximal_step(w, amount) == 0) == (abs(w) <= penalty.zero_threshold(amount)) or abs(w) < 1e-300


def test_the_one_sided_slopes_differ_at_the_kink_only(penalty: Penalty) -> None:
    w = np.array([-2.0, -1e-300, 0.0, 1e-300, 2.0])
    differ = penalty.left_slope(w) != penalty.right_slope(w)
    assert differ.tolist() == [False, False, penalty is L1, False, False]
    np.testing.assert_array_equal(penalty.push(w)[[0, 1, 3, 4]], penalty.left_slope(w)[[0, 1, 3, 4]])


@pytest.mark.parametrize("scale", [1e-320, 1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_norms_neither_overflow_nor_vanish(penalty: Penalty, scale: float) -> None:
    w = scale * np.array([3.0, -4.0])
    near = {"rel": 1e-3 if scale < 1e-310 else 1e-14, "abs": 0.0}
    assert penalty.norm(w) == pytest.approx((7 if penalty is L1 else 5) * scale, **near)
    assert penalty.dual_norm(w) == pytest.approx((4 if penalty is L1 else 5) * scale, **near)


def test_the_ends_of_the_range_give_a_right_answer_or_a_complaint() -> None:
    assert soft_threshold([1.7e308, -5e-324], 1e-300).tolist() == [1.7e308, 0.0]
    assert L1.quadratic_optimum(1e300, 1e300, 1e-300) == 1.0
    assert L2.quadratic_optimum(1.7e308, 1e308, 1.5e308) == pytest.approx(0.68)
    assert L2.quadratic_optimum(5e-324, 1.0, 0.0) == 5e-324
    for penalty in (L1, L2):
        with pytest.raises(ValueError, match="w comes out beyond"):
            penalty.quadratic_optimum(1e300, 1e-300, 0.0)
    with pytest.raises(ValueError, match="½ w² comes out beyond"):
        L2.value(1e200)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_weights_that_are_not_finite_are_refused_by_name(penalty: Penalty, bad: float) -> None:
    for method in (penalty.value, penalty.push, penalty.left_slope, penalty.right_slope):
        with pytest.raises(ValueError, match="w holds"):
            method([0.0, bad])
    for method in (penalty.proximal_step, penalty.project):
        with pytest.raises(ValueError, match="w holds"):
            method([0.0, bad], 1.0)
    with pytest.raises(ValueError, match="pull holds"):
        penalty.quadratic_optimum(bad, 1.0, 1.0)
    with pytest.raises(ValueError, match="w is"):
        penalty.subdifferential(bad)
    with pytest.raises(ValueError, match="v holds"):
        penalty.proximal_violation(1.0, 1.0, bad)
    with pytest.raises(ValueError, match="radius is"):
        penalty.project([1.0], bad)


def test_normals_span_all_directions_in_which_the_point_is_the_farthest_of_its_ball() -> None:
    for penalty, at, count in (
        (L1, [0.9, 0.0], 2),
        (L1, [0.5, -0.4], 1),
        (L2, [0.9, 0.0], 1),
        (L2, [0.5, -0.4], 1),
    ):
        normals = penalty.normals(at)
        assert len(normals) == count
        edge = penalty.boundary(float(penalty.norm(at)), 721)
        for normal in [*normals, normals.mean(axis=0)]:
            assert (edge @ normal).max() == pytest.approx(float(np.array(at) @ normal), rel=1e-4)


def test_a_point_inside_every_ball_has_no_normals() -> None:
    with pytest.raises(ValueError, match="w is 0, but must lie on the edge"):
        L1.normals([0.0, 0.0])
