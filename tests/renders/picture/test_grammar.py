"""Chapter cards, claims and attention: the same frames whoever draws them, and what they do to a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn_whole import Everything, drawn_by_manim
from manim import LEFT, RIGHT, Square, VGroup
from tiny_scenes import Tiny

from common.figures.lettering import lettering
from common.style import ATTENTION, DARK, TEMPO, TYPE
from common.words import BeatWords, SceneWords
from renders.picture.rasterise import rasterise
from renders.picture.renderer import Pixels
from renders.request.variant import Quality, Variant

FPS = 20
VARIANT = Variant(quality=Quality(120, FPS))
BEATS = {
    "card": BeatWords("", ""),
    "attend": BeatWords("", ""),
    "claim": BeatWords("", "", claim="It holds"),
}


class Spoken(Tiny):
    """Shows a card over two squares that grow, speaks of the first, then of both, and claims something."""

    def setup(self) -> None:
        super().setup()
        self.words = SceneWords("A card", {}, BEATS)

    @classmethod
    def said(cls, language: str) -> Any:  # noqa: ARG003
        return None

    def construct(self) -> None:
        squares = [
            Square(2, stroke_width=0, fill_color="#FFF", fill_opacity=1).shift(3 * to) for to in (LEFT, RIGHT)
        ]
        name = lettering("b", TYPE.title, DARK.l2).move_to(squares[1])
        self.first, self.second = squares[0], VGroup(squares[1], name)
        self.subjects = (self.first, self.second)
        self.add(*self.subjects)
        with self.beat("card"):
            self.show_card()
            self.play(self.first.animate.scale(1.2), run_time=1)
            self.hold(2)
        with self.beat("attend"):
            self.play(*self.attend(self.first))
            self.hold()
            self.play(*self.attend())
            assert not [*self.attend()]
        with self.beat("claim"):
            self.play(*self.show_claim())
            self.play(*self.hide_claim())


@pytest.fixture(scope="module")
def played() -> tuple[Any, dict[int, Pixels]]:
    everything = Everything()
    timeline = rasterise(Spoken, VARIANT, everything)
    return timeline, everything.pictures


def light(picture: Pixels) -> tuple[int, int]:
    """The brightest level near the middle of either square, off its name."""
    row = picture[60, :, 0].astype(int)
    return int(row[68]), int(row[142])


@pytest.mark.parametrize("segment", range(len(BEATS)))
def test_each_beat_drawn_alone_is_that_of_the_film(played: Any, segment: int) -> None:
    alone = Everything(segment)
    rasterise(Spoken, VARIANT, alone)
    assert alone.pictures
    assert all(np.array_equal(picture, played[1][index]) for index, picture in alone.pictures.items())


def test_plain_manim_draws_the_same(played: Any, tmp_path: Path) -> None:
    frames = drawn_by_manim(Spoken, VARIANT, tmp_path)
    assert len(frames) == len(played[1])
    apart = [np.abs(one.astype(int) - played[1][index]).mean() for index, one in enumerate(frames)]
    assert max(apart) < 0.5


def test_under_the_card_the_picture_moves_at_a_third_of_its_light_and_then_it_is_gone(played: Any) -> None:
    _, pictures = played
    ground, white = 16, light(pictures[0])[0]
    veiled = light(pictures[round(0.5 * FPS)])[0]
    assert veiled == pytest.approx(ground + ATTENTION.under_card * (white - ground), abs=2)
    edges = [int((picture[60, :107, 0] > 60).sum()) for picture in pictures.values()]
    assert edges[round(0.3 * FPS)] < edges[round(0.9 * FPS)]
    assert light(pictures[round(TEMPO.card * FPS) + 2])[0] == white


def test_what_is_not_spoken_of_rests_at_a_third_and_its_name_does_not(played: Any) -> None:
    timeline, pictures = played
    attend = timeline.beats[1]
    resting, awake = pictures[attend.start + round(0.6 * FPS)], pictures[attend.end - 1]
    ground, white = 16, light(awake)[1]
    assert light(awake) == (white, white)
    assert light(resting)[0] == white
    assert light(resting)[1] == pytest.approx(ground + ATTENTION.resting * (white - ground), abs=2)
    blue = [int((picture[..., 2].astype(int) - picture[..., 0]).max()) for picture in (resting, awake)]
    assert min(blue) > 60


def test_a_claim_comes_and_goes(played: Any) -> None:
    timeline, pictures = played
    claim = timeline.beats[2]
    top = [float(pictures[index][:20].astype(int).sum()) for index in range(claim.start, claim.end)]
    assert top[0] == top[-1] < max(top)
