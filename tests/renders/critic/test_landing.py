"""A ring closes on the same frames whoever draws them: the engine, in parts or in stills, and plain manim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn_whole import Everything, drawn_by_manim
from manim import ValueTracker, linear
from tiny_scenes import Tiny

from common.figures.derived import Derived
from common.figures.optimum_dot import WeightDot
from common.style import TEMPO
from common.words import BeatWords, SceneWords
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames, Pixels
from renders.request.variant import Quality, Variant

BEATS = "arrives", "passes", "hurried"


class Walker(Derived):
    """A weight that a ring marks while it is 0."""

    def __init__(self, weight: ValueTracker, theme: Any) -> None:
        super().__init__(weight)
        self.weight, self.dot = weight, WeightDot(theme)
        self.add(self.dot)
        self.redraw()

    def redraw(self) -> None:
        weight = max(self.weight.get_value(), 0.0)
        self.dot.stand(np.array([weight, 0.0, 0.0]), is_zero=weight == 0)


class Landing(Tiny):
    """Lands at the end of a sweep; in the middle of one; and on the last frames of one that another follows."""

    def setup(self) -> None:
        said = BeatWords("", "")
        super().setup()
        self.words = SceneWords("", {}, dict.fromkeys(BEATS, said))

    @classmethod
    def said(cls, language: str) -> Any:  # noqa: ARG003
        return None

    def construct(self) -> None:
        weight = ValueTracker(1.0)
        self.walker = Walker(weight, self.theme)
        self.add(self.walker)
        with self.beat("arrives"):
            self.play(weight.animate.set_value(0.0), run_time=0.6)
        with self.beat("passes"):
            self.play(weight.animate.set_value(1.0), run_time=0.4)
            self.play(weight.animate.set_value(-1.0), run_time=1.4, rate_func=linear)
        with self.beat("hurried"):
            self.play(weight.animate.set_value(1.0), run_time=0.4)
            self.play(weight.animate.set_value(-0.1), run_time=1.0, rate_func=linear)
            self.play(weight.animate.set_value(-0.2), run_time=0.1)
            self.hold(0.2)
            self.play(weight.animate.set_value(-0.3), run_time=0.1)


@pytest.fixture(params=[5, 10, 30])
def variant(request: pytest.FixtureRequest) -> Variant:
    return Variant(quality=Quality(120, request.param))


@pytest.fixture
def film(variant: Variant) -> dict[int, Pixels]:
    everything = Everything()
    timeline = rasterise(Landing, variant, everything)
    assert rasterise(Landing, variant, NoFrames()) == timeline
    assert sorted(everything.pictures) == [*range(timeline.frames)]
    return everything.pictures


def pink(picture: Pixels) -> float:
    """How much there is of the ring."""
    red, green, _ = picture[..., :3].astype(float).transpose(2, 0, 1)
    return float(np.maximum(red - green, 0).sum())


@pytest.mark.parametrize("segment", range(len(BEATS)))
def test_each_beat_drawn_alone_is_that_of_the_film(
    film: dict[int, Pixels], variant: Variant, segment: int
) -> None:
    alone = Everything(segment)
    rasterise(Landing, variant, alone)
    assert alone.pictures
    assert all(np.array_equal(picture, film[index]) for index, picture in alone.pictures.items())


def test_each_still_is_that_of_the_film(film: dict[int, Pixels], variant: Variant) -> None:
    for index in range(0, len(film), 1 + len(film) // 12):
        picked = PickedFrames([index])
        rasterise(Landing, variant, picked)
        assert np.array_equal(picked.pictures[index], film[index]), index


def test_plain_manim_closes_it_on_the_same_frames(
    film: dict[int, Pixels], variant: Variant, tmp_path: Path
) -> None:
    frames = drawn_by_manim(Landing, variant, tmp_path)
    assert len(frames) == len(film)
    # It draws some edges twice, which makes them a little stronger, and where they are faint a level or two.
    inked = [pink(film[index]) for index in range(len(film))]
    assert [*map(pink, frames)] == pytest.approx(inked, rel=0.05, abs=0.01 * max(inked))


def test_a_ring_takes_its_time_and_is_closed_before_the_beat_ends() -> None:
    fps, everything = 30, Everything()
    timeline = rasterise(Landing, Variant(quality=Quality(240, fps)), everything)
    ink = [pink(everything.pictures[index]) for index in range(timeline.frames)]
    for beat in timeline.beats[:2]:
        whole = ink[beat.end - 1]
        [landed] = [i for i in range(beat.start + 15, beat.end) if ink[i] > 20 and ink[i - 1] <= 20]
        assert ink[landed] < 0.6 * whole
        settling = [i for i in range(landed, beat.end) if ink[i] != whole]
        assert TEMPO.landing * fps - 2 <= len(settling) <= TEMPO.bloom * fps + 2


def test_a_leap_that_did_not_look_when_a_weight_landed_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    variant = Variant(quality=Quality(120, 30))
    everything = Everything()
    timeline = rasterise(Landing, variant, everything)
    monkeypatch.setattr(Landing, "rings", ())
    for index in range(timeline.beats[-1].start + 40, timeline.frames):
        picked = PickedFrames([index])
        rasterise(Landing, variant, picked)
        if not np.array_equal(picked.pictures[index], everything.pictures[index]):
            return
    pytest.fail("all frames are the same")
