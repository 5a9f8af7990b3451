from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from manim import DOWN, LEFT, RIGHT, UP, Circle, Dot, FadeIn, Line, Mobject, ValueTracker, VGroup
from painted import Swell

from common.camera import FilmCamera
from common.figures.lettering import Label, formula, lettering
from common.figures.read_out import ReadOut
from common.stage import LANDSCAPE, Box, Stage
from common.style import DARK, TYPE
from renders.critic.layout import layout_findings, movement_findings, order_findings
from renders.critic.sight import Sight, look
from renders.critic.sizes import size_findings


def seen(*mobjects: Mobject, camera: FilmCamera | None = None) -> Sight:
    scene: Any = SimpleNamespace(
        mobjects=list(mobjects),
        foreground_mobjects=[],
        stage=Stage(LANDSCAPE),
        theme=DARK,
        camera=camera or FilmCamera(),
    )
    return look(scene)


def found(*mobjects: Mobject) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.check, finding.things) for finding in layout_findings(seen(*mobjects))]


def words(text: str = "zeros") -> Any:
    return lettering(text, TYPE.note, DARK.ink)


def read_out(tracker: ValueTracker) -> ReadOut:
    return ReadOut("w =", tracker.get_value, DARK, tracker)


def test_a_calm_picture_has_nothing_to_find() -> None:
    axis = Line(4 * LEFT, 4 * RIGHT)
    assert found(words().shift(UP), axis, words("other").shift(DOWN), Dot(2 * RIGHT)) == []


def test_a_text_that_leaves_the_safe_area_is_found() -> None:
    assert found(words().shift(6.9 * RIGHT)) == [("layout/outside", ("“zeros”",))]


def test_a_curve_that_leaves_it_is_found_too() -> None:
    assert found(Line(3 * LEFT, 9 * RIGHT)) == [("layout/outside", ("Line",))]


def test_two_texts_on_each_other_are_found() -> None:
    assert found(words("one"), words("two").shift(0.1 * RIGHT)) == [("layout/overlap", ("“one”", "“two”"))]


def test_two_texts_that_all_but_touch_are_found() -> None:
    one = words("one")
    assert found(one, words("two").next_to(one, RIGHT, buff=0.01))[0][0] == "layout/crowded"


@pytest.mark.parametrize("mark", [Line(LEFT, RIGHT), Dot(), Circle(0.05)])
def test_a_label_moved_onto_a_mark_is_found(mark: Mobject) -> None:
    assert ("layout/crossed", ("“zeros”", type(mark).__name__)) in found(mark, words())


def test_a_mark_that_all_but_touches_a_text_is_found() -> None:
    text = words()
    line = Line(LEFT, RIGHT, stroke_width=2).next_to(text, DOWN, buff=0.02)
    assert [check for check, _ in found(line, text)] == ["layout/crowded"]


def test_a_backed_label_may_stand_on_a_curve_but_not_on_a_dot_nor_under_a_curve() -> None:
    label, line = Label("w", DARK.ink, DARK.background), Line(3 * LEFT, 3 * RIGHT)
    assert found(line, label) == []
    assert [check for check, _ in found(label, line)] == ["layout/crossed"]
    assert [check for check, _ in found(Dot(), label)] == ["layout/hidden"]


def test_a_backed_label_that_takes_an_eighth_of_a_curve_is_found() -> None:
    label = Label("w", DARK.ink, DARK.background)
    line = Line(LEFT, RIGHT).scale_to_fit_width(8 * label.lettering.width)
    assert [check for check, _ in found(line, label)] == ["layout/hidden"]


def test_a_text_within_a_region_is_not_crossed_by_it() -> None:
    assert found(Circle(3, fill_opacity=0.3), words()) == []


def test_what_is_faint_is_left_alone() -> None:
    assert found(words("one"), words("two").set_opacity(0.3)) == []


def test_names_come_from_who_holds_a_part() -> None:
    class Plane(VGroup):
        def __init__(self) -> None:
            self.contour = Line(LEFT, RIGHT)
            super().__init__(self.contour)

    assert found(Plane(), words()) == [("layout/crossed", ("“zeros”", "contour of Plane"))]


@pytest.fixture
def closer() -> FilmCamera:
    """A camera that sees the right half of the world at twice its size."""
    camera = FilmCamera()
    camera.frame.move_to(3.5 * RIGHT).scale(0.5)
    return camera


def found_by(camera: FilmCamera, *mobjects: Mobject) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.check, finding.things) for finding in layout_findings(seen(*mobjects, camera=camera))]


def test_what_the_camera_leaves_behind_is_not_seen(closer: FilmCamera) -> None:
    sight = seen(words().shift(2 * LEFT), Dot(3 * LEFT), Dot(4 * RIGHT), camera=closer)
    assert sight.words == ()
    assert [mark.box.centre.tolist() for mark in sight.marks] == [pytest.approx([1.0, 0.0, 0.0])]


def test_a_text_that_the_camera_brings_to_the_edge_is_found_and_a_curve_may_cross_it(closer: FilmCamera) -> None:
    assert found_by(closer, words().shift(6.5 * RIGHT)) == [("layout/outside", ("“zeros”",))]
    assert found_by(closer, Line(3 * LEFT, 9 * RIGHT)) == []


def test_a_fixed_text_that_the_camera_brings_to_a_mark_is_found(closer: FilmCamera) -> None:
    text, line = words(), Line(3.4 * RIGHT, 3.6 * RIGHT)
    closer.fix(text)
    assert found(text, line) == []
    assert found_by(closer, text, line) == [("layout/crossed", ("“zeros”", "Line"))]


def test_two_texts_apart_are_found_where_the_camera_brings_them_together() -> None:
    camera, one, two = FilmCamera(), words("one").shift(LEFT), words("two").shift(RIGHT)
    camera.frame.scale(4)
    camera.upright(one, two)
    assert found(one, two) == []
    assert [check for check, _ in found_by(camera, one, two)] == ["layout/overlap"]


def test_letters_are_as_large_as_the_camera_sees_them(closer: FilmCamera) -> None:
    small, camera = words().scale(0.8).shift(3 * RIGHT), FilmCamera()
    assert [finding.check for finding in size_findings(seen(small))] == ["legibility/size"]
    assert list(size_findings(seen(small, camera=closer))) == []
    camera.frame.scale(1.5)
    assert [finding.check for finding in size_findings(seen(words(), camera=camera))] == ["legibility/size"]
    camera.upright(text := words())
    assert list(size_findings(seen(text, camera=camera))) == []


def test_a_painted_picture_is_no_mark_and_texts_may_stand_on_it() -> None:
    assert found(Swell(Box(-9.0, -3.0, 1.0, 3.0)), words()) == []


def moves(change: Callable[[ReadOut], object], *, rides: bool = False) -> list[str]:
    tracker = ValueTracker(1.0)
    out = read_out(tracker)
    out.rides = rides
    before = seen(out)
    tracker.set_value(1.11)
    change(out.update())
    return [finding.check for finding in movement_findings(before, seen(out))]


def test_a_read_out_whose_number_changes_keeps_its_place() -> None:
    assert moves(lambda _: None) == []


def test_a_read_out_that_rides_may_move_but_not_widen() -> None:
    assert moves(lambda out: out.shift(0.1 * RIGHT), rides=True) == []
    assert moves(lambda out: out.stretch(1.1, 0), rides=True) == ["layout/jump"]


@pytest.mark.parametrize("change", [lambda out: out.shift(0.1 * RIGHT), lambda out: out.stretch(1.1, 0)])
def test_a_read_out_that_moves_or_widens_is_found(change: Callable[[ReadOut], object]) -> None:
    assert moves(change) == ["layout/jump"]


def orders(*before: Mobject, after: tuple[Mobject, ...]) -> list[tuple[str, ...]]:
    return [finding.things for finding in order_findings(seen(*before), seen(*after))]


def test_a_curve_that_comes_out_on_top_of_another_is_found() -> None:
    below, above = Line(LEFT, RIGHT, color=DARK.loss), Line(LEFT, RIGHT, color=DARK.l2)
    assert orders(below, above, after=(below, above)) == []
    assert orders(below, above, after=(above, below)) == [("Line", "Line")]


def test_who_lies_on_top_is_not_seen_at_a_crossing_in_one_colour_or_of_what_has_come() -> None:
    line, same = (Line(LEFT, RIGHT, color=DARK.loss) for _ in range(2))
    crossing, faint = Line(DOWN, UP, color=DARK.l2), Line(LEFT, RIGHT, color=DARK.l2, stroke_opacity=0.3)
    for other in (same, crossing, faint):
        assert orders(line, other, after=(other, line)) == []
    assert orders(line, after=(crossing, line)) == []


def test_a_dot_that_sinks_into_a_disk_is_found() -> None:
    dot, disk = Dot(radius=0.1, color=DARK.ink), Circle(1, fill_opacity=1, color=DARK.l2)
    assert len(orders(disk, dot, after=(dot, disk))) == 1


def test_a_text_at_sixty_percent_is_too_small() -> None:
    texts = [words(), formula("w^star", TYPE.label, DARK.ink).shift(UP), read_out(ValueTracker(0.5)).shift(DOWN)]
    assert list(size_findings(seen(*texts))) == []
    for text in texts:
        text.scale(0.6)
    assert [finding.check for finding in size_findings(seen(*texts))] == 3 * ["legibility/size"]
    assert [finding.things for finding in size_findings(seen(*texts))][:2] == [("“zeros”",), ("“w^star”",)]


def test_a_text_that_is_on_its_way_in_is_not_measured() -> None:
    text = words()
    entering = FadeIn(text, scale=0.2)
    entering.begin()
    entering.interpolate(0.3)
    assert list(size_findings(seen(text))) == []
