"""The small curve has the weights that it is given, and follows them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new

from common.figures.derived import Derived
from common.figures.half import Half
from common.figures.small_fit import SmallFit
from common.maths.penalties.norms import L2
from common.stage import LANDSCAPE, Box
from common.style import DARK
from scenes.overfit import Overfit

FITS = Overfit.numbers.fits
HALF = Half(L2, Box(-3.0, -2.0, 3.0, 2.0), LANDSCAPE, DARK, Overfit.said("en").labels)


def fit_of(log_strength: ValueTracker) -> SmallFit:
    def weights() -> np.ndarray:
        return FITS.optimum(L2, 10 ** log_strength.get_value()).weights

    return SmallFit("fit", weights, FITS, HALF, log_strength, box=HALF.box)


def test_its_curve_is_the_polynomial_and_its_points_are_those_of_the_fit() -> None:
    fit = fit_of(ValueTracker(-2.0))
    x, y = np.array([fit.window.coordinates(point) for point in fit.curve.points[::4]]).T
    np.testing.assert_allclose(y, FITS.predict(FITS.optimum(L2, 0.01).weights, x), atol=1e-9)
    dots = np.array([fit.window.coordinates(dot.get_center()) for dot in fit.dots])
    np.testing.assert_allclose(dots, np.column_stack([FITS.curve.x, FITS.curve.y]), atol=1e-9)


def make(trackers: Sequence[ValueTracker]) -> tuple[Derived, list[VMobject]]:
    fit = fit_of(*trackers)
    return fit, [fit.curve]


def test_a_curve_that_has_followed_looks_like_a_new_one() -> None:
    assert_drawn_as_if_new(make, [(-2.0,), (0.5,), (-1.0,)])
