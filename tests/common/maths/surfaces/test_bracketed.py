"""Claims about bracketed root finding: it agrees with exact solutions, and misses only what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from solid_cases import some_eye, some_loss

from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.bracketed import first_crossing
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.solids import bowl

ABOVE = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2)


@pytest.mark.parametrize("p", [1.5, 4.0])
def test_balls_of_other_norms_are_met_where_scipy_finds_them(p: float) -> None:
    def power(x: FloatArray) -> FloatArray:
        return np.asarray((np.abs(x) ** p).sum(axis=-1) - 1)

    rng = np.random.default_rng(1)
    eye = Eye((0.1, 0.0, -0.1), 0.5, 0.7, 0.1)
    u, v = rng.uniform(-1.2, 1.2, (2, 12, 10))
    found = first_crossing(power, eye, u, v, (-3.0, 3.0), 0.02)
    assert found.shape == u.shape
    for i in np.ndindex(u.shape):
        start, way = (matrix @ np.array([1.0, u[i], v[i]]) for matrix in eye.rays)
        taus = np.linspace(-3, 3, 3001)
        inside = power(start + taus[:, np.newaxis] * way) <= 0
        if np.isnan(found[i]):
            assert inside.sum() * (taus[1] - taus[0]) < 0.02
            continue
        first = int(inside.argmax())
        exact = brentq(
            lambda tau, a=start, b=way: float(power(a + tau * b)), taus[first - 1], taus[first], xtol=1e-14
        )
        assert found[i] == pytest.approx(exact, abs=1e-10)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([L1, L2]))
def test_bowls_are_entered_where_the_exact_solution_says(seed: int, penalty: Penalty) -> None:
    rng = np.random.default_rng(seed)
    body, eye = bowl(some_loss(rng), penalty, 0.5, 0.4, 4.0), some_eye(rng)
    u, v = rng.uniform(-2, 2, (2, 60)).astype(np.float32).astype(np.float64)
    found = first_crossing(
        lambda x: np.max([face.value(x) for face in body.faces], axis=0), eye, u, v, (-9.0, 30.0), 0.1
    )
    met = Sight(body, eye).meet(u, v)
    assert not (~np.isnan(found) & ~met.hits).any()
    assert (met.leave - met.enter)[np.isnan(found) & met.hits].max(initial=0) < 0.1
    sure = met.hits & (met.leave - met.enter > 0.1) & (found > -9)
    np.testing.assert_allclose(found[sure], met.enter[sure], atol=5e-5)


def test_a_ray_that_starts_inside_crosses_at_once_and_what_is_narrow_is_found_by_short_steps() -> None:
    def slab(x: FloatArray) -> FloatArray:
        return np.asarray(np.abs(x[..., 2] - 0.13) - 0.02)

    assert first_crossing(slab, ABOVE, 0.0, 0.0, (-0.13, 1.0), 0.3) == -0.13
    assert np.isnan(first_crossing(slab, ABOVE, 0.0, 0.0, (-1.0, 1.0), 0.5))
    assert first_crossing(slab, ABOVE, 0.0, 0.0, (-1.0, 1.0), 0.03) == pytest.approx(-0.15)


@pytest.mark.parametrize(("within", "step"), [((1.0, 1.0), 0.1), ((0.0, np.nan), 0.1), ((0.0, 1.0), 0.0)])
def test_no_interval_and_no_step_are_refused(within: tuple[float, float], step: float) -> None:
    with pytest.raises(ValueError, match=r"within|step"):
        first_crossing(lambda x: x[..., 2], ABOVE, 0.0, 0.0, within, step)
