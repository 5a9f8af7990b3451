"""The weights of a fit under one price, as bars, with the price beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from manim import (
    DL,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Animation,
    FadeIn,
    FadeOut,
    Mobject,
    Rectangle,
    ValueTracker,
    VGroup,
    rush_from,
)

from common.figures.claims import Claim, Reads
from common.figures.clearance import covers
from common.figures.half import Half
from common.figures.lettering import Lettering, formula, lettering
from common.figures.read_out import ReadOut, exponent_out
from common.figures.small_fit import SmallFit
from common.figures.tags import tag_of
from common.figures.weight_bars import WeightBars
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.generalisation import PolynomialFits
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage, about
from common.style import TYPE, Theme

__all__ = ["PricedBars", "general_price", "price_of_power", "row_above"]

_PRICE, _EXPONENTS = "lambda/p scripts(sum)_i abs(w_i)^p", (1, -1)  # and which glyphs of it are p
_PRICES: Mapping[Penalty, tuple[str, int]] = {  # and which glyph of it is w, which stands on its baseline
    L1: ("lambda scripts(sum)_i abs(w_i)", 4),
    L2: ("lambda/2 scripts(sum)_i abs(w_i)^2", 6),
}
_NEXT_TO_L1 = 1.005  # a smaller exponent is 1: no bar could show the difference
_ROW, _HEAD, _GAP, _WIDE, _FROM_EDGE = 1.2, 0.95, 0.1, 5.0, 0.3
_CLOSE, _ASIDE = (0.9, 0.6), 0.6  # scene units below and above zeros seen closely, and pitches beside them
_FEW = 3  # zeros are seen so
_CURVE = 0.8, 0.42  # how much of the bars' width and height their curve takes
_CLOSE_TO_ONE, _UNDER = 0.8, 0.15  # scene units about the one bar that is left, and between it and its name
_BESIDE = 0.4
_SECOND = 0.4  # height of a line above the others


class PricedBars(WeightBars):
    """The weights under (λ/p) Σ |wᵢ|^p in a ``half``: p is 2 in that of L2, and ``power``, from 1 to 2, in L1's.

    λ is 10 ** ``log_strength``, and ``numbers`` are those of the scene. ``row`` is where λ stands, above both.
    """

    def __init__(
        self, half: Half, numbers: Any, log_strength: ValueTracker, power: ValueTracker, row: Box
    ) -> None:
        self.power = power if half.penalty is L1 else ValueTracker(2.0)
        self._fits: PolynomialFits = numbers.fits
        self._log_strength = log_strength
        names = ["x", *(f"x^{number}" for number in range(2, self._fits.degree + 1))]
        trackers = log_strength, self.power
        super().__init__(self._solved, half.penalty, half.theme, *trackers, reach=numbers.span, names=names)
        theme, labels = half.theme, half.labels
        self.tag = tag_of(self.penalty, labels, theme)
        self.price = formula(_PRICES[self.penalty][0], TYPE.label, half.colour)
        own = replace(theme, ink=half.colour)
        self.power_out = ReadOut("p =", lambda: self._p, own, self.power, marks_zero=False)
        self.word = lettering(
            labels["sparse" if self.penalty is L1 else "smooth"], TYPE.claim, half.colour, bold=True
        )
        self.strength_out = exponent_out(log_strength, np.log10([numbers.small, numbers.enough]), theme)
        self._seat(half.box, row)
        self._taken = np.empty((0, 2))
        self.drawn = self._drawn(half)
        self._finds_room(self.word, self.penalty, margin=_FROM_EDGE)
        self.word.shift((self.word.get_y() - self.word[0].get_y()) * UP)  # both on one line

    def _seat(self, box: Box, row: Box) -> None:
        """Stand the writing above the bars: tag and price on one line where both fit, λ above both halves."""
        is_wide = box.width > _WIDE
        has_row = row.bottom < box.top
        last, rest = box.cut_top(row.height if has_row else _HEAD, _GAP)
        self.power_out.move_to(last.centre)
        last = last.cut_bottom(row.height / 2)[0] if has_row else last
        first = last if is_wide else Box(last.left, last.top, last.right, last.top + _SECOND)
        self.fit(rest)
        self.tag.move_to(first.corner(LEFT), aligned_edge=LEFT)
        self.tag.shift((first.centre[1] - self.tag[0].get_y()) * UP)
        self.price.move_to(last.corner(LEFT), aligned_edge=LEFT)
        if is_wide:
            on_line = self.price[_PRICES[self.penalty][1]]
            self.price.next_to(self.tag, RIGHT, buff=_BESIDE)
            self.price.shift((self.tag[0].get_bottom()[1] - on_line.get_bottom()[1]) * UP)
        self.strength_out.move_to(row.corner(UP), aligned_edge=UP)

    def bare(self) -> Iterator[Mobject]:
        """Give the bars, and the curve whose weights they are."""
        yield self.add(self.ground, self.picture)
        yield self.drawn

    def grow(self) -> Iterator[Animation]:
        """Bring the bars in, once they are in the scene."""
        yield self.reveal(self.ground, self.picture)

    def show_power(self) -> Iterator[Animation]:
        """Say what p is here."""
        self.power_out.refresh()
        yield FadeIn(self.power_out)

    def hide_power(self) -> Iterator[Animation]:
        """Take out what p is."""
        yield FadeOut(self.power_out)

    def label(self) -> Iterator[Animation]:
        """Say what the price is, whose, and of which weights."""
        yield from (FadeIn(self.price), FadeIn(self.tag), self.reveal(self.named))

    def say(self) -> Iterator[Animation]:
        """Say in one word what the weights are like."""
        yield FadeIn(self.word)

    def drop_price(self) -> Iterator[Animation]:
        """Take out the price."""
        yield FadeOut(self.price)

    def leave(self) -> Iterator[Animation]:
        """Take out all that is there."""
        yield self.conceal(self.named)
        yield from map(FadeOut, (self.tag, self.price, self.word, self.drawn, self))

    def show_strength(self) -> Iterator[Animation]:
        """Say what λ is in both halves."""
        self.strength_out.refresh()
        yield FadeIn(self.strength_out)

    def keep_largest(self) -> Iterator[Animation]:
        """Take out all weights but the largest, and name that one at its foot."""
        bar, foot = self.bars[self._largest], self.foot_of(self._largest)
        others = VGroup(*(each for each in self.bars if each is not bar), self.breaks, self.rings)
        self.remove(self.picture).add(bar)
        name = formula(self._names[self._largest], TYPE.title, self.theme.ink)
        name.next_to(foot, np.sign(foot - bar.get_center()) * UP, buff=_UNDER)
        yield from (FadeOut(self.tag), self.conceal(others, self.named), self.reveal(name))

    def come_to_middle(self) -> Iterator[Any]:
        """Move what is left so that the largest weight stands in the middle of the picture."""
        whole: Any = self
        yield whole.animate(run_time=1.5, rate_func=rush_from).shift(self.foot_of(self._largest)[0] * LEFT)

    @property
    def middle(self) -> Box:
        """About where the largest weight then is."""
        foot, centre = self.foot_of(self._largest), self.bars[self._largest].get_center()
        return about(foot * UP, _CLOSE_TO_ONE, (2 * centre - foot) * UP)

    @property
    def _largest(self) -> int:
        return int(np.abs(self.weights).argmax())

    @property
    def close(self) -> Box:
        """Close about the first few weights that are exactly 0 under L1, in either half, and the one before."""
        zeros = np.flatnonzero(self._fits.optimum(L1, self._strength).zeros)[:_FEW]
        (left, y, _), (right, _, _) = self.foot_of(max(int(zeros[0]) - 1, 0)), self.foot_of(int(zeros[-1]))
        aside = _ASIDE * self._pitch
        return Box(left - aside, y - _CLOSE[0], right + aside, y + _CLOSE[1])

    def claims(self) -> Iterator[Claim]:
        """What the bars claim, and p and λ."""
        yield from super().claims()
        yield Reads(f"exponent under {self.penalty.name}", self.power_out, self._p)
        yield Reads(f"logarithm of λ above {self.penalty.name}", self.strength_out, self._log_strength.get_value())

    def _stays(self, weight: float) -> bool:
        return super()._stays(weight) and self._p == 1

    @property
    def _p(self) -> float:
        p = float(self.power.get_value())
        return 1.0 if p < _NEXT_TO_L1 else p

    @property
    def _strength(self) -> float:
        return float(10 ** self._log_strength.get_value())

    def _solved(self) -> FloatArray:
        return self._fits.optimum(*price_of_power(self._p, self._strength)).weights

    def _drawn(self, half: Half) -> VGroup:
        """The curve of the weights, in a corner of theirs that is free in both halves; nothing if none is."""
        box, (width, height) = self.window.box, _CURVE
        place = Rectangle(width=width * box.width, height=height * box.height)
        if not self._finds_room(place, L1, L2):
            return VGroup()
        (left, bottom, _), (right, top, _) = place.get_corner(DL), place.get_corner(UR)
        self._taken = np.mgrid[left:right:41j, bottom:top:41j].reshape(2, -1).T
        within, trackers = Box(left, bottom, right, top - _FROM_EDGE), (self._log_strength, self.power)
        return SmallFit(f"curve under {self.penalty.name}", self._solved, self._fits, half, *trackers, box=within)

    def _finds_room(self, part: Mobject, *penalties: Penalty, margin: float = 0.0) -> bool:
        """Move ``part`` into the first corner without a bar under ``penalties``, or a curve; or the first."""
        ways = [self._fits.optimum(penalty, self._strength).weights for penalty in penalties]
        ends = [(number + 0.5, weight) for weights in ways for number, weight in enumerate(weights)]
        bars = [np.array(ends) * [1.0, share] for share in np.linspace(0, 1, 41)]
        drawn = np.concatenate([self.window.points(np.concatenate(bars))[:, :2], self._taken])
        for corner in (UR, DR, UL, DL, UR):
            part.move_to(self.window.box.corner(corner) - margin * corner, aligned_edge=corner)
            if not covers(part, drawn, margin):
                return True
        return False


def row_above(stage: Stage) -> Box:
    """Where stands what belongs to both halves: above them."""
    return stage.body.cut_top(_ROW)[0] if stage.aspect is LANDSCAPE else stage.headline


def general_price(row: Box, theme: Theme) -> Lettering:
    """Write the price for any exponent p, which stands out: all prices differ in nothing else."""
    price = formula(_PRICE, TYPE.formula, theme.muted).move_to(row.centre)
    for number in _EXPONENTS:
        price[number].set_fill(theme.ink)
    return price


def price_of_power(p: float, strength: float) -> tuple[Penalty, float]:
    """Write (λ/p) Σ |wᵢ|^p, for λ = ``strength`` and 1 <= p <= 2, as a penalty and its strength."""
    if p in {1, 2}:
        return L1 if p == 1 else L2, strength
    return PowerPenalty(p), strength / p
