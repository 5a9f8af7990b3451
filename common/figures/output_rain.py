"""A rain of inputs onto the graphs of an output plot, thrown aside to where the outputs heap up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, ValueTracker, VGroup, VMobject

from common.figures.claims import Claim, Reads, Stands, Zero
from common.figures.graph import Graph
from common.figures.lettering import lettering
from common.figures.output_plot import OutputPlot
from common.figures.parts.heap import Heap, Streaks
from common.figures.read_out import ReadOut
from common.figures.window import draw_polylines
from common.figures.zero_count import ZeroCount
from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, TYPE

__all__ = ["OutputRain"]

_BINS = 6  # to the largest input
_FILLED = 0.5  # of a bin, by its rows: the zeros stand between two bins
_LASTS = 0.25  # of the rain, for one drop
_TAIL = 0.2  # of its time on either way
_FAINT = 0.16
_MOST_ROWS = 12
_LEADING = 0.2
_SIDE = {L1: -1, L2: 1}


class OutputRain(Graph):
    """The ``inputs`` (n,), one after another as ``fallen`` goes from 0 to 1, fall onto the graphs of ``plot``.

    ``drops`` leave ``ways``; by penalty, ``streaks`` go on to one of the ``shelves`` at the edges of the plot, and
    leave ``trails``. There, the outputs make ``heaps``, for which there is so much ``room`` at λ = ``strong``. Of
    each penalty, all outputs are one certified optimum; ``counts`` say how many are exactly 0, and the ``ring``
    closes about 0 when all have fallen. ``strength_out`` has so many ``decimals``. ``sides`` are all parts of a
    penalty.
    """

    def __init__(
        self,
        plot: OutputPlot,
        inputs: FloatArray,
        fallen: ValueTracker,
        strong: float,
        room: float,
        labels: Mapping[str, str],
        decimals: int = 2,
    ) -> None:
        super().__init__("of the rain", plot.strength, plot.seat, fallen)
        self.fallen = fallen
        self._plot, theme = plot, plot.theme
        self.window, self.axes, self._parts = plot.window, plot.axes, {}
        self._inputs, self._loss = inputs, QuadraticLoss(plot.curvature * np.eye(len(inputs)), inputs)
        self._room, self._solved = room, dict[Penalty, tuple[float, FloatArray]]()
        self._most = int((self._solve(L1, strong) == 0).sum())
        self.drops, self.ways = self._fall(_TAIL, STROKE.companion, 1.0), self._fall(1.0, STROKE.guide, _FAINT)
        self.streaks = {each: self._aside(each, _TAIL, STROKE.companion, 1.0) for each in (L1, L2)}
        self.trails = {each: self._aside(each, 1.0, STROKE.guide, _FAINT) for each in (L1, L2)}
        self.heaps = {each: self._heap(each) for each in (L1, L2)}
        self.shelves = {each: VMobject(stroke_color=theme.muted, stroke_width=STROKE.axis) for each in (L1, L2)}
        self.counts = {
            each: ZeroCount(partial(self.arrived, each), labels["zeros"], theme, self.fallen, plot.strength)
            for each in (L1, L2)
        }
        self.tags = {
            each: lettering(labels[each.name], TYPE.title, theme.of(each), bold=True) for each in (L1, L2)
        }
        self.strength_out = ReadOut(
            "lambda =",
            plot.strength.get_value,
            theme,
            plot.strength,
            decimals=decimals,
            size=TYPE.label,
            marks_zero=False,
        )
        self.ring = ZeroRing(0.2, theme).set_z_index(4)
        self.sides: Mapping[Penalty, VGroup] = {
            each: VGroup(self.trails[each], self.streaks[each], self.shelves[each], self.heaps[each])
            for each in (L1, L2)
        }
        self.redraw()

    @property
    def heads(self) -> VGroup:
        """Tags, counts and λ."""
        return VGroup(*self.tags.values(), *self.counts.values(), self.strength_out)

    def head(self, box: Box) -> None:
        """Put tags and counts into the upper corners of ``box``, and λ between them."""
        for penalty, side in ((L1, LEFT), (L2, RIGHT)):
            tag, count = self.tags[penalty], self.counts[penalty]
            tag.move_to(box.corner(UP + side), aligned_edge=UP + side)
            count.next_to(tag, DOWN, buff=_LEADING).align_to(box.corner(side), side)
        self.strength_out.move_to(box.centre).set_y(self.tags[L1].get_y())

    def redraw(self) -> None:
        """Let the rain fall so far."""
        view = self.window.view
        for penalty, shelf in self.shelves.items():
            x = view.x[max(_SIDE[penalty], 0)]
            draw_polylines(shelf, [np.array([self.window.point(x, y) for y in view.y])])
        is_down = self.fallen.get_value() == 1 and bool((self._outputs(L1) == 0).any())
        self.ring.stand(self.window.point(view.x[0], 0.0), is_zero=is_down)
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what streaks and heaps claim, and that zeros stand in the ring."""
        for part in self._parts:
            yield from part.claim(self.drawn_axes)
        yield Reads("strength", self.strength_out, float(self._plot.strength.get_value()))
        yield Zero("ring of the heap", self.ring, self.ring.is_zero)
        if self.ring.is_zero:
            at = self.drawn_axes.point(np.array([self.window.view.x[0], 0.0]))
            yield Stands("ring of the heap", self.ring, at)

    def arrived(self, penalty: Penalty) -> FloatArray:
        """What has come out, (n,), NaN where it has not yet."""
        return np.where(self._gone() >= 2, self._outputs(penalty), np.nan)

    @property
    def _breadth(self) -> float:
        return self._plot.largest / _BINS

    def _pitch(self, rows: int) -> float:
        """The scene units from dot to dot in so many rows, with room for the most zeros."""
        seen = self._plot.seen_at(1.0)
        bin_height = seen.point(0.0, self._breadth)[1] - seen.point(0.0, 0.0)[1]
        return float(min(_FILLED * bin_height / rows, self._room / math.ceil(self._most / rows)))

    def _outputs(self, penalty: Penalty) -> FloatArray:
        """What comes out of all inputs now, (n,)."""
        strength = float(self._plot.strength.get_value())
        if penalty not in self._solved or self._solved[penalty][0] != strength:
            self._solved[penalty] = strength, self._solve(penalty, strength)
        return self._solved[penalty][1]

    def _solve(self, penalty: Penalty, strength: float) -> FloatArray:
        return penalised_optimum(self._loss, penalty, strength).certified().weights

    def _gone(self) -> FloatArray:
        """How far each drop is in its time, (n,): it falls from 0 to 1, and goes aside until 2."""
        starts = np.linspace(0.0, 1.0 - _LASTS * (1 + _TAIL / 2), len(self._inputs))
        return np.round(2 * (self.fallen.get_value() - starts) / _LASTS, 9)

    def _fall(self, tail: float, width: float, opacity: float) -> Streaks:
        """The way from above onto the lower of the graphs, faster and faster."""

        def ends() -> FloatArray:
            feet = np.minimum(*map(self._outputs, (L1, L2)))
            high = np.full_like(feet, self.window.view.y[1])
            return np.stack([np.column_stack([self._inputs, high]), np.column_stack([self._inputs, feet])], axis=1)

        def shares() -> FloatArray:
            return _behind(self._gone(), tail) ** 2

        part = Streaks("drops", ends, shares, self._plot.theme.loss, width, opacity)
        return self.following(part, *self._trackers)

    def _aside(self, penalty: Penalty, tail: float, width: float, opacity: float) -> Streaks:
        """The way from a graph to an edge of the plot."""

        def ends() -> FloatArray:
            outputs = self._outputs(penalty)
            edge = np.full_like(outputs, self.window.view.x[max(_SIDE[penalty], 0)])
            return np.stack([np.column_stack([self._inputs, outputs]), np.column_stack([edge, outputs])], axis=1)

        def shares() -> FloatArray:
            return _behind(self._gone() - 1, tail)

        name, colour = f"drops under {penalty.name}", self._plot.theme.of(penalty)
        return self.following(Streaks(name, ends, shares, colour, width, opacity), *self._trackers)

    def _heap(self, penalty: Penalty) -> Heap:
        colour = self._plot.theme.of(penalty)
        zero = self._plot.theme.zero if penalty.holds_zero else colour
        values = partial(self.arrived, penalty)
        name = f"heap under {penalty.name}"
        rows = max(range(1, _MOST_ROWS), key=self._pitch)
        heap = Heap(name, values, self._breadth, self._pitch(rows), rows, _SIDE[penalty], colour, zero)
        return self.following(heap, *self._trackers)


def _behind(gone: FloatArray, tail: float) -> FloatArray:
    """From where to where ways, of which drops leave a ``tail``, are seen, (n, 2)."""
    return np.clip(np.column_stack([gone - tail, gone]), 0.0, 1.0)
