"""Names beside an axis never touch each other, nor the label at zero, and none is left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import Line

from common.figures.lettering import Lettering, formula, lettering
from common.figures.side_names import SideNames, shortened, spread
from common.style import DARK, TYPE

PITCH = 0.42
NAMES = ("area", "rooms", "year", "glass", "数量", "β-carotene", "<b>bold</b>", "#import")


def beside(
    heights: dict[str, float], widest: float = 3.0, *, level: float = 0.0, more: str = ""
) -> tuple[list[Lettering], list[Line]]:
    """The labels, 0 and what is said of others among them, and the lines that lead from them."""
    names = SideNames(
        heights,
        DARK.l1,
        widest=widest,
        low=-2.0,
        zero=formula("0", TYPE.label, DARK.muted).move_to([0.0, level, 0.0]),
        high=2.0,
        more=lettering(more, TYPE.note, DARK.muted) if more else None,
    )
    group = names.beside(3.0)
    assert group.get_right()[0] < 3.0
    assert min((part.get_left()[0] for part in group), default=3.0) >= 3.0 - names.width - 1e-6
    parts = [*names.zero_beside(3.0), *group]
    return [part for part in parts if isinstance(part, Lettering)], [p for p in parts if isinstance(p, Line)]


@given(
    st.lists(st.floats(-1.9, 1.9), max_size=len(NAMES), unique_by=lambda height: round(height, 3)),
    st.floats(-1.8, 1.8),
    st.sampled_from(["", "9 more"]),
)
@settings(max_examples=25, deadline=None)
def test_all_names_keep_apart_and_in_the_order_of_their_heights_with_0_among_them(
    heights: list[float], level: float, more: str
) -> None:
    wanted = dict(zip(NAMES, heights, strict=False))
    labels, _ = beside(wanted, level=level, more=more)
    assert {label.text for label in labels} == {"0", *wanted, *filter(None, [more])}
    stands = {label.text: float(label.get_y()) for label in labels}
    y = np.sort(list(stands.values()))
    assert (np.diff(y) >= PITCH - 1e-6).all()
    assert (np.abs(y) <= 2 + 1e-6).all()
    for one, height in wanted.items():
        assert (stands[one] > stands["0"]) == (height > level) or abs(height - level) < 1e-3
        assert all(stands[one] > stands[other] for other, lower in wanted.items() if height > lower)
    if more:
        assert stands[more] in (y[0], y[-1])


def test_0_gives_way_last() -> None:
    labels, _ = beside({"area": -0.1, "rooms": -0.2, "year": 0.3})
    assert {label.text: label.get_y() for label in labels}["0"] == pytest.approx(0.0, abs=1e-3)


def test_where_there_is_no_room_for_all_it_is_said() -> None:
    with pytest.raises(ValueError, match="need more than"):
        beside({f"name {number}": 0.0 for number in range(10)})


def test_a_name_with_room_stands_at_its_height_and_no_line_leads_to_it() -> None:
    labels, lines = beside({"area": 1.5, "rooms": 0.6, "year": -1.0})
    assert [label.get_y() for label in labels] == pytest.approx([0.0, 1.5, 0.6, -1.0])
    assert lines == []


def test_a_line_leads_from_a_name_that_made_way_to_its_height() -> None:
    _, lines = beside({"area": 1.5, "rooms": 1.4})
    assert sorted(line.get_end()[1] for line in lines) == pytest.approx([1.4, 1.5])
    assert sorted(line.get_start()[1] for line in lines) == pytest.approx([1.45 - PITCH / 2, 1.45 + PITCH / 2])


@given(st.lists(st.floats(0, 4), min_size=1, max_size=6))
def test_no_other_places_are_nearer(heights: list[float]) -> None:
    wanted = np.array(heights)
    places = spread(wanted, 0.5, 0.0, 4.0)
    order = np.argsort(wanted, kind="stable")
    assert (np.diff(places[order]) >= 0.5 - 1e-9).all()
    assert places.min() >= -1e-9
    assert places.max() <= 4 + 1e-9
    moved = float(((places - wanted) ** 2).sum())
    for trial in np.random.default_rng(0).normal(scale=0.05, size=(40, len(heights))):
        other = places + trial
        if (np.diff(other[order]) >= 0.5).all() and other.min() >= 0 and other.max() <= 4:
            assert float(((other - wanted) ** 2).sum()) >= moved - 1e-9


@pytest.mark.parametrize("text", ["area", "a very long column name that nobody reads", "很长很长很长很长的名字"])
def test_a_name_is_as_much_of_itself_as_fits(text: str) -> None:
    line = shortened(text, TYPE.note, DARK.ink, 1.6)
    assert line.width <= 1.6
    if line.text != text:
        assert line.text.endswith("…")
        begun = line.text.removesuffix("…")
        assert text.startswith(begun)
        assert lettering(text[: len(begun) + 2].rstrip() + "…", TYPE.note, DARK.ink).width > 1.6


def test_names_that_begin_alike_are_told_apart_by_their_ends() -> None:
    heights = {"feature number 12": 1.5, "feature number 7": 0.8, "a column of another kind": -1.0}
    labels, _ = beside(heights, 1.6)
    _, twelve, seven, other = (label.text for label in labels)
    assert twelve.startswith("…")
    assert twelve.endswith("12")
    assert seven.startswith("…")
    assert seven.endswith("7")
    assert other.startswith("a col")
    assert all(label.width <= 1.6 for label in labels)


@pytest.mark.parametrize("text", ["<b>x</b>", "&amp;", "#import", "$x$", "\\n"])
def test_markup_is_drawn_letter_by_letter(text: str) -> None:
    assert len(lettering(text, TYPE.note, DARK.ink)) == len(text)
