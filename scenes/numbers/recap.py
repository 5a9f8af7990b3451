"""Numbers of Recap: where each picture begins, and when all land on a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.numbers import Numbers, Premise, Visible
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.overfit import OverfitNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.selection import SelectionNumbers
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.numbers.shrinking_region import ShrinkingRegionNumbers

__all__ = ["KINK", "OVERFIT", "PRIORS", "REGION", "SELECTION", "SHRINKAGE", "Move", "RecapNumbers"]

KINK, SHRINKAGE, OVERFIT = KinkNumbers(), ShrinkageNumbers(), OverfitNumbers()
REGION, PRIORS, SELECTION = ShrinkingRegionNumbers(), PriorsNumbers(), SelectionNumbers()
"""The film's numbers of the pictures."""

SHRINKING = ("threshold", "region")  # what becomes smaller as the penalty gains on the loss


@dataclass(frozen=True)
class Move:
    """The number that a picture turns on, from ``start`` over ``landing``, where the L1 optimum arrives at 0."""

    start: float
    landing: float

    def at(self, share: float) -> float:
        """The number after ``share`` of the way to ``landing``."""
        return self.start + share * (self.landing - self.start)


def _begins_before(name: str) -> Premise:
    way = -1 if name in SHRINKING else 1
    return Premise(
        "one_move",
        "all six land on 0 under L1",
        lambda n: way * n.moves[name].start < way * n.moves[name].landing,
        lambda n: (
            f"{name} is {getattr(n, name):g}, but must begin {'above' if way < 0 else 'below'} where L1 lands on 0"
        ),
    )


def _stays_above_zero(name: str) -> Premise:
    return Premise(
        "one_move",
        "under L2, none lands on 0",
        lambda n: n.end(name) > 0,
        lambda n: f"{name} would end at {n.end(name):.3g}, but must stay above 0: it, or landing, must be more",
    )


class RecapNumbers(Numbers):
    """Where each picture's own number begins, and when all of them arrive together at a zero under L1."""

    landing: float = Field(0.85, gt=0.3, lt=1, description="the share of the move at which L1 arrives at 0")
    before: float = Field(0.55, gt=0, lt=1, description="how far, of the way to there, the corners are looked at")
    kink: float = Field(0.05, gt=0, description="λ of the kink")
    threshold: float = Field(2.7, gt=0, description="ŵ that goes into the soft threshold")
    region: float = Field(1.35, gt=0, lt=1.4, description="the budget t, with the whole diamond in sight")
    belief: float = Field(0.05, gt=0, description="λ of the priors")
    bars: float = Field(3e-3, gt=0, description="λ of the polynomial's weights")
    paths: float = Field(3.0, gt=0, description="λ of the patients' weights")

    story: ClassVar = (
        *map(_begins_before, ("kink", "threshold", "bars", "region", "belief", "paths")),
        *map(_stays_above_zero, SHRINKING),
        Visible.bound("pictures", "the input is drawn", "threshold", "<=", SHRINKAGE.largest),
        Visible(
            "one_move",
            "the paths are drawn all the way",
            lambda n: SELECTION.covers(n.paths) and SELECTION.covers(10 ** n.end("paths")),
            lambda n: (
                f"paths would go from λ = {n.paths:g} to {10 ** n.end('paths'):.3g}, but {SELECTION.weakest:g} to"
                f" {SELECTION.strongest:g} are drawn: it, or landing, must be more"
            ),
        ),
    )

    @property
    def moves(self) -> Mapping[str, Move]:
        """What moves in each picture, and where it lands: mostly, where λ is as strong as the loss's pull at 0."""
        return {
            "kink": Move(self.kink, KINK.enough),
            "threshold": Move(self.threshold, SHRINKAGE.strength / SHRINKAGE.curvature),
            "bars": Move(float(np.log10(self.bars)), _strongest_pull(OVERFIT.fits.loss)),
            "region": Move(self.region, REGION.corner),
            "belief": Move(self.belief, abs(float(PRIORS.loss.slope(0.0)))),
            "paths": Move(float(np.log10(self.paths)), _strongest_pull(SELECTION.paths.loss)),
        }

    def end(self, name: str) -> float:
        """Where the move of that picture ends."""
        return self.moves[name].at(1 / self.landing)


def _strongest_pull(loss: QuadraticLoss | LeastSquares) -> float:
    """The logarithm of the λ at which L1 has brought the last weight to 0."""
    return float(np.log10(np.abs(loss.pull).max()))
