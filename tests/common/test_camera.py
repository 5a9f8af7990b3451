from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Dot,
    MoveToTarget,
    Restore,
    Square,
    VGroup,
    VMobject,
    linear,
    tempconfig,
)
from painted import Swell

from common.camera import FilmCamera, Frame
from common.stage import Box

SIZE = (160, 90)


@pytest.fixture(autouse=True)
def _small_picture() -> Iterator[None]:
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "frame_width": 16.0, "frame_height": 9.0}):
        yield


def picture(camera: FilmCamera, *mobjects: Any) -> Any:
    camera.reset()
    camera.capture_mobjects(mobjects)
    return np.array(camera.pixel_array)


def centroid(pixels: Any) -> tuple[float, float]:
    """The middle of what is not black, in pixels from the upper left corner."""
    weight = pixels[:, :, :3].sum(axis=2).astype(float)
    rows, columns = np.mgrid[: len(pixels), : pixels.shape[1]] + 0.5
    return float((columns * weight).sum() / weight.sum()), float((rows * weight).sum() / weight.sum())


def closer(zoom: float = 4.0, at: Any = (1.0, 0.5, 0.0)) -> FilmCamera:
    camera = FilmCamera(background_color="#000000")
    camera.frame.move_to(at).scale(1 / zoom)
    return camera


@pytest.mark.parametrize("zoom", [0.5, 4.0, 64.0])
def test_what_is_in_the_world_is_where_the_map_says(zoom: float) -> None:
    camera, centre = closer(zoom), np.array([1.0 + 3 / zoom, 0.5 - 2 / zoom, 0.0])
    square = Square(2 / zoom, fill_opacity=1, stroke_width=0, color="#FFF").move_to(centre)
    pixels = picture(camera, square)
    assert centroid(pixels) == pytest.approx((80 + 30, 45 + 20), abs=0.1)
    assert pixels[:, :, 0].sum() / 255 == pytest.approx(20 * 20, rel=0.01)


def test_lines_stay_as_wide_as_they_are() -> None:
    line = VMobject(stroke_width=20, color="#FFF").set_points_as_corners([DOWN, UP])
    for zoom in (1.0, 3.0, 20.0):
        pixels = picture(closer(zoom, at=(0, 0, 0)), line)
        assert pixels[45, :, 0].sum() / 255 == pytest.approx(2.0, abs=0.02)


def test_what_is_fixed_does_not_change_and_neither_do_parts_that_it_gets_later() -> None:
    camera = FilmCamera()
    headline, other = VGroup(Circle(0.5).shift(3 * UP)), Swell(Box(2.0, -3.0, 4.0, -1.0))
    camera.fix(headline, other)
    headline.add(Square(0.4, fill_opacity=0.5).shift(3 * UP + 2 * LEFT))
    before = picture(camera, headline, other)
    camera.frame.shift(RIGHT).scale(0.2)
    assert np.array_equal(picture(camera, headline, other), before)


def test_what_is_upright_keeps_its_size_and_goes_where_its_centre_goes() -> None:
    camera = closer()
    label = VGroup(*(Dot(x * RIGHT, radius=0.4, color="#FFF") for x in (0, 0.5))).move_to([1.5, 0.25, 0])
    camera.upright(label)
    camera.aim()
    left, right = (camera.seen(dot, dot.get_center()[np.newaxis])[0] for dot in label)
    assert right - left == pytest.approx(0.5 * RIGHT)
    assert (left + right) / 2 == pytest.approx([2.0, -1.0, 0.0])
    assert centroid(picture(camera, label)) == pytest.approx((80 + 20, 45 + 10), abs=0.1)


def test_a_label_stays_beside_the_dot_that_it_is_about() -> None:
    camera, dot = closer(64.0), Dot([1.0, 0.5, 0.0])
    label = Square(0.2).next_to(dot, RIGHT)
    camera.upright(dot, label, about=dot)
    camera.aim()
    assert camera.seen(dot, dot.points).mean(axis=0) == pytest.approx([0, 0, 0], abs=1e-2)
    apart = camera.seen(label, label.points).mean(axis=0) - camera.seen(dot, dot.points).mean(axis=0)
    assert apart == pytest.approx(label.points.mean(axis=0) - dot.points.mean(axis=0))


def test_a_raster_is_asked_for_the_world_that_its_pixels_show() -> None:
    camera, swell = closer(), Swell(Box(0.0, 0.0, 20.0, 0.75))
    camera.aim()
    patch = camera.patch(swell)
    assert (patch.left, patch.top) == (40, 35)
    assert (patch.x[0], patch.x[-1]) == pytest.approx((0.0125, 2.9875))
    assert (patch.y[0], patch.y[-1]) == pytest.approx((0.7375, 0.0125))
    camera.fix(swell)
    camera.aim()
    assert camera.patch(swell).key == FilmCamera().patch(swell).key


def test_a_frame_that_came_back_shows_the_very_first_picture() -> None:
    camera, shapes = FilmCamera(), [Circle(1.3, fill_opacity=0.3), Swell(Box(-1.0, -1.0, 2.0, 2.0))]
    before = picture(camera, *shapes)
    camera.frame.save_state()
    camera.frame.scale(1 / 3).shift(0.1 * UP)
    assert not np.array_equal(picture(camera, *shapes), before)
    camera.frame.shift(0.1 * DOWN).scale(3)
    assert np.array_equal(picture(camera, *shapes), before)
    camera.frame.scale(0.7)
    back = Restore(camera.frame)
    back.begin()
    back.interpolate(1.0)
    assert np.array_equal(picture(camera, *shapes), before)


def path(zoom: float, to: Any, shares: Any) -> Iterator[Frame]:
    """Frames on the way of an animation, at even times."""
    frame = FilmCamera().frame
    frame.generate_target()
    frame.target.move_to(to).scale(1 / zoom)
    dive = MoveToTarget(frame, rate_func=linear)
    dive.begin()
    for share in shares:
        dive.interpolate(share)
        yield frame.copy()


def test_a_dive_is_as_fast_at_its_end_as_at_its_start() -> None:
    widths = [frame.width for frame in path(64.0, 3 * RIGHT, np.linspace(0, 1, 7))]
    assert np.divide(widths[:-1], widths[1:]) == pytest.approx(2.0)


@pytest.mark.parametrize("zoom", [64.0, 1 / 8, 1.0])
def test_every_point_of_the_world_crosses_the_picture_on_a_straight_line(zoom: float) -> None:
    for point in ([3.0, 1.0, 0.0], [-2.0, 1.5, 0.0]):
        seen = np.array(
            [
                (np.array(point) - frame.get_center())[:2] / frame.width
                for frame in path(zoom, [3.0, 1.0, 0.0], np.linspace(0, 1, 9))
            ]
        )
        ways = np.diff(seen, axis=0)
        forwards = ways @ (seen[-1] - seen[0])
        aside = ways @ [[0, -1], [1, 0]] @ (seen[-1] - seen[0])
        assert np.all(forwards > 0)
        assert aside == pytest.approx(0, abs=1e-9)


def test_the_way_back_is_the_way_there() -> None:
    there = [frame.points for frame in path(16.0, [3.0, 1.0, 0.0], np.linspace(0, 1, 5))]
    one, other = FilmCamera().frame, FilmCamera().frame.scale(1 / 16).move_to([3.0, 1.0, 0.0])
    back = [FilmCamera().frame.interpolate(other, one, share).points for share in np.linspace(0, 1, 5)]
    assert np.allclose(there, back[::-1])


def test_the_frame_shows_the_whole_of_a_box_and_nothing_beyond_its_first_place() -> None:
    frame = Frame(16.0, 8.0)
    frame.look_at(Box(-1.0, -1.0, 1.0, 1.0))
    assert (frame.width, frame.height, *frame.get_center()[:2]) == pytest.approx((4.0, 2.0, 0.0, 0.0))
    frame.look_at(Box(-8.0, 2.0, -6.0, 4.0))
    assert (frame.width, *frame.get_center()[:2]) == pytest.approx((4.0, -6.0, 3.0))


def test_the_frame_brings_a_place_to_where_another_was_seen_from_afar_and_goes_home() -> None:
    frame, (place, to) = Frame(16.0, 8.0), np.array([[3.0, -1.0, 0.0], [-6.0, 2.0, 0.0]])
    frame.bring(place, to, times=64)
    assert frame.width == pytest.approx(16 / 64)
    assert np.allclose(64 * (place - frame.get_center()), to)
    assert np.allclose(frame.go_home().points, Frame(16.0, 8.0).points)
