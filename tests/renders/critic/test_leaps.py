"""Dots go where they go: one that leaps while it is seen is found, one that moves, comes or goes is not."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, Dot, Square

from common.easing import landing
from renders.critic.leaps import leap_findings
from renders.critic.steadiness import looks_of

TIMES = np.linspace(0, 1, 20)
MOVING = [3 * landing(time) for time in TIMES]
AT_REST = [0.0] * 4


def found(places: Sequence[float], opacities: Sequence[float] = (), thing: type = Dot) -> list[int]:
    """The frames in which a thing has leapt that stands at these places, frame by frame."""
    shape, looks = thing(), {}
    shape.set_fill(opacity=1.0)
    for index, place in enumerate(places):
        shape.move_to(place * RIGHT).set_opacity(opacities[index] if opacities else 1.0)
        scene: Any = SimpleNamespace(mobjects=[shape])
        looks[index] = looks_of(scene)
    return [frame for frame, _ in leap_findings(looks)]


@pytest.mark.parametrize("far", [-2.0, 0.3, 5.0])
def test_a_leap_between_two_rests_is_found(far: float) -> None:
    assert found([*AT_REST, *(far for _ in AT_REST)]) == [len(AT_REST)]


def test_so_is_what_runs_back_once_it_has_landed_and_is_put_right_at_the_end() -> None:
    back = [3 * (1 - 1.4 * (time - 1) ** 2) for time in np.linspace(1, 1.8, 16)]
    assert found([*AT_REST, *MOVING, *back, 3.0, 3.0, 3.0]) == [len(AT_REST) + len(MOVING) + len(back)]


def test_to_move_however_fast_is_none() -> None:
    assert found([*AT_REST, *MOVING, 3.0, 3.0, 3.0]) == []
    assert found([*AT_REST, *(30 * np.array(MOVING)), 90.0, 90.0, 90.0]) == []
    assert found([0.0, 0.1, 1.2, 1.3, 2.4, 2.5, 3.6, 3.7, 3.7]) == []


def test_nor_is_a_hop_of_two_frames() -> None:
    assert found([3.0, 3.0, 3.0, 2.5, 0.6, 0.5, 0.1, 0.0, 0.0]) == []


def test_nor_is_to_go_and_to_be_elsewhere_when_it_comes_again() -> None:
    assert found([*AT_REST, *AT_REST, *[5.0] * 8], [1, 1, 1, 0.6, 0.2, 0, 0, 0, 0, 0, 0.2, 0.6, 1, 1, 1, 1]) == []


def test_what_is_no_dot_may_change_as_it_likes() -> None:
    assert found([*AT_REST, *[5.0] * 4], thing=Square) == []
