"""The scenes' numbers are checked, and their words hold what the solver finds, in lines that can be read."""

from __future__ import annotations

import re
from itertools import product

import pytest
from pydantic import ValidationError
from scenes_watched import SCENES

from common.explainer import Explainer
from common.words import LANGUAGES, words_of
from common.words.score import Score

DIGITS = re.compile(r"[1-9]")  # that something is 0 may be said
NAMES = re.compile(r"L[012]")


@pytest.mark.parametrize(("scene", "language"), [*product(SCENES, LANGUAGES)])
def test_the_facts_fill_the_words(scene: type[Explainer], language: str) -> None:
    said = scene.said(language)
    assert list(said.beats) == list(words_of(scene.__name__, language).beats)


@pytest.mark.parametrize("scene", SCENES)
def test_every_fact_is_used(scene: type[Explainer]) -> None:
    texts = [str(words_of(scene.__name__, language)) for language in LANGUAGES]
    for fact in scene.numbers.facts:
        assert any(re.search(rf"{{{fact}[:}}]", text) for text in texts), fact


@pytest.mark.parametrize(("scene", "language"), [*product(SCENES, LANGUAGES)])
def test_no_number_is_typed_into_the_words(scene: type[Explainer], language: str) -> None:
    words = words_of(scene.__name__, language)
    custom = [each.fields for others in words.custom.values() for each in others.values()]
    for fields in (*(beat.texts for beat in words.beats.values()), *custom):
        for text in (fields.get("claim", ""), Score.read(fields.get("said", "")).text):
            typed = re.sub(r"\{[^}]*\}", "", NAMES.sub("", text))
            assert not DIGITS.search(typed), text


@pytest.mark.parametrize("scene", SCENES)
def test_numbers_that_are_unknown_or_not_finite_are_refused(scene: type[Explainer]) -> None:
    model = type(scene.numbers)
    with pytest.raises(ValidationError, match="nowhere"):
        model(nowhere=1.0)
    for name, field in model.model_fields.items():
        if field.annotation is float:
            with pytest.raises(ValidationError, match=name):
                model(**{name: float("nan")})


@pytest.mark.parametrize("scene", SCENES)
def test_claims_have_at_most_twelve_english_words_or_sixteen_chinese_characters(scene: type[Explainer]) -> None:
    english, chinese = ([beat.claim for beat in scene.said(each).beats.values()] for each in LANGUAGES)
    assert [claim for claim in english if len(claim.split()) > 12] == []
    assert [claim for claim in chinese if len(re.sub(r"\s", "", claim)) > 16] == []


@pytest.mark.parametrize("scene", SCENES)
def test_a_chinese_caption_never_breaks_within_a_clause(scene: type[Explainer]) -> None:
    said = [beat.said for beat in scene.said("zh").beats.values()]
    clauses = [clause for text in said for clause in re.findall(r"[^，。：；？！]+[，。：；？！]?", text)]
    assert [clause for clause in clauses if len(clause) > 16] == []
