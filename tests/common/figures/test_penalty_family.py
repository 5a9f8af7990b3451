"""The family's graphs are those of the penalties, and the weight stands on each of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new

from common.figures.claims import Follows, Stands
from common.figures.derived import Derived
from common.figures.penalty_family import PenaltyFamily
from common.stage import ASPECTS, Stage
from common.style import DARK

WORDS = {key: key for key in PenaltyFamily.KEYS}
COSTS = {
    "L0": lambda w: float(w != 0),
    "L1": abs,
    "L2": lambda w: w * w / 2,
    "net": lambda w: 0.5 * abs(w) + 0.25 * w * w,
    "nuclear": abs,
}


def family(weight: float, aspect: str = "16:9") -> PenaltyFamily:
    figure = PenaltyFamily(ValueTracker(weight), WORDS, WORDS, DARK)
    figure.fit(Stage(ASPECTS[aspect]).body)
    return figure


@pytest.mark.parametrize("weight", [1.2, 0.4, -0.7, 0.0])
def test_the_weight_stands_at_what_each_penalty_costs(weight: float) -> None:
    figure = family(weight)
    for key, window, dot in zip(figure.KEYS, figure.windows, figure.dots, strict=True):
        at = abs(weight) if key == "nuclear" else weight
        assert window.coordinates(dot.dot.get_center()) == pytest.approx([at, COSTS[key](weight)], abs=1e-9)
        assert (dot.ring.get_stroke_opacity() == 1) == (weight == 0 and key != "L2")


def test_every_graph_follows_its_penalty_and_a_wrong_one_would_not() -> None:
    figure = family(1.0)
    for key, claim in zip(figure.KEYS, (c for c in figure.claims() if isinstance(c, Follows)), strict=True):
        points = claim.axes.coordinates(claim.curve.points[::4])
        np.testing.assert_allclose(points[:, 1], [COSTS[key](x) for x in points[:, 0]], atol=1e-9)
        assert not np.allclose(points[:, 1], [COSTS["L2" if key != "L2" else "L1"](x) for x in points[:, 0]])


def test_every_claimed_place_is_where_the_dot_is() -> None:
    for claim in (c for c in family(0.3).claims() if isinstance(c, Stands)):
        np.testing.assert_allclose(claim.mobject.get_center(), claim.at, atol=1e-9)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_it_fills_its_box_and_no_more(aspect: str) -> None:
    body = Stage(ASPECTS[aspect]).body
    for row in family(1.2, aspect).rows:
        assert body.left - 1e-6 <= row.get_left()[0]
        assert row.get_right()[0] <= body.right + 1e-6
        assert body.bottom <= row.get_bottom()[1]
        assert row.get_top()[1] <= body.top


def test_it_looks_like_a_new_one_wherever_the_weight_has_been() -> None:
    def make(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
        figure = PenaltyFamily(trackers[0], WORDS, WORDS, DARK)
        figure.fit(Stage(ASPECTS["1:1"]).body)
        return figure, [figure.marks]

    assert_drawn_as_if_new(make, [(1.2,), (0.0,), (-0.5,), (0.4,)])
