"""Claims about the skin of a bowl: its light, its level lines and its axes are where the equation says."""

from __future__ import annotations

import numpy as np
import pytest
from lit_pictures import ABOVE, RIM, RISE, STEP, bowl_picture, channels, height, light_of, pixels

from common.figures.surfaces.bowl import LAMP, LINE
from common.figures.surfaces.shading import FILL, STRENGTH
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.eye import Eye

NONE = -9.0
EYES = [Eye((0.1, 0.1, 0.3), azimuth, 0.9, 0.1) for azimuth in (0.2, 1.5, 4.0)]
both = pytest.mark.parametrize("penalty", [L1, L2], ids=lambda penalty: penalty.name)


def light(penalty: Penalty, w: FloatArray) -> FloatArray:
    """What the ground returns, with its normal by differences, one-sided where it is folded."""
    tiny = 1e-6
    slopes = []
    for i in (0, 1):
        step = np.where(w[..., i] < 0, -tiny, tiny)
        ahead = w.copy()
        ahead[..., i] += step
        slopes.append((height(penalty, ahead) - height(penalty, w)) / step)
    normal = np.stack([-slopes[0], -slopes[1], np.ones_like(slopes[0])], axis=-1)
    facing = normal @ np.array(LAMP) / np.linalg.norm(normal, axis=-1)
    return np.asarray(FILL + STRENGTH * np.maximum(facing, 0))


@both
def test_from_straight_above_each_pixel_has_the_light_of_its_own_weights(penalty: Penalty) -> None:
    pixel = 0.017
    u, v = pixels(180, 140, pixel)
    found = light_of(bowl_picture(penalty, ABOVE, u, v, line=NONE, axis=NONE))
    fine = (np.arange(8) + 0.5) / 8 * pixel - pixel / 2
    x, y = np.meshgrid((u[:, np.newaxis] + fine).ravel(), (v[:, np.newaxis] + fine).ravel())
    w = np.stack([x, y], axis=-1)
    inside = (height(penalty, w) < RISE * RIM).reshape(140, 8, 180, 8).all(axis=(1, 3))
    true = light(penalty, w).reshape(140, 8, 180, 8).mean(axis=(1, 3))
    inside[[0, -1]] = inside[:, [0, -1]] = False
    assert inside.sum() > 5000
    assert np.abs(found - true)[inside].max() < 0.02


@both
def test_the_light_of_a_place_stays_when_the_eye_moves(penalty: Penalty) -> None:
    u, v = pixels(400, 300, 0.01)
    w = np.random.default_rng(0).uniform(-0.4, 0.8, (300, 2))
    w = w[np.abs(w).min(axis=1) > 0.06]
    points = np.concatenate([w, height(penalty, w)[:, np.newaxis]], axis=1)
    checked = 0
    for eye in EYES:
        found = light_of(bowl_picture(penalty, eye, u, v, line=NONE, axis=NONE))
        at = eye.project(points)
        columns, rows = (
            np.rint((at[:, 0] - u[0]) / 0.01).astype(int),
            np.rint((v[0] - at[:, 1]) / 0.01).astype(int),
        )
        seen = found[rows, columns]
        off = np.abs(seen - light(penalty, w))
        checked += int((off < 0.03).sum())
        assert np.mean(off < 0.03) > 0.9  # the others are behind the near wall
    assert checked > 500


@both
def test_level_lines_are_where_the_objective_is_a_multiple_of_the_step_and_as_wide_as_said(
    penalty: Penalty,
) -> None:
    pixel, width = 0.004, 3.0
    u, v = pixels(500, 48, pixel)
    with_lines, without = (
        light_of(bowl_picture(penalty, ABOVE, u, v, line=line, axis=NONE)) for line in (width, NONE)
    )
    added = (with_lines - without)[24] / LINE
    row = np.stack([u, np.full(u.size, v[24])], axis=-1)
    rises = height(penalty, row)
    crossings = np.flatnonzero(np.diff(np.floor(rises / (RISE * STEP)), axis=0))
    checked = 0
    for i in crossings:
        if not 20 < i < 480 or np.abs(crossings - i)[np.abs(crossings - i) > 0].min(initial=99) < 20:
            continue
        level = RISE * STEP * np.round(rises[i : i + 2].mean() / (RISE * STEP))
        exact = i + (level - rises[i]) / (rises[i + 1] - rises[i])
        slopes = [
            (height(penalty, row[i] + step) - height(penalty, row[i] - step)) / 1e-5 for step in 5e-6 * np.eye(2)
        ]
        slant = abs(slopes[0]) / np.hypot(*slopes)
        near = np.arange(i - 9, i + 11)
        shares = np.nan_to_num(added[near])
        assert shares.sum() * slant == pytest.approx(width, abs=0.2)
        if abs(row[i, 0]) > 0.05:
            assert (shares * near).sum() / shares.sum() == pytest.approx(exact, abs=0.2)
        checked += 1
    assert checked >= 4


@both
def test_axes_are_traced_where_a_weight_is_0(penalty: Penalty) -> None:
    u, v = pixels(400, 300, 0.01)
    free = np.linspace(-0.3, 0.7, 60)
    for eye in EYES:
        plain, traced = (
            channels(bowl_picture(penalty, eye, u, v, line=NONE, axis=axis))[..., :3] for axis in (NONE, 3.0)
        )
        changed = np.abs(traced - plain).max(axis=-1) > 0
        for i in (0, 1):
            w = np.zeros((60, 2))
            w[:, 1 - i] = free
            at = eye.project(np.concatenate([w, height(penalty, w)[:, np.newaxis]], axis=1))
            columns, rows = (np.rint(k).astype(int) for k in ((at[:, 0] - u[0]) / 0.01, (v[0] - at[:, 1]) / 0.01))
            assert changed[rows, columns].mean() > 0.9
        assert 0 < changed.mean() < 0.1
