"""A walker hops along the arc that stays behind it, at the pace that manim gives a path."""

from __future__ import annotations

import numpy as np
from manim import MoveAlongPath

from common.figures.step_line import StepLine
from common.maths.penalties import L1
from common.stage import Box
from common.style import DARK


def test_the_walker_is_where_manim_would_have_it_on_the_arc() -> None:
    line = StepLine(Box(-6.0, -2.0, 6.0, 2.0), L1, 1.0, 3.0, "L1", "w", DARK)
    walk = next(each for each in line.hop(2.5).animations if isinstance(each, MoveAlongPath))
    arc = line.trail[1]
    for share in np.linspace(0, 1, 23):
        np.testing.assert_array_equal(walk.path.point_from_proportion(share), arc.point_from_proportion(share))
