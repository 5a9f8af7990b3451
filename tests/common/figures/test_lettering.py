"""Equal words are set once, and each user gets a copy of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import RIGHT, config, tempconfig

from common.figures import lettering as module
from common.figures.lettering import Headline, Label, Lettering, formula, lettering
from common.stage import PORTRAIT, Stage
from common.style import DARK


@pytest.fixture(autouse=True)
def nothing_set_yet() -> None:
    module._words.cache_clear()
    module._mathematics.cache_clear()


def test_equal_words_are_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = lettering("sparse 稀疏", 30, DARK.ink), formula("w^2", 30, DARK.ink)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("set again")

    monkeypatch.setattr(module, "Text", refuse)
    monkeypatch.setattr(module, "MathTypst", refuse)
    second = lettering("sparse 稀疏", 30, DARK.muted), formula("w^2", 30, DARK.muted)
    for before, after in zip(first, second, strict=True):
        for old, new in zip(before, after, strict=True):
            np.testing.assert_array_equal(old.points, new.points)
            assert new.get_fill_color() == DARK.muted
    for other in ({"text": "dense"}, {"size": 31}, {"bold": True}):
        with pytest.raises(AssertionError, match="set again"):
            lettering(**{"text": "sparse 稀疏", "size": 30, "colour": DARK.ink} | other)


def test_what_is_done_to_one_copy_is_not_done_to_another() -> None:
    one, other = formula("w^2", 30, DARK.ink), formula("w^2", 30, DARK.ink)
    points, fill = other[0].points.copy(), other[0].get_fill_rgbas().copy()
    one.shift(RIGHT).set_fill(DARK.zero, opacity=0.5).set_stroke(DARK.loss, width=3)
    one[0].add_updater(lambda glyph: glyph)
    for untouched in (other, formula("w^2", 30, DARK.ink)):
        np.testing.assert_array_equal(untouched[0].points, points)
        np.testing.assert_array_equal(untouched[0].get_fill_rgbas(), fill)
        assert untouched[0].get_stroke_width() == 0
        assert untouched[0].updaters == []


def test_words_do_not_depend_on_the_size_of_the_picture_nor_change_it(tmp_path: Path) -> None:
    widths = []
    for size in (200, 2000):
        # A folder each: manim would read the words again from the file of the first.
        with tempconfig({"pixel_width": size, "pixel_height": size, "media_dir": str(tmp_path / str(size))}):
            module._words.cache_clear()
            widths.append(lettering("The corner of the diamond holds a weight at zero", 30, DARK.ink).width)
            assert (config.pixel_width, config.pixel_height) == (size, size)
    assert widths[0] == widths[1]


def test_the_size_of_the_picture_survives_words_that_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    before = config.pixel_width, config.pixel_height
    monkeypatch.setattr(module, "Text", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        lettering("anything", 30, DARK.ink)
    assert (config.pixel_width, config.pixel_height) == before


def test_a_line_follows_its_own_updaters() -> None:
    line = lettering("w", 30, DARK.ink)
    line.add_updater(lambda mobject: mobject.set_x(2.0))
    line.update()
    assert np.isclose(line.get_x(), 2.0)


def test_a_halo_lies_under_its_formula_and_takes_the_ground() -> None:
    label = Label("w_1", DARK.muted, DARK.faint)
    assert {glyph.get_fill_color() for glyph in label.halo} == {DARK.faint}
    assert {glyph.get_fill_color() for glyph in label[1]} == {DARK.muted}


PORTRAIT_BOX = Stage(PORTRAIT).headline


def baselines(headline: Headline) -> list[float]:
    """By the letter n, which has flat feet and is in every line."""
    return [
        float(line[line.text.replace(" ", "").index("n")].get_bottom()[1])
        for line in headline
        if isinstance(line, Lettering)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "an axe can run in rooms, and an axe can run in rooms",
        "an egg can jump gaily, quietly | an axe can run in rooms",
        "an axe can run in rooms, an egg can jump gaily, quietly |",
        "n 稀疏的解从哪里来，n 为什么它在尖角上",
    ],
)
def test_baselines_of_two_lines_are_where_they_are_for_any_letters(text: str) -> None:
    plain = baselines(Headline("nnnnnnnnnn nnnnnnnnnn nnnnnnnnnn nnnnnnnnnn", PORTRAIT_BOX, DARK))
    assert len(plain) == 2
    assert baselines(Headline(text, PORTRAIT_BOX, DARK)) == pytest.approx(plain, abs=1e-3)


@pytest.mark.parametrize("text", ["an axe", "n jumping gypsy |", "Than ÅÉ", "n 稀疏，"])
def test_the_baseline_of_one_line_is_where_it_is_for_any_letters(text: str) -> None:
    headline = Headline(text, PORTRAIT_BOX, DARK)
    assert baselines(headline) == pytest.approx(baselines(Headline("n", PORTRAIT_BOX, DARK)), abs=1e-3)
    assert headline.get_x() == pytest.approx(PORTRAIT_BOX.centre[0])


def test_capitals_of_a_headline_stand_in_the_middle_of_its_box() -> None:
    headlines = [Headline(" ".join(count * ["HHHHHHHHHHHH"]), PORTRAIT_BOX, DARK) for count in (1, 2, 3)]
    assert [len(headline) for headline in headlines] == [1, 2, 3]
    for headline in headlines:
        np.testing.assert_allclose(headline.get_center(), PORTRAIT_BOX.centre, atol=1e-9)
