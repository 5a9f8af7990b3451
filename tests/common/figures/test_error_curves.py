"""Errors are traced from the first λ to the present one, and no further."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from manim import DL, UR, ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input

from common.figures.claims import Follows
from common.figures.clearance import covers
from common.figures.derived import Derived
from common.figures.error_curves import ErrorCurves, Traced
from common.figures.lettering import Lettering
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import DARK

MARKED = (-3.0, "0.50"), (0.0, "0.25")
BOX = Box(-3.0, -2.0, 3.0, 2.0)


def falling(strengths: FloatArray) -> FloatArray:
    return np.asarray(0.5 / (1 + strengths))


def rising(strengths: FloatArray) -> FloatArray:
    return np.asarray(strengths / (1 + strengths))


def curves_of(trackers: Sequence[ValueTracker], highest: float = 1.0) -> ErrorCurves:
    (log_strength,) = trackers
    traces = [Traced("new", DARK.ink, falling), Traced("training", DARK.loss, rising)]
    view = View((-3.0, 1.0), (0.0, highest))
    curves = ErrorCurves(
        traces, log_strength, DARK, view=view, name="error", ticks=(-2, 0), levels=(0.0, 0.5), marked=MARKED
    )
    curves.fit(BOX)
    return curves


def test_what_tells_an_error_stands_on_no_curve() -> None:
    above = Traced("training", DARK.loss, lambda strengths: falling(strengths) + 0.08)
    curves = ErrorCurves(
        [Traced("new", DARK.ink, falling), above],
        ValueTracker(1.0),
        DARK,
        view=View((-3.0, 1.0), (0.0, 1.0)),
        name="error",
        ticks=(-2, 0),
        levels=(0.0, 0.5),
        marked=MARKED[1:],
    )
    curves.fit(BOX)
    for curve in curves.curves:
        assert not covers(curves.marks[0], curve.points, 0.03)


@pytest.mark.parametrize("now", [-2.9, -1.234, 1.0])
def test_a_curve_is_the_error_up_to_the_present_strength_where_its_dot_stands(now: float) -> None:
    curves = curves_of([ValueTracker(now)])
    for curve, dot, error in zip(curves.curves, curves.dots, (falling, rising), strict=True):
        drawn = np.array([curves.window.coordinates(point) for point in curve.points[::4]])
        np.testing.assert_allclose(drawn[:, 1], error(10 ** drawn[:, 0]), atol=1e-9)
        first, last = (curves.window.coordinates(curve.points[end]) for end in (0, -1))
        assert (first[0], last[0]) == pytest.approx((-3.0, now))
        np.testing.assert_allclose(curves.window.coordinates(dot.get_center()), last, atol=1e-9)


def test_before_the_strength_has_moved_there_is_no_curve_but_a_dot() -> None:
    curves = curves_of([ValueTracker(-3.0)])
    assert [len(curve.points) for curve in curves.curves] == [0, 0]
    assert curves.window.coordinates(curves.dots[1].get_center())[1] == pytest.approx(
        float(rising(np.array(1e-3)))
    )


@pytest.mark.parametrize("highest", [0.95, 1.2, 2.0, 4.0])
def test_no_curve_passes_through_the_names_whose_place_is_the_corner_if_it_is_free(highest: float) -> None:
    curves = curves_of([ValueTracker(1.0)], highest)
    for curve, name in product(curves.curves, curves.legend):
        x, y, _ = curve.points.T
        (left, bottom), (right, top) = name.get_corner(DL)[:2], name.get_corner(UR)[:2]
        assert not ((left < x) & (x < right) & (bottom < y) & (y < top)).any()
    top = curves.legend.get_top()[1]
    assert curves.legend.get_right()[0] == pytest.approx(BOX.right)
    in_one_row = curves.legend[0].get_y() == pytest.approx(curves.legend[1].get_y())
    assert in_one_row == (highest < 2)
    assert curves.window.box.top == pytest.approx(top) or in_one_row


def test_the_first_error_is_told_over_its_curve_and_above_the_axis_where_there_is_no_room() -> None:
    for highest in (2.0, 0.55):
        curves = curves_of([ValueTracker(1.0)], highest)
        for (at, text), mark in zip(MARKED, curves.marks, strict=True):
            assert mark.text == text
            assert mark.get_bottom()[1] > curves.window.point(at, float(falling(np.array(10**at))))[1]
    assert curves.marks[0].get_left()[0] == pytest.approx(curves.window.box.left)
    assert curves.marks[0].get_right()[0] < curves.legend.get_left()[0]


def test_a_legend_in_the_place_of_the_axis_name_says_what_that_would() -> None:
    names = [
        [part.text for part in curves_of([ValueTracker(1.0)], highest).ground if isinstance(part, Lettering)]
        for highest in (2.0, 0.95)
    ]
    assert names == [["error", "lambda"], ["lambda"]]


def test_each_claim_is_of_its_own_error() -> None:
    follows = [claim for claim in curves_of([ValueTracker(0.0)]).claims() if isinstance(claim, Follows)]
    assert [float(claim.function(np.array([0.0]))[0]) for claim in follows] == [0.25, 0.5]


def make(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    curves = curves_of(trackers)
    return curves, [curves.curves, curves.dots]


STOPS = [(-3.0,), (0.5,), (-1.0,), (1.0,)]


def test_curves_that_have_followed_look_like_new_ones() -> None:
    assert_drawn_as_if_new(make, STOPS)


def test_an_input_forgotten_would_be_noticed() -> None:
    assert_notices_a_forgotten_input(make, STOPS)
