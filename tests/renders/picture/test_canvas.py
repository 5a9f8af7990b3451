from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Camera,
    CapStyleType,
    Circle,
    Dot,
    LineJointType,
    Mobject,
    PMobject,
    Square,
    Star,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
    tempconfig,
)
from painted import Swell

from common.camera import FilmCamera, Frame
from common.stage import Box
from renders.picture import canvas
from renders.picture.canvas import Canvas

Step = Callable[[list[Any]], object]


@pytest.fixture(autouse=True, scope="module")
def _small_picture() -> Iterator[None]:
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "background_color": "#10131A"}):
        yield


def figures() -> list[Any]:
    """Solid, translucent, outlined, sharp, several outlines, one within another, one half off the picture."""
    star = Star(outer_radius=0.9, color="#8AD", fill_opacity=0.6, stroke_width=9).shift(2.5 * LEFT)
    holes = VMobject(fill_color="#4C8", fill_opacity=1, stroke_width=3)
    for radius in (0.8, 0.4):
        holes.append_points(Circle(radius).shift(2.5 * RIGHT + DOWN).points)
    group = VGroup(Square(1.4, fill_opacity=0.5, color="#E66"), Dot(radius=0.3).shift(UP))
    triangle, phase = Triangle(color="#FFF", stroke_width=1).shift(6.8 * RIGHT), ValueTracker(1.0)
    return [star, holes, group, triangle, Swell(Box(4.2, -1.5, 6.6, 1.5), phase), phase]


def aimed(mobjects: list[Any]) -> FilmCamera:
    """A camera of its own before the star, which is fixed, and the group, which keeps its size."""
    camera = FilmCamera()
    camera.fix(mobjects[0])
    camera.upright(mobjects[2])
    return camera


def drawn_whole(mobjects: list[Any], camera: Camera) -> canvas.Pixels:
    camera.capture_mobjects(mobjects)
    return np.asarray(camera.pixel_array)


def follow(*steps: Step) -> None:
    """Draw the figures after each step, and compare with what manim's camera makes of them afresh."""
    mobjects = figures()
    camera, afresh = aimed(mobjects), aimed(mobjects)
    small, afresh.frame = Canvas(camera), camera.frame
    mobjects.append(camera.frame)
    for step in (lambda _: None, *steps):
        step(mobjects)
        afresh.reset()
        changed, before = small.look(mobjects), small.pixels.copy()
        small.paint()
        assert np.array_equal(small.pixels, drawn_whole(mobjects, afresh))
        assert changed or np.array_equal(small.pixels, before)


def in_place(mobject: Mobject) -> None:
    for leaf in mobject.family_members_with_points():
        leaf.points += 0.3 * UP


def of_some(change: Callable[[Any], object]) -> st.SearchStrategy[Step]:
    def changed(mobjects: list[Any], index: int) -> None:
        seen = [mobject for mobject in mobjects if isinstance(mobject, VMobject)]
        if seen:
            change(seen[index % len(seen)])

    return st.integers(0, 4).map(lambda index: partial(changed, index=index))


def fading(opacity: float) -> Callable[[Any], object]:
    return lambda mobject: mobject.set_opacity(opacity)


def joined_by(joint: LineJointType) -> Callable[[Any], object]:
    return lambda mobject: [setattr(each, "joint_type", joint) for each in mobject.get_family()]


def ended_by(cap: CapStyleType) -> Callable[[Any], object]:
    return lambda mobject: mobject[0].set_cap_style(cap) if len(mobject) else mobject.set_cap_style(cap)


def frame_in(mobjects: list[Any]) -> Any:
    return next((each for each in mobjects if isinstance(each, Frame)), Frame(1.0, 1.0))


def waving(mobjects: list[Any]) -> None:
    for each in mobjects:
        if isinstance(each, Swell):
            each.phase.increment_value(0.7)


CHANGES = st.one_of(
    st.tuples(st.floats(-3, 3), st.floats(-2, 2), st.floats(0.1, 30)).map(
        lambda to: lambda mobjects: frame_in(mobjects).move_to([*to[:2], 0.0]).set(width=to[2])
    ),
    st.just(lambda mobjects: frame_in(mobjects).become(FilmCamera().frame)),
    st.just(waving),
    st.tuples(st.floats(-3, 3), st.floats(-2, 2)).flatmap(
        lambda by: of_some(lambda mobject: mobject.shift([*by, 0.0]))
    ),
    st.floats(0, 1).flatmap(lambda opacity: of_some(fading(opacity))),
    st.floats(0, 30).flatmap(lambda width: of_some(lambda mobject: mobject.set_stroke(width=width))),
    st.floats(0, 30).flatmap(
        lambda width: of_some(lambda mobject: mobject.set_stroke("#F0F", width, 1, background=True))
    ),
    st.sampled_from(["#FFF", "#123456"]).flatmap(lambda hue: of_some(lambda mobject: mobject.set_fill(hue))),
    st.integers(-1, 1).flatmap(lambda z: of_some(lambda mobject: mobject.set_z_index(z))),
    st.sampled_from(LineJointType).flatmap(lambda joint: of_some(joined_by(joint))),
    st.sampled_from(CapStyleType).flatmap(lambda cap: of_some(ended_by(cap))),
    of_some(in_place),
    of_some(lambda mobject: mobject.set_color_by_gradient("#F00", "#00F").set_sheen(0.5, RIGHT)),
    of_some(lambda mobject: mobject.add(Dot(mobject.get_center(), radius=0.15, color="#FF0"))),
    of_some(lambda mobject: mobject.scale(0.8).rotate(0.4)),
    st.just(lambda mobjects: mobjects.reverse()),
    st.just(lambda mobjects: mobjects.append(mobjects.pop(0))),
    st.just(lambda mobjects: mobjects.append(Circle(1.5, color="#0FF", stroke_width=2))),
    st.just(lambda mobjects: mobjects.append(mobjects[0])),
    st.just(lambda mobjects: mobjects.pop() if len(mobjects) > 2 else None),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.function_scoped_fixture],
)
@given(st.lists(CHANGES, max_size=6))
def test_whatever_changes_the_picture_is_manims_to_the_byte(steps: list[Step]) -> None:
    follow(*steps)


def wider(mobjects: list[Any]) -> None:
    mobjects[0].set_stroke(width=20)


def aside(mobjects: list[Any]) -> None:
    mobjects[2].shift(LEFT)


def test_a_signature_that_forgets_the_stroke_width_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    follow(wider)
    signature = canvas._signature
    monkeypatch.setattr(canvas, "_signature", lambda *given: (*signature(*given)[:4], *signature(*given)[5:]))
    with pytest.raises(AssertionError):
        follow(wider)


def test_damage_without_the_old_place_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    follow(aside)
    damage = canvas._damage
    monkeypatch.setattr(
        canvas, "_damage", lambda before, after: damage([ink for ink in before if ink in after], after)
    )
    with pytest.raises(AssertionError):
        follow(aside)


def test_damage_that_cuts_a_leaf_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    over_a_third = lambda mobjects: mobjects[2][1].shift(0.2 * DOWN)  # noqa: E731
    follow(over_a_third)
    monkeypatch.setattr(canvas, "_grown", lambda rect, _: rect)
    with pytest.raises(AssertionError):
        follow(over_a_third)


def test_an_extent_without_room_for_mitres_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (wider, lambda mobjects: mobjects[0].rotate(0.6))
    follow(*steps)
    monkeypatch.setattr(canvas, "_MITER_LIMIT", 0.5)
    with pytest.raises(AssertionError):
        follow(*steps)


def test_what_did_not_change_need_not_be_painted() -> None:
    mobjects, small = figures(), Canvas(FilmCamera())
    assert small.look(mobjects)
    small.paint()
    assert not small.look(mobjects)
    mobjects.append(ValueTracker(2.0))  # a number, which nobody sees
    mobjects.append(Square(stroke_opacity=0))
    mobjects.append(Square().shift(20 * RIGHT))
    assert not small.look(mobjects)
    small.forget()
    assert small.look(mobjects)


def test_looking_alone_leaves_the_pixels_as_they_are() -> None:
    mobjects, small = figures(), Canvas(FilmCamera())
    small.look(mobjects)
    small.paint()
    before = small.pixels.copy()
    mobjects[0].shift(RIGHT)
    assert small.look(mobjects)
    assert np.array_equal(small.pixels, before)


def test_only_the_changed_part_is_painted() -> None:
    mobjects, small = figures(), Canvas(FilmCamera())
    small.look(mobjects)
    small.paint()
    small.pixels[:, 150:] = 7
    mobjects[0].shift(0.1 * UP)
    small.look(mobjects)
    small.paint()
    assert (small.pixels[:, 150:] == 7).all()


def test_where_the_frame_stands_at_first_the_picture_is_that_of_manims_own_camera() -> None:
    mobjects = figures()[:4]
    assert np.array_equal(drawn_whole(mobjects, Camera()), drawn_whole(mobjects, aimed(mobjects)))


def test_what_is_at_rest_moves_with_the_camera() -> None:
    mobjects = figures()
    camera, afresh = aimed(mobjects), aimed(mobjects)
    small, afresh.frame = Canvas(camera), camera.frame
    small.look(mobjects)
    small.paint()
    camera.frame.scale(0.5)
    assert small.look(mobjects, at_rest=frozenset(each for one in mobjects for each in one.get_family()))
    small.paint()
    assert np.array_equal(small.pixels, drawn_whole(mobjects, afresh))


def test_a_raster_is_painted_only_when_it_is_seen_otherwise() -> None:
    mobjects, small = figures(), Canvas(FilmCamera())
    swell = mobjects[4]
    changes: list[tuple[Callable[[], object], int]] = [
        (lambda: None, 1),
        (lambda: mobjects[0].shift(UP), 1),
        (lambda: swell.set_opacity(0.5), 1),
        (lambda: swell.phase.set_value(2.0), 2),
        (lambda: swell.shift(RIGHT), 3),
        (lambda: swell.set_opacity(0.0), 3),
        (lambda: swell.phase.set_value(3.0), 3),
        (lambda: swell.set_opacity(1.0), 4),
    ]
    for change, paintings in changes:
        change()
        small.look(mobjects)
        small.paint()
        assert swell.paintings == paintings


def test_a_raster_that_keeps_a_change_to_itself_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    follow(waving)
    monkeypatch.setattr(Swell, "signature", lambda _: None)
    with pytest.raises(AssertionError):
        follow(waving)


def test_points_that_are_not_finite_or_not_whole_curves_are_drawn_as_manim_draws_them() -> None:
    def broken(mobjects: list[Any]) -> None:
        mobjects[0].points[5, 0] = np.nan

    def loose(mobjects: list[Any]) -> None:
        mobjects[1].points = mobjects[1].points[:-1]

    follow(broken, loose)


def test_pictures_that_are_not_vectors_are_left_to_manim() -> None:
    cloud = PMobject(stroke_width=4).add_points([[x / 9, 0.5, 0.0] for x in range(-9, 9)])
    follow(
        lambda mobjects: mobjects.insert(2, cloud),
        lambda _: cloud.shift(RIGHT),
        lambda mobjects: mobjects.remove(cloud),
        aside,
    )
