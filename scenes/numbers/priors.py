"""Numbers of Priors: two priors of one strength, and the data that they meet."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import ClassVar

from pydantic import Field
from scipy.optimize import brentq

from common.figures.density_plot import HIGHEST
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable

__all__ = ["PriorsNumbers"]

LEAST_CENTRE, LEAST_MOVE, LEAST_MEAN = 0.05, 0.1, 0.03
FARTHEST, PAST = 1.2, 1.3  # where the data still stop if λ allows more, and times that are past it
SEEN = 2.2  # of the weights, on either side of 0
SHARPEST = 3  # times the film's height, for a bell to be wide enough
RING = 0.06  # of a density: what the ring about the top needs
APART = 0.8  # of the wide band, the most that the narrow one takes
PEAKED = 0.65  # a little more than 2 / π, where both bells are equally high


def _held(beat: str, name: str, says: str) -> Premise:
    """The claim that the kink holds the mode at 0 against data with the ŵ of that ``name``."""

    def pull(numbers: PriorsNumbers) -> float:
        return numbers.curvature * abs(float(getattr(numbers, name)))

    return Premise(
        beat,
        says,
        lambda n: pull(n) <= n.strength,
        lambda n: (
            f"curvature times {name} is {pull(n):g}, the pull at 0, but must not be above strength, {n.strength:g}"
        ),
    )


class PriorsNumbers(Numbers):
    """Two priors of one strength, and a loss ½ h (w − ŵ)² whose pull at 0 the Laplace prior's kink can hold."""

    strength: float = Field(default=1.0, gt=0, description="λ of both priors")
    curvature: float = Field(default=1.0, ge=0.1, description="h of the loss")
    centre: float = Field(
        default=0.5, ge=-SEEN, le=SEEN, description="ŵ, the weight that the data alone would choose"
    )
    moved: float = Field(default=0.9, ge=-SEEN, le=SEEN, description="ŵ of the data that are moved at the end")
    wide: float = Field(default=1.0, gt=0, le=2, description="ε of the band around 0 at first")
    narrow: float = Field(
        default=0.3, gt=0, description="ε at which Laplace's prior gives the band more than the Gaussian's"
    )
    count: int = Field(default=400, ge=50, le=800, description="draws from Laplace's posterior")
    seed: int = Field(default=2, ge=0, description="seed of the draws")

    follows: ClassVar = (
        Follow("curvature", lambda n: n.curvature_for_data, upon={"centre", "moved"}),
        Follow("centre", lambda n: n.centre_beside_moved),
        Follow("moved", lambda n: n.moved_beside_centre),
        Follow.ratio("narrow", of="even", high=lambda n: APART * n.wide),
    )

    story: ClassVar = (
        *map(
            _held,
            ("mode", "remember"),
            ("centre", "moved"),
            ("Laplace's is exactly zero", "only the mean follows"),
        ),
        Visible(
            "posterior",
            "the data are not at 0",
            lambda n: abs(n.centre) >= LEAST_CENTRE,
            lambda n: f"centre is {n.centre:g}, but must be {LEAST_CENTRE:g} or more away from 0",
            basic=True,
        ),
        Premise.bound("peaked", "Laplace is more peaked", "strength", ">=", PEAKED, basic=True),
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
            lambda n: abs(n.laplace.posterior(n.loss).mean) >= LEAST_MEAN,
            lambda n: (
                f"Laplace's mean is {n.laplace.posterior(n.loss).mean:.2g}, but must be {LEAST_MEAN:g} or more"
                " away from 0"
            ),
        ),
        Visible(
            "posterior",
            "each bell is wide enough",
            lambda n: n.tall <= SHARPEST,
            lambda n: (
                f"a bell is {n.highest:.3g} high, but must be {SHARPEST * HIGHEST:.3g} at most: take less"
                " strength or curvature"
            ),
        ),
    )

    @property
    def hold(self) -> float:
        """The size of ŵ up to which the kink holds the mode at 0."""
        return self.strength / self.curvature

    @property
    def curvature_for_data(self) -> float:
        """The curvature, or less, if the data that are given would pull harder than the kink holds."""
        farthest = max(abs(self.given("centre", 0.0)), abs(self.given("moved", 0.0)))
        high = self.strength / farthest if farthest else inf
        return readable(self.curvature, high=high, usual=self.curvature)

    @property
    def centre_beside_moved(self) -> float:
        """ŵ, within what the kink holds; nearer to 0 if that is where the data are moved to."""
        film = film_numbers(PriorsNumbers)
        usual = film.centre * min(1.0, self.hold)
        moved = self.given("moved", inf)
        beside = usual if abs(moved - usual) >= 2 * LEAST_MOVE else moved * film.centre / film.moved
        return readable(beside, usual=film.centre)

    @property
    def moved_beside_centre(self) -> float:
        """Where the data are moved to: on their side, as far as the kink holds; nearer to 0 if they are there."""
        film, centre = film_numbers(PriorsNumbers), abs(self.centre)
        usual = film.moved * min(1.0, self.hold)
        beside = usual if abs(usual - centre) >= 2 * LEAST_MOVE else centre * film.centre / film.moved
        return readable(beside, high=self.hold, usual=film.moved) * (1 if self.centre > 0 else -1)

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
    def tall(self) -> float:
        """How many times as high as the film's picture they need it."""
        return max(1.0, self.highest / HIGHEST)

    @property
    def least(self) -> float:
        """The least ŵ."""
        return min(self.centre, self.moved)

    @property
    def just(self) -> float:
        """The ŵ whose pull at 0 is λ, if it is near, where the data are moved on to."""
        size = min(self.hold, max(FARTHEST, abs(self.moved)))
        return size if self.moved > 0 else -size

    @property
    def past(self) -> float:
        """A ŵ that pulls harder, if λ is near."""
        size = min(PAST * abs(self.just), SEEN)
        return size if self.moved > 0 else -size

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
