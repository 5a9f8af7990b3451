"""The end of the film: the answer, and the bars of its first picture, on whose zeros rings land."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    TransformFromCopy,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from common.figures.lettering import Headline, descent, lettering
from common.figures.optimum_dot import WeightDot
from common.figures.tags import tag_of
from common.figures.weight_bars import WeightBars
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["EndCard"]

_APART, _BELOW = 0.27, 0.35  # from line to line of question and answer; and from there on
_WIDTH, _GAP, _HEAD = 0.66, 0.8, 0.6  # of a wide picture; scene units between halves, and how high their names are
_LOWER, _ENTERS = 1.1, 1.0  # scene units from the top of the bars to the line of a word; seconds for the answer
_LANES: Mapping[Penalty, tuple[float, float]] = {L1: (0.28, 0.6), L2: (0.72, 0.6)}  # in a picture that is not wide
_LIKE: Mapping[Penalty, str] = {L1: "sparse", L2: "smooth"}


class EndCard:
    """A question, the ``claim`` that answers it, and the ``bars`` of what both penalties leave, L1's first.

    ``numbers`` are those of the fits, and ``labels`` name the penalties, and what their weights are like.
    """

    def __init__(self, claim: Any, numbers: Any, stage: Stage, theme: Theme, labels: Mapping[str, str]) -> None:
        strip, safe, is_wide = stage.headline, stage.safe, stage.aspect is LANDSCAPE
        asked = Headline(labels["question"], strip, theme, TYPE.title).set_color(theme.muted)
        self._claim, self._said, unless = claim, claim.copy(), Headline(labels["unless"], strip, theme)
        text = VGroup(asked, self._said, unless).arrange(DOWN, buff=_APART).move_to(strip.corner(UP), UP)
        self._others = asked, unless
        side = (_WIDTH if is_wide else 1.0) * safe.width / 2
        head, box = Box(-side, safe.bottom, side, text.get_bottom()[1] - _BELOW).cut_top(_HEAD)
        self.bars: list[WeightBars] = []
        self._names: dict[Penalty, VGroup] = {}
        for penalty, above, half in zip((L1, L2), head.columns(_GAP), box.columns(_GAP), strict=True):
            lane = (0.5, 1.0) if is_wide else _LANES[penalty]
            bars = WeightBars(partial(_weights, numbers, penalty), penalty, theme, reach=numbers.span, lane=lane)
            bars.fit(half if is_wide else box)
            self.bars.append(bars)
            word = lettering(labels[_LIKE[penalty]], TYPE.claim, theme.of(penalty), bold=True)
            tag = tag_of(penalty, labels, theme).move_to(above.corner(LEFT), LEFT)
            word.set_x(half.right, RIGHT).set_y(half.top - _LOWER - descent(word.text, TYPE.claim), DOWN)
            self._names[penalty] = VGroup(tag, word)

    def answer(self) -> Iterator[Any]:
        """Make the claim the answer to the question, once the picture has left."""
        late = squish_rate_func(smooth, 0.4, 1.0)
        move: Any = self._claim.animate
        yield move(run_time=_ENTERS, rate_func=late).move_to(self._said)
        yield FadeIn(*self._others, run_time=_ENTERS, rate_func=late)

    def land(self, balls: Iterable[WeightDot]) -> Iterator[Animation]:
        """Let the rings of ``balls`` become those of L1's zeros, from left to right; fade those without a zero."""
        yield from (each.reveal(each.ground, run_time=TEMPO.enter) for each in self.bars)
        bars, balls = self.bars[0], sorted(balls, key=lambda ball: float(ball.get_x()))
        zeros = [ring for ring in bars.rings if ring.is_zero]
        pairs = list(zip(balls, zeros, strict=False))
        moves = [TransformFromCopy(ball.ring, ring) for ball, ring in pairs]
        new = [FadeIn(ring) for ring in zeros[len(pairs) :]]
        yield bars.reveal(bars.rings, by=lambda _: AnimationGroup(*moves, *new))
        yield from (FadeOut(ball.dot, target_position=ring.get_center()) for ball, ring in pairs)
        yield from map(FadeOut, balls[len(pairs) :])

    def rise(self, penalty: Penalty) -> Iterator[Animation]:
        """Let the bars grow from the baseline, and say under which penalty, and what that makes of weights."""
        bars = self.bars[penalty is L2]
        grown = [_grown(bar, bars.foot_of(number)) for number, bar in enumerate(bars.bars) if len(bar.points)]
        yield bars.reveal(bars.bars, by=lambda _: AnimationGroup(*grown))
        yield FadeIn(self._names[penalty])


def _weights(numbers: Any, penalty: Penalty) -> FloatArray:
    return np.asarray(numbers.fits.optimum(penalty, numbers.enough).weights)


def _grown(bar: VMobject, foot: FloatArray) -> Animation:
    return TransformFromCopy(bar.copy().stretch(0.0, 1, about_point=foot), bar)
