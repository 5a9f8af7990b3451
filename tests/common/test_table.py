"""A table holds numbers that can be computed with, or is refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from common.table import Table

GOOD: dict[str, Any] = {"names": ("area", "price"), "rows": ((50.0, 200.0), (80.0, 290.0))}


def test_the_last_column_is_the_target_and_the_others_predict_it() -> None:
    table = Table(names=("area", "age", "price"), rows=((50, 3, 200), (80, 1, 290)))
    data = table.data_set()
    assert (table.target, table.features, data.names) == ("price", ("area", "age"), ("area", "age"))
    assert data.design.tolist() == [[50, 3], [80, 1]]
    assert data.targets.tolist() == table.column("price").tolist() == [200, 290]


def test_it_cannot_be_changed_and_travels_as_json() -> None:
    table = Table(**GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        table.names = ("a", "b")  # type: ignore[misc]
    again = Table.model_validate_json(table.model_dump_json(), strict=True)
    assert (again, hash(again)) == (table, hash(table))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"names": ("area", "area")}, "same name"),
        ({"names": ("area",)}, "at least 2"),
        ({"rows": ()}, "at least 1"),
        ({"rows": ((50.0, 200.0),)}, "one row tells nothing"),
        ({"rows": ((50.0,), (80.0, 290.0))}, "2 numbers, one a column"),
        ({"rows": ((50.0, float("nan")), (80.0, 290.0))}, "finite"),
        ({"rows": ((50.0, float("inf")), (80.0, 290.0))}, "finite"),
        ({"rows": ((50.0, 200.0), (50.0, 290.0))}, "'area' is constant"),
        ({"rows": ((50.0, 200.0), (80.0, 200.0))}, "'price' is constant"),
        ({"rows": ((50.0, 1e200), (80.0, 2e200))}, "change its unit"),
        ({"rows": ((50.0, 1e-200), (80.0, 2e-200))}, "change its unit"),
        ({"rows": ((1e12, 200.0), (1e12 + 1, 290.0))}, "less than a billionth"),
        ({"rows": (("50", "x"), (80.0, 290.0))}, "number"),
    ],
)
def test_what_cannot_be_computed_with_is_refused(wrong: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Table(**GOOD | wrong)
