"""Claims about rays that meet bodies: where brute force says, and by which face."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from solid_cases import KINDS, searched, some_body, some_eye

from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.penalties.norms import L1, L2
from common.maths.surfaces.body import INSIDE, Body, Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.quadric import Quadric
from common.maths.surfaces.solids import ball, bowl, floor, octahedron

ABOVE = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2)
LEVEL = Eye((0.0, 0.0, 0.0), 0.0, 0.0)
ROUNDING = 2e-5  # of a face's value in single precision


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from(KINDS))
def test_rays_enter_and_leave_where_a_search_finds_it(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    body, eye = some_body(rng, kind), some_eye(rng)
    u, v = rng.uniform(-2, 2, (2, 12)).astype(np.float32).astype(np.float64)
    met = Sight(body, eye).meet(u, v)
    for i in range(u.size):
        dip, enter, leave = searched(body, eye, u[i], v[i])
        if abs(dip) < ROUNDING:
            continue
        assert met.hits[i] == (dip < 0)
        if dip < 0:
            allowed = max(5e-5, 3e-6 / (leave - enter))
            assert met.enter[i] == pytest.approx(enter, abs=allowed)
            assert met.leave[i] == pytest.approx(leave, abs=allowed)
            start, way = (matrix @ np.array([1.0, u[i], v[i]]) for matrix in eye.rays)
            for tau, face in ((enter, met.front[i]), (leave, met.back[i])):
                assert body.faces[face].value(start + tau * way) == pytest.approx(0, abs=1e-4)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_rays_about_one_that_runs_along_a_bowl_s_axis_meet_it_like_all_others(seed: int) -> None:
    rng = np.random.default_rng(seed)
    nearness, elevation = rng.uniform(0.05, 0.2), rng.uniform(0.9, 1.5)
    eye = Eye((0.5, 0.5, 0.5), float(rng.uniform(0, 7)), float(elevation), float(nearness))
    body = bowl(QuadraticLoss(np.diag([1.0, 0.8]), [0.5, 0.5]), L2, 0.3, 0.4, 4.0)
    upright = -1 / np.tan(elevation) / nearness
    u, v = 10 ** rng.uniform(-7, -2, (2, 200)) * rng.choice([-1, 1], (2, 200)) + [[0], [upright]]
    met = Sight(body, eye).meet(u, v)
    known = searched(body, eye, 0.0, upright)
    if known[0] < -0.1:
        np.testing.assert_allclose(met.enter, known[1], atol=0.1)
        np.testing.assert_allclose(met.leave, known[2], atol=0.1)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from(["bowl L1", "octahedron", "floor"]))
def test_what_is_met_does_not_depend_on_the_order_of_faces(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    body, eye = some_body(rng, kind), some_eye(rng)
    order = rng.permutation(len(body.faces))
    u, v = rng.uniform(-2, 2, (2, 300))
    one, other = (Sight(each, eye).meet(u, v) for each in (body, Body([body.faces[i] for i in order])))
    np.testing.assert_array_equal(one.hits, other.hits)
    for name in ("enter", "leave"):
        np.testing.assert_array_equal(getattr(one, name)[one.hits], getattr(other, name)[one.hits])


def test_a_ray_that_misses_one_face_misses_the_body_whatever_is_asked_before_or_after() -> None:
    faces = [
        Quadric.plane(np.eye(3)[2], 1.0),
        Quadric(2 * np.eye(3), np.zeros(3), -1.0),
        Quadric.plane(np.eye(3)[0], 9.0),
    ]
    for order in permutations(faces):
        sight = Sight(Body(order), ABOVE)
        met = sight.meet([2.0, 0.0], [0.0, 0.0])
        assert met.hits.tolist() == [False, True]
        assert sight.seen(met)[0][0] == 0
        assert sight.seen(met)[1][0] == -1


@pytest.mark.parametrize(
    "place", [(0.0, 0.0), (0.25, 0.0), (0.0, -0.5), (0.25, 0.25)], ids=["corner", "edge", "edge", "face"]
)
def test_corners_and_edges_of_an_octahedron_are_hit_exactly(place: tuple[float, float]) -> None:
    met = Sight(octahedron(1.0), ABOVE).meet(*place)
    height = 1 - abs(place[0]) - abs(place[1])
    assert (float(met.enter), float(met.leave)) == (-height, height)


def test_a_ray_through_the_brim_of_a_body_alone_misses_it() -> None:
    assert not Sight(octahedron(1.0), ABOVE).meet(1.0, 0.0).hits
    assert not Sight(ball(1.0), ABOVE).meet(0.0, 1.0).hits


@pytest.mark.parametrize("place", [(0.0, 0.5), (-0.5, 0.0), (0.0, 0.0), (0.25, 0.0)])
def test_the_crease_of_a_bowl_is_at_the_height_of_its_objective(place: tuple[float, float]) -> None:
    loss = QuadraticLoss(np.diag([1.0, 0.5]), [0.5, 0.25], 0.125)
    sight = Sight(bowl(loss, L1, 0.5, 0.5, 4.0), ABOVE)
    tau, face = sight.seen(sight.meet(*([each] for each in place)))
    assert -tau[0] == pytest.approx(0.5 * (float(loss.value(place)) + 0.5 * np.abs(place).sum()), abs=1e-6)
    assert face[0] > INSIDE


def test_from_above_one_sees_through_the_lid_and_from_below_the_wall() -> None:
    body = bowl(QuadraticLoss(np.eye(2), [0.0, 0.0]), L2, 0.0, 1.0, 0.5)
    above, below = Sight(body, ABOVE), Sight(body, Eye((0.0, 0.0, 0.0), 0.0, -np.pi / 2))
    met = above.meet([0.0], [0.5])
    assert (met.front[0], met.back[0]) == (0, 1)
    tau, face = above.seen(met)
    assert (float(tau[0]), int(face[0])) == (-0.125, 1 + INSIDE)
    tau, face = below.seen(below.meet([0.0], [0.5]))
    assert (float(tau[0]), int(face[0])) == (0.125, 1)


def test_a_ray_along_a_plane_is_all_in_or_all_out() -> None:
    inside, outside = (Sight(Body([Quadric.plane(np.eye(3)[2], h)]), LEVEL).meet(0.0, 0.0) for h in (1.0, -1.0))
    assert inside.hits
    assert (float(inside.enter), float(inside.leave)) == (-np.inf, np.inf)
    assert not outside.hits
    assert Sight(floor(0.5, 2.0), LEVEL).meet([0.0, 0.0], [0.4995, 0.0]).hits.tolist() == [True, False]


def test_a_floor_reaches_as_far_as_it_says_and_is_met_at_its_height() -> None:
    met = Sight(floor(-0.5, 2.0), ABOVE).meet([0.0, 1.99, 2.01, 0.0], [0.0, -1.99, 0.0, 2.01])
    assert met.hits.tolist() == [True, True, False, False]
    assert met.enter[:2].tolist() == [0.5, 0.5]


def test_single_precision_is_kept_all_the_way() -> None:
    sight = Sight(
        bowl(QuadraticLoss(np.eye(2), [0.3, 0.1]), L1, 0.5, 0.4, 3.0), Eye((0.0, 0.0, 0.0), 0.4, 0.8, 0.1)
    )
    met = sight.meet(np.zeros((3, 1)), np.zeros((1, 4)))
    assert met.enter.dtype == met.leave.dtype == sight.seen(met)[0].dtype == np.float32
    assert met.enter.shape == (3, 4)
    assert sight.seen(met)[1].dtype == np.int8


def test_a_valley_is_seen_within_its_sides_and_through_them() -> None:
    loss = LeastSquares([[1.0, 1.0]], [0.0])
    sight = Sight(bowl(loss, L1, 0.0, 1.0, 8.0, within=(-1.0, 1.0)), ABOVE)
    tau, face = sight.seen(sight.meet([0.0, 0.5, 1.5], [0.0, -0.5, 0.0]))
    assert face.tolist() == [1 + INSIDE, 1 + INSIDE, -1]
    np.testing.assert_allclose(tau[:2], 0, atol=1e-5)
    level = Sight(sight.body, LEVEL)  # all the way through, from side to side
    assert level.seen(level.meet(0.0, 5.0))[1].tolist() == -1
