"""Of a hundred natural changes of one number, most are drawn; each of the others is refused with one that is.

``NUMBERS=long`` lets the critic look at the pictures, too; ``NUMBERS=Kink,Steps`` at those of these scenes.
"""

from __future__ import annotations

import os
import re
from itertools import chain
from pathlib import Path

import pytest
from natural_changes import Change, natural_changes

from common.explainer import Explainer
from common.words import LANGUAGES
from renders.critic.contrast import contrast_findings
from renders.critic.layout import layout_findings
from renders.critic.problem import Finding
from renders.critic.saying import saying_findings
from renders.critic.sight import Sight, look
from renders.critic.sizes import size_findings
from renders.critic.truth import claims_on, surface_findings, truth_findings
from renders.critic.watching import play_watched
from renders.errors import BadInputError
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.picture.timeline import MOMENTS, moment
from renders.request.custom import custom_numbers
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from scenes.film import CLIPS, FILM
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.numbers.steps import StepsNumbers

SCENES = [SceneRef.parse(scene) for scene in FILM + CLIPS]
CHANGES = natural_changes(SCENES, count=100, seed=20)
REFUSED = {
    "Recap landing=1.4": "landing=0.99",
    "ShrinkingRegion hessian=[[0.5, -0.35], [-0.35, 0.8]]": "hessian=[[0.51, -0.35], [-0.35, 0.8]]",
}
"""The changes that are refused, and what is offered instead."""

NEAREST = re.compile(r"the nearest that works is (\w+) = ([^;]+);")
LOOKED_AT = os.environ.get("NUMBERS", "")


def carried(change: Change, setting: str) -> SceneRef:
    """The scene with the number, as it goes to be drawn in each language."""
    (scene,) = custom_numbers([change.scene], None, [setting], LANGUAGES[0]).scenes
    for language in LANGUAGES[1:]:
        scene.load().said(language)
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


def looked_at(scene: type[Explainer], variant: Variant, media: Path) -> list[str]:
    """What the critic finds wrong in the middle and at the end of each beat."""
    timeline = rasterise(scene, variant, NoFrames(), media)
    frames = PickedFrames(moment(beat, when) for beat in timeline.beats for when in MOMENTS[1:])
    sights: dict[int, Sight] = {}
    found: list[tuple[int, Finding]] = []

    def note(playing: Explainer, index: int) -> None:
        sight = sights[index] = look(playing)
        checks = layout_findings(sight), size_findings(sight), truth_findings(playing, claims_on(playing))
        others = saying_findings(playing), surface_findings(playing)
        found.extend((index, finding) for finding in chain(*checks, *others))

    play_watched(scene, variant, frames, note, media, timeline)
    for index, sight in sights.items():
        found += [(index, finding) for finding in contrast_findings(sight, frames.pictures[index])]
    beats = {index: next(beat.name for beat in timeline.beats if index < beat.end) for index in sights}
    return [f"{beats[index]}: {finding}" for index, finding in found]


@pytest.mark.slow
@pytest.mark.skipif(not LOOKED_AT, reason="takes long: NUMBERS=long, or scenes, such as NUMBERS=Kink,Steps")
@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_critic_finds_nothing_wrong(change: Change, typeset: Path) -> None:
    if LOOKED_AT != "long" and change.scene.name not in LOOKED_AT.split(","):
        pytest.skip("another scene")
    setting = REFUSED.get(str(change), change.setting)
    assert looked_at(carried(change, setting).load(), Variant(quality=Quality(1080, 10)), typeset) == []
