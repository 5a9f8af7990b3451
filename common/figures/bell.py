"""One of two beliefs: the bell of a prior, the price that its logarithm is, and what the data make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
from manim import DL, DOWN, DR, RIGHT, UL, UR, ValueTracker, VMobject, smooth

from common.figures.belief import Belief, likelihood
from common.figures.claims import Claim, Reads
from common.figures.density_plot import DensityPlot
from common.figures.lettering import formula, lettering
from common.figures.parts.curve import Curve
from common.figures.parts.fulcrum import Fulcrum
from common.figures.parts.rain import Dots, Streaks, gone, streak
from common.figures.parts.sticks import Sticks
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.probability.priors import LaplacePrior, Prior
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["Bell"]

_PRICES: Mapping[Penalty, str] = {L1: "lambda abs(w)", L2: "lambda w^2 \\/ 2"}
_LOGARITHM = 0.25  # how high λ is drawn, in densities, where minus a logarithm is
_PITCH, _SHARE = 0.1, 0.66  # from one column to the next, in weights, and how much of that it takes
_ASIDE, _OFF = 0.15, 0.09  # from a price to its name, and from the upright axis to those of mode and mean
# Of a draw: its radius in its cell, its share of the rain, and its tail's of its fall.
_DROP, _LASTS, _TAIL = 0.42, 0.3, 0.2
_DEEP = 0.45  # of the view's height: so far it falls, if there is room
_BESIDE, _UNDER = 0.04, 0.5  # from a dot to its name, and from the axis to that of the fulcrum, below ŵ's
_SAMPLES = 300
_SOFT = 0.3  # the share of all columns that are on their way at once


class Bell(DensityPlot):
    """A ``prior`` first, and then its posterior.

    While it is ``flipped``, from 0 to 1, it is first bent into its logarithm, then turned upside down. ``columns``
    as high as the prior are multiplied by the likelihood, from left to right so far as they have ``grown``; then
    all are ``scaled`` until their area is 1. The data have ŵ = ``centre``, at ``least`` that. ``names``
    are those of mode and mean.
    """

    def __init__(
        self,
        prior: Callable[[float], Prior],
        curvature: float,
        strength: float,
        centre: ValueTracker,
        radius: ValueTracker,
        label: str,
        names: tuple[str, str],
        decimals: int,
        theme: Theme,
        tall: float = 1.0,
        least: float = 0.0,
    ) -> None:
        self._decimals, self._widest = decimals, 0.5 if least >= 0 else -0.5
        starts = strength, 0.0, 0.0, 0.0
        self.strength, self.flipped, self.grown, self.scaled = map(ValueTracker, starts)
        super().__init__(Belief(prior, curvature, self.strength, centre), theme, ValueTracker(0.0), tall)
        self._radius = radius
        self.tag = lettering(label, TYPE.title, self.colour, bold=True)
        self.mode_name, self.mean_name = (lettering(name, TYPE.note, theme.ink) for name in names)
        self.price_name, self.price = (formula(_PRICES[self.penalty], TYPE.formula, self.colour) for _ in range(2))
        self.chance_out = ReadOut(
            "P(abs(w) <= epsilon) =",
            self._chance,
            theme,
            self.strength,
            radius,
            decimals=3,
            widest=0.5,
            marks_zero=False,
        )
        self.never_out = ReadOut(
            "P(w = 0) =", self._never, theme, self.strength, decimals=0, widest=0.0, marks_zero=False
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        super().fit(box)
        under, colour, (left, right) = self.under, self.colour, self.window.view.x
        follow = *self.belief.trackers, self.grown, self.scaled
        self.prior = self.following(
            Curve(f"prior {under}", self._bell, colour, STROKE.subject, (0.0,)),
            self.strength,
            self.flipped,
        )
        count = int((right - left) / 2 / _PITCH)
        at = _PITCH * (np.arange(-count, count, dtype=np.float64) + 0.5)
        self.columns = self.following(
            Sticks(
                f"columns {under}",
                at,
                np.zeros_like,
                self.filled,
                colour,
                100 * _SHARE * _PITCH * self.window.unit,
            ),
            *follow,
        )
        for part in (self.curve, self.body):
            self.following(part, *follow)
        self.fulcrum = self.following(Fulcrum(f"mean {under}", self._mean, self.theme.ink), *self.belief.trackers)
        number = partial(ReadOut, decimals=self._decimals, widest=self._widest)
        theme, holds = self.theme, self.penalty.holds_zero
        self.mean_out = number("EE[w] =", self._mean, theme, *self.belief.trackers, marks_zero=False)
        self.weight_out = number("w =", self._weight, theme, *self.belief.trackers, self.climbed, marks_zero=holds)
        self._name_price()
        self.columns.set_z_index(-1)
        for part in (self.prior, self.curve):
            part.set_z_index(2 if self.penalty is L1 else 1)
        self.redraw()

    def redraw(self) -> None:
        """Draw what is new, and put the names beside what they name."""
        super().redraw()
        inside = (self.penalty is L1) == (self.side > 0)  # of the axis, as seen from the data
        self.mode_name.next_to(self.mode.ring, UL if inside else UR, buff=_BESIDE)
        self.mean_name.next_to(self.window.point(self._mean(), 0.0), DOWN, buff=_UNDER)
        axis = self.window.point(0.0, 0.0)[0]
        self._keep_off(axis, self.mean_name, self.side)
        if self.penalty is L1:
            self._keep_off(axis, self.mode_name, -self.side)
        else:
            self._keep_off(self._beyond_laplace(), self.mode_name, self.side)

    def _beyond_laplace(self) -> float:
        """Where, in scene units, both curves of the other belief are below the name of this one's mode."""
        prior = LaplacePrior(self.strength.get_value())
        weights = self.side * np.linspace(0.0, self.window.view.x[1], _SAMPLES)
        high = np.maximum(prior.density(weights), prior.posterior(self.belief.loss).density(weights))
        low = self.window.coordinates(self.mode_name.get_bottom())[1]
        return float(self.window.point(weights[np.count_nonzero(high > low)], 0.0)[0])

    def _keep_off(self, axis: float, name: VMobject, side: float) -> None:
        """Keep ``name`` on that ``side`` of the upright axis."""
        near = name.get_left()[0] if side > 0 else name.get_right()[0]
        name.shift(side * max(0.0, _OFF - side * (near - axis)) * RIGHT)

    def let_rain(self, draws: FloatArray, fallen: ValueTracker) -> None:
        """Have ``draws`` (n,) pile up on the axis, as far as their bins are in view; so many have ``fallen``.

        Each fills a cell of area 1 / n, in bins of which 0 is a border: piles are as high as the density.
        """
        (low, high), cell = self.window.view.y, 1 / (_PITCH * len(draws))
        bins = np.floor(draws / _PITCH)
        bins = bins[(np.abs(bins + 0.5) + 0.5) * _PITCH <= self.window.view.x[1]]
        below = np.array([np.count_nonzero(bins[:at] == each) for at, each in enumerate(bins)])
        places = np.column_stack([(bins + 0.5) * _PITCH, (below + 0.5) * cell])
        starts = places + np.column_stack([0.0 * bins, np.clip(high - places[:, 1], 0.0, _DEEP * (high - low))])
        ways = np.stack([starts, places], axis=1)
        radius = _DROP * np.diff(self.window.points(np.array([[0.0, 0.0], [_PITCH, cell]])), axis=0)[0, :2].min()

        reached = places[np.abs(bins + 0.5) < 1, 1].max(initial=0.0) + cell / 2
        ring, top = self.mode.ring, self.window.point(*self.top())
        if self.penalty.holds_zero and self.window.point(0.0, reached)[1] > top[1] - ring.height / 2:
            ring.set_off(self.theme.background)

        def behind() -> FloatArray:
            return (1 + _TAIL) * gone(fallen.get_value(), len(places), _LASTS)

        def shares() -> FloatArray:
            return streak(behind(), _TAIL) ** 2

        drops = Streaks(f"drops {self.under}", lambda: ways, shares, self.colour, STROKE.companion)
        dots = Dots(f"draws {self.under}", lambda: places[behind() >= 1], self.colour, radius)
        self.rain = [self.following(part, fallen) for part in (drops, dots)]
        self.redraw()

    def density(self, w: FloatArray) -> FloatArray:
        """The prior at ``w``, of any shape."""
        return self.belief.prior.density(w)

    def claims(self) -> Iterator[Claim]:
        """Yield what it claims: its parts and its numbers."""
        yield from super().claims()
        yield Reads(f"chance of the band {self.under}", self.chance_out, self._chance())
        yield Reads(f"chance of zero {self.under}", self.never_out, self._never())
        holds = self.penalty.holds_zero
        yield Reads(f"climber {self.under}", self.weight_out, self._weight(), marks_zero=holds)
        yield Reads(f"mean {self.under}", self.mean_out, self._mean())

    def seen(self) -> tuple[float, float]:
        """As far as the columns are those of the product."""
        left, right = self.window.view.x
        grown = self.grown.get_value()
        return -np.inf, np.inf if grown == 1 else left + (right - left) * (grown * (1 + _SOFT) - _SOFT)

    def _name_price(self) -> None:
        """Put its name where both turned logarithms leave room: in the V, and beside the parabola."""
        w, aside, edge = (-1.0, UR, DL) if self.penalty is L1 else (1.2, DR, UL)
        at = self.window.point(w, self.tall * _LOGARITHM * float(self.penalty.value(w)))
        self.price_name.move_to(at + _ASIDE * aside, aligned_edge=edge)

    def _bell(self, w: FloatArray) -> FloatArray:
        """The prior, flipped so far.

        (pˢ − 1)/s leads from p, at s = 1, to log p, at s = 0: Box & Cox, An Analysis of Transformations, JRSS B 26
        (1964). Its top stays where it is; then all is turned about the middle below that.
        """
        bent, turned = (smooth(float(np.clip(2 * self.flipped.get_value() - past, 0.0, 1.0))) for past in (0, 1))
        s, top = 1 - bent, float(self.density(np.zeros(1))[0])
        logs = -self.strength.get_value() * self.penalty.value(w)
        unit = top**s * (self.tall * _LOGARITHM / self.strength.get_value()) ** (1 - s)
        height = top + unit * (np.expm1(s * logs) / s if s else logs)
        return np.asarray(top / 2 + np.cos(np.pi * turned) * (height - top / 2))

    def filled(self, w: FloatArray) -> FloatArray:
        """The height of the columns at ``w``: each is multiplied by an ever higher power of its factor."""
        (left, right), scaled = self.window.view.x, self.scaled.get_value()
        places = (w - left) / (right - left)
        shares = np.clip((self.grown.get_value() * (1 + _SOFT) - places) / _SOFT, 0.0, 1.0)
        product = self.density(w) * likelihood(self.belief.loss, w) ** shares
        return np.asarray(product ** (1 - scaled) * self.posterior(w) ** scaled)

    def _chance(self) -> float:
        return self.belief.prior.chance_within(self._radius.get_value())

    def _never(self) -> float:
        return self.belief.prior.chance_within(0.0)

    def _weight(self) -> float:
        """Where its climber is."""
        return float(self.mode.weights[0])

    def _mean(self) -> float:
        return self.belief.posterior.mean
