"""Every sentence that custom numbers bring up is brought up, alone in its beat, filled, and fits the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from accepted_numbers import held, numbers_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from other_numbers import OTHER_NUMBERS, scenes_with_other_numbers
from scenes_watched import SCENES

from common.explainer import Explainer
from common.words import LANGUAGES, SceneWords, WordsError, cases_told, words_of
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM

OTHERS = list(scenes_with_other_numbers())
WITH_CASES = [ref for ref in map(SceneRef.parse, FILM + CLIPS) if ref.name in OTHER_NUMBERS]
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def told(scene: type[Explainer]) -> dict[str, str]:
    """By beat, the case whose words the scene says; a mistake, if a case has none or two want the same beat."""
    name, cases = scene.__name__, scene.numbers.cases
    first, *others = (dict(cases_told(words_of(name, language), cases, name)) for language in LANGUAGES)
    assert all(other == first for other in others)
    return first


@pytest.mark.parametrize("scene", SCENES)
def test_every_sentence_is_said_and_every_precedence_is_needed(scene: type[Explainer]) -> None:
    custom = words_of(scene.__name__, "en").custom
    with_others = [other for other in OTHERS if other.__name__ == scene.__name__]
    said = {each for other in with_others for each in told(other).items()}
    assert said == {(beat, case) for beat, cases in custom.items() for case in cases}
    assert told(scene) == {}
    together = [other.numbers.cases for other in with_others]
    pairs = {(case, first) for cases in custom.values() for case, words in cases.items() for first in words.unless}
    assert [pair for pair in pairs if not any(cases.issuperset(pair) for cases in together)] == []


@pytest.mark.parametrize("scene", SCENES)
def test_every_case_changes_the_words_of_some_language(scene: type[Explainer]) -> None:
    english, chinese = (words_of(scene.__name__, language).custom for language in LANGUAGES)
    for beat, cases in english.items():
        for case, words in cases.items():
            assert words.fields or chinese[beat][case].fields, (beat, case)


@pytest.mark.parametrize("scene", WITH_CASES, ids=str)
def test_with_any_numbers_at_most_one_case_of_a_beat_is_told(scene: SceneRef) -> None:
    usual = scene.load()
    starts = [scene, *(scene.carrying(type(usual.numbers)(**each)) for each in OTHER_NUMBERS[scene.name])]
    choices = st.sampled_from(starts).flatmap(
        lambda start: st.tuples(st.just(start), numbers_for(start, accept=held, halvings=2))
    )

    @FEW
    @given(choices)
    def one_at_most(chosen: tuple[SceneRef, dict[str, Any]]) -> None:
        carried = held(*chosen)
        assert carried is not None
        told(carried.load())

    one_at_most()


def test_two_cases_of_a_beat_without_a_precedence_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_precedence(
        scene: str, language: str, words_of: Callable[..., SceneWords] = words_of
    ) -> SceneWords:
        words = words_of(scene, language)
        slide = {case: replace(each, unless=()) for case, each in words.custom["slide"].items()}
        return replace(words, custom={**words.custom, "slide": slide})

    early = next(other for other in OTHERS if {"early", "kept"} <= other.numbers.cases)
    assert told(early)["slide"] == "early"
    monkeypatch.setattr("test_other_words.words_of", without_precedence)
    with pytest.raises(WordsError, match=r"ShrinkingRegion\.slide has words for 'early' and for 'kept', and both"):
        told(early)


@pytest.mark.parametrize(("scene", "language"), [*product(OTHERS, LANGUAGES)])
def test_the_facts_fill_the_other_words(scene: type[Explainer], language: str) -> None:
    for beat in scene.said(language).beats.values():
        assert "{" not in beat.said + beat.claim


@pytest.mark.parametrize("scene", OTHERS)
def test_other_words_are_no_longer_than_usual_ones(scene: type[Explainer]) -> None:
    chinese = scene.said("zh").beats.values()
    clauses = [clause for beat in chinese for clause in re.findall(r"[^，。：；？！]+[，。：；？！]?", beat.said)]
    assert [clause for clause in clauses if len(re.sub(r"\s", "", clause)) > 16] == []
