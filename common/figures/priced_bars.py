"""The weights of a fit under one price, as bars, with the price beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    Rectangle,
    ValueTracker,
    VGroup,
    Wait,
    rush_from,
    smooth,
    squish_rate_func,
)

from common.easing import landing
from common.figures.claims import Claim, Reads
from common.figures.clearance import covers
from common.figures.derived import Derived
from common.figures.half import Half
from common.figures.lettering import Lettering, formula
from common.figures.read_out import ReadOut, exponent_out
from common.figures.small_fit import SmallFit
from common.figures.tags import likeness_of, tag_of
from common.figures.weight_bars import LANES, WeightBars
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.generalisation import PolynomialFits
from common.maths.penalties.lp import PowerPenalty
from common.maths.penalties.norms import L1, L2, Penalty
from common.numerals import number_text
from common.stage import LANDSCAPE, Box, Stage, about
from common.style import STROKE, TYPE, Theme

__all__ = ["PricedBars", "general_price", "price_of_power", "row_above"]

_PRICE, _EXPONENTS = "lambda/p scripts(sum)_i abs(w_i)^p", (1, -1)  # and which glyphs of it are p
_PRICES: Mapping[Penalty, tuple[str, int]] = {  # and which glyph of it is w, which stands on its baseline
    L1: ("lambda scripts(sum)_i abs(w_i)", 4),
    L2: ("lambda/2 scripts(sum)_i abs(w_i)^2", 6),
}
_NEXT_TO_L1 = 1.005  # a smaller exponent is 1: no bar could show the difference
_ROW, _HEAD, _FIRST, _GAP, _FROM_EDGE = 1.2, 1.3, 0.4, 0.1, 0.3
_BETWEEN, _BESIDE = 0.45, 0.4  # scene units between the writing of both halves; of a tag and its price
_CLOSE, _ASIDE = (0.9, 0.6), 0.6  # scene units below and above zeros seen closely, and pitches beside them
_FEW = 3  # zeros are seen so
_CURVE = 0.8, 0.42  # how much of the bars' width and height their curve takes
_ABOUT_ONE, _UNDER = 0.4, 0.15  # of the one bar that is left, about it; scene units between it and its name
_LEAST, _DECIMALS = 0.005, 2  # a weight that is told, and how
_OVER, _CLEAR = 0.2, 0.06  # scene units between it and its number, and between that and any bar


class PricedBars(WeightBars):
    """The weights under (λ/p) Σ |wᵢ|^p in a ``half``: p is 2 in that of L2, and ``power``, from 1 to 2, in L1's.

    λ is 10 ** ``log_strength``, and ``numbers`` are those of the scene. ``row`` is where λ stands, and the price
    for any p, above both. Where the picture is not wide, both halves share it: bars of one power stand side by
    side, and each zero beside a weight that is none.
    """

    def __init__(
        self, half: Half, numbers: Any, log_strength: ValueTracker, power: ValueTracker, row: Box
    ) -> None:
        self.power = power if half.penalty is L1 else ValueTracker(2.0)
        self._fits: PolynomialFits = numbers.fits
        self._small, self.landed = np.log10([numbers.small, numbers.landed])
        self._log_strength, self._is_shared = log_strength, half.aspect is not LANDSCAPE
        self._unsafe = max(half.aspect.top_free, half.aspect.bottom_free)
        super().__init__(
            self._solved,
            half.penalty,
            half.theme,
            log_strength,
            self.power,
            reach=numbers.span,
            names=["x", *(f"x^{number}" for number in range(2, self._fits.degree + 1))],
            lane=self._lane(half.penalty),
        )
        theme, own = half.theme, replace(half.theme, ink=half.colour)
        self.tag = tag_of(self.penalty, half.labels, theme)
        self.price = formula(_PRICES[self.penalty][0], TYPE.label, half.colour)
        self.power_out = ReadOut("p =", lambda: self._p, own, self.power, marks_zero=False)
        self.strength_out = exponent_out(log_strength, np.log10([numbers.small, numbers.enough]), theme)
        self._general = [general_price(row, theme)] if self.penalty is L1 else []
        self._on_screen: list[Mobject] = []
        self._seat(half.box, row)
        self._taken = np.empty((0, 2))
        self.drawn = self._drawn(half)
        self.word = self._worded(half)

    def _seat(self, box: Box, row: Box) -> None:
        """Stand the writing above the bars: tag and price on one line where both fit, λ above both halves."""
        head, rest = box.cut_top(_HEAD if self._is_shared else row.height, _GAP)
        self.fit(rest)
        self.strength_out.move_to(row.corner(UP), aligned_edge=UP)
        if self._is_shared:
            head = head.columns(_BETWEEN)[self.penalty is L2]
            first, last = head.cut_top(_FIRST)
            self.price.move_to(last.corner(LEFT), aligned_edge=LEFT)
            if self.penalty is L2:  # the names are the same
                self.named.remove(*self.named)
        else:
            first = head.cut_bottom(row.height / 2)[0]
        self.power_out.move_to(head.centre)
        self.tag.move_to(first.corner(LEFT), aligned_edge=LEFT)
        self.tag.shift((first.centre[1] - self.tag[0].get_y()) * UP)
        if not self._is_shared:
            on_line = self.price[_PRICES[self.penalty][1]]
            self.price.next_to(self.tag, RIGHT, buff=_BESIDE)
            self.price.shift((self.tag[0].get_bottom()[1] - on_line.get_bottom()[1]) * UP)

    def bare(self) -> Iterator[Mobject]:
        """Give the bars, and the curve whose weights they are."""
        self._on_screen.append(self.drawn)
        yield self.add(self.ground, self.picture)
        yield self.drawn

    def set_power(self, p: float, seconds: float) -> Iterator[Any]:
        """Let the exponent go to ``p``, and come slowly to 1, where weights land on 0."""
        rate = landing if p == 1 else smooth
        tracker: Any = self.power
        yield tracker.animate(run_time=seconds, rate_func=rate).set_value(p)

    def show_p(self, view: Any) -> Iterator[Any]:
        """Bring the ``view`` home, and say what p is here and, once for both halves, what is paid."""
        told = AnimationGroup(*self._show(self.power_out, *self._general), run_time=0.5)
        home = [view.animate(run_time=0.6).go_home()] if self.penalty is L1 else [Wait(0.6)]
        yield LaggedStart(*home, told, lag_ratio=1.0)

    def hide_p(self) -> Iterator[Animation]:
        """Take out what p is."""
        yield from self._hide(self.power_out, *self._general)

    def label(self) -> Iterator[Animation]:
        """Say what the price is, whose, and of which weights, in the place of p."""
        before = [*self.hide_p()]
        shown = AnimationGroup(*self._show(self.tag, self.price), self.reveal(self.named))
        yield LaggedStart(AnimationGroup(*before, run_time=0.3), shown, lag_ratio=1.0) if before else shown

    def tell_least(self) -> Iterator[Animation]:
        """Tell the least weight that is not 0, if its bar is so low that it might be taken for that."""
        weights = self.weights
        least = int(np.where(weights == 0, np.inf, np.abs(weights)).argmin())
        foot, end = self.foot_of(least), self.window.point(0.0, weights[least])
        number = formula(number_text(weights[least], _DECIMALS), TYPE.note, self.theme.of(self.penalty))
        if abs(weights[least]) < _LEAST or abs(end - foot)[1] > self.rings[least].width / 2:
            return
        drawn = self._bars_of(*((L1, L2) if self._is_shared else (self.penalty,)))
        opposite = np.sign((foot - end)[1]) * UP
        for side, share in product((opposite, -opposite), (0.0, 0.5, -0.5)):
            number.next_to(foot, side, buff=_OVER).shift(share * number.width * RIGHT)
            if not covers(number, drawn, _CLEAR):
                yield from self._show(number)
                return

    def say(self) -> Iterator[Animation]:
        """Say in one word what the weights are like, and tell the least."""
        yield from (*self._show(self.word), *self.tell_least())

    def grow(self) -> Iterator[Animation]:
        """Bring the bars in at the least λ."""
        self._log_strength.set_value(self._small)
        self.refresh()
        late = squish_rate_func(smooth, 0.4, 1.0)  # nothing is left then that is written
        yield FadeIn(self.add(self.ground, self.picture), run_time=0.8, rate_func=late)

    def shrink(self, share: float) -> Iterator[Any]:
        """Raise λ by a ``share`` of the way to where the last weight lands."""
        tracker: Any = self._log_strength
        yield tracker.animate.set_value((1 - share) * self._small + share * self.landed)

    def show_strength(self) -> Iterator[Animation]:
        """Say what λ is in both halves."""
        yield from self._show(self.strength_out)

    def drop_price(self) -> Iterator[Animation]:
        """Take out the price, and λ."""
        yield from self._hide(self.price, self.strength_out, run_time=0.3)

    def leave(self) -> Iterator[Animation]:
        """Take out all that is there."""
        yield self.conceal(self.named)
        yield from (*self._hide(*self._on_screen), FadeOut(self))

    def keep_largest(self) -> Iterator[Animation]:
        """Take out all weights but the largest, and name that one at its foot."""
        bar, foot = self.bars[self._largest], self.foot_of(self._largest)
        others = VGroup(*(each for each in self.bars if each is not bar), self.breaks, self.rings)
        self.remove(self.picture).add(bar)
        name = self._name_of_largest
        name.next_to(foot, np.sign(foot - bar.get_center()) * UP, buff=_UNDER)
        yield from (*self._hide(*self._on_screen), self.conceal(others, self.named), self.reveal(name))

    def come_to_middle(self, view: Any) -> Iterator[Any]:
        """Move what is left so that the largest weight stands in the middle of the ``view``, and go closer."""
        whole: Any = self
        yield whole.animate(run_time=1.3, rate_func=rush_from).shift(self.foot_of(self._largest)[0] * LEFT)
        yield view.animate(run_time=2.0, rate_func=rush_from).look_at(self.middle)

    @property
    def middle(self) -> Box:
        """About where the largest weight then is."""
        foot, bar = self.foot_of(self._largest), self.bars[self._largest]
        named = _UNDER + self._name_of_largest.height  # in what is safe of the picture
        around = max(_ABOUT_ONE * bar.height, (named + self._unsafe * bar.height) / (1 - 2 * self._unsafe))
        return about(foot * UP, around, (2 * bar.get_center() - foot) * UP)

    @property
    def _name_of_largest(self) -> Lettering:
        return formula(self._names[self._largest], TYPE.title, self.theme.ink)

    @property
    def _largest(self) -> int:
        return int(np.abs(self.weights).argmax())

    @property
    def close(self) -> Box:
        """Close about the first few weights that are exactly 0 under L1, in either half, and the one before."""
        zeros = np.flatnonzero(self._fits.optimum(L1, self._strength).zeros)[:_FEW]
        ends = max(int(zeros[0]) - 1, 0), int(zeros[-1])
        (left, y, _), (right, _, _) = (self.window.point(number + 0.5, 0.0) for number in ends)
        aside = _ASIDE * self._pitch
        return Box(left - aside, y - _CLOSE[0], right + aside, y + _CLOSE[1])

    def claims(self) -> Iterator[Claim]:
        """What the bars claim, and p and λ."""
        yield from super().claims()
        yield Reads(f"exponent under {self.penalty.name}", self.power_out, self._p)
        yield Reads(f"logarithm of λ above {self.penalty.name}", self.strength_out, self._log_strength.get_value())

    def _show(self, *parts: Mobject, **how: Any) -> Iterator[Animation]:
        for part in parts:
            if isinstance(part, Derived):
                part.refresh()
        self._on_screen += parts
        yield from (FadeIn(part, **how) for part in parts)

    def _hide(self, *parts: Mobject, **how: Any) -> Iterator[Animation]:
        yield from (FadeOut(part, **how) for part in parts if part in self._on_screen)
        self._on_screen = [part for part in self._on_screen if part not in parts]

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
        drawn = SmallFit(f"curve under {self.penalty.name}", self._solved, self._fits, half, *trackers, box=within)
        if self._is_shared:  # both curves are seen where one lies on the other
            drawn.set_z_index(1 if self.penalty is L1 else 0)
            drawn.curve.set_stroke(width=STROKE.companion if self.penalty is L1 else STROKE.close)
        return drawn

    def _worded(self, half: Half) -> Lettering:
        """What the weights are like, in a free corner; where that is shared, beside what the others are like."""
        penalties = (L1, L2) if self._is_shared else (self.penalty,)
        words = [likeness_of(penalty, half.labels, half.theme) for penalty in penalties]
        self._finds_room(together := VGroup(*words).arrange(RIGHT, buff=_BESIDE), *penalties, margin=_FROM_EDGE)
        word = words[penalties.index(self.penalty)]
        word.shift((together.get_y() - word[0].get_y()) * UP)  # all on one line
        return word

    def _lane(self, penalty: Penalty) -> tuple[float, float]:
        return LANES[penalty] if self._is_shared else (0.5, 1.0)

    def _finds_room(self, part: Mobject, *penalties: Penalty, margin: float = 0.0) -> bool:
        """Move ``part`` to the first side without a bar under ``penalties``, or a curve; or into the first corner.

        If there is none, a third of the ``margin`` does.
        """
        drawn = np.concatenate([self._bars_of(*penalties), self._taken])
        for around, side in (*product((margin, margin / 3), (UR, DR, UL, DL, UP, DOWN)), (margin, UR)):
            part.move_to(self.window.box.corner(side) - around * side, aligned_edge=side)
            if not covers(part, drawn, around):
                return True
        return False

    def _bars_of(self, *penalties: Penalty) -> FloatArray:
        """Points (n, 2) of the stage within the bars under ``penalties`` at the present λ."""
        ends = [
            (number + self._lane(penalty)[0] + across, weight)
            for penalty in penalties
            for number, weight in enumerate(self._fits.optimum(penalty, self._strength).weights)
            for across in np.linspace(-0.5, 0.5, 5) * self.bar_share
        ]
        bars = [np.array(ends) * [1.0, share] for share in np.linspace(0, 1, 41)]
        return np.asarray(self.window.points(np.concatenate(bars))[:, :2])


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
