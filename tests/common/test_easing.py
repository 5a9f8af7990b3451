from __future__ import annotations

import numpy as np

from common.easing import landing, stepwise

TIMES = np.linspace(0, 1, 1001)


def test_a_landing_goes_all_the_way_and_never_back() -> None:
    way = np.array([landing(time) for time in TIMES])
    assert (way[0], way[-1]) == (0, 1)
    assert (np.diff(way) > 0).all()


def test_it_is_even_in_the_middle_and_comes_slowly_to_rest() -> None:
    speed = np.diff([landing(time) for time in TIMES]) / np.diff(TIMES)
    middle = speed[100:690]
    assert np.ptp(middle) < 1e-9
    assert speed[-1] < 0.01 * middle[0]
    assert (np.diff(speed[710:]) < 0).all()


def test_steps_are_equal_and_each_begins_and_ends_at_rest() -> None:
    way = np.array([stepwise(4)(time) for time in TIMES])
    np.testing.assert_allclose(way[::250], [0, 0.25, 0.5, 0.75, 1])
    speed = np.diff(way)
    assert (speed >= 0).all()
    assert speed[[0, 249, 250, 999]].max() < 0.05 * speed.max()
