"""Numbers of ThreeWeights: a budget, and one loss that moves until each kind of contact has been seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property, lru_cache
from itertools import product
from operator import attrgetter
from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field

from common.maths.arithmetic.arguments import finite
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import decimals_for, readable

__all__ = ["ThreeWeightsNumbers"]

Triple = tuple[float, float, float]
Weight = Annotated[float, Field(ge=-9, le=9)]
Centre = tuple[Weight, Weight, Weight]

LONGEST = 2.0  # how much longer one axis of the ellipsoid may be than another, to look round enough
NEAREST, FARTHEST = 1.5, 3.5  # budgets from 0 to ŵ, for solid and ellipsoid to fill one picture
SEEN = 0.08  # of the budget: a weight that is seen not to be 0
CONTACTS = ("face", "edge", "corner")
STOPS = dict(zip(CONTACTS, (0.0, 0.5, 1.0), strict=True))
"""The progress at which the loss touches each of them."""

PROGRESS = np.linspace(0, 1, 41)
NEARLY = 0.8  # of the way to an edge or a corner: from there on it is landed on
SIZES = 1.0, 0.9, 0.8, 0.7, 0.6, 1.15, 1.3  # of the budget, in the film's ratio to a ŵ, that may suit it
PULLS = 1.0, 1.2, 1.4, 0.85  # how hard a loss may pull at its contact, in the film's pulls
FINE = 10_000  # steps in which an arrival is sought


def _zeros_at(contact: str, zeros: int) -> Premise:
    """The claim that so many L1 weights are zero where the loss touches from the ŵ of that name."""

    def refusal(numbers: ThreeWeightsNumbers) -> str:
        centre, found = getattr(numbers, contact), numbers.zeros(contact)
        return f"{contact} is {centre}, with {found} zeros at the contact, but must be one with {zeros}"

    return Premise(contact, f"zeros of L1 at the contact: {zeros}", lambda n: n.zeros(contact) == zeros, refusal)


class ThreeWeightsNumbers(Numbers):
    """The loss ½ (w − ŵ)ᵀ H (w − ŵ) of three weights, three places for ŵ, and the budget t for ‖w‖."""

    hessian: tuple[Triple, Triple, Triple] = Field(
        ((1.0, 0.2, 0.1), (0.2, 1.2, -0.2), (0.1, -0.2, 0.9)), description="H, positive definite"
    )
    budget: float = Field(1.0, gt=0, le=9, description="t, the size of octahedron and ball")
    face: Centre = Field((0.8, 0.85, 1.05), description="ŵ from which the loss meets a face of the octahedron")
    edge: Centre = Field((1.2, 0.95, 0.35), description="ŵ from which it meets an edge")
    corner: Centre = Field((1.7, 0.4, 0.35), description="ŵ from which it meets a corner")

    follows: ClassVar = (
        Follow("budget", lambda n: n.suited.budget, upon={*CONTACTS}),
        *(Follow(name, attrgetter(f"suited.{name}")) for name in CONTACTS),
    )

    story: ClassVar = (
        Visible(
            "face",
            "the ellipsoid is round enough",
            lambda n: n.elongation <= LONGEST,
            lambda n: (
                f"H makes an ellipsoid {n.elongation:.3g} times as long as wide, but {LONGEST:g} is the most"
            ),
            basic=True,
        ),
        Premise.bound("solids", "the loss wants more than the budget", "budget", "<", lambda n: n.nearest),
        Visible.bound("face", "ellipsoid and solid are apart", "budget", "<=", lambda n: n.nearest / NEAREST),
        Visible.bound("face", "both are in the picture", "budget", ">=", lambda n: n.farthest / FARTHEST),
        *(_zeros_at(beat, zeros) for zeros, beat in enumerate(CONTACTS)),
        Premise(
            "ball",
            "no L2 weight is ever zero",
            lambda n: n.keeps_signs,
            lambda n: (
                f"face, edge and corner are {n.face}, {n.edge} and {n.corner}, but on the way between them no L2"
                " weight must pass through 0"
            ),
        ),
        Visible(
            "edge",
            "what is not zero is seen not to be",
            lambda n: n.least >= SEEN * n.budget,
            lambda n: (
                f"the least weight that is not zero is {n.least:.3g}, but must be {SEEN * n.budget:.3g} or more:"
                " face, edge or corner must be others"
            ),
        ),
    )

    @property
    def suited(self) -> ThreeWeightsNumbers:
        """The numbers with those that are given, and with others that suit them."""
        return _suited(frozenset((name, getattr(self, name)) for name in self.model_fields_set))

    @property
    def elongation(self) -> float:
        """How much longer the longest axis of the ellipsoid is than the shortest."""
        return float(np.sqrt(np.linalg.cond(np.array(self.hessian))))

    def loss(self, contact: str) -> QuadraticLoss:
        """The loss of ``face``, ``edge`` or ``corner``."""
        return QuadraticLoss(np.array(self.hessian), np.array(getattr(self, contact)))

    def journey(self, progress: float) -> QuadraticLoss:
        """The loss by its progress from ``face`` at 0 over ``edge`` at ½ to ``corner`` at 1, on straight lines.

        Raises ``ValueError`` for a progress that is not finite.
        """
        stops = np.array([self.face, self.edge, self.corner])
        centre = [np.interp(finite("progress", progress), list(STOPS.values()), each) for each in stops.T]
        return QuadraticLoss(np.array(self.hessian), np.array(centre))

    def optimum(self, penalty: Penalty, contact: str) -> Optimum:
        """The contact of ``face``, ``edge`` or ``corner``."""
        return budget_optimum(self.loss(contact), penalty, self.budget)

    def zeros(self, contact: str) -> int:
        """How many L1 weights are exactly 0 at ``face``, ``edge`` or ``corner``."""
        return int(self.optimum(L1, contact).zeros.sum())

    def arrival(self, contact: str) -> float:
        """The progress from which on as many L1 weights are exactly 0 as at that contact, on the way to it."""

        def zeros(step: int) -> int:
            return int(budget_optimum(self.journey(step / FINE), L1, self.budget).zeros.sum())

        stop = round(STOPS[contact] * FINE)
        return bisect_left(range(stop), self.zeros(contact), lo=max(stop - FINE // 2, 0), key=zeros) / FINE

    def approach(self, contact: str) -> float:
        """The progress at which it is ``NEARLY`` there, on the way from the contact before."""
        start = STOPS[CONTACTS[CONTACTS.index(contact) - 1]]
        return start + NEARLY * (self.arrival(contact) - start)

    @property
    def nearest(self) -> float:
        """The least distance of ŵ from 0 on the journey."""
        return float(min(L2.norm(self.journey(share).centre) for share in PROGRESS))

    @property
    def farthest(self) -> float:
        """Its greatest distance."""
        return float(max(L2.norm(self.journey(share).centre) for share in PROGRESS))

    @property
    def keeps_signs(self) -> bool:
        """Whether each L2 weight has one sign on the whole journey, and is nowhere 0."""
        signs = {tuple(np.sign(weights)) for weights in self._on_the_way}
        return len(signs) == 1 and 0 not in signs.pop()

    @property
    def least(self) -> float:
        """The least size of a weight that is not 0 at any of the three contacts."""
        sizes = [np.abs(self.optimum(p, each).weights) for p in (L1, L2) for each in CONTACTS]
        return float(min(size[size > 0].min() for size in sizes))

    @cached_property
    def _on_the_way(self) -> list[FloatArray]:
        return [budget_optimum(self.journey(share), L2, self.budget).weights for share in PROGRESS]

    @property
    def decimals(self) -> int:
        """Of the weights: at a corner, one is the whole budget."""
        return decimals_for(2, (self.budget,))

    @property
    def facts(self) -> Mapping[str, float]:
        """How many faces, edges and corners the octahedron has: one for each set of signs of the weights on it."""
        return {"faces": _signs(zeros=0), "edges": _signs(zeros=1), "corners": _signs(zeros=2)}


def _signs(zeros: int) -> int:
    """How many sets of signs of three weights have so many zeros."""
    return sum(signs.count(0) == zeros for signs in product((-1, 0, 1), repeat=3))


@lru_cache(maxsize=64)
def _suited(given: frozenset[tuple[str, Any]]) -> ThreeWeightsNumbers:
    """Numbers with the contacts of the film, as large and on the side of 0 as those that are ``given`` ask."""
    film: ThreeWeightsNumbers = film_numbers(ThreeWeightsNumbers)
    chosen = dict(given)
    centres = {name: np.array(chosen[name]) for name in CONTACTS if name in chosen}
    usual = [chosen.get("budget", film.budget)]
    if centres and "budget" not in chosen:
        times = max(L2.norm(each) / L2.norm(np.array(getattr(film, name))) for name, each in centres.items())
        usual += [readable(film.budget * float(times) * share) for share in SIZES]
    signs = np.sign(next(iter(centres.values()), np.ones(3)))
    others = (
        film.but(
            **{"budget": budget, **_touching(chosen.get("hessian", film.hessian), budget, signs, pull), **chosen}
        )
        for budget in usual
        for pull in PULLS
    )
    first: ThreeWeightsNumbers = next(others)
    return first if first.tells_the_story else next((each for each in others if each.tells_the_story), first)


def _touching(hessian: Any, budget: float, signs: FloatArray, pull: float) -> dict[str, Triple]:
    """By contact, the ŵ from which a loss with H touches where the film's does, pulling ``pull`` times as hard."""
    film = film_numbers(ThreeWeightsNumbers)
    places = {}
    for name in CONTACTS:
        loss, contact = film.loss(name), film.optimum(L1, name).weights
        away = np.linalg.solve(np.array(hessian), pull * signs * -loss.gradient(contact))
        x, y, z = (float(f"{each:.3g}") for each in budget / film.budget * (signs * contact + away))
        places[name] = (x, y, z)
    return places
