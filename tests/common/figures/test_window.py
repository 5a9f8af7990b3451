"""A window shows what lies in it, to scale, and cuts the rest at its edge."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from manim import VMobject
from shapely.ops import substring

from common.figures.window import View, Window, dashes, draw_polylines
from common.stage import Box

BOX = Box(-3.0, -2.0, 5.0, 4.0)
VIEW = View(x=(-1.0, 3.0), y=(-1.0, 1.0))
NUMBERS = st.floats(-10, 10)


@given(NUMBERS, NUMBERS)
def test_coordinates_survive_the_way_there_and_back(x: float, y: float) -> None:
    window = Window(BOX, View(x=(-20, 20), y=(-20, 20)))
    np.testing.assert_allclose(window.coordinates(window.point(x, y)), [x, y], atol=1e-9)


def test_a_window_true_to_scale_has_equal_units_and_shows_at_least_the_view() -> None:
    window = Window.true_to_scale(BOX, VIEW)
    across = window.point(1, 0)[0] - window.point(0, 0)[0]
    up = window.point(0, 1)[1] - window.point(0, 0)[1]
    assert np.isclose(across, up)
    assert window.view.x[0] <= VIEW.x[0]
    assert window.view.x[1] >= VIEW.x[1]
    assert window.view.y[0] <= VIEW.y[0]
    assert window.view.y[1] >= VIEW.y[1]


def test_zooming_keeps_the_origin_in_place() -> None:
    near, far = Window(BOX, VIEW.zoomed(64)), Window(BOX, VIEW)
    np.testing.assert_allclose(near.point(0, 0), far.point(0, 0), atol=1e-9)
    np.testing.assert_allclose(near.point(1 / 64, 0), far.point(1, 0), atol=1e-9)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=12, unique=True))
def test_no_curve_leaves_the_window(points: list[tuple[float, float]]) -> None:
    for piece in Window(BOX, VIEW).curve(np.array(points)):
        assert (piece[:, 0] >= BOX.left - 1e-9).all()
        assert (piece[:, 0] <= BOX.right + 1e-9).all()
        assert (piece[:, 1] >= BOX.bottom - 1e-9).all()
        assert (piece[:, 1] <= BOX.top + 1e-9).all()


def test_a_corner_of_a_curve_stays_a_corner() -> None:
    window = Window(BOX, VIEW)
    mobject = VMobject()
    draw_polylines(mobject, window.curve(np.array([[-0.5, 0.5], [0.0, 0.0], [0.5, 0.5]])))
    anchors = mobject.get_anchors()
    assert any(np.allclose(anchor, window.point(0, 0)) for anchor in anchors)
    np.testing.assert_allclose(mobject.point_from_proportion(0.5), window.point(0, 0), atol=1e-6)


def test_dashes_cover_a_line_in_order_and_leave_gaps() -> None:
    line = np.array([[0.0, 0, 0], [3.0, 0, 0]])
    cut = dashes(line, dash=0.5, gap=0.25)
    assert [tuple(np.round(piece[:, 0], 6)) for piece in cut] == [(0, 0.5), (0.75, 1.25), (1.5, 2.0), (2.25, 2.75)]


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=12, unique=True))
def test_dashes_go_round_every_corner_of_their_line(points: list[tuple[float, float]]) -> None:
    xy = np.array(points)
    line = shapely.LineString(xy)
    cut = dashes(np.column_stack([xy, np.zeros(len(xy))]), dash=0.5, gap=0.25)
    for i, piece in enumerate(cut):
        expected = substring(line, 0.75 * i, min(0.75 * i + 0.5, line.length))
        assert shapely.LineString(piece[:, :2]).length == pytest.approx(expected.length, abs=1e-9)
        assert (
            shapely.hausdorff_distance(shapely.MultiPoint(piece[:, :2]), shapely.MultiPoint(expected.coords))
            < 1e-6
        )


def test_no_edge_leads_from_one_piece_to_the_next() -> None:
    mobject = VMobject()
    pieces = [np.array([[x, 0.0, 0.0], [x + 0.5, 0.0, 0.0], [x + 0.5, 1.0, 0.0]]) for x in (0.0, 1.0, 2.0)]
    draw_polylines(mobject, pieces)
    edges = mobject.points.reshape(-1, 4, 3)
    assert [(edge[0].tolist(), edge[3].tolist()) for edge in edges] == [
        (piece[i].tolist(), piece[i + 1].tolist()) for piece in pieces for i in range(2)
    ]
    draw_polylines(mobject, [])
    assert not mobject.has_points()
