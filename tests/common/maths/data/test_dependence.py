"""A column that others make up is found, and one that merely resembles them is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.maths.data.dependence import first_dependent


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=50, deadline=None)
def test_a_combination_of_columns_and_a_constant_is_found(seed: int, columns: int) -> None:
    random = np.random.default_rng(seed)
    design = random.normal(size=(30, columns)) * 10.0 ** random.integers(-6, 6, columns)
    assert first_dependent(design) is None
    made_up = design @ random.normal(size=columns) + 3.0
    assert first_dependent(np.column_stack([design, made_up])) == columns
    assert first_dependent(np.column_stack([design[:, :1], 7 - design[:, 0], design[:, 1:]])) == 1


@pytest.mark.parametrize(("noise", "found"), [(1e-3, None), (1e-9, 1)])
def test_what_differs_by_a_thousandth_is_told_apart_and_by_a_billionth_it_is_not(
    noise: float, found: int | None
) -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=30)
    assert first_dependent(np.column_stack([x, x + noise * random.normal(size=30)])) == found


def test_more_columns_than_rows_are_never_independent() -> None:
    assert first_dependent(np.random.default_rng(0).normal(size=(4, 6))) == 3
