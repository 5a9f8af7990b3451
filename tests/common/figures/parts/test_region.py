"""A region ends at its own edge; at the sides of the window it fades."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from common.figures.parts.region import FILL_OPACITY, Region
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -3.0, 1.0, 2.0)
WINDOW = Window.true_to_scale(BOX, View(x=(-1.4, 3.35), y=(-1.35, 2.95)))
PENALTIES = pytest.mark.parametrize("penalty", [L1, L2])


def region_of(penalty: Penalty, radius: float) -> Region:
    region = Region("region", penalty.norm, penalty.boundary, lambda: radius, DARK.of(penalty))
    region.draw(WINDOW)
    return region


def opacities_at(region: Region, points: FloatArray) -> FloatArray:
    """How opaque it is at each of ``points`` (n, 2); its bands do not lie on each other."""
    found = np.zeros((len(region.fill), len(points)))
    for number, part in enumerate(region.fill):
        rings = [shapely.LinearRing(path[::4, :2]) for path in part.get_subpaths()]
        # As cairo fills: where the outlines go round once more one way than the other.
        turns = [(1 if ring.is_ccw else -1) * shapely.contains_xy(shapely.Polygon(ring), points) for ring in rings]
        found[number] = part.get_fill_opacity() * (np.sum(turns, axis=0) != 0)
    assert (np.count_nonzero(found, axis=0) <= 1).all()
    return found.sum(axis=0)


@PENALTIES
def test_a_region_within_the_window_is_of_one_piece_and_strength(penalty: Penalty) -> None:
    region = region_of(penalty, 1.2)
    assert region.family_members_with_points() == [region.fill[-1], region.edge]
    assert region.fill[-1].get_fill_opacity() == FILL_OPACITY
    assert region.edge.get_stroke_opacity() == 1


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([L1, L2]), st.floats(1.6, 6), st.integers(0, 1), st.sampled_from([-1, 1]), st.floats(-1, 1))
def test_towards_a_side_beyond_which_it_goes_on_it_fades_in_small_steps(
    penalty: Penalty, radius: float, along: int, side: int, place: float
) -> None:
    low, high = np.array([BOX.left, BOX.bottom]), np.array([BOX.right, BOX.top])
    inwards = np.repeat([(low + high) / 2 + place * (high - low) / 4], 160, axis=0)
    inwards[:, along] = (high if side > 0 else low)[along] - side * np.linspace(1e-6, 0.8, 160)
    outside = inwards[0] + 0.35 * side * np.eye(2)[along]
    unit = BOX.width / (WINDOW.view.x[1] - WINDOW.view.x[0])
    origin = WINDOW.point(0.0, 0.0)[:2]
    assume((penalty.norm((np.array([*inwards, outside]) - origin) / unit) < radius).all())
    opacities = opacities_at(region_of(penalty, radius), inwards)
    assert opacities[0] <= 0.1 * FILL_OPACITY
    assert np.diff(opacities).min() >= 0
    assert np.diff(opacities).max() <= 0.11 * FILL_OPACITY
    assert opacities[-1] == FILL_OPACITY


@PENALTIES
def test_nothing_of_it_jumps_as_it_grows_past_a_side(penalty: Penalty) -> None:
    side = -WINDOW.view.y[0]
    tops = [region_of(penalty, side + by).edge.get_bottom()[1] for by in (-1e-4, 1e-4)]
    assert tops[0] == pytest.approx(tops[1], abs=1e-3)
