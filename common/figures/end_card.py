"""The end of the film: the answer, and the bars of its first picture, on whose zeros rings land."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import zip_longest
from typing import Any

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    TransformFromCopy,
    VGroup,
)

from common.figures.lettering import Headline, descent
from common.figures.optimum_dot import WeightDot
from common.figures.tags import likeness_of, tag_of
from common.figures.weight_bars import LANES, WeightBars
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["EndCard"]

_APART, _BELOW, _LOWER = 0.27, 0.35, 1.1  # from line to line of the answer; below it; from the bars' top to a word
_WIDTH, _GAP, _HEAD = 0.66, 0.8, 0.6  # of a wide picture; scene units between halves, and how high their names are


class EndCard:
    """A question, the ``claim`` that answers it, and the ``bars`` of what each penalty leaves, L1's first.

    ``numbers`` are those of the fits, and ``labels`` name the penalties, and what their weights are like.
    """

    def __init__(self, claim: Any, numbers: Any, stage: Stage, theme: Theme, labels: Mapping[str, str]) -> None:
        strip, safe, is_wide = stage.headline, stage.safe, stage.aspect is LANDSCAPE
        asked = Headline(labels["question"], strip, theme, TYPE.title).set_color(theme.muted)
        self._claim, self._said, unless = claim, claim.copy(), Headline(labels["unless"], strip, theme)
        text = VGroup(asked, self._said, unless).arrange(DOWN, buff=_APART).move_to(strip.corner(UP), UP)
        self.bars: list[WeightBars] = []
        self._others, self._names = (asked, unless), dict[Penalty, VGroup]()
        side = (_WIDTH if is_wide else 1.0) * safe.width / 2
        head, box = Box(-side, safe.bottom, side, text.get_bottom()[1] - _BELOW).cut_top(_HEAD)
        for penalty, above, half in zip((L1, L2), head.columns(_GAP), box.columns(_GAP), strict=True):
            lane, weights = (0.5, 1.0) if is_wide else LANES[penalty], partial(numbers.left, penalty)
            self.bars.append(WeightBars(weights, penalty, theme, reach=numbers.span, lane=lane))
            self.bars[-1].fit(half if is_wide else box)
            word = likeness_of(penalty, labels, theme).set_x(half.right, RIGHT)
            word.set_y(half.top - _LOWER - descent(word.text, TYPE.claim), DOWN)
            self._names[penalty] = VGroup(tag_of(penalty, labels, theme).move_to(above.corner(LEFT), LEFT), word)

    def answer(self) -> Iterator[Any]:
        """Make the claim the answer to the question."""
        move = self._claim.animate.move_to(self._said)
        yield LaggedStart(move, FadeIn(*self._others), lag_ratio=0.7, run_time=0.8)

    def land(self, balls: Iterable[WeightDot]) -> Iterator[Animation]:
        """Let the rings of ``balls`` become those of L1's zeros, from left to right; fade those without a zero."""
        yield from (bars.reveal(bars.ground, run_time=TEMPO.enter) for bars in self.bars)
        zeros = [ring for ring in self.bars[0].rings if ring.is_zero]
        moves: list[Animation] = []
        for ball, ring in zip_longest(sorted(balls, key=lambda ball: float(ball.get_x())), zeros):
            if ball and ring:
                moves += TransformFromCopy(ball.ring, ring), FadeOut(ball.dot, target_position=ring.get_center())
            else:
                moves.append(FadeIn(ring) if ring else FadeOut(ball))
        yield self.bars[0].reveal(self.bars[0].rings, by=lambda _: AnimationGroup(*moves))

    def rise(self, penalty: Penalty) -> Iterator[Animation]:
        """Let the bars grow from the baseline, and say under which ``penalty``, and what that makes of weights."""
        yield from (bars.rise() for bars in self.bars if bars.penalty is penalty)
        yield FadeIn(self._names[penalty])
