"""Claims about solids, glass and floors: what hides what, and where shadows fall."""

from __future__ import annotations

import numpy as np
import pytest
from lit_pictures import LEVELS, channels, light_of, pixels
from scipy.ndimage import binary_erosion

from common.figures.surfaces.painting import painted
from common.figures.surfaces.shading import FILL, STRENGTH
from common.figures.surfaces.solid import LAMP, POOL, RIM, SOFT, FloorSkin, GlassSkin, SolidSkin
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import ball, ellipsoid, floor, octahedron
from common.style import DARK

EYE = Eye((0.0, 0.0, 0.0), 0.5, 0.4, 0.1)
U, V = pixels(200, 160, 0.02)


def test_a_ball_is_lit_smoothly_as_its_normals_say() -> None:
    found = light_of(painted(Sight(ball(1.0), EYE), SolidSkin(LEVELS, DARK.ink, -9.0), U, V))
    start, way = EYE.rays
    places = np.stack(np.broadcast_arrays(1.0, U[np.newaxis], V[:, np.newaxis]), axis=-1)
    a, b = places @ start.T, places @ way.T
    half, square = (a * b).sum(axis=-1), (b * b).sum(axis=-1)
    disc = half**2 - square * ((a * a).sum(axis=-1) - 1)
    normal = a + ((-half - np.sqrt(np.where(disc > 0.01, disc, np.nan))) / square)[..., np.newaxis] * b
    facing = -(normal * b).sum(axis=-1) / np.sqrt(square)
    true = FILL + STRENGTH * np.maximum(normal @ np.array(LAMP), 0) + RIM * (1 - facing) ** 3
    inside = np.isfinite(true) & np.isfinite(found)
    assert inside.sum() > 5000
    assert np.abs(found - np.minimum(true, 1.25))[inside].max() < 0.02


def test_each_face_of_an_octahedron_has_the_key_light_of_its_normal() -> None:
    sight = Sight(octahedron(1.0), EYE)
    found = light_of(painted(sight, SolidSkin(LEVELS, DARK.ink, -9.0), U, V))
    _, face = sight.seen(sight.meet(U[np.newaxis], V[:, np.newaxis]))
    for i in np.unique(face[face >= 0]):
        normal = sight.body.faces[i].vector / np.sqrt(3)
        key = FILL + STRENGTH * max(float(normal @ np.array(LAMP)), 0.0)
        inside = face == i
        inside[1:-1, 1:-1] &= inside[2:, 1:-1] & inside[:-2, 1:-1] & inside[1:-1, 2:] & inside[1:-1, :-2]
        assert key - 0.01 < found[inside].min() <= found[inside].max() < key + RIM + 0.01


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
    towards = x[..., np.newaxis, :] + np.linspace(0, 5, 400)[:, np.newaxis] * np.array(LAMP)
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
