"""Claims about the elastic net."""

import cvxpy as cp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import ElasticNet as ScikitElasticNet

from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L1, L2, soft_threshold
from common.maths.penalties.subdifferential import Interval

parts = st.floats(0.01, 10)
weights = st.floats(-50, 50)


@given(weights, parts, parts)
def test_row_13_a_kink_and_a_shrink(w: float, absolute: float, squared: float) -> None:
    expected = float(soft_threshold(w, absolute)) / (1 + squared)
    step = ElasticNet(absolute, squared).proximal_step(w, 1.0)
    assert float(step) == pytest.approx(expected, rel=1e-15)
    assert (step == 0) == (abs(w) <= absolute)


@given(weights, weights, parts, parts, st.floats(0, 10))
def test_the_step_is_firmly_non_expansive_and_certified(
    u: float, v: float, absolute: float, squared: float, amount: float
) -> None:
    net = ElasticNet(absolute, squared)
    a, b = net.proximal_step([u, v], amount)
    assert (a - b) ** 2 <= (a - b) * (u - v) + 1e-12
    assert (net.proximal_violation([u, v], amount, [a, b]) <= 1e-14).all()
    assert net.proximal_violation(u, amount, a + 1e-3) > 1e-6


def test_scikit_learn_on_an_orthonormal_design_gives_the_same() -> None:
    rng = np.random.default_rng(0)
    X = np.linalg.qr(rng.normal(size=(40, 6)))[0] * np.sqrt(40)
    y = X @ rng.normal(size=6) + rng.normal(size=40)
    alpha, ratio = 0.5, 0.6
    fit = ScikitElasticNet(alpha=alpha, l1_ratio=ratio, fit_intercept=False, tol=1e-14).fit(X, y)
    net = ElasticNet(alpha * ratio, alpha * (1 - ratio))
    np.testing.assert_allclose(net.proximal_step(X.T @ y / 40, 1.0), fit.coef_, atol=1e-12)


def test_without_one_part_it_is_the_other() -> None:
    w = np.linspace(-2, 2, 41)
    np.testing.assert_array_equal(ElasticNet(1.0, 0.0).proximal_step(w, 0.7), L1.proximal_step(w, 0.7))
    np.testing.assert_array_equal(ElasticNet(0.0, 1.0).proximal_step(w, 0.7), L2.proximal_step(w, 0.7))
    np.testing.assert_array_equal(ElasticNet(1.0, 0.0).value(w), L1.value(w))
    np.testing.assert_allclose(ElasticNet(1.0, 0.0).project(w, 3.0), L1.project(w, 3.0), atol=1e-14)


def test_the_kink_is_that_of_its_absolute_part() -> None:
    net = ElasticNet(0.5, 2.0)
    assert net.subdifferential(0.0) == Interval(-0.5, 0.5)
    assert net.subdifferential(-1.0) == Interval(-2.5, -2.5)
    assert net.push(0.0) == 0


@given(st.floats(0, 10), st.floats(0.01, 10), st.floats(1e-3, 1e3), st.integers(2, 200))
def test_the_edge_has_the_budget_and_keeps_its_corners(a: float, s: float, budget: float, count: int) -> None:
    net = ElasticNet(a, s)
    points = net.boundary(budget, count)
    np.testing.assert_allclose(net.value(points).sum(axis=-1), budget, rtol=1e-12)
    np.testing.assert_array_equal(points[0], points[-1])
    assert len(points) >= count
    corners = net.corners(budget)
    assert len(corners) == (4 if a > 0 else 0)
    assert all(corner in points.tolist() for corner in corners.tolist())
    edges = np.diff(points, axis=0)
    turns = edges[:, 0] * np.roll(edges[:, 1], -1) - edges[:, 1] * np.roll(edges[:, 0], -1)
    assert (turns >= -1e-9 * np.abs(points).max() ** 2).all()  # convex: it only ever turns left


def test_the_corner_s_angle_is_between_the_diamond_s_and_the_circle_s() -> None:
    for absolute, squared in ((1.0, 0.1), (1.0, 1.0), (0.1, 1.0)):
        net = ElasticNet(absolute, squared)
        start, towards = net.boundary(1.0, 40001)[:2]
        reach = net.corners(1.0)[0, 0]
        slope = (towards - start)[1] / -(towards - start)[0]
        assert slope == pytest.approx((absolute + squared * reach) / absolute, rel=1e-2)


@pytest.mark.parametrize(("absolute", "squared"), [(1.0, 0.5), (0.2, 3.0), (2.0, 1e-9)])
def test_cvxpy_projects_to_the_same_point(absolute: float, squared: float) -> None:
    w, v = cp.Parameter(5), cp.Variable(5)
    net, rng = ElasticNet(absolute, squared), np.random.default_rng(6)
    size = absolute * cp.norm(v, 1) + squared / 2 * cp.sum_squares(v)
    problem = cp.Problem(cp.Minimize(cp.sum_squares(v - w)), [size <= 1.1])
    for row in rng.normal(size=(5, 5)) * 3:
        w.value = row
        problem.solve(solver=cp.CLARABEL)
        found = net.project(row, 1.1)
        np.testing.assert_allclose(found, v.value, atol=1e-3)
        assert np.linalg.norm(found - row) <= np.linalg.norm(v.value - row) + 1e-6
        assert net.value(found).sum() == pytest.approx(1.1, rel=1e-13)
        np.testing.assert_allclose(net.project(found, 1.1), found, atol=1e-13)


def test_a_projection_from_inside_or_onto_nothing() -> None:
    net = ElasticNet(1.0, 1.0)
    assert net.project([0.1, -0.1], 1.0).tolist() == [0.1, -0.1]
    assert net.project([0.1, -0.1], 0.0).tolist() == [0.0, 0.0]
    assert net.project([[0.1, -0.1], [3.0, 0.0]], 1.5).round(12).tolist() == [[0.1, -0.1], [1.0, 0.0]]


@pytest.mark.parametrize("budget", [0.0, 5e-324, 1e-300, 1e300])
def test_the_ends_of_the_range(budget: float) -> None:
    reach = ElasticNet(1.0, 1.0).corners(budget)[0, 0]
    assert reach == pytest.approx(budget if budget < 1 else np.sqrt(2 * budget), rel=1e-12, abs=0)
    assert ElasticNet(1e-300, 1e300).proximal_step(1e300, 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused_by_name(bad: float) -> None:
    with pytest.raises(ValueError, match="absolute is"):
        ElasticNet(bad, 1.0)
    with pytest.raises(ValueError, match="squared is"):
        ElasticNet(1.0, bad)
    with pytest.raises(ValueError, match="both 0"):
        ElasticNet(0.0, 0.0)
    net = ElasticNet(1.0, 1.0)
    for refused in (net.corners, net.boundary):
        with pytest.raises(ValueError, match="budget is"):
            refused(bad)
    with pytest.raises(ValueError, match="budget is"):
        net.project([1.0], bad)
    with pytest.raises(ValueError, match="amount is"):
        net.proximal_step(1.0, bad)
    with pytest.raises(ValueError, match="w holds"):
        net.value([np.nan])
    with pytest.raises(ValueError, match="w is a single number"):
        net.project(3.0, 1.0)
