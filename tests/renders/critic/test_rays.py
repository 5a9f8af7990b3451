"""Rays meet a surface where they enter and leave it, however thin the part of it that they cut."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from common.figures.claims import Function, Perspective, Shape
from common.maths.arithmetic.arrays import FloatArray
from renders.critic.rays import Rays

CUT = [0.0, 0.5, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9]  # of the radius, how far off the middle
BOUNDS = np.array([-np.ones(3), np.ones(3)])


def met(shape: Shape, off: list[float]) -> tuple[FloatArray, FloatArray]:
    """Where rays meet it that pass the middle by ``off`` on the right, seen from the front and from afar."""
    view = Perspective((0.0, 0.0, 0.0), azimuth=0.0, elevation=0.0, nearness=0.0, centre=(0.0, 0.0), unit=1.0)
    found = Rays(view, np.array([[x, 0.0] for x in off])).meet(shape)
    return found.enter, found.leave


@pytest.mark.parametrize(
    ("norm", "reach"),
    [
        (lambda x: np.linalg.norm(x, axis=-1), lambda off: np.sqrt(1 - off**2)),
        (lambda x: np.abs(x).sum(axis=-1), lambda off: 1 - off),
    ],
    ids=["ball", "octahedron"],
)
def test_a_ray_enters_and_leaves_a_solid_where_it_should(
    norm: Function, reach: Callable[[FloatArray], FloatArray]
) -> None:
    enter, leave = met(Shape(lambda x: norm(x) - 1, BOUNDS), CUT)
    assert enter == pytest.approx(-reach(np.array(CUT)), abs=1e-9)
    assert leave == pytest.approx(reach(np.array(CUT)), abs=1e-9)


def test_a_ray_that_just_misses_meets_nothing() -> None:
    enter, leave = met(Shape(lambda x: np.linalg.norm(x, axis=-1) - 1, BOUNDS), [1 + 1e-9, 1.005, 1.5])
    assert np.isnan(enter).all()
    assert np.isnan(leave).all()
