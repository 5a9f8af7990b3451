"""Facts stand in words as the words ask for them."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.numerals import Shown
from common.words import BeatWords, SceneWords, WordsError, filled


def said(text: str) -> SceneWords:
    return SceneWords("T", MappingProxyType({"a": "b"}), MappingProxyType({"one": BeatWords("t", text)}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from {start:.1f} to {end:.2f}", "from 2.2 to −0.30"),
        ("in {steps:.0f} steps", "in 6 steps"),
        ("it is {start:g}", "it is 2.2"),
        ("no field, {{braces}}", "no field, {braces}"),
    ],
)
def test_a_field_becomes_the_fact_in_the_form_it_asks_for(text: str, expected: str) -> None:
    whole = filled(said(text), {"start": 2.2, "end": -0.3, "steps": 6}, "Scene")
    assert whole.beats["one"].said == expected


def test_titles_claims_and_labels_are_filled_too() -> None:
    words = SceneWords("{n:g}", {"a": "{n:g} zeros"}, {"one": BeatWords("{n:g}", "{n:g}?", claim="{n:g}!")})
    whole = filled(words, {"n": 3}, "Scene")
    assert (whole.title, whole.labels["a"]) == ("3", "3 zeros")
    assert whole.beats["one"].texts == {"title": "3", "claim": "3!", "said": "3?"}


@pytest.mark.parametrize("text", ["{missing:.1f}", "{start:.1q}", "{start", "{}", "{0}"])
def test_a_field_that_cannot_be_filled_is_refused_by_its_place(text: str) -> None:
    with pytest.raises(WordsError, match=r"Scene\.beats\.one\.said"):
        filled(said(text), {"start": 2.2}, "Scene")


@given(st.floats(1e-9, 1e9), st.sampled_from([-1, 1]), st.integers(2, 6))
def test_what_is_not_zero_never_reads_zero_and_is_never_off_by_more_than_its_last_digit(
    size: float, sign: int, digits: int
) -> None:
    text = filled(said(f"{{it:.{digits}g}}"), {"it": sign * size}, "Scene").beats["one"].said
    assert set(text) <= set("−0123456789.")
    value = float(text.replace("−", "-"))
    assert abs(value / (sign * size) - 1) <= 0.51 * 10 ** (1 - digits)


@given(st.floats(-10, 10), st.integers(0, 4))
def test_nor_does_it_with_so_many_decimals(value: float, decimals: int) -> None:
    text = filled(said(f"{{it:.{decimals}f}}"), {"it": value}, "Scene").beats["one"].said
    assert (float(text.split()[-1].replace("−", "-")) == 0) == (value == 0)


def test_a_fact_that_is_shown_is_said_as_it_is_shown() -> None:
    assert filled(said("at {it}"), {"it": Shown(0.625, 2)}, "Scene").beats["one"].said == "at 0.62"
    with pytest.raises(WordsError, match=r"Scene\.beats\.one\.said"):
        filled(said("at {it:.3g}"), {"it": Shown(0.625, 2)}, "Scene")


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (0.1 + 0.2, "0.3"), (2.25, "2.25"), (0.000_052, "0.000052"), (2e5, "200000")]
)
def test_digits_that_say_nothing_are_left_out(value: float, text: str) -> None:
    assert filled(said("{it:.3g}"), {"it": value}, "Scene").beats["one"].said == text
