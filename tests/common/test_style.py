"""The colours can be read by everyone, in both themes; that they can be told apart is the critic's to see."""

from __future__ import annotations

import pytest
from coloraide import Color

from common.maths.penalties.norms import L1, L2
from common.style import DARK, THEMES, TYPE, Theme

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def colour(theme: Theme, meaning: str) -> Color:
    return Color(getattr(theme, meaning).to_hex())


@THEME
@pytest.mark.parametrize("meaning", ["ink", "muted", "l1", "l2", "loss", "zero"])
def test_every_colour_of_text_stands_out_from_the_background(theme: Theme, meaning: str) -> None:
    assert colour(theme, meaning).contrast(colour(theme, "background")) >= 4.5


def test_each_penalty_has_its_own_colour() -> None:
    assert DARK.of(L1) == DARK.l1
    assert DARK.of(L2) == DARK.l2


def test_nothing_is_set_smaller_than_the_least_size() -> None:
    assert min(vars(TYPE).values()) >= 28
