"""Points of a table are scaled without a change of order, and divided by a rule that leaves none out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.maths.data.scatter import Scatter
from common.maths.optima.generalisation import HeldOutFits
from common.maths.penalties.norms import L2

POINTS = st.integers(0, 10_000).map(lambda seed: np.random.default_rng(seed).normal(size=(2, 14)).round(1))


@given(POINTS)
@settings(max_examples=50, deadline=None)
def test_scaled_points_span_one_each_way_and_have_unit_spread(points: np.ndarray) -> None:
    scaled = Scatter(1e6 * points[0] + 7, 1e-3 * points[1]).scaled()
    assert (scaled.x.min(), scaled.x.max()) == pytest.approx((-1, 1))
    assert (scaled.y.mean(), scaled.y.std()) == pytest.approx((0, 1), abs=1e-9)
    assert (np.argsort(scaled.x, kind="stable") == np.argsort(points[0], kind="stable")).all()


@given(POINTS)
@settings(max_examples=50, deadline=None)
def test_divided_points_are_all_there_once_and_the_chosen_differ_in_x(points: np.ndarray) -> None:
    seen, others = Scatter(*points).divided(5)
    assert len(seen.x) == len(set(seen.x)) == 5
    together = np.hstack([[seen.x, seen.y], [others.x, others.y]])
    assert sorted(map(tuple, together.T)) == sorted(map(tuple, points.T))


def test_no_other_choice_lies_nearer_to_even_places() -> None:
    x = np.array([0.0, 0.3, 0.35, 0.5, 0.55, 0.9, 1.0])
    seen, _ = Scatter(x, x).divided(4)
    even = np.linspace(0, 1, 4)
    best = min(combinations(x, 4), key=lambda chosen: float(((np.array(chosen) - even) ** 2).sum()))
    assert seen.x.tolist() == list(best)


def test_the_division_does_not_depend_on_the_order_of_the_rows() -> None:
    x = np.random.default_rng(3).uniform(size=20)
    chosen = [Scatter(each, each).divided(6)[0].x for each in (x, x[::-1])]
    np.testing.assert_allclose(*chosen)


@pytest.mark.parametrize(("x", "reason"), [([1.0, 1.0, 2.0], "2 different values"), ([1.0, 2.0, 3.0], "others")])
def test_too_few_points_are_refused(x: list[float], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Scatter(np.array(x), np.array(x)).divided(3)


def test_the_error_on_points_held_out_is_their_mean_squared_miss() -> None:
    random = np.random.default_rng(0)
    x = random.uniform(-1, 1, 30)
    seen, others = Scatter(x, np.sin(3 * x) + random.normal(size=30) / 9).divided(10)
    fits = HeldOutFits(seen, others, degree=4)
    fitted = np.polynomial.Polynomial.fit(seen.x, seen.y, 4)
    expected = np.mean((fitted(others.x) - others.y) ** 2)
    assert float(fits.new_error(fits.optimum(L2, 0.0).weights)) == pytest.approx(expected)
    best = fits.best_strength(L2, 1e-8, 3.0)
    grid = fits.new_error(fits.path(L2, np.geomspace(1e-8, 3.0, 400)))
    assert float(fits.new_error(fits.optimum(L2, best).weights)) <= grid.min() + 1e-9


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e-240, 1e-160, 1e160, 1e308])
def test_points_of_any_size_come_to_the_same_scale(size: float) -> None:
    x, y = np.array([0.0, 0.25, 1.0]), np.array([-0.5, 1.0, 0.25])
    plain, sized = Scatter(x, y).scaled(), Scatter(x * size, y * size).scaled()
    np.testing.assert_allclose(sized.x, plain.x, rtol=1e-15)
    np.testing.assert_allclose(sized.y, plain.y, rtol=1e-15)
