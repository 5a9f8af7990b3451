"""Numbers of Landscape: a loss of two weights, the strengths that are added to it, and where a ball is let go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import copysign, inf
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.flow import GradientFlow
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Numbers, Premise, Visible, film_numbers
from common.numerals import decimals_for, readable
from scenes.numbers.shrinking_region import MARGIN, Pair, ShrinkingRegionNumbers, Weight, no_needles

__all__ = ["LandscapeNumbers"]

Strength = Annotated[float, Field(gt=0, le=9)]  # what the read-outs have room for
THE_SAME = ShrinkingRegionNumbers()  # the picture is handed over to that scene

RIM = 1.1  # how much further than what has to be seen the ground goes on
FAR = 0.15  # of the ground's radius: a way that is seen to be gone
BESIDE, HARDLY = 0.05, 0.02  # of the ground's radius: what is seen to be off an axis, and what just is
CLEAR = 0.85  # of what keeps the weights' signs under L2, for H₁₂ to follow it
SHARES = (
    0.27,
    0.4,
    0.5,
    0.6,
    0.7,
    0.2,
    0.15,
)  # of the λ between those that catch the ball and lead it to the origin
REACHES, WAYS = (1.0, 1.4, 0.7), 16  # how far the ball may be let go, in the film's distances, and which ways
CLEARLY = 1.1  # times what has to be seen
SHALLOWEST, STRONGER = 0.8, 0.9  # of the λ that catches the ball; of strong
ROUNDING = 1e-9
SHARPEST = 0.25  # of the λ that catches the ball: how much a fold needs to be seen


class LandscapeNumbers(Numbers):
    """The loss ½ (w − ŵ)ᵀ H (w − ŵ) of two weights, the λ of its penalties, and the ball."""

    hessian: tuple[Pair, Pair] = Field(THE_SAME.hessian, description="H, positive definite")
    centre: tuple[Weight, Weight] = Field(THE_SAME.centre, description="ŵ, the weights that the loss would choose")
    start: tuple[Weight, Weight] = Field((2.5, -1.0), description="the weights at which the ball is let go")
    shallow: Strength = Field(0.3, description="λ at which there are folds, and the ball stops beside them")
    enough: Strength = Field(0.8, description="λ at which it ends in a fold, and then under L2, beside it")
    strong: Strength = Field(1.6, description="λ at which it is still beside the axes under L2")

    follows: ClassVar = (
        Follow("centre", lambda n: n.centre_for_hessian, upon={"hessian"}),
        Follow("hessian", lambda n: n.hessian_for_centre, upon={"centre"}),
        Follow("centre", lambda n: n.centre_for_strengths, upon={"shallow", "enough", "strong"}),
        Follow("enough", lambda n: n.enough_for_the_rest),
        Follow.ratio("shallow", of="crease"),
        Follow.ratio("strong", of="enough"),
        Follow("start", lambda n: n.start_for_the_rest),
    )

    story: ClassVar = (
        no_needles("bowl", "the bowl is no gorge"),
        Premise(
            "bend",
            "under L2 no λ brings a weight to 0",
            lambda n: (n.loss.pull * n.loss.centre > 0).all(),
            lambda n: (
                f"centre is {n.centre} and H times it ({n.loss.pull[0]:.3g}, {n.loss.pull[1]:.3g}), but both must"
                " have the same signs, and no 0: H₁₂ must be nearer to 0, or centre farther from an axis"
            ),
        ),
        Visible(
            "bowl",
            "the ball has some way to go",
            lambda n: n.first_way >= FAR * n.radius,
            lambda n: f"start is {n.start}, but must be {FAR * n.radius:.3g} or more away from centre",
        ),
        Premise.bound("catch", "the ball stops beside the fold", "shallow", "<", lambda n: n.crease),
        Premise.bound("catch", "the fold catches the ball", "enough", ">", lambda n: n.crease),
        Premise.bound("catch", "one weight is zero, the other is not", "enough", "<", lambda n: n.origin),
        Premise(
            "catch",
            "the ball runs into the fold, then slides along it",
            lambda n: n.falls > 0 and n.slides > 0,
            lambda n: f"start is {n.start}, but must be one from which the ball runs into the fold on its way",
        ),
        Visible(
            "catch",
            "both parts of the way are long enough",
            lambda n: min(n.falls, n.slides) >= FAR * n.radius,
            lambda n: (
                f"from start, {n.start}, the ball goes {n.falls:.3g} to the fold and {n.slides:.3g} along it, but"
                f" both must be {FAR * n.radius:.3g} or more"
            ),
        ),
        Visible.bound("fold", "the folds are sharp enough", "shallow", ">=", lambda n: SHARPEST * n.crease),
        Visible(
            "catch",
            "the ball stops clear of the fold",
            lambda n: n.beside(L1, n.shallow) >= BESIDE * n.radius,
            lambda n: (
                f"shallow is {n.shallow:g}, with which the ball would stop {n.beside(L1, n.shallow):.3g} from an"
                f" axis, but it must {BESIDE * n.radius:.3g} or more"
            ),
        ),
        Premise.bound("bend", "λ gets larger", "strong", ">", "enough"),
        Visible(
            "bend",
            "the ball rests clear of the axes",
            lambda n: n.beside(L2, n.strong) >= HARDLY * n.radius,
            lambda n: (
                f"strong is {n.strong:g}, with which the ball would rest {n.beside(L2, n.strong):.3g} from an"
                f" axis, but it must {HARDLY * n.radius:.3g} or more"
            ),
        ),
    )

    @property
    def centre_for_hessian(self) -> Pair:
        """ŵ so far from an axis that its weight keeps its sign under L2."""
        (across, beside), (_, down) = self.hessian
        first, second = self.centre
        if beside * first * second >= 0:
            return self.centre
        least = abs(beside) / CLEAR
        first = copysign(max(abs(first), readable(least * abs(second) / across)), first)
        return first, copysign(max(abs(second), readable(least * abs(first) / down)), second)

    @property
    def hessian_for_centre(self) -> tuple[Pair, Pair]:
        """H with an H₁₂ so near to 0 that the weights keep their signs under L2."""
        (across, beside), (_, down) = self.hessian
        first, second = map(abs, self.centre)
        if beside * self.centre[0] * self.centre[1] >= 0:
            return self.hessian
        most = CLEAR * min(across * first / second, down * second / first)
        beside = beside if abs(beside) <= most else copysign(readable(most, high=most), beside)
        return (across, beside), (beside, down)

    @property
    def centre_for_strengths(self) -> Pair:
        """ŵ as far from 0 as the λ that are given ask, in the same direction."""
        film = film_numbers(LandscapeNumbers)
        given = {
            each: getattr(self, each) for each in ("enough", "shallow", "strong") if each in self.model_fields_set
        }
        span = self.origin - self.crease
        suits = (
            SHARES[-1] * span
            <= given.get("enough", self.crease + SHARES[0] * span) - self.crease
            <= SHARES[-3] * span
            and SHARPEST * self.crease <= given.get("shallow", film.shallow) <= SHALLOWEST * self.crease
            and self.crease + SHARES[-1] * span <= STRONGER * given.get("strong", inf)
        )
        if suits:
            return self.centre
        name, value = next(iter(given.items()))
        first, second = (float(f"{weight * value / getattr(film, name):.3g}") for weight in self.centre)
        return first, second

    @property
    def enough_for_the_rest(self) -> float:
        """The film's λ between those that catch the ball and lead it to 0, or one that suits its start."""
        film = film_numbers(LandscapeNumbers)
        span, strong = (
            self.origin - self.crease,
            STRONGER * (self.strong if "strong" in self.model_fields_set else inf),
        )
        usual = self.crease + (film.enough - film.crease) / (film.origin - film.crease) * span
        if abs(usual - film.enough) < ROUNDING:
            usual = film.enough
        choices = [usual, *(self.crease + share * span for share in SHARES)]
        found = [readable(each, self.crease, min(self.origin, strong), film.enough) for each in choices]
        if "start" not in self.model_fields_set:
            return found[0]
        return next((each for each in found if self.but(enough=each).is_caught), found[0])

    @property
    def start_for_the_rest(self) -> Pair:
        """The film's start beside this ŵ, or another one from which the ball runs into the fold, and along it."""
        film = film_numbers(LandscapeNumbers)
        first, second = np.array(film.start) * self.centre / np.array(film.centre)
        places = [np.array([first, second])]
        for times in REACHES:
            reach = times * film.first_way / L2.norm(np.array(film.centre)) * L2.norm(np.array(self.centre))
            angles = np.arctan2(second, first) + np.arange(WAYS) * 2 * np.pi / WAYS
            places += [self.loss.centre + reach * np.array([np.cos(angle), np.sin(angle)]) for angle in angles]
        starts = [(float(f"{x:.2g}"), float(f"{y:.2g}")) for x, y in places if max(abs(x), abs(y)) <= 9]
        return next((each for each in starts if self.but(start=each).is_caught), starts[0])

    @property
    def is_caught(self) -> bool:
        """Whether the ball clearly runs into the fold, and then along it."""
        return min(self.falls, self.slides) >= CLEARLY * FAR * self.radius

    @cached_property
    def loss(self) -> QuadraticLoss:
        """The loss, without a price."""
        return QuadraticLoss(np.array(self.hessian), np.array(self.centre))

    def flow(self, penalty: Penalty, strength: float) -> GradientFlow:
        """The way of the ball from ``start`` down L + λΩ."""
        return GradientFlow(self.loss, penalty, strength, np.array(self.start))

    @property
    def crease(self) -> float:
        """The λ at which the lowest point enters a fold."""
        path = lasso_path(self.loss)
        return float(path.knots[1] if np.count_nonzero(path.signs[0]) == 1 else path.knots[0])

    @property
    def origin(self) -> float:
        """The λ at which the lowest point reaches the origin."""
        return float(lasso_path(self.loss).knots[0])

    @property
    def first_way(self) -> float:
        """How far the ball is let go from ŵ."""
        return float(np.linalg.norm(np.subtract(self.start, self.centre)))

    @property
    def falls(self) -> float:
        """How far the ball goes at ``enough`` until it is in the fold for good: 0 if it is from the first."""
        return self.caught * self._to_the_fold.length

    @property
    def slides(self) -> float:
        """How far it then goes along the fold."""
        return (1 - self.caught) * self._to_the_fold.length

    @cached_property
    def _to_the_fold(self) -> GradientFlow:
        return self.flow(L1, self.enough)

    @property
    def caught(self) -> float:
        """The share of the way at which the ball comes to rest across the fold: 0 if nothing happens then."""
        flow = self._to_the_fold
        return flow.share(flow.events[-1].time) if flow.events and flow.events[-1].sign == 0 else 0.0

    def beside(self, penalty: Penalty, strength: float) -> float:
        """How far from the nearer axis the lowest point is."""
        return float(np.abs(penalised_optimum(self.loss, penalty, strength).weights).min())

    @property
    def view(self) -> View:
        """What is seen of the plane in the end, as in ShrinkingRegion: at least the lines that touch."""
        size = max(map(abs, self.centre)) / max(map(abs, THE_SAME.centre))
        optima = [penalised_optimum(self.loss, penalty, self.enough).weights for penalty in (L1, L2)]
        lines = [self.loss.contour(float(self.loss.value(weights))) for weights in optima]
        farthest = max(float(L1.norm(optima[0])), float(L2.norm(optima[1])))
        seen = np.concatenate([farthest * np.array([[1, 1], [-1, -1]]), *lines])
        return THE_SAME.view.zoomed(1 / size).facing(self.centre).holding(seen, MARGIN * size)

    @property
    def middle(self) -> FloatArray:
        """The middle, (2,), of the ground that is seen."""
        return np.asarray(self.loss.centre / 2)

    @cached_property
    def radius(self) -> float:
        """How far the ground is seen about its ``middle``: ŵ, the origin and all ways of the ball are on it."""
        ways = ((L1, 0.0), (L1, self.shallow), (L1, self.enough), (L2, self.enough), (L2, self.strong))
        seen = np.concatenate([[[0.0, 0.0], self.centre], *(self.flow(*way).path(30) for way in ways)])
        return RIM * float(np.linalg.norm(seen - self.middle, axis=-1).max())

    @property
    def decimals(self) -> int:
        """Of all λ, and of the weights at which the ball stops."""
        ways = ((L1, self.shallow), (L1, self.enough), (L2, self.enough), (L2, self.strong))
        stops = [penalised_optimum(self.loss, *way).weights for way in ways]
        return decimals_for(2, (self.shallow, self.enough, self.strong), np.concatenate([self.centre, *stops]))

    @property
    def facts(self) -> Mapping[str, float]:
        """The λ that a fold needs to catch the ball."""
        return {"crease": self.crease}
