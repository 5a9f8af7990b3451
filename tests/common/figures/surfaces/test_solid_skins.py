"""Claims about solids, glass and floors: what hides what, and where shadows fall."""

from __future__ import annotations

import numpy as np
import pytest
from lit_pictures import LEVELS, channels, light_of, pixels
from scipy.ndimage import binary_erosion

from common.figures.surfaces.painting import painted
from common.figures.surfaces.shading import FILL
from common.figures.surfaces.solid import LAMPS, POOL, RIM, SOFT, FloorSkin, GlassSkin, SolidSkin
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import ball, ellipsoid, floor, octahedron
from common.style import DARK

EYE = Eye((0.0, 0.0, 0.0), 0.5, 0.4, 0.1)
U, V = pixels(200, 160, 0.02)


def key_light(points: FloatArray, normals: FloatArray) -> FloatArray:
    """What all lamps give points (..., 3) of a solid of size 1."""
    total = np.full(points.shape[:-1], FILL)
    for towards, far, key in LAMPS:
        way = far * np.array(towards) - points
        away = np.linalg.norm(way, axis=-1)
        total += key * np.maximum((normals * way).sum(axis=-1) / away, 0) * (far / away) ** 2
    return total


def test_a_ball_is_lit_smoothly_as_its_normals_say() -> None:
    found = light_of(painted(Sight(ball(1.0), EYE), SolidSkin(LEVELS, 1.0, DARK.ink, -9.0), U, V))
    start, way = EYE.rays
    places = np.stack(np.broadcast_arrays(1.0, U[np.newaxis], V[:, np.newaxis]), axis=-1)
    a, b = places @ start.T, places @ way.T
    half, square = (a * b).sum(axis=-1), (b * b).sum(axis=-1)
    disc = half**2 - square * ((a * a).sum(axis=-1) - 1)
    normal = a + ((-half - np.sqrt(np.where(disc > 0.01, disc, np.nan))) / square)[..., np.newaxis] * b
    facing = -(normal * b).sum(axis=-1) / np.sqrt(square)
    true = key_light(normal, normal) + RIM * (1 - facing) ** 3
    inside = np.isfinite(true) & np.isfinite(found)
    assert inside.sum() > 5000
    assert np.abs(found - np.minimum(true, 1.25))[inside].max() < 0.02


def test_light_falls_off_over_each_flat_face_of_an_octahedron_as_its_lamps_say() -> None:
    sight = Sight(octahedron(1.0), EYE)
    found = light_of(painted(sight, SolidSkin(LEVELS, 1.0, DARK.ink, -9.0), U, V))
    tau, face = sight.seen(sight.meet(U[np.newaxis], V[:, np.newaxis]))
    places = np.stack(np.broadcast_arrays(1.0, U[np.newaxis], V[:, np.newaxis]), axis=-1)
    start, way = (places @ rows.T for rows in EYE.rays)
    points = start + tau[..., np.newaxis] * way
    for i in np.unique(face[face >= 0]):
        normal = sight.body.faces[i].vector / np.sqrt(3)
        key = key_light(points, normal)
        inside = face == i
        inside[1:-1, 1:-1] &= inside[2:, 1:-1] & inside[:-2, 1:-1] & inside[1:-1, 2:] & inside[1:-1, :-2]
        off = (found - key)[inside]
        assert -0.01 < off.min() <= off.max() < RIM + 0.01
        assert np.ptp(found[inside]) > 0.05


def test_glass_hides_behind_a_nearer_solid_and_nowhere_else() -> None:
    solid = Sight(ball(0.6), EYE)
    glass = Sight(ellipsoid(QuadraticLoss(np.diag([1.0, 0.6, 0.8]), [0.3, 0.5, 0.2]), 0.3), EYE)
    alpha = channels(painted(glass, GlassSkin(DARK.loss_body, solid), U, V))[..., 3]
    front, before = (each.meet(U[np.newaxis], V[:, np.newaxis]) for each in (glass, solid))
    clear = front.hits & (front.leave - front.enter > 0.2)
    hidden = binary_erosion(clear & before.hits & (before.enter < front.enter))
    assert hidden.sum() > 300
    assert (alpha[hidden] == 0).all()
    shown = clear & ~(before.hits & (before.enter < front.enter))
    assert shown.sum() > 300
    assert (alpha[shown] > 0).all()
    both_sides = shown & ~before.hits
    assert alpha[both_sides].mean() > alpha[shown & before.hits].mean()


def test_glass_has_no_steps_where_it_comes_out_of_a_solid() -> None:
    solid = Sight(octahedron(0.8), EYE)
    glass = Sight(ellipsoid(QuadraticLoss(np.diag([1.0, 0.6, 0.8]), [0.3, 0.5, 0.2]), 0.3), EYE)
    skin = GlassSkin(DARK.loss_body, solid)
    alpha = channels(painted(glass, skin, U, V))[..., 3]
    fine = channels(painted(glass, skin, *pixels(8 * 200, 8 * 160, 0.02 / 8)))[..., 3]
    mean = fine.reshape(160, 8, 200, 8).mean(axis=(1, 3))
    assert np.abs(alpha - mean).max() < 30


@pytest.mark.parametrize("penalty", [L1, L2], ids=lambda penalty: penalty.name)
def test_the_floor_is_dark_in_the_shadow_and_as_light_as_it_was_beyond_its_soft_edge(penalty: Penalty) -> None:
    sight = Sight(floor(-1.2, 2.6), EYE)
    u, v = pixels(200, 160, 0.03)
    alpha = channels(painted(sight, FloorSkin(penalty, 0.9, 2.6, DARK.ink), u, v))[..., 3]
    tau, face = sight.seen(sight.meet(u[np.newaxis], v[:, np.newaxis]))
    start, way = EYE.rays
    places = np.stack(np.broadcast_arrays(1.0, u[np.newaxis], v[:, np.newaxis]), axis=-1)
    x = places @ start.T + tau[..., np.newaxis] * (places @ way.T)
    lamp, far, _ = LAMPS[0]
    share = np.linspace(0, 1, 400)[:, np.newaxis]
    towards = x[..., np.newaxis, :] * (1 - share) + share * 0.9 * far * np.array(lamp)
    nearest = penalty.norm(towards).min(axis=-1)
    pool = 255 * POOL * np.clip(1 - np.hypot(x[..., 0], x[..., 1]) / 2.6, 0, 1) ** 2
    inner = np.zeros(face.shape, np.bool_)
    inner[1:-1, 1:-1] = True
    on = (face >= 0) & inner
    dark, light = on & (nearest < 0.9 * 0.99), on & (nearest > 0.9 * (1 + SOFT) * 1.01)
    assert min(dark.sum(), light.sum()) > 300
    assert (alpha[dark] == 0).all()
    assert np.abs(alpha - pool)[light].max() <= 1
    assert (alpha <= pool + 1)[on].all()
