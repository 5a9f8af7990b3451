from __future__ import annotations

import numpy as np
import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from renders.picture.light import contrast_ratio, relative_luminance

Levels = tuple[int, int, int]
LEVELS = st.tuples(*[st.integers(0, 255)] * 3)

ROUNDING = 5e-4
"""WCAG's weights have four decimals, the library's have more: each luminance is off by 2e-4 of itself at most."""


@given(LEVELS, LEVELS)
def test_the_contrast_of_two_colours_is_that_of_a_colour_library(one: Levels, other: Levels) -> None:
    light = relative_luminance(np.array([one, other], np.uint8))
    expected = Color("#{:02x}{:02x}{:02x}".format(*one)).contrast("#{:02x}{:02x}{:02x}".format(*other))
    assert float(contrast_ratio(*light)) == pytest.approx(expected, rel=ROUNDING)
