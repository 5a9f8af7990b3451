"""Claims about tiles: they show what all rays show that are asked one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import binary_opening
from solid_cases import KINDS, some_body, some_eye

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.body import Body, Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.quadric import Quadric
from common.maths.surfaces.solids import ball, octahedron
from common.maths.surfaces.tiles import SIDE, tiled

COLUMNS, ROWS = 20 * SIDE, 15 * SIDE


def pixels(pixel: float, middle: tuple[float, float] = (0.0, 0.0)) -> tuple[FloatArray, FloatArray]:
    """Where the pixels of a picture are that looks at ``middle``."""
    across, along = ((np.arange(n) + 0.5 - n / 2) * pixel for n in (COLUMNS, ROWS))
    return middle[0] + across, middle[1] - along


def shown(body: Body, eye: Eye, u: FloatArray, v: FloatArray) -> tuple[FloatArray, ...]:
    """What all rays show, τ and face, and what tiles do."""
    sight = Sight(body, eye)
    shape = ROWS // SIDE, SIDE, COLUMNS // SIDE, SIDE
    taus, faces = np.zeros(shape), np.full(shape, -1.0)
    for tiles in tiled(sight, u, v):
        for whole, found in zip((taus, faces), sight.seen(tiles.met), strict=True):
            whole[tiles.rows, :, tiles.columns] = found.transpose(2, 0, 1)
    all_taus, all_faces = sight.seen(sight.meet(u[np.newaxis], v[:, np.newaxis]))
    return all_taus, all_faces, taus.reshape(ROWS, COLUMNS), faces.reshape(ROWS, COLUMNS)


def assert_tiles_show_all(body: Body, eye: Eye, u: FloatArray, v: FloatArray) -> int:
    """Return how many pixels show the body."""
    tau, face, tiles_tau, tiles_face = shown(body, eye, u, v)
    np.testing.assert_array_equal(tiles_face, face)
    np.testing.assert_array_equal(tiles_tau, tau)
    return int((face >= 0).sum())


@settings(max_examples=48, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from(KINDS), st.sampled_from([0.003, 0.01, 0.04]))
def test_tiles_show_what_all_rays_show_but_for_faces_narrower_than_a_tile(
    seed: int, kind: str, pixel: float
) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-0.7, 0.7, 2)
    tau, face, tiles_tau, tiles_face = shown(some_body(rng, kind), some_eye(rng), *pixels(pixel, (x, y)))
    wide = np.zeros(face.shape, np.bool_)
    for each in np.unique(face):
        wide |= binary_opening(face == each, np.ones((SIDE + 1, SIDE + 1)))
    np.testing.assert_array_equal(tiles_face[wide], face[wide])
    np.testing.assert_array_equal(tiles_tau[wide], tau[wide])


@settings(max_examples=24, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from(["bowl L1", "bowl L2", "octahedron", "ball", "ellipsoid"]))
def test_of_a_body_that_is_large_in_the_picture_tiles_show_every_pixel(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    body, eye, (u, v) = some_body(rng, kind), some_eye(rng, lowest=0.15), pixels(0.01)
    if Sight(body, eye).meet(u[np.newaxis], v[:, np.newaxis]).hits.sum() > 20 * SIDE**2:
        assert_tiles_show_all(body, eye, u, v)


def test_a_body_may_be_smaller_than_a_tile_if_a_corner_sees_it() -> None:
    u, v = pixels(0.1)
    corner = float(u[10 * SIDE]), float(v[7 * SIDE]), 0.0
    eye = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2)
    faces = octahedron(0.5).faces
    moved = Body([Quadric.plane(face.vector, 0.5 + float(face.vector @ corner)) for face in faces])
    assert 0 < assert_tiles_show_all(moved, eye, u, v) < SIDE**2 / 4


def test_a_body_may_fill_the_picture_or_stand_half_outside_or_not_be_there() -> None:
    eye = Eye((0.0, 0.0, 0.0), 0.6, 0.7, 0.1)
    for body in (ball(1.0), octahedron(1.0)):
        assert assert_tiles_show_all(body, eye, *pixels(5e-4)) == ROWS * COLUMNS
        assert 0 < assert_tiles_show_all(body, eye, *pixels(0.01, (1.5, 0.6))) < ROWS * COLUMNS / 2
        assert assert_tiles_show_all(body, eye, *pixels(0.01, (9.0, 0.0))) == 0


def test_a_face_of_which_the_picture_shows_a_sliver_is_not_missed() -> None:
    eye = Eye((-0.2746, 0.1277, 0.4219), azimuth=0.4503, elevation=1.0120, nearness=0.0859)
    assert_tiles_show_all(octahedron(1.1996), eye, *pixels(0.003, (0.4799, 0.5615)))


def test_only_tiles_about_the_body_are_computed() -> None:
    u, v = pixels(0.02)
    count = sum(tiles.rows.size for tiles in tiled(Sight(ball(0.5), Eye((0.0, 0.0, 0.0), 0.0, 0.5)), u, v))
    assert count < 0.2 * (ROWS // SIDE) * (COLUMNS // SIDE)
