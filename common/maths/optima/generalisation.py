"""Errors of a polynomial fitted to a noisy curve: on the points it was fitted to, and on new ones."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from common.maths.arithmetic.arguments import finite_array, non_negative, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.scatter import Scatter
from common.maths.data.sets import NoisyCurve, polynomial_features
from common.maths.data.standardisation import Standardised, unit_variance
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.certificate import Optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import Penalty

__all__ = ["NOISE", "CurveFits", "HeldOutFits", "PolynomialFits", "twelve_new_points"]

NOISE = 0.3
"""The standard deviation of the noise in the film's points."""

_GRID = 65
_NODES = 64  # Gauss and Legendre's rule: exact for polynomials of degree up to 127


class PolynomialFits(ABC):
    """Polynomials fitted to points, and how far off they are on new ones.

    The powers x, …, x^degree are centred and scaled to mean square 1, so that one λ suits them all, and the
    intercept is free; the loss is the mean squared error on the points of ``curve``. Subclasses say what the new
    points are.
    """

    curve: NoisyCurve | Scatter
    degree: int

    @abstractmethod
    def new_error(self, w: npt.ArrayLike) -> FloatArray:
        """Return the mean squared error on new points: shape (..., degree) to (...)."""

    @property
    def truth(self) -> Callable[[FloatArray], FloatArray] | None:
        """The curve that all points come from, if it is known."""
        return None

    @cached_property
    def standardised(self) -> Standardised:
        """The powers of the points, as they are weighted."""
        return unit_variance(self.curve.features(self.degree))

    @cached_property
    def loss(self) -> LeastSquares:
        """The mean squared error on the points, as a function of the weights."""
        return self.standardised.least_squares()

    def optimum(self, penalty: Penalty, strength: float) -> Optimum:
        """Return the certified weights (degree,) under λ = ``strength`` >= 0."""
        return penalised_optimum(self.loss, penalty, strength).certified()

    def path(self, penalty: Penalty, strengths: npt.ArrayLike) -> FloatArray:
        """Return those weights for many λ: shape (n,) to (n, degree)."""
        return np.array([self.optimum(penalty, float(strength)).weights for strength in np.ravel(strengths)])

    def predict(self, w: npt.ArrayLike, x: npt.ArrayLike) -> FloatArray:
        """Return the polynomials' values: weights (..., degree) and places (n,) to shape (..., n)."""
        scaled = self.standardised
        away = (polynomial_features(x, self.degree) - scaled.means) / scaled.units
        return np.asarray(scaled.target_mean + finite_array("w", w) @ away.T)

    def training_error(self, w: npt.ArrayLike) -> FloatArray:
        """Return the mean squared error on the fitted points: shape (..., degree) to (...)."""
        return self.loss.value(w)

    def best_strength(self, penalty: Penalty, low: float, high: float) -> float:
        """Return the λ between ``low`` and ``high`` > 0 with the least ``new_error``, sought on a log scale.

        Of local minima it is the one next to the best of a grid of 65. Raises ``ValueError`` for a bound that is
        not above 0.

        >>> from common.maths.data.sets import noisy_points
        >>> from common.maths.penalties.norms import L2
        >>> round(CurveFits(noisy_points()).best_strength(L2, 1e-4, 1.0), 3)
        0.014
        """

        def error(log_strength: float) -> float:
            return float(self.new_error(self.optimum(penalty, 10**log_strength).weights))

        grid = np.linspace(np.log10(positive("low", low)), np.log10(positive("high", high)), _GRID)
        best = int(np.argmin([error(each) for each in grid.tolist()]))
        bounds = grid[max(best - 1, 0)], grid[min(best + 1, _GRID - 1)]
        found = minimize_scalar(error, bounds=bounds, method="bounded", options={"xatol": 1e-6})
        return float(10**found.x)


@dataclass(frozen=True, eq=False)
class CurveFits(PolynomialFits):
    """Polynomials of ``degree`` >= 1, fitted to a ``curve`` whose noise has standard deviation ``noise``.

    Raises ``ValueError`` for a noise below 0.

    >>> from common.maths.data.sets import noisy_points
    >>> from common.maths.penalties.norms import L2
    >>> fits = CurveFits(noisy_points())
    >>> threaded, calm = (fits.optimum(L2, strength).weights for strength in (0.0, 0.01))
    >>> fits.training_error([threaded, calm]).round(3).tolist(), fits.new_error([threaded, calm]).round(3).tolist()
    ([0.0, 0.081], [0.865, 0.112])
    """

    curve: NoisyCurve
    degree: int = 9
    noise: float = NOISE

    def __post_init__(self) -> None:
        non_negative("noise", self.noise)

    @property
    def truth(self) -> Callable[[FloatArray], FloatArray]:
        """The curve without its noise."""
        return self.curve.truth

    def new_error(self, w: npt.ArrayLike) -> FloatArray:
        """Return the squared error to expect on a new point: shape (..., degree) to (...).

        It is (fit − truth)² averaged over −1 <= x <= 1, plus the variance of the new point's own noise.
        Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, §7.3.
        """
        nodes, shares = _rule()
        misses = self.predict(w, nodes) - self.curve.truth(nodes)
        return np.asarray(misses**2 @ shares / 2 + self.noise**2)


@dataclass(frozen=True, eq=False)
class HeldOutFits(PolynomialFits):
    """Polynomials of ``degree`` >= 1, fitted to the points of ``curve``; ``others`` were held out.

    >>> from common.maths.penalties.norms import L2
    >>> fits = HeldOutFits(Scatter([-1.0, 0.0, 1.0], [1.0, 0.0, 3.0]), Scatter([0.5], [2.0]), degree=2)
    >>> fits.new_error(fits.optimum(L2, 0.0).weights).round(6).tolist()
    1.0
    """

    curve: Scatter
    others: Scatter
    degree: int = 9

    def new_error(self, w: npt.ArrayLike) -> FloatArray:
        """Return the mean squared error on the points held out: shape (..., degree) to (...)."""
        misses = self.predict(w, self.others.x) - self.others.y
        return np.asarray((misses**2).mean(axis=-1))


@cache
def _rule() -> tuple[FloatArray, FloatArray]:
    nodes, shares = np.polynomial.legendre.leggauss(_NODES)
    return np.asarray(nodes), np.asarray(shares)


def twelve_new_points(deviation: float = NOISE) -> NoisyCurve:
    """Return twelve places from −1 to 1, evenly drawn, with noise of that standard ``deviation`` >= 0.

    ``numpy.random.default_rng(1)`` draws first the places, here in order, and then the noise, to two decimals.
    Raises ``ValueError`` for another deviation.

    >>> new = twelve_new_points()
    >>> new.x[:3].tolist(), new.noise[:3].tolist()
    ([-0.94, -0.71, -0.38], [-0.22, -0.05, -0.14])
    """
    random = np.random.default_rng(1)
    places, noise = random.uniform(-1, 1, 12), random.normal(0, non_negative("deviation", deviation), 12)
    return NoisyCurve(np.sort(places).round(2), noise.round(2) + 0.0)
