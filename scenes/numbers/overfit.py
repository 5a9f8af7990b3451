"""Numbers of Overfit: the film's points or a table's, and the λ that show what their fits do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import ClassVar, NamedTuple, Self

import numpy as np
from pydantic import Field, model_validator

from common.figures.window import View
from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.scatter import Scatter
from common.maths.data.sets import NoisyCurve, noisy_points
from common.maths.optima.certificate import NotOptimal
from common.maths.optima.generalisation import NOISE, CurveFits, HeldOutFits, PolynomialFits, twelve_new_points
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty
from common.numbers import Follow, Premise, film_numbers
from common.numerals import Shown, decimals_for
from common.table import Table, TableNumbers

__all__ = ["MOST_SHOWN", "Lesson", "OverfitNumbers"]

DEGREE, POINTS, SEED = 9, 10, 2
LESSON = frozenset({"degree", "points", "noise", "seed", "data"})
LEAST_OTHERS, MOST_SHOWN = 5, 40
VIEW = View((-1.1, 1.2), (-3.9, 1.95))
WIDE = (-1.2, 1.3)  # along, where a table's points reach from -1 to 1
BEYOND = 0.5  # decades of λ past the last, on the axis of the errors
ABOVE, UNDER_LEGEND = 1.115, 0.68  # how far that axis goes over the largest, and its share below the legend
SPARE, LEAST_SIDE = 1.15, 0.2  # how much more than the largest weight, and than on the other side, bars show
FALLS, RISES, STEADY = 1.2, 1.1, 0.02  # times the least error, for it to be seen; and by how much it may stray
BETWEEN = 1.006, 1.02, 1.05, 1.1, 1.2, 1.4, 1.6, 1.8, 1.95  # exponents
JUST = 1e-6  # a share of λ
SURE = 1e-13  # a tenth of the violation that a certificate allows
WILDEST, ENOUGH_ZEROS = 4.0, 6  # times the error of the stiff fit; zeros that tell enough


@dataclass(frozen=True, eq=False)
class Lesson:
    """Fits to some points, the new points that are shown, and the view of both."""

    fits: PolynomialFits
    shown: NoisyCurve | Scatter
    view: View
    names: tuple[str, str] | None = None

    @classmethod
    @lru_cache(maxsize=64)
    def drawn(cls, degree: int, points: int, noise: float, seed: int) -> Lesson:
        """So many points of a known curve, and others of it, each with noise of that standard deviation."""
        fits = CurveFits(noisy_points(points, noise, seed), degree, noise)
        shown = twelve_new_points(noise)
        is_films = (degree, points, noise, seed) == (DEGREE, POINTS, NOISE, SEED)
        return cls(fits, shown, VIEW if is_films else _view_of(fits, shown, VIEW.x))

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, table: Table, degree: int = DEGREE, points: int = POINTS) -> Lesson:
        """As many rows of ``table``, evenly spaced, and of the others up to as many as can be told apart."""
        (feature,) = table.features
        seen, others = Scatter(table.column(feature), table.column(table.target)).scaled().divided(points)
        fits, shown = HeldOutFits(seen, others, degree), others.thinned(MOST_SHOWN)
        y = table.column(table.target)
        measured = f"{table.target} ({_short(y.mean())} ± {_short(y.std())})"
        return cls(fits, shown, _view_of(fits, shown, WIDE), (feature, measured))


class Telling(NamedTuple):
    """Strengths λ that tell what fits do: at which they are wild, stiff, first seen, and sparse."""

    wild: float = 1e-8
    stiff: float = 3.0
    small: float = 1e-4
    enough: float = 0.024


class OverfitNumbers(TableNumbers):
    """The λ that the fits have, under a loss that is the mean squared error; each pair from less to more."""

    degree: int = Field(default=DEGREE, ge=3, le=15, description="degree of the curve")
    points: int = Field(default=POINTS, ge=4, le=16, description="how many points it is fitted to")
    noise: float = Field(default=NOISE, ge=0.05, le=1, description="standard deviation of the noise in the points")
    seed: int = Field(default=SEED, ge=0, le=2**32 - 1, description="seed of the noise in the fitted points")
    wild: float = Field(default=Telling().wild, gt=0, description="λ from which the errors are traced")
    stiff: float = Field(default=Telling().stiff, gt=0, description="λ that is too much")
    small: float = Field(default=Telling().small, gt=0, description="λ at which the weights are first seen")
    enough: float = Field(default=Telling().enough, gt=0, description="λ at which L1 has removed some of them")

    @classmethod
    def fitting(cls, table: Table) -> Mapping[str, float]:
        """Nothing: all that follows a table follows other numbers, too."""
        if len(table.features) != 1:
            raise ValueError(
                f"a curve is fitted over one column, and here are {len(table.features)}: choose one with --feature"
            )
        rows, places = len(table.rows), len(np.unique(table.column(table.features[0])))
        if rows < POINTS + LEAST_OTHERS:
            raise ValueError(
                f"{POINTS} rows are fitted and {LEAST_OTHERS} or more held out, and here are only {rows} in all"
            )
        if places < POINTS:
            raise ValueError(
                f"a curve of degree {DEGREE} needs {POINTS} different values to go through, and "
                f"{table.features[0]!r} has {places}: choose another column"
            )
        try:
            telling = _telling(fits := Lesson.of(table).fits)
            certify(fits, telling.small, telling.enough)
        except NotOptimal as error:
            raise ValueError(_too_near(table.features[0])) from error
        return {}

    follows: ClassVar = (
        Follow("points", lambda n: n.degree + 1, upon={"degree"}),
        Follow("degree", lambda n: n.points - 1, upon={"points"}),
        *(
            Follow(name, attrgetter(f"telling.{name}"), upon=LESSON)
            for name in ("wild", "stiff", "small", "enough")
        ),
    )

    story: ClassVar = (
        Premise.bound(
            "thread", "a curve can pass through all points", "degree", ">=", lambda n: n.points - 1, basic=True
        ),
        Premise(
            "thread",
            "what is noisy is drawn",
            lambda n: n.data is None or (n.noise, n.seed) == (NOISE, SEED),
            lambda _: "noise and seed are of points that are drawn, but here they are rows of a table",
        ),
        Premise("thread", "the points are noisy ones of a known curve", lambda n: n.data is None, "own_data"),
        Premise.bound("penalise", "λ grows from wild", "stiff", ">", "wild"),
        Premise.bound("shrink", "λ is raised from small", "enough", ">", "small"),
        Premise(
            "penalise",
            "the error on new points falls",
            lambda n: n.error(n.wild) >= FALLS * n.error(n.best),
            lambda n: (
                f"the fit does not overfit: its error on new points is {n.error(n.wild):.3g}, and at the best λ"
                f" {n.error(n.best):.3g}; take another column"
            ),
        ),
        Premise("penalise", "it falls all the way", lambda n: n.strays(n.wild, n.best, -1) <= STEADY, "winding"),
        Premise(
            "too_much",
            "both errors rise",
            lambda n: n.error(n.stiff) >= RISES * n.error(n.best),
            lambda n: (
                f"no λ is too large: the error on new points is {n.error(n.best):.3g} at the best, and"
                f" {n.error(n.stiff):.3g} at {n.stiff:g}; take another column, or a larger stiff"
            ),
        ),
        Premise("too_much", "they rise all the way", lambda n: n.strays(n.best, n.stiff, 1) <= STEADY, "unsteady"),
        Premise("bars", "most are too large", lambda n: exceeds(n.fits, n.small, n.span), "in_sight"),
        Premise(
            "shrink",
            "some weights are exactly zero under L1",
            lambda n: n.zeros > 0,
            lambda n: f"L1 has removed no weight at {n.enough:g}: enough must be more",
        ),
        Premise("shrink", "more than one is zero", lambda n: n.zeros != 1, "one_zero"),
        Premise("gone", "six are zero", lambda n: n.zeros == 6, "another_count"),
        Premise("shrink", "some are not zero", lambda n: n.zeros < n.fits.degree, "all_zero"),
    )

    @model_validator(mode="after")
    def _can_be_computed(self) -> Self:
        film = film_numbers(OverfitNumbers)
        if any(getattr(self, each) != getattr(film, each) for each in (*LESSON, "small", "enough")):
            try:
                certify(self.fits, self.small, self.enough)
            except NotOptimal as error:
                raise ValueError(self.why_not_computed) from error
        return self

    @property
    def why_not_computed(self) -> str:
        """What to do about weights that cannot be computed to the last digits."""
        if self.data is None:
            return (
                f"the weights at λ = {self.enough:g} cannot be computed exactly: take fewer points, or other seeds"
            )
        return _too_near(self.data.features[0])

    @property
    def telling(self) -> Telling:
        """The λ at which the fits are as wild, as stiff and as sparse as the film's."""
        film = film_numbers(OverfitNumbers)
        return Telling() if self.lesson is film.lesson else _telling(self.fits)

    @cached_property
    def lesson(self) -> Lesson:
        """What is fitted, and seen of it."""
        if self.data is None:
            return Lesson.drawn(self.degree, self.points, self.noise, self.seed)
        return Lesson.of(self.data, self.degree, self.points)

    @property
    def fits(self) -> PolynomialFits:
        """All fits to the points."""
        return self.lesson.fits

    @cached_property
    def best(self) -> float:
        """The λ under L2 with the least error on new points."""
        return self.fits.best_strength(L2, self.wild, self.stiff)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The least and the largest weight that bars show to scale: all do at the last λ."""
        return span_of(self.fits, self.enough)

    @property
    def errors(self) -> View:
        """log₁₀ λ along, a little beyond the last, and up as much as the errors need beside their legend."""
        strengths = np.geomspace(self.wild, self.stiff, 101)
        error = np.maximum(
            *(of(self.fits.path(L2, strengths)) for of in (self.fits.new_error, self.fits.training_error))
        )
        highest = max(ABOVE * error.max(), error[len(error) // 2 :].max() / UNDER_LEGEND)
        return View((np.log10(self.wild), np.log10(self.stiff) + BEYOND), (0.0, round(float(highest), 2)))

    @cached_property
    def landed(self) -> float:
        """A λ just past the last one up to ``enough`` at which the zeros under L1 change."""
        knots = lasso_path(self.fits.loss).knots
        last = float(knots[knots < self.enough].max(initial=0.0)) * (1 + JUST)
        return last if self.small < last < self.enough else self.enough

    @cached_property
    def zeros(self) -> int:
        """How many weights L1 has removed at the last λ."""
        return int(self.fits.optimum(L1, self.enough).zeros.sum())

    def left(self, penalty: Penalty) -> FloatArray:
        """The weights at the last λ, shape (degree,)."""
        return self.fits.optimum(penalty, self.enough).weights

    def error(self, strength: float) -> float:
        """The error on new points of the fit under L2 at λ = ``strength``."""
        return float(self.fits.new_error(self.fits.path(L2, [strength]))[0])

    def strays(self, low: float, high: float, way: int) -> float:
        """How far the error on new points strays from its ``way``, 1 up or -1 down, between two λ, as a share."""
        errors = way * self.fits.new_error(self.fits.path(L2, np.geomspace(low, high, 65)))
        return float((np.maximum.accumulate(errors) - errors).max() / np.ptp(errors))

    @property
    def facts(self) -> Mapping[str, float]:
        """How many points, how far off the fits are on new ones, and how many weights L1 removes."""
        fits = self.fits
        errors = fits.new_error(fits.path(L2, [self.wild, self.best]))
        wild, best = (Shown(error, decimals_for(2, (), errors)) for error in errors)
        points = len(fits.curve.x)
        return {"points": points, "degree": fits.degree, "wild": wild, "best": best, "zeros": self.zeros}


def _view_of(fits: PolynomialFits, shown: NoisyCurve | Scatter, along: tuple[float, float]) -> View:
    """All points, and of the curve through those that are fitted what is no farther off than half their spread."""
    points = np.append(fits.curve.y, shown.y)
    low, high, spread = float(points.min()), float(points.max()), float(np.ptp(points))
    curve = fits.predict(fits.optimum(L2, 0.0).weights, np.linspace(-1, 1, 321))
    bottom, top = max(curve.min(), low - spread / 2), min(curve.max(), high + spread / 2)
    return View(along, (min(low, bottom) - spread / 10, max(high, top) + spread / 10))


@lru_cache(maxsize=64)
def _telling(fits: PolynomialFits) -> Telling:
    """From the error after which the fits are calm enough to be shown to one that is clearly above the least.

    L1 has removed six weights at the end, or as many as it can without removing all.
    """
    stiffs, wilds = [3.0, 10.0, 30.0], [10.0**power for power in range(-8, -2)]
    best = fits.best_strength(L2, wilds[0], stiffs[-1])
    lowest = float(fits.new_error(fits.optimum(L2, best).weights))
    errors = dict(zip([*wilds, *stiffs], fits.new_error(fits.path(L2, [*wilds, *stiffs])).tolist(), strict=True))
    stiff = next((each for each in stiffs if each > best and errors[each] > RISES * lowest), stiffs[-1])
    wild = next((each for each in wilds if errors[each] < WILDEST * errors[stiff]), wilds[-1])
    strengths = sorted({float(f"{each:.1g}") for each in np.geomspace(1e-4, 10.0, 61)})
    zeros = (lasso_path(fits.loss).at(strengths) == 0).sum(axis=1).tolist()
    some = {each: count for each, count in zip(strengths, zeros, strict=True) if count < fits.degree}
    telling = sorted(some, key=lambda each: (-min(some[each], ENOUGH_ZEROS), each))
    enough = next((each for each in telling if is_bridged(fits, each)), telling[0])
    smalls = [float(f"{enough / less:.1g}") for less in (240, 1000, 10_000)]
    small = next((each for each in smalls if exceeds(fits, each, span_of(fits, enough))), smalls[0])
    return Telling(wild, stiff, small, enough)


def span_of(fits: PolynomialFits, strength: float) -> tuple[float, float]:
    """A little more than the weights at λ = ``strength`` need under either penalty, to both sides of 0."""
    weights = SPARE * np.concatenate([fits.path(penalty, [strength]) for penalty in (L1, L2)])
    low, high = float(weights.min()), float(weights.max())
    return min(low, -LEAST_SIDE * high), max(high, -LEAST_SIDE * low)


def certify(fits: PolynomialFits, low: float, high: float) -> None:
    """Raise ``NotOptimal`` unless optima under L1 at λ = 0 and from ``low`` to ``high`` have their certificates.

    At ``high``, so have those under the prices between L1 and L2.

    Between two knots weights and pulls are straight lines in λ, so that the violation is largest near an end, but
    for rounding, for which some room is left.
    """
    knots = lasso_path(fits.loss).knots
    ends = np.array([low, *knots[(low < knots) & (knots < high)][::-1], high])
    inside = [ends[:-1] * (1 - share) + ends[1:] * share for share in (0.01, 0.5, 0.99)]
    fits.optimum(L1, 0.0)
    for strength in np.concatenate([ends, *inside]).tolist():
        fits.optimum(L1, strength).certified(SURE)
    for p in BETWEEN:
        fits.optimum(PowerPenalty(p), high / p)


def is_bridged(fits: PolynomialFits, strength: float) -> bool:
    """Whether the optima under the prices between L1 and L2 have their certificates at λ = ``strength``."""
    try:
        for p in BETWEEN:
            fits.optimum(PowerPenalty(p), strength / p)
    except NotOptimal:
        return False
    return True


def _short(number: float) -> str:
    """Three digits, with commas between thousands."""
    return f"{float(f'{number:.3g}'):,g}".replace("-", "−")


def _too_near(feature: str) -> str:
    return (
        f"{feature!r} has most of its values so near to each other that no curve through {POINTS} of them can be "
        "computed: take another column"
    )


def exceeds(fits: PolynomialFits, strength: float, span: tuple[float, float]) -> bool:
    """Whether most weights at λ = ``strength`` are beyond the ``span``, under each penalty."""
    weights = np.concatenate([fits.path(penalty, [strength]) for penalty in (L1, L2)])
    return bool((((weights < span[0]) | (weights > span[1])).sum(axis=1) > fits.degree / 2).all())
