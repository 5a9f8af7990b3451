"""The family of penalties: each with its graph, its formula and what it counts, over one weight that moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, TypeAlias

import numpy as np
from manim import DOWN, LEFT, RIGHT, Circle, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Axis, Claim, Follows, Function, Stands, ToScale, Zero
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula, lettering
from common.figures.optimum_dot import WeightDot
from common.figures.window import View, Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.l0 import L0
from common.maths.penalties.norms import L1, L2
from common.maths.penalties.nuclear import NUCLEAR
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["PenaltyFamily"]

_VIEW = View(x=(-1.35, 1.35), y=(-0.32, 1.5))
_GRAPH_WIDTH, _GRAPH_SHARE = 1.5, 0.82
_COLUMN_GAP, _WIDEST_GAP, _LINE_GAP = 0.3, 0.8, 0.16
_JUMP = 1e-9
_HOLE = 0.06
_SAMPLES = 60


_Texts: TypeAlias = tuple[Lettering, Lettering, Lettering]
"""Name, formula and count."""


def _singular_value(w: FloatArray) -> FloatArray:
    return NUCLEAR.value(np.asarray(w)[..., np.newaxis, np.newaxis])


@dataclass(frozen=True)
class _Member:
    """A penalty of one weight, or of one singular value; ``pieces`` are the stretches of it that hang together.

    It ``holds_zero`` if it has more than one slope there: then one that is exactly 0 stays there.
    """

    key: str
    value: Function
    holds_zero: bool
    formula: str
    pieces: tuple[tuple[float, float], ...] = (_VIEW.x,)
    corners: tuple[float, ...] = ()


_NET = ElasticNet(0.5, 0.5)
_MEMBERS = (
    _Member(
        "L0", L0.value, L0.holds_zero, "scripts(sum)_i [w_i != 0]", ((_VIEW.x[0], -_JUMP), (_JUMP, _VIEW.x[1]))
    ),
    _Member("L1", L1.value, L1.holds_zero, "scripts(sum)_i abs(w_i)", corners=(0.0,)),
    _Member("L2", L2.value, L2.holds_zero, "scripts(sum)_i w_i^2 \\/ 2"),
    _Member(
        "net",
        _NET.value,
        _NET.holds_zero,
        'w_i^star = op("soft")(hat(w)_i, lambda_1) \\/ (1 + lambda_2)',
        corners=(0.0,),
    ),
    _Member(
        "nuclear",
        _singular_value,
        NUCLEAR.directional_slope([[0.0]], [[1.0]]) > 0,
        "scripts(sum)_i sigma_i (W)",
        ((0.0, _VIEW.x[1]),),
        (0.0,),
    ),
)


class PenaltyFamily(Derived):
    """L0, L1, L2, the elastic net and the nuclear norm, a row each, with a dot where ``weight`` stands on it.

    ``names`` and ``counts`` are words by the ``KEYS``: what each is called, and what it
    counts. The nuclear norm's graph is over one singular value, the size of the weight. Call ``fit`` before the
    first drawing.
    """

    KEYS: ClassVar = tuple(member.key for member in _MEMBERS)

    def __init__(
        self, weight: ValueTracker, names: Mapping[str, str], counts: Mapping[str, str], theme: Theme
    ) -> None:
        super().__init__(weight)
        self._weight, self._names, self._counts, self.theme = weight, names, counts, theme

    def fit(self, box: Box) -> None:
        """Build the rows for ``box``, to be revealed: in columns where it is wide, else words below formulas."""
        texts = [self._texts(member, TYPE.label) for member in _MEMBERS]
        wide = sum(_widths(texts)) + 3 * _COLUMN_GAP + _GRAPH_WIDTH <= box.width
        if not wide:
            texts = [self._texts(member, TYPE.note) for member in _MEMBERS]
        rows = _shares(box, len(_MEMBERS))
        lefts = (_columns if wide else _corners)(texts, rows)
        self.windows = [Window(_graph_box(row, left), _VIEW) for row, left in zip(rows, lefts, strict=True)]
        self.graphs: list[VGroup] = []
        self.curves: list[VMobject] = []
        self._lines: list[tuple[VMobject, VMobject]] = []
        self.dots = [WeightDot(self.theme) for _ in _MEMBERS]
        for member, window in zip(_MEMBERS, self.windows, strict=True):
            self._draw_graph(member, window)
        self.rows = [VGroup(*parts) for parts in zip(self.graphs, *zip(*texts, strict=True), strict=True)]
        self.marks = VGroup(*self.dots)
        self.redraw()

    def redraw(self) -> None:
        """Put the dots where the weight stands."""
        for member, window, dot in zip(_MEMBERS, self.windows, self.dots, strict=True):
            w = self._at(member)
            stays = member.holds_zero and w == 0
            dot.stand(window.point(w, float(member.value(np.array(w)))), is_zero=stays)

    def claims(self) -> Iterator[Claim]:
        """What the rows claim: their graphs, and the weight's place on each."""
        for member, axes, curve, dot in zip(_MEMBERS, self._axes(), self.curves, self.dots, strict=True):
            w = self._at(member)
            yield ToScale(f"axes of {member.key}", (axes.along, axes.up))
            yield Follows(f"graph of {member.key}", curve, member.value, axes, member.corners)
            yield Stands(
                f"weight on {member.key}", dot.dot, axes.point(np.array([w, float(member.value(np.array(w)))]))
            )
            yield Zero(f"ring on {member.key}", dot.ring, member.holds_zero and w == 0)

    def _at(self, member: _Member) -> float:
        w = self._weight.get_value()
        return abs(w) if member.pieces[0][0] == 0 else w

    def _axes(self) -> Iterator[Axes]:
        for along, up in self._lines:
            yield Axes(Axis(along, *_VIEW.x), Axis(up, *_VIEW.y))

    def _colour(self, member: _Member) -> ManimColor:
        return {"L1": self.theme.l1, "L2": self.theme.l2}.get(member.key, self.theme.ink)

    def _draw_graph(self, member: _Member, window: Window) -> None:
        colour = self._colour(member)
        curve = VMobject(stroke_color=colour, stroke_width=STROKE.edge)
        pieces = []
        for low, high in member.pieces:
            w = np.union1d(np.linspace(low, high, _SAMPLES), member.corners)
            pieces += window.curve(np.column_stack([w, member.value(w)]))
        draw_polylines(curve, pieces)
        lines = window.axes(self.theme.muted)
        graph = VGroup(lines, curve)
        if len(pieces) > 1:
            hole = Circle(radius=_HOLE, stroke_color=colour, stroke_width=STROKE.ghost)
            graph.add(hole.set_fill(self.theme.background, opacity=1).move_to(pieces[0][-1]))
        self.graphs.append(graph)
        self.curves.append(curve)
        self._lines.append((lines[0], lines[1]))

    def _texts(self, member: _Member, size: float) -> _Texts:
        return (
            lettering(self._names[member.key], TYPE.title, self._colour(member), bold=True),
            formula(member.formula, size, self.theme.ink),
            lettering(self._counts[member.key], TYPE.note, self.theme.ink),
        )


def _shares(box: Box, count: int) -> list[Box]:
    """The box cut into rows, the first on top."""
    edges = np.linspace(box.top, box.bottom, count + 1)
    return [Box(box.left, low, box.right, high) for high, low in pairwise(edges.tolist())]


def _graph_box(row: Box, left: float) -> Box:
    spare = (1 - _GRAPH_SHARE) * row.height / 2
    return Box(left, row.bottom + spare, left + _GRAPH_WIDTH, row.top - spare)


def _widths(texts: Sequence[_Texts]) -> list[float]:
    return [max(text.width for text in column) for column in zip(*texts, strict=True)]


def _columns(texts: Sequence[_Texts], rows: Sequence[Box]) -> list[float]:
    """Set name, formula and count in columns; give where each row's graph begins."""
    widths, row = [_GRAPH_WIDTH, *_widths(texts)], rows[0]
    gap = min((row.width - sum(widths)) / 3, _WIDEST_GAP)
    start = row.centre[0] - (sum(widths) + 3 * gap) / 2
    lefts = start + np.cumsum([0.0, *widths[:-1]]) + gap * np.arange(4)
    for each, line in zip(texts, rows, strict=True):
        for text, left in zip(each, lefts[1:], strict=True):
            text.move_to(line.centre).align_to(np.array([left, 0.0, 0.0]), LEFT)
    return [start] * len(rows)


def _corners(texts: Sequence[_Texts], rows: Sequence[Box]) -> list[float]:
    """Set the formula at the right end of each row, name over count on the left; give where the graphs begin."""
    for (name, rule, count), row in zip(texts, rows, strict=True):
        left = np.array([row.left + _GRAPH_WIDTH + _COLUMN_GAP, 0.0, 0.0])
        words = VGroup(name, count).arrange(DOWN, buff=_LINE_GAP, aligned_edge=LEFT)
        words.move_to(row.centre).align_to(left, LEFT)
        rule.set_y(name.get_y()).align_to(row.corner(RIGHT), RIGHT)
    return [rows[0].left] * len(rows)
