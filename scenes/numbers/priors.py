"""Numbers of Priors: two priors of one strength, and the data that they meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field
from scipy.optimize import brentq

from common.figures.density_plot import HIGHEST
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers, Premise, Visible
from common.numerals import Shown, decimals_for

__all__ = ["PriorsNumbers"]

LEAST_MOVE, LEAST_MEAN = 0.1, 0.03
FARTHEST, PAST = 1.2, 1.3  # where the data still stop if λ allows more, and times that are past it
RING = 0.06  # of a density: what the ring about the top needs
PEAKED = 0.65  # a little more than 2 / π, where both bells are equally high


class PriorsNumbers(Numbers):
    """Two priors of one strength, and a loss ½ h (w − ŵ)² whose pull at 0 the Laplace prior's kink can hold."""

    strength: float = Field(default=1.0, gt=0, description="λ of both priors")
    curvature: float = Field(default=1.0, ge=0.1, description="h of the loss")
    centre: float = Field(default=0.5, ge=0.05, lt=1, description="ŵ, the weight that the data alone would choose")
    moved: float = Field(default=0.9, gt=0, le=1, description="ŵ of the data that are moved at the end")
    wide: float = Field(default=1.0, gt=0, le=2, description="ε of the band around 0 at first")
    narrow: float = Field(
        default=0.3, gt=0, description="ε at which Laplace's prior gives the band more than the Gaussian's"
    )
    count: int = Field(default=400, ge=50, le=500, description="draws from Laplace's posterior")
    seed: int = Field(default=2, ge=0, description="seed of the draws")

    story: ClassVar = (
        Premise(
            "mode",
            "Laplace's is exactly zero",
            lambda n: n.curvature * n.centre <= n.strength,
            lambda n: (
                f"curvature times centre is {n.curvature * n.centre:g}, the pull at 0, but must not be above"
                f" strength, {n.strength:g}"
            ),
        ),
        Premise(
            "remember",
            "only the mean follows the data",
            lambda n: n.curvature * n.moved <= n.strength,
            lambda n: (
                f"curvature times moved is {n.curvature * n.moved:g}, the pull at 0, but must not be above"
                f" strength, {n.strength:g}"
            ),
        ),
        Premise.bound("peaked", "Laplace is more peaked", "strength", ">=", PEAKED),
        Premise.bound("peaked", "the band shrinks", "narrow", "<", "wide"),
        Premise.bound(
            "peaked", "Laplace gives the narrow band the larger chance", "narrow", "<", lambda n: n.even
        ),
        Visible(
            "remember",
            "the data move",
            lambda n: round(abs(n.moved - n.centre), 9) >= LEAST_MOVE,  # 0.9 - 0.8 is not quite 0.1
            lambda n: f"moved is {n.moved:g}, but must be {LEAST_MOVE:g} or more from centre, {n.centre:g}",
        ),
        Visible(
            "remember",
            "Laplace's mean is not at 0",
            lambda n: n.laplace.posterior(n.loss).mean >= LEAST_MEAN,
            lambda n: (
                f"Laplace's mean is {n.laplace.posterior(n.loss).mean:.2g}, but must be {LEAST_MEAN:g} or more"
            ),
        ),
        Visible(
            "posterior",
            "each bell and its mark are in the picture",
            lambda n: n.highest <= HIGHEST,
            lambda n: (
                f"a bell and its mark are {n.highest:.3g} high, but must be {HIGHEST} at most: take less strength"
                " or curvature"
            ),
        ),
    )

    @property
    def even(self) -> float:
        """The ε at which both priors give the band around 0 the same chance."""
        return float(brentq(lambda r: self.laplace.chance_within(r) - self.gaussian.chance_within(r), 1e-6, 9.0))

    @property
    def highest(self) -> float:
        """How high the bells reach, with the ring about the top of Laplace's."""
        losses = [
            OneWeightLoss(self.curvature, centre) for centre in (self.centre, self.moved, self.just, self.past)
        ]
        tops = [self.laplace.density(0.0), *(self.laplace.posterior(loss).density(0.0) for loss in losses)]
        bell = self.gaussian.posterior(self.loss)
        return max(float(max(tops)) + RING, float(bell.density(bell.mode)))

    @property
    def just(self) -> float:
        """The ŵ whose pull at 0 is λ, if it is near."""
        return min(self.strength / self.curvature, FARTHEST)

    @property
    def past(self) -> float:
        """A ŵ that pulls harder, if λ is near."""
        return PAST * self.just

    @property
    def laplace(self) -> LaplacePrior:
        """The prior behind L1."""
        return LaplacePrior(self.strength)

    @property
    def gaussian(self) -> GaussianPrior:
        """The prior behind L2."""
        return GaussianPrior(self.strength)

    @property
    def estimates(self) -> Mapping[str, float]:
        """The modes and the mean that are not 0, of which the words tell."""
        laplace, gaussian = (prior.posterior(self.loss) for prior in (self.laplace, self.gaussian))
        return {"laplace_mean": laplace.mean, "gaussian_mode": gaussian.mode}

    @property
    def decimals(self) -> int:
        """Of modes and means."""
        return decimals_for(3, (), self.estimates.values())

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of the data."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def draws(self) -> FloatArray:
        """Weights drawn from Laplace's posterior, (count,)."""
        return self.laplace.posterior(self.loss).draws(self.count, self.seed)

    @property
    def facts(self) -> Mapping[str, float]:
        """The estimates under each prior."""
        return {name: Shown(value, self.decimals) for name, value in self.estimates.items()}
