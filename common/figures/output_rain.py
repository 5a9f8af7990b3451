"""A rain of inputs onto the graphs of an output plot, thrown aside to where the outputs heap up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from manim import ValueTracker, VGroup, VMobject

from common.figures.claims import Claim, Stands, Zero
from common.figures.graph import Graph
from common.figures.output_plot import OutputPlot
from common.figures.parts.rain import Heap, Streaks
from common.figures.window import draw_polylines
from common.figures.zero_count import ZeroCount
from common.figures.zero_ring import ZeroRing
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.style import STROKE

__all__ = ["OutputRain"]

_BINS = 8.5  # to the largest input
_FILLED = 0.5  # of a bin, by its rows: the zeros stand between two bins
_LASTS = 0.25  # of the rain, for one drop
_TAIL = 0.12  # of its time
_FAINT = 0.09
_SIDE = {L1: -1, L2: 1}


class OutputRain(Graph):
    """The ``inputs`` (n,), one after another as ``fallen`` goes from 0 to 1, fall onto the graphs of ``plot``.

    By penalty, ``streaks`` go on to an edge of the plot, where the outputs make ``heaps``, with so much ``room``;
    ``trails`` stay, and ``counts`` say how many of them, ``called`` so, are exactly 0. The ``ring`` closes about
    those of L1 when all have fallen. All outputs are of one certified optimum a penalty. At λ = ``strong`` there is
    just room for the zeros.
    """

    def __init__(self, plot: OutputPlot, inputs: FloatArray, strong: float, room: float, called: str) -> None:
        self.fallen = ValueTracker(0.0)
        super().__init__("of the rain", plot.strength, plot.seat, self.fallen)
        self._plot, theme = plot, plot.theme
        self.window, self.axes, self._parts = plot.window, plot.axes, {}
        self._inputs, self._loss = inputs, QuadraticLoss(plot.curvature * np.eye(len(inputs)), inputs)
        self._room, self._solved = room, dict[Penalty, tuple[float, FloatArray]]()
        most, bin_height = (self._solve(L1, strong) == 0).sum(), self._breadth * self._unit_up
        # As large as can be, with all zeros in the room, and in half of the height of a bin.
        self._rows = int(np.ceil(np.sqrt(most * _FILLED * bin_height / room)))
        self.streaks = {each: self._streaks(each, _TAIL, STROKE.edge, 1.0) for each in (L1, L2)}
        self.trails = {each: self._streaks(each, 1.0, STROKE.guide, _FAINT) for each in (L1, L2)}
        self.heaps = {each: self._heap(each) for each in (L1, L2)}
        self.shelves = {each: VMobject(stroke_color=theme.muted, stroke_width=STROKE.axis) for each in (L1, L2)}
        self.counts = {
            each: ZeroCount(partial(self.arrived, each), called, theme, self.fallen, plot.strength)
            for each in (L1, L2)
        }
        self.ring = ZeroRing(0.2, theme).set_z_index(4)
        self.sides: Mapping[Penalty, VGroup] = {
            each: VGroup(self.trails[each], self.streaks[each], self.shelves[each], self.heaps[each])
            for each in (L1, L2)
        }
        self.redraw()

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
        yield Zero("ring of the heap", self.ring, self.ring.is_zero)
        if self.ring.is_zero:
            at = self.drawn_axes.point(np.array([self.window.view.x[0], 0.0]))
            yield Stands("ring of the heap", self.ring, at)

    def arrived(self, penalty: Penalty) -> FloatArray:
        """What has come out, (n,), NaN where it has not yet."""
        return np.where(self._shares(1.0)[:, 1] == 1, self._outputs(penalty), np.nan)

    @property
    def _breadth(self) -> float:
        return self._plot.largest / _BINS

    @property
    def _unit_up(self) -> float:
        view = self.window.view
        return self.window.box.height / (view.y[1] - view.y[0])

    def _pitch(self) -> float:
        return _FILLED * self._breadth * self._unit_up / self._rows

    def _outputs(self, penalty: Penalty) -> FloatArray:
        """What comes out of all inputs now, (n,)."""
        strength = float(self._plot.strength.get_value())
        if penalty not in self._solved or self._solved[penalty][0] != strength:
            self._solved[penalty] = strength, self._solve(penalty, strength)
        return self._solved[penalty][1]

    def _solve(self, penalty: Penalty, strength: float) -> FloatArray:
        return penalised_optimum(self._loss, penalty, strength).certified().weights

    def _shares(self, tail: float) -> FloatArray:
        """From where to where each drop's way, of which it leaves a ``tail``, is seen, (n, 2)."""
        starts = np.linspace(0.0, 1.0 - _LASTS, len(self._inputs))
        gone = np.round((self.fallen.get_value() - starts) / _LASTS, 9)
        return np.clip(np.column_stack([gone - tail, gone]), 0.0, 1.0)

    def _streaks(self, penalty: Penalty, tail: float, width: float, opacity: float) -> Streaks:
        def points() -> FloatArray:
            return np.column_stack([self._inputs, self._outputs(penalty)])

        side, colour = _SIDE[penalty], self._plot.theme.of(penalty)
        name = f"drops under {penalty.name}"
        part = Streaks(name, points, partial(self._shares, tail), side, colour, width, opacity)
        return self.following(part, *self._trackers)

    def _heap(self, penalty: Penalty) -> Heap:
        colour = self._plot.theme.of(penalty)
        zero = self._plot.theme.zero if penalty.holds_zero else colour
        values = partial(self.arrived, penalty)
        name = f"heap under {penalty.name}"
        heap = Heap(name, values, self._breadth, self._pitch, self._rows, _SIDE[penalty], colour, zero)
        return self.following(heap, *self._trackers)
