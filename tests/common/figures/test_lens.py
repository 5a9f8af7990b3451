"""A lens shows the walker of its line where the magnified line says, and nothing that is beyond its edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.derived import Derived
from common.figures.lens import Lens
from common.figures.step_line import StepLine
from common.maths.penalties.norms import L1
from common.stage import Box
from common.style import DARK

ABOVE, BELOW = Box(-6.0, 1.0, 6.0, 3.5), Box(-6.0, -3.0, 6.0, 0.5)
HOPS = ((1.2, 0.7), (0.7, 0.2), (0.2, -0.3), (-0.3, 0.2))
STOPS = [
    (0.2, 1.0, 0.5, 0.5),
    (0.2, 1.0, 0.1, 0.5),
    (0.2, 0.4, 0.1, 0.5),
    (0.0, 1.0, 0.3, 0.25),
    (2.2, 1.0, 0.5, 0.5),
]


def lens_at(weight: float, reach: float, step: float = 0.5) -> tuple[StepLine, Lens, ValueTracker]:
    line, half = StepLine(ABOVE, L1, step, 1.0, weight, "L1", "w", DARK), ValueTracker(reach)
    return line, Lens(BELOW, line, half, (0.2, -0.3), DARK), half


def walked(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    """A lens on a line that has hopped, on trackers of its weight, its stride, the reach and its step."""
    line, _, _ = lens_at(1.2, 0.5)
    for start, end in HOPS:
        line.land(start)
        line.hop(end)
    line.weight, line.stride, reach, line.step = trackers
    lens = Lens(BELOW, line, reach, (0.2, -0.3), DARK)
    return lens, [lens.beams, lens.zero_mark, lens.marks, lens.trail, lens.walker, lens.push]


def test_a_lens_that_has_followed_looks_like_a_new_one() -> None:
    assert_drawn_as_if_new(walked, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(walked, STOPS, slice(1, None))


def test_the_walker_stands_as_many_times_further_from_zero_as_the_lens_magnifies() -> None:
    line, lens, reach = lens_at(0.2, 0.5)
    for half in (0.5, 0.3, 0.21):
        reach.set_value(half)
        lens.update()
        away = lens.walker.dot.get_x() - lens.frame.get_x()
        assert away == pytest.approx(lens.magnification * (line.point(0.2) - line.point(0.0))[0])
        assert away == pytest.approx(0.2 / half * 6.0)


def test_beyond_its_edges_there_is_no_walker_no_mark_and_no_push() -> None:
    _, lens, _ = lens_at(0.2, 0.1)
    assert not lens.walker.dot.has_points()
    assert not lens.push.has_points()
    assert lens.marks[0][0].get_stroke_opacity() == 0
    assert lens.zero_mark[0].get_stroke_opacity() == 1


def test_what_is_seen_of_a_hop_stays_in_the_lens() -> None:
    line, lens, _ = lens_at(0.7, 0.5)
    line.hop(0.2)
    line.land(0.2)
    lens.update()
    arc, _ = lens.trail[-1]
    assert arc.get_right()[0] == pytest.approx(BELOW.right)
    assert arc.get_bottom()[1] == pytest.approx(lens.axis.point(0.0)[1])
    np.testing.assert_allclose(arc.points[-1], lens.axis.point(0.2), atol=1e-9)


def test_the_push_leads_to_where_the_plain_step_would_end() -> None:
    _, lens, _ = lens_at(0.2, 0.5)
    assert lens.push.get_left()[0] == pytest.approx(lens.axis.point(-0.3)[0])


def test_at_zero_it_is_ringed() -> None:
    line, lens, _ = lens_at(0.2, 0.5)
    assert lens.walker.ring.get_stroke_opacity() == 0
    line.hop(0.0)
    line.land(0.0)
    lens.update()
    assert lens.walker.ring.get_stroke_opacity() == 1
    np.testing.assert_allclose(lens.walker.dot.get_center(), lens.axis.point(0.0), atol=1e-9)
