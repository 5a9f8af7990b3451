"""Names beside an axis never touch each other, nor the label at zero, and say no more than there is room for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import Line

from common.figures.lettering import Lettering, lettering
from common.figures.side_names import SideNames, shortened, spread
from common.style import DARK, TYPE

PITCH = 0.42
NAMES = ("area", "rooms", "year", "glass", "数量", "β-carotene", "<b>bold</b>", "#import")


def beside(heights: dict[str, float], widest: float = 3.0) -> tuple[list[Lettering], list[Line]]:
    names = SideNames(heights, DARK.l1, widest=widest, low=-2.0, zero=0.0, high=2.0)
    group = names.beside(3.0)
    assert group.get_right()[0] < 3.0
    assert min((part.get_left()[0] for part in group), default=3.0) >= 3.0 - names.width - 1e-6
    return [part for part in group if isinstance(part, Lettering)], [p for p in group if isinstance(p, Line)]


@given(st.lists(st.floats(-1.9, 1.9), max_size=len(NAMES)))
@settings(max_examples=25, deadline=None)
def test_names_keep_apart_from_each_other_and_from_the_label_at_zero(heights: list[float]) -> None:
    wanted = dict(zip(NAMES, heights, strict=False))
    labels, _ = beside(wanted)
    y = np.sort([label.get_y() for label in labels])
    assert (np.diff(y) >= PITCH - 1e-6).all()
    assert (np.abs(y) >= PITCH - 1e-6).all()
    assert (np.abs(y) <= 2 + 1e-6).all()
    for label in labels:
        assert label.get_y() * (1 if wanted[label.text] >= 0 else -1) > 0
    if len(heights) <= 4:
        assert len(labels) == len(heights)


def test_a_name_with_room_stands_at_its_height_and_no_line_leads_to_it() -> None:
    labels, lines = beside({"area": 1.5, "rooms": 0.6, "year": -1.0})
    assert [label.get_y() for label in labels] == pytest.approx([1.5, 0.6, -1.0])
    assert lines == []


def test_a_line_leads_from_a_name_that_made_way_to_its_height() -> None:
    _, lines = beside({"area": 1.5, "rooms": 1.4})
    assert sorted(line.get_end()[1] for line in lines) == pytest.approx([1.4, 1.5])
    assert sorted(line.get_start()[1] for line in lines) == pytest.approx([1.45 - PITCH / 2, 1.45 + PITCH / 2])


def test_where_there_is_no_room_the_names_nearest_to_zero_are_left_out() -> None:
    labels, _ = beside({name: 0.2 + 0.2 * number for number, name in enumerate(NAMES)})
    assert {label.text for label in labels} == set(NAMES[-4:])


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
    twelve, seven, other = (label.text for label in labels)
    assert twelve.startswith("…")
    assert twelve.endswith("12")
    assert seven.startswith("…")
    assert seven.endswith("7")
    assert other.startswith("a col")
    assert all(label.width <= 1.6 for label in labels)


@pytest.mark.parametrize("text", ["<b>x</b>", "&amp;", "#import", "$x$", "\\n"])
def test_markup_is_drawn_letter_by_letter(text: str) -> None:
    assert len(lettering(text, TYPE.note, DARK.ink)) == len(text)
