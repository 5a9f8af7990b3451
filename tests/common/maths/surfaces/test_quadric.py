"""Claims about quadrics: along rays, and by differences."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from solid_cases import KINDS, some_body, some_eye

seeds = st.integers(0, 10_000)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seeds, st.sampled_from(KINDS))
def test_along_a_ray_each_face_is_the_quadratic_in_tau_that_it_says(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    eye = some_eye(rng)
    place = np.array([1.0, *rng.uniform(-2, 2, 2)])
    start, way = (matrix @ place for matrix in eye.rays)
    for face in some_body(rng, kind).faces:
        along = face.along(eye)
        for form in (along.a, along.b, along.c):
            assert form.dtype == np.float64
            np.testing.assert_allclose(form, form.T, atol=1e-15)
        a, b, c = (place @ form @ place for form in (along.a, along.b, along.c))
        for tau in rng.uniform(-3, 3, 4):
            np.testing.assert_allclose(a * tau**2 + b * tau + c, face.value(start + tau * way), atol=1e-12)
        assert face.is_flat == (not along.a.any())


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seeds, st.sampled_from(KINDS))
def test_the_gradient_is_what_differences_say(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(5, 3))
    for face in some_body(rng, kind).faces:
        numeric = [(face.value(x + 1e-5 * e) - face.value(x - 1e-5 * e)) / 2e-5 for e in np.eye(3)]
        np.testing.assert_allclose(face.gradient(x), np.stack(numeric, axis=-1), atol=1e-8)
