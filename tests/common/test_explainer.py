"""Two halves of a comparison are made alike and move at once; a sweep takes the time that the words take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from manim import Animation, Dot, FadeIn, Mobject, ValueTracker

from common.explainer import Explainer
from common.figures.cost_plot import CostPlot
from common.figures.half import Half
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.kink import Kink

SMALL = Variant(quality=Quality(120, 4))


class Spot:
    """A dot in the middle of its half."""

    def __init__(self, half: Half, size: ValueTracker, radius: float) -> None:
        self.half, self.size = half, size
        self.dot = Dot(half.box.centre, radius=radius)

    def standing(self) -> Iterator[Mobject]:
        yield self.dot

    def appear(self) -> Iterator[Animation]:
        yield FadeIn(self.dot)


def played(construct: Callable[[Explainer], None], typeset: Path) -> Explainer:
    """The scene ``Kink``, with its words, playing something else."""
    scenes: list[Explainer] = []

    class Other(Kink):
        def construct(self) -> None:
            scenes.append(self)
            construct(self)

        def tear_down(self) -> None:
            pass

    Other.__name__ = "Kink"
    rasterise(Other, SMALL, NoFrames(), typeset)
    return scenes[0]


def test_the_halves_differ_in_penalty_and_box_alone(typeset: Path) -> None:
    def construct(scene: Explainer) -> None:
        (size,) = scene.trackers(0.5)
        scene.compare(Spot, size, radius=0.2)

    scene = played(construct, typeset)
    one, two = scene.halves
    assert [one.half.penalty, two.half.penalty] == [L1, L2]
    assert (one.half.box, two.half.box) == scene.stage.pair()
    assert one.size is two.size
    assert one.half.colour == scene.theme.l1 != two.half.colour


@pytest.mark.parametrize("seconds", [None, 0.5])
def test_both_and_others_come_in_at_once(typeset: Path, seconds: float | None) -> None:
    frames: list[int] = []

    def construct(scene: Explainer) -> None:
        scene.compare(Spot, ValueTracker(0.0), radius=0.2)
        before = scene.frame
        how: dict[str, Any] = {} if seconds is None else {"run_time": seconds}
        scene.both(Spot.appear, scene.halves[0].size.animate.set_value(1.0), **how)
        frames.append(scene.frame - before)

    scene = played(construct, typeset)
    assert [half.dot in scene.mobjects for half in scene.halves] == [True, True]
    assert scene.halves[1].size.get_value() == 1.0
    assert frames == [4 if seconds is None else 2]


def test_put_takes_no_time(typeset: Path) -> None:
    def construct(scene: Explainer) -> None:
        scene.compare(Spot, ValueTracker(0.0), radius=0.2)
        scene.put(Spot.standing)

    scene = played(construct, typeset)
    assert scene.mobjects == [half.dot for half in scene.halves]
    assert scene.frame == 0


@pytest.mark.parametrize("told", [None, 0.5])
def test_a_sweep_fills_what_the_words_leave_unless_told_how_long(typeset: Path, told: float | None) -> None:
    lasted: list[float] = []

    def construct(scene: Explainer) -> None:
        one, other = scene.trackers(0.0, 3.0)
        with scene.beat("zoom") as beat:
            begun, expected = scene.frame, told or beat.seconds
            beat.sweep(one, other, to=1.0, seconds=told)
            assert one.get_value() == other.get_value() == 1.0
            lasted.append((scene.frame - begun) / SMALL.quality.fps - expected)

    played(construct, typeset)
    assert lasted == pytest.approx([0.0], abs=1 / SMALL.quality.fps)


def test_what_follows_a_sweep_is_made_only_once_its_word_is_heard(typeset: Path) -> None:
    made: list[tuple[int, float]] = []

    def construct(scene: Explainer) -> None:
        (moved,) = scene.trackers(0.0)

        def verb() -> Iterator[Any]:
            made.append((scene.frame, moved.get_value()))
            yield moved.animate.set_value(2.0)

        with scene.beat("zoom") as beat:
            beat.sweep(moved, to=1.0, until="flat", then=[verb()])
            (flat,) = (mark for mark in beat.marks if mark.name == "flat")
            assert made == [(flat.begun, 1.0)]
            assert moved.get_value() == 2.0
            assert flat.begun == flat.due

    played(construct, typeset)
    assert made


def test_a_part_comes_in_with_its_figure_only(typeset: Path) -> None:
    """What it shows would not follow its numbers, nor be claimed, as that of the slopes of Shrinkage once was."""

    def construct(scene: Explainer, *, is_there: bool) -> None:
        plot = CostPlot(OneWeightLoss(1.0, 0.5), ValueTracker(0.2), scene.theme)
        plot.fit(scene.stage.body)
        if is_there:
            scene.add(plot)
        scene.play(plot.reveal(plot.loss_curve))

    played(partial(construct, is_there=True), typeset)
    with pytest.raises(ValueError, match="Kink brings in a Curve without its figure: add the figure to the scene"):
        played(partial(construct, is_there=False), typeset)


def test_a_picture_leads_its_word_by_as_much_as_it_is_told(typeset: Path) -> None:
    begun: list[int] = []

    def construct(scene: Explainer) -> None:
        with scene.beat("zoom") as beat:
            due = {mark.name: mark.due for mark in beat.marks}
            for name, lead in (("flat", 0.5), ("corner", 0.0), ("zoom", 0.5)):  # the last is over
                beat.at(name, lead)
                begun.append(scene.frame - due[name])

    played(construct, typeset)
    assert begun[:2] == [-0.5 * SMALL.quality.fps, 0]
    assert begun[2] > 0
