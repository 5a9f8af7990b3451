"""Many weights that walk at once: their ways, and how many of them stand on zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import DOWN, RIGHT, Animation, FadeIn, ValueTracker, VGroup

from common.figures.claims import Axes, Claim, Zero
from common.figures.hops import Hops
from common.figures.lettering import lettering
from common.figures.parts.trail import Trail
from common.figures.walk_plot import WalkPlot
from common.figures.walker import CLEAR, Ball
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.style import STROKE, TYPE, Theme

__all__ = ["WalkCrowd"]

_BETWEEN, _BESIDE = 0.15, 0.2


class WalkCrowd(VGroup):
    """Weights on ``plot``, each of which has ``taken`` so many steps of one of ``walks``.

    From where one stays on 0, its way has the colour of zero. The ``head`` says with ``title`` how they walk, and
    after the word ``zeros`` how many are exactly 0; it stands ``clear`` (3,) of 0, up or down.
    """

    def __init__(
        self, plot: WalkPlot, walks: Sequence[Hops], title: str, zeros: str, clear: FloatArray, theme: Theme
    ) -> None:
        super().__init__()
        self.taken = ValueTracker(0.0)
        self.plot, self._walks, self._title, self._clear, self._theme = plot, walks, title, clear, theme
        self.colour = theme.of(walks[0].penalty)
        self.ways, self.balls = VGroup(), VGroup()
        for walk in walks:
            self._join(walk)
        self.count = ZeroCount(self._weights, zeros, theme, self.taken)
        name = lettering(title, TYPE.label, self.colour, bold=True)
        self.head = VGroup(name, self.count).arrange(DOWN, buff=_BETWEEN, aligned_edge=RIGHT)
        self.add(self.ways, self.balls)

    def come(self) -> Iterator[Animation]:
        """Come in, and the head where the plot ends."""
        plot, at = self.plot, self._clear
        edge = np.array([plot.right, plot.point(0.0, at[1])[1], 0.0])
        self.head.next_to(edge, at, buff=_BESIDE).align_to(edge, RIGHT)
        self.plot.add(*self.ways)
        yield self.plot.reveal(*self.balls)
        yield FadeIn(self.head)

    def _join(self, walk: Hops) -> None:
        plot, taken, theme, title = self.plot, self.taken, self._theme, self._title

        def way(steps: FloatArray) -> FloatArray:
            return np.asarray(walk.way(steps) + np.array([CLEAR / plot.unit, 0.0]))

        def now() -> FloatArray:
            return np.asarray(way(np.array([taken.get_value()]))[0])

        def swept() -> tuple[float, float]:
            return 0.0, taken.get_value()

        def on_zero() -> tuple[float, float]:
            return min(walk.landing, taken.get_value()), taken.get_value()

        def is_at_zero() -> bool:
            return bool(taken.get_value() >= walk.landing)

        ways = (
            Trail(f"way {title}", way, swept, self.colour, STROKE.companion),
            _OnZero(f"way on 0 {title}", way, on_zero, theme.zero, STROKE.close),
        )
        ball = Ball(title, now, is_at_zero, lambda: walk.led(taken.get_value()), theme)
        for part in (*ways, ball):
            plot.following(part, taken)
        self.ways.add(*ways)
        self.balls.add(ball)

    def _weights(self) -> FloatArray:
        """The weights (count,) where the last steps have led."""
        return np.array([walk.weights[int(self.taken.get_value())] for walk in self._walks])


class _OnZero(Trail):
    """The way of a weight that stays on 0."""

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that, too."""
        yield from super().claim(axes)
        since, now = self._swept()
        yield Zero(self._name, self, stays=since < now)
