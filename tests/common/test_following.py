"""Numbers that are not given follow those that are; and where they cannot be shown, all reasons are told."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from common.numbers import Follow, Numbers, Premise
from common.numerals import readable, rounded

SIZES = st.floats(-8, 8).map(lambda power: 10.0**power)
SIGNED = st.one_of(SIZES, SIZES.map(lambda size: -size))


class Box(Numbers):
    """A box, with a hinge and some screws."""

    width: float = Field(2.0, gt=0)
    height: float = Field(0.731, gt=0)
    hinge: float = Field(0.5, gt=0, le=30)
    screws: int = Field(3, ge=2)

    follows: ClassVar = (
        Follow("width", lambda n: 4 * n.hinge, upon={"hinge"}),
        Follow.ratio("height", of="width"),
        Follow("hinge", lambda n: n.width / 4),
        Follow("screws", lambda n: 3 * n.width / 2),
    )
    story: ClassVar = (
        Premise.bound("close", "there is a width", "width", ">", 1e-3, basic=True),
        Premise.bound("close", "it is flat", "height", "<", "width"),
        Premise.bound(
            "close", "the hinge fits", "hinge", "<", lambda n: (n.width - n.height) / (n.height < n.width)
        ),
        Premise.bound("close", "it holds", "screws", "<", 1000),
    )


def reasons(**numbers: float) -> str:
    with pytest.raises(ValidationError) as refused:
        Box(**numbers)
    return str(refused.value)


@given(st.floats(0.01, 300))
def test_what_is_not_given_follows_and_what_is_given_stays(width: float) -> None:
    box = Box(width=width)
    assert box.width == width
    assert box.height == pytest.approx(0.731 * width / 2, rel=0.05)
    assert 2 <= box.screws == max(2, round(1.5 * width))
    assert box.hinge == pytest.approx(min(width / 4, 30))
    assert Box(**box.model_dump()) == box
    assert Box(width=width, height=width / 3).height == width / 3


def test_nothing_follows_the_films_own_numbers() -> None:
    film = Box.model_construct()
    assert Box() == film == Box(width=2.0) == Box(hinge=0.5, screws=3)


def test_some_follow_only_upon_others() -> None:
    assert Box(hinge=1.0).width == 4
    assert Box(hinge=1.0, width=6.0).width == 6
    assert Box(screws=8).width == 2


def test_all_reasons_are_told_at_once_and_one_that_relies_on_another_is_left_out() -> None:
    told = reasons(width=1.0, height=2.0, hinge=3.0, screws=2000)
    assert "height is 2, but must be below width, 1" in told
    assert "screws is 2000, but must be below 1000" in told
    assert "hinge" not in told.partition("[type")[0]  # its limit is a fraction by 0


def test_after_a_basic_reason_no_others_are_told() -> None:
    told = reasons(width=1e-6, screws=2000)
    assert "width is 1e-06, but must be above 0.001" in told
    assert "screws is" not in told


def test_a_rule_that_cannot_be_computed_leaves_the_number_as_it_is() -> None:
    class Lid(Box):
        follows = (Follow("height", lambda n: 1 / (n.width - 3)),)

    assert Lid(width=3.0).height == 0.731
    assert Lid(width=4.0).height == 1


@given(SIGNED, st.integers(1, 6))
def test_a_number_is_rounded_to_either_side_of_it(value: float, digits: int) -> None:
    below, above = rounded(value, digits)
    assert below <= value <= above
    assert all(float(f"{each:.{digits}g}") == each for each in (below, above))
    assert above - below <= abs(value) * 10 ** (1 - digits) * (1 + 1e-9)


@given(SIGNED, SIGNED, SIGNED)
def test_a_readable_number_is_within_its_limits_and_near(value: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    read, nearest = readable(value, low, high), min(max(value, low), high)
    assert low <= read <= high
    assert read == pytest.approx(nearest, rel=0.1)
