"""What is offered instead of a number that is refused works, is near, and is easy to read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renders.request.nearest import nearest, nearest_of

SIZES = st.floats(-6, 6).map(lambda power: 10.0**power)


@given(SIZES, SIZES, st.floats(0.01, 0.99))
def test_the_nearest_works_and_is_hardly_beyond_the_limit(given_one: float, usual: float, share: float) -> None:
    limit = given_one + share * (usual - given_one)

    def works(value: float) -> bool:
        return value >= limit if given_one < usual else value <= limit

    found = nearest(works, given_one, usual)
    if given_one == usual:
        assert found is None
    else:
        assert works(found)
        assert found == pytest.approx(limit, rel=0.1)
        assert len(f"{found:e}".partition("e")[0].rstrip("0")) <= 7


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_whole_numbers_stay_whole(start: int, usual: int, limit: int) -> None:
    found = nearest(lambda value: value >= limit, start, usual)
    if start < limit <= usual:
        assert isinstance(found, int)
        assert limit <= found <= usual


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"size": 5.0}, {"size": 2.0}),
        ({"size": 5.0, "place": [1.0, 1.0]}, {"size": 2.0}),
        ({"size": 1.0, "place": [1.0, 9.0]}, {"place": [1.0, 4.0]}),
        ({"size": 5.0, "place": [1.0, 9.0]}, {"size": 2.0, "place": [1.0, 2.6]}),
        ({"size": [5.0]}, {}),
        ({"place": [5.0]}, {}),
    ],
)
def test_the_number_that_has_to_change_is_found(values: dict[str, Any], expected: dict[str, Any]) -> None:
    usual = {"size": 1.0, "place": [1.0, 1.0]}

    def works(numbers: Any) -> bool:
        whole = {**usual, **numbers}
        return whole["size"] <= 2 and whole["place"][1] <= 4

    assert nearest_of(works, values, usual) == expected


def test_nothing_is_offered_where_nothing_works() -> None:
    assert nearest(lambda _: False, 1.0, 2.0) is None
    assert nearest_of(lambda _: False, {"size": 5.0}, {"size": 1.0}) == {}
