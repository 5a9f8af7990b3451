"""What is believed of one weight: a prior, and as much of the data as has been let in."""

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

__all__ = ["Belief"]


class Belief:
    """``prior`` of the present λ = ``strength``, times exp(−share × L) with L = ½ ``curvature`` (w − ŵ)².

    ŵ is ``centre``, and ``share``, from 0 to 1, is how much of the data counts: at 0 the belief is the prior.
    """

    def __init__(
        self,
        prior: Callable[[float], Prior],
        curvature: float,
        strength: ValueTracker,
        centre: ValueTracker,
        share: ValueTracker,
    ) -> None:
        self.trackers = (strength, centre, share)
        self._prior, self._curvature = prior, curvature
        self._strength, self._centre, self._share = strength, centre, share

    @property
    def strength(self) -> float:
        """The λ of the prior."""
        return self._strength.get_value()

    @property
    def share(self) -> float:
        """How much of the data counts, from 0 to 1."""
        return self._share.get_value()

    @property
    def prior(self) -> Prior:
        """The belief before any data."""
        return self._prior(self.strength)

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of all the data."""
        return OneWeightLoss(self._curvature, self._centre.get_value())

    @property
    def posterior(self) -> Posterior | None:
        """The belief after the data so far; None before any."""
        return None if self.share == 0 else self.prior.posterior(self._loss_so_far)

    @property
    def mode(self) -> float:
        """The likeliest weight: of the prior alone it is 0."""
        optimum = self.optimum
        return 0.0 if optimum is None else float(optimum.weights[0])

    @property
    def optimum(self) -> Optimum | None:
        """The mode, certified as the minimum of loss plus penalty; None before any data."""
        if self.share == 0:
            return None
        return penalised_optimum(self._loss_so_far, self.prior.penalty, self.strength).certified()

    @property
    def problem(self) -> Penalised:
        """What the mode solves."""
        share, loss = self.share, self.loss
        return Penalised(lambda w: share * loss.value(w[..., 0]), self.prior.penalty.value, self.strength, 1)

    def density(self, w: FloatArray) -> FloatArray:
        """The density now at ``w`` of any shape, per unit of the weight."""
        return (self.posterior or self.prior).density(w)

    def likelihood(self, w: FloatArray) -> FloatArray:
        """exp(−L) at ``w`` of any shape, times the constant that makes its area 1, as that of every density is."""
        return np.asarray(np.sqrt(self._curvature / (2 * np.pi)) * np.exp(-self.loss.value(w)))

    def penalty(self, w: FloatArray) -> FloatArray:
        """λ Ω at ``w`` of any shape: minus the logarithm of the prior, counted from its value at 0."""
        return np.asarray(self.strength * self.prior.penalty.value(w))

    def objective(self, w: FloatArray) -> FloatArray:
        """λ Ω + share × L at ``w`` of any shape: minus the logarithm of the density now, up to a constant."""
        return np.asarray(self.penalty(w) + self.share * self.loss.value(w))

    @property
    def _loss_so_far(self) -> OneWeightLoss:
        return OneWeightLoss(self.share * self._curvature, self._centre.get_value())
