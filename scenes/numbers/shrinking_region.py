"""Numbers of ShrinkingRegion: one loss, the budgets that it meets, and how it wanders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from math import inf
from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field

from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.journeys import leaning, wandering
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.paths.lasso import LassoPath, lasso_path
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import Shown, decimals_for, readable

__all__ = ["ShrinkingRegionNumbers", "no_needles"]

Pair = tuple[float, float]
Weight = Annotated[float, Field(ge=-9, le=9)]
Budget = Annotated[float, Field(gt=0, le=9)]  # what the read-outs have room for
FLATTEST = (
    10.0  # how often as curved a loss may be in one direction as in another, before its contours are needles
)

VIEW = View(x=(-1.3, 3.3), y=(-1.3, 3.3))
"""What is seen of the plane with the film's numbers: it fills its panel."""
HELD = 3.15  # the largest budget for which there is room in that view, below the name of an axis
ROOM = 1.5  # how much looser than needed a budget may be, before ŵ is too small to be seen
SMALLEST = 0.07  # of the picture, for a region to be seen
FARTHEST = 2.4  # of ŵ along an axis, in the film's view, with room for its name
BESIDE = 0.04  # of its farther weight, that ŵ is off an axis
SHORT = 0.98  # of what a budget has to stay within, to follow it
ROUNDING = 1e-9
MARGIN = 0.04  # about what is seen, in the film's view
NAME = 0.1  # of the picture, for the name of an axis
PROGRESS = np.linspace(0, 1, 41)
LOOSER = 0.3  # of the way to the budget that holds ŵ
LEAN = 0.995  # of the way to the end of a corner's cone: beyond that end, the corner lets go


def no_needles(beat: str, says: str) -> Premise:
    """The claim that the loss is about as curved in one direction as in another."""

    def condition(numbers: Any) -> float:
        return float(np.linalg.cond(numbers.loss.hessian))

    return Visible(
        beat,
        says,
        lambda n: condition(n) <= FLATTEST,
        lambda n: (
            f"hessian is {condition(n):.3g} times as curved one way as another, but must be {FLATTEST:g} at most"
        ),
    )


class ShrinkingRegionNumbers(Numbers):
    """The loss ½ (w − ŵ)ᵀ H (w − ŵ) of two weights, the budgets t for ‖w‖, and how the loss wanders at the end."""

    hessian: tuple[Pair, Pair] = Field(((1.0, -0.35), (-0.35, 0.8)), description="H, positive definite")
    centre: tuple[Weight, Weight] = Field((1.9, 1.05), description="ŵ, the weights that the loss would choose")
    least: Budget = Field(0.02, description="t from which the regions grow")
    at_first: Budget = Field(1.25, description="t to begin with")
    loosest: float = Field(HELD, ge=0.5, le=9, description="t that holds ŵ in both regions")
    on_an_edge: Budget = Field(1.4, description="t at which the film's L1 optimum lies on an edge")
    held: Budget = Field(0.9, description="t at which a corner has just taken hold of it")
    tightest: Budget = Field(0.7, description="t to end with, where a corner holds it")
    while_turning: Budget = Field(1.0, description="t while the loss turns")
    sway: float = Field(0.675, ge=-3.2, le=3.2, description="how far the centre sways about 0, in radians")
    approach: float = Field(0.4, ge=0, lt=1, description="the share of its distance by which it comes nearer")
    turns: int = Field(2, ge=-6, le=6, description="half turns of the loss's axes")
    visits: int = Field(16, ge=4, le=30, description="how many of the losses on the way are counted")

    follows: ClassVar = (
        Follow(
            "centre",
            lambda n: n.centre_for_budgets,
            upon={"at_first", "loosest", "on_an_edge", "tightest", "while_turning"},
        ),
        Follow.ratio("loosest", of="spent", low=lambda n: n.spent, high=lambda n: ROOM * n.spent),
        Follow.ratio("at_first", of="distance", high=lambda n: SHORT * n.distance),
        Follow.ratio(
            "on_an_edge", of="halfway", low=lambda n: n.tightest_of_edge, high=lambda n: SHORT * n.distance
        ),
        Follow.ratio("tightest", of="corner", high=lambda n: n.loosest_corner),
        Follow.ratio("held", of="corner", low=lambda n: n.tightest, high=lambda n: SHORT * n.on_an_edge),
        Follow("while_turning", lambda n: n.budget_for_turning),
    )

    story: ClassVar = (
        no_needles("same_budget", "the contours are no needles"),
        Premise(
            "corner",
            "the corner holds a weight at zero that the loss does not want there",
            lambda n: all(n.centre),
            lambda n: f"centre is {n.centre}, but both must be away from 0",
            basic=True,
        ),
        Visible(
            "corner",
            "ŵ stands beside both axes",
            lambda n: min(map(abs, n.centre)) >= BESIDE * max(map(abs, n.centre)),
            lambda n: f"centre is {n.centre}, but one must be {BESIDE:g} of the other at least",
        ),
        Premise.bound("loosen", "the budget holds ŵ", "loosest", ">=", lambda n: n.spent),
        Visible.bound("loosen", "ŵ is far enough from 0", "loosest", "<=", lambda n: ROOM * n.spent),
        Premise(
            "slide",
            "the budget is tightened from beat to beat",
            lambda n: n.least < n.tightest <= n.held < n.on_an_edge < n.loosest,
            lambda n: (
                f"least, tightest, held, on_an_edge and loosest are {n.least:g}, {n.tightest:g}, {n.held:g},"
                f" {n.on_an_edge:g} and {n.loosest:g}, but must ascend"
            ),
        ),
        Premise.bound("same_budget", "the regions have grown", "at_first", ">", "least"),
        Premise.bound("same_budget", "a contour touches the disk", "at_first", "<", lambda n: n.distance),
        Premise.bound("slide", "a contour touches the disk", "on_an_edge", "<", lambda n: n.distance),
        Premise.bound("turn", "ŵ stays outside the disk", "while_turning", "<", lambda n: n.nearest),
        Visible.bound("corner", "the regions are large enough", "tightest", ">=", lambda n: n.least_seen),
        Visible.bound("turn", "the regions are large enough", "while_turning", ">=", lambda n: n.least_seen),
        Visible.bound("same_budget", "the regions are large enough", "at_first", ">=", lambda n: n.least_seen),
        Premise(
            "corner",
            "the diamond's contact stays in its corner",
            lambda n: len(n.lasso.events) == 2,
            lambda n: f"H₁₂ is {n.hessian[0][1]:g}, but must be nearer to 0, or it leaves one corner for another",
        ),
        Premise.bound("corner", "the corner holds a weight at zero", "tightest", "<=", lambda n: n.corner),
        Premise(
            "turn",
            "the loss turns or moves",
            lambda n: n.sway or n.approach or not n.only_moves,
            lambda n: (
                f"sway, approach and turns are {n.sway:g}, {n.approach:g} and {n.turns}, but the loss must turn or"
                " move, and circles look alike however they turn"
            ),
        ),
        Premise(
            "turn",
            "under L2 an exact zero never comes up",
            lambda n: n.zeros_found[L2] == 0,
            lambda n: f"at {n.zeros_found[L2]} of {n.visits} stops L2 has a zero: sway must be another",
        ),
        Premise(
            "turn",
            "a corner comes up",
            lambda n: n.zeros_found[L1] > 0,
            lambda n: (
                f"at none of {n.visits} stops has L1 a zero: while_turning must be less, or sway, approach or"
                " turns others"
            ),
        ),
        Premise(
            "slide", "neither weight is zero on the edge", lambda n: not n.has_zero(L1, n.on_an_edge), "early"
        ),
        Premise(
            "slide",
            "both weights shrink on the edge",
            lambda n: n.both_shrink,
            "kept",
        ),
        Premise("turn", "sometimes an edge comes up", lambda n: n.zeros_found[L1] < n.visits, "always"),
        Premise("turn", "a corner often does", lambda n: 2 * n.zeros_found[L1] >= n.visits, "seldom"),
        Premise(
            "corner", "the contact of the disk meets no axis on its way", lambda n: not n.disk_crosses, "crosses"
        ),
    )

    @property
    def centre_for_budgets(self) -> Pair:
        """ŵ as far from 0 as the budgets that are given ask, in the same direction."""
        given, film = self.model_fields_set, film_numbers(ShrinkingRegionNumbers)
        budgets = {each: getattr(self, each) for each in self.reaches if each in given}
        low, high = max(t / self.reaches[each] for each, t in budgets.items()), inf
        if "loosest" in given:
            low, high = max(low, self.loosest / (SHORT * ROOM * self.spent)), SHORT * self.loosest / self.spent
        if low <= 1 <= high:
            return self.centre
        alike = max(t / getattr(film, each) for each, t in budgets.items())
        first, second = (float(f"{weight * min(max(alike, low), high):.3g}") for weight in self.centre)
        return first, second

    @property
    def halfway(self) -> float:
        """A budget between that at which the corner takes hold and that which reaches ŵ on the disk."""
        return (2 * self.corner + self.distance) / 3

    @property
    def tightest_of_edge(self) -> float:
        """The least budget for the edge, above that in the corner if this is given."""
        given = [getattr(self, each) for each in ("held", "tightest") if each in self.model_fields_set]
        return max(given, default=0.0) / SHORT

    @property
    def loosest_corner(self) -> float:
        """The largest budget to end with, below those before if they are given."""
        edge = SHORT * SHORT * self.on_an_edge
        return min(self.corner, edge, self.held if "held" in self.model_fields_set else edge)

    @property
    def budget_for_turning(self) -> float:
        """The film's share of the least distance of ŵ, or as much less as lets a corner come up."""
        film = film_numbers(ShrinkingRegionNumbers)
        scale, usual = self.nearest / film.nearest, film.while_turning
        budgets = [readable(usual * scale * share, usual=usual) for share in np.linspace(1, 0.4, 7).tolist()]
        return next((each for each in budgets if self.zeros_at(L1, each)), budgets[0])

    @property
    def reaches(self) -> Mapping[str, float]:
        """What each of the budgets has to stay within."""
        outside = SHORT * self.distance
        return {
            "at_first": outside,
            "loosest": inf,
            "on_an_edge": outside,
            "tightest": SHORT * self.corner,
            "while_turning": SHORT * self.nearest,
        }

    @property
    def spent(self) -> float:
        """‖ŵ‖₁."""
        return float(L1.norm(self.loss.centre))

    @property
    def distance(self) -> float:
        """‖ŵ‖₂."""
        return float(L2.norm(self.loss.centre))

    @property
    def nearest(self) -> float:
        """The least distance of ŵ from 0 while it moves."""
        return (1 - self.approach) * self.distance

    def has_zero(self, penalty: Penalty, budget: float) -> bool:
        """Whether a weight is exactly 0 at that budget."""
        return bool(budget_optimum(self.loss, penalty, budget).zeros.any())

    @property
    def both_shrink(self) -> bool:
        """Whether both weights are smaller than the loss would choose, while L1's contact is seen on an edge."""
        weights = np.abs(self.contacts(L1, np.array([self.first_touch, self.on_an_edge])))
        return bool((weights < np.abs(self.loss.centre) * (1 - ROUNDING)).all())

    @cached_property
    def lasso(self) -> LassoPath:
        """The optima under L1 at every budget."""
        return lasso_path(self.loss)

    @property
    def only_moves(self) -> bool:
        """Whether the loss does not turn, or its contours are circles, which look alike however they turn."""
        (a, b), (_, d) = self.hessian
        return not self.turns or (a == d and b == 0)

    @property
    def corner(self) -> float:
        """The budget up to which only one weight is in use under L1; 0 if both are from the first."""
        path = self.lasso
        return float(path.budgets[1]) if np.count_nonzero(path.signs[0]) == 1 else 0.0

    @property
    def first_touch(self) -> float:
        """The budget at which L1's contact is first looked at, on an edge: a little looser than ``on_an_edge``."""
        return LOOSER * self.spent + (1 - LOOSER) * max(self.corner, self.on_an_edge)

    @property
    def landing(self) -> float:
        """The budget at which L1's contact has come into its corner, or is seen there first."""
        return min(self.corner, self.on_an_edge)

    @property
    def firm(self) -> float:
        """The budget at which the loss leans, and the corner holds on."""
        return min(self.corner, self.held)

    @property
    def leans(self) -> tuple[float, float]:
        """The angles to either side by which the loss leans until its pull would leave the corner's cone."""
        (contact,) = self.contacts(L1, np.array([self.firm]))
        x, y = -self.loss.gradient(contact)
        ends = L1.normals(contact)
        turns = np.arctan2(x * ends[:, 1] - y * ends[:, 0], ends @ [x, y])
        return LEAN * float(turns.min()), LEAN * float(turns.max())

    def leaning(self, penalty: Penalty) -> Callable[[float], QuadraticLoss]:
        """The loss, turned about its contact by the angle."""
        (contact,) = self.contacts(penalty, np.array([self.firm]))
        return leaning(self.loss, contact)

    @property
    def disk_crosses(self) -> bool:
        """Whether a weight of the disk's contact changes its sign as the budget shrinks: once at most."""
        (last,) = self.contacts(L2, np.array([self.tightest]))
        return bool((last * self.loss.centre <= 0).any())

    def contacts(self, penalty: Penalty, budgets: FloatArray) -> FloatArray:
        """The optima (n, 2) at ``budgets`` (n,)."""
        return np.array([budget_optimum(self.loss, penalty, budget).weights for budget in budgets.tolist()])

    @cached_property
    def view(self) -> View:
        """What has to be seen of the plane: ŵ, the regions, and each contour that touches one."""
        size = max(self.loosest / HELD, max(map(abs, self.centre)) / FARTHEST)
        ball, named = max(self.at_first, self.while_turning), max(self.at_first, self.first_touch)
        moments = [(self.loss, self.tightest), *((self.journey(s), self.while_turning) for s in PROGRESS)]
        touching = [
            loss.contour(float(loss.value(budget_optimum(loss, penalty, budget).weights)))
            for loss, budget in moments
            for penalty in (L1, L2)
        ]
        seen = np.concatenate([[[-ball, -ball], [ball, ball]], *touching])
        view = VIEW.zoomed(1 / size).facing(self.centre).holding(seen, MARGIN * size)
        # At the end of an axis its name stands, in the quadrant across from ŵ: what comes there ends before it.
        towards = np.sign(self.centre)
        near = np.concatenate([named * np.diag(towards), *touching])
        room = NAME * max(high - low for low, high in (view.x, view.y))
        across = (near * towards)[:, ::-1]
        return view.holding(near + room * towards * ((across <= 0) & (across >= -room)), 0.0)

    @property
    def least_seen(self) -> float:
        """The least budget at which a region is seen."""
        return SMALLEST * max(high - low for low, high in (self.view.x, self.view.y))

    @property
    def decimals(self) -> int:
        """Of the weights: at a corner, one is the whole budget."""
        return decimals_for(2, (self.at_first, self.held, self.tightest, self.while_turning))

    @cached_property
    def zeros_found(self) -> Mapping[Penalty, int]:
        """At how many of the stops each penalty's optimum has a weight that is exactly 0."""
        return {penalty: self.zeros_at(penalty, self.while_turning) for penalty in (L1, L2)}

    def zeros_at(self, penalty: Penalty, budget: float) -> int:
        """At how many with that budget."""
        optima = (budget_optimum(self.journey(s), penalty, budget) for s in self.stops)
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
        """The budget up to which only one weight is in use under L1, and how often one looks."""
        return {"corner": Shown(self.corner, self.decimals), "visits": self.visits}
