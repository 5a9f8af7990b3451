"""Of a hundred natural changes of one number, most are drawn; each of the others is refused with one that is.

``NUMBERS=long`` lets the critic look at the pictures, too; ``NUMBERS=Kink,Steps`` at those of these scenes.
"""

from __future__ import annotations

import os
import re

import pytest
from natural_changes import Change, natural_changes

from common.words import LANGUAGES
from renders.critic.inspection import inspect_scene
from renders.critic.task import InspectTask
from renders.errors import BadInputError
from renders.request.custom import custom_numbers
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from renders.work.jobs import Counter
from scenes.film import CLIPS, FILM
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.numbers.steps import StepsNumbers

SCENES = [SceneRef.parse(scene) for scene in FILM + CLIPS]
CHANGES = natural_changes(SCENES, count=100, seed=20)
REFUSED: dict[str, str] = {}
"""The changes that are refused, and what is offered instead."""

NEAREST = re.compile(r"the nearest that works is (\w+) = ([^;]+);")
LOOKED_AT = os.environ.get("NUMBERS", "")
EXPECTED = {"likeness/changed", "staging/join"}  # it is not the film's picture, nor does it continue one


def carried(change: Change, setting: str) -> SceneRef:
    """The scene with the number, as it goes to be drawn in each language."""
    (scene,) = {custom_numbers([change.scene], None, [setting], each).scenes[0] for each in LANGUAGES}
    return scene


def refusal(change: Change) -> str:
    """Why it is refused, or nothing."""
    try:
        carried(change, change.setting)
    except BadInputError as error:
        return str(error)
    return ""


def test_most_are_accepted_and_instead_of_each_other_one_is_offered_that_is() -> None:
    offered = {}
    for change in CHANGES:
        if line := refusal(change):
            found = NEAREST.search(line)
            assert found, line
            offered[str(change)] = "=".join(found.groups())
            assert carried(change, offered[str(change)])
    assert offered == REFUSED
    assert len(REFUSED) <= 10


@pytest.mark.parametrize("model", [KinkNumbers, ShrinkageNumbers, StepsNumbers, ReachesZeroNumbers, PriorsNumbers])
def test_where_nothing_follows_more_are_refused(model: type, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [each for each in CHANGES if type(each.scene.load().numbers) is model]
    before = {str(each) for each in changes if refusal(each)}
    monkeypatch.setattr(model, "follows", ())
    assert before < {str(each) for each in changes if refusal(each)}


@pytest.mark.slow
@pytest.mark.skipif(not LOOKED_AT, reason="takes an hour: NUMBERS=long, or scenes, such as NUMBERS=Kink,Steps")
@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_critic_finds_nothing_wrong(change: Change) -> None:
    if LOOKED_AT != "long" and change.scene.name not in LOOKED_AT.split(","):
        pytest.skip("another scene")
    setting = REFUSED.get(str(change), change.setting)
    variant = Variant(quality=Quality(480, 10))
    problems = inspect_scene(InspectTask(carried(change, setting), variant), Counter(None, 0)).problems
    assert [str(each) for each in problems if each.finding.check not in EXPECTED] == []
