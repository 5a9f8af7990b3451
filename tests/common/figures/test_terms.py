"""Terms stand where one formula would have them, each in its own colour."""

from __future__ import annotations

import pytest

from common.figures.lettering import formula
from common.figures.terms import terms
from common.stage import Box
from common.style import DARK, TYPE


def test_the_terms_stand_where_they_do_in_the_one_formula() -> None:
    pieces = terms({"L(w)": DARK.loss, "+": DARK.ink, "lambda abs(w)": DARK.l1}, Box(-2.0, 1.0, 4.0, 2.0))
    whole = formula("L(w) + lambda abs(w)", TYPE.label, DARK.ink).move_to([1.0, 1.5, 0.0])
    glyphs = [glyph for piece in pieces for glyph in piece]
    assert len(glyphs) == len(whole)
    for glyph, meant in zip(glyphs, whole, strict=True):
        assert glyph.get_center() == pytest.approx(meant.get_center(), abs=1e-3)
    assert [piece[0].get_fill_color() for piece in pieces] == [DARK.loss, DARK.ink, DARK.l1]
