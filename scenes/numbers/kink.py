"""Numbers of Kink: a loss, and the strengths that it is set against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2
from common.numbers import Numbers, Premise, Visible
from common.numerals import Shown, decimals_for

__all__ = ["KinkNumbers"]

FARTHEST = 5.0  # of the line of slopes, in pulls of the loss at 0
NEAREST = 0.4  # that ŵ comes to 0, for half a square to be seen to bend up to there
GENTLEST, STEEPEST = 0.25, 4.0  # λ of the penalties alone, in pulls, for the corner to be seen to be one


class KinkNumbers(Numbers):
    """The loss ½ h (w − ŵ)², and the strengths λ that it is set against, all in its units."""

    curvature: float = Field(1.0, gt=0, description="h of the loss")
    centre: float = Field(1.0, ge=-2.5, le=2.5, description="ŵ, the weight that the loss would choose")
    steep: float = Field(1.0, gt=0, description="λ while there are only the penalties to be seen")
    weak: float = Field(0.4, ge=0.01, description="λ that does not yet bring the L1 minimum to 0")
    more: float = Field(1.6, gt=0, description="λ that holds the L1 minimum at 0")
    most: float = Field(3.2, gt=0, le=9, description="λ that still does not bring the L2 minimum to 0")

    story: ClassVar = (
        Premise("zoom", "the penalties cost λ = 1", lambda n: n.steep == 1, "priced"),
        Visible(
            "add_loss",
            "the squares bend up to ŵ",
            lambda n: abs(n.centre) >= NEAREST,
            lambda n: f"centre is {n.centre:g}, but must be {NEAREST:g} or more away from 0",
        ),
        Premise.bound("add_loss", "the sum is lowest between 0 and ŵ", "weak", "<", lambda n: n.enough),
        Premise.bound("held", "λ is more than the loss's pull at 0", "more", ">", lambda n: n.enough),
        Premise.bound("never", "λ is raised further", "most", ">", "more"),
        Visible.bound(
            "never",
            "λ is in the picture, as large as the loss's pull at 0 asks for",
            "most",
            "<=",
            lambda n: FARTHEST * n.enough,
        ),
        Visible.bound("zoom", "the corner looks like one", "steep", ">=", lambda n: GENTLEST * n.enough),
        Visible.bound("zoom", "the corner looks like one", "steep", "<=", lambda n: STEEPEST * n.enough),
    )

    @property
    def loss(self) -> OneWeightLoss:
        """The loss."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minima that are not at 0."""
        strengths = (self.steep, self.weak, self.enough, self.more, self.most)
        minima = ((L1, self.weak), (L2, self.most))
        return decimals_for(
            2, strengths, (float(penalised_optimum(self.loss, *each).weights[0]) for each in minima)
        )

    @property
    def enough(self) -> float:
        """The least λ with the L1 minimum at 0: the loss's pull there."""
        return abs(float(self.loss.slope(0.0)))

    @property
    def facts(self) -> Mapping[str, float]:
        """What the loss would choose, and how hard it pulls at 0."""
        return {"centre": self.centre, "enough": Shown(self.enough, self.decimals)}
