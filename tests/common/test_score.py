"""Marks and silences are read out of the words, and what remains is what is heard."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.words.score import Score

WORDS = st.lists(st.sampled_from(["zero", "it", "at 0.3,", "stays."]), min_size=1, max_size=5).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_each_mark_stands_before_the_word_that_it_stood_before(parts: list[str]) -> None:
    said = " ".join(f"[m{number}]{part}" for number, part in enumerate(parts))
    score = Score.read(said)
    assert score.text == " ".join(parts)
    for number, part in enumerate(parts):
        assert score.text[score.marks[f"m{number}"] :].startswith(part)


@pytest.mark.parametrize(
    ("said", "text", "silences"),
    [
        ("It lands. ‹0.8› [none]There, none.", "It lands. There, none.", {9: 0.8}),
        ("它到了零。‹0.8› 那边呢？", "它到了零。那边呢？", {5: 0.8}),
        ("‹2›[loss]Add a loss.", "Add a loss.", {0: 2.0}),
        ("It lands. ‹1.5›", "It lands.", {9: 1.5}),
    ],
)
def test_a_silence_leaves_the_sentences_as_they_are_written(
    said: str, text: str, silences: dict[int, float]
) -> None:
    score = Score.read(said)
    assert (score.text, dict(score.silences)) == (text, silences)


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("[a]One [a]two.", "[a]"),
        ("[Two words]One.", "[Two words]"),
        ("One. ‹long› Two.", "‹long›"),
        ("One. ‹9› Two.", "‹9›"),
        ("One. ‹-1› Two.", "‹-1›"),
        ("One] two.", "]"),
        ("One ‹0.8 two.", "‹"),
    ],
)
def test_a_sign_that_cannot_be_read_is_named(said: str, sign: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(sign)} "):
        Score.read(said)
