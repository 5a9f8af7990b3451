"""Every sentence that only a person's own numbers bring up is brought up, filled, and fits the screen."""

from __future__ import annotations

import re
from itertools import product

import pytest
from other_numbers import scenes_with_other_numbers
from scenes_watched import SCENES

from common.explainer import Explainer
from common.words import LANGUAGES, words_of

OTHERS = list(scenes_with_other_numbers())


@pytest.mark.parametrize("scene", SCENES)
def test_every_case_that_has_words_comes_up(scene: type[Explainer]) -> None:
    known = {case for others in words_of(scene.__name__, "en").instead.values() for case in others}
    found = {case for other in OTHERS if other.__name__ == scene.__name__ for case in other.cases()}
    assert found == known
    assert not scene.cases()


@pytest.mark.parametrize(("scene", "language"), [*product(OTHERS, LANGUAGES)])
def test_the_facts_fill_the_other_words(scene: type[Explainer], language: str) -> None:
    for beat in scene.said(language).beats.values():
        assert "{" not in beat.said + beat.headline


@pytest.mark.parametrize("scene", OTHERS)
def test_other_words_are_no_longer_than_usual_ones(scene: type[Explainer]) -> None:
    english, chinese = (scene.said(each).beats.values() for each in LANGUAGES)
    assert [beat.headline for beat in english if len(beat.headline.split()) > 9] == []
    assert [beat.headline for beat in chinese if len(re.sub(r"\s", "", beat.headline)) > 16] == []
    clauses = [clause for beat in chinese for clause in re.findall(r"[^，。：；？！]+[，。：；？！]?", beat.said)]
    assert [clause for clause in clauses if len(re.sub(r"\s", "", clause)) > 16] == []
