"""Walks of other numbers can be seen, or are refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.numbers.steps import StepsNumbers
from scenes.numbers.walking import LONGEST, MOST_HOPS
from scenes.reaches_zero import ReachesZero
from scenes.steps import Steps

SMALL = Variant(quality=Quality(120, 2))


def test_other_numbers_make_other_scenes() -> None:
    class Further(Steps):
        numbers = StepsNumbers(start=2.0, step=0.4, small=0.5, settling=12, centre=1.0)

    class Closer(ReachesZero):
        numbers = ReachesZeroNumbers(start=1.6, even=2.0, count=3, rattles=2, halvings=1)

    for scene, name in ((Further, "Steps"), (Closer, "ReachesZero")):
        scene.__name__ = name
        assert len(rasterise(scene, SMALL, NoFrames()).beats) == len(scene.said("en").beats)


@pytest.mark.parametrize("step", [0.2, 1e-6, 1e-12])
def test_a_walk_of_too_many_steps_to_be_seen_is_refused_at_once(step: float) -> None:
    for model in (StepsNumbers, ReachesZeroNumbers):
        with pytest.raises(ValidationError, match=f"{MOST_HOPS} steps of {step:g}"):
            model(**{**model().model_dump(), "step": step})


def test_the_longest_step_may_be_written_as_any_product() -> None:
    assert LONGEST < 0.4 * 1.5
    StepsNumbers(start=2.4, step=0.4, strength=1.5, centre=1.5)
    ReachesZeroNumbers(start=2.2, even=2.4, step=0.4, strength=1.5)
    for model in (StepsNumbers, ReachesZeroNumbers):
        with pytest.raises(ValidationError, match=r"must be 0\.6 at most"):
            model(**{**model().model_dump(), "step": 0.4, "strength": 1.51})
