"""Claims about the eye: where points appear, and which rays show them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from solid_cases import some_eye

from common.maths.surfaces.eye import Eye

seeds = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seeds)
def test_every_point_of_a_ray_before_the_eye_appears_where_the_ray_goes_through(seed: int) -> None:
    rng = np.random.default_rng(seed)
    eye = some_eye(rng)
    place = rng.uniform(-2, 2, 2)
    start, way = (matrix @ np.array([1.0, *place]) for matrix in eye.rays)
    taus = rng.uniform(-0.9 / max(eye.nearness, 0.1), 20, 9)
    np.testing.assert_allclose(eye.project(start + taus[:, np.newaxis] * way), np.tile(place, (9, 1)), atol=1e-9)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seeds)
def test_right_up_and_towards_are_orthonormal_and_right_handed_and_there_is_no_roll(seed: int) -> None:
    axes = some_eye(np.random.default_rng(seed)).axes
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-14)
    assert np.linalg.det(axes) == pytest.approx(1)
    assert axes[0, 2] == 0


def test_the_farther_away_the_eye_the_more_its_picture_is_the_parallel_one() -> None:
    points = np.random.default_rng(3).uniform(-1, 1, (50, 3))
    parallel = Eye((0.1, 0.2, 0.3), 0.4, 0.9).project(points)
    gaps = [
        np.abs(Eye((0.1, 0.2, 0.3), 0.4, 0.9, near).project(points) - parallel).max() for near in (0.1, 1e-3, 1e-9)
    ]
    assert gaps[0] > 20 * gaps[1] > 20 * gaps[2]
    assert gaps[2] < 1e-8


def test_what_is_nearer_looks_larger_and_the_target_s_plane_as_it_is() -> None:
    eye = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2, 0.25)
    at = eye.project([[1.0, 0.0, z] for z in (-1.0, 0.0, 1.0)])
    np.testing.assert_allclose(at, [[0.8, 0], [1, 0], [4 / 3, 0]], atol=1e-15)


def test_straight_above_with_parallel_rays_the_ground_is_as_on_paper() -> None:
    eye = Eye((0.5, -0.25, 0.0), 0.0, np.pi / 2)
    points = np.random.default_rng(4).uniform(-1, 1, (50, 3))
    np.testing.assert_allclose(eye.project(points), points[:, :2] - [0.5, -0.25], atol=1e-15)
    assert eye.is_straight_above
    assert not Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2, 0.01).is_straight_above
    assert not Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2 - 1e-3).is_straight_above


def test_going_round_anticlockwise_turns_the_picture_clockwise() -> None:
    quarter = Eye((0.0, 0.0, 0.0), np.pi / 2, np.pi / 2)
    np.testing.assert_allclose(quarter.project([1.0, 0.0, 0.0]), [0.0, -1.0], atol=1e-15)


def test_a_point_behind_the_eye_appears_nowhere() -> None:
    eye = Eye((0.0, 0.0, 0.0), 0.7, 0.3, 0.5)
    towards = eye.axes[2]
    assert np.isfinite(eye.project(1.99 * towards)).all()
    assert np.isnan(eye.project([2.01 * towards, 3.0 * towards])).all()


@pytest.mark.parametrize("wrong", [(np.nan, 0.5, 0.0), (0.1, np.inf, 0.0), (0.1, 0.5, -1e-3), (0.1, 0.5, np.nan)])
def test_numbers_that_are_none_are_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"eye|nearness"):
        Eye((0.0, 0.0, 0.0), *wrong)
