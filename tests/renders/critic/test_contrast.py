"""Texts and lines stand out from what is around them, as the picture shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap

import numpy as np
import pytest
from manim import Mobject, VMobject
from PIL import Image, ImageDraw

from common.explainer import Explainer
from common.stage import LANDSCAPE, Box, Stage
from common.style import DARK, STROKE
from renders.critic.contrast import contrast_findings
from renders.critic.sight import Mark, Sight, Words, look
from renders.picture.canvas import Pixels
from renders.picture.rasterise import rasterise
from renders.request.variant import Quality, Variant
from scenes.kink import Kink

SCALE = 135.0
WIDTH, HEIGHT = 1920, 1080
BACKGROUND, INK, AMBER = "#10131A", "#ECEFF4", "#F5A623"
SMOOTHING = 4


class Drawing:
    """A sight and its picture, drawn alike by hand; coordinates in scene units."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SMOOTHING, HEIGHT * SMOOTHING), BACKGROUND)
        self.draw = ImageDraw.Draw(self.image)
        self.words: list[Words] = []
        self.marks: list[Mark] = []

    def at(self, x: float, y: float) -> tuple[float, float]:
        return SMOOTHING * (WIDTH / 2 + x * SCALE), SMOOTHING * (HEIGHT / 2 - y * SCALE)

    def region(self, box: Box, colour: str) -> Drawing:
        self.draw.rectangle((*self.at(box.left, box.top), *self.at(box.right, box.bottom)), fill=colour)
        return self

    def text(self, x: float, y: float, colour: str, thickness: float = 0.02, opacity: float = 1) -> Drawing:
        """Eight letters like an N, their strokes as thick as a light font's."""
        glyphs = [Box(x + 0.2 * place, y, x + 0.2 * place + 0.14, y + 0.2) for place in range(8)]
        for box in glyphs:
            inner = thickness / 2
            corners = [
                (box.left + inner, box.bottom),
                (box.left + inner, box.top),
                (box.right - inner, box.bottom),
                (box.right - inner, box.top),
            ]
            self.draw.line([*starmap(self.at, corners)], fill=colour, width=round(thickness * SCALE * SMOOTHING))
        whole = Box(x, y, glyphs[-1].right, y + 0.2)
        self.words.append(
            Words("“NNNNNNNN”", Mobject(), whole, tuple(glyphs), colour, opacity, 28, backed=False, order=9)
        )
        return self

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = STROKE.edge) -> Drawing:
        places = [*starmap(self.at, points)]
        self.draw.line(places, fill=colour, width=round(width / 100 * SCALE * SMOOTHING), joint="curve")
        (left, bottom), (right, top) = np.min(points, axis=0), np.max(points, axis=0)
        box = Box(float(left), float(bottom), float(right), float(top))
        outline = np.array(points)
        self.marks.append(
            Mark(f"line {len(self.marks) + 1}", VMobject(), box, (outline,), width / 100, colour, 1, False, 1)
        )
        return self

    def findings(self) -> list[tuple[str, ...]]:
        sight = Sight(Stage(LANDSCAPE), DARK, SCALE, tuple(self.words), tuple(self.marks))
        found = list(contrast_findings(sight, self.pixels()))
        assert {finding.check for finding in found} <= {"legibility/contrast"}
        self.found = found
        return [(*finding.things, finding.said) for finding in found]

    def pixels(self) -> Pixels:
        return np.asarray(self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).convert("RGBA"))


def test_light_and_thin_letters_on_the_dark_background_give_no_alarm() -> None:
    drawing = Drawing().text(-3, 1.003, INK).text(-3, 0.505, DARK.muted.to_hex(), thickness=0.014)
    assert drawing.findings() == []


def test_grey_on_grey_is_found_with_its_contrast() -> None:
    assert Drawing().text(0, 0, "#5A6375").findings() == [("“NNNNNNNN”", "3.0:1, at least 4.5:1")]


def test_a_text_half_on_a_region_of_its_own_colour_is_found_where_it_cannot_be_read() -> None:
    drawing = Drawing().region(Box(-1, -1, 0, 1), AMBER).text(-0.79, 0, AMBER)
    assert drawing.findings() == [("“NNNNNNNN”", "1.0:1, at least 4.5:1")]
    (box,) = drawing.found[0].boxes
    assert box.left == -0.79
    assert 0 < box.right < 0.2


def test_it_is_measured_in_the_picture_not_by_the_colours_that_were_meant() -> None:
    drawing = Drawing().text(0, 0, "#5A6375")
    drawing.words = [replace(drawing.words[0], colour=INK)]
    assert drawing.findings() == [("“NNNNNNNN”", "3.0:1, at least 4.5:1")]


def test_neither_another_text_nor_a_line_close_by_counts_as_background() -> None:
    drawing = Drawing().text(0, 0, INK).text(0, 0.22, INK).line([(-2, -0.04), (3, -0.04)], INK)
    assert drawing.findings() == []


def test_a_text_on_its_way_out_is_not_judged() -> None:
    assert Drawing().text(0, 0, "#5A6375", opacity=0.5).findings() == []


def test_a_line_of_two_to_one_is_found_and_a_thin_one_bears_no_meaning() -> None:
    path = [(-2.0, 0.0), (0.0, 1.0), (2.0, -0.5)]
    assert Drawing().line(path, "#434B5C").findings() == [("line 1", "2.1:1, at least 3:1")]
    assert Drawing().line(path, "#434B5C", STROKE.ghost).findings() == []
    assert Drawing().line(path, AMBER).findings() == []


def test_a_line_must_stand_out_on_both_sides_unless_it_edges_its_own_region() -> None:
    square = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)]
    drawing = Drawing().region(Box(-1, -1, 1, 1), AMBER).line(square, AMBER)
    assert drawing.findings() == [("line 1", "1.0:1, at least 3:1")]
    drawing.marks = [replace(drawing.marks[0], filled=True)]
    assert drawing.findings() == []


def test_lines_that_cross_or_touch_are_not_each_others_background() -> None:
    drawing = Drawing().line([(-2, 0), (2, 0)], AMBER)
    for x in np.linspace(-1.8, 1.8, 10):
        drawing.line([(x, -0.3), (x, 0.3)], AMBER)
    assert drawing.line([(-2, 0.05), (2, 0.05)], INK).findings() == []


class Critic:
    """A sink that judges every frame of the scene that it watches."""

    scene: Explainer

    def __init__(self) -> None:
        self.sights: dict[int, Sight] = {}
        self.things: list[str] = []

    def wants(self, index: int) -> bool:
        self.sights[index] = look(self.scene)
        return True

    def enter(self, segment: int) -> None:
        pass

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        del count, rows
        for finding in contrast_findings(self.sights[index], pixels):
            self.things += finding.things


def judge(scene: type[Explainer]) -> list[str]:
    critic = Critic()

    class Watched(scene):  # type: ignore[misc, valid-type]
        def setup(self) -> None:
            super().setup()
            critic.scene = self

    Watched.__name__ = scene.__name__
    rasterise(Watched, Variant(quality=Quality(1080, 1)), critic)
    return critic.things


def test_a_calm_scene_of_the_film_gives_no_alarm() -> None:
    assert judge(Kink) == []


def test_texts_and_lines_of_the_film_are_indeed_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renders.critic.contrast.TEXT_LEAST", 22)
    monkeypatch.setattr("renders.critic.contrast.LINE_LEAST", 22)
    things = judge(Kink)
    assert sum(thing.startswith("“") for thing in things) > 50
    assert sum(not thing.startswith("“") for thing in things) > 50
