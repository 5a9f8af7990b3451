"""What comes out of one weight under both penalties, against what goes in, on one pair of axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UP, Line, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Penalised, Stands, Zero
from common.figures.graph import Graph
from common.figures.lettering import Label, formula, lettering
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Plumb
from common.figures.parts.mark import Mark, OptimumMark
from common.figures.parts.trail import Trail
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["OutputPlot"]

_MARGIN = 1.05
_ABOVE = 0.5  # of what is taken of the largest: room to fall
_TICK, _ASIDE = 0.14, 0.16
_GAP = 10  # stroke width of the bar in the gap


class OutputPlot(Graph):
    """The minimum w of ½h(w − ŵ)² + λΩ(w) against ŵ, with h = ``curvature`` and ŵ up to ``largest``.

    Parts, to be revealed: ``axes``, with ``names``; ``identity``, without a price; the ``input`` ŵ, and by
    penalty the ``answers`` to it, with what was ``taken`` and ``plumbs``, while only the share ``paid`` of λ
    has to be paid; ``amounts`` are what L1 takes of a large one, on either side of 0. L1's graph has the
    pieces ``right``, ``left`` and ``flat``; these, and L2's ``line``, are drawn from their right as far as they
    have been ``reached``, the left from its left. ``gap`` are the ends of what is flat, and ``slopes`` a bar
    between them. ``sides`` are all parts of a penalty, to be attended to. It stands in the first of the boxes that
    ``fit`` takes while ``seat`` is 0, and in the other at 1.
    """

    def __init__(self, curvature: float, largest: float, strength: float, theme: Theme) -> None:
        self.curvature, self.largest, self.theme = curvature, largest, theme
        self.centre, self.strength, self.paid, self.seat = (ValueTracker(x) for x in (largest, strength, 0.0, 0.0))
        super().__init__("of outputs", self.centre, self.strength, self.paid, self.seat)
        self._most = max(float(self.outputs(each, np.array([largest]))[0]) for each in (L1, L2))
        self.reached: Mapping[str, ValueTracker] = {
            name: ValueTracker(start)
            for name, start in (("right", largest), ("left", -largest), ("flat", strength), ("line", largest))
        }

    def fit(self, whole: Box, beside: Box, into: str, out: str) -> None:
        """Build the parts, to be revealed; the axes are called ``into`` and ``out``."""
        theme, largest = self.theme, self.largest
        self._boxes = whole, beside
        self.look_through(self.seen_at(0.0), theme.muted)
        self.names = VGroup(self._name("hat(w)", into, theme.loss), self._name("w", out, theme.ink))
        self.identity = self.following(Curve("identity", lambda x: x, theme.muted, STROKE.ghost), self.seat)
        self.input = self.following(
            Mark("input", lambda: np.array([self.centre.get_value(), 0.0]), theme.loss, 0.1),
            self.seat,
            self.centre,
        )
        t = self.threshold
        self.right = self._piece("right", L1, lambda at: (max(at, t()), largest))
        self.left = self._piece("left", L1, lambda at: (-largest, min(at, -t())))
        self.flat = self._piece("flat", L1, lambda at: (max(at, -t()), t()), theme.zero)
        self.line = self._piece("line", L2, lambda at: (at, largest))
        self.slopes = self.following(
            Curve("slopes in the gap", np.zeros_like, theme.l1, _GAP, within=lambda: (-t(), t())),
            self.seat,
            self.strength,
        )
        ends = (VGroup(Line(_TICK * DOWN, _TICK * UP).set_stroke(theme.ink, STROKE.edge)) for _ in range(2))
        self.gap = VGroup(*ends)
        for end, name, side in zip(self.gap, ("-lambda \\/ h", "lambda \\/ h"), (UP, DOWN), strict=True):
            end.add(Label(name, theme.ink, theme.background).next_to(end, side, buff=0.1))
        self.amounts = VGroup(*(Label("lambda \\/ h", theme.l1, theme.background) for _ in range(2)))
        self.answers: Mapping[Penalty, OptimumMark] = {penalty: self._answer(penalty) for penalty in (L1, L2)}
        self.taken: Mapping[Penalty, Trail] = {penalty: self._taken(penalty) for penalty in (L1, L2)}
        self.plumbs: Mapping[Penalty, Plumb] = {penalty: self._plumb(penalty) for penalty in (L1, L2)}
        graphs = {L1: (self.right, self.left, self.flat), L2: (self.line,)}
        self.sides: Mapping[Penalty, VGroup] = {
            each: VGroup(*graphs[each], self.answers[each], self.taken[each], self.plumbs[each])
            for each in (L1, L2)
        }
        VGroup(self.axes, self.identity).set_z_index(-2)
        self.flat.set_z_index(2)
        VGroup(self.input, self.gap, self.amounts).set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Draw what is new, where the plot stands now."""
        seen = self.seen_at(float(self.seat.get_value()))
        self.window.box, self.window.view = seen.box, seen.view
        if self.is_stale(self.axes, seen.box):
            for line, new in zip(self.axes, self.window.axes(self.theme.muted), strict=True):
                line.set_points(new.points)
            along, up = self.axes
            self.names[0].next_to(along.get_end(), DL, buff=0.18)
            self.names[1].next_to(up.get_end(), DR, buff=0.12)
        for end, at in zip(self.gap, (-self.threshold(), self.threshold()), strict=True):
            end.shift(self.window.point(at, 0.0) - end[0].get_center())
        super().redraw()
        centre = self.centre.get_value()
        middle = self.window.point(centre, centre - np.copysign(self.threshold() / 2, centre))
        for amount, side in zip(self.amounts, (LEFT, RIGHT), strict=True):
            amount.next_to(middle, side, buff=_ASIDE)

    def claims(self) -> Iterator[Claim]:
        """Yield what its parts claim, where the gap ends, and that all that is flat is at 0."""
        yield from super().claims()
        for end, at in zip(self.gap, (-self.threshold(), self.threshold()), strict=True):
            yield Stands("end of the gap", end[0], self.drawn_axes.point(np.array([at, 0.0])))
        yield Zero("flat piece", self.flat, bool(len(self.flat.points)))

    def seen_at(self, seat: float) -> Window:
        """Where the plot stands at a ``seat``, and what is seen of it: only outputs at 1, with room to fall."""
        reach, taken = _MARGIN * self.largest, self.largest - self._most
        low, high = (reach - seat * share * taken for share in (1.0, _ABOVE))
        return Window(self._boxes[0].towards(self._boxes[1], seat), View((-reach, reach), (-low, high)))

    def threshold(self) -> float:
        """The largest ŵ of which L1 leaves nothing."""
        return L1.zero_threshold(self.strength.get_value() / self.curvature)

    def outputs(self, penalty: Penalty, centres: FloatArray) -> FloatArray:
        """What comes out of ``centres``, (n,)."""
        return penalty.proximal_step(centres, self.strength.get_value() / self.curvature)

    def _price(self) -> float:
        return float(self.paid.get_value() * self.strength.get_value())

    def _solve(self, penalty: Penalty) -> Optimum:
        loss = OneWeightLoss(self.curvature, self.centre.get_value())
        return penalised_optimum(loss, penalty, self._price()).certified()

    def _problem(self, penalty: Penalty) -> Penalised:
        loss = OneWeightLoss(self.curvature, self.centre.get_value())
        return Penalised(lambda w: loss.value(w[..., 0]), penalty.value, self._price(), 1)

    def _piece(
        self,
        name: str,
        penalty: Penalty,
        between: Callable[[float], tuple[float, float]],
        colour: ManimColor | None = None,
    ) -> Curve:
        reached = self.reached.get(name, self.strength)

        def within() -> tuple[float, float]:
            low, high = between(reached.get_value())
            return min(low, high), high

        colour = colour or self.theme.of(penalty)
        curve = Curve(f"{name} piece", lambda x: self.outputs(penalty, x), colour, STROKE.subject, within=within)
        return self.following(curve, self.seat, self.strength, reached)

    def _answer(self, penalty: Penalty) -> OptimumMark:
        def place(weights: FloatArray) -> FloatArray:
            return np.array([self.centre.get_value(), weights[0]])

        under = f"under {penalty.name}"
        mark = OptimumMark(
            under, penalty, lambda: self._problem(penalty), lambda: self._solve(penalty), place, (), self.theme
        )
        return self.following(mark, *self._moving)

    def _taken(self, penalty: Penalty) -> Trail:
        def path(w: FloatArray) -> FloatArray:
            return np.column_stack([np.full_like(w, self.centre.get_value()), w])

        def swept() -> tuple[float, float]:
            return float(self.centre.get_value()), float(self._solve(penalty).weights[0])

        name, colour = f"taken under {penalty.name}", self.theme.of(penalty)
        return self.following(Trail(name, path, swept, colour, STROKE.edge), *self._moving)

    def _plumb(self, penalty: Penalty) -> Plumb:
        def answer() -> FloatArray:
            return np.array([self.centre.get_value(), self._solve(penalty).weights[0]])

        return self.following(Plumb(f"output under {penalty.name}", answer, self.theme.muted), *self._moving)

    @property
    def _moving(self) -> tuple[ValueTracker, ...]:
        return self.seat, self.centre, self.strength, self.paid

    def _name(self, symbol: str, word: str, colour: ManimColor) -> VMobject:
        parts = lettering(word, TYPE.label, self.theme.muted), formula(symbol, TYPE.read_out, colour)
        return VGroup(*parts).arrange(buff=0.16)
