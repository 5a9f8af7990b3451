"""The tip of a hop goes with its arc, from where that begins to where it ends."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from common.figures.hops import arc_over, tip_of

LENGTHS = st.floats(0.01, 6) | st.floats(-6, -0.01)


@given(LENGTHS, st.floats(0.2, 1.5), st.floats(0.01, 1))
def test_a_tip_lies_on_the_arc_so_far_just_before_its_end_and_is_much_shorter(
    length: float, room: float, share: float
) -> None:
    arc = arc_over(np.zeros(3), np.array([length, 0.0, 0.0]), room, share)
    (tip,) = tip_of(arc)
    apex, *base, again = tip
    way = shapely.LineString(arc[:, :2])
    back = np.mean(base, axis=0)
    size = float(np.linalg.norm(apex - back))
    assert np.array_equal(apex, again)
    assert size <= min(0.17, 0.17 * way.length)
    assert way.distance(shapely.Point(apex[:2])) < 1e-9 + 0.01 * size
    assert np.linalg.norm(apex - arc[-1]) <= 0.66 * size
    # It points the way the hop goes: the base is farther from the end, along the arc, than the apex.
    assert way.project(shapely.Point(back[:2])) < way.project(shapely.Point(apex[:2]))


def test_before_a_hop_sets_out_it_has_no_tip() -> None:
    assert tip_of(arc_over(np.zeros(3), np.array([2.0, 0.0, 0.0]), 1.0, 0.0)) == []
