"""A number reads the same wherever it is shown or said, and as 0 only if it is 0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.numerals import MOST_DECIMALS, Shown, decimals_for, number_text

NUMBERS = st.one_of(st.floats(-1e3, 1e3), st.floats(-1e-3, 1e-3), st.just(0.0))
TYPED = st.integers(1, 9_999).map(lambda count: count / 1000)


def interval(text: str) -> tuple[float, float]:
    """Between which numbers a text says that the number lies."""
    bound, _, digits = text.replace("−", "-").rpartition(" ")
    read, half = float(digits), 0.5 * 10.0 ** -len(digits.partition(".")[2])
    if digits == "0":
        return 0.0, 0.0
    return {"<": (0.0, read), ">": (read, 0.0)}.get(bound, (read - half, read + half))


@given(NUMBERS, st.integers(0, 6))
def test_a_number_reads_as_zero_only_if_it_is_and_is_as_large_as_it_reads(value: float, decimals: int) -> None:
    text = number_text(value, decimals)
    assert (text == "0") == (value == 0)
    low, high = interval(text)
    assert low - 1e-12 <= value <= high + 1e-12
    assert float(text.replace("−", "-").split()[-1]) != 0 or value == 0


@given(NUMBERS, st.integers(1, 6))
def test_what_is_said_is_what_is_shown_but_for_zeros_at_the_end(value: float, decimals: int) -> None:
    shown, said = number_text(value, decimals), f"{Shown(value, decimals)}"
    assert shown.startswith(said)
    assert shown[len(said) :].strip("0.") == ""
    assert interval(shown)[0] <= float(said.replace("−", "-").split()[-1]) <= interval(shown)[1]


@given(TYPED, st.integers(0, 3))
def test_a_typed_number_reads_as_it_was_typed(value: float, least: int) -> None:
    assert float(f"{Shown(value, decimals_for(least, [value]))}") == value


@given(st.lists(TYPED, min_size=1), st.floats(1e-3, 10))
def test_decimals_are_enough_for_all_and_not_too_many(given_numbers: list[float], computed: float) -> None:
    decimals = decimals_for(2, given_numbers, [computed])
    assert 2 <= decimals <= MOST_DECIMALS
    assert all(" " not in number_text(each, decimals) for each in (*given_numbers, computed))


@pytest.mark.parametrize(
    ("value", "least", "text"), [(0.625, 2, "0.625"), (1.125, 2, "1.125"), (0.007, 2, "0.007"), (1.0, 2, "1")]
)
def test_a_half_is_not_rounded_away(value: float, least: int, text: str) -> None:
    assert f"{Shown(value, decimals_for(least, [value]))}" == text


def test_a_number_that_is_shown_takes_no_other_format() -> None:
    with pytest.raises(ValueError, match=r"not in the format '\.2f'"):
        f"{Shown(0.5, 3):.2f}"
