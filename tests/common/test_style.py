"""The colours can be read, and told apart, by everyone, in both themes."""

from __future__ import annotations

from itertools import combinations

import pytest
from coloraide import Color

from common.maths.penalties import L1, L2
from common.style import DARK, THEMES, TYPE, Theme

KINDS_OF_VISION = [(kind, method) for kind in ("protan", "deutan", "tritan") for method in ("brettel", "machado")]
THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def colour(theme: Theme, meaning: str) -> Color:
    return Color(getattr(theme, meaning).to_hex())


def nearest(colours: list[Color], kind: str, method: str) -> float:
    """The smallest CIEDE2000 difference between two of the colours, as someone with that vision sees them."""
    seen = [each.filter(kind, method=method) for each in colours]
    return min(one.delta_e(other, method="2000") for one, other in combinations(seen, 2))


@THEME
@pytest.mark.parametrize("meaning", ["ink", "muted", "l1", "l2", "loss", "zero"])
def test_every_colour_of_text_stands_out_from_the_background(theme: Theme, meaning: str) -> None:
    assert colour(theme, meaning).contrast(colour(theme, "background")) >= 4.5


@THEME
@pytest.mark.parametrize(("kind", "method"), KINDS_OF_VISION)
def test_l1_l2_loss_and_zero_stay_apart_for_every_kind_of_vision(theme: Theme, kind: str, method: str) -> None:
    meanings = [colour(theme, meaning) for meaning in ("l1", "l2", "loss", "zero")]
    assert nearest(meanings, kind, method) >= 10


def test_a_red_and_a_green_of_one_lightness_would_be_noticed() -> None:
    assert nearest([Color("#4CC38A"), Color("#FF5D8F")], "deutan", "brettel") < 10


def test_each_penalty_has_its_own_colour() -> None:
    assert DARK.of(L1) == DARK.l1
    assert DARK.of(L2) == DARK.l2


def test_nothing_is_set_smaller_than_the_least_size() -> None:
    assert min(vars(TYPE).values()) >= 28
