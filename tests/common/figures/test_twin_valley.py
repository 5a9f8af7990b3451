"""The ball stays on the floor of the valley, which from above lies where the plane has it."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DEGREES, ValueTracker

from common.figures.surfaces.gaze import Gaze
from common.figures.twin_valley import TwinValley
from common.figures.window import View, Window
from common.maths.data.sets import twins
from common.stage import Box
from common.style import DARK

TWINS = twins().least_squares()
WINDOW = Window.true_to_scale(Box(-3.0, -3.0, 6.0, 3.0), View((-1.3, 2.2), (-1.3, 2.2)))


def seen(split: float, elevation: float) -> TwinValley:
    gaze = Gaze().stand(20 * DEGREES, elevation * DEGREES, nearness=0.1)
    if elevation == 90:
        gaze.flatten()
    return TwinValley(TWINS, WINDOW, Box(-7.0, -4.0, 7.0, 4.0), ValueTracker(split), gaze, DARK)


@pytest.mark.parametrize("split", [-0.2, 0.5, 1.0, 1.3])
def test_every_split_fits_equally_well_and_stands_on_the_plane_seen_from_above(split: float) -> None:
    valley = seen(split, 90)
    assert TWINS.value(valley.weights) == pytest.approx(0, abs=1e-12)
    assert valley.weights == pytest.approx([2 * split, 2 - 2 * split])
    np.testing.assert_allclose(valley.ball.get_center(), WINDOW.point(*valley.weights), atol=1e-9)


def test_the_axes_are_named_only_while_one_looks_at_it_from_the_side() -> None:
    assert [float(name.get_fill_opacity()) for name in seen(0.5, 28).names] == [1, 1]
    assert [float(name.get_fill_opacity()) for name in seen(0.5, 90).names] == [0, 0]
