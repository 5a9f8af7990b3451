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
from common.figures.parts.rain import Dots, Streaks, gone, streak
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
_TAIL = 0.2  # of the time of a drop on either of its two ways
_LASTS, _ALONE = 0.275, 0.14  # of the rain, for one drop with its tail, and for the first alone
_FAINT = 0.16
_MOST_ROWS = 12
_LEADING, _BESIDE = 0.2, 0.1
_OFF, _FILL = 0.27, 0.45  # scene units from a shelf to the nearest dots, and the radius of one in pitches
_SIDE = {L1: -1, L2: 1}


class OutputRain(Graph):
    """The ``inputs`` (n,), one after another as ``fallen`` goes from 0 to 1, fall onto the graphs of ``plot``.

    By penalty they go on to one of the ``shelves`` at the edges of the plot; ``ways`` are the trails and streaks
    that they leave, those of the fall by None. There, the outputs make ``heaps``, for which there is so much
    ``room`` at λ = ``strong``. Of each penalty, all outputs are one certified optimum; ``counts`` say how many are
    exactly 0, and the ``ring`` closes about 0 when all have fallen. ``names`` say what goes in and what comes out;
    above stands ``strength_out``, with so many ``decimals``. ``sides`` are all parts of a penalty.
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
        self.ways = {each: VGroup(*self._way(each)) for each in (L1, L2, None)}
        rows = self._rows = max(range(1, _MOST_ROWS), key=self._pitch)
        self.heaps = {each: VGroup(*self._heap(each, self._pitch(rows))) for each in (L1, L2)}
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
        seen, (into, out) = plot.seen_at(1.0), plot.names
        self.names = VGroup(into.copy(), out.copy(), out.copy())
        (left, right), (low, high) = seen.view.x, seen.view.y
        places = ((right / 2, high), UP), ((left, low), DOWN), ((right, low), DOWN)
        for name, (at, side) in zip(self.names, places, strict=True):
            name.next_to(seen.point(*at), side, buff=_BESIDE)
        self.strength_out.next_to(seen.point(0.0, high), UP, buff=_BESIDE)
        self.ring = ZeroRing(0.2, theme).set_z_index(4)
        self.sides: Mapping[Penalty, VGroup] = {
            each: VGroup(self.ways[each], self.shelves[each], self.heaps[each]) for each in (L1, L2)
        }
        self.redraw()

    @property
    def heads(self) -> VGroup:
        """Tags and counts."""
        return VGroup(*self.tags.values(), *self.counts.values())

    def head(self, box: Box) -> None:
        """Put tags and counts into the upper corners of ``box``."""
        for penalty, side in ((L1, LEFT), (L2, RIGHT)):
            tag, count = self.tags[penalty], self.counts[penalty]
            tag.move_to(box.corner(UP + side), aligned_edge=UP + side)
            count.next_to(tag, DOWN, buff=_LEADING).align_to(box.corner(side), side)

    def redraw(self) -> None:
        """Let the rain fall so far."""
        view = self.window.view
        for penalty, shelf in self.shelves.items():
            x = self._edge(penalty)
            draw_polylines(shelf, [np.array([self.window.point(x, y) for y in view.y])])
        is_down = self.fallen.get_value() == 1 and bool((self._outputs(L1) == 0).any())
        self.ring.stand(self.window.point(view.x[0], 0.0), is_zero=is_down)
        super().redraw()

    def claims(self) -> Iterator[Claim]:
        """Yield what streaks and heaps claim, and that zeros stand in the ring."""
        for part in self._parts:
            yield from part.claim(self.drawn_axes)
        for penalty, (_, zeros) in self.heaps.items():
            yield Zero(f"zeros under {penalty.name}", zeros, bool((self.arrived(penalty) == 0).any()))
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
        return (2 + _TAIL) * gone(self.fallen.get_value(), len(self._inputs), _LASTS, _ALONE)

    def _way(self, penalty: Penalty | None) -> Iterator[Streaks]:
        """A trail and a streak of all drops: on their way aside under ``penalty``, or before that from above."""
        name, colour = "drops", self._plot.theme.loss
        if penalty is not None:
            name, colour = f"drops under {penalty.name}", self._plot.theme.of(penalty)
        for tail, width, opacity in (1.0, STROKE.guide, _FAINT), (_TAIL, STROKE.companion, 1.0):
            ends, shares = partial(self._ends, penalty), partial(self._shares, penalty, tail)
            yield self.following(Streaks(name, ends, shares, colour, width, opacity), *self._trackers)

    def _ends(self, penalty: Penalty | None) -> FloatArray:
        """The ends of these ways (n, 2, 2): they fall onto the lower graph, and go from a graph to an edge."""
        if penalty is None:
            outputs = np.minimum(*map(self._outputs, (L1, L2)))
            start = np.column_stack([self._inputs, np.full_like(outputs, self.window.view.y[1])])
            return np.stack([start, np.column_stack([self._inputs, outputs])], axis=1)
        outputs = self._outputs(penalty)
        end = np.column_stack([np.full_like(outputs, self._edge(penalty)), outputs])
        return np.stack([np.column_stack([self._inputs, outputs]), end], axis=1)

    def _shares(self, penalty: Penalty | None, tail: float) -> FloatArray:
        """Which shares of them are seen (n, 2): all fall faster and faster."""
        return streak(self._gone(), tail) ** 2 if penalty is None else streak(self._gone() - 1, tail)

    def _heap(self, penalty: Penalty, pitch: float) -> Iterator[Dots]:
        """The dots of what has come out, and of the zeros among it, which have the colour of zero if they stay."""
        theme = self._plot.theme
        colour = theme.of(penalty)
        for name, is_zero, of_these in ("rest", False, colour), ("zeros", True, theme.zero):
            shade = of_these if penalty.holds_zero else colour
            places = partial(self._heaped, penalty, pitch, is_zero=is_zero)
            dots = Dots(f"{name} of the heap under {penalty.name}", places, shade, _FILL * pitch)
            yield self.following(dots, *self._trackers)

    def _heaped(self, penalty: Penalty, pitch: float, *, is_zero: bool) -> FloatArray:
        """Where the dots lie (n, 2), beyond the edge: in bins of which 0 is a border; what is 0 has its own."""
        values = self.arrived(penalty)
        values = values[(values == 0) if is_zero else (values < 0) | (values > 0)]
        middles = np.sort(np.where(values == 0, 0.0, (np.floor(values / self._breadth) + 0.5) * self._breadth))
        column, row = np.divmod(np.arange(len(middles)) - np.searchsorted(middles, middles), self._rows)
        across, up = np.diff(self.window.points(np.array([[0.0, 0.0], [1.0, 1.0]])), axis=0)[0, :2]
        off = _SIDE[penalty] * (_OFF + pitch * (column + 0.5)) / across
        return np.column_stack([self._edge(penalty) + off, middles + pitch * (row - (self._rows - 1) / 2) / up])

    def _edge(self, penalty: Penalty) -> float:
        """The input at which the plot ends on the side of its shelf."""
        return self.window.view.x[max(_SIDE[penalty], 0)]
