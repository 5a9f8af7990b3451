from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

import common.easing
from common.easing import landing, lingering, pulse, stepwise, through

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


def test_what_lingers_never_goes_back_and_is_slowest_where_it_is_to_be_counted() -> None:
    way = np.array([lingering(time, 4) for time in TIMES])
    speed = np.diff(way)
    assert (speed > 0).all()
    slowest = np.sort(np.argsort(speed)[:8].reshape(-1))
    np.testing.assert_allclose(np.unique(np.round(TIMES[slowest] * 8)), [1, 3, 5, 7])


def test_steps_are_equal_and_each_begins_and_ends_at_rest() -> None:
    way = np.array([stepwise(4)(time) for time in TIMES])
    np.testing.assert_allclose(way[::250], [0, 0.25, 0.5, 0.75, 1])
    speed = np.diff(way)
    assert (speed >= 0).all()
    assert speed[[0, 249, 250, 999]].max() < 0.05 * speed.max()


RATES = {
    "landing": landing,
    "lingering": partial(lingering, times=3),
    "pulse": pulse,
    "stepwise": stepwise(3),
    "through": through,
}


def test_all_are_known_here() -> None:
    assert {*RATES} == {*common.easing.__all__}


@pytest.mark.parametrize("rate", RATES.values(), ids=list(RATES))
@pytest.mark.parametrize(("beyond", "end"), [(-0.4, 0), (1.01, 1), (4.0, 1)])
def test_what_has_ended_stays_there(rate: Callable[[float], float], beyond: float, end: float) -> None:
    assert rate(beyond) == pytest.approx(rate(end), abs=1e-12)
