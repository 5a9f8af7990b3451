"""Claims about numbers to twice the working precision, against exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.maths.arithmetic.doubled import Doubled

numbers = st.floats(-1e50, 1e50).filter(lambda x: x == 0 or abs(x) > 1e-50)
pairs = st.tuples(numbers, numbers)
NEAR = Fraction(1, 2**100)


def exactly(doubled: Doubled) -> Fraction:
    return Fraction(float(doubled.high)) + Fraction(float(doubled.low))


def two(pair: tuple[float, float]) -> Doubled:
    """Make a number of which both halves are used: third of one float and another."""
    return Doubled.of(pair[0]) / 3.0 + pair[1]


@given(pairs, pairs)
def test_sums_and_products_are_right_to_thirty_digits_of_what_goes_in(a: tuple, b: tuple) -> None:
    x, y = two(a), two(b)
    size = abs(exactly(x)) + abs(exactly(y))
    assert abs(exactly(x + y) - exactly(x) - exactly(y)) <= NEAR * size
    assert abs(exactly(x - y) - exactly(x) + exactly(y)) <= NEAR * size
    product = exactly(x) * exactly(y)
    assert abs(exactly(x * y) - product) <= NEAR * abs(product)
    if y.high != 0:
        assert abs(exactly(x / y) * exactly(y) - exactly(x)) <= NEAR * abs(exactly(x))


@given(pairs)
def test_the_high_half_is_the_number_rounded(a: tuple) -> None:
    x = two(a)
    assert float(x.high) == float(exactly(x))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 64])
def test_a_matrix_product_keeps_what_cancels(count: int) -> None:
    rng = np.random.default_rng(count)
    rows, columns = (
        rng.normal(size=(4, count)),
        rng.normal(size=(count, 3)) * 10 ** rng.uniform(-9, 9, size=(count, 1)),
    )
    found = Doubled.of(rows) @ Doubled.of(columns)
    for i, j in np.ndindex(4, 3):
        terms = [Fraction(a) * Fraction(b) for a, b in zip(rows[i].tolist(), columns[:, j].tolist(), strict=True)]
        assert abs(exactly(found[i, j]) - sum(terms)) <= NEAR * sum(map(abs, terms))
