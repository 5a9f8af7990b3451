"""A derivation lights the lines that hold now, and sets them where they are to be read."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from manim.utils.color import ManimColor

from common.figures.shrinkage_derivation import ShrinkageDerivation
from common.figures.shrinkage_graph import ShrinkageGraph
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -2.0, 1.0, 2.0)
WIDE, NARROW = Box(-5.0, -3.6, 1.1, -2.0), Box(2.0, -2.0, 5.7, 2.0)


def derivation(penalty: Penalty, box: Box, centre: ValueTracker) -> ShrinkageDerivation:
    trackers = centre, ValueTracker(1.0), ValueTracker(3.0)
    graph = ShrinkageGraph(penalty, 1.0, 3.0, *trackers, DARK)
    graph.fit(BOX)
    figure = ShrinkageDerivation(graph, DARK, *trackers)
    figure.fit(box)
    return figure.add(*figure.lines)


def corrected(box: Box, centre: ValueTracker) -> ShrinkageDerivation:
    figure = derivation(L1, box, centre)
    for change in (figure.correct, figure.solve_zero):
        for _ in change():
            pass
    return figure


def colours(figure: ShrinkageDerivation) -> list[ManimColor]:
    return [line.family_members_with_points()[0].get_fill_color() for line in figure.lines]


@pytest.mark.parametrize("box", [WIDE, NARROW])
def test_the_case_that_holds_is_lit_and_only_in_the_case_of_zero_in_its_colour(box: Box) -> None:
    centre = ValueTracker(0.5)
    figure = corrected(box, centre)
    for at, lit in ((3.0, 1), (1.01, 1), (1.0, 2), (0.3, 2), (0.0, 2), (-1.0, 2), (-1.01, 3), (-3.0, 3)):
        centre.set_value(at)
        figure.update()
        expected = [DARK.ink, DARK.muted, DARK.muted, DARK.muted]
        expected[lit] = DARK.zero if lit == 2 else DARK.ink
        assert colours(figure) == expected


def test_by_the_shortcut_the_case_of_zero_holds_for_the_input_zero_alone() -> None:
    centre = ValueTracker(0.5)
    figure = derivation(L1, WIDE, centre)
    assert DARK.zero not in colours(figure)
    assert colours(figure).count(DARK.ink) == 1
    centre.set_value(0.0)
    figure.update()
    assert colours(figure)[2] == DARK.zero


def test_the_lines_of_l2_hold_for_every_input() -> None:
    centre = ValueTracker(2.0)
    figure = derivation(L2, NARROW, centre)
    for at in (2.0, 0.0, -3.0):
        centre.set_value(at)
        figure.update()
        assert colours(figure) == [DARK.ink, DARK.ink]


def test_in_a_wide_box_the_cases_stand_as_on_an_axis_and_else_below_each_other() -> None:
    wide, narrow = (corrected(box, ValueTracker(0.5)) for box in (WIDE, NARROW))
    above, zero, below = wide.lines[1:]
    assert below.get_right()[0] < zero.get_left()[0] < zero.get_right()[0] < above.get_left()[0]
    tops = [line.get_top()[1] for line in narrow.lines]
    bottoms = [line.get_bottom()[1] for line in narrow.lines]
    assert all(upper > lower for upper, lower in zip(bottoms, tops[1:], strict=False))
    for figure, box in ((wide, WIDE), (narrow, NARROW)):
        for line in figure.lines:
            assert box.left <= line.get_left()[0] <= line.get_right()[0] <= box.right
            assert box.bottom <= line.get_bottom()[1] <= line.get_top()[1] <= box.top


def test_a_line_that_is_restated_stands_on_the_baseline_of_the_one_before() -> None:
    def baseline(line: VMobject) -> float:
        return float(line.family_members_with_points()[0].get_bottom()[1])  # that of its first w

    for box in (WIDE, NARROW):
        before = derivation(L1, box, ValueTracker(0.5)).lines[2]
        after = corrected(box, ValueTracker(0.5)).lines[2]
        assert baseline(after) == pytest.approx(baseline(before), abs=1e-9)
        if box is NARROW:
            assert after.get_left()[0] == pytest.approx(before.get_left()[0], abs=1e-9)
        assert not np.array_equal(after.get_center(), before.get_center())
