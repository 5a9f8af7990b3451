"""Numbers of Kink: a loss, and the strengths that it is set against."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import ClassVar

import numpy as np
from pydantic import Field

from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable
from scenes.numbers.one_weight import LOSS

__all__ = ["KinkNumbers"]

NEAREST = 0.05  # that ŵ comes to 0, for the numbers to be read
SHARPEST, BLUNTEST = 0.9, 0.25  # λ at which the corner is looked at, in pulls of the loss at 0
FARTHEST = 5.0  # λ for the corner to be seen from afar, in the same
APART, FAR_ABOVE = (
    1.2,
    1.6,
)  # how many times one λ the next is at least, and the one that holds 0 at most, to follow


class KinkNumbers(Numbers):
    """The loss ½ h (w − ŵ)², and the strengths λ that it is set against, all in its units."""

    curvature: float = Field(round(LOSS.curvature, 9), gt=0, description="h of the loss")
    centre: float = Field(
        round(LOSS.centre, 9), ge=-2.5, le=2.5, description="ŵ, the weight that the loss would choose"
    )
    weak: float = Field(0.2, ge=0.01, description="λ that does not yet bring the L1 minimum to 0")
    more: float = Field(0.5, gt=0, description="λ that holds the L1 minimum at 0")
    most: float = Field(1.0, gt=0, le=9, description="λ that still does not bring the L2 minimum to 0")

    follows: ClassVar = (
        Follow("centre", lambda n: n.centre_for_strengths, upon={"weak", "more", "most"}),
        Follow.ratio("weak", of="enough"),
        Follow.ratio("more", of="enough", high=lambda n: n.given("most", inf) / APART),
        Follow.ratio("most", of="enough", low=lambda n: APART * n.more, high=lambda n: FARTHEST * n.enough),
    )

    story: ClassVar = (
        Visible(
            "zoom",
            "the loss pulls at 0",
            lambda n: abs(n.centre) >= NEAREST,
            lambda n: f"centre is {n.centre:g}, but must be {NEAREST:g} or more away from 0",
            basic=True,
        ),
        Visible.bound("zoom", "the corner looks like one", "weak", ">=", lambda n: BLUNTEST * n.enough),
        Visible.bound("grow", "the fan opens until a line is level", "weak", "<=", lambda n: SHARPEST * n.enough),
        Premise(
            "held",
            "the loss is that of OneWeight",
            lambda n: np.allclose((n.curvature, n.centre), (LOSS.curvature, LOSS.centre)),
            "other_loss",
        ),
        Premise.bound("held", "λ is more than the loss's pull at 0", "more", ">", lambda n: n.enough),
        Premise.bound("never", "λ is raised further", "most", ">", "more"),
        Visible.bound("never", "the corner looks like one", "most", "<=", lambda n: FARTHEST * n.enough),
    )

    @property
    def centre_for_strengths(self) -> float:
        """The ŵ with which the loss pulls as hard as the λ that are given ask, nearest to this one."""
        weak, more, most = (self.given(name, inf) for name in ("weak", "more", "most"))
        at_least = ("weak", SHARPEST), ("more", FAR_ABOVE), ("most", FARTHEST)
        low = max(self.given(name, 0.0) / times for name, times in at_least)
        high = min(weak / BLUNTEST, more / APART, most / APART**2)
        if low <= self.enough <= high:
            return self.centre
        film, steep = film_numbers(KinkNumbers), self.curvature
        pull = film.enough * min(weak / film.weak, more / film.more, most / film.most)
        return readable(pull / steep, low / steep, high / steep) * (1 if self.centre > 0 else -1)

    @property
    def loss(self) -> OneWeightLoss:
        """The loss."""
        return OneWeightLoss(self.curvature, self.centre)

    @property
    def decimals(self) -> int:
        """Of all λ, and of the minimum under L1 that is not at 0."""
        strengths = (self.weak, self.enough, self.more, self.most)
        return decimals_for(3, strengths, penalised_optimum(self.loss, L1, self.weak).weights.tolist())

    @property
    def enough(self) -> float:
        """The least λ with the L1 minimum at 0: the loss's pull there."""
        return abs(float(self.loss.slope(0.0)))

    @property
    def facts(self) -> Mapping[str, float]:
        """How hard the loss pulls at 0."""
        return {"enough": Shown(self.enough, self.decimals)}
