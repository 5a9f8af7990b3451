from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, FadeIn, FadeOut, ValueTracker, VGroup, tempconfig
from painted import Swell

from common.camera import FilmCamera
from common.stage import Box

HALF = Box(-4.0, -2.25, 0.0, 2.25)


@pytest.fixture(autouse=True)
def _small_picture() -> Iterator[None]:
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "frame_width": 16.0, "frame_height": 9.0}):
        yield


def picture(*mobjects: Any) -> Any:
    camera = FilmCamera()
    camera.capture_mobjects(mobjects)
    return np.array(camera.pixel_array)


def test_it_is_asked_for_the_pixels_whose_centres_lie_in_its_box() -> None:
    patch = FilmCamera().patch(Swell(Box(-1.0, -0.5, 0.96, 1.06)))
    assert (patch.left, patch.top) == (70, 34)
    assert patch.x == pytest.approx(np.arange(-0.95, 0.96, 0.1))
    assert patch.y == pytest.approx(np.arange(1.05, -0.5, -0.1))


def test_two_that_share_an_edge_share_no_pixel() -> None:
    left, right = (FilmCamera().patch(Swell(box)) for box in (Box(-2, -1, 0.35, 1), Box(0.35, -1, 2, 1)))
    assert left.left + len(left.x) == right.left
    assert right.x[0] - left.x[-1] == pytest.approx(0.1)


def test_the_picture_is_what_it_painted_over_what_is_below() -> None:
    swell, camera = Swell(HALF), FilmCamera()
    patch, shown, empty = camera.patch(swell), picture(swell), picture()
    painted = swell.paint(patch.x, patch.y).astype(float)
    where = slice(patch.top, patch.top + len(patch.y)), slice(patch.left, patch.left + len(patch.x))
    blended = painted + empty[where] * (1 - painted[:, :, 3:] / 255)
    assert np.abs(shown[where] - blended).max() <= 1
    shown[where] = empty[where]
    assert np.array_equal(shown, empty)


def test_one_out_of_the_picture_is_not_painted() -> None:
    swell = Swell(Box(9.0, 0.0, 10.0, 1.0))
    assert np.array_equal(picture(swell), picture())
    assert swell.paintings == 0


def test_one_that_paints_another_size_is_named() -> None:
    class Wrong(Swell):
        def paint(self, x: Any, y: Any) -> Any:
            return super().paint(x[1:], y)

    with pytest.raises(ValueError, match="Wrong painted"):
        picture(Wrong(HALF))


def test_fades_and_animations_change_its_opacity_and_its_place() -> None:
    swell = Swell(HALF)
    group = VGroup(swell)
    for animation, opacities in ((FadeIn(group), (0.0, 0.5, 1.0)), (FadeOut(group), (1.0, 0.5, 0.0))):
        animation.begin()
        for alpha, opacity in zip((0.0, 0.5, 1.0), opacities, strict=True):
            animation.interpolate(alpha)
            assert swell.opacity == pytest.approx(opacity)
    moved: Any = swell.set_opacity(1).animate.shift(2 * RIGHT).set_opacity(0.5).build()
    moved.begin()
    moved.interpolate(0.5)
    assert (swell.box.left, swell.opacity) == pytest.approx((-3.0, 0.75))
    moved.finish()
    assert (swell.box.left, swell.opacity) == pytest.approx((-2.0, 0.5))


def test_a_copy_sees_what_it_saw_and_has_a_place_of_its_own() -> None:
    swell = Swell(HALF, ValueTracker(1.0))
    swell.heights = np.zeros(9)  # type: ignore[attr-defined]
    swell.add_updater(lambda raster: raster.shift(RIGHT))
    twin: Any = VGroup(swell).copy()[0]
    assert twin.phase is swell.phase
    assert twin.heights is swell.heights  # type: ignore[attr-defined]
    twin.shift(RIGHT).set_opacity(0.2).update()
    assert (swell.box, swell.opacity) == (HALF, 1.0)
    assert twin.box.left == -3.0
    swell.generate_target()
    swell.become(twin)
    assert (swell.box, swell.opacity) == (twin.box, pytest.approx(0.2))
