"""Claims about which loss centres a budget holds where."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.corner_map import corner_map, held_at_corner
from common.maths.penalties.norms import L1, L2
from common.maths.penalties.projections import project_onto_l1_ball

WINDOW = (-4.0, 5.0, -3.0, 3.5)
WHOLE = shapely.box(-4, -3, 5, 3.5)
HESSIANS = [
    np.eye(2),
    np.array([[1.0, -0.35], [-0.35, 0.8]]),
    np.array([[1.0, 0.9], [0.9, 1.0]]),
    np.diag([1.0, 30.0]),
]


@st.composite
def hessians(draw: st.DrawFn) -> FloatArray:
    first, second, mixed = draw(st.floats(0.05, 20)), draw(st.floats(0.05, 20)), draw(st.floats(-0.95, 0.95))
    return np.array([[first, mixed * np.sqrt(first * second)], [mixed * np.sqrt(first * second), second]])


@given(hessians(), st.floats(0.1, 6))
@example(np.array([[2.0, 0.665 * 2**0.5], [0.665 * 2**0.5, 1.0]]), 5.0)  # a corner of the ball on the window's rim
@example(np.array([[2.0, -0.76 * 2**0.5], [-0.76 * 2**0.5, 1.0]]), 5.0)
@example(np.array([[1.0, 0.7125], [0.7125, 1.0]]), 4.0)
def test_the_nine_regions_tile_the_window(hessian: FloatArray, radius: float) -> None:
    regions = corner_map(hessian, L1, radius, WINDOW)
    assert len(regions) == 9
    assert sum(region.area for region in regions) == pytest.approx(WHOLE.area, rel=1e-9)
    shapes = [shapely.Polygon(region.polygon) for region in regions if len(region.polygon)]
    assert all(shape.is_valid for shape in shapes)
    assert shapely.union_all(shapes, grid_size=1e-9).area == pytest.approx(WHOLE.area, rel=1e-6)


@pytest.mark.parametrize("hessian", HESSIANS)
def test_every_centre_s_optimum_lies_on_its_region_s_face(hessian: FloatArray) -> None:
    regions = corner_map(hessian, L1, 1.0, WINDOW)
    rng = np.random.default_rng(1)
    for centre in rng.uniform([-4, -3], [5, 3.5], (150, 2)):
        holders = [
            region
            for region in regions
            if len(region.polygon) and shapely.Polygon(region.polygon).contains(shapely.Point(centre))
        ]
        assert len(holders) == 1
        best = budget_optimum(QuadraticLoss(hessian, centre), L1, 1.0).certified(1e-9).weights
        if holders[0].face == (0, 0):
            np.testing.assert_array_equal(best, centre)
        else:
            assert tuple(np.sign(best).astype(int)) == holders[0].face


@pytest.mark.parametrize("dimension", [1, 2, 3, 6])
def test_held_at_a_corner_is_what_the_solver_finds(dimension: int) -> None:
    rng = np.random.default_rng(dimension)
    A = rng.normal(size=(dimension + 4, dimension))
    hessian, centres, face = A.T @ A, rng.normal(size=(60, dimension)) * 2, -np.eye(dimension)[0]
    centres[:30, 0] -= 4
    held = held_at_corner(hessian, 0.7, centres, face)
    assert held.any()
    assert dimension == 1 or not held.all()
    for centre, is_held in zip(centres, held, strict=True):
        best = budget_optimum(QuadraticLoss(hessian, centre), L1, 0.7).weights
        assert is_held == np.array_equal(best, 0.7 * face)


def test_the_ends_of_a_wedge_are_held_and_just_beyond_is_not() -> None:
    hessian = HESSIANS[1]
    for side in (-1, 1):
        edge = np.array([1.0, 0.0]) + np.linalg.solve(hessian, [1.0, side])
        beyond = np.array([1.0, 0.0]) + np.linalg.solve(hessian, [1.0, side * (1 + 1e-9)])
        within = np.array([1.0, 0.0]) + np.linalg.solve(hessian, [1.0, side * (1 - 1e-9)])
        assert held_at_corner(hessian, 1.0, [within, beyond], [1, 0]).tolist() == [True, False]
        corner = next(region for region in corner_map(hessian, L1, 1.0, WINDOW) if region.face == (1, 0))
        assert shapely.Polygon(corner.polygon).exterior.distance(shapely.Point(edge)) < 1e-12


def test_a_round_loss_has_the_wedges_of_row_15() -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(2000, 2)) * 2
    projected = project_onto_l1_ball(centres, 1.0)
    for face in ([1, 0], [0, 1], [-1, 0], [0, -1]):
        np.testing.assert_array_equal(
            held_at_corner(np.eye(2), 1.0, centres, face), (projected == face).all(axis=-1)
        )


@pytest.mark.parametrize("hessian", HESSIANS)
def test_the_disk_holds_a_weight_at_zero_on_rays_only(hessian: FloatArray) -> None:
    rays = corner_map(hessian, L2, 1.0, WINDOW)
    assert [ray.face for ray in rays] == [(1, 0), (0, 1), (-1, 0), (0, -1)]
    for ray in rays:
        assert ray.area == 0
        np.testing.assert_allclose(ray.polygon[0], ray.face)
        assert WHOLE.exterior.distance(shapely.Point(ray.polygon[1])) < 1e-9
        for share in (0.2, 0.9):
            centre = ray.polygon[0] + share * (ray.polygon[1] - ray.polygon[0])
            best = budget_optimum(QuadraticLoss(hessian, centre), L2, 1.0).weights
            np.testing.assert_allclose(best, ray.face, atol=1e-9)


def test_what_is_out_of_sight_has_no_polygon() -> None:
    regions = {region.face: region for region in corner_map(np.eye(2), L1, 1.0, (2.0, 3.0, -0.5, 0.5))}
    assert regions[1, 0].area == pytest.approx(1.0)
    assert all(region.polygon.shape == (0, 2) for face, region in regions.items() if face != (1, 0))
    rays = {ray.face: ray.polygon for ray in corner_map(np.eye(2), L2, 1.0, (2.0, 3.0, -0.5, 0.5))}
    np.testing.assert_allclose(rays[1, 0], [[2, 0], [3, 0]])
    assert all(rays[face].shape == (0, 2) for face in ((0, 1), (-1, 0), (0, -1)))


@given(st.sampled_from([1e-200, 1e-5, 1e5, 1e200]))
def test_the_unit_of_the_loss_does_not_matter(unit: float) -> None:
    for one, other in zip(
        corner_map(HESSIANS[1], L1, 1.0, WINDOW), corner_map(unit * HESSIANS[1], L1, 1.0, WINDOW), strict=True
    ):
        assert one.area == pytest.approx(other.area, rel=1e-12)


def test_bad_input_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="radius is 0"):
        corner_map(np.eye(2), L1, 0.0, WINDOW)
    with pytest.raises(ValueError, match="hessian has shape"):
        corner_map(np.eye(3), L1, 1.0, WINDOW)
    with pytest.raises(ValueError, match="positive definite"):
        corner_map(-np.eye(2), L2, 1.0, WINDOW)
    with pytest.raises(ValueError, match=r"window is .* in order"):
        corner_map(np.eye(2), L1, 1.0, (1.0, 0.0, 0.0, 1.0))
    with pytest.raises(ValueError, match="window is nan"):
        corner_map(np.eye(2), L1, 1.0, (np.nan, 0.0, 0.0, 1.0))
    with pytest.raises(ValueError, match="penalty is None"):
        corner_map(np.eye(2), None, 1.0, WINDOW)
    with pytest.raises(ValueError, match="face is"):
        held_at_corner(np.eye(2), 1.0, [1.0, 0.0], [1, 1])
    with pytest.raises(ValueError, match="radius is -1"):
        held_at_corner(np.eye(2), -1.0, [1.0, 0.0], [1, 0])
    with pytest.raises(ValueError, match="centres has entries"):
        held_at_corner(np.eye(2), 1.0, [np.nan, 0.0], [1, 0])
    with pytest.raises(ValueError, match="w has shape"):
        held_at_corner(np.eye(2), 1.0, [1.0, 0.0, 0.0], [1, 0])
