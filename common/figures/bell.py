"""One of two beliefs: the bell of a prior, the price that its logarithm is, and what the data make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
from manim import DL, DOWN, DR, RIGHT, UL, UR, ValueTracker, smooth

from common.figures.belief import Belief
from common.figures.claims import Claim, Reads
from common.figures.density_plot import DensityPlot
from common.figures.lettering import formula, lettering
from common.figures.parts.curve import Curve
from common.figures.parts.fulcrum import Fulcrum
from common.figures.parts.rain import Dots, Streaks, gone, streak
from common.figures.parts.sticks import Sticks
from common.figures.parts.trail import Trail
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.probability.priors import Prior
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["Bell"]

_PRICES: Mapping[Penalty, str] = {L1: "lambda abs(w)", L2: "lambda w^2 \\/ 2"}
_LOGARITHM = 0.25  # how high λ is drawn, in densities, where minus a logarithm is
_PITCH, _SHARE = 0.1, 0.66  # from one column to the next, in weights, and how much of that it takes
_ASIDE, _OFF = 0.15, 0.09  # from a price to its name, and from the upright axis to that of the mean
_DROP, _LASTS, _TAIL = 0.04, 0.3, 0.2  # of a draw: its radius, its share of the rain, and its tail's of its fall
_DEEP = 0.45  # of the view's height: so far it falls, if there is room
_BESIDE, _UNDER = 0.03, 0.31  # from a dot to its name, and from the axis to that of the fulcrum
_SOFT = 0.3  # the share of all columns that are on their way at once


class Bell(DensityPlot):
    """A ``prior`` first, and then its posterior.

    While it is ``flipped``, from 0 to 1, it is first bent into its logarithm, then turned upside down. ``columns``
    as high as the prior are multiplied by the likelihood, from left to right, and have ``grown`` so far. The data
    have ŵ = ``centre``, which was ``moved`` up to a number while the mean left its ``way`` behind. ``names`` are
    those of mode and mean.
    """

    def __init__(
        self,
        prior: Callable[[float], Prior],
        curvature: float,
        strength: float,
        centre: ValueTracker,
        radius: ValueTracker,
        moved: ValueTracker,
        label: str,
        names: tuple[str, str],
        decimals: int,
        theme: Theme,
    ) -> None:
        self._decimals = decimals
        self.strength, self.flipped, self.grown = (ValueTracker(at) for at in (strength, 0.0, 0.0))
        super().__init__(Belief(prior, curvature, self.strength, centre), theme, ValueTracker(0.0))
        self._radius, self._moved, self._moved_from = radius, moved, moved.get_value()
        self.tag = lettering(label, TYPE.title, self.colour, bold=True)
        self.mode_name, self.mean_name = (lettering(name, TYPE.note, theme.ink) for name in names)
        self.price_name = formula(_PRICES[self.penalty], TYPE.formula, self.colour)
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

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        super().fit(box)
        under, colour, (left, right) = self.under, self.colour, self.window.view.x
        follow = *self.belief.trackers, self.grown
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
        self.way = self.following(
            Trail(f"way of the mean {under}", self._means, self._swept, self.theme.ink, STROKE.edge), self._moved
        )
        number = partial(ReadOut, decimals=self._decimals, widest=0.5)
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
        self.mode_name.next_to(self.mode.ring, UL if self.penalty is L1 else UR, buff=_BESIDE)
        self.mean_name.next_to(self.window.point(self._mean(), 0.0), DOWN, buff=_UNDER)
        beyond = self.window.point(0.0, 0.0)[0] + _OFF - self.mean_name.get_left()[0]
        self.mean_name.shift(max(0.0, beyond) * RIGHT)

    def let_rain(self, draws: FloatArray, heights: FloatArray, fallen: ValueTracker) -> None:
        """Have ``draws`` (n,) in view fall to these shares (n,) of the density there; ``fallen`` so far."""
        low, high = self.window.view.y
        seen = np.abs(draws) < self.window.view.x[1]
        draws, heights = draws[seen], heights[seen]

        def behind() -> FloatArray:
            return (1 + _TAIL) * gone(fallen.get_value(), len(draws), _LASTS)

        def places() -> FloatArray:
            return np.column_stack([draws, heights * self.posterior(draws)])

        def ways() -> FloatArray:
            ends = places()
            starts = np.minimum(ends[:, 1] + _DEEP * (high - low), high)
            return np.stack([np.column_stack([draws, starts]), ends], axis=1)

        def shares() -> FloatArray:
            return streak(behind(), _TAIL) ** 2

        drops = Streaks(f"drops {self.under}", ways, shares, self.colour, STROKE.companion)
        dots = Dots(f"draws {self.under}", lambda: places()[behind() >= 1], self.colour, _DROP)
        self.rain = [self.following(part, fallen, *self.belief.trackers) for part in (drops, dots)]
        self.redraw()

    def density(self, w: FloatArray) -> FloatArray:
        """The prior at ``w``, of any shape."""
        return self.belief.prior.density(w)

    def claims(self) -> Iterator[Claim]:
        """Yield what it claims: its parts and its numbers."""
        yield from super().claims()
        yield Reads(f"chance of the band {self.under}", self.chance_out, self._chance())
        holds = self.penalty.holds_zero
        yield Reads(f"climber {self.under}", self.weight_out, self._weight(), marks_zero=holds)
        yield Reads(f"mean {self.under}", self.mean_out, self._mean())

    def seen(self) -> tuple[float, float]:
        """As far as the columns are those of the posterior."""
        left, right = self.window.view.x
        grown = self.grown.get_value()
        return -np.inf, np.inf if grown == 1 else left + (right - left) * (grown * (1 + _SOFT) - _SOFT)

    def _name_price(self) -> None:
        """Put its name where both turned logarithms leave room: in the V, and beside the parabola."""
        w, aside, edge = (-1.0, UR, DL) if self.penalty is L1 else (1.2, DR, UL)
        at = self.window.point(w, _LOGARITHM * float(self.penalty.value(w)))
        self.price_name.move_to(at + _ASIDE * aside, aligned_edge=edge)

    def _bell(self, w: FloatArray) -> FloatArray:
        """The prior, flipped so far.

        (pˢ − 1)/s leads from p, at s = 1, to log p, at s = 0: Box & Cox, An Analysis of Transformations, JRSS B 26
        (1964). Its top stays where it is; then all is turned about the middle below that.
        """
        bent, turned = (smooth(float(np.clip(2 * self.flipped.get_value() - past, 0.0, 1.0))) for past in (0, 1))
        s, top = 1 - bent, float(self.density(np.zeros(1))[0])
        logs = -self.strength.get_value() * self.penalty.value(w)
        unit = top**s * (_LOGARITHM / self.strength.get_value()) ** (1 - s)
        height = top + unit * (np.expm1(s * logs) / s if s else logs)
        return np.asarray(top / 2 + np.cos(np.pi * turned) * (height - top / 2))

    def filled(self, w: FloatArray) -> FloatArray:
        """The height of the columns at ``w``: each is multiplied by an ever higher power of its factor."""
        left, right = self.window.view.x
        places = (w - left) / (right - left)
        shares = np.clip((self.grown.get_value() * (1 + _SOFT) - places) / _SOFT, 0.0, 1.0)
        return np.asarray(self.density(w) ** (1 - shares) * self.posterior(w) ** shares)

    def _chance(self) -> float:
        return self.belief.prior.chance_within(self._radius.get_value())

    def _weight(self) -> float:
        """Where its climber is."""
        return float(self.mode.weights[0])

    def _mean(self) -> float:
        return self.belief.posterior.mean

    def _means(self, centres: FloatArray) -> FloatArray:
        """Where on the axis the means are (n, 2) for data with these ŵ (n,)."""
        curvature, prior = self.belief.loss.curvature, self.belief.prior
        means = [prior.posterior(OneWeightLoss(curvature, float(centre))).mean for centre in centres]
        return np.column_stack([means, np.zeros(len(means))])

    def _swept(self) -> tuple[float, float]:
        return self._moved_from, self._moved.get_value()
