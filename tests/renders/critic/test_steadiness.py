"""What leaves comes back after a while or not at all, and what changes its colour keeps the new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from manim import RIGHT, UP, Circle, Line, Mobject, ValueTracker

from common.camera import FilmCamera
from common.figures.lettering import Label, lettering
from common.figures.read_out import ReadOut
from common.stage import LANDSCAPE, Stage
from common.style import DARK, TYPE
from renders.critic.sight import look
from renders.critic.steadiness import blink_findings, looks_of

FPS = 10


def found(thing: Mobject, changes: Sequence[Callable[[], object]], *, shown: Sequence[Mobject] = ()) -> list[str]:
    """What is said of ``thing`` and where: at rest for a second, changed frame by frame, at rest for another."""
    looks, sights = {}, {}
    rest = [lambda: None] * FPS
    for index, change in enumerate([*rest, *changes, *rest]):
        change()
        scene: Any = SimpleNamespace(
            mobjects=[thing], foreground_mobjects=[], stage=Stage(LANDSCAPE), theme=DARK, camera=FilmCamera()
        )
        looks[index], sights[index] = looks_of(scene), look(scene)
    return [
        f"{frame - FPS}: {finding.things[0]} {finding.said}"
        for frame, finding in blink_findings(looks, sights, shown, len(looks), FPS)
    ]


def opacities(thing: Any, *shares: float) -> list[Callable[[], object]]:
    part = thing.lettering if isinstance(thing, Label) else thing
    return [lambda share=share: part.set_opacity(share) for share in shares]


def text() -> Mobject:
    return lettering("zeros", TYPE.note, DARK.ink)


def label() -> Mobject:
    return Label("w_2", DARK.muted, DARK.background)


@pytest.mark.parametrize("make", [text, label])
def test_a_text_that_fades_and_returns_within_five_seconds_is_found(make: Callable[[], Mobject]) -> None:
    for away in (1, 49):
        thing = make()
        name = "“zeros”" if make is text else "“w_2”"
        seconds = (away + 2) / FPS
        assert found(thing, opacities(thing, 0.6, 0.3, *[0.0] * away, 0.4, 1.0)) == (
            [f"1: {name} gone for {seconds:.1f} s"] if seconds <= 5 else []
        )


def test_a_slow_fade_is_one_all_the_same() -> None:
    thing = text()
    slowly = [1 - step / 12 for step in range(13)]
    assert len(found(thing, opacities(thing, *slowly, *reversed(slowly)))) == 1


def test_what_only_leaves_or_only_comes_is_not_found() -> None:
    for shares in ([0.6, 0.2, 0.0], [0.0] * 60 + [0.4, 1.0]):
        thing = text()
        assert found(thing, opacities(thing, *shares)) == []


def test_a_text_shown_for_a_moment_is_left_to_the_time_it_takes_to_read() -> None:
    thing = text().set_opacity(0)
    assert found(thing, opacities(thing, 0.5, 1.0, 1.0, 0.5, 0.0)) == []


def colours(thing: Any, *worn: Any) -> list[Callable[[], object]]:
    return [lambda colour=colour: thing.set_color(colour) for colour in worn]


@pytest.mark.parametrize("make", [text, Circle])
def test_a_colour_that_flips_back_is_found_and_one_that_stays_is_not(make: Callable[[], Mobject]) -> None:
    thing = make().set_color(DARK.l2)
    assert len(found(thing, colours(thing, DARK.loss, DARK.l2))) == 1
    for worn in ([DARK.loss], [*[DARK.loss] * FPS, DARK.l2], [DARK.l2] * 3):
        thing = make().set_color(DARK.l2)
        assert found(thing, colours(thing, *worn)) == []


def test_a_line_gone_for_a_few_frames_is_found_unless_that_says_something_or_it_returns_elsewhere() -> None:
    def away(frames: int, by: Callable[[Mobject], object] = lambda _: None) -> list[Callable[[], object]]:
        return [*opacities(line, *[0.0] * frames), lambda: by(line.set_opacity(1))]

    for frames, times in ((1, 1), (4, 1), (5, 0)):
        line = Line()
        assert len(found(line, away(frames))) == times
    line = Line()
    assert found(line, away(2), shown=[line]) == []
    line = Line()
    assert found(line, away(2, by=lambda each: each.shift(2 * RIGHT))) == []


def test_a_line_without_points_is_gone() -> None:
    line = Line()
    points = line.points.copy()
    assert len(found(line, [line.clear_points, lambda: line.set_points(points)])) == 1


def test_a_read_out_may_change_its_colour_with_its_number() -> None:
    at = ValueTracker(1.0)
    out = ReadOut("w =", at.get_value, DARK, at).shift(UP)
    set_to = [lambda value=value: (at.set_value(value), out.update()) for value in (0.0, 1.0)]
    assert found(out, set_to) == []
