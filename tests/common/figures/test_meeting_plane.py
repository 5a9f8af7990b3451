"""Where the bright contour passes, the name of the loss's centre makes way."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from manim import ValueTracker

from common.figures.meeting_plane import MeetingPlane
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

LOSS = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), [1.9, 1.05])


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_contour_never_runs_through_the_name_of_the_centre(penalty: Penalty) -> None:
    budget = ValueTracker(0.3)
    plane = MeetingPlane(penalty, lambda: LOSS, budget, ValueTracker(), DARK)
    plane.fit(Box(-2.0, -2.0, 2.0, 2.0))
    glyphs = shapely.union_all(
        [shapely.MultiPoint(glyph.points[:, :2]).convex_hull for glyph in plane.centre_label.lettering]
    )
    seen, crossed = [], 0
    for radius in np.linspace(0.3, 3.1, 141):
        budget.set_value(radius)
        plane.update()
        fills = {part.get_fill_opacity() for part in plane.centre_label.family_members_with_points()}
        assert len(fills) == 1
        seen.append(fills.pop())
        runs_through = glyphs.crosses(shapely.LineString(plane.contour.points[:, :2]))
        crossed += runs_through
        assert not runs_through or seen[-1] < 0.1, radius
    assert crossed > 5
    assert (seen[0], min(seen), seen[-1]) == (1, 0, pytest.approx(1))
