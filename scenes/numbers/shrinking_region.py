"""Numbers of ShrinkingRegion: one loss, the budgets that it meets, and how it wanders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from common.figures.meeting_plane import VIEW
from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.journeys import wandering
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Numbers
from common.numerals import decimals_for

__all__ = ["ShrinkingRegionNumbers"]

Pair = tuple[float, float]
Weight = Annotated[float, Field(ge=-9, le=9)]
Budget = Annotated[float, Field(gt=0, le=9)]  # what the read-outs have room for
FLATTEST = (
    10.0  # how often as curved a loss may be in one direction as in another, before its contours are needles
)

ROOM = 1.5  # how much looser than needed a budget may be, before ŵ is too small to be seen
SMALLEST = 0.07  # of the picture, for a region to be seen
FARTHEST = 2.4  # of ŵ along an axis, in the film's view, with room for its name
ROUNDING = 1e-9
MARGIN = 0.04  # about what is seen, in the film's view
NAME = 0.35
PROGRESS = np.linspace(0, 1, 41)


class ShrinkingRegionNumbers(Numbers):
    """The loss ½ (w − ŵ)ᵀ H (w − ŵ) of two weights, the budgets t for ‖w‖, and how the loss wanders at the end."""

    hessian: tuple[Pair, Pair] = Field(((1.0, -0.35), (-0.35, 0.8)), description="H, positive definite")
    centre: tuple[Weight, Weight] = Field((1.9, 1.05), description="ŵ, the weights that the loss would choose")
    least: Budget = Field(0.02, description="t from which the regions grow")
    at_first: Budget = Field(1.3, description="t to begin with")
    loosest: float = Field(2.95, ge=0.5, le=9, description="t that holds ŵ in both regions")
    on_an_edge: Budget = Field(1.25, description="t at which the film's L1 optimum lies on an edge")
    held: Budget = Field(0.9, description="t at which a corner has just taken hold of it")
    tightest: Budget = Field(0.6, description="t to end with, where a corner holds it")
    while_turning: Budget = Field(1.0, description="t while the loss turns")
    sway: float = Field(0.75, ge=-3.2, le=3.2, description="how far the centre sways about the origin, in radians")
    approach: float = Field(0.4, ge=0, lt=1, description="the share of its distance by which it comes nearer")
    turns: int = Field(2, ge=-6, le=6, description="half turns of the loss's axes")
    visits: int = Field(16, ge=4, le=30, description="how many of the losses on the way are counted")

    @model_validator(mode="after")
    def _tells_the_story(self) -> Self:
        condition = float(np.linalg.cond(np.array(self.hessian)))
        if condition > FLATTEST:
            raise ValueError(
                f"the contours are needles: H is {condition:.3g} times as curved one way as another, at most"
                f" {FLATTEST:g} can be shown"
            )
        self._has_room_for_the_centre()
        self._meets_each_side_once()
        self._moves()
        return self

    def _has_room_for_the_centre(self) -> None:
        """Refuse budgets that hold ŵ when they should not, or the other way round, or that cannot be seen."""
        spent, distance = float(L1.norm(self.loss.centre)), float(L2.norm(self.loss.centre))
        if not spent <= self.loosest <= ROOM * spent:
            raise ValueError(
                f"loosest is {self.loosest:g}, but must hold ŵ, whose ‖w‖₁ is {spent:.4g}, and be {ROOM:g} times"
                " that at most"
            )
        if not self.least < self.tightest <= self.held < self.on_an_edge < self.loosest:
            raise ValueError("least, tightest, held, on_an_edge and loosest must ascend")
        for name in ("at_first", "on_an_edge"):
            if not self.least < getattr(self, name) < distance:
                raise ValueError(
                    f"{name} is {getattr(self, name):g}, but must be above least, and below {distance:.4g}: or the"
                    " disk holds ŵ, and no contour touches it"
                )
        nearest = (1 - self.approach) * distance
        if not self.while_turning < nearest:
            raise ValueError(
                f"while_turning is {self.while_turning:g}, but must be below {nearest:.4g}, as near as ŵ comes: or"
                " it would be inside the disk"
            )
        seen = max(high - low for low, high in (self.view.x, self.view.y))
        for name in ("tightest", "while_turning", "at_first"):
            if not getattr(self, name) >= SMALLEST * seen:
                raise ValueError(
                    f"{name} is {getattr(self, name):g}, but must be {SMALLEST * seen:.3g} or more to be seen in a"
                    f" picture that holds the contours, {seen:.3g} wide"
                )

    def _meets_each_side_once(self) -> None:
        """Refuse a loss whose L1 optimum goes round corners, or whose L2 optimum is sparse as well."""
        path = lasso_path(self.loss)
        if len(path.events) != np.count_nonzero(self.loss.centre):
            raise ValueError("the L1 optimum would leave one corner for another: H₁₂ must be nearer to 0")
        if any(budget_optimum(self.loss, L2, t).zeros.any() for t in (self.on_an_edge, self.held, self.tightest)):
            raise ValueError("under L2, too, a weight is exactly 0: with a zero in ŵ, H₁₂ must not be 0")

    def _moves(self) -> None:
        if not (self.sway or self.approach or (self.turns and not self.is_round)):
            raise ValueError("the loss must turn or move: sway, approach and turns are 0, or contours are circles")
        found = self.zeros_found(L2)
        if found:
            raise ValueError(
                f"of {self.visits} losses on the way {found} have a zero under L2: choose another sway"
            )

    @property
    def is_round(self) -> bool:
        """Whether the contours are circles, so that turning them changes nothing."""
        (a, b), (_, d) = self.hessian
        return a == d and b == 0

    @property
    def corner(self) -> float:
        """The budget up to which only one weight is in use under L1; 0 if both are from the first."""
        path = lasso_path(self.loss)
        return float(path.budgets[1]) if np.count_nonzero(path.signs[0]) == 1 else 0.0

    @property
    def view(self) -> View:
        """What has to be seen of the plane: ŵ, the regions, and each contour that touches one."""
        size = max(self.loosest / VIEW.y[1], max(map(abs, self.centre)) / FARTHEST)
        ball = max(self.at_first, self.while_turning)
        # At the near end of a mirrored axis its name stands beyond the regions.
        beyond = [ball + NAME * size * (weight < 0) for weight in self.centre]
        moments = [(self.loss, self.tightest), *((self.journey(s), self.while_turning) for s in PROGRESS)]
        touching = [
            loss.contour(float(loss.value(budget_optimum(loss, penalty, budget).weights)))
            for loss, budget in moments
            for penalty in (L1, L2)
        ]
        seen = np.concatenate([[[-ball, -ball], beyond], *touching])
        return VIEW.zoomed(1 / size).facing(self.centre).holding(seen, MARGIN * size)

    @property
    def decimals(self) -> int:
        """Of the weights: at a corner, one is the whole budget."""
        return decimals_for(2, (self.at_first, self.held, self.tightest, self.while_turning))

    def zeros_found(self, penalty: Penalty) -> int:
        """At how many of the stops the optimum has a weight that is exactly 0."""
        optima = (budget_optimum(self.journey(s), penalty, self.while_turning) for s in self.stops)
        return sum(bool(optimum.zeros.any()) for optimum in optima)

    @property
    def loss(self) -> QuadraticLoss:
        """The loss before it wanders."""
        return QuadraticLoss(np.array(self.hessian), np.array(self.centre))

    @property
    def journey(self) -> Callable[[float], QuadraticLoss]:
        """The loss by the progress of its journey, from 0 to 1."""
        return wandering(self.loss, sway=self.sway, approach=self.approach, turns=self.turns)

    @property
    def stops(self) -> FloatArray:
        """The progress, (visits,), at which the optimum is looked at."""
        return (np.arange(self.visits) + 0.5) / self.visits

    @property
    def facts(self) -> Mapping[str, float]:
        """The budget up to which only one weight is in use under L1, the tightest one, and how often one looks."""
        return {"corner": self.corner, "tightest": self.tightest, "visits": self.visits}

    @property
    def cases(self) -> Set[str]:
        """Where the L1 optimum is as the budget is tightened, and how often it is sparse while the loss moves."""
        loose, edge, tight = (
            budget_optimum(self.loss, L1, t) for t in (self.loosest, self.on_an_edge, self.tightest)
        )
        zeros = self.zeros_found(L1)
        held = {
            "axis": loose.zeros.any(),
            "early": edge.zeros.any(),
            "kept": (np.abs(edge.weights) >= np.abs(loose.weights) * (1 - ROUNDING)).any(),
            "edge": not tight.zeros.any(),
            "never": zeros == 0,
            "always": zeros == self.visits,
            "seldom": 2 * zeros < self.visits,
            "round": self.is_round or not self.turns,
        }
        return {case for case, holds in held.items() if holds}
