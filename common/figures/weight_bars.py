"""Bars of signed weights over one baseline; a weight that stays at exactly 0 has a ring, and no bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from manim import UP, Animation, AnimationGroup, TransformFromCopy, ValueTracker, VGroup, VMobject

from common.figures.claims import Axis, Claim, Reaches, Shows, Stands, ToScale, Wears, Zero
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula
from common.figures.window import View, Window, draw_polylines
from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["LANES", "WeightBars"]

LANES: Mapping[Penalty, tuple[float, float]] = {L1: (0.28, 0.6), L2: (0.72, 0.6)}  # where both share a box

_BAR = 0.62  # of the room that each weight has
_RING, _RING_SHARE = 0.16, 0.3  # scene units, and of that room, whichever is less
_NAMES_HEIGHT, _DESCENT, _GAP = 0.42, 0.08, 0.12
_BREAK, _SLANT = 0.06, 0.1  # scene units: how wide the gap is, and how much it rises across the bar
_FROM_END = 0.22, 0.36  # scene units from the end of a cut bar to its two gaps


class WeightBars(Derived):
    """The weights that ``weights()`` gives, shape (d,), as d bars from a baseline at 0, in the penalty's colour.

    The bars are to scale between the ends of ``reach``, on both sides of 0. A longer bar ends at the edge of that
    range with two slanted gaps in it. ``names`` are d formulas (Typst, such as ``x^3``) that stand under the bars;
    where they are too wide for that, every second one does. ``lane`` is where in the room of its weight each bar
    stands, and how much of that it has: two figures may share a box.

    Call ``fit`` before the first drawing, then add or reveal the parts: ``ground`` (baseline and upright axis),
    ``named`` (the names) and ``picture``, which is ``bars``, ``breaks`` and ``rings``. How many weights there are
    must not change.
    """

    def __init__(
        self,
        weights: Callable[[], FloatArray],
        penalty: Penalty,
        theme: Theme,
        *trackers: ValueTracker,
        reach: tuple[float, float],
        names: Sequence[str] = (),
        lane: tuple[float, float] = (0.5, 1.0),
    ) -> None:
        super().__init__(*trackers)
        self._at, self._share = lane
        self.penalty, self.theme = penalty, theme
        self._weights, self._names, self._range = weights, names, reach

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        theme, count = self.theme, len(self.weights)
        foot, room = box.cut_bottom(_NAMES_HEIGHT, _GAP) if self._names else (box, box)
        self.window = Window(room, View((0.0, float(count)), self._range))
        self._pitch = room.width / count
        self.ground = self.window.axes(theme.muted)
        self.named = VGroup(*self._named(foot))
        colour, radius = theme.of(self.penalty), min(_RING, _RING_SHARE * self._share * self._pitch)
        self.bars = VGroup(*(VMobject(fill_color=colour, fill_opacity=1, stroke_width=0) for _ in range(count)))
        self.breaks = VGroup(
            *(VMobject(fill_color=theme.background, fill_opacity=1, stroke_width=0) for _ in range(count))
        )
        self.rings = VGroup(*(ZeroRing(radius, theme) for _ in range(count)))
        self.picture = VGroup(self.bars, self.breaks, self.rings)
        self.redraw()

    @property
    def weights(self) -> FloatArray:
        """The present weights, shape (d,)."""
        return np.asarray(self._weights())

    @property
    def bar_share(self) -> float:
        """How much of the room of its weight a bar takes."""
        return _BAR * self._share

    def foot_of(self, number: int) -> FloatArray:
        """Where the bar of weight ``number``, from 0, stands on the baseline: a scene point (3,)."""
        return self.window.point(number + self._at, 0.0)

    def redraw(self) -> None:
        """Draw each bar as long as its weight, and ring the zeros."""
        for number, weight in enumerate(self.weights):
            bar = self.bars[number]
            if self.is_stale(bar, float(weight)):
                self._draw(number, float(weight))

    def rise(self) -> Animation:
        """Let the bars grow from the baseline."""
        flat = [bar.copy().stretch(0.0, 1, about_point=self.foot_of(n)) for n, bar in enumerate(self.bars)]
        return self.reveal(self.bars, by=lambda bars: AnimationGroup(*map(TransformFromCopy, flat, bars)))

    def claims(self) -> Iterator[Claim]:
        """What the bars claim: each reaches to its weight or, with a break, to the edge; zeros are ringed."""
        under, colour, weights = f"under {self.penalty.name}", self.theme.of(self.penalty), self.weights
        axis = Axis(self.ground[1], *self._range)
        yield ToScale(f"bars {under}", (axis,))
        level = Axis(self.ground[0], 0.0, float(len(weights)))
        for number, (weight, bar) in enumerate(zip(weights, self.bars, strict=True)):
            name = f"{number + 1} {under}"
            foot, end = (level.point(number + self._at) for _ in range(2))
            end[1] = axis.point(float(np.clip(weight, *self._range)))[1]
            if weight == 0 or end[1] != foot[1]:  # what is not 0 may be too small for a number of the stage
                yield Reaches(f"bar {name}", bar, foot, end)
            yield Wears(f"bar {name}", bar, colour, f"it is a weight {under}")
            yield Shows(f"bar {name}", bar, weight != 0, "the weight is not 0")
            ring, gaps = self.rings[number], self.breaks[number]
            yield Stands(f"ring {name}", ring, foot)
            yield Zero(f"ring {name}", ring, self._stays(weight))
            cut = not self._range[0] <= weight <= self._range[1]
            yield Shows(f"break {name}", gaps, cut, "the weight is beyond the range")

    def _draw(self, number: int, weight: float) -> None:
        end = float(np.clip(weight, *self._range))
        half = self.bar_share / 2 * self._pitch
        tip = self.window.point(number + self._at, end)
        gaps = [tip[1] - np.sign(weight) * away for away in _FROM_END] if end != weight else []
        sides = (tip[0] - half, tip[0] + half)
        bar = [_band(sides, (self.foot_of(number)[1], tip[1]))] if weight != 0 else []
        draw_polylines(self.bars[number], bar)
        draw_polylines(self.breaks[number], [_band(sides, (y, y + _BREAK), _SLANT) for y in gaps])
        self.rings[number].stand(self.foot_of(number), is_zero=self._stays(weight))

    def _stays(self, weight: float) -> bool:
        return self.penalty.holds_zero and weight == 0

    def _named(self, foot: Box) -> list[Lettering]:
        """The names on one line under their bars, as many as fit."""
        names = [formula(name, TYPE.label, self.theme.ink) for name in self._names]
        for number, name in enumerate(names):
            # The first letter of each stands on the line, whatever is raised or lowered behind it.
            name.shift((foot.bottom + _DESCENT - name[0].get_bottom()[1]) * UP)
            name.set_x(self.window.point(number + 0.5, 0.0)[0])
        widest = max((name.width for name in names), default=0.0)
        return names[:: 1 if widest + 0.1 <= self._pitch else 2]


def _band(x: tuple[float, float], y: tuple[float, float], rise: float = 0.0) -> FloatArray:
    """The outline (5, 3) between two heights at the left, which lie ``rise`` higher at the right."""
    left, right = x
    low, high = y
    corners = [(left, low), (right, low + rise), (right, high + rise), (left, high), (left, low)]
    return np.array([(across, up, 0.0) for across, up in corners])
