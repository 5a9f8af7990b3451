"""Numbers of Priors: two priors of one strength, and the data that they meet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from pydantic import Field, model_validator
from scipy.optimize import brentq

from common.figures.density_plot import HIGHEST
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers
from common.numerals import Shown, decimals_for

__all__ = ["PriorsNumbers"]

LEAST_MOVE, LEAST_MEAN = 0.1, 0.03
RING = 0.06  # of a density: what the ring about the top needs
PEAKED = 0.65  # a little more than 2 / π, where both bells are equally high


class PriorsNumbers(Numbers):
    """Two priors of one strength, and a loss ½ h (w − ŵ)² whose pull at 0 the Laplace prior's kink can hold."""

    strength: float = Field(default=1.0, gt=0, description="λ of both priors")
    curvature: float = Field(default=1.0, ge=0.1, description="h of the loss")
    centre: float = Field(default=0.5, ge=0.05, lt=1, description="ŵ, the weight that the data alone would choose")
    moved: float = Field(default=0.9, gt=0, le=1, description="ŵ of the data that are moved at the end")
    sharper: float = Field(default=3.0, gt=0, le=9, description="λ of a Gaussian prior more peaked than Laplace's")
    wide: float = Field(default=1.0, gt=0, le=2, description="ε of the band around 0 at first")
    narrow: float = Field(
        default=0.3, gt=0, description="ε at which Laplace's prior gives the band more than the Gaussian's"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> PriorsNumbers:
        if self.curvature * max(self.centre, self.moved) > self.strength:
            raise ValueError("curvature times centre, or moved, is the pull at 0, and must not be above strength")
        laplace, gaussian, sharper = self.laplace, self.gaussian, GaussianPrior(self.sharper)
        if self.strength < PEAKED:
            raise ValueError(
                f"strength is {self.strength}, but must be {PEAKED} or more, for Laplace to be the more peaked"
            )
        if not self.narrow < self.wide:
            raise ValueError(f"narrow is {self.narrow}, but must be below wide")
        even = brentq(lambda radius: laplace.chance_within(radius) - gaussian.chance_within(radius), 1e-6, 9.0)
        if not self.narrow < even:
            raise ValueError(
                f"narrow is {self.narrow}, but must be below {even:.4g}, for Laplace's chance to be the larger"
            )
        least = max(np.pi / 2 * self.strength**2, self.strength)
        if not self.sharper > least:
            raise ValueError(
                f"sharper is {self.sharper}, but must be above {least:.4g}: the Gaussian is then higher at 0 than"
                " Laplace's bell, and its mode nearer to it"
            )
        if round(abs(self.moved - self.centre), 9) < LEAST_MOVE:  # 0.9 - 0.8 is not quite 0.1
            raise ValueError(
                f"moved is {self.moved}, but must be {LEAST_MOVE:g} or more from centre, for it to be seen to move"
            )
        believed = laplace.posterior(self.loss)
        if believed.mean < LEAST_MEAN:
            raise ValueError(
                f"Laplace's mean is {believed.mean:.2g}, but must be {LEAST_MEAN:g} or more, to be seen off 0"
            )
        ringed = max(float(each.density(0.0)) for each in (laplace, believed))
        bells = [each.posterior(self.loss) for each in (gaussian, sharper)]
        highest = max(ringed + RING, *(float(bell.density(bell.mode)) for bell in bells))
        if highest > HIGHEST:
            raise ValueError(
                f"a bell and its mark are {highest:.3g} high, but would leave the picture above {HIGHEST}: less"
                " strength, sharper or curvature is lower"
            )
        return self

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
        laplace, gaussian, sharper = (
            prior.posterior(self.loss) for prior in (self.laplace, self.gaussian, GaussianPrior(self.sharper))
        )
        return {"laplace_mean": laplace.mean, "gaussian_mode": gaussian.mode, "sharper_mode": sharper.mode}

    @property
    def decimals(self) -> tuple[int, int]:
        """Of modes and means, and of λ."""
        return decimals_for(3, (), self.estimates.values()), decimals_for(1, (self.strength, self.sharper))

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of the data."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def facts(self) -> Mapping[str, float]:
        """Where the data point, the estimates under each prior, and up to where Laplace's mode is 0."""
        decimals, _ = self.decimals
        return {
            "centre": self.centre,
            "limit": self.strength / self.curvature,
            **{name: Shown(value, decimals) for name, value in self.estimates.items()},
        }
