"""Priors behind the penalties: with log-density −λ Ω + constant, the MAP estimate is the penalised optimum.

With the likelihood exp(−L(w)) of one weight, L = ½ h (w − ŵ)², the posterior is known in closed form. Both priors
are densities, so both give P(w = 0) = 0; under Laplace's the *mode* can be exactly 0, the mean only if ŵ = 0.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from scipy.special import erf, erfcx, expit, log_expit, log_ndtr, ndtri_exp

from common.maths.arithmetic.arguments import at_least, finite, non_negative, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2, Penalty

__all__ = ["GaussianPosterior", "GaussianPrior", "LaplacePosterior", "LaplacePrior", "Posterior", "Prior"]

FAR_TAIL = -3.0  # below it the mean of a tail comes from a continued fraction, with no cancellation
FRACTIONS = 120


class Posterior(ABC):
    """The density of one weight given its data, with its two estimates: the mode (MAP) and the mean.

    >>> issubclass(LaplacePosterior, Posterior), issubclass(GaussianPosterior, Posterior)
    (True, True)
    """

    @abstractmethod
    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return the natural logarithm of the density at each entry of ``w``, which has any shape."""

    def density(self, w: npt.ArrayLike) -> FloatArray:
        """Return the density at each entry of ``w``, per unit of the weight."""
        return np.asarray(np.exp(self.log_density(w)))

    @property
    @abstractmethod
    def mode(self) -> float:
        """The weight of the highest density."""

    @property
    @abstractmethod
    def mean(self) -> float:
        """The expected weight, which minimises the expected squared error."""


class Prior(ABC):
    """A density of one weight proportional to exp(−λ Ω(w)).

    >>> LaplacePrior(2.0).penalty.name, GaussianPrior(2.0).penalty.name
    ('L1', 'L2')
    """

    penalty: ClassVar[Penalty]
    strength: float

    @abstractmethod
    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return the natural logarithm of the density at each entry of ``w``, which has any shape."""

    def density(self, w: npt.ArrayLike) -> FloatArray:
        """Return the density at each entry of ``w``, per unit of the weight."""
        return np.asarray(np.exp(self.log_density(w)))

    @abstractmethod
    def chance_within(self, radius: float) -> float:
        """Return P(|w| <= ``radius``), which at 0 is P(w = 0) = 0; raise ``ValueError`` below 0."""

    @abstractmethod
    def posterior(self, loss: OneWeightLoss) -> Posterior:
        """Return the posterior under the likelihood exp(−L(w))."""


@dataclass(frozen=True)
class GaussianPrior(Prior):
    """w ~ N(0, 1/λ): density √(λ/2π) exp(−½ λ w²); ``strength`` is λ > 0, else ``ValueError``.

    >>> prior = GaussianPrior(1.0)
    >>> round(float(prior.density(0.0)), 6)
    0.398942
    >>> prior.posterior(OneWeightLoss(1.0, 0.5)).mean
    0.25
    """

    strength: float
    penalty: ClassVar[Penalty] = L2

    def __post_init__(self) -> None:
        positive("strength", self.strength)

    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return ½ log(λ/2π) − ½ λ w²."""
        return _normal_log_density(np.asarray(w, np.float64), 0.0, self.strength)

    def chance_within(self, radius: float) -> float:
        """Return erf(r √(λ/2)).

        >>> round(GaussianPrior(1.0).chance_within(1.0), 4), GaussianPrior(1.0).chance_within(0.0)
        (0.6827, 0.0)
        """
        return float(erf(non_negative("radius", radius) * np.sqrt(self.strength / 2)))

    def posterior(self, loss: OneWeightLoss) -> "GaussianPosterior":
        """Return N(h ŵ/(h + λ), 1/(h + λ)): Bishop, Pattern Recognition and Machine Learning, §3.3.1."""
        return GaussianPosterior(
            loss.centre / (1 + self.strength / loss.curvature), loss.curvature + self.strength
        )


@dataclass(frozen=True)
class LaplacePrior(Prior):
    """w ~ Laplace(0, 1/λ): density ½ λ exp(−λ |w|); ``strength`` is λ > 0, else ``ValueError``.

    Source: Tibshirani, Regression Shrinkage and Selection via the Lasso, JRSS B 58 (1996), §5.

    >>> prior = LaplacePrior(1.0)
    >>> float(prior.density(0.0))
    0.5
    >>> posterior = prior.posterior(OneWeightLoss(1.0, 0.5))
    >>> posterior.mode, round(posterior.mean, 4)
    (0.0, 0.241)
    """

    strength: float
    penalty: ClassVar[Penalty] = L1

    def __post_init__(self) -> None:
        positive("strength", self.strength)

    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return log(λ/2) − λ |w|."""
        with np.errstate(over="ignore"):
            return np.asarray(
                np.log(self.strength) - np.log(2) - self.strength * np.abs(np.asarray(w, np.float64))
            )

    def chance_within(self, radius: float) -> float:
        """Return 1 − exp(−λ r).

        >>> round(LaplacePrior(1.0).chance_within(1.0), 4), LaplacePrior(1.0).chance_within(0.0)
        (0.6321, 0.0)
        """
        return float(-np.expm1(-self.strength * non_negative("radius", radius)))

    def posterior(self, loss: OneWeightLoss) -> "LaplacePosterior":
        """Return two halves of normal densities, meeting in a kink at 0."""
        return LaplacePosterior(loss, self.strength)


@dataclass(frozen=True)
class GaussianPosterior(Posterior):
    """N(``centre``, 1/``precision``): mode and mean are the same; a precision not above 0 is a ``ValueError``.

    >>> GaussianPosterior(0.25, 2.0).mode
    0.25
    """

    centre: float
    precision: float

    def __post_init__(self) -> None:
        finite("centre", self.centre)
        positive("precision", self.precision)

    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return ½ log(p/2π) − ½ p (w − c)², with c the centre and p the precision."""
        return _normal_log_density(np.asarray(w, np.float64), self.centre, self.precision)

    @property
    def mode(self) -> float:
        """The centre."""
        return self.centre

    @property
    def mean(self) -> float:
        """The centre."""
        return self.centre


@dataclass(frozen=True)
class LaplacePosterior(Posterior):
    """The density proportional to exp(−½ h (w − ŵ)² − λ |w|).

    Right of 0 it is N(ŵ − λ/h, 1/h) cut off at 0, left of 0 N(ŵ + λ/h, 1/h); the share of the right half weighs
    the two. Everything is computed from log Φ and erfcx, so that far tails keep their digits. Raises
    ``ValueError`` for λ not above 0, or if √h ŵ or λ/√h passes 1e150.
    Source: Park & Casella, The Bayesian Lasso, JASA 103 (2008), for the model; Johnson, Kotz & Balakrishnan,
    Continuous Univariate Distributions 1 (1994), §13.10.1, for its halves.

    >>> posterior = LaplacePosterior(OneWeightLoss(1.0, 0.5), 1.0)
    >>> round(posterior.share_above_zero, 4)
    0.6295
    >>> round(float(posterior.density(0.0)), 4)
    0.7183
    """

    loss: OneWeightLoss
    strength: float

    def __post_init__(self) -> None:
        positive("strength", self.strength)
        if not max(abs(a) for a in self._standard_centres) < 1e150:
            raise ValueError(
                f"strength is {self.strength}, but must put both halves within 1e150 deviations of 0."
            )

    @property
    def share_above_zero(self) -> float:
        """The probability of a positive weight; that of a negative one is the rest, and 0 itself has none."""
        return float(expit(self._log_odds))

    def log_density(self, w: npt.ArrayLike) -> FloatArray:
        """Return the logarithm of share × density within the half, at each entry of ``w``."""
        w = np.asarray(w, np.float64)
        root = np.sqrt(self.loss.curvature)
        above, below = self._standard_centres
        with np.errstate(over="ignore"):
            right = log_expit(self._log_odds) + _cut_normal_log_density(root * np.maximum(w, 0.0), above)
            left = log_expit(-self._log_odds) + _cut_normal_log_density(root * np.maximum(-w, 0.0), below)
        return np.asarray(np.where(w >= 0, right, left) + np.where(np.isnan(w), np.nan, np.log(root)))

    @property
    def mode(self) -> float:
        """The penalised optimum soft(ŵ, λ/h): exactly 0 when, and only when, λ >= |h ŵ|."""
        pull = self.loss.curvature * self.loss.centre
        return float(L1.quadratic_optimum(pull, self.loss.curvature, self.strength))

    @property
    def mean(self) -> float:
        """The expected weight, right to some 1e-14 of the posterior's width."""
        above, below = self._standard_centres
        share, rest = expit(self._log_odds), expit(-self._log_odds)
        return float(
            (share * _cut_normal_mean(above) - rest * _cut_normal_mean(below)) / np.sqrt(self.loss.curvature)
        )

    def quantile(self, share: npt.ArrayLike) -> FloatArray:
        """Return the weights below which the probability is ``share``, in (0, 1), of any shape.

        >>> posterior = LaplacePosterior(OneWeightLoss(1.0, 0.0), 1.0)
        >>> float(posterior.quantile(0.5))
        0.0
        """
        share = np.asarray(share, np.float64)
        below = 1 - self.share_above_zero
        with np.errstate(divide="ignore", invalid="ignore"):  # of the half that is not taken
            right, left = (
                _cut_normal_quantile(log_tail, centre)
                for log_tail, centre in zip(
                    (np.log1p(-share) - log_expit(self._log_odds), np.log(share) - log_expit(-self._log_odds)),
                    self._standard_centres,
                    strict=True,
                )
            )
        return np.asarray(np.where(share >= below, right, -left) / np.sqrt(self.loss.curvature))

    def draws(self, count: int, seed: int) -> FloatArray:
        """Draw ``count`` >= 1 weights, shape (count,), independently; the same seed gives the same ones."""
        shares = np.random.default_rng(seed).random(at_least("count", count, 1))
        return self.quantile(shares)

    @property
    def _standard_centres(self) -> tuple[float, float]:
        """The centres of the right half, and of the mirrored left half, in standard deviations."""
        root = float(np.sqrt(self.loss.curvature))
        return root * self.loss.centre - self.strength / root, -root * self.loss.centre - self.strength / root

    @property
    def _log_odds(self) -> float:
        above, below = self._standard_centres
        return _log_weight(above) - _log_weight(below)


def _normal_log_density(w: FloatArray, centre: float, precision: float) -> FloatArray:
    with np.errstate(over="ignore"):
        squares = (np.sqrt(precision) * (w - centre)) ** 2
    return np.asarray(0.5 * np.log(precision) - 0.5 * np.log(2 * np.pi) - 0.5 * squares)


def _log_weight(a: float) -> float:
    """Return log(Φ(a) exp(a²/2)), of which the left tail has no cancellation."""
    return float(np.log(erfcx(-a / np.sqrt(2)) / 2) if a < 0 else log_ndtr(a) + a * a / 2)


def _cut_normal_log_density(u: FloatArray, a: float) -> FloatArray:
    """Return the log-density at u >= 0 of N(a, 1) cut off below 0."""
    unit = 0.5 * np.log(2 * np.pi)
    if a < 0:
        return np.asarray(-u * (u / 2 - a) - np.log(erfcx(-a / np.sqrt(2)) / 2) - unit)
    return np.asarray(-((u - a) ** 2) / 2 - log_ndtr(a) - unit)


def _cut_normal_quantile(log_tail: FloatArray, a: float) -> FloatArray:
    """Return the u >= 0 that N(a, 1), cut off below 0, exceeds with the probability exp(``log_tail``)."""
    return np.asarray(np.maximum(a - ndtri_exp(np.minimum(log_tail, 0.0) + log_ndtr(a)), 0.0))


def _cut_normal_mean(a: float) -> float:
    """Return the mean of N(a, 1) cut off below 0, a + φ(a)/Φ(a).

    Far left it is 1/(x + 2/(x + 3/(x + …))) with x = −a: Abramowitz & Stegun, 26.2.14.
    """
    if a >= FAR_TAIL:
        return float(a + np.sqrt(2 / np.pi) / erfcx(-a / np.sqrt(2)))
    below = 0.0
    for k in range(FRACTIONS, 0, -1):
        below = k / (-a + below)
    return below
