"""The line at which the slopes at a corner are read off: they themselves, and what is set against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from manim import RIGHT, UP, Animation, AnimationGroup, Create, ValueTracker, VGroup

from common.figures.claims import Claim, Reads
from common.figures.close_up import CloseUp
from common.figures.graph import Graph
from common.figures.lettering import formula, lettering, lines_of
from common.figures.parts.mark import Mark
from common.figures.parts.wall import Rise, Scale, Shadow
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.penalties.subdifferential import Interval
from common.style import TEMPO, TYPE

__all__ = ["SlopeWall"]

_PULL_ASIDE, _PRICE_ASIDE, _WORDS_ASIDE = 0.45, 0.95, 1.6  # scene units from the wall
_CLEAR, _BELOW = 0.15, 0.1  # from the upright axis, and from the wall, to what stands under the wall
_LAMBDA_ASIDE, _ZERO_ASIDE, _ZERO_UP = 0.14, 0.2, 0.6
_TIGHT = 0.14  # between what stands beside the arrows


class SlopeWall(Graph):
    """The slopes of the lines that support both totals at the corner of a ``close_up``; verbs give each step.

    ``shadows`` are all of them; of L1's, those that one line has ``passed()`` as it ``rocked``, and a dot is where
    it stands now. Beside the ``ruler`` stand the ``pull`` of the loss, and λ, as the arrow ``price`` from there
    towards 0, as far as L1's slopes reach. Numbers have so many ``decimals``.
    """

    def __init__(
        self,
        close_up: CloseUp,
        labels: Mapping[str, str],
        decimals: int,
        rocked: ValueTracker,
        passed: Callable[[], Interval],
    ) -> None:
        plot = close_up.plot
        super().__init__("at the wall", plot.strength, close_up.zoom)
        self.window, self.axes, self._parts = plot.window, plot.axes, {}
        self._close_up, theme, strength = close_up, plot.theme, plot.strength
        wall, aside, moves = close_up.wall, close_up.side, (strength, close_up.zoom, rocked)
        self.ruler = self.following(Scale("line of slopes", wall, theme.muted), close_up.zoom)
        dot = Mark("its slope", lambda: wall.coordinates(passed().low), theme.ink, 0.09)
        self.dot = self.following(dot, *moves)
        self.shadows: Mapping[Penalty, Shadow] = {
            L1: self.following(Shadow("slopes under L1", wall, passed, theme.l1), *moves),
            L2: self.following(Shadow("slopes under L2", wall, partial(close_up.slopes, L2), theme.l2), *moves),
        }
        pull = Rise("pull of the loss", wall, lambda: (0.0, close_up.pull), aside * _PULL_ASIDE, theme.loss)
        self.pull = self.following(pull, close_up.zoom)
        price = Rise("price", wall, self._price, aside * _PRICE_ASIDE, theme.l1)
        self.price = self.following(price, *moves)
        self.price_name = formula("lambda", TYPE.read_out, theme.l1)
        self.zero, self.title = (lettering(labels[each], TYPE.note, theme.muted) for each in ("level", "slopes"))
        self.term = lettering(labels["subdifferential"], TYPE.note, theme.l1, bold=True)
        self._pull_out = ReadOut("", lambda: abs(close_up.pull), theme, decimals=decimals, marks_zero=False)
        self._pull_out.set_color(theme.loss)
        room = close_up.room_beside_the_wall(_WORDS_ASIDE)
        self.pull_names = VGroup(self._pull_out, *lines_of(labels["pull"], TYPE.note, theme.loss, room))
        self.redraw()

    @property
    def upright(self) -> tuple[Any, ...]:
        """What keeps its size, besides the lines that are drawn so."""
        return self.zero, self.title, self.term, *self.pull_names, self.price_name, self.dot

    def erect(self, seconds: float) -> Animation:
        """Put it up, with the slope of the one line."""
        ruler, slope = self.reveal(self.ruler, self.zero, self.title), self.reveal(self.shadows[L1], self.dot)
        return AnimationGroup(ruler, slope, lag_ratio=0.5, run_time=seconds)

    def write_term(self) -> Animation:
        """Name all slopes in the place of its own name, without that of the one line."""
        gone = self.conceal(self.title, self.dot, run_time=TEMPO.dim)
        return AnimationGroup(gone, self.reveal(self.term, run_time=TEMPO.enter), lag_ratio=1)

    def enter_smooth(self) -> Animation:
        """Bring in the slope under L2."""
        return self.reveal(self.shadows[L2], run_time=TEMPO.enter)

    def leave_smooth(self) -> Animation:
        """Take it out, and leave the place of slope 0 to the curve."""
        return self.conceal(self.shadows[L2], self.zero, run_time=TEMPO.dim)

    def name_zero(self, strength: float, times: float) -> Iterator[Animation]:
        """Bring back the name of slope 0, if L2's total leaves its place alone up to λ = ``strength``.

        It will be seen so many ``times`` as large as the plot.
        """
        close_up, loss, axes = self._close_up, self._close_up.plot.loss, self._close_up.plot.drawn_axes
        end = close_up.to_the_wall + _ZERO_ASIDE + self.zero.width + _TIGHT
        w = np.array(close_up.side * end / (times * axes.along.unit))
        rise = float(loss.value(w) + strength * L2.value(w) - loss.value(0.0)) * times * axes.up.unit
        if rise < _ZERO_UP - self.zero.height / 2:
            yield self.reveal(self.zero, run_time=TEMPO.enter)

    def show_pull(self) -> Animation:
        """Show the slope of the loss as an arrow, with its number."""
        return AnimationGroup(self.reveal(self.pull, by=Create), self.reveal(self.pull_names))

    def show_price(self) -> Animation:
        """Set λ against it."""
        return AnimationGroup(self.reveal(self.price, by=Create), self.reveal(self.price_name))

    def leave_price(self) -> Animation:
        """Take out λ with the slopes under L1 and their name, and what is written about the pull."""
        parts = self.price, self.price_name, self.term, self.shadows[L1], self.pull_names
        return self.conceal(*parts, run_time=TEMPO.dim)

    def leave_all(self) -> Animation:
        """Take it down, with the slopes under L2 and the pull."""
        zero = [self.zero] if self.zero in self.submobjects else []
        return self.conceal(self.ruler, *zero, self.shadows[L2], self.pull)

    def redraw(self) -> None:
        """Draw all as large as the picture is now, and put the words beside it."""
        super().redraw()
        self._stand(self.zero, self.ruler.zero.get_center(), _ZERO_ASIDE, _ZERO_UP)
        for word in (self.title, self.term):
            away = max(-word.width / 2, _CLEAR - self._close_up.to_the_wall)
            self._stand(word, self.ruler.line.get_bottom(), away, -_BELOW - word.height / 2)
        aside = _PULL_ASIDE * self._close_up.side * self._close_up.unit() * RIGHT
        up, middle = 0.5, self.pull.get_center() - aside
        for each in self.pull_names:
            self._stand(each, middle, _WORDS_ASIDE, up - each.height / 2)
            up -= each.height + _TIGHT
        self._stand(self.price_name, self.price.get_center(), _LAMBDA_ASIDE, 0.0)

    def claims(self) -> Iterator[Claim]:
        """Yield what it claims: its parts and its numbers."""
        yield from super().claims()
        yield Reads("size of the pull", self._pull_out, abs(self._close_up.pull))

    def _stand(self, word: Any, at: FloatArray, away: float, up: float) -> None:
        """Put ``word`` so far ``away`` from ``at`` on the far side of the wall, and so far ``up``, as seen."""
        aside = self._close_up.side * (away + word.width / 2)
        word.move_to(at + self._close_up.unit() * (aside * RIGHT + up * UP))

    def _price(self) -> tuple[float, float]:
        """From the slope of the loss to the end of those under L1 that is on the side of 0."""
        at_zero, pull = self._close_up.slopes(L1), self._close_up.pull
        return pull, at_zero.high if pull < 0 else at_zero.low
