"""What is believed of one weight: a prior, the data, and what they make together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import ValueTracker

from common.figures.claims import Penalised
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.probability.priors import Posterior, Prior

__all__ = ["Belief", "likelihood"]


class Belief:
    """``prior`` of the present λ = ``strength``, and the loss L = ½ ``curvature`` (w − ŵ)² with ŵ = ``centre``."""

    def __init__(
        self, prior: Callable[[float], Prior], curvature: float, strength: ValueTracker, centre: ValueTracker
    ) -> None:
        self.strength, self.centre = self.trackers = strength, centre
        self._prior, self._curvature = prior, curvature

    @property
    def prior(self) -> Prior:
        """The belief before the data."""
        return self._prior(self.strength.get_value())

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of the data."""
        return OneWeightLoss(self._curvature, self.centre.get_value())

    @property
    def posterior(self) -> Posterior:
        """The belief after them."""
        return self.prior.posterior(self.loss)

    @property
    def optimum(self) -> Optimum:
        """The mode of the posterior, certified as the minimum of loss plus penalty."""
        return penalised_optimum(self.loss, self.prior.penalty, self.strength.get_value()).certified()

    @property
    def mode(self) -> float:
        """The likeliest weight after the data."""
        return float(self.optimum.weights[0])

    @property
    def problem(self) -> Penalised:
        """What the mode solves."""
        loss = self.loss
        return Penalised(lambda w: loss.value(w[..., 0]), self.prior.penalty.value, self.strength.get_value(), 1)


def likelihood(loss: OneWeightLoss, w: FloatArray) -> FloatArray:
    """exp(−L) at ``w`` of any shape, times the constant that makes its area 1, as that of every density is."""
    return np.asarray(np.sqrt(loss.curvature / (2 * np.pi)) * np.exp(-loss.value(w)))
