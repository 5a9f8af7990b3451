"""Claims about painting: edges are as smooth as their shares of pixels, and tiles leave no trace."""

from __future__ import annotations

import numpy as np
import pytest
from lit_pictures import ABOVE, Plain, bowl_picture, channels, pixels

from common.figures.surfaces import painting
from common.figures.surfaces.painting import painted
from common.figures.surfaces.shading import NOISES, Noise, dither
from common.maths.penalties.norms import L1
from common.maths.surfaces.body import Sight
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import ball, floor
from common.maths.surfaces.tiles import SIDE

OBLIQUE = Eye((0.1, 0.0, 0.3), 0.6, 0.8, 0.1)


def test_a_disk_covers_as_much_of_each_pixel_as_it_should() -> None:
    u, v = pixels(120, 90, 0.025)
    alpha = channels(painted(Sight(ball(0.93), ABOVE), Plain(), u, v))[..., 3] / 255
    fine = (np.arange(64) + 0.5) / 64 - 0.5
    x, y = (each[:, np.newaxis] + 0.025 * fine for each in (u, v))
    inside = (x[np.newaxis, :, np.newaxis] ** 2 + y[:, np.newaxis, :, np.newaxis] ** 2) < 0.93**2
    off = np.abs(alpha - inside.mean(axis=(2, 3)))
    assert off.max() < 1 / 10
    assert np.sqrt((off[off > 0] ** 2).mean()) < 1 / 30


@pytest.mark.parametrize("share", [0.03, 0.2, 0.45, 0.8])
def test_an_upright_or_level_edge_covers_its_share_of_a_row_of_pixels(share: float) -> None:
    u, v = pixels(64, 64, 1 / 64)
    reach = float(u[50]) + (share - 0.5) / 64
    alpha = channels(painted(Sight(floor(0.0, reach), ABOVE), Plain(), u, v))[..., 3] / 255
    for line in (alpha[32], alpha[::-1, 32]):
        assert line[49] == 1
        assert line[50] == pytest.approx(share, abs=1 / 32 + 1e-3)
        assert line[51] == 0


@pytest.mark.parametrize(("right", "down"), [(1, 0), (5, 3), (11, 15)])
def test_a_picture_that_begins_some_pixels_later_is_the_same(
    right: int, down: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(side: int) -> Noise:
        return np.zeros((side, side), np.int16)

    monkeypatch.setattr(painting, "dither", none)
    u, v = pixels(340, 260, 0.012)
    whole = bowl_picture(L1, OBLIQUE, u, v, line=1.6, axis=2.6)
    later = bowl_picture(L1, OBLIQUE, u[right:], v[down:], line=1.6, axis=2.6)
    np.testing.assert_array_equal(later[1:, 1:], whole[down + 1 :, right + 1 :])


def test_the_noise_stands_still_in_the_picture_and_moves_no_colour_by_more_than_a_level() -> None:
    u, v = pixels(340, 260, 0.012)
    whole = bowl_picture(L1, OBLIQUE, u, v, line=1.6, axis=2.6)
    later = bowl_picture(L1, OBLIQUE, u[SIDE:], v[SIDE:], line=1.6, axis=2.6)
    np.testing.assert_array_equal(later[1:, 1:], whole[SIDE + 1 :, SIDE + 1 :])
    shifted = bowl_picture(L1, OBLIQUE, u[5:], v[3:], line=1.6, axis=2.6)
    assert np.abs(channels(shifted)[1:, 1:] - channels(whole)[4:, 6:]).max() <= 1
    np.testing.assert_array_equal(whole, bowl_picture(L1, OBLIQUE, u, v, line=1.6, axis=2.6))


def test_noise_has_all_its_levels_about_equally_often() -> None:
    counts = np.bincount(dither(SIDE).ravel(), minlength=NOISES)
    assert counts.size == NOISES
    assert counts.min() >= 0.7 * SIDE**2 / NOISES


def test_a_picture_of_any_size_is_that_part_of_a_larger_one() -> None:
    u, v = pixels(100, 70, 0.03)
    whole = bowl_picture(L1, OBLIQUE, u, v, line=1.6, axis=2.6)
    part = bowl_picture(L1, OBLIQUE, u[:83], v[:41], line=1.6, axis=2.6)
    np.testing.assert_array_equal(part[:-1, :-1], whole[:40, :82])
