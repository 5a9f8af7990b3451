from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import (
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Square,
    ValueTracker,
    VGroup,
    smooth,
    squish_rate_func,
    tempconfig,
)
from manim.animation.transform import _MethodAnimation
from tiny_scenes import Blink, Diving, Flat, Moving, Tiny, Unsteady

from common.figures.zero_ring import ZeroRing
from common.style import DARK
from common.words import BeatWords, SceneWords
from renders.picture import renderer as frames
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PartDone, PickedFrames, Pixels
from renders.picture.timeline import UnsteadySceneError
from renders.request.variant import Quality, Variant

SMALL = Variant(quality=Quality(240, 15))


class Everything:
    """Takes all frames of all segments, and notes in which calls they came."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []
        self.entered: list[tuple[int, int]] = []
        self.pictures: list[Pixels] = []

    def wants(self, _: int) -> bool:
        return True

    def enter(self, segment: int) -> None:
        self.entered.append((segment, len(self.pictures)))

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        assert index == len(self.pictures)
        if self.pictures and index != self.entered[-1][1]:
            same = np.ones(len(pixels), bool)
            same[[row for each in rows for row in each]] = False
            assert np.array_equal(pixels[same], self.pictures[-1][same])
        self.calls.append((index, count))
        self.pictures += [pixels.copy()] * count


class OneSegment(Everything):
    """Wants the frames of one segment, and no more of the scene than that."""

    def __init__(self, segment: int) -> None:
        super().__init__()
        self.segment, self.present = segment, -1

    def wants(self, _: int) -> bool:
        return self.present == self.segment

    def enter(self, segment: int) -> None:
        self.entered.append((segment, len(self.pictures)))
        self.present = segment
        if segment > self.segment:
            raise PartDone

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        self.calls.append((index, count))
        self.pictures += [pixels.copy()] * count


class Pausing(Tiny):
    def setup(self) -> None:
        said = BeatWords("", "")
        self.words = SceneWords("", {}, {"before": said, "after": said})
        self.beats = []

    def construct(self) -> None:
        number = ValueTracker(0.0)
        with self.beat("before"):
            self.add(Circle())
            self.hold(0.4)
            self.play(number.animate.set_value(1.0), run_time=0.4)
        with self.beat("after"):
            self.hold(0.4)
        self.hold(0.4)


class BringingIn(Pausing):
    def construct(self) -> None:
        square, dot, label = Square().shift(3 * LEFT), Dot(), Circle().shift(3 * RIGHT)
        label.add_updater(lambda circle: circle.set_y(dot.get_y()))
        with self.beat("before"):
            self.add(square, dot, label)
            self.hold(0.4)
            self.play(AnimationGroup(AnimationGroup(FadeIn(dot))), run_time=0.4)
            self.play(square.animate.rotate(0.5), run_time=0.4)
        with self.beat("after"):
            square.set_stroke(width=9)
            self.play(dot.animate.shift(UP), run_time=0.4)


class Landing(Pausing):
    """A ring closes shortly before a play ends, beside what comes in, is drawn and goes."""

    def construct(self) -> None:
        weight, square, dot, circle = ValueTracker(1.0), Square().shift(3 * LEFT), Dot(), Circle().shift(3 * RIGHT)
        ring = ZeroRing(0.5, DARK)
        dot.add_updater(lambda each: each.set_y(weight.get_value()), call_updater=True)
        dot.add_updater(lambda _: ring.stand(UP, is_zero=weight.get_value() == 0))
        with self.beat("before"):
            self.play(LaggedStart(FadeIn(square), Create(circle), FadeIn(dot), lag_ratio=0.5), run_time=0.6)
            self.play(square.animate.rotate(0.5), FadeOut(circle), weight.animate.set_value(2.0), run_time=0.4)
            self.add(ring)
            self.play(weight.animate(rate_func=squish_rate_func(smooth, 0, 0.8)).set_value(0.0), run_time=2)
            self.play(FadeOut(square), run_time=0.2)
        with self.beat("after"):
            self.hold(1)


def is_drawn_as_if_all_moved(scene: type) -> bool:
    trusting, doubting = Everything(), Everything()
    rasterise(scene, SMALL, trusting)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "_at_rest", lambda _: frozenset())
        rasterise(scene, SMALL, doubting)
    return trusting.calls == doubting.calls and all(map(np.array_equal, trusting.pictures, doubting.pictures))


@pytest.mark.parametrize("scene", [BringingIn, Moving, Diving])
def test_what_is_taken_to_be_at_rest_never_moves(scene: type) -> None:
    assert is_drawn_as_if_all_moved(scene)


def test_something_that_moves_unseen_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "moved_by", lambda animations: (each.mobject for each in animations))
    assert not is_drawn_as_if_all_moved(BringingIn)


def test_a_group_moves_what_its_animations_move_not_all_that_it_keeps_together() -> None:
    at_rest, new, circle = Square(), Dot(), Circle()
    group = AnimationGroup(AnimationGroup(FadeIn(new)), group=VGroup(at_rest))
    assert [*frames.moved_by([group, FadeIn(circle)])] == [new, circle]


@pytest.mark.parametrize("scene", [Moving, Diving, Flat, Blink])
def test_counting_and_drawing_agree_to_the_frame(scene: type) -> None:
    everything = Everything()
    drawn = rasterise(scene, SMALL, everything)
    assert rasterise(scene, SMALL, NoFrames()) == drawn
    assert len(everything.pictures) == drawn.frames


@pytest.mark.parametrize("fps", [15, 24, 30, 60])
def test_beats_follow_each_other_to_the_end_of_the_scene(fps: int) -> None:
    timeline = rasterise(Moving, Variant(quality=Quality(120, fps)), NoFrames())
    assert [beat.name for beat in timeline.beats] == ["enter", "cross_over"]
    assert timeline.beats[0].start == 0
    assert timeline.beats[0].end == timeline.beats[1].start
    assert timeline.beats[1].end == timeline.frames


def test_a_picked_frame_looks_as_it_does_in_the_film() -> None:
    everything = Everything()
    timeline = rasterise(Moving, SMALL, everything)
    picked = PickedFrames([0, 11, timeline.frames - 1])
    rasterise(Moving, SMALL, picked)
    assert sorted(picked.pictures) == [0, 11, timeline.frames - 1]
    for index, picture in picked.pictures.items():
        assert np.array_equal(picture, everything.pictures[index])


def looks_as_in_the_film(scene: type) -> bool:
    everything = Everything()
    timeline = rasterise(scene, SMALL, everything)
    looked_at = range(0, timeline.frames, 2)
    for index in looked_at:
        picked = PickedFrames([index])
        rasterise(scene, SMALL, picked)
        if not np.array_equal(picked.pictures[index], everything.pictures[index]):
            return False
    return True


@pytest.mark.parametrize("scene", [Landing, BringingIn, Diving])
def test_a_picture_does_not_depend_on_who_saw_those_before_it(scene: type) -> None:
    assert looks_as_in_the_film(scene)


def test_a_move_or_a_ring_that_is_passed_over_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(frames, "_FADES", {*frames._FADES, _MethodAnimation})
        assert not looks_as_in_the_film(Landing)
    monkeypatch.setattr(Landing, "rings", ())
    assert not looks_as_in_the_film(Landing)


def test_a_picture_that_repeats_is_taken_once_a_segment_however_it_was_played() -> None:
    everything = Everything()
    timeline = rasterise(Pausing, SMALL, everything)
    middle = timeline.beats[0].end
    assert everything.calls == [(0, middle), (middle, timeline.frames - middle)]
    assert everything.entered == [(0, 0), (1, middle)]


def test_a_picture_is_taken_before_the_next_is_painted() -> None:
    everything = Everything()
    timeline = rasterise(Moving, SMALL, everything)
    assert sum(count for _, count in everything.calls) == timeline.frames
    shown = [everything.pictures[index] for index, _ in everything.calls]
    start = timeline.beats[1].start  # the first picture of a segment is drawn afresh, equal or not
    for (index, _), one, two in zip(everything.calls[1:], shown, shown[1:], strict=False):
        assert index == start or not np.array_equal(one, two)


def test_a_scene_is_cut_at_its_beats_and_what_comes_after_belongs_to_the_last() -> None:
    everything = Everything()
    timeline = rasterise(Pausing, SMALL, everything)
    assert timeline.frames > timeline.beats[-1].end
    assert [segment for segment, _ in everything.entered] == [0, 1]


@pytest.mark.parametrize("scene", [Moving, Pausing, Diving])
@pytest.mark.parametrize("segment", [0, 1])
def test_a_segment_looks_the_same_drawn_alone(scene: type, segment: int) -> None:
    everything, alone = Everything(), OneSegment(segment)
    whole = rasterise(scene, SMALL, everything)
    part = rasterise(scene, SMALL, alone, expected=whole)
    starts = [*(beat.start for beat in whole.beats), whole.frames]
    wanted = everything.pictures[starts[segment] : starts[segment + 1]]
    assert np.array_equal(alone.pictures, wanted)
    assert part.beats == whole.beats[: segment + 1]


def test_a_sink_that_has_its_part_ends_the_playing() -> None:
    sink = OneSegment(0)
    timeline = rasterise(Moving, SMALL, sink)
    assert [beat.name for beat in timeline.beats] == ["enter"]
    assert timeline.frames == timeline.beats[0].end == len(sink.pictures)


def test_a_part_that_goes_differently_from_the_whole_is_refused() -> None:
    expected = rasterise(Unsteady, SMALL, NoFrames())
    with pytest.raises(UnsteadySceneError):
        rasterise(Unsteady, SMALL, NoFrames(), expected=expected)
    other = rasterise(Pausing, SMALL, NoFrames())
    with pytest.raises(UnsteadySceneError):
        rasterise(Moving, SMALL, OneSegment(0), expected=other)


def test_what_stands_still_is_as_opaque_in_a_wait_as_in_a_play() -> None:
    everything = Everything()
    rasterise(Moving, SMALL, everything)
    middle = {tuple(picture[120, 213]) for picture in everything.pictures[:9]}
    assert middle == {tuple(everything.pictures[9][120, 213])}


@pytest.mark.parametrize(("aspect", "size"), [("16:9", (854, 480)), ("9:16", (480, 854)), ("1:1", (480, 480))])
def test_quality_names_the_shorter_side(aspect: str, size: tuple[int, int]) -> None:
    variant = Variant(aspect=aspect, quality=Quality(480, 15))
    picked = PickedFrames([0])
    rasterise(Flat, variant, picked)
    assert variant.size == size
    assert picked.pictures[0].shape == (size[1], size[0], 4)
    assert (picked.pictures[0] == (0xF5, 0xA6, 0x23, 255)).all()


def test_what_a_user_tells_manim_does_not_change_the_film() -> None:
    own, told = PickedFrames([0]), PickedFrames([0])
    rasterise(Moving, SMALL, own)
    with tempconfig({"background_color": "#FF0000", "upto_animation_number": 0, "save_last_frame": True}):
        rasterise(Moving, SMALL, told)
    assert np.array_equal(own.pictures[0], told.pictures[0])
