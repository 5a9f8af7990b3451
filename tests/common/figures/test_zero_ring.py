"""A ring closes in time once its weight has landed, and is closed where nobody saw it land."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.figures.optimum_dot import OptimumDot
from common.figures.zero_ring import ZeroRing
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.style import DARK, TEMPO

AT = np.array([1.0, -2.0, 0.0])
RADIUS = 0.2


def ring(*, seen_open: bool = True) -> ZeroRing:
    circle = ZeroRing(RADIUS, DARK)
    circle.stand(AT, is_zero=False)
    if seen_open:
        circle.update(0)
    return circle


def state(circle: ZeroRing) -> tuple[float, float]:
    return float(circle.get_stroke_opacity()), float(circle.width) / (2 * RADIUS)


def test_it_begins_small_and_faint_swings_past_its_size_and_comes_to_rest() -> None:
    circle = ring()
    assert state(circle)[0] == 0
    circle.stand(AT, is_zero=True)
    seen = []
    for _ in range(9):
        circle.update(TEMPO.landing / 8)
        seen.append(state(circle))
    assert circle.get_fill_opacity() > 0
    circle.update(TEMPO.bloom)
    opacities, sizes = zip(*seen, strict=True)
    assert 0 < opacities[0] < 0.5
    assert list(opacities) == sorted(opacities)
    assert sizes[0] < 0.8
    assert 1.02 < max(sizes) < 1.07
    assert seen[7] == seen[8] == (1, pytest.approx(1))
    assert circle.remaining == circle.get_fill_opacity() == 0
    np.testing.assert_allclose(circle.get_center(), AT, atol=1e-9)


def test_one_that_nobody_saw_open_is_closed_at_once() -> None:
    circle = ring(seen_open=False)
    circle.stand(AT, is_zero=True)
    assert state(circle) == (1, pytest.approx(1))


def test_it_goes_at_once_and_closes_anew_when_the_weight_comes_back() -> None:
    circle = ring()
    for is_zero, opacity in ((True, 1.0), (False, 0.0), (True, 0.1)):
        circle.stand(AT, is_zero=is_zero)
        assert state(circle)[0] == pytest.approx(opacity if opacity < 1 else 0.1)
        circle.update(TEMPO.landing)
        assert state(circle)[0] == float(is_zero)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.sampled_from([24, 25, 30, 50, 60]))
def test_it_is_the_same_to_the_bit_however_its_time_is_counted(frames: list[int], fps: int) -> None:
    by_frames, by_leaps = ring(), ring()
    for circle in (by_frames, by_leaps):
        circle.stand(AT, is_zero=True)
    for count in frames:
        by_leaps.update(count / fps)
        for _ in range(count):
            by_frames.update(1 / fps)
        assert np.array_equal(by_frames.points, by_leaps.points)
        assert by_frames.get_stroke_opacity() == by_leaps.get_stroke_opacity()
        assert by_frames.remaining == by_leaps.remaining


def test_a_copy_is_a_picture_that_no_longer_closes() -> None:
    circle = ring()
    circle.stand(AT, is_zero=True)
    twin = circle.copy()
    twin.update(TEMPO.landing)
    assert state(twin) == state(circle)


@pytest.mark.parametrize(("penalty", "is_ringed"), [(L1, True), (L2, False)])
def test_only_a_zero_that_the_penalty_holds_is_ringed(penalty: Penalty, *, is_ringed: bool) -> None:
    dot = OptimumDot(penalty, DARK)
    dot.mark(Optimum(np.array([0.0, 1.0]), 0.0), AT)
    assert bool(dot.ring.get_stroke_opacity()) == is_ringed
